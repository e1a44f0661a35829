//! GraphQL over HTTP, by the draft standard (<https://graphql.github.io/graphql-over-http/draft/>), with a
//! guard before the schema. It stands in for async-graphql-axum, which ran mutations over GET and
//! `text/plain` and let a query of 602 bytes take 8.7 seconds.
//!
//! One request: [`request`] reads it, [`guard`] bounds it (with [`document_cache`] for what was seen before),
//! the caller's [`Prepare`] says who asks, [`coercion`] reads what is given, by the schema's [`contract`], the
//! schema answers within a time limit, [`nulls`] puts what failed where clients look for it, [`errors`] gives every
//! error its code and hides what is internal, and [`response`] picks media type and status. A
//! subscription takes the same way, and its answers leave as [`events`].

mod beside;
mod coercion;
pub mod contract;
mod document_cache;
mod errors;
mod events;
mod guard;
mod limits;
mod nulls;
pub mod origin;
mod request;
mod response;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::{Data, Executor};
use async_graphql_parser::types::{ExecutableDocument, OperationType};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::any;
use futures::future::BoxFuture;
use futures::stream::{BoxStream, StreamExt};
use http::request::Parts;
use http::{HeaderMap, Method, StatusCode, header};
use uuid::Uuid;
use vocabulary::Language;

pub use errors::TransportError;
pub use limits::Limits;

use super::language::preferred;
use contract::Contract;
use document_cache::DocumentCache;
use guard::Checked;
use response::{Accepted, MediaType};

/// How an endpoint behaves.
#[derive(Clone, Debug)]
pub struct TransportConfig {
    /// The address of the endpoint.
    pub path: String,
    /// What one request may ask for.
    pub limits: Limits,
    /// Whether clients may ask for the schema. For development: the schema is published with the source.
    pub introspection: bool,
    /// Where a browser is sent that opens the address.
    pub explorer: Option<&'static str>,
    /// After how long without an answer a stream sends a sign of life.
    pub heartbeat: Duration,
}

impl Default for TransportConfig {
    /// `/graphql` for production.
    fn default() -> Self {
        Self {
            path: "/graphql".to_owned(),
            limits: Limits::default(),
            introspection: false,
            explorer: None,
            heartbeat: Duration::from_secs(15),
        }
    }
}

/// What [`Prepare`] found.
pub struct Prepared {
    /// Whether somebody is signed in: nobody else gets to a resolver that isn't open to all.
    pub signed_in: bool,
    /// What resolvers find in their context.
    pub data: Data,
    /// What runs beside the execution, in the same task and polled after it: batched reads.
    pub beside: BoxFuture<'static, ()>,
}

impl From<Data> for Prepared {
    /// Of somebody who is signed in.
    fn from(data: Data) -> Self {
        Self { signed_in: true, data, beside: Box::pin(std::future::pending()) }
    }
}

/// Who asks, and what resolvers need to know of it.
pub trait Prepare: Send + Sync + 'static {
    /// What to attach to the request for resolvers to find in their context: the viewer, loaders, the
    /// language. Called once for each request that the guard lets through, before validation.
    ///
    /// # Errors
    ///
    /// The request is answered with the error alone, such as [`TransportError::unauthenticated`].
    fn prepare(&self, parts: &Parts) -> impl Future<Output = Result<Prepared, TransportError>> + Send;
}

struct Transport<E, P> {
    schema: E,
    contract: Arc<Contract>,
    prepare: P,
    config: TransportConfig,
    documents: DocumentCache,
}

/// The answer to a refused request of an endpoint beside GraphQL: JSON of the same form, so that
/// clients read one.
pub fn refusal(error: TransportError, language: Language) -> Response {
    response::refused(error, language, MediaType::Json)
}

/// The endpoint of `schema`, which `contract` describes, at `config.path`.
///
/// Headers that resolvers set with `ctx.insert_http_header` or `append_http_header` are sent.
pub fn router<E: Executor, P: Prepare>(
    schema: E,
    contract: Arc<Contract>,
    prepare: P,
    config: TransportConfig,
) -> Router {
    let path = config.path.clone();
    let transport = Transport { schema, contract, prepare, config, documents: DocumentCache::default() };
    Router::new().route(&path, any(handle::<E, P>)).with_state(Arc::new(transport))
}

async fn handle<E: Executor, P: Prepare>(
    State(transport): State<Arc<Transport<E, P>>>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let accepted = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = preferred(accepted.unwrap_or_default());
    if let Some(page) = transport.config.explorer.filter(|_| is_opened(&parts)) {
        return Redirect::to(page).into_response();
    }
    let Some(accepted) = Accepted::by(&parts.headers) else {
        let error = TransportError::new(
            StatusCode::NOT_ACCEPTABLE,
            "BAD_REQUEST",
            "本接口只能返回 application/graphql-response+json、application/json 或 text/event-stream。",
            "Only application/graphql-response+json, application/json and text/event-stream are available.",
        );
        return response::refused(error, language, MediaType::Json);
    };
    let heartbeat = transport.config.heartbeat;
    let outcome = transport.answer(&parts, body, language, accepted).await;
    match (outcome, accepted.single) {
        (Ok(Outcome::Answers(answers)), _) => events::stream(answers, HeaderMap::new(), heartbeat),
        (Ok(Outcome::Answer(answer, executed)), Some(media)) => response::answered(answer, executed, media),
        (Ok(Outcome::Answer(answer, executed)), None) => events::once(answer, executed, heartbeat),
        (Err(error), Some(media)) => response::refused(error, language, media),
        (Err(error), None) if error.document => events::refused(error, language, heartbeat),
        (Err(error), None) => response::refused(error, language, MediaType::Json),
    }
}

