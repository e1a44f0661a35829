//! What the pages of supervised cases ask, and what they send.

use crate::graphql::{
    enums::{OrderDirection, SupervisionEntryKind, SupervisionOrderField},
    fragments::{DepartmentRef, PageInfo, PersonRef, UserError},
    scalars::Date,
    schema,
};

#[derive(cynic::QueryVariables, Clone)]
pub struct SupervisionsVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub filter: Option<SupervisionFilter>,
    pub order: Option<SupervisionOrder>,
    pub total: bool,
}

#[derive(cynic::InputObject, Clone, Default)]
pub struct SupervisionFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub overdue: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<cynic::Id>,
}

#[derive(cynic::InputObject, Clone)]
pub struct SupervisionOrder {
    pub field: SupervisionOrderField,
    pub direction: OrderDirection,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "SupervisionsVariables")]
pub struct ListSupervisions {
    #[arguments(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $order)]
    pub supervisions: SupervisionPage,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SupervisionConnection", variables = "SupervisionsVariables")]
pub struct SupervisionPage {
    pub nodes: Vec<SupervisionRow>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
    #[directives(include(if: $total))]
    pub total_count_is_lower_bound: Option<bool>,
}

/// A supervision as the list shows it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Supervision")]
pub struct SupervisionRow {
    pub case: CaseRef,
    pub office: DepartmentRef,
    pub listed_on: Date,
    pub deadline_on: Date,
    pub next_report_on: Option<Date>,
    pub overdue: bool,
    pub report_overdue: bool,
    pub report_count: i32,
    pub urge_count: i32,
    pub released_on: Option<Date>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct CaseRef {
    pub id: cynic::Id,
    pub number: String,
    pub title: String,
    pub department: DepartmentRef,
}

// Those of a case

#[derive(cynic::QueryVariables)]
pub struct CaseSupervisionsVariables {
    pub id: cynic::Id,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "CaseSupervisionsVariables")]
pub struct CaseSupervisions {
    #[arguments(id: $id)]
    pub case: Option<SupervisionsOfCase>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct SupervisionsOfCase {
    pub viewer_can_supervise: bool,
    pub supervisions: Vec<Supervision>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Supervision {
    pub id: cynic::Id,
    pub office: DepartmentRef,
    pub document: String,
    pub ground: String,
    pub requirements: String,
    pub listed_on: Date,
    pub deadline_on: Date,
    pub report_every_days: i32,
    pub next_report_on: Option<Date>,
    pub overdue: bool,
    pub report_overdue: bool,
    pub report_count: i32,
    pub urge_count: i32,
    pub released_on: Option<Date>,
    pub conclusion: Option<String>,
    pub entries: Vec<SupervisionEntry>,
    pub viewer_can_report: bool,
    pub viewer_can_urge: bool,
    pub viewer_can_extend: bool,
    pub viewer_can_revoke_extension: bool,
    pub viewer_can_release: bool,
    pub version: i32,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct SupervisionEntry {
    pub kind: SupervisionEntryKind,
    pub occurred_on: Date,
    pub content: String,
    pub due_on: Option<Date>,
    pub late: bool,
    pub actor: PersonRef,
}

// Changes

/// What a refused change needs to know.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Supervision")]
pub struct SupervisionStanding {
    pub deadline_on: Date,
    pub next_report_on: Option<Date>,
    pub report_count: i32,
    pub urge_count: i32,
    pub version: i32,
}

#[derive(cynic::InputObject)]
pub struct SuperviseCaseInput {
    pub idempotency_key: Option<cynic::Id>,
    pub case_id: cynic::Id,
    pub document: String,
    pub ground: String,
    pub requirements: String,
    pub listed_on: Date,
    pub deadline_on: Date,
    pub report_every_days: i32,
}

#[derive(cynic::QueryVariables)]
pub struct SuperviseCaseVariables {
    pub input: SuperviseCaseInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SuperviseCaseVariables")]
pub struct SuperviseCase {
    #[arguments(input: $input)]
    pub supervise_case: SuperviseCasePayload,
}

#[derive(cynic::QueryFragment)]
pub struct SuperviseCasePayload {
    pub supervision: Option<SupervisionStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct ReportSupervisionProgressInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub reported_on: Date,
    pub content: String,
}

#[derive(cynic::QueryVariables)]
pub struct ReportSupervisionProgressVariables {
    pub input: ReportSupervisionProgressInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ReportSupervisionProgressVariables")]
pub struct ReportSupervisionProgress {
    #[arguments(input: $input)]
    pub report_supervision_progress: ReportSupervisionProgressPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ReportSupervisionProgressPayload {
    pub supervision: Option<SupervisionStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct UrgeSupervisionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub content: String,
}

#[derive(cynic::QueryVariables)]
pub struct UrgeSupervisionVariables {
    pub input: UrgeSupervisionInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "UrgeSupervisionVariables")]
pub struct UrgeSupervision {
    #[arguments(input: $input)]
    pub urge_supervision: UrgeSupervisionPayload,
}

#[derive(cynic::QueryFragment)]
pub struct UrgeSupervisionPayload {
    pub supervision: Option<SupervisionStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct ExtendSupervisionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub deadline_on: Date,
    pub reason: String,
}

#[derive(cynic::QueryVariables)]
pub struct ExtendSupervisionVariables {
    pub input: ExtendSupervisionInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ExtendSupervisionVariables")]
pub struct ExtendSupervision {
    #[arguments(input: $input)]
    pub extend_supervision: ExtendSupervisionPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ExtendSupervisionPayload {
    pub supervision: Option<SupervisionStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct RevokeSupervisionExtensionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub reason: String,
}

#[derive(cynic::QueryVariables)]
pub struct RevokeSupervisionExtensionVariables {
    pub input: RevokeSupervisionExtensionInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RevokeSupervisionExtensionVariables")]
pub struct RevokeSupervisionExtension {
    #[arguments(input: $input)]
    pub revoke_supervision_extension: RevokeSupervisionExtensionPayload,
}

#[derive(cynic::QueryFragment)]
pub struct RevokeSupervisionExtensionPayload {
    pub supervision: Option<SupervisionStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct ReleaseSupervisionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub released_on: Date,
    pub conclusion: String,
}

#[derive(cynic::QueryVariables)]
pub struct ReleaseSupervisionVariables {
    pub input: ReleaseSupervisionInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ReleaseSupervisionVariables")]
pub struct ReleaseSupervision {
    #[arguments(input: $input)]
    pub release_supervision: ReleaseSupervisionPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ReleaseSupervisionPayload {
    pub supervision: Option<SupervisionStanding>,
    pub errors: Vec<UserError>,
}
