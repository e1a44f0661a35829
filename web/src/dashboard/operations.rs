//! What the first page asks.

use crate::{
    graphql::{
        enums::{AttentionKind, CaseStatus, FigureDimension},
        fragments::{ActionRef, DateRangeInput, DepartmentRef, RegionRef},
        scalars::Date,
        schema,
    },
    summary::slices::Slice,
};

#[derive(cynic::QueryVariables, Clone)]
pub struct DashboardVariables {
    /// The viewer's region.
    pub region_code: String,
    /// The last twelve months, up to today.
    pub year: DateRangeInput,
    /// This month, up to today.
    pub month: DateRangeInput,
    /// Whether the viewer may see figures.
    pub with_figures: bool,
    pub by_month: FigureDimension,
    pub by_department: FigureDimension,
    pub of_months: Option<Vec<String>>,
    pub of_departments: Option<Vec<String>>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "DashboardVariables")]
pub struct ShowDashboard {
    pub dashboard: Dashboard,
    #[cynic(rename = "workSummary", alias)]
    #[arguments(regionCode: $region_code, period: $year)]
    #[directives(include(if: $with_figures))]
    pub year: Option<YearFigures>,
    #[cynic(rename = "workSummary", alias)]
    #[arguments(regionCode: $region_code, period: $month)]
    #[directives(include(if: $with_figures))]
    pub month: Option<MonthFigures>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Dashboard {
    pub region: RegionRef,
    pub case_counts: Vec<CaseCount>,
    pub open_cases: i32,
    pub overdue_cases: i32,
    pub due_soon_cases: i32,
    pub ongoing_actions: i32,
    pub attention: Vec<AttentionItem>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "WorkSummary", variables = "DashboardVariables")]
pub struct YearFigures {
    #[cynic(rename = "breakdown", alias)]
    #[arguments(by: $by_month, indicators: $of_months)]
    pub months: Vec<Slice>,
    #[cynic(rename = "breakdown", alias)]
    #[arguments(by: $by_department, indicators: $of_departments)]
    pub by_departments: Vec<Slice>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "WorkSummary", variables = "DashboardVariables")]
pub struct MonthFigures {
    #[cynic(rename = "figure", alias)]
    #[arguments(indicator: "INSPECTIONS")]
    pub inspections: Option<MonthFigure>,
    #[cynic(rename = "figure", alias)]
    #[arguments(indicator: "TRAININGS")]
    pub trainings: Option<MonthFigure>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummaryFigure")]
pub struct MonthFigure {
    pub indicator: String,
    pub value: String,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct CaseCount {
    pub status: CaseStatus,
    pub count: i32,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct AttentionItem {
    pub kind: AttentionKind,
    pub subject: AttentionSubject,
    pub due_on: Option<Date>,
    pub overdue: bool,
}

#[derive(cynic::InlineFragments, Clone)]
pub enum AttentionSubject {
    Case(CaseSubject),
    JointAction(ActionRef),
    ActionTask(TaskSubject),
    #[cynic(fallback)]
    Other,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct CaseSubject {
    pub id: cynic::Id,
    pub number: String,
    pub title: String,
    pub department: DepartmentRef,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "ActionTask")]
pub struct TaskSubject {
    pub content: String,
    pub responsible: String,
}
