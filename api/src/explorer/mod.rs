//! The contract for those who write clients: the schema's text at `/schema.graphql`, and, for development, a
//! page at `/graphiql` that shows it and tries queries. The page is ours and small; it loads nothing from
//! elsewhere and lives under the same policy as the app.

use std::sync::LazyLock;

use axum::{
    Router,
    response::{IntoResponse, Response},
    routing::{MethodRouter, get},
};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::{assets, schema};

/// Where the page is.
pub const PATH: &str = "/graphiql";

/// `/schema.graphql`: the same text as `api/schema.graphql` and `shuangda schema`. It is published with the
/// source, and so no secret.
pub fn schema_router() -> Router {
    static SCHEMA: LazyLock<Text> = LazyLock::new(|| Text::new("text/plain; charset=utf-8", schema::sdl()));
    Router::new().route("/schema.graphql", get(async |headers: HeaderMap| SCHEMA.answer(&headers)))
}

/// The page, which asks the GraphQL endpoint at `endpoint`.
pub fn router(endpoint: &str) -> Router {
    let page = include_str!("explorer.html").replace("{endpoint}", endpoint);
    Router::new()
        .route(PATH, text("text/html; charset=utf-8", page))
        .route("/graphiql/explorer.css", text("text/css; charset=utf-8", include_str!("explorer.css")))
        .route("/graphiql/explorer.js", text("text/javascript; charset=utf-8", include_str!("explorer.js")))
        .route("/graphiql/sdl.js", text("text/javascript; charset=utf-8", include_str!("sdl.js")))
}

fn text(content_type: &'static str, content: impl Into<String>) -> MethodRouter {
    let text = Text::new(content_type, content.into());
    get(async move |headers: HeaderMap| text.answer(&headers))
}

/// A text that stays the same as long as the server runs.
#[derive(Clone)]
struct Text {
    content_type: HeaderValue,
    content: Bytes,
    tag: HeaderValue,
}

impl Text {
    fn new(content_type: &'static str, content: String) -> Self {
        let tag = assets::tag(content.as_bytes());
        Self { content_type: HeaderValue::from_static(content_type), content: content.into(), tag }
    }

    fn answer(&self, headers: &HeaderMap) -> Response {
        const ASK_EACH_TIME: HeaderValue = HeaderValue::from_static("no-cache");
        let caching = [(header::CACHE_CONTROL, ASK_EACH_TIME), (header::ETAG, self.tag.clone())];
        if assets::is_known(headers, &self.tag) {
            return (StatusCode::NOT_MODIFIED, caching).into_response();
        }
        (caching, [(header::CONTENT_TYPE, self.content_type.clone())], self.content.clone()).into_response()
    }
}
