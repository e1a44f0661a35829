//! The audit log (审计日志) as auditors read it, and its anchors outside the database. It is written and
//! verified in `shared::audit`.

pub mod anchors;
pub mod queries;
pub mod sight;
pub mod types;
