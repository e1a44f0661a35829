//! The audit log (审计日志) as auditors read it. It is written and verified in `shared::audit`.

pub mod queries;
pub mod types;
