//! The GraphQL endpoint over HTTP, judged against a small schema of its own.

// A helper that cannot go on fails its test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod errors;
mod graphql_over_http;
mod hostile_documents;
mod support;
