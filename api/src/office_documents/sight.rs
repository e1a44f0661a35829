//! Which documents and items exist for whom, and whose they are.

use entity::{
    bulletin_item,
    enums::OfficeDocumentState,
    office_document::{self, Column, Entity},
};
use sea_orm::{ColumnTrait, Condition};
use uuid::Uuid;

use crate::shared::{
    policy::{Owner, Scope},
    regions::{at_and_above, right_above},
    scope::{nothing, within_region},
    viewer::Viewer,
};

/// A department: its id, its region's key, and whether it is a coordination office.
type Addressee<'a> = (Uuid, &'a str, bool);

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

/// Whether a document goes to a department, for which somebody there confirms the receipt: to those of its region, and to
/// the offices right below. Others may read it.
pub fn is_sent_to(row: &office_document::Model, department: Addressee<'_>) -> bool {
    let (id, region_key, is_office) = department;
    let below = is_office && right_above(region_key) == Some(row.region_key.as_str());
    id != row.department_id && (region_key == row.region_key || below)
}

/// The same of the viewer's department.
pub fn is_sent_to_viewer(row: &office_document::Model, viewer: &Viewer) -> bool {
    is_sent_to(row, (viewer.department_id, &viewer.region_key, viewer.in_coordination_office))
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
