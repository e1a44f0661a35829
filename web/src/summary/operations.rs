//! What the summary asks: all figures of a period, and one figure with the records that it counts.

use crate::graphql::{
    enums::{CaseStatus, IndicatorGroup, PremisesResult},
    fragments::{DateRangeInput, DepartmentRef, PageInfo, PersonRef, RegionRef},
    scalars::Date,
    schema,
};

/// What a figure counts. Its label, unit and definition are the API's.
#[derive(cynic::Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indicator {
    Inspections,
    JointInspections,
    JointInspectionsOwnLevel,
    JointInspectionsLowerLevel,
    JointDepartments,
    OfficerPersonTimes,
    Officers,
    PremisesVisits,
    PremisesVisitsOwnLevel,
    PremisesDistinct,
    GoodsChecked,
    CasesCarriedOver,
    CasesAccepted,
    CasesFiled,
    CounterfeitPatentCasesFiled,
    CasesClosed,
    CasesClosedOnTime,
    ClosedPenalty,
    ClosedNoPenalty,
    ClosedMediated,
    ClosedDecided,
    ClosedWithdrawn,
    ClosedTakenOver,
    CasesNotFiled,
    CasesPending,
    CasesSuspended,
    JointlyHandledCases,
    CasesReferredToDepartment,
    CasesReferredToOtherRegion,
    CasesReferredToPolice,
    Fines,
    ConfiscatedIncome,
    TrainingAndPublicityEvents,
    Trainings,
    Lectures,
    Seminars,
    TrainedPersonTimes,
    SeminarCompanies,
    PublicityEvents,
    Materials,
    Consultations,
    MediaItems,
    TelevisionProgrammes,
}

impl Indicator {
    /// The indicator's name in the schema, which the URL carries too.
    pub fn code(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// The indicator with this name.
    pub fn from_code(code: &str) -> Option<Self> {
        serde_json::from_value(code.into()).ok()
    }
}

#[derive(cynic::QueryVariables, Clone)]
pub struct SummaryVariables {
    pub region_code: String,
    pub department_ids: Option<Vec<cynic::Id>>,
    pub period: DateRangeInput,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "SummaryVariables")]
pub struct ShowSummary {
    #[arguments(regionCode: $region_code, departmentIds: $department_ids, period: $period)]
    pub work_summary: Option<WorkSummary>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct WorkSummary {
    pub region: RegionRef,
    pub departments: Vec<DepartmentRef>,
    pub period: DateRange,
    pub previous_period: DateRange,
    pub figures: Vec<Figure>,
    pub on_time_closing_rate: Option<Rate>,
    pub note: String,
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
    pub indicator: Indicator,
    pub group: IndicatorGroup,
    pub label: String,
    pub unit: String,
    pub definition: String,
    pub value: String,
    pub at_least: bool,
    pub previous_value: String,
    pub previous_at_least: bool,
}

// One figure, opened

#[derive(cynic::QueryVariables, Clone)]
pub struct FigureVariables {
    pub region_code: String,
    pub department_ids: Option<Vec<cynic::Id>>,
    pub period: DateRangeInput,
    pub indicator: Indicator,
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "FigureVariables")]
pub struct ShowFigure {
    #[arguments(regionCode: $region_code, departmentIds: $department_ids, period: $period)]
    pub work_summary: Option<OpenedSummary>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "WorkSummary", variables = "FigureVariables")]
pub struct OpenedSummary {
    pub region: RegionRef,
    pub departments: Vec<DepartmentRef>,
    pub period: DateRange,
    pub note: String,
    #[arguments(indicator: $indicator)]
    pub figure: OpenedFigure,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummaryFigure", variables = "FigureVariables")]
pub struct OpenedFigure {
    pub label: String,
    pub unit: String,
    pub definition: String,
    pub value: String,
    pub at_least: bool,
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

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummaryRecordEdge")]
pub struct RecordEdge {
    pub node: Record,
    pub contribution: String,
    pub at_least: bool,
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
    /// A kind of record that a newer API counts.
    #[cynic(fallback)]
    Other,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Inspection")]
pub struct CountedInspection {
    pub id: cynic::Id,
    pub inspected_on: Date,
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
    pub received_on: Date,
    pub department: DepartmentRef,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Training")]
pub struct CountedTraining {
    pub id: cynic::Id,
    pub name: String,
    pub starts_on: Date,
    pub department: DepartmentRef,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "PublicityEvent")]
pub struct CountedPublicity {
    pub id: cynic::Id,
    pub name: String,
    pub starts_on: Date,
    pub department: DepartmentRef,
}

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
