//! The first page: what needs attention, then the region's numbers.

mod operations;
mod page;

use crate::{
    i18n::t,
    pages::{Group, Place, records},
};
pub use page::DashboardPage;

/// Where it is.
pub const PLACE: Place = Place {
    name: "dashboard",
    path: "/",
    object: None,
    group: Some(Group::First),
    label: || t().nav.dashboard,
    open_to: records,
};
