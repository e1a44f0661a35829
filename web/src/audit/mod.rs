//! The audit log: who did what, when and from where. Read only.

mod list;
mod operations;

use crate::{
    i18n::t,
    pages::{Group, Place},
};
pub use list::AuditPage;

/// Where it is.
pub const PLACE: Place = Place {
    name: "audit",
    path: "/audit",
    object: None,
    group: Some(Group::Manage),
    label: || t().audit.title,
    open_to: |viewer| viewer.can_audit,
};
