//! Ledgers (台账) that departments kept in Excel, taken in without retyping: all rows of a workbook or none, each by the
//! very service that records one, so that nothing comes in that could not be typed.
//!
//! ```text
//! bytes ──reading──▶ rows ──stating──▶ what a service takes, or faults ──service──▶ records, each row once
//! ```
//!
//! A preview is the import, undone: the same checks, against the same records and the rows before. What a row says is
//! digested (`imported_rows`), so that a ledger that is sent again, grown or mended, doubles nothing.

pub mod cases;
pub mod cells;
pub mod columns;
pub mod http;
pub mod names;
pub mod outings;
pub mod outreach;
pub mod queries;
pub mod reading;
pub mod report;
pub mod service;
pub mod sight;
pub mod stating;
pub mod types;
