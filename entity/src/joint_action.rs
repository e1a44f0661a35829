//! The table `joint_actions`.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use crate::json::Strings;

/// A joint action (专项行动, 联合执法行动): a campaign with a code name, a period and a lead department.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "joint_actions", model_attrs(derive(Deserialize)))]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    /// The region's key, copied: whoever may see the region's subtree filters by this prefix.
    pub region_key: String,
    /// Such as 雷雨, 天网, 铁拳; or free text.
    pub code_name: String,
    pub name: String,
    pub purpose: Option<String>,
    /// The number of the plan document.
    pub plan_number: Option<String>,
    pub starts_on: Date,
    /// The last day as planned.
    pub ends_on: Date,
    /// The last day since the extension (延期).
    pub extended_to: Option<Date>,
    pub extension_reason: Option<String>,
    pub cancelled_on: Option<Date>,
    pub cancel_reason: Option<String>,
    pub lead_department_id: Uuid,
    pub focus_regions: Strings,
    pub focus_products: Strings,
    /// Who recorded it.
    pub recorded_by_id: Uuid,
    /// When it was recorded.
    pub recorded_at: DateTimeUtc,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
    #[sea_orm(belongs_to, from = "region_id", to = "id")]
    pub region: BelongsTo<super::region::Entity>,
    #[sea_orm(belongs_to, relation_enum = "LeadDepartment", from = "lead_department_id", to = "id")]
    pub lead_department: BelongsTo<super::department::Entity>,
    #[sea_orm(belongs_to, relation_enum = "RecordedBy", from = "recorded_by_id", to = "id")]
    pub recorded_by: BelongsTo<super::user::Entity>,
    #[sea_orm(has_many)]
    pub participants: HasMany<super::joint_action_department::Entity>,
    #[sea_orm(has_many)]
    pub tasks: HasMany<super::action_task::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
