//! Answers as server-sent events, by GraphQL over SSE in its mode of distinct connections
//! (<https://github.com/enisdenjo/graphql-sse/blob/master/PROTOCOL.md>): `next` for each answer,
//! `complete` at the end, and a comment now and then, so that proxies keep the connection and a client
//! that is gone is noticed.

use std::{convert::Infallible, time::Duration};

use async_graphql::Response as Answer;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::stream::{self, Stream, StreamExt};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use vocabulary::Language;

use super::errors::TransportError;
use super::response::{NO_STORE, VARY, to_json};

/// nginx and its like gather answers before they pass them on, unless told otherwise.
const UNBUFFERED: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));

/// The answers of a subscription, each as it comes; `executed` tells whether an answer has data.
pub(super) fn stream(
    answers: impl Stream<Item = (Answer, bool)> + Send + 'static,
    headers: HeaderMap,
    heartbeat: Duration,
) -> Response {
    let events = answers
        .map(|(answer, executed)| {
            to_json(&answer.errors, executed.then_some(&answer.data), &answer.extensions)
        })
        .map(next);
    respond(events, headers, heartbeat)
}

/// The one answer of a query, a mutation, or a document at fault.
pub(super) fn once(answer: Answer, executed: bool, heartbeat: Duration) -> Response {
    let headers = answer.http_headers.clone();
    stream(stream::iter([(answer, executed)]), headers, heartbeat)
}

/// A document at fault: by the protocol an event, as an error status would tell a browser nothing.
pub(super) fn refused(error: TransportError, language: Language, heartbeat: Duration) -> Response {
    let headers = error.headers.iter().cloned().collect();
    let answer = Answer::from_errors(error.into_server_errors(language));
    stream(stream::iter([(answer, false)]), headers, heartbeat)
}

fn next(answer: Result<Vec<u8>, serde_json::Error>) -> Event {
    let text = answer.map(String::from_utf8);
    match text {
        Ok(Ok(text)) => Event::default().event("next").data(text),
        _ => {
            tracing::error!("an answer could not be written as JSON");
            Event::default().comment("")
        }
    }
}

fn respond(
    events: impl Stream<Item = Event> + Send + 'static,
    headers: HeaderMap,
    heartbeat: Duration,
) -> Response {
    let complete = stream::iter([Event::default().event("complete").data("")]);
    let events = events.chain(complete).map(Ok::<_, Infallible>);
    let mut response = Sse::new(events).keep_alive(KeepAlive::new().interval(heartbeat)).into_response();
    let own = response.headers_mut();
    own.insert(header::VARY, VARY);
    own.insert(header::CACHE_CONTROL, NO_STORE);
    own.insert(UNBUFFERED.0, UNBUFFERED.1);
    own.extend(headers);
    response
}
