//! Which monthly reports exist for whom, whose they are, and who receives them.

use entity::monthly_report::{Column, Entity, Model};
use sea_orm::{ColumnTrait, Condition};

use crate::shared::{
    policy::{Owner, Scope},
    scope::{nothing, within_region},
};

/// The reports that exist within `scope`: a department's own; for a region those of all departments and offices in it.
pub fn visible(scope: &Scope) -> Condition {
    match scope {
        Scope::Nothing => nothing(),
        Scope::Region(prefix) => within_region(prefix, (Entity, Column::RegionKey)),
        Scope::Department(id) => Condition::all().add(Column::DepartmentId.eq(*id)),
    }
}

/// Whose the report is: the department's that owes it.
pub fn owner(row: &Model) -> Owner {
    Owner { department_id: row.department_id, region_key: row.region_key.clone() }
}

/// Whose office receives it; where nobody above does, its own.
pub fn receiver(row: &Model) -> Owner {
    let region_key = row.receiver_key.clone().unwrap_or_else(|| row.region_key.clone());
    Owner { department_id: row.department_id, region_key }
}
