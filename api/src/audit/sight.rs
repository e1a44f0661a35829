//! Which entries of the audit log exist for whom.

use entity::audit_entry::{self, Column};
use sea_orm::{ColumnTrait, Condition};

use crate::shared::{
    policy::Scope,
    scope::{nothing, within_region},
};

/// The lines that exist within `scope`. Those of no region (a sign-in under an unknown name, the
/// command line) are every auditor's to see.
pub fn visible(scope: &Scope) -> Condition {
    match scope {
        Scope::Nothing => nothing(),
        Scope::Department(id) => Condition::all().add(Column::DepartmentId.eq(*id)),
        Scope::Region(prefix) => Condition::any()
            .add(within_region(prefix, (audit_entry::Entity, Column::RegionKey)))
            .add(Column::RegionKey.eq("")),
    }
}
