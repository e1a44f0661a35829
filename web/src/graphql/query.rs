//! What a page asks the API for, and how far that has come.

use super::transport::{Answer, ApiError};
use crate::session::Session;
use cynic::Operation;
use leptos::{prelude::*, task::spawn_local};
use serde::{Serialize, de::DeserializeOwned};
use std::rc::Rc;

/// Where an answer stands.
#[derive(Clone, Debug)]
pub enum Remote<T> {
    /// Asked for the first time.
    Loading,
    /// Here.
    Ready(T),
    /// Not to be had.
    Failed(ApiError),
}

/// An answer that a page shows, and asks for anew when what it depends on changes.
pub struct Query<T: Send + Sync + 'static> {
    /// The last answer; kept on the screen while the next one is under way.
    pub answer: RwSignal<Remote<T>>,
    /// Whether a request is under way.
    pub busy: RwSignal<bool>,
    again: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Query<T> {}

impl<T: Send + Sync + 'static> Query<T> {
    /// Asks once more, after an error or a change.
    pub fn refetch(self) {
        self.again.update(|count| *count += 1);
    }
}

/// Sends the operation that `build` makes, and again whenever a signal that `build` reads has changed.
pub fn use_query<T, V>(build: impl Fn() -> Operation<T, V> + 'static) -> Query<T>
where
    T: DeserializeOwned + Send + Sync + 'static,
    V: Serialize + 'static,
{
    let query =
        Query { answer: RwSignal::new(Remote::Loading), busy: RwSignal::new(true), again: RwSignal::new(0) };
    let deliver = move |answer: Result<Answer, ApiError>| {
        query.answer.set(match answer.and_then(|answer| answer.read()) {
            Ok(data) => Remote::Ready(data),
            Err(error) => Remote::Failed(error),
        });
    };
    let write = move || serde_json::to_string(&build());
    keep_asking(query.again, query.busy, Box::new(write), Rc::new(deliver));
    query
}

/// What is the same for all queries stands here, once: as a part of [`use_query`] the app would hold it for each.
fn keep_asking(
    again: RwSignal<u32>,
    busy: RwSignal<bool>,
    write: Box<dyn Fn() -> serde_json::Result<String>>,
    deliver: Rc<dyn Fn(Result<Answer, ApiError>)>,
) {
    let session = Session::current();
    let latest = StoredValue::new(0_u32);
    Effect::new(move |_| {
        again.track();
        let answer = session.ask(write());
        let number = latest.get_value() + 1;
        latest.set_value(number);
        busy.set(true);
        let deliver = deliver.clone();
        spawn_local(async move {
            let answer = answer.await;
            // The page may be gone by now, or a newer question on its way.
            if latest.try_get_value() == Some(number) {
                busy.set(false);
                deliver(answer);
            }
        });
    });
}
