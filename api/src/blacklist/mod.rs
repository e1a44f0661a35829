//! The blacklist (严重违法失信名单): parties that were penalised repeatedly or seriously. Dated rules propose
//! an entry when a case closes with a penalty, with the cases behind it; the office of the region decides.
//!
//! ```text
//! proposed ──notice──▶ notified ──after the party's time to state its view──▶ listed ──▶ published
//!     └──────dismiss──────┴──▶ dismissed                                        └──▶ removed
//!                                                          (expired, credit restored, or revoked)
//! ```
//!
//! Whether a party is listed today follows from the entry's dates alone, whoever looks and whenever.

pub mod loaders;
pub mod maintenance;
pub mod mutations;
pub mod queries;
pub mod rule_mutations;
pub mod rules;
pub mod service;
pub mod sight;
pub mod types;
