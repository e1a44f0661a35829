//! Which files exist for whom.

use entity::attachment;
use sea_orm::Condition;

use crate::{cases, shared::policy::Scope};

/// The files that exist within `scope`: those of the cases that do.
pub fn visible(scope: &Scope) -> Condition {
    Condition::all().add(cases::sight::names_visible((attachment::Entity, attachment::Column::CaseId), scope))
}
