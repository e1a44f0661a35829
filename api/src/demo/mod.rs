//! Demonstration data, made by code: three offices whose summaries equal what they published, and
//! a generator of believable data for scale. The published reports (`facts/`) give totals, not
//! rows: the rows are invented so that they add up to them, and say so.

pub mod accounts;
mod coordination;
mod dossier;
mod evidence;
pub mod generator;
mod goods;
mod ledger;
mod luzhou;
pub mod offices;
mod present;
mod suining;
mod words;
mod yueyang;
