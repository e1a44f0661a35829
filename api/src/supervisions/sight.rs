//! Which supervisions exist for whom, and whose they are.

use entity::supervision;
use sea_orm::Condition;

use crate::{
    cases,
    shared::policy::{Owner, Scope},
};

/// The supervisions that exist within `scope`: those of the cases that do.
pub fn visible(scope: &Scope) -> Condition {
    Condition::all()
        .add(cases::sight::names_visible((supervision::Entity, supervision::Column::CaseId), scope))
}

/// Whose the supervision is: the office's that put the case on its list, and so of those above it.
pub fn owner(row: &supervision::Model) -> Owner {
    Owner { department_id: row.office_id, region_key: row.office_region_key.clone() }
}
