//! A schema that has one of everything that the transport treats differently, and a client of it.

use std::sync::Arc;
use std::time::Duration;

use async_graphql::{Context, Data, EmptySubscription, ErrorExtensions, ID, Object, Schema, SimpleObject};
use axum::Router;
use axum::body::{Body, to_bytes};
use http::request::Parts;
use http::{HeaderMap, Method, Request, StatusCode, header};
use sea_orm::{DbBackend, sea_query::Expr};
use serde_json::Value;
use serde_json::value::RawValue;
use shuangda::shared::rows::Rows;
use shuangda::shared::shape::{Element, Shape, Shaped};
use shuangda::shared::transport::{
    Prepare, Prepared, TransportConfig, TransportError, contract::Contract, router,
};
use tower::ServiceExt;

pub struct Query;

#[derive(SimpleObject)]
struct Page {
    nodes: Vec<Thing>,
    total_count: i32,
}

struct Thing;

#[Object]
impl Thing {
    async fn id(&self) -> ID {
        "1".into()
    }

    async fn fails(&self) -> async_graphql::Result<Option<bool>> {
        Err("no".into())
    }

    /// May not be null, and fails.
    async fn must(&self) -> async_graphql::Result<bool> {
        Err("no".into())
    }

    async fn this(&self) -> Thing {
        Thing
    }

    async fn maybe(&self) -> Option<Thing> {
        Some(Thing)
    }

    /// The second of three fails, and none may be null.
    async fn all(&self) -> Vec<Result<Thing, async_graphql::Error>> {
        vec![Ok(Thing), Err("no".into()), Ok(Thing)]
    }

    /// The same in a list that may be null.
    async fn all_or_none(&self) -> Option<Vec<Result<Thing, async_graphql::Error>>> {
        Some(vec![Ok(Thing), Err("no".into()), Ok(Thing)])
    }

    /// The second of three fails, and may be null.
    async fn some(&self) -> Vec<Option<Result<Thing, async_graphql::Error>>> {
        vec![Some(Ok(Thing)), Some(Err("no".into())), None]
    }

    /// A row that can't be read in the shape in which it is asked for.
    async fn row(&self, context: &Context<'_>) -> Option<Shaped<Thing>> {
        Some(unreadable(context))
    }

    /// The same where null may not be.
    async fn rows(&self, context: &Context<'_>) -> Vec<Shaped<Thing>> {
        vec![Shaped::Whole(Thing), unreadable(context)]
    }

    async fn things(&self, first: Option<i32>, last: Option<i32>) -> Page {
        page(first, last)
    }
}

fn unreadable(context: &Context<'_>) -> Shaped<Thing> {
    let rows = Rows(DbBackend::Sqlite);
    let shape = Shape::of(rows, &context.field(), "Thing", |_| Some((Expr::value(1), Element::Money)));
    let (_, shape) = shape.expect("a shape");
    let row = RawValue::from_string("[\"twelve\"]".to_owned()).expect("JSON");
    Shaped::Row(row, Arc::new(shape))
}

fn page(first: Option<i32>, last: Option<i32>) -> Page {
    Page { nodes: vec![Thing], total_count: first.or(last).unwrap_or(1) }
}

#[Object]
impl Query {
    async fn hello(&self) -> &str {
        "你好"
    }

    async fn this(&self) -> Thing {
        Thing
    }

    async fn things(&self, first: Option<i32>, last: Option<i32>) -> Page {
        page(first, last)
    }

    async fn echo(&self, number: Option<i32>, list: Option<Vec<i32>>) -> i32 {
        number.unwrap_or_default() + list.unwrap_or_default().len() as i32
    }

    async fn node(&self, id: ID) -> String {
        id.to_string()
    }

    async fn day(&self, of: chrono::NaiveDate) -> String {
        of.to_string()
    }

    /// Who `Prepare` said is asking.
    async fn me(&self, context: &Context<'_>) -> String {
        context.data::<String>().cloned().unwrap_or_default()
    }

    async fn with_headers(&self, context: &Context<'_>) -> bool {
        context.append_http_header("set-cookie", "a=1");
        context.append_http_header("set-cookie", "b=2");
        true
    }

    async fn slow(&self) -> bool {
        tokio::time::sleep(Duration::from_secs(60)).await;
        true
    }

    async fn broken(&self) -> async_graphql::Result<Option<bool>> {
        Err(std::io::Error::other("connection to db-3.internal refused").into())
    }

    async fn denied(&self) -> async_graphql::Result<Option<bool>> {
        let error = async_graphql::Error::new("请先登录");
        Err(error.extend_with(|_, extensions| extensions.set("code", "UNAUTHENTICATED")))
    }
}

pub struct Mutation;

#[Object]
impl Mutation {
    async fn add(&self, number: i32) -> i32 {
        number + 1
    }
}

/// `Authorization: bad` is refused, anything else is the viewer's name.
pub struct ByHeader;

impl Prepare for ByHeader {
    async fn prepare(&self, parts: &Parts) -> Result<Prepared, TransportError> {
        let name = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        if name == Some("bad") {
            return Err(TransportError::unauthenticated());
        }
        let mut data = Data::default();
        data.insert(name.unwrap_or("nobody").to_owned());
        Ok(data.into())
    }
}

/// As in development: clients may introspect, as the audits do.
pub fn development() -> TransportConfig {
    TransportConfig { introspection: true, ..TransportConfig::default() }
}

pub fn app(config: TransportConfig) -> Router {
    let contract = Contract::of::<Query, Mutation, EmptySubscription>();
    router(Schema::build(Query, Mutation, EmptySubscription).finish(), Arc::new(contract), ByHeader, config)
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    pub fn content_type(&self) -> &str {
        self.headers[header::CONTENT_TYPE].to_str().unwrap()
    }

    /// A field of the first error's extensions.
    pub fn extension(&self, name: &str) -> Value {
        self.json()["errors"][0]["extensions"][name].clone()
    }

    pub fn code(&self) -> String {
        self.extension("code").as_str().unwrap_or_default().to_owned()
    }
}

pub async fn send(app: Router, request: Request<Body>) -> Answer {
    let response = app.oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let text = String::from_utf8(bytes.to_vec()).expect("responses are UTF-8");
    Answer { status: parts.status, headers: parts.headers, text }
}

pub fn request(method: Method, uri: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(body.into()).unwrap()
}

pub const GRAPHQL: &str = "application/graphql-response+json";
pub const JSON: &str = "application/json";

/// POST of a JSON body, accepting `accept`.
pub async fn post(accept: &str, body: Value) -> Answer {
    post_to(app(development()), accept, body).await
}

pub async fn post_to(app: Router, accept: &str, body: Value) -> Answer {
    let headers = [("content-type", JSON), ("accept", accept)];
    send(app, request(Method::POST, "/graphql", &headers, body.to_string())).await
}

/// POST of whatever with whatever headers.
pub async fn post_raw(headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
    send(app(development()), request(Method::POST, "/graphql", headers, body)).await
}

/// GET with parameters, which are encoded here.
pub async fn get(accept: &str, parameters: &[(&str, &str)]) -> Answer {
    let uri = format!("/graphql?{}", encoded(parameters));
    send(app(development()), request(Method::GET, &uri, &[("accept", accept)], Body::empty())).await
}

fn encoded(parameters: &[(&str, &str)]) -> String {
    let pairs = parameters.iter().map(|(name, value)| {
        let bytes = value.bytes().map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        });
        format!("{name}={}", bytes.collect::<String>())
    });
    pairs.collect::<Vec<_>>().join("&")
}
