//! The blacklist as GraphQL shows it.

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use entity::{blacklist_entry, blacklist_rule, enums};

use super::{
    loaders::{CasesBehind, RuleById},
    service::plain,
    sight::owner,
};
use crate::{
    cases::{
        enums::CaseKind,
        types::{Case, case_by_id},
    },
    departments::types::{Department, Region, department_by_id, region_by_id, region_of_rule},
    parties::types::{Party, party_by_id},
    shared::{
        caller::Caller,
        errors::{coded, internal},
        ids::{self, Kind},
        loaders,
        policy::{self, Act},
        values::Date,
        viewer,
    },
};

/// Where an entry of the blacklist stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::BlacklistState")]
pub enum BlacklistState {
    /// 拟列入: proposed by rule.
    Proposed,
    /// 已告知: the party was told and may state its view.
    Notified,
    /// 已列入
    Listed,
    /// 不予列入
    Dismissed,
    /// 已移出
    Removed,
}

/// Why a party leaves the blacklist.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::BlacklistRemoval")]
pub enum BlacklistRemoval {
    /// 期满移出
    Expired,
    /// 信用修复，提前移出: a year after the listing at the earliest.
    CreditRestored,
    /// 撤销列入决定
    Revoked,
}

/// What makes a penalised case serious enough for the blacklist.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::BlacklistMark")]
pub enum BlacklistMark {
    /// 重大
    Major,
    /// 恶性
    Egregious,
    /// 吊销许可证件
    LicenceRevoked,
}

/// That a party is on the blacklist today.
#[derive(SimpleObject)]
pub struct PartyListing {
    /// The entry.
    pub entry_id: ID,
    /// Since when.
    pub since: Date,
    /// The last day.
    pub until: Date,
    /// Why, in words.
    pub ground: String,
}

impl PartyListing {
    /// What is shown of the entry wherever the party appears.
    pub fn of(row: &blacklist_entry::Model) -> Option<Self> {
        Some(Self {
            entry_id: ids::encode(Kind::BlacklistEntry, row.id),
            since: Date(row.listed_on?),
            until: Date(row.listed_until?),
            ground: row.ground.clone(),
        })
    }
}

/// An entry of the blacklist.
pub struct BlacklistEntry(pub blacklist_entry::Model);

