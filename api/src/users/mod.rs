//! People and systems that sign in, and their sessions.

pub mod loaders;
pub mod types;
