//! Turns the answer into an HTTP response: which media type, which status, which headers.
//!
//! Status codes are those that the draft had until 2025 and that its audits judge by: 400 where the draft's
//! latest text would rather see 422, 200 (not 294) for a partial result.

use std::collections::BTreeMap;

use async_graphql::{ServerError, Value};
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;
use vocabulary::Language;

use super::errors::TransportError;
use super::request::weighted;

pub(super) const VARY: HeaderValue = HeaderValue::from_static("accept, accept-language");
pub(super) const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// What a client accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Accepted {
    /// One answer, in this media type.
    pub(super) single: Option<MediaType>,
    /// Server-sent events, which have to be named: no browser asks for them by accident.
    pub(super) events: bool,
}

impl Accepted {
    /// What `Accept` says; `None` when it names nothing that there is.
    pub(super) fn by(headers: &HeaderMap) -> Option<Self> {
        let events = weighted(headers, header::ACCEPT)
            .any(|(range, weight)| range.eq_ignore_ascii_case("text/event-stream") && weight > 0.0);
        let accepted = Self { single: MediaType::accepted(headers), events };
        (accepted.single.is_some() || accepted.events).then_some(accepted)
    }
}

/// The media types that an answer can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MediaType {
    /// `application/graphql-response+json`: whatever the status, the body is GraphQL's.
    GraphqlResponse,
    /// `application/json`: clients older than the draft, which read the body only when the status is 2xx.
    Json,
}

impl MediaType {
    /// The client's choice by `Accept`; `None` when it accepts neither. Whoever doesn't say, or says `*/*`,
    /// is taken for an older client.
    pub(super) fn accepted(headers: &HeaderMap) -> Option<Self> {
        let mut ranges = weighted(headers, header::ACCEPT).filter(|(range, _)| !range.is_empty()).peekable();
        if ranges.peek().is_none() {
            return Some(Self::Json);
        }
        // For each type the most specific range that names it decides, as RFC 9110 12.5.1 says.
        let (mut graphql, mut json) = ((0, 0.0), (0, 0.0));
        for (range, weight) in ranges {
            let range = range.to_ascii_lowercase();
            let (for_graphql, for_json) = match range.as_str() {
                "application/graphql-response+json" => (3, 0),
                "application/json" => (0, 3),
                "application/*" => (2, 2),
                "*/*" => (1, 1),
                _ => continue,
            };
            if for_graphql > graphql.0 {
                graphql = (for_graphql, weight);
            }
            if for_json > json.0 {
                json = (for_json, weight);
            }
        }
        match () {
            () if graphql.1 <= 0.0 && json.1 <= 0.0 => None,
            () if graphql.1 > json.1 || graphql.1 == json.1 && graphql.0 == 3 => Some(Self::GraphqlResponse),
            () => Some(Self::Json),
        }
    }

    fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        })
    }

    /// The status of an answer to a well-formed request whose document is at fault.
    fn document_error(self) -> StatusCode {
        match self {
            Self::GraphqlResponse => StatusCode::BAD_REQUEST,
            Self::Json => StatusCode::OK,
        }
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ServerError],
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extensions: &'a BTreeMap<String, Value>,
}

/// An answer from the schema. `executed` is false when validation refused the request: there is no `data` then.
pub(super) fn answered(answer: async_graphql::Response, executed: bool, media: MediaType) -> Response {
    let status = if executed { StatusCode::OK } else { media.document_error() };
    let data = executed.then_some(&answer.data);
    let body = Answer { errors: &answer.errors, data, extensions: &answer.extensions };
    respond(status, media, answer.http_headers, &body)
}

/// A refusal of this layer.
pub(super) fn refused(error: TransportError, language: Language, media: MediaType) -> Response {
    let status = if error.document { media.document_error() } else { error.status };
    let headers = error.headers.iter().cloned().collect();
    let errors = error.into_server_errors(language);
    respond(status, media, headers, &Answer { errors: &errors, data: None, extensions: &Default::default() })
}

/// An answer as its media types and events write it.
pub(super) fn to_json(
    errors: &[ServerError],
    data: Option<&Value>,
    extensions: &BTreeMap<String, Value>,
) -> Result<Vec<u8>, serde_json::Error> {
    serde_json::to_vec(&Answer { errors, data, extensions })
}

fn respond(status: StatusCode, media: MediaType, headers: HeaderMap, answer: &Answer<'_>) -> Response {
    let body = match to_json(answer.errors, answer.data, answer.extensions) {
        Ok(body) => Body::from(body),
        Err(error) => {
            tracing::error!(%error, "an answer could not be written as JSON");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let own = response.headers_mut();
    own.insert(header::CONTENT_TYPE, media.content_type());
    own.insert(header::VARY, VARY);
    // Answers are of one viewer and of one moment: no browser or proxy may keep them.
    own.insert(header::CACHE_CONTROL, NO_STORE);
    own.extend(headers);
    response
}
