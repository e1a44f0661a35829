//! Batched reads: one `DataLoader` a request, whose keys are newtypes that the domains declare
//! (`DepartmentById(Uuid)`), each with its `Loader` implementation on `Batch`.

use std::time::Duration;

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
    context.data::<Loaders>()
}
