//! Which appeals exist for whom, and whose they are.

use entity::league_appeal;
use sea_orm::{ColumnTrait, Condition};

use crate::shared::{
    policy::{Owner, Scope},
    scope::{nothing, within_region},
};

/// The appeals that exist within `scope`: a department's own; for a region those of its departments and of all below.
pub fn visible(scope: &Scope) -> Condition {
    match scope {
        Scope::Nothing => nothing(),
        Scope::Region(prefix) => {
            within_region(prefix, (league_appeal::Entity, league_appeal::Column::RegionKey))
        }
        Scope::Department(id) => Condition::all().add(league_appeal::Column::DepartmentId.eq(*id)),
    }
}

/// Whose the appeal is: the department's that raised it.
pub fn owner(row: &league_appeal::Model) -> Owner {
    Owner { department_id: row.department_id, region_key: row.region_key.clone() }
}
