//! The first page: what needs attention, and the viewer's numbers, which are totals of the ledger: joint work counts
//! for each department that takes part, and once for the region.
//! Who may see no records sees zeros.

pub mod attention;
pub mod figures;
pub mod queries;
pub mod types;
