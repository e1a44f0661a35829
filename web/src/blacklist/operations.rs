//! What the pages of the blacklist ask, and what they send.

use crate::{
    cases::CaseRow,
    graphql::{
        enums::{BlacklistMark, BlacklistRemoval, BlacklistState, CaseKind},
        fragments::{DepartmentRef, PageInfo, RegionRef},
        lookups::PartyRef,
        operation::mutation,
        scalars::Date,
        schema,
    },
};

#[derive(cynic::QueryVariables)]
pub struct EntriesVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub filter: Option<BlacklistFilter>,
    pub total: bool,
}

#[derive(cynic::InputObject)]
pub struct BlacklistFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub state: Option<Vec<BlacklistState>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub on_list: Option<bool>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "EntriesVariables")]
pub struct ListEntries {
    #[arguments(first: $first, after: $after, last: $last, before: $before, filter: $filter)]
    pub blacklist_entries: EntryPageOf,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "BlacklistEntryConnection", variables = "EntriesVariables")]
pub struct EntryPageOf {
    pub nodes: Vec<EntryRow>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
    #[directives(include(if: $total))]
    pub total_count_is_lower_bound: Option<bool>,
}

/// An entry as lists show it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "BlacklistEntry")]
pub struct EntryRow {
    pub id: cynic::Id,
    pub party: Option<PartyRef>,
    pub state: BlacklistState,
    pub ground: String,
    pub department: DepartmentRef,
    pub proposed_on: Date,
    pub listed_on: Option<Date>,
    pub listed_until: Option<Date>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
pub struct ShowEntry {
    #[arguments(id: $id)]
    pub blacklist_entry: Option<BlacklistEntry>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct BlacklistEntry {
    pub id: cynic::Id,
    pub party: Option<PartyRef>,
    pub state: BlacklistState,
    pub rule: RuleRef,
    pub ground: String,
    pub cases: Vec<CaseRow>,
    pub department: DepartmentRef,
    pub region: RegionRef,
    pub proposed_on: Date,
    pub notified_on: Option<Date>,
    pub statement_until: Option<Date>,
    pub notice_document: Option<String>,
    pub statement: Option<String>,
    pub stated_on: Option<Date>,
    pub listed_on: Option<Date>,
    pub listed_until: Option<Date>,
    pub decision_document: Option<String>,
    pub published_on: Option<Date>,
    pub dismissed_on: Option<Date>,
    pub dismissal_reason: Option<String>,
    pub removed_on: Option<Date>,
    pub removal: Option<BlacklistRemoval>,
    pub removal_ground: Option<String>,
    pub removal_document: Option<String>,
    pub viewer_can_decide: bool,
    pub version: i32,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "BlacklistRule")]
pub struct RuleRef {
    pub article: String,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query")]
pub struct ListRules {
    pub blacklist_rules: Vec<BlacklistRule>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct BlacklistRule {
    pub id: cynic::Id,
    pub name: String,
    pub article: String,
    pub ground: Option<String>,
    pub region: Option<RegionRef>,
    pub penalties: i32,
    pub months: i32,
    pub case_kinds: Vec<CaseKind>,
    pub marks: Vec<BlacklistMark>,
    pub listed_months: i32,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
    pub viewer_can_maintain: bool,
    pub version: i32,
}

/// An entry as it stands after a change.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "BlacklistEntry")]
pub struct EntryVersion {
    #[allow(dead_code, reason = "a fragment asks for something")]
    pub version: i32,
}

#[derive(cynic::InputObject)]
pub struct GiveBlacklistNoticeInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub notified_on: Date,
    pub document: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub statement_until: Option<Date>,
}

mutation!(GiveBlacklistNotice = give_blacklist_notice("giveBlacklistNotice": GiveBlacklistNoticeInput)
    -> "GiveBlacklistNoticePayload" { "entry": EntryVersion });

#[derive(cynic::InputObject)]
pub struct RecordBlacklistStatementInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub stated_on: Date,
    pub statement: String,
}

mutation!(RecordBlacklistStatement = record_blacklist_statement("recordBlacklistStatement": RecordBlacklistStatementInput)
    -> "RecordBlacklistStatementPayload" { "entry": EntryVersion });

#[derive(cynic::InputObject)]
pub struct ListOnBlacklistInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub listed_on: Date,
    pub document: String,
}

mutation!(ListOnBlacklist = list_on_blacklist("listOnBlacklist": ListOnBlacklistInput)
    -> "ListOnBlacklistPayload" { "entry": EntryVersion });

#[derive(cynic::InputObject)]
pub struct PublishBlacklistingInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub published_on: Date,
}

mutation!(PublishBlacklisting = publish_blacklisting("publishBlacklisting": PublishBlacklistingInput)
    -> "PublishBlacklistingPayload" { "entry": EntryVersion });

#[derive(cynic::InputObject)]
pub struct DismissBlacklistProposalInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub dismissed_on: Option<Date>,
    pub reason: String,
}

mutation!(DismissBlacklistProposal = dismiss_blacklist_proposal("dismissBlacklistProposal": DismissBlacklistProposalInput)
    -> "DismissBlacklistProposalPayload" { "entry": EntryVersion });

#[derive(cynic::InputObject)]
pub struct RemoveFromBlacklistInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub removed_on: Date,
    pub removal: BlacklistRemoval,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
}

mutation!(RemoveFromBlacklist = remove_from_blacklist("removeFromBlacklist": RemoveFromBlacklistInput)
    -> "RemoveFromBlacklistPayload" { "entry": EntryVersion });

#[derive(cynic::InputObject)]
pub struct BlacklistRuleText {
    pub name: String,
    pub article: String,
    pub penalties: i32,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub months: Option<i32>,
    pub case_kinds: Vec<CaseKind>,
    pub marks: Vec<BlacklistMark>,
    pub listed_months: i32,
    pub ground: Option<String>,
}

#[derive(cynic::InputObject)]
pub struct AddBlacklistRuleInput {
    pub idempotency_key: Option<cynic::Id>,
    pub text: BlacklistRuleText,
    pub valid_from: Date,
}

mutation!(AddBlacklistRule = add_blacklist_rule("addBlacklistRule": AddBlacklistRuleInput)
    -> "AddBlacklistRulePayload" { "rule": BlacklistRule });

#[derive(cynic::InputObject)]
pub struct ReviseBlacklistRuleInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub text: BlacklistRuleText,
    pub valid_from: Date,
}

mutation!(ReviseBlacklistRule = revise_blacklist_rule("reviseBlacklistRule": ReviseBlacklistRuleInput)
    -> "ReviseBlacklistRulePayload" { "rule": BlacklistRule });

#[derive(cynic::InputObject)]
pub struct EndBlacklistRuleInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub valid_to: Date,
}

mutation!(EndBlacklistRule = end_blacklist_rule("endBlacklistRule": EndBlacklistRuleInput)
    -> "EndBlacklistRulePayload" { "rule": BlacklistRule });
