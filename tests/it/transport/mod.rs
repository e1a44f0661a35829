//! The GraphQL endpoint over HTTP, judged against a small schema of its own.

mod errors;
mod graphql_over_http;
mod hostile_documents;
mod support;
