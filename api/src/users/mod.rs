//! People and systems that sign in, and their sessions.

pub mod command_line;
pub mod cookies;
pub mod credentials;
pub mod devices;
pub mod failures;
pub mod gate;
pub mod loaders;
pub mod mails;
pub mod mutations;
pub mod passwords;
pub mod queries;
pub mod request_mutations;
pub mod request_types;
pub mod requests;
pub mod rows;
pub mod rules;
pub mod service;
pub mod session_mutations;
pub mod sessions;
pub mod sight;
pub mod sign_in;
pub mod throttle;
pub mod tokens;
pub mod told;
pub mod types;
