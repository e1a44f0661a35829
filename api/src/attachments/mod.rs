//! Attachments (附件, 证据): the files of a case.
//!
//! ```text
//! PUT ──▶ incoming/<attempt>   counted, digested, its type told by its content
//!    ──▶ evidence/<id>/<sha-256>   durable
//!    ──▶ one transaction: the row, the case's history, the audit log
//! ```
//!
//! The client chooses the id: the same file sent again answers what the first answered, another
//! file under the same id is refused. What was filed is never changed or removed; a correction is a
//! new item that names the old. Every read of a file is audited, of a part as of the whole. What happens to
//! a case names the files on which it rests: [`service::documents`] finds them, the line of history keeps them.

pub mod command_line;
pub mod http;
pub mod loaders;
pub mod preview;
pub mod queries;
pub mod rules;
pub mod service;
pub mod sight;
pub mod types;
pub mod upload;
