//! Which notifications exist for whom.

use entity::{
    enums::NotificationKind,
    notification::{self, Column},
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, Select};

use crate::shared::{policy, viewer::Viewer};

/// The notifications that exist for `viewer`: their own; of who is told nothing of records, those about
/// accounts.
pub fn of_viewer(viewer: &Viewer) -> Select<notification::Entity> {
    let told = policy::TOLD.contains(&viewer.role);
    let kind = (!told).then(|| Column::Kind.eq(NotificationKind::Account));
    let own = Condition::all().add(Column::UserId.eq(viewer.user_id)).add_option(kind);
    notification::Entity::find().filter(own)
}