/// An entry of the blacklist (严重违法失信名单), from the proposal to the removal.
#[Object]
impl BlacklistEntry {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::BlacklistEntry, self.0.id)
    }

    /// The party.
    async fn party(&self, context: &Context<'_>) -> Result<Option<Party>> {
        party_by_id(context, self.0.party_id).await
    }

    /// Where it stands.
    async fn state(&self) -> BlacklistState {
        self.0.state.into()
    }

    /// Whether the party is on the list today.
    async fn on_list(&self, context: &Context<'_>) -> Result<bool> {
        Ok(plain(&self.0).is_listed(Caller::of(context)?.today()))
    }

    /// The rule by which it was proposed.
    async fn rule(&self, context: &Context<'_>) -> Result<BlacklistRule> {
        let row = loaders::of(context)?.load_one(RuleById(self.0.rule_id)).await.map_err(internal)?;
        row.map(BlacklistRule).ok_or_else(|| coded("INTERNAL", "an entry without its rule"))
    }

    /// Why, in words.
    async fn ground(&self) -> &str {
        &self.0.ground
    }

    /// The case whose closing led to the proposal, if the viewer may see it.
    async fn case(&self, context: &Context<'_>) -> Result<Option<Case>> {
        case_by_id(context, self.0.case_id).await
    }

    /// The cases behind it that the viewer may see, the latest closed first.
    async fn cases(&self, context: &Context<'_>) -> Result<Vec<Case>> {
        let rows = loaders::of(context)?.load_one(CasesBehind(self.0.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(Case::from).collect())
    }

    /// The department whose case led to the proposal.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.0.department_id).await
    }

    /// The region whose office decides.
    async fn region(&self, context: &Context<'_>) -> Result<Region> {
        region_by_id(context, self.0.region_id).await
    }

    /// The day of the proposal.
    async fn proposed_on(&self) -> Date {
        Date(self.0.proposed_on)
    }

    /// The day on which the party was told.
    async fn notified_on(&self) -> Option<Date> {
        self.0.notified_on.map(Date)
    }

    /// The last day on which the party may state its view.
    async fn statement_until(&self) -> Option<Date> {
        self.0.statement_until.map(Date)
    }

    /// The number of the notice (告知书文号).
    async fn notice_document(&self) -> Option<&str> {
        self.0.notice_document.as_deref()
    }

    /// What the party stated.
    async fn statement(&self) -> Option<&str> {
        self.0.statement.as_deref()
    }

    /// The day on which it stated that.
    async fn stated_on(&self) -> Option<Date> {
        self.0.stated_on.map(Date)
    }

    /// The first day on the list.
    async fn listed_on(&self) -> Option<Date> {
        self.0.listed_on.map(Date)
    }

    /// The last day on the list.
    async fn listed_until(&self) -> Option<Date> {
        self.0.listed_until.map(Date)
    }

    /// The number of the decision (列入决定书文号).
    async fn decision_document(&self) -> Option<&str> {
        self.0.decision_document.as_deref()
    }

    /// The day on which the listing was published.
    async fn published_on(&self) -> Option<Date> {
        self.0.published_on.map(Date)
    }

    /// The day on which it was decided not to list the party.
    async fn dismissed_on(&self) -> Option<Date> {
        self.0.dismissed_on.map(Date)
    }

    /// Why not.
    async fn dismissal_reason(&self) -> Option<&str> {
        self.0.dismissal_reason.as_deref()
    }

    /// The day on which the party was taken off the list.
    async fn removed_on(&self) -> Option<Date> {
        self.0.removed_on.map(Date)
    }

    /// Why it was.
    async fn removal(&self) -> Option<BlacklistRemoval> {
        self.0.removal.map(Into::into)
    }

    /// Why it was, in words.
    async fn removal_ground(&self) -> Option<&str> {
        self.0.removal_ground.as_deref()
    }

    /// The number of the decision to remove it.
    async fn removal_document(&self) -> Option<&str> {
        self.0.removal_document.as_deref()
    }

    /// Whether the viewer decides on it.
    async fn viewer_can_decide(&self, context: &Context<'_>) -> Result<bool> {
        Ok(policy::may(viewer::viewer(context)?, Act::DecideBlacklist, &owner(&self.0)))
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// A rule of the blacklist.
pub struct BlacklistRule(pub blacklist_rule::Model);

/// When a penalised party is proposed for the blacklist: dated data.
#[Object]
impl BlacklistRule {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::BlacklistRule, self.0.id)
    }

    /// Whose it is, which binds all below; none: the platform's.
    async fn region(&self, context: &Context<'_>) -> Result<Option<Region>> {
        region_of_rule(context, &self.0.region_key).await
    }

    /// On what a region's own rests: the document (文号) that sets it; none of the platform's.
    async fn ground(&self) -> Option<&str> {
        self.0.ground.as_deref()
    }

    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The provisions on which it rests.
    async fn article(&self) -> &str {
        &self.0.article
    }

    /// So many penalties …
    async fn penalties(&self) -> i32 {
        self.0.penalties
    }

    /// … within so many months, the last case's included; of no effect where one penalty is enough.
    async fn months(&self) -> i32 {
        self.0.months
    }

    /// In cases of these kinds; any where none is named.
    async fn case_kinds(&self) -> Vec<CaseKind> {
        self.0.case_kinds.0.iter().copied().map(Into::into).collect()
    }

    /// The last case carries one of these; none is asked for where none is named.
    async fn marks(&self) -> Vec<BlacklistMark> {
        self.0.marks.0.iter().copied().map(Into::into).collect()
    }

    /// How many months a party stays listed.
    async fn listed_months(&self) -> i32 {
        self.0.listed_months
    }

    /// The first day in force.
    async fn valid_from(&self) -> Date {
        Date(self.0.valid_from)
    }

    /// The last day in force; none while it is.
    async fn valid_to(&self) -> Option<Date> {
        self.0.valid_to.map(Date)
    }

    /// Whether the viewer maintains rules and the calendar.
    async fn viewer_can_maintain(&self, context: &Context<'_>) -> Result<bool> {
        Ok(policy::maintains_rules_of(viewer::viewer(context)?, &self.0.region_key))
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
