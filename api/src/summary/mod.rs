//! The work summary (工作总结): figures for any region, departments and period. Each is defined once,
//! by the statement of the records that it counts; its value is the sum over that statement and its
//! `records` are that statement's rows, so that the two cannot differ.

pub mod indicators;
pub mod queries;
pub mod records;
pub mod rules;
pub mod service;
pub mod types;
