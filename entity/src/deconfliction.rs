//! The table `deconflictions`.

use sea_orm::entity::prelude::*;

use crate::enums::JointHandlingAnswer;

/// Two departments with open cases against one party (案件撞线). Its two sides are rows of their own.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "deconflictions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub party_id: Uuid,
    /// The party and the two departments while both handle it; unique, so that there is one pair at a time.
    pub live_key: Option<String>,
    pub found_on: Date,
    pub found_at: DateTimeUtc,
    /// Since when one of the two has no open case against the party any more.
    pub ended_on: Option<Date>,
    /// When the office proposed to handle a case jointly.
    pub proposed_at: Option<DateTimeUtc>,
    pub proposed_by_id: Option<Uuid>,
    pub proposal_ground: Option<String>,
    /// Whose case is to be handled jointly: its head answers.
    pub owner_department_id: Option<Uuid>,
    pub answer: Option<JointHandlingAnswer>,
    pub answered_at: Option<DateTimeUtc>,
    pub answered_by_id: Option<Uuid>,
    pub answer_reason: Option<String>,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
    #[sea_orm(belongs_to, from = "party_id", to = "id")]
    pub party: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, relation_enum = "ProposedBy", from = "proposed_by_id", to = "id")]
    pub proposed_by: BelongsTo<Option<super::user::Entity>>,
    #[sea_orm(belongs_to, relation_enum = "OwnerDepartment", from = "owner_department_id", to = "id")]
    pub owner_department: BelongsTo<Option<super::department::Entity>>,
    #[sea_orm(belongs_to, relation_enum = "AnsweredBy", from = "answered_by_id", to = "id")]
    pub answered_by: BelongsTo<Option<super::user::Entity>>,
    #[sea_orm(has_many)]
    pub sides: HasMany<super::deconfliction_side::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
