//! Inspections (执法检查): one outing on one day, with the departments that took part, the officers
//! (人次) and the premises visited. Recorded by the department that led it; corrected with a reason.

pub mod figures;
pub mod mutations;
pub mod queries;
pub mod rules;
pub mod service;
pub mod sight;
pub mod types;
