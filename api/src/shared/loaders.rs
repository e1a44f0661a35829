//! Batched reads: one `DataLoader` a request, whose keys are newtypes that the domains declare
//! (`DepartmentById(Uuid)`), each with its `Loader` implementation on `Batch`.

use std::{sync::OnceLock, time::Duration};

use async_graphql::{Context, dataloader::DataLoader};

use super::viewer::Viewer;
use crate::app::App;

/// What every batched read has at hand.
pub struct Batch {
    /// The application.
    pub app: App,
    /// For whom is read: a loader of records keeps to the viewer's scope as lists do.
    pub viewer: Viewer,
}

/// The loaders of one request; nothing is cached beyond it.
pub type Loaders = DataLoader<Batch>;

/// Loaders for one request of `viewer`.
pub fn loaders(app: App, viewer: Viewer) -> Loaders {
    // The stock delay of a millisecond is longer than most of our statements take.
    DataLoader::new(Batch { app, viewer }, tokio::spawn).delay(Duration::ZERO)
}

/// The loaders of the request behind `context`.
pub fn of<'a>(context: &Context<'a>) -> async_graphql::Result<&'a Loaders> {
    match signed_in(context) {
        Some((_, loaders)) => Ok(loaders),
        None => context.data::<Loaders>(),
    }
}

/// Who signed in by this very request: what its payload shows is read for them. Every request
/// carries an empty one.
#[derive(Default)]
pub struct SignedIn(OnceLock<(Viewer, Loaders)>);

impl SignedIn {
    /// Whether somebody signed in already.
    pub fn is_set(&self) -> bool {
        self.0.get().is_some()
    }

    /// `viewer` signed in; the first one stays.
    pub fn set(&self, app: &App, viewer: &Viewer) {
        self.0.get_or_init(|| (viewer.clone(), loaders(app.clone(), viewer.clone())));
    }
}

/// Who signed in by this very request, with their loaders.
pub fn signed_in<'a>(context: &Context<'a>) -> Option<&'a (Viewer, Loaders)> {
    context.data_opt::<SignedIn>().and_then(|signed_in| signed_in.0.get())
}
