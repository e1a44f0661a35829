//! What the summary asks: all figures of a period, and one figure with the records that it counts.

use super::slices::Slice;
use crate::graphql::{
    enums::{
        CaseKind, CaseStatus, DepartmentKind, EnteredWith, FigureDimension, IndicatorGroup, IndicatorLevel,
        IndicatorTally, Measure, PremisesResult,
    },
    fragments::{DateRangeInput, DepartmentRef, ExportedFile, PageInfo, PersonRef, RegionRef},
    operation::mutation,
    scalars::{Date, DateTime},
    schema,
};

#[derive(cynic::QueryVariables, Clone)]
pub struct SummaryVariables {
    pub region_code: String,
    pub department_ids: Option<Vec<cynic::Id>>,
    pub period: DateRangeInput,
    /// The moment of which the figures are to speak; none: now.
    pub as_of: Option<DateTime>,
    /// Whether case figures are wanted by kind of case too.
    pub by_kind: bool,
    /// By what, then.
    pub apart: FigureDimension,
    pub own_level: bool,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "SummaryVariables")]
pub struct ShowSummary {
    #[arguments(regionCode: $region_code, departmentIds: $department_ids, period: $period, asOf: $as_of, ownLevel: $own_level)]
    pub work_summary: Option<WorkSummary>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(variables = "SummaryVariables")]
pub struct WorkSummary {
    pub region: RegionRef,
    pub departments: Vec<DepartmentRef>,
    pub period: DateRange,
    pub previous_period: DateRange,
    pub figures: Vec<Figure>,
    pub on_time_closing_rate: Option<Rate>,
    #[cynic(rename = "breakdown", alias)]
    #[arguments(by: $apart)]
    #[directives(include(if: $by_kind))]
    pub kinds: Option<Vec<CaseKindFigures>>,
    pub note: String,
}

/// The case figures of one kind of case.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummarySlice")]
pub struct CaseKindFigures {
    pub case_kind: Option<CaseKind>,
    pub figures: Vec<Figure>,
    pub on_time_closing_rate: Option<Rate>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct DateRange {
    pub from: Date,
    pub to: Date,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Rate {
    pub percent: String,
    pub numerator: i32,
    pub denominator: i32,
}

/// A figure as a line of the table.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummaryFigure")]
pub struct Figure {
    pub indicator: String,
    pub group: IndicatorGroup,
    pub label: String,
    pub unit: String,
    pub definition: String,
    pub value: String,
    pub at_least: bool,
    pub previous_value: String,
    pub previous_at_least: bool,
}

// Across: every figure, taken apart

#[derive(cynic::QueryVariables, Clone)]
pub struct AcrossVariables {
    pub region_code: String,
    pub department_ids: Option<Vec<cynic::Id>>,
    pub period: DateRangeInput,
    pub as_of: Option<DateTime>,
    pub own_level: bool,
    pub by: FigureDimension,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "AcrossVariables")]
pub struct ShowAcross {
    #[arguments(regionCode: $region_code, departmentIds: $department_ids, period: $period, asOf: $as_of, ownLevel: $own_level)]
    pub work_summary: Option<AcrossSummary>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "WorkSummary", variables = "AcrossVariables")]
pub struct AcrossSummary {
    pub region: RegionRef,
    pub departments: Vec<DepartmentRef>,
    pub period: DateRange,
    pub figures: Vec<Figure>,
    /// Each part has the figures in their order.
    #[arguments(by: $by)]
    pub breakdown: Vec<Slice>,
    pub note: String,
}

// One figure, opened

#[derive(cynic::QueryVariables, Clone)]
pub struct FigureVariables {
    pub region_code: String,
    pub department_ids: Option<Vec<cynic::Id>>,
    pub period: DateRangeInput,
    pub indicator: String,
    pub case_kinds: Option<Vec<CaseKind>>,
    pub as_of: Option<DateTime>,
    pub own_level: bool,
    /// Whether it is wanted what changed since, and since when.
    pub compared: bool,
    pub since: DateTime,
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "FigureVariables")]
pub struct ShowFigure {
    #[arguments(regionCode: $region_code, departmentIds: $department_ids, period: $period, asOf: $as_of, ownLevel: $own_level)]
    pub work_summary: Option<OpenedSummary>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "WorkSummary", variables = "FigureVariables")]
