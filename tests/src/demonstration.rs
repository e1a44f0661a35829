//! The demonstration: three offices with the figures that they published.

use std::collections::BTreeMap;

use shuangda::{
    app::{App, AppState, Front},
    demo::{accounts::Account, offices},
    shared::{clock::Clock, secrets::Secrets, storage::Files},
};

use crate::{Client, Engine, TestDatabase, founding};

/// The three offices on a database of their own, as of 22 November 2026.
pub struct Demonstration {
    /// The application.
    pub app: App,
    /// Whoever has not signed in.
    pub client: Client,
    /// The database.
    pub database: TestDatabase,
    passwords: BTreeMap<&'static str, String>,
}

impl Demonstration {
    /// Nothing but the tables.
    pub async fn empty(engine: Engine) -> Self {
        let database = founding::migrated(engine).await;
        let db = database.connect().await;
        let now = "2026-11-22T01:00:00Z".parse().expect("a moment");
        let secrets = Secrets::from_master(&[7; 32]).expect("the keys");
        let app = App::new(AppState {
            db,
            clock: Clock::from_fn(move || now),
            secrets,
            live: Default::default(),
            files: Files::in_memory(),
        });
        Self {
            client: Client::anonymous(app.router(Front::default()).expect("the router")),
            app,
            database,
            passwords: BTreeMap::new(),
        }
    }

    /// With its offices.
    pub async fn load(engine: Engine) -> Self {
        let empty = Self::empty(engine).await;
        let accounts = offices::load(&empty.app).await.expect("the demonstration");
        empty.with(accounts)
    }

    /// With these accounts.
    pub fn with(mut self, accounts: Vec<Account>) -> Self {
        self.passwords = accounts.into_iter().map(|account| (account.username, account.secret)).collect();
        self
    }

    /// Who may sign in with a password: whose account is no system's.
    pub fn usernames(&self) -> Vec<&'static str> {
        self.passwords.keys().copied().filter(|username| *username != "service").collect()
    }

    /// Signs in one of the accounts.
    pub async fn sign_in(&self, username: &str) -> Client {
        self.client.sign_in(username, &self.passwords[username]).await
    }
}
