//! Indicators (指标) as data: what figures are called and what they count. The platform ships some; a region's office adds
//! its own, which hold for its summaries and all below it, without code: counted from what records add to figures anyway,
//! and so for all of the past at once, or entered with records. What one counts never changes; it ends, and another
//! begins.

pub mod mutations;
pub mod queries;
pub mod rules;
pub mod service;
pub mod types;
