//! The table `referrals`.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use crate::enums::{ReferralStatus, ReferralTarget};
use crate::json::Strings;

/// A referral (移送): a case handed over to a department, another region or the police, with a life
/// of its own. What happened to it stands in `referral_events`; here is where it stands.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "referrals", model_attrs(derive(Deserialize)))]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub case_id: Uuid,
    pub target: ReferralTarget,
    pub status: ReferralStatus,
    /// Whether somebody still has to act on it.
    pub is_open: bool,
    /// For a department, and for the police where they are a member.
    pub to_department_id: Option<Uuid>,
    /// For another region, in words.
    pub to_region_name: Option<String>,
    /// For police who are not on the platform, in words.
    pub to_organ_name: Option<String>,
    /// Why it is referred.
    pub ground: Option<String>,
    /// The numbers of the letters with which it went.
    pub documents: Strings,
    /// The day of the report to the head; of a referral that needs none, the day of the referral.
    pub proposed_on: Date,
    /// The day of the hand-over: from then on the receiver sees the case. None before.
    pub referred_on: Option<Date>,
    /// The day on which the receiver was last told, or told last: the day of the last step.
    pub last_step_on: Date,
    /// Whether the police take the longer period for complex cases.
    pub is_complex: bool,
    /// The day on which the police gave back the file.
    pub file_returned_on: Option<Date>,
    /// The day on which goods and further material followed to the police who had filed.
    pub goods_handed_over_on: Option<Date>,
    /// The day on which the procuratorate was asked to supervise the filing (立案监督).
    pub supervision_suggested_on: Option<Date>,
    /// How many events it has: the sequence of the last.
    pub event_count: i32,
    pub recorded_by_id: Uuid,
    pub recorded_at: DateTimeUtc,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<super::case::Entity>,
    #[sea_orm(belongs_to, relation_enum = "ToDepartment", from = "to_department_id", to = "id")]
    pub to_department: BelongsTo<Option<super::department::Entity>>,
    #[sea_orm(belongs_to, relation_enum = "RecordedBy", from = "recorded_by_id", to = "id")]
    pub recorded_by: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
