//! The holiday calendar: which days are working days, year by year as the State Council's notices arrange
//! them, and as regions add to them below themselves. A year whose notice is not there yet is not known,
//! and nothing pretends that it were.

pub mod mutations;
pub mod queries;
pub mod rules;
pub mod service;
pub mod types;
pub mod words;
