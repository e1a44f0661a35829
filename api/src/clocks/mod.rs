//! Clocks (期限): whatever waits for somebody. A clock is started by what happens, runs by the rule in
//! force on that day, may stand and be extended, and is met or cancelled. Its due date is a pure
//! function of its events, its rule and the holiday calendar, and so can be explained line by line.
//!
//! ```text
//! start ──▶ running ──stop──▶ stopped ──resume──▶ running ──meet──▶ met | met late
//!              └──extend (the head, once), then a date set collectively──▶ running
//!              └──cancel──▶ nothing is waited for any more
//! ```

pub mod bulk;
pub mod enums;
pub mod loaders;
pub mod mutations;
pub mod queries;
pub mod recount;
pub mod rules;
pub mod service;
pub mod sight;
pub mod standing;
pub mod statute;
pub mod types;
mod values;
pub mod words;
