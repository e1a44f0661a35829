//! Cases: the list, one case with its course, a new lead, the next step.

mod detail;
mod lead;
mod list;
mod operations;
mod people;
mod revise;
mod step;

pub use detail::CasePage;
pub use lead::NewLeadPage;
pub use list::{CasesPage, case_table};
pub use operations::CaseRow;
