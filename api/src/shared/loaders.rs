//! Batched reads: one `DataLoader` a request, whose keys are newtypes that the domains declare
//! (`DepartmentById(Uuid)`), each with its `Loader` implementation on `Batch`.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, OnceLock},
    time::Duration,
};

use async_graphql::{Context, dataloader::DataLoader};
use futures::{StreamExt, channel::mpsc, future::BoxFuture};

use super::{app::App, viewer::Viewer};

/// What every batched read has at hand.
pub struct Batch {
    /// The application.
    pub app: App,
    /// For whom is read: a loader of records keeps to the viewer's scope as lists do.
    pub viewer: Viewer,
}

/// The loaders of one request; nothing is cached beyond it.
pub type Loaders = DataLoader<Batch>;

/// Where batches run.
#[derive(Clone)]
pub struct Spawner(Arc<dyn Fn(BoxFuture<'static, ()>) + Send + Sync>);

impl Default for Spawner {
    /// Each batch in a task of its own. It may begin on another core while a page's rows are still
    /// naming their keys, and then takes several statements for what one could have read.
    fn default() -> Self {
        Self(Arc::new(|batch| drop(tokio::spawn(batch))))
    }
}

impl Spawner {
    /// Batches that run in the request's own task: the future drives them, and is to be polled after
    /// the request's execution, so that a batch begins when every row has named its keys.
    pub fn beside() -> (Self, BoxFuture<'static, ()>) {
        let (sender, receiver) = mpsc::unbounded();
        // A batch that nobody drives any more belongs to a request that has ended.
        let spawn = move |batch| drop(sender.unbounded_send(batch));
        (Self(Arc::new(spawn)), Box::pin(receiver.for_each_concurrent(None, |batch| batch)))
    }
}

/// Loaders for one request of `viewer`.
pub fn loaders(app: App, viewer: Viewer, spawner: Spawner) -> Loaders {
    // The stock delay of a millisecond is longer than most of our statements take.
    DataLoader::new(Batch { app, viewer }, move |batch| spawner.0(batch)).delay(Duration::ZERO)
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
pub struct SignedIn {
    found: OnceLock<(Viewer, Loaders)>,
    spawner: Spawner,
}

impl SignedIn {
    /// Nobody yet; batches run where `spawner` says.
    pub fn new(spawner: Spawner) -> Self {
        Self { found: OnceLock::new(), spawner }
    }

    /// Whether somebody signed in already.
    pub fn is_set(&self) -> bool {
        self.found.get().is_some()
    }

    /// `viewer` signed in; the first one stays.
    pub fn set(&self, app: &App, viewer: &Viewer) {
        self.found
            .get_or_init(|| (viewer.clone(), loaders(app.clone(), viewer.clone(), self.spawner.clone())));
    }
}

/// Who signed in by this very request, with their loaders.
pub fn signed_in<'a>(context: &Context<'a>) -> Option<&'a (Viewer, Loaders)> {
    context.data_opt::<SignedIn>().and_then(|signed_in| signed_in.found.get())
}

/// Rows by what `key` says of each, in the order in which they came.
pub fn grouped<K: Eq + Hash, T>(
    rows: impl IntoIterator<Item = T>,
    key: impl Fn(&T) -> K,
) -> HashMap<K, Vec<T>> {
    let mut groups: HashMap<K, Vec<T>> = HashMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
}
