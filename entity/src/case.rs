//! The table `cases`.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use crate::{
    enums::{CaseKind, CaseOutcome, CaseSource, CaseStatus},
    json::FocusAreas,
};

/// A case (案件), from the lead to the archive.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cases", model_attrs(derive(Deserialize)))]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Unique within the department.
    pub number: String,
    pub title: String,
    pub kind: CaseKind,
    pub source: CaseSource,
    pub status: CaseStatus,
    /// How it ended; only a closed case has one.
    pub outcome: Option<CaseOutcome>,
    /// Whether the status is one of those that still wait for a step.
    pub is_open: bool,
    /// 重大
    pub mark_major: bool,
    /// 恶性
    pub mark_egregious: bool,
    /// 典型
    pub mark_typical: bool,
    /// 涉外
    pub mark_foreign_related: bool,
    /// 群体性
    pub mark_mass: bool,
    /// 重点领域, in the order of the set.
    pub focus_areas: FocusAreas,
    pub region_id: Uuid,
    /// The region's key, copied: whoever may see the region's subtree filters by this prefix.
    pub region_key: String,
    /// Who handles it.
    pub department_id: Uuid,
    /// The joint action that it came from.
    pub action_id: Option<Uuid>,
    /// The inspection that it came from.
    pub inspection_id: Option<Uuid>,
    /// Amount of business (涉案金额), in fen.
    pub amount_fen: Option<i64>,
    /// Illegal income (违法所得), in fen.
    pub illegal_income_fen: Option<i64>,
    /// Loss recovered for those who were harmed (挽回经济损失), in fen.
    pub recovered_loss_fen: Option<i64>,
    pub penalty_warning: bool,
    /// Fine, in fen.
    pub fine_fen: Option<i64>,
    /// Confiscated income, in fen.
    pub confiscated_income_fen: Option<i64>,
    /// What was confiscated, in words.
    pub confiscated_goods: Option<String>,
    pub licence_revoked: bool,
    pub received_on: Date,
    pub accepted_on: Option<Date>,
    pub filed_on: Option<Date>,
    pub decided_on: Option<Date>,
    pub closed_on: Option<Date>,
    /// The last day by which the present clock asks for its step.
    pub due_on: Option<Date>,
    /// `due_on`, or 9999-12-31: lists page by it, and a NULL has no place in a keyset.
    pub due_sort: Date,
    /// Since when the clock stands; none unless suspended.
    pub suspended_on: Option<Date>,
    /// How many departments handle it jointly beside its own.
    pub co_handler_count: i32,
    /// How many of its seizures still hold goods: it can't be closed before there are none.
    pub held_seizures: i32,
    /// How many events it has: the sequence of the last.
    pub event_count: i32,
    pub summary: Option<String>,
    /// Why a penalty was decided although the threshold for prosecution was met.
    pub reason_not_referred: Option<String>,
    /// Who filed it, and so may not review it (立审分离).
    pub filed_by_id: Option<Uuid>,
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
    #[sea_orm(belongs_to, from = "inspection_id", to = "id")]
    pub inspection: BelongsTo<Option<super::inspection::Entity>>,
    #[sea_orm(belongs_to, relation_enum = "FiledBy", from = "filed_by_id", to = "id")]
    pub filed_by: BelongsTo<Option<super::user::Entity>>,
    #[sea_orm(belongs_to, relation_enum = "RecordedBy", from = "recorded_by_id", to = "id")]
    pub recorded_by: BelongsTo<super::user::Entity>,
    #[sea_orm(has_many)]
    pub departments: HasMany<super::case_department::Entity>,
    #[sea_orm(has_many)]
    pub parties: HasMany<super::case_party::Entity>,
    #[sea_orm(has_many)]
    pub handlers: HasMany<super::case_handler::Entity>,
    #[sea_orm(has_many)]
    pub events: HasMany<super::case_event::Entity>,
    #[sea_orm(has_many)]
    pub referrals: HasMany<super::referral::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
