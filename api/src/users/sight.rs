//! Which accounts exist for whom.

use entity::{enums, user};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, Select};

use crate::shared::{
    caller::Caller,
    policy::{self, Scope, Subject},
    scope::{nothing, within_region},
    viewer::Viewer,
};

/// The accounts that exist for `viewer`: those of their region for who keeps accounts, and of them those
/// of auditors for who keeps these.
pub fn visible(viewer: &Viewer) -> Condition {
    let within = |subject| match policy::scope(viewer, subject) {
        Scope::Nothing => nothing(),
        Scope::Department(id) => Condition::all().add(user::Column::DepartmentId.eq(id)),
        Scope::Region(prefix) => within_region(&prefix, (user::Entity, user::Column::RegionKey)),
    };
    match viewer.role {
        enums::Role::SecurityAuditor => {
            within(Subject::Auditors).add(user::Column::Role.eq(enums::Role::SecurityAuditor))
        }
        _ => within(Subject::Users),
    }
}

/// The accounts that exist for `caller`.
pub fn of_caller(caller: &Caller) -> Select<user::Entity> {
    user::Entity::find().filter(visible(&caller.viewer))
}
