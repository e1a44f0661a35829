//! The audit log: who did what, when and from where. Read only.

mod list;
mod operations;

pub use list::AuditPage;
