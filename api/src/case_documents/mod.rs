//! The documents of a case (执法文书): 立案审批表, 询问通知书, 行政处罚决定书, 移送函, 协助调查函, 送达回证 …
//!
//! A template says what a document reads, with fields. What the case knows is the case's; the rest is typed by who makes the
//! document. Issued, it has the next number of its department, template and year (文号), and lies as a file of Word among the
//! case's files, with its digest. Nothing of it changes afterwards; one made in error is void and keeps its number.

pub mod fields;
pub mod loaders;
pub mod mutations;
pub mod queries;
pub mod rules;
pub mod service;
pub mod sight;
pub mod templates;
pub mod types;
