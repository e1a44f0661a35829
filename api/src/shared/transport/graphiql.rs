//! GraphiQL, for development only.
//!
//! The page takes GraphiQL and React from a public network, pinned by version and digest, and carries a
//! policy of its own for it; every other page keeps the strict one.

use axum::response::{Html, IntoResponse, Response};
use http::header;
use http::request::Parts;

use super::request::weighted;

const POLICY: &str = "default-src 'none'; script-src 'unsafe-inline' https://unpkg.com; \
    style-src 'unsafe-inline' https://unpkg.com; font-src data: https://unpkg.com; \
    img-src 'self' data:; worker-src blob:; connect-src 'self'";

const PAGE: &str = r#"<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>GraphiQL</title>
<link rel="stylesheet" crossorigin href="https://unpkg.com/graphiql@3.9.0/graphiql.min.css"
  integrity="sha384-QMux00XgRtwRLSYIY3kw2rj1ovk5AuuliAchk+HSQbqdbGFnz9GYuqIlOqxhwCE2">
<style>body { margin: 0; height: 100vh }</style>
<body>
<script crossorigin src="https://unpkg.com/react@18.3.1/umd/react.production.min.js"
  integrity="sha384-DGyLxAyjq0f9SPpVevD6IgztCFlnMF6oW/XQGmfe+IsZ8TqEiDrcHkMLKI6fiB/Z"></script>
<script crossorigin src="https://unpkg.com/react-dom@18.3.1/umd/react-dom.production.min.js"
  integrity="sha384-gTGxhz21lVGYNMcdJOyq01Edg0jhn/c22nsx0kyqP0TxaV5WVdsSH1fSDUf5YJj1"></script>
<script crossorigin src="https://unpkg.com/graphiql@3.9.0/graphiql.min.js"
  integrity="sha384-8NGfVj4CVlqHajlZj+bPJT4thxPMHMJYn7DWK2CvtopLd02E7qsPHazniBYvVjOO"></script>
<script>
  const fetcher = GraphiQL.createFetcher({ url: location.pathname });
  ReactDOM.createRoot(document.body).render(React.createElement(GraphiQL, { fetcher }));
</script>
"#;

/// Whether a browser opens the address, rather than a client asking it something.
pub(super) fn is_wanted(parts: &Parts) -> bool {
    parts.uri.query().is_none()
        && weighted(&parts.headers, header::ACCEPT).any(|(range, _)| range == "text/html")
}

pub(super) fn page() -> Response {
    ([(header::CONTENT_SECURITY_POLICY, POLICY)], Html(PAGE)).into_response()
}
