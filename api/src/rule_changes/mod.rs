//! Changes of what the law says here (规则变更): every change of a rule or of the calendar keeps which due
//! dates it moved, and tells whose they are. Departments are told once a change, their region's office and
//! its auditor with them.

pub mod loaders;
pub mod queries;
pub mod service;
pub mod sight;
pub mod types;
