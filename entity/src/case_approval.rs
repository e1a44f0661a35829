//! The table `case_approvals`.

use sea_orm::entity::prelude::*;

use crate::enums::{ApprovalState, CaseTransition};

/// A step that an officer proposed to the head (呈批).
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_approvals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    pub transition: CaseTransition,
    /// The step as it was proposed.
    pub step: Json,
    pub state: ApprovalState,
    pub proposed_by_id: Uuid,
    pub proposed_at: DateTimeUtc,
    /// Who approved or returned it; none while it waits, or where it lapsed.
    pub decided_by_id: Option<Uuid>,
    pub decided_at: Option<DateTimeUtc>,
    /// Why it was returned, or under what condition it was approved.
    pub reason: Option<String>,
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<super::case::Entity>,
    #[sea_orm(belongs_to, relation_enum = "ProposedBy", from = "proposed_by_id", to = "id")]
    pub proposed_by: BelongsTo<super::user::Entity>,
    #[sea_orm(belongs_to, relation_enum = "DecidedBy", from = "decided_by_id", to = "id")]
    pub decided_by: BelongsTo<Option<super::user::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
