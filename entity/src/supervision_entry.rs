//! The table `supervision_entries`.

use sea_orm::entity::prelude::*;

use crate::enums::SupervisionEntryKind;

/// A line in a supervision's life: a report, an urging, a new deadline, the release. Never changed,
/// never removed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "supervision_entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub supervision_id: Uuid,
    /// The place in its life, from 1.
    pub sequence: i32,
    pub kind: SupervisionEntryKind,
    pub occurred_on: Date,
    /// What was reported, asked for, given as the reason, or concluded.
    pub content: String,
    /// The day by which the report was owed, or the new deadline.
    pub due_on: Option<Date>,
    pub actor_id: Uuid,
    pub recorded_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "supervision_id", to = "id")]
    pub supervision: BelongsTo<super::supervision::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Actor", from = "actor_id", to = "id")]
    pub actor: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
