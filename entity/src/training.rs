//! The table `trainings`.

use sea_orm::entity::prelude::*;

use crate::enums::TrainingKind;

/// A training (培训): a class, lecture or seminar.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trainings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub region_id: Uuid,
    /// The region's key, copied: whoever may see the region's subtree filters by this prefix.
    pub region_key: String,
    /// Who held it; the others are in `departments`.
    pub department_id: Uuid,
    pub action_id: Option<Uuid>,
    pub kind: TrainingKind,
    pub name: String,
    pub starts_on: Date,
    pub ends_on: Date,
    pub place: String,
    pub subject: Option<String>,
    pub speakers: Option<String>,
    /// How many were trained (人次).
    pub person_times: i64,
    /// The number is a lower bound (余).
    pub person_times_at_least: bool,
    /// How many companies took part.
    pub companies: i64,
    /// The number is a lower bound (余).
    pub companies_at_least: bool,
    pub exam_held: bool,
    pub certificates_issued: i32,
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
    pub departments: HasMany<super::training_department::Entity>,
    #[sea_orm(has_many)]
    pub audiences: HasMany<super::training_audience::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
