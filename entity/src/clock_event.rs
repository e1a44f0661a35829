//! The table `clock_events`.

use sea_orm::entity::prelude::*;

use crate::enums::{ClockEventKind, ClockStopReason};

/// What happened to a clock. Never changed, never removed: the due date follows from these.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "clock_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub clock_id: Uuid,
    /// The place in the clock's life, from 1.
    pub sequence: i32,
    pub kind: ClockEventKind,
    pub occurred_on: Date,
    /// The moment of what happened, where it is known.
    pub occurred_at: Option<DateTimeUtc>,
    /// Why it stands, or no longer does.
    pub reason: Option<ClockStopReason>,
    /// By how much it was extended, in the rule's unit; of a revocation, by how much it was.
    pub amount: Option<i32>,
    /// The date that was set; of a revocation, the one that was.
    pub until: Option<Date>,
    /// The reason in words.
    pub ground: Option<String>,
    /// The number of the document that says so.
    pub document: Option<String>,
    /// Who recorded it, and approved it where it needs that.
    pub actor_id: Uuid,
    pub recorded_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "clock_id", to = "id")]
    pub clock: BelongsTo<super::clock::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Actor", from = "actor_id", to = "id")]
    pub actor: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
