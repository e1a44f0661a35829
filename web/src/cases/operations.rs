//! What the pages of cases ask, and what they send.

use super::flow_operations::{CaseApproval, DeedOption, Informant, InformantInput, Publication};
use crate::evidence::FileRef;
use crate::graphql::{
    enums::{
        CaseColumn, CaseEventKind, CaseKind, CaseMark, CaseOrderField, CaseOutcome, CaseSource, CaseStatus,
        CaseStepField, CaseTransition, ClockState, FocusArea, OrderDirection, PartyRole, ReferralStatus,
        ReferralTarget,
    },
    fragments::{ActionRef, DateRangeInput, DepartmentRef, ExportedFile, PageInfo, PersonRef},
    lookups::PartyRef,
    operation::mutation,
    scalars::{Date, DateTime, Money},
    schema,
};

// The list

#[derive(cynic::QueryVariables, Clone)]
pub struct CasesVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub filter: Option<CaseFilter>,
    pub order: Option<CaseOrder>,
    pub total: bool,
    /// Whether the parties' column is shown.
    pub parties: bool,
    /// Whether the handlers' column is shown.
    pub handlers: bool,
}

#[derive(cynic::InputObject, Clone, Default)]
pub struct CaseFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub status: Option<Vec<CaseStatus>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Vec<CaseKind>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub mark: Option<Vec<CaseMark>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub focus_area: Option<Vec<FocusArea>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Vec<CaseOutcome>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub action_id: Option<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<DateRangeInput>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub filed: Option<DateRangeInput>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub closed: Option<DateRangeInput>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub overdue: Option<bool>,
}

#[derive(cynic::InputObject, Clone)]
pub struct CaseOrder {
    pub field: CaseOrderField,
    pub direction: OrderDirection,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "CasesVariables")]
pub struct ListCases {
    #[arguments(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $order)]
    pub cases: CasePageOf,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CaseConnection", variables = "CasesVariables")]
pub struct CasePageOf {
    pub nodes: Vec<CaseLine>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
    #[directives(include(if: $total))]
    pub total_count_is_lower_bound: Option<bool>,
}

/// A case as its own list shows it: what would cost the server more only where its column is shown.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case", variables = "CasesVariables")]
pub struct CaseLine {
    pub id: cynic::Id,
    pub number: String,
    pub title: String,
    pub kind: CaseKind,
    pub marks: Vec<CaseMark>,
    pub focus_areas: Vec<FocusArea>,
    pub status: CaseStatus,
    pub department: DepartmentRef,
    pub received_on: Date,
    pub due_on: Option<Date>,
    pub clock_state: Option<ClockState>,
    pub source: CaseSource,
    pub outcome: Option<CaseOutcome>,
    pub action: Option<ActionRef>,
    pub accepted_on: Option<Date>,
    pub filed_on: Option<Date>,
    pub decided_on: Option<Date>,
    pub closed_on: Option<Date>,
    pub amount: Option<Money>,
    pub illegal_income: Option<Money>,
    pub recovered_loss: Option<Money>,
    pub penalty: Option<Penalty>,
    #[directives(include(if: $parties))]
    pub parties: Option<Vec<CaseParty>>,
    #[directives(include(if: $handlers))]
    pub handlers: Option<Vec<CaseHandler>>,
}

/// The amounts of a case and the days of its course: what lists show of it as its own page does.
#[derive(Clone)]
pub struct CaseFigures {
    pub accepted_on: Option<Date>,
    pub filed_on: Option<Date>,
    pub decided_on: Option<Date>,
    pub closed_on: Option<Date>,
    pub amount: Option<Money>,
    pub illegal_income: Option<Money>,
    pub recovered_loss: Option<Money>,
}

/// The figures of a case, however it was asked for.
macro_rules! figures_of {
    ($case:ident) => {
        impl From<&$case> for CaseFigures {
            fn from(case: &$case) -> Self {
                Self {
                    accepted_on: case.accepted_on.clone(),
                    filed_on: case.filed_on.clone(),
                    decided_on: case.decided_on.clone(),
                    closed_on: case.closed_on.clone(),
                    amount: case.amount.clone(),
                    illegal_income: case.illegal_income.clone(),
                    recovered_loss: case.recovered_loss.clone(),
                }
            }
        }
    };
}

figures_of!(CaseLine);
figures_of!(Case);

/// A case as lists show it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct CaseRow {
    pub id: cynic::Id,
    pub number: String,
    pub title: String,
    pub kind: CaseKind,
    pub marks: Vec<CaseMark>,
    pub status: CaseStatus,
    pub department: DepartmentRef,
    pub received_on: Date,
    pub due_on: Option<Date>,
    pub clock_state: Option<ClockState>,
}

#[derive(cynic::InputObject)]
pub struct ExportCasesInput {
    pub filter: Option<CaseFilter>,
    pub order_by: Option<CaseOrder>,
    pub columns: Vec<CaseColumn>,
}

mutation!(ExportCases = export_cases("exportCases": ExportCasesInput)
    -> "ExportCasesPayload" { "file": ExportedFile });

