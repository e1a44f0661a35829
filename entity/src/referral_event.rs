//! The table `referral_events`.

use sea_orm::entity::prelude::*;

use crate::enums::{ReferralAct, ReferralStatus};
use crate::json::Strings;

/// One step of a referral. Never changed, never removed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "referral_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub referral_id: Uuid,
    /// The place in the referral's life, from 1.
    pub sequence: i32,
    pub act: ReferralAct,
    pub to_status: ReferralStatus,
    /// The statutory day of the step.
    pub occurred_on: Date,
    /// The moment, where it is known.
    pub occurred_at: Option<DateTimeUtc>,
    pub recorded_at: DateTimeUtc,
    pub actor_id: Uuid,
    /// Whether the sender recorded the receiver's paper.
    pub on_paper: bool,
    /// The reason.
    pub ground: Option<String>,
    /// The numbers of its documents.
    pub documents: Strings,
    pub note: Option<String>,
    #[sea_orm(belongs_to, from = "referral_id", to = "id")]
    pub referral: BelongsTo<super::referral::Entity>,
    #[sea_orm(belongs_to, relation_enum = "Actor", from = "actor_id", to = "id")]
    pub actor: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
