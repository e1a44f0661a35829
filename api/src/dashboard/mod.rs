//! The first page: what needs attention, and the viewer's numbers. Cases are counted by their
//! rollups, which belong to the department that handles them; joint work shows in lists, not here.
//! Who may see no records sees zeros.

pub mod attention;
pub mod figures;
pub mod queries;
pub mod types;
