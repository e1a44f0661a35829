//! What is asked about clocks, the calendar and the rules, and what changes them.

use crate::graphql::{
    enums::{ClockKind, ClockState, ClockStopReason, ClockUnit, WaitsFor},
    fragments::{DepartmentRef, RegionRef, UserError},
    operation::mutation,
    scalars::{Date, DateTime},
    schema,
};

// A case's clocks

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
pub struct CaseClocks {
    #[arguments(id: $id)]
    pub case: Option<CaseWithClocks>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct CaseWithClocks {
    pub clocks: Vec<Clock>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Clock {
    pub id: cynic::Id,
    pub label: String,
    pub state: ClockState,
    pub department: DepartmentRef,
    pub waits_for: WaitsFor,
    pub due_on: Option<Date>,
    pub due_at: Option<DateTime>,
    pub provisional: bool,
    pub missing_year: Option<i32>,
    pub stopped_on: Option<Date>,
    pub met_on: Option<Date>,
    pub rest_day: Option<String>,
    pub explanation: Vec<String>,
    pub rule: Option<RuleArticle>,
    pub viewer_can_stop: bool,
    pub viewer_can_extend: bool,
    pub viewer_can_revoke_extension: bool,
    pub needs_collective_date: bool,
    pub version: i32,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "ClockRule")]
pub struct RuleArticle {
    pub article: String,
}

/// A clock as it stands after a change, or as a form meets it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Clock")]
pub struct ClockStanding {
    pub state: ClockState,
    pub due_on: Option<Date>,
    pub rest_day: Option<String>,
    pub version: i32,
}

#[derive(cynic::InputObject)]
pub struct StopClockInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub reason: ClockStopReason,
    pub ground: String,
    pub document: Option<String>,
}

mutation!(StopClock = stop_clock("stopClock": StopClockInput)
    -> "StopClockPayload" { "clock": ClockStanding });

#[derive(cynic::InputObject)]
pub struct ResumeClockInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub reason: ClockStopReason,
    pub ground: String,
    pub document: Option<String>,
}

mutation!(ResumeClock = resume_clock("resumeClock": ResumeClockInput)
    -> "ResumeClockPayload" { "clock": ClockStanding });

#[derive(cynic::InputObject)]
pub struct ExtendClockInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub until: Option<Date>,
    pub ground: String,
    pub document: Option<String>,
}

mutation!(ExtendClock = extend_clock("extendClock": ExtendClockInput)
    -> "ExtendClockPayload" { "clock": ClockStanding });

#[derive(cynic::InputObject)]
pub struct RevokeClockExtensionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub ground: String,
    pub document: Option<String>,
}

mutation!(RevokeClockExtension = revoke_clock_extension("revokeClockExtension": RevokeClockExtensionInput)
    -> "RevokeClockExtensionPayload" { "clock": ClockStanding });

// The calendar

#[derive(cynic::QueryVariables)]
pub struct CalendarVariables {
    pub year: i32,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "CalendarVariables")]
pub struct ShowCalendar {
    #[arguments(year: $year)]
    pub calendar: CalendarYear,
    pub calendar_years: Vec<YearNumber>,
    pub missing_calendar_years: Vec<MissingYear>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct CalendarYear {
    pub year: i32,
    pub notice: Option<String>,
    pub published_on: Option<Date>,
    pub spans: Vec<CalendarSpan>,
    pub neighbour_spans: Vec<CalendarSpan>,
    pub regional: Vec<RegionalDays>,
    pub viewer_can_maintain: bool,
    pub version: i32,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct RegionalDays {
    pub region: Option<RegionRef>,
    pub notice: String,
    pub published_on: Date,
    pub spans: Vec<CalendarSpan>,
    pub viewer_can_maintain: bool,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct CalendarSpan {
    pub rest: bool,
    pub from: Date,
    pub to: Date,
    pub name: String,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CalendarYear")]
pub struct YearNumber {
    pub year: i32,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CalendarYear")]
pub struct MissingYear {
    pub year: i32,
    pub waiting_clocks: i32,
}

#[derive(cynic::InputObject)]
pub struct CalendarSpanInput {
    pub rest: bool,
    pub from: Date,
    pub to: Date,
    pub name: String,
}

#[derive(cynic::InputObject)]
pub struct SaveCalendarYearInput {
    pub idempotency_key: Option<cynic::Id>,
    pub year: i32,
    pub version: i32,
    pub notice: String,
    pub published_on: Date,
    pub spans: Vec<CalendarSpanInput>,
}

#[derive(cynic::QueryVariables)]
pub struct SaveCalendarYearVariables {
    pub input: SaveCalendarYearInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SaveCalendarYearVariables")]
pub struct SaveCalendarYear {
    #[arguments(input: $input)]
    pub save_calendar_year: SaveCalendarYearPayload,
}

#[derive(cynic::QueryFragment)]
pub struct SaveCalendarYearPayload {
    pub year: Option<CalendarYear>,
    pub moved: i32,
    pub change: Option<ChangeRef>,
    pub errors: Vec<UserError>,
}

// The rules

/// What a change moved is shown on a page of its own.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "RuleChange")]
pub struct ChangeRef {
    pub id: cynic::Id,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query")]
pub struct ListRules {
    pub clock_rules: Vec<ClockRule>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct ClockRule {
    pub id: cynic::Id,
    pub kind: ClockKind,
    pub unit: ClockUnit,
    pub length: i32,
    pub period: String,
    pub extension: Option<i32>,
    pub collective: bool,
    pub article: String,
    pub ground: Option<String>,
    pub confirmed: bool,
    pub room_reason: String,
    pub region: Option<RegionRef>,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
    pub viewer_can_maintain: bool,
    pub version: i32,
}

#[derive(cynic::InputObject)]
pub struct AddClockRuleInput {
    pub idempotency_key: Option<cynic::Id>,
    pub kind: ClockKind,
    pub unit: ClockUnit,
    pub length: i32,
    pub extension: Option<i32>,
    pub collective: bool,
    pub article: String,
    pub ground: Option<String>,
    pub valid_from: Date,
}

#[derive(cynic::QueryVariables)]
pub struct AddClockRuleVariables {
    pub input: AddClockRuleInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AddClockRuleVariables")]
pub struct AddClockRule {
    #[arguments(input: $input)]
    pub add_clock_rule: AddClockRulePayload,
}

#[derive(cynic::QueryFragment)]
pub struct AddClockRulePayload {
    pub rule: Option<ClockRule>,
    pub moved: i32,
    pub change: Option<ChangeRef>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct ReviseClockRuleInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub unit: ClockUnit,
    pub length: i32,
    pub extension: Option<i32>,
    pub collective: bool,
    pub article: String,
    pub ground: Option<String>,
    pub valid_to: Option<Date>,
}

#[derive(cynic::QueryVariables)]
pub struct ReviseClockRuleVariables {
    pub input: ReviseClockRuleInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ReviseClockRuleVariables")]
pub struct ReviseClockRule {
    #[arguments(input: $input)]
    pub revise_clock_rule: ReviseClockRulePayload,
}

#[derive(cynic::QueryFragment)]
pub struct ReviseClockRulePayload {
    pub rule: Option<ClockRule>,
    pub moved: i32,
    pub change: Option<ChangeRef>,
    pub errors: Vec<UserError>,
}
