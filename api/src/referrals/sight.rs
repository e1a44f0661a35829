//! Which referrals exist for whom.

use entity::{case, case_department, enums, referral};
use sea_orm::{ColumnTrait, Condition, sea_query::Query};
use uuid::Uuid;

use crate::{
    cases::sight::{names_one, names_visible},
    shared::{policy::Scope, scope::nothing},
};

/// The case of a referral.
pub const CASE: (referral::Entity, referral::Column) = (referral::Entity, referral::Column::CaseId);

/// The referrals that exist within `scope`: with a region its cases'; for a department those of its own
/// cases and of those that it handles jointly, and what was handed over to itself. What is only
/// proposed is the sender's own deliberation.
pub fn visible(scope: &Scope) -> Condition {
    match scope {
        Scope::Nothing => nothing(),
        Scope::Region(_) => Condition::all().add(names_visible(CASE, scope)),
        Scope::Department(id) => {
            let jointly = Query::select()
                .column(case_department::Column::CaseId)
                .from(case_department::Entity)
                .and_where(case_department::Column::DepartmentId.eq(*id))
                .and_where(case_department::Column::Role.eq(enums::CaseDepartmentRole::CoHandler))
                .take();
            Condition::any()
                .add(names_one(CASE, Condition::all().add(case::Column::DepartmentId.eq(*id))))
                .add(referral::Column::CaseId.in_subquery(jointly))
                .add(received(*id))
        }
    }
}

/// What was handed over to `department`.
pub fn received(department: Uuid) -> Condition {
    Condition::all()
        .add(referral::Column::ToDepartmentId.eq(department))
        .add(referral::Column::ReferredOn.is_not_null())
}
