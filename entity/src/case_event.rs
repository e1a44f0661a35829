//! The table `case_events`.

use sea_orm::entity::prelude::*;

use crate::enums::{CaseStatus, CaseTransition};
use crate::json::Strings;

/// A case event (办案过程, 全过程记录): one step of a case. Never changed, never removed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    /// The place in the case's life, from 1.
    pub sequence: i32,
    /// None for the registration, which no status precedes.
    pub transition: Option<CaseTransition>,
    pub from_status: Option<CaseStatus>,
    pub to_status: CaseStatus,
    /// The statutory day of the step.
    pub occurred_on: Date,
    pub recorded_at: DateTimeUtc,
    pub actor_id: Uuid,
    /// The provision or reason on which the step rests.
    pub ground: Option<String>,
    /// The numbers of its documents.
    pub documents: Strings,
    pub note: Option<String>,
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<super::case::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Actor", from = "actor_id", to = "id")]
    pub actor: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
