//! Which documents and items exist for whom, and whose they are.

use entity::{
    bulletin_item,
    enums::OfficeDocumentState,
    office_document::{self, Column, Entity},
};
use sea_orm::{ColumnTrait, Condition};

use crate::shared::{
    policy::{Owner, Scope},
    regions::at_and_above,
    scope::{nothing, within_region},
    viewer::Viewer,
};

/// The documents that exist for `viewer` within `scope`: drafts for who sees the region's records in the region itself;
/// what is issued for its departments and those below, and for the offices above.
pub fn visible(viewer: &Viewer, scope: &Scope) -> Condition {
    let issued = Condition::all().add(Column::State.eq(OfficeDocumentState::Issued));
    let received = Column::RegionKey.is_in(at_and_above(&viewer.region_key));
    match scope {
        Scope::Nothing => nothing(),
        Scope::Department(_) => issued.add(received),
        Scope::Region(prefix) => {
            let below = within_region(prefix, (Entity, Column::RegionKey));
            let own = Column::RegionKey.eq(viewer.region_key.as_str());
            Condition::any().add(own).add(issued.add(Condition::any().add(received).add(below)))
        }
    }
}

/// Whose the document is: the office's that writes it.
pub fn owner(row: &office_document::Model) -> Owner {
    Owner { department_id: row.department_id, region_key: row.region_key.clone() }
}

/// The items that exist within `scope`: a department's own; for a region those of its own departments and of all below.
pub fn visible_items(scope: &Scope) -> Condition {
    match scope {
        Scope::Nothing => nothing(),
        Scope::Region(prefix) => {
            within_region(prefix, (bulletin_item::Entity, bulletin_item::Column::RegionKey))
        }
        Scope::Department(id) => Condition::all().add(bulletin_item::Column::DepartmentId.eq(*id)),
    }
}
