//! The table `inspections`.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

/// An inspection (执法检查): one outing on one day.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inspections", model_attrs(derive(Deserialize)))]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    /// The region's key, copied: whoever may see the region's subtree filters by this prefix.
    pub region_key: String,
    /// Who led it; the others are in `departments`.
    pub department_id: Uuid,
    /// The joint action that it belongs to; none where it stands alone.
    pub action_id: Option<Uuid>,
    pub inspected_on: Date,
    pub place: String,
    pub goods_checked: i64,
    /// The number is a lower bound (余).
    pub goods_checked_at_least: bool,
    pub findings: Option<String>,
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
    pub departments: HasMany<super::inspection_department::Entity>,
    #[sea_orm(has_many)]
    pub officers: HasMany<super::inspection_officer::Entity>,
    #[sea_orm(has_many)]
    pub premises: HasMany<super::inspected_premises::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
