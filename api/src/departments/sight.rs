//! Which departments exist for whom.

use entity::department;
use sea_orm::{ColumnTrait, Condition};

use crate::shared::{
    policy::Scope,
    scope::{nothing, within_region},
};

/// The departments that exist within `scope`.
pub fn visible(scope: &Scope) -> Condition {
    match scope {
        Scope::Nothing => nothing(),
        Scope::Department(id) => Condition::all().add(department::Column::Id.eq(*id)),
        Scope::Region(prefix) => within_region(prefix, (department::Entity, department::Column::RegionKey)),
    }
}
