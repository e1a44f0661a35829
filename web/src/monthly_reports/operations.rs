//! What the pages of monthly reports ask and send.

use crate::graphql::{
    enums::{ClockState, FindingGrade, IndicatorGroup, MonthlyReportAct, MonthlyReportState, ReportCheck},
    fragments::{DepartmentRef, ExportedFile, PageInfo, PersonRef, RegionRef},
    operation::mutation,
    scalars::{Date, DateTime},
    schema,
};

// A month

#[derive(cynic::QueryVariables, Clone)]
pub struct MonthVariables {
    pub region_code: String,
    pub month: Date,
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "MonthVariables")]
pub struct ShowMonth {
    /// Null for who sees one department's alone.
    #[arguments(regionCode: $region_code, month: $month)]
    pub reporting_month: Option<ReportingMonth>,
    #[arguments(first: $first, after: $after, last: $last, before: $before)]
    pub monthly_reports: ReportPageOf,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "MonthlyReportConnection")]
pub struct ReportPageOf {
    pub nodes: Vec<ReportRow>,
    pub page_info: PageInfo,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct ReportingMonth {
    pub region: RegionRef,
    pub month: Date,
    pub own: Option<ReportRow>,
    pub reports: Vec<ReportRow>,
    pub counts: ReportCounts,
    pub viewer_can_open: bool,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct ReportCounts {
    pub owed: i32,
    pub submitted: i32,
    pub missing: i32,
    pub returned: i32,
    pub accepted: i32,
    pub excused: i32,
    pub submitted_percent: Option<String>,
    pub on_time_percent: Option<String>,
}

/// A report as lists show it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "MonthlyReport")]
pub struct ReportRow {
    pub id: cynic::Id,
    pub month: Date,
    pub department: DepartmentRef,
    pub region: Option<RegionRef>,
    pub whole_region: bool,
    pub state: MonthlyReportState,
    pub due_on: Option<Date>,
    pub clock_state: Option<ClockState>,
    pub late: bool,
    pub counted_at: Option<DateTime>,
    pub submitted_by: Option<PersonRef>,
    pub remark: Option<String>,
}

// One report

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
pub struct ShowReport {
    #[arguments(id: $id)]
    pub monthly_form: Option<MonthlyForm>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct MonthlyForm {
    pub report: MonthlyReport,
    pub figures: Vec<MonthlyFigure>,
    pub corrections: Vec<MonthlyCorrection>,
    pub findings: Vec<MonthlyFinding>,
    pub acts: Vec<MonthlyReportOption>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct MonthlyReport {
    pub id: cynic::Id,
    pub version: i32,
    pub month: Date,
    pub department: DepartmentRef,
    pub region: Option<RegionRef>,
    pub whole_region: bool,
    pub receiver: Option<RegionRef>,
    pub state: MonthlyReportState,
    pub due_on: Option<Date>,
    pub clock_state: Option<ClockState>,
    pub late: bool,
    pub counted_at: Option<DateTime>,
    pub submitted_by: Option<PersonRef>,
    pub zeros_confirmed: bool,
    pub remark: Option<String>,
    pub events: Vec<MonthlyReportEvent>,
    pub viewer_can_revise: bool,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct MonthlyFigure {
    pub indicator: String,
    pub group: IndicatorGroup,
    pub value: Option<String>,
    pub at_least: bool,
    pub computed: ComputedFigure,
    pub adjusted: String,
    pub reason: Option<String>,
    pub year_to_date: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummaryFigure")]
pub struct ComputedFigure {
    pub label: String,
    pub unit: String,
    pub definition: String,
    pub value: String,
    pub at_least: bool,
    pub previous_value: String,
    pub previous_at_least: bool,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct MonthlyCorrection {
    pub month: Date,
    pub difference: String,
    pub since: DateTime,
    pub figure: CorrectedFigure,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummaryFigure")]
pub struct CorrectedFigure {
    pub indicator: String,
    pub label: String,
    pub unit: String,
    pub value: String,
    pub at_least: bool,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct MonthlyFinding {
    pub check: ReportCheck,
    pub grade: FindingGrade,
    pub text: String,
    pub indicators: Vec<String>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct MonthlyReportOption {
    pub act: MonthlyReportAct,
    pub allowed: bool,
    pub reason: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct MonthlyReportEvent {
    pub act: MonthlyReportAct,
    pub note: Option<String>,
    pub due_on: Option<Date>,
    pub actor: PersonRef,
    pub recorded_at: DateTime,
}

// Changes

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "MonthlyReport")]
pub struct ReportNow {
    pub state: MonthlyReportState,
}

#[derive(cynic::InputObject)]
pub struct OpenReportingMonthInput {
    pub idempotency_key: Option<cynic::Id>,
    pub month: Date,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
}

mutation!(OpenReportingMonth = open_reporting_month("openReportingMonth": OpenReportingMonthInput)
    -> "OpenReportingMonthPayload" { "report": ReportNow });

#[derive(cynic::InputObject, Clone)]
pub struct MonthlyFigureInput {
    pub indicator: String,
    pub value: String,
    pub at_least: bool,
    pub reason: String,
}

#[derive(cynic::InputObject)]
pub struct ReviseMonthlyReportInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub corrections: Vec<MonthlyFigureInput>,
    pub zeros_confirmed: bool,
    pub remark: Option<String>,
}

mutation!(ReviseMonthlyReport = revise_monthly_report("reviseMonthlyReport": ReviseMonthlyReportInput)
    -> "ReviseMonthlyReportPayload" { "report": ReportNow });

#[derive(cynic::InputObject)]
pub struct RecordMonthlyReportActInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub act: MonthlyReportAct,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<Date>,
}

mutation!(RecordMonthlyReportAct = record_monthly_report_act("recordMonthlyReportAct": RecordMonthlyReportActInput)
    -> "RecordMonthlyReportActPayload" { "report": ReportNow });

#[derive(cynic::InputObject)]
pub struct ExportMonthlyReportInput {
    pub id: cynic::Id,
}

mutation!(ExportMonthlyReport = export_monthly_report("exportMonthlyReport": ExportMonthlyReportInput)
    -> "ExportMonthlyReportPayload" { "file": ExportedFile });
