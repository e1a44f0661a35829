//! What the app asks about referrals and thresholds, and how it begins a referral.

use crate::cases::CaseStanding;
use crate::evidence::FileRef;
use crate::graphql::{
    enums::{
        CaseKind, CaseStatus, ProsecutionState, ReferralAct, ReferralActField, ReferralDirection,
        ReferralItemKind, ReferralStageState, ReferralStatus, ReferralTarget, ThresholdMeasure,
    },
    fragments::{DepartmentRef, PageInfo, PersonRef, RegionRef, UserError},
    scalars::{Date, DateTime, Money},
    schema,
};

// The referrals of a case

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
pub struct ShowCaseReferrals {
    #[arguments(id: $id)]
    pub case: Option<ReferredCase>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct ReferredCase {
    pub version: i32,
    pub status: CaseStatus,
    pub prosecution: CaseProsecution,
    pub allowed_transitions: Vec<ReferralWay>,
    pub referrals: Vec<Referral>,
}

/// What a referral could begin with.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "TransitionOption")]
pub struct ReferralWay {
    pub operation: String,
    pub label: String,
    pub allowed: bool,
    pub reason: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct CaseProsecution {
    pub state: ProsecutionState,
    pub must_refer: bool,
    pub explanation: String,
    pub reason_not_referred: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Referral {
    pub id: cynic::Id,
    pub target: ReferralTarget,
    pub status: ReferralStatus,
    pub department: Option<DepartmentRef>,
    pub region_name: Option<String>,
    pub organ_name: Option<String>,
    pub ground: Option<String>,
    pub stages: Vec<ReferralStage>,
    pub items: Vec<ReferralItem>,
    pub actions: Vec<ReferralAction>,
    pub events: Vec<ReferralEvent>,
    pub version: i32,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct ReferralStage {
    pub label: String,
    pub state: ReferralStageState,
    pub on: Option<Date>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct ReferralItem {
    pub kind: ReferralItemKind,
    pub may_be_left_out: bool,
    pub document: Option<String>,
    pub reason: Option<String>,
    pub attachments: Vec<ItemFile>,
    pub missing: bool,
}

/// A file of an item, to be read and to be named again.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Attachment")]
pub struct ItemFile {
    pub id: cynic::Id,
    #[cynic(spread)]
    pub file: FileRef,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct ReferralAction {
    pub act: ReferralAct,
    pub label: String,
    pub operation: String,
    pub allowed: bool,
    pub reason: Option<String>,
    pub on_paper: bool,
    pub requires: Vec<ReferralActField>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct ReferralEvent {
    pub label: String,
    pub to_status: ReferralStatus,
    pub occurred_on: Date,
    pub recorded_at: DateTime,
    pub actor: PersonRef,
    pub on_paper: bool,
    pub ground: Option<String>,
    pub documents: Vec<String>,
    pub note: Option<String>,
}

/// Where a referral stands: what a refused act needs to know.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Referral")]
pub struct ReferralStanding {
    pub status: ReferralStatus,
    pub version: i32,
}

// The lists

#[derive(cynic::QueryVariables)]
pub struct ReferralsVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub filter: Option<ReferralFilter>,
    pub total: bool,
}

#[derive(cynic::InputObject, Clone)]
pub struct ReferralFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub direction: Option<ReferralDirection>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub status: Option<Vec<ReferralStatus>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub target: Option<ReferralTarget>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<bool>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "ReferralsVariables")]
pub struct ListReferrals {
    #[arguments(first: $first, after: $after, last: $last, before: $before, filter: $filter)]
    pub referrals: ReferralPage,
    pub referral_counts: ReferralCounts,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "ReferralConnection", variables = "ReferralsVariables")]
pub struct ReferralPage {
    pub nodes: Vec<ReferralRow>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
    #[directives(include(if: $total))]
    pub total_count_is_lower_bound: Option<bool>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct ReferralCounts {
    pub received: i32,
    pub received_unanswered: i32,
    pub sent: i32,
    pub sent_open: i32,
}

/// A referral as lists show it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Referral")]
pub struct ReferralRow {
    pub case: Option<CaseOfReferral>,
    pub target: ReferralTarget,
    pub status: ReferralStatus,
    pub department: Option<DepartmentRef>,
    pub region_name: Option<String>,
    pub organ_name: Option<String>,
    pub proposed_on: Date,
    pub referred_on: Option<Date>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct CaseOfReferral {
    pub id: cynic::Id,
    pub number: String,
    pub title: String,
    pub department: DepartmentRef,
}

// Thresholds

#[derive(cynic::QueryVariables)]
pub struct ThresholdsVariables {
    pub case_kind: Option<CaseKind>,
    pub on: Option<Date>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "ThresholdsVariables")]
pub struct ListThresholds {
    #[arguments(caseKind: $case_kind, on: $on)]
    pub prosecution_thresholds: Vec<ProsecutionThreshold>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct ProsecutionThreshold {
    pub id: cynic::Id,
    pub case_kind: CaseKind,
    pub crime: String,
    pub criminal_article: String,
    pub measure: ThresholdMeasure,
    pub amount: Money,
    pub condition: Option<String>,
    pub article: String,
    pub ground: Option<String>,
    pub region: Option<RegionRef>,
    pub note: Option<String>,
    pub confirmed: bool,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
    pub viewer_can_maintain: bool,
    pub version: i32,
}

// How a referral begins

#[derive(cynic::InputObject, Clone)]
pub struct ReferralItemInput {
    pub kind: ReferralItemKind,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    pub attachment_ids: Vec<cynic::Id>,
}

#[derive(cynic::InputObject)]
pub struct ReferCaseToDepartmentInput {
    pub idempotency_key: Option<cynic::Id>,
    pub case_id: cynic::Id,
    pub version: i32,
    pub department_id: cynic::Id,
    pub ground: String,
    pub occurred_on: Date,
    pub documents: Vec<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct ReferCaseToDepartmentVariables {
    pub input: ReferCaseToDepartmentInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ReferCaseToDepartmentVariables")]
pub struct ReferCaseToDepartment {
    #[arguments(input: $input)]
    pub refer_case_to_department: ReferCaseToDepartmentPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ReferCaseToDepartmentPayload {
    pub referral: Option<ReferralStanding>,
    pub case: Option<CaseStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct ReferCaseToRegionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub case_id: cynic::Id,
    pub version: i32,
    pub region_name: String,
    pub ground: String,
    pub occurred_on: Date,
    pub documents: Vec<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct ReferCaseToRegionVariables {
    pub input: ReferCaseToRegionInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ReferCaseToRegionVariables")]
pub struct ReferCaseToRegion {
    #[arguments(input: $input)]
    pub refer_case_to_region: ReferCaseToRegionPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ReferCaseToRegionPayload {
    pub referral: Option<ReferralStanding>,
    pub case: Option<CaseStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct ProposePoliceReferralInput {
    pub idempotency_key: Option<cynic::Id>,
    pub case_id: cynic::Id,
    pub version: i32,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub organ_name: Option<String>,
    pub ground: String,
    pub items: Vec<ReferralItemInput>,
    pub occurred_on: Date,
    pub documents: Vec<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct ProposePoliceReferralVariables {
    pub input: ProposePoliceReferralInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ProposePoliceReferralVariables")]
pub struct ProposePoliceReferral {
    #[arguments(input: $input)]
    pub propose_police_referral: ProposePoliceReferralPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ProposePoliceReferralPayload {
    pub referral: Option<ReferralStanding>,
    pub case: Option<CaseStanding>,
    pub errors: Vec<UserError>,
}
