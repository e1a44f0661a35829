//! Which seizures exist for whom.

use entity::seizure;
use sea_orm::Condition;

use crate::{cases, shared::policy::Scope};

/// The seizures that exist within `scope`: those of the cases that do.
pub fn visible(scope: &Scope) -> Condition {
    Condition::all().add(cases::sight::names_visible((seizure::Entity, seizure::Column::CaseId), scope))
}
