//! Parties (当事人, 市场主体): the businesses and people met in cases and inspections. One business is
//! one party, by its credit code; without one, likely twins are shown to who records it, and the office
//! merges those that are one.

pub mod loaders;
pub mod merged;
pub mod mutations;
pub mod names;
pub mod particulars;
pub mod queries;
pub mod reveal;
pub mod reveal_mutations;
pub mod revising;
pub mod rules;
pub mod service;
pub mod sight;
pub mod twins;
pub mod types;
