//! The application: what every request, and every task beside them, shares. Its router stands above the domains.

use std::{ops::Deref, sync::Arc};

use super::{clock::Clock, db::Database, live::Live, recent::Recent, secrets::Secrets, storage::Files};

/// What every request shares; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Shared>);

struct Shared {
    state: AppState,
    recent: Recent,
    confirmation: Confirmation,
}

/// The parts of [`App`].
pub struct AppState {
    /// The database.
    pub db: Database,
    /// What time it is.
    pub clock: Clock,
    /// Keys for tokens and for what is stored encrypted.
    pub secrets: Secrets,
    /// Who listens for news.
    pub live: Live,
    /// Where the files of cases lie.
    pub files: Files,
}

/// Whether somebody else confirms what an administrator asks for accounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Confirmation {
    /// Somebody else confirms, and is shown the one-time password.
    #[default]
    Required,
    /// The administrator is shown it. For an office of one person; auditors' accounts are confirmed even so.
    Off,
}

impl App {
    /// An application over `state`.
    pub fn new(state: AppState) -> Self {
        Self::with(state, Confirmation::Required)
    }

    /// An application over `state` in which what an administrator asks for accounts is confirmed, or not.
    pub fn with(state: AppState, confirmation: Confirmation) -> Self {
        Self(Arc::new(Shared { state, recent: Recent::default(), confirmation }))
    }

    /// Whether somebody else confirms what an administrator asks for accounts.
    pub fn confirmation(&self) -> Confirmation {
        self.0.confirmation
    }

    /// The same application at another time: what a demonstration does on the days before today.
    pub fn at(&self, clock: Clock) -> Self {
        let AppState { db, secrets, live, files, .. } = &self.0.state;
        let state = AppState {
            db: db.clone(),
            clock,
            secrets: secrets.clone(),
            live: live.clone(),
            files: files.clone(),
        };
        Self::with(state, self.confirmation())
    }

    /// Who asked just now.
    pub fn recent(&self) -> &Recent {
        &self.0.recent
    }
}

impl Deref for App {
    type Target = AppState;

    fn deref(&self) -> &AppState {
        &self.0.state
    }
}
