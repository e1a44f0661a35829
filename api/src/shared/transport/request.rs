//! Reads a GraphQL request out of an HTTP request, as the GraphQL-over-HTTP draft says: POST with a JSON
//! object, GET with the same parameters in the address. Nothing else: a form or `text/plain` could be
//! sent by any page on the web without the browser asking first, and a batch multiplies every limit.

use std::collections::HashMap;
use std::time::Duration;

use async_graphql::Variables;
use axum::body::Body;
use axum::extract::Query;
use futures::StreamExt;
use http::request::Parts;
use http::{HeaderMap, HeaderName, Method, StatusCode, Uri, header};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::{
    errors::TransportError,
    limits::{Limit, Limits},
};
use crate::shared::too_slow::is_too_slow;

/// The parameters of a well-formed request.
pub(super) struct Parameters {
    pub(super) query: String,
    pub(super) operation_name: Option<String>,
    pub(super) variables: Variables,
}

/// `extensions` must be a map, of which only the digest that Apollo's clients send for a document is known. Other
/// properties are ignored, as the draft demands.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Json {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<Variables>,
    extensions: Option<Extensions>,
}

type Extensions = HashMap<String, IgnoredAny>;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Form {
    query: Option<String>,
    #[serde(default)]
    operation_name: String,
    #[serde(default)]
    variables: String,
    #[serde(default)]
    extensions: String,
}

pub(super) async fn read(parts: &Parts, body: Body, limits: &Limits) -> Result<Parameters, TransportError> {
    match parts.method {
        Method::GET | Method::HEAD => from_uri(&parts.uri, limits),
        Method::POST => {
            require_json(&parts.headers)?;
            let time = Duration::from_millis(limits.time_ms);
            let body = tokio::time::timeout(time, read_body(&parts.headers, body, limits))
                .await
                .map_err(|_| TransportError::arrived_too_slowly(limits.time_ms))??;
            from_json(&body, limits)
        }
        _ => Err(TransportError::method_not_allowed(
            "GET, HEAD, POST",
            "请使用 POST 或 GET 方法。",
            "Use POST or GET.",
        )),
    }
}

fn from_uri(uri: &Uri, limits: &Limits) -> Result<Parameters, TransportError> {
    let bytes = uri.path_and_query().map_or(0, |text| text.as_str().len());
    if bytes > limits.uri_bytes {
        return Err(TransportError::limit(Limit::UriBytes, limits.uri_bytes as u64, Some(bytes as u64)));
    }
    let Query(form) = Query::<Form>::try_from_uri(uri).map_err(|error| ill_formed(&error.body_text()))?;
    let extensions = parse_map::<Extensions>(&form.extensions, limits)?;
    Ok(Parameters {
        query: document(form.query, extensions.as_ref())?,
        operation_name: Some(form.operation_name).filter(|name| !name.is_empty()),
        variables: parse_map::<Variables>(&form.variables, limits)?.unwrap_or_default(),
    })
}

/// The document, or what makes a client send it.
fn document(query: Option<String>, extensions: Option<&Extensions>) -> Result<String, TransportError> {
    match query {
        Some(query) => Ok(query),
        None if extensions.is_some_and(|known| known.contains_key("persistedQuery")) => {
            Err(TransportError::persisted_query())
        }
        None => Err(ill_formed("missing field `query`")),
    }
}

/// A parameter of an address that holds a JSON object. Empty means absent.
fn parse_map<T: DeserializeOwned>(text: &str, limits: &Limits) -> Result<Option<T>, TransportError> {
    if text.is_empty() {
        return Ok(None);
    }
    serde_json::from_str(text).map_err(|error| json_error(&error, limits))
}

fn from_json(body: &[u8], limits: &Limits) -> Result<Parameters, TransportError> {
    // Without this serde would take `["{ a }"]` for the fields in order.
    match body.iter().find(|byte| !byte.is_ascii_whitespace()) {
        Some(b'[') => {
            return Err(TransportError::bad_request(
                "不支持批量请求，请逐个发送。",
                "Batches are not supported. Send one request at a time.",
                "",
            ));
        }
        None => return Err(TransportError::bad_request("请求正文为空。", "The request has no body.", "")),
        Some(_) => {}
    }
    let json: Json = serde_json::from_slice(body).map_err(|error| json_error(&error, limits))?;
    Ok(Parameters {
        query: document(json.query, json.extensions.as_ref())?,
        operation_name: json.operation_name,
        variables: json.variables.unwrap_or_default(),
    })
}

fn json_error(error: &serde_json::Error, limits: &Limits) -> TransportError {
    let text = error.to_string();
    if text.starts_with("recursion limit exceeded") {
        return TransportError::limit(Limit::VariablesDepth, limits.variables_depth as u64, None);
    }
    if error.is_data() {
        return ill_formed(&text);
    }
    TransportError::bad_request("请求正文不是有效的 JSON：", "The request is not valid JSON: ", &text)
}

fn ill_formed(detail: &str) -> TransportError {
    TransportError::bad_request(
        "GraphQL 请求参数有误：",
        "The GraphQL parameters are not well formed: ",
        detail,
    )
}

fn require_json(headers: &HeaderMap) -> Result<(), TransportError> {
    let media = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<mime::Mime>().ok());
    let json = media.is_some_and(|media| {
        media.essence_str() == "application/json"
            && media.get_param(mime::CHARSET).is_none_or(|charset| charset == mime::UTF_8)
    });
    if json {
        return Ok(());
    }
    Err(TransportError::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "BAD_REQUEST",
        "请求的 Content-Type 应为 application/json（UTF-8）。",
        "The Content-Type must be application/json in UTF-8.",
    ))
}

async fn read_body(headers: &HeaderMap, body: Body, limits: &Limits) -> Result<Vec<u8>, TransportError> {
    let (limit, time_ms) = (limits.body_bytes, limits.time_ms);
    let too_large = |actual| TransportError::limit(Limit::BodyBytes, limit as u64, actual);
    let announced = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse::<u64>().ok());
    if let Some(announced) = announced.filter(|announced| *announced > limit as u64) {
        return Err(too_large(Some(announced)));
    }
    let mut bytes = Vec::new();
    let mut stream = body.into_data_stream();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|error| {
            if is_too_slow(&error) {
                return TransportError::arrived_too_slowly(time_ms);
            }
            let detail = error.to_string();
            TransportError::bad_request("读取请求正文失败：", "The request body could not be read: ", &detail)
        })?;
        if bytes.len() + chunk.len() > limit {
            return Err(too_large(None));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// The items of a header such as `Accept` with their weights (`q`, 1 unless given), in the order sent.
pub(super) fn weighted(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = (&str, f32)> {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|item| {
            let (item, parameters) = item.split_once(';').unwrap_or((item, ""));
            let weight = parameters
                .split(';')
                .filter_map(|parameter| parameter.trim().split_once('='))
                .find(|(name, _)| name.eq_ignore_ascii_case("q"))
                .map_or(1.0, |(_, weight)| weight.trim().parse::<f32>().unwrap_or(0.0).clamp(0.0, 1.0));
            (item.trim(), weight)
        })
}
