//! The work summary (工作总结): figures for any region, departments and period. Each is defined once, by the lines of
//! the ledger (`shared::figures`) that it counts: its value is what they add up to, as totals have it, and its `records`
//! are what they open to. Taken apart by month, department, region or kind, each part's figures are defined by less of
//! the same.

pub mod cells;
pub mod change_types;
pub mod changes;
pub mod extent;
pub mod mutations;
pub mod queries;
pub mod records;
pub mod rules;
pub mod service;
pub mod slice_types;
pub mod slices;
pub mod tallies;
pub mod types;
pub mod workbook;
