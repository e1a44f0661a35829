//! What the pages of supervised cases ask, and what they send.

use crate::graphql::{
    enums::{SupervisionEntryKind, SupervisionOrderField},
    fragments::{DepartmentRef, PersonRef},
    operation::{list, mutation},
    scalars::Date,
    schema,
};

#[derive(cynic::InputObject, Clone, Default)]
pub struct SupervisionFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub overdue: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<cynic::Id>,
}

list!(ListSupervisions = supervisions("supervisions": SupervisionFilter, "SupervisionOrder" by SupervisionOrderField)
    -> "SupervisionConnection" of SupervisionRow);

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

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
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

mutation!(SuperviseCase = supervise_case("superviseCase": SuperviseCaseInput)
    -> "SuperviseCasePayload" { "supervision": SupervisionStanding });

#[derive(cynic::InputObject)]
pub struct ReportSupervisionProgressInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub reported_on: Date,
    pub content: String,
}

mutation!(ReportSupervisionProgress = report_supervision_progress("reportSupervisionProgress": ReportSupervisionProgressInput)
    -> "ReportSupervisionProgressPayload" { "supervision": SupervisionStanding });

#[derive(cynic::InputObject)]
pub struct UrgeSupervisionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub content: String,
}

mutation!(UrgeSupervision = urge_supervision("urgeSupervision": UrgeSupervisionInput)
    -> "UrgeSupervisionPayload" { "supervision": SupervisionStanding });

#[derive(cynic::InputObject)]
pub struct ExtendSupervisionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub deadline_on: Date,
    pub reason: String,
}

mutation!(ExtendSupervision = extend_supervision("extendSupervision": ExtendSupervisionInput)
    -> "ExtendSupervisionPayload" { "supervision": SupervisionStanding });

#[derive(cynic::InputObject)]
pub struct RevokeSupervisionExtensionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub reason: String,
}

mutation!(RevokeSupervisionExtension = revoke_supervision_extension("revokeSupervisionExtension": RevokeSupervisionExtensionInput)
    -> "RevokeSupervisionExtensionPayload" { "supervision": SupervisionStanding });

#[derive(cynic::InputObject)]
pub struct ReleaseSupervisionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub released_on: Date,
    pub conclusion: String,
}

mutation!(ReleaseSupervision = release_supervision("releaseSupervision": ReleaseSupervisionInput)
    -> "ReleaseSupervisionPayload" { "supervision": SupervisionStanding });
