//! The application: what every request shares, and the router that tests and `main` call alike.

use std::{ops::Deref, sync::Arc};

use crate::shared::{clock::Clock, db::Database, secrets::Secrets};

/// What every request shares; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<AppState>);

/// The parts of [`App`].
pub struct AppState {
    /// The database.
    pub db: Database,
    /// What time it is.
    pub clock: Clock,
    /// Keys for tokens and for what is stored encrypted.
    pub secrets: Secrets,
}

impl App {
    /// An application over `state`.
    pub fn new(state: AppState) -> Self {
        Self(Arc::new(state))
    }
}

impl Deref for App {
    type Target = AppState;

    fn deref(&self) -> &AppState {
        &self.0
    }
}
