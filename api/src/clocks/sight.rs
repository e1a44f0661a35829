//! Which clocks exist for whom, and whose they are.

use entity::clock;
use sea_orm::{ColumnTrait, Condition};

use crate::{
    cases,
    shared::{
        policy::{Owner, Scope},
        scope::{nothing, within_region},
    },
};

/// The clocks that exist within `scope`: those of cases that do; of others, those that wait for the
/// department, or for one in the region.
pub fn visible(scope: &Scope) -> Condition {
    let own = match scope {
        Scope::Nothing => return nothing(),
        Scope::Region(prefix) => within_region(prefix, (clock::Entity, clock::Column::RegionKey)),
        Scope::Department(id) => Condition::all().add(clock::Column::DepartmentId.eq(*id)),
    };
    Condition::any().add(own).add(cases::sight::names_visible((clock::Entity, clock::Column::CaseId), scope))
}

/// Whose the clock is: the department's for which it waits.
pub fn owner(row: &clock::Model) -> Owner {
    Owner { department_id: row.department_id, region_key: row.region_key.clone() }
}
