//! Which imports exist for whom: those of the departments whose records one sees.

use entity::import::{Column, Entity};
use sea_orm::{ColumnTrait, Condition};

use crate::shared::{
    policy::Scope,
    scope::{nothing, within_region},
};

/// The imports that exist within `scope`.
pub fn visible(scope: &Scope) -> Condition {
    match scope {
        Scope::Nothing => nothing(),
        Scope::Region(prefix) => within_region(prefix, (Entity, Column::RegionKey)),
        Scope::Department(id) => Condition::all().add(Column::DepartmentId.eq(*id)),
    }
}