pub struct OpenedSummary {
    pub region: RegionRef,
    pub departments: Vec<DepartmentRef>,
    pub period: DateRange,
    pub note: String,
    #[arguments(indicator: $indicator, caseKinds: $case_kinds)]
    pub figure: Option<OpenedFigure>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummaryFigure", variables = "FigureVariables")]
pub struct OpenedFigure {
    pub label: String,
    pub unit: String,
    pub definition: String,
    pub value: String,
    pub at_least: bool,
    pub counted_by: String,
    #[arguments(since: $since, first: 50)]
    #[directives(include(if: $compared))]
    pub changes: Option<Changes>,
    #[arguments(first: $first, after: $after, last: $last, before: $before)]
    pub records: Records,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummaryRecordConnection")]
pub struct Records {
    pub edges: Vec<RecordEdge>,
    pub page_info: PageInfo,
    pub total_count: i32,
    pub total_count_is_lower_bound: bool,
}

/// What changed a figure since a moment, the latest first.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "FigureChangeConnection")]
pub struct Changes {
    pub edges: Vec<ChangeEdge>,
    pub total_count: i32,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "FigureChangeEdge")]
pub struct ChangeEdge {
    pub node: FigureChange,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct FigureChange {
    pub record: Record,
    pub contribution: String,
    pub changed_at: DateTime,
    pub changed_by: Option<PersonRef>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummaryRecordEdge")]
pub struct RecordEdge {
    pub node: Record,
    pub contribution: String,
    pub at_least: bool,
    pub counted_on: Date,
}

#[derive(cynic::InlineFragments, Clone)]
#[cynic(graphql_type = "SummaryRecord")]
pub enum Record {
    Inspection(CountedInspection),
    Officer(CountedOfficer),
    Premises(CountedPremises),
    Department(DepartmentRef),
    Case(CountedCase),
    Training(CountedTraining),
    Publicity(CountedPublicity),
    Seizure(CountedSeizure),
    Goods(CountedGoods),
    /// A kind of record that a newer API counts.
    #[cynic(fallback)]
    Other,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Inspection")]
pub struct CountedInspection {
    pub id: cynic::Id,
    pub place: String,
    pub department: DepartmentRef,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "InspectionOfficer")]
pub struct CountedOfficer {
    pub person: PersonRef,
    pub inspection: CountedInspection,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "InspectedPremises")]
pub struct CountedPremises {
    pub name: String,
    pub result: PremisesResult,
    pub inspection: CountedInspection,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct CountedCase {
    pub id: cynic::Id,
    pub number: String,
    pub title: String,
    pub status: CaseStatus,
    pub department: DepartmentRef,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Training")]
pub struct CountedTraining {
    pub id: cynic::Id,
    pub name: String,
    pub department: DepartmentRef,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "PublicityEvent")]
pub struct CountedPublicity {
    pub id: cynic::Id,
    pub name: String,
    pub department: DepartmentRef,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Seizure")]
pub struct CountedSeizure {
    pub decision_number: String,
    pub place: String,
    pub case: CountedCase,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SeizedGoods")]
pub struct CountedGoods {
    pub name: String,
    pub seizure: Option<CountedSeizure>,
}

// Indicators

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query")]
pub struct ListIndicators {
    pub indicators: Vec<Indicator>,
    pub countable_measures: Vec<CountableMeasure>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Indicator {
    pub id: cynic::Id,
    pub region: Option<RegionRef>,
    pub group: IndicatorGroup,
    pub label: String,
    pub unit: String,
    pub definition: String,
    pub name: String,
    pub name_en: String,
    pub unit_zh: String,
    pub unit_en: String,
    pub definition_zh: String,
    pub definition_en: String,
    pub measures: Vec<Measure>,
    pub tally: IndicatorTally,
    pub entered_with: Vec<EnteredWith>,
    pub owed_by: Vec<DepartmentKind>,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    pub viewer_can_maintain: bool,
    pub version: i32,
}

#[derive(cynic::QueryFragment, Clone, PartialEq)]
pub struct CountableMeasure {
    pub measure: Measure,
    pub tallies: Vec<IndicatorTally>,
    pub kinds: Vec<CountableValue>,
    pub details: Vec<CountableValue>,
}

#[derive(cynic::QueryFragment, Clone, PartialEq)]
pub struct CountableValue {
    pub code: String,
    pub label: String,
}

#[derive(cynic::InputObject, Clone)]
pub struct IndicatorCountsInput {
    pub measure: Measure,
    pub tally: Option<IndicatorTally>,
    pub level: IndicatorLevel,
    pub kinds: Vec<String>,
    pub details: Vec<String>,
}

#[derive(cynic::QueryVariables)]
pub struct PreviewVariables {
    pub period: DateRangeInput,
    pub counts: IndicatorCountsInput,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "PreviewVariables")]
pub struct Preview {
    #[arguments(period: $period, counts: $counts)]
    pub indicator_preview: Option<PreviewedFigure>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummaryFigure")]
pub struct PreviewedFigure {
    pub value: String,
    pub at_least: bool,
    pub counted_by: String,
    #[arguments(first: 10)]
    pub records: Records,
}

#[derive(cynic::InputObject)]
pub struct AddIndicatorInput {
    pub idempotency_key: Option<cynic::Id>,
    pub group: IndicatorGroup,
    pub name: String,
    pub name_en: Option<String>,
    pub unit: String,
    pub unit_en: Option<String>,
    pub definition: String,
    pub definition_en: Option<String>,
    pub owed_by: Vec<DepartmentKind>,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
    pub counts: Option<IndicatorCountsInput>,
    pub entered_with: Vec<EnteredWith>,
}

mutation!(AddIndicator = add_indicator("addIndicator": AddIndicatorInput)
    -> "AddIndicatorPayload" { "indicator": Indicator });

#[derive(cynic::InputObject)]
pub struct ReviseIndicatorInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub group: IndicatorGroup,
    pub name: String,
    pub name_en: Option<String>,
    pub unit: String,
    pub unit_en: Option<String>,
    pub definition: String,
    pub definition_en: Option<String>,
    pub owed_by: Vec<DepartmentKind>,
    pub valid_from: Option<Date>,
    pub valid_to: Option<Date>,
}

mutation!(ReviseIndicator = revise_indicator("reviseIndicator": ReviseIndicatorInput)
    -> "ReviseIndicatorPayload" { "indicator": Indicator });

// What can be chosen

#[derive(cynic::QueryVariables, Clone)]
pub struct ChoicesVariables {
    pub code: String,
    pub filter: DepartmentFilter,
}

#[derive(cynic::InputObject, Clone)]
pub struct DepartmentFilter {
    pub region_code: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "ChoicesVariables")]
pub struct ShowChoices {
    /// The viewer's own region and those right below it.
    pub regions: Vec<RegionRef>,
    /// The chosen one.
    #[arguments(code: $code)]
    pub region: Option<RegionRef>,
    /// Those right below the chosen one.
    #[cynic(rename = "regions", alias)]
    #[arguments(parentCode: $code)]
    pub below: Vec<RegionRef>,
    #[arguments(first: 100, filter: $filter)]
    pub departments: Departments,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "DepartmentConnection")]
pub struct Departments {
    pub nodes: Vec<DepartmentRef>,
}

// Taken out

#[derive(cynic::InputObject)]
pub struct ExportWorkSummaryInput {
    pub region_code: String,
    pub department_ids: Option<Vec<cynic::Id>>,
    pub period: DateRangeInput,
    pub as_of: Option<DateTime>,
    pub own_level: bool,
    pub across: Option<FigureDimension>,
}

mutation!(ExportWorkSummary = export_work_summary("exportWorkSummary": ExportWorkSummaryInput)
    -> "ExportWorkSummaryPayload" { "file": ExportedFile });