/// What becomes of a request; the flags say whether the operation was executed.
#[allow(clippy::large_enum_variant, reason = "one a request, and taken apart at once")]
enum Outcome {
    /// Of a query or a mutation.
    Answer(async_graphql::Response, bool),
    /// Of a subscription.
    Answers(BoxStream<'static, (async_graphql::Response, bool)>),
}

impl<E: Executor, P: Prepare> Transport<E, P> {
    async fn answer(
        &self,
        parts: &Parts,
        body: Body,
        language: Language,
        accepted: Accepted,
    ) -> Result<Outcome, TransportError> {
        let limits = &self.config.limits;
        let parameters = request::read(parts, body, limits).await?;
        let (checked, is_new) = self.document(&parameters.query)?;
        let name = parameters.operation_name.as_deref();
        let operation = &guard::operation(&checked.document, name, accepted.events)?.node;
        if operation.ty != OperationType::Query && parts.method != Method::POST {
            let (zh, en) =
                ("变更和订阅须使用 POST 方法。", "Mutations and subscriptions must be sent by POST.");
            return Err(TransportError::method_not_allowed("POST", zh, en));
        }
        guard::check_variables(&checked.document, operation, &parameters.variables, limits)?;

        let query = parameters.query.clone();
        let subscribes = operation.ty == OperationType::Subscription;
        let Prepared { signed_in, data, beside } = self.prepare.prepare(parts).await?;
        if !signed_in && !self.contract.is_open(&checked.document, operation) {
            return Err(TransportError::sign_in_first());
        }
        if is_new {
            coercion::read_literals(&self.contract, &checked.document)?;
        }
        coercion::read_variables(&self.contract, operation, &parameters.variables)?;
        let mut request = async_graphql::Request::new(parameters.query).variables(parameters.variables);
        request.operation_name = parameters.operation_name.clone();
        request.data = data;
        request.set_parsed_query(checked.document.clone());
        let id = request_id(parts);
        if subscribes {
            let answers = beside::along(self.schema.execute_stream(request, None), beside);
            let (contract, name) = (self.contract.clone(), parameters.operation_name);
            let settled = answers.map(move |mut answer| {
                let asked = (&checked.document, name.as_deref());
                let executed = settle(&mut answer, &contract, asked, language, &id);
                (answer, executed)
            });
            return Ok(Outcome::Answers(settled.boxed()));
        }
        let mut answer =
            tokio::time::timeout(Duration::from_millis(limits.time_ms), self.execute(request, beside))
                .await
                .map_err(|_| TransportError::took_too_long(limits.time_ms))?;
        let asked = (&checked.document, parameters.operation_name.as_deref());
        let executed = settle(&mut answer, &self.contract, asked, language, &id);
        if executed && is_new {
            self.documents.insert(&query, checked);
        }
        Ok(Outcome::Answer(answer, executed))
    }

    async fn execute(
        &self,
        request: async_graphql::Request,
        beside: BoxFuture<'static, ()>,
    ) -> async_graphql::Response {
        beside::run(self.schema.execute(request), beside).await
    }

    /// The parsed document, and whether it isn't in the cache yet. It gets there once it has been executed:
    /// what validation refuses is not worth the room.
    fn document(&self, text: &str) -> Result<(Arc<Checked>, bool), TransportError> {
        if let Some(checked) = self.documents.get(text) {
            return Ok((checked, false));
        }
        let checked = guard::check(text, &self.config.limits, self.config.introspection)?;
        Ok((Arc::new(checked), true))
    }
}

/// Whether a browser opens the address, rather than a client asking it something.
fn is_opened(parts: &Parts) -> bool {
    parts.method == Method::GET
        && parts.uri.query().is_none()
        && request::weighted(&parts.headers, header::ACCEPT).any(|(range, _)| range == "text/html")
}

/// Gives an answer's errors their codes and what failed its nulls; whether the operation of this name was
/// executed.
fn settle(
    answer: &mut async_graphql::Response,
    contract: &Contract,
    (document, name): (&ExecutableDocument, Option<&str>),
    language: Language,
    request_id: &str,
) -> bool {
    let executed = !errors::is_request_error(answer);
    if answer.errors.is_empty() {
        return executed;
    }
    if let (true, Ok(operation)) = (executed, guard::operation(document, name, true)) {
        nulls::settle(contract, document, &operation.node, answer);
    }
    let found = std::mem::take(&mut answer.errors);
    answer.errors = if executed {
        errors::of_execution(found, language, request_id)
    } else {
        errors::of_validation(found, language, request_id)
    };
    executed
}

/// The id by which an internal error is found in the log: the request's, where a layer above has given it one.
fn request_id(parts: &Parts) -> String {
    let given = parts.headers.get("x-request-id").and_then(|id| id.to_str().ok());
    let sane = |id: &&str| !id.is_empty() && id.len() <= 64 && id.bytes().all(|byte| byte.is_ascii_graphic());
    given.filter(sane).map_or_else(|| Uuid::now_v7().to_string(), str::to_owned)
}
