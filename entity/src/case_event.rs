//! The table `case_events`.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use crate::enums::{CaseEventKind, CaseStatus, CaseTransition};
use crate::json::Strings;

/// A case event (办案过程, 全过程记录): one thing that happened to a case. Never changed, never removed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_events", model_attrs(derive(Deserialize)))]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    /// The place in the case's life, from 1.
    pub sequence: i32,
    /// None for the registration, which no status precedes, and for what is no step.
    pub transition: Option<CaseTransition>,
    pub from_status: Option<CaseStatus>,
    /// The status after it; of what is no step, the status at that time.
    pub to_status: CaseStatus,
    /// The statutory day on which it happened.
    pub occurred_on: Date,
    pub recorded_at: DateTimeUtc,
    pub actor_id: Uuid,
    /// The provision or reason on which it rests.
    pub ground: Option<String>,
    /// The numbers of its documents.
    pub documents: Strings,
    pub note: Option<String>,
    pub kind: CaseEventKind,
    /// What it is about where that has a row of its own: a referral, a seizure, an approval …
    pub subject_id: Option<Uuid>,
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<super::case::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Actor", from = "actor_id", to = "id")]
    pub actor: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
