//! Parties (当事人, 市场主体): the businesses and people met in cases and inspections. One business is
//! one party, by its credit code; without one, likely twins are shown to who records it.

pub mod loaders;
pub mod mutations;
pub mod queries;
pub mod reveal;
pub mod rules;
pub mod service;
pub mod types;
