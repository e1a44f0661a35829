//! The table `publicity_events`.

use sea_orm::entity::prelude::*;

use crate::enums::PublicityKind;

/// A publicity event (宣传活动): a consultation desk, leaflets, a press conference, a destruction of goods.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "publicity_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    /// The region's key, copied: whoever may see the region's subtree filters by this prefix.
    pub region_key: String,
    /// Who held it; the others are in `departments`.
    pub department_id: Uuid,
    pub action_id: Option<Uuid>,
    pub kind: PublicityKind,
    pub name: String,
    pub starts_on: Date,
    pub ends_on: Date,
    pub place: String,
    /// How many pieces of material were handed out.
    pub materials: i64,
    /// The number is a lower bound (余).
    pub materials_at_least: bool,
    /// How many people were consulted.
    pub consultations: i64,
    /// The number is a lower bound (余).
    pub consultations_at_least: bool,
    pub media_items: i32,
    pub television_programmes: i32,
    /// Who recorded it.
    pub recorded_by_id: Uuid,
    /// When it was recorded.
    pub recorded_at: DateTimeUtc,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
    #[sea_orm(belongs_to, from = "region_id", to = "id")]
    pub region: BelongsTo<super::region::Entity>,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<super::department::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Action", from = "action_id", to = "id")]
    pub action: BelongsTo<Option<super::joint_action::Entity>>,
    #[sea_orm(belongs_to, relation_enum = "RecordedBy", from = "recorded_by_id", to = "id")]
    pub recorded_by: BelongsTo<super::user::Entity>,
    #[sea_orm(has_many)]
    pub departments: HasMany<super::publicity_event_department::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
