//! How the app talks to the API: the checked schema, the shared scalars, enums and fragments, and the transport.
//!
//! A domain keeps its own operations beside its pages (`cases/operations.rs`) and builds them from what is here.

pub mod enums;
pub mod events;
pub mod fragments;
pub mod lookups;
pub mod operation;
pub mod query;
pub mod scalars;
pub mod transport;

/// The API's types, as `api/schema.graphql` has them.
#[cynic::schema("shuangda")]
pub mod schema {}
