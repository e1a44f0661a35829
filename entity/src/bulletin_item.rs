//! The table `bulletin_items`.

use sea_orm::entity::prelude::*;

/// What a department offers its office for the bulletin (简报稿件).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "bulletin_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub department_id: Uuid,
    /// The department's region's key: its office is meant.
    pub region_key: String,
    pub title: String,
    pub text: String,
    pub offered_by_id: Uuid,
    pub offered_at: DateTimeUtc,
    /// The issued document that uses it.
    pub used_in_id: Option<Uuid>,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<super::department::Entity>,
    #[sea_orm(belongs_to, from = "offered_by_id", to = "id")]
    pub offered_by: BelongsTo<super::user::Entity>,
    #[sea_orm(belongs_to, from = "used_in_id", to = "id")]
    pub used_in: BelongsTo<Option<super::office_document::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
