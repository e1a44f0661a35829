//! What the first page asks.

use crate::graphql::{
    enums::{AttentionKind, CaseStatus},
    fragments::{ActionRef, DepartmentRef, RegionRef},
    scalars::Date,
    schema,
};

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query")]
pub struct ShowDashboard {
    pub dashboard: Dashboard,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Dashboard {
    pub region: RegionRef,
    pub case_counts: Vec<CaseCount>,
    pub months: Vec<MonthFigures>,
    pub departments: Vec<DepartmentFigures>,
    pub open_cases: i32,
    pub overdue_cases: i32,
    pub due_soon_cases: i32,
    pub inspections_this_month: i32,
    pub trainings_this_month: i32,
    pub ongoing_actions: i32,
    pub attention: Vec<AttentionItem>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct CaseCount {
    pub status: CaseStatus,
    pub count: i32,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct MonthFigures {
    pub month: String,
    pub accepted: i32,
    pub filed: i32,
    pub closed: i32,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct DepartmentFigures {
    pub department: DepartmentRef,
    pub open: i32,
    pub accepted: i32,
    pub closed: i32,
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
