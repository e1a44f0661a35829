//! People and systems that sign in, and their sessions.

pub mod command_line;
pub mod credentials;
pub mod loaders;
pub mod mutations;
pub mod passwords;
pub mod queries;
pub mod recent;
pub mod rules;
pub mod service;
pub mod session_mutations;
pub mod sessions;
pub mod sign_in;
pub mod throttle;
pub mod tokens;
pub mod types;
