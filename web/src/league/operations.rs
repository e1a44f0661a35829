//! What the pages of the league ask and do.

use crate::{
    graphql::{
        enums::AppealState,
        fragments::{DateRangeInput, DepartmentRef, PersonRef, RegionRef},
        operation::mutation,
        scalars::{Date, DateTime},
        schema,
    },
    summary::operations::DateRange,
};

#[derive(cynic::QueryVariables, Clone)]
pub struct LeagueVariables {
    pub region_code: String,
    pub department_ids: Option<Vec<cynic::Id>>,
    pub period: DateRangeInput,
    pub as_of: Option<DateTime>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "LeagueVariables")]
pub struct ShowLeague {
    #[arguments(regionCode: $region_code, departmentIds: $department_ids, period: $period, asOf: $as_of)]
    pub work_summary: Option<LeagueSummary>,
    #[arguments(first: 100)]
    pub league_appeals: Appeals,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "WorkSummary")]
pub struct LeagueSummary {
    pub region: RegionRef,
    pub period: DateRange,
    pub league: League,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct League {
    pub full: i32,
    pub terms: Vec<LeagueTerm>,
    pub standings: Vec<LeagueStanding>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct LeagueTerm {
    pub indicator: String,
    pub label: String,
    pub points: i32,
    pub once_past: bool,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct LeagueStanding {
    pub department: DepartmentRef,
    pub place: Option<i32>,
    pub score: Option<i32>,
    pub losses: Vec<LeagueLoss>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct LeagueLoss {
    pub indicator: String,
    pub points: i32,
    pub pardoned: i32,
    pub figure: LostFigure,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummaryFigure")]
pub struct LostFigure {
    pub value: String,
}

// What one department lost, case by case

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "LeagueVariables")]
pub struct ShowLosses {
    #[arguments(regionCode: $region_code, departmentIds: $department_ids, period: $period, asOf: $as_of)]
    pub work_summary: Option<LossesSummary>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "WorkSummary")]
pub struct LossesSummary {
    pub league: LossesLeague,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "League")]
pub struct LossesLeague {
    pub standings: Vec<LossesStanding>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "LeagueStanding")]
pub struct LossesStanding {
    pub losses: Vec<Losses>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "LeagueLoss")]
pub struct Losses {
    pub indicator: String,
    pub figure: OpenedLoss,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummaryFigure")]
pub struct OpenedLoss {
    pub label: String,
    pub counted_by: String,
    #[arguments(first: 100)]
    pub records: LostRecords,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummaryRecordConnection")]
pub struct LostRecords {
    pub edges: Vec<LostEdge>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummaryRecordEdge")]
pub struct LostEdge {
    pub node: LostRecord,
    pub counted_on: Date,
}

#[derive(cynic::InlineFragments, Clone)]
#[cynic(graphql_type = "SummaryRecord")]
pub enum LostRecord {
    Case(LostCase),
    #[cynic(fallback)]
    Other,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct LostCase {
    pub id: cynic::Id,
    pub number: String,
    pub title: String,
}

// Appeals

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "LeagueAppealConnection")]
pub struct Appeals {
    pub nodes: Vec<Appeal>,
    pub total_count: i32,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "LeagueAppeal")]
pub struct Appeal {
    pub id: cynic::Id,
    pub version: i32,
    pub department: DepartmentRef,
    pub indicator: String,
    pub case: Option<LostCase>,
    pub ground: String,
    pub raised_by: PersonRef,
    pub raised_at: DateTime,
    pub state: AppealState,
    pub decision: Option<String>,
    pub viewer_can_decide: bool,
}

#[derive(cynic::InputObject)]
pub struct AppealLostPointInput {
    pub idempotency_key: Option<cynic::Id>,
    pub case_id: cynic::Id,
    pub indicator: String,
    pub ground: String,
}

mutation!(AppealLostPoint = appeal_lost_point("appealLostPoint": AppealLostPointInput)
    -> "AppealLostPointPayload" { "appeal": Appeal });

#[derive(cynic::InputObject)]
pub struct DecideLostPointAppealInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub upheld: bool,
    pub decision: String,
}

mutation!(DecideLostPointAppeal = decide_lost_point_appeal("decideLostPointAppeal": DecideLostPointAppealInput)
    -> "DecideLostPointAppealPayload" { "appeal": Appeal });
