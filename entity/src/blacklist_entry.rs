//! The table `blacklist_entries`.

use sea_orm::entity::prelude::*;

use crate::enums::{BlacklistRemoval, BlacklistState};

/// An entry of the blacklist (严重违法失信名单): from the proposal to the removal.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "blacklist_entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub party_id: Uuid,
    pub rule_id: Uuid,
    /// The case whose closing led to the proposal.
    pub case_id: Uuid,
    /// That case's department.
    pub department_id: Uuid,
    pub region_id: Uuid,
    /// The region's key, copied: whoever may see the region's subtree filters by this prefix.
    pub region_key: String,
    pub state: BlacklistState,
    /// The party and the region while it is proposed or listed; unique, so that there is one entry at a time.
    pub live_key: Option<String>,
    /// In words: how many penalties since when, or what makes it serious.
    pub ground: String,
    pub proposed_on: Date,
    pub proposed_at: DateTimeUtc,
    pub notified_on: Option<Date>,
    /// The last day on which the party may state its view.
    pub statement_until: Option<Date>,
    pub notice_document: Option<String>,
    /// What the party stated.
    pub statement: Option<String>,
    pub stated_on: Option<Date>,
    pub listed_on: Option<Date>,
    /// The last day on the list.
    pub listed_until: Option<Date>,
    pub decision_document: Option<String>,
    pub published_on: Option<Date>,
    pub dismissed_on: Option<Date>,
    pub dismissal_reason: Option<String>,
    pub removed_on: Option<Date>,
    pub removal: Option<BlacklistRemoval>,
    pub removal_ground: Option<String>,
    pub removal_document: Option<String>,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
    #[sea_orm(belongs_to, from = "party_id", to = "id")]
    pub party: BelongsTo<super::party::Entity>,
    #[sea_orm(belongs_to, from = "rule_id", to = "id")]
    pub rule: BelongsTo<super::blacklist_rule::Entity>,
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<super::case::Entity>,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<super::department::Entity>,
    #[sea_orm(belongs_to, from = "region_id", to = "id")]
    pub region: BelongsTo<super::region::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
