//! What the page of charts asks: one indicator taken apart, the way of cases, and what runs out next.

use super::super::{
    operations::{DateRange, Figure, Rate},
    slices::Slice,
};
use crate::graphql::{
    enums::FigureDimension,
    fragments::{DateRangeInput, DepartmentRef, RegionRef},
    scalars::DateTime,
    schema,
};

#[derive(cynic::QueryVariables, Clone)]
pub struct ChartsVariables {
    pub region_code: String,
    pub department_ids: Option<Vec<cynic::Id>>,
    pub period: DateRangeInput,
    pub as_of: Option<DateTime>,
    pub own_level: bool,
    /// The one that is taken apart.
    pub indicators: Option<Vec<String>>,
    /// The days to come.
    pub coming: DateRangeInput,
    /// What runs out on them.
    pub due: Option<Vec<String>>,
    pub by_month: FigureDimension,
    pub by_day: FigureDimension,
    pub by_department: FigureDimension,
    pub by_region: FigureDimension,
    pub by_kind: FigureDimension,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "ChartsVariables")]
pub struct ShowCharts {
    #[arguments(regionCode: $region_code, departmentIds: $department_ids, period: $period, asOf: $as_of, ownLevel: $own_level)]
    pub work_summary: Option<ChartedSummary>,
    #[cynic(rename = "workSummary", alias)]
    #[arguments(regionCode: $region_code, departmentIds: $department_ids, period: $coming, ownLevel: $own_level)]
    pub coming: Option<ComingSummary>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "WorkSummary", variables = "ChartsVariables")]
pub struct ChartedSummary {
    pub region: RegionRef,
    pub departments: Vec<DepartmentRef>,
    pub period: DateRange,
    pub figures: Vec<Figure>,
    pub on_time_closing_rate: Option<Rate>,
    pub note: String,
    #[cynic(rename = "breakdown", alias)]
    #[arguments(by: $by_month, indicators: $indicators)]
    pub months: Vec<Slice>,
    #[cynic(rename = "breakdown", alias)]
    #[arguments(by: $by_department, indicators: $indicators)]
    pub by_departments: Vec<Slice>,
    #[cynic(rename = "breakdown", alias)]
    #[arguments(by: $by_region, indicators: $indicators)]
    pub by_regions: Vec<Slice>,
    #[cynic(rename = "breakdown", alias)]
    #[arguments(by: $by_kind, indicators: $indicators)]
    pub by_kinds: Vec<Slice>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "WorkSummary", variables = "ChartsVariables")]
pub struct ComingSummary {
    #[cynic(rename = "breakdown", alias)]
    #[arguments(by: $by_day, indicators: $due)]
    pub days: Vec<Slice>,
}
