//! Which inspections exist for whom.

use entity::{inspected_premises, inspection, inspection_officer};
use sea_orm::Condition;
use uuid::Uuid;

use crate::shared::{
    policy::Scope,
    recorded::{self, Keyed, Part, recorded},
};

recorded! {
    "Inspection" in inspection by inspected_on (InspectedOn),
    with inspection_department by inspection_id (InspectionId),
    found as Inspection, recorded as RecordInspection
}

impl Keyed for inspection_officer::Entity {
    const ID: Self::Column = inspection_officer::Column::Id;

    fn id(row: &Self::Model) -> Uuid {
        row.id
    }
}

impl Part for inspection_officer::Entity {
    type Of = inspection::Entity;
    const OF: Self::Column = inspection_officer::Column::InspectionId;
    const ORDER: Self::Column = inspection_officer::Column::Id;

    fn of(row: &Self::Model) -> Uuid {
        row.inspection_id
    }
}

impl Keyed for inspected_premises::Entity {
    const ID: Self::Column = inspected_premises::Column::Id;

    fn id(row: &Self::Model) -> Uuid {
        row.id
    }
}

impl Part for inspected_premises::Entity {
    type Of = inspection::Entity;
    const OF: Self::Column = inspected_premises::Column::InspectionId;
    const ORDER: Self::Column = inspected_premises::Column::Ordinal;

    fn of(row: &Self::Model) -> Uuid {
        row.inspection_id
    }
}

/// The inspections that exist within `scope`.
pub fn visible(scope: &Scope) -> Condition {
    recorded::visible::<inspection::Entity>(scope)
}