// One case

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
pub struct ShowCase {
    #[arguments(id: $id)]
    pub case: Option<Case>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Case {
    pub id: cynic::Id,
    pub number: String,
    pub title: String,
    pub kind: CaseKind,
    pub marks: Vec<CaseMark>,
    pub focus_areas: Vec<FocusArea>,
    pub source: CaseSource,
    pub status: CaseStatus,
    pub outcome: Option<CaseOutcome>,
    pub department: DepartmentRef,
    pub co_handlers: Vec<DepartmentRef>,
    pub action: Option<ActionRef>,
    pub inspection: Option<InspectionRef>,
    pub parties: Vec<CaseParty>,
    pub handlers: Vec<CaseHandler>,
    pub accepted_on: Option<Date>,
    pub filed_on: Option<Date>,
    pub decided_on: Option<Date>,
    pub closed_on: Option<Date>,
    pub amount: Option<Money>,
    pub illegal_income: Option<Money>,
    pub recovered_loss: Option<Money>,
    pub penalty: Option<Penalty>,
    pub referrals: Vec<Referral>,
    pub received_on: Date,
    pub due_on: Option<Date>,
    pub clock_state: Option<ClockState>,
    pub summary: Option<String>,
    pub allowed_transitions: Vec<TransitionOption>,
    pub allowed_deeds: Vec<DeedOption>,
    pub approvals: Vec<CaseApproval>,
    pub viewer_can_approve: bool,
    pub informant: Option<Informant>,
    pub publication: Option<Publication>,
    pub viewer_can_revise: bool,
    pub version: i32,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Inspection")]
pub struct InspectionRef {
    pub id: cynic::Id,
    pub inspected_on: Date,
    pub place: String,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct CaseParty {
    pub party: PartyRef,
    pub name: String,
    pub role: PartyRole,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct CaseHandler {
    pub person: PersonRef,
    pub lead: bool,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Penalty {
    pub warning: bool,
    pub fine: Money,
    pub confiscated_income: Money,
    pub confiscated_goods: Option<String>,
    pub licence_revoked: bool,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Referral {
    pub target: ReferralTarget,
    pub department: Option<DepartmentRef>,
    pub region_name: Option<String>,
    pub organ_name: Option<String>,
    pub status: ReferralStatus,
    pub referred_on: Option<Date>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
pub struct CaseTimeline {
    #[arguments(id: $id)]
    pub case: Option<CaseHistory>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct CaseHistory {
    #[arguments(first: 100)]
    pub events: Vec<CaseEvent>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct CaseEvent {
    pub kind: CaseEventKind,
    pub transition: Option<CaseTransition>,
    pub to_status: CaseStatus,
    pub occurred_on: Date,
    pub recorded_at: DateTime,
    pub actor: PersonRef,
    pub ground: Option<String>,
    pub documents: Vec<String>,
    pub attachments: Vec<FileRef>,
    pub note: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct TransitionOption {
    pub transition: CaseTransition,
    pub operation: String,
    pub label: String,
    pub allowed: bool,
    pub reason: Option<String>,
    pub proposable: bool,
    pub requires: Vec<CaseStepField>,
    pub outcomes: Vec<CaseOutcome>,
    pub resulting_status: CaseStatus,
    pub follows: Vec<String>,
}

// Changes

#[derive(cynic::InputObject)]
pub struct CasePartyInput {
    pub party_id: cynic::Id,
    pub role: PartyRole,
}

#[derive(cynic::InputObject)]
pub struct RegisterLeadInput {
    pub idempotency_key: Option<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    pub title: String,
    pub kind: CaseKind,
    pub marks: Vec<CaseMark>,
    pub focus_areas: Vec<FocusArea>,
    pub source: CaseSource,
    pub received_on: Date,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub action_id: Option<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub inspection_id: Option<cynic::Id>,
    pub parties: Vec<CasePartyInput>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub illegal_income: Option<Money>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub recovered_loss: Option<Money>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub informant: Option<InformantInput>,
}

mutation!(RegisterLead = register_lead("registerLead": RegisterLeadInput)
    -> "RegisterLeadPayload" { "case": CaseId });

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Case")]
pub struct CaseId {
    pub id: cynic::Id,
}

#[derive(cynic::InputObject)]
pub struct ReviseCaseInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub title: String,
    pub kind: CaseKind,
    pub marks: Vec<CaseMark>,
    pub focus_areas: Vec<FocusArea>,
    pub action_id: Option<cynic::Id>,
    pub parties: Vec<CasePartyInput>,
    pub amount: Option<Money>,
    pub illegal_income: Option<Money>,
    pub recovered_loss: Option<Money>,
    pub summary: Option<String>,
}

mutation!(ReviseCase = revise_case("reviseCase": ReviseCaseInput)
    -> "ReviseCasePayload" { "case": Case });

#[derive(cynic::InputObject)]
pub struct PenaltyInput {
    pub warning: bool,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub fine: Option<Money>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub confiscated_income: Option<Money>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub confiscated_goods: Option<String>,
    pub licence_revoked: bool,
}

#[derive(cynic::InputObject)]
pub struct RecordCaseStepInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub transition: CaseTransition,
    pub occurred_on: Date,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    pub documents: Vec<String>,
    pub attachment_ids: Vec<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<CaseOutcome>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub penalty: Option<PenaltyInput>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub reason_not_referred: Option<String>,
}

mutation!(RecordCaseStep = record_case_step("recordCaseStep": RecordCaseStepInput)
    -> "RecordCaseStepPayload" { "case": CaseStanding });

/// Where a case stands: what a refused step needs to know.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct CaseStanding {
    pub status: CaseStatus,
    pub version: i32,
}

#[derive(cynic::InputObject)]
pub struct CaseHandlerInput {
    pub user_id: cynic::Id,
    pub lead: bool,
}

#[derive(cynic::InputObject)]
pub struct AssignCaseHandlersInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub handlers: Vec<CaseHandlerInput>,
}

mutation!(AssignCaseHandlers = assign_case_handlers("assignCaseHandlers": AssignCaseHandlersInput)
    -> "AssignCaseHandlersPayload" { "case": CaseStanding });

#[derive(cynic::InputObject)]
pub struct AddCoHandlerInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub department_id: cynic::Id,
    pub since: Date,
}

mutation!(AddCoHandler = add_co_handler("addCoHandler": AddCoHandlerInput)
    -> "AddCoHandlerPayload" { "case": CaseStanding });
