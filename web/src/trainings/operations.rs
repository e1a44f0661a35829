//! What the pages of trainings ask, and what they send.

use crate::graphql::{
    enums::{AudienceKind, OrderDirection, TrainingKind, TrainingOrderField},
    fragments::{
        ActionRef, DateRangeInput, DepartmentRef, PageInfo, Quantity, QuantityInput, RegionRef, UserError,
    },
    scalars::Date,
    schema,
};

// The list

#[derive(cynic::QueryVariables, Clone)]
pub struct TrainingsVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub filter: Option<TrainingFilter>,
    pub order: Option<TrainingOrder>,
    pub total: bool,
}

#[derive(cynic::InputObject, Clone)]
pub struct TrainingFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub held: Option<DateRangeInput>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Vec<TrainingKind>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<cynic::Id>,
}

#[derive(cynic::InputObject, Clone)]
pub struct TrainingOrder {
    pub field: TrainingOrderField,
    pub direction: OrderDirection,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "TrainingsVariables")]
pub struct ListTrainings {
    #[arguments(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $order)]
    pub trainings: TrainingPageOf,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "TrainingConnection", variables = "TrainingsVariables")]
pub struct TrainingPageOf {
    pub nodes: Vec<TrainingRow>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
    #[directives(include(if: $total))]
    pub total_count_is_lower_bound: Option<bool>,
}

/// A training as lists show it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Training")]
pub struct TrainingRow {
    pub id: cynic::Id,
    pub kind: TrainingKind,
    pub name: String,
    pub starts_on: Date,
    pub place: String,
    pub department: DepartmentRef,
    pub trained_person_times: Quantity,
}

// One training

#[derive(cynic::QueryVariables)]
pub struct TrainingVariables {
    pub id: cynic::Id,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "TrainingVariables")]
pub struct ShowTraining {
    #[arguments(id: $id)]
    pub training: Option<Training>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Training {
    pub id: cynic::Id,
    pub region: RegionRef,
    pub department: DepartmentRef,
    pub departments: Vec<DepartmentRef>,
    pub action: Option<ActionRef>,
    pub kind: TrainingKind,
    pub name: String,
    pub starts_on: Date,
    pub ends_on: Date,
    pub place: String,
    pub subject: Option<String>,
    pub speakers: Option<String>,
    pub trained_person_times: Quantity,
    pub companies: Quantity,
    pub audiences: Vec<TrainingAudience>,
    pub exam_held: bool,
    pub certificates_issued: i32,
    pub viewer_can_correct: bool,
    pub version: i32,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct TrainingAudience {
    pub kind: AudienceKind,
    pub people: i32,
}

// Recording and correcting

#[derive(cynic::InputObject)]
pub struct TrainingAudienceInput {
    pub kind: AudienceKind,
    pub people: i32,
}

#[derive(cynic::InputObject)]
pub struct RecordTrainingInput {
    pub idempotency_key: Option<cynic::Id>,
    pub action_id: Option<cynic::Id>,
    pub kind: TrainingKind,
    pub name: String,
    pub starts_on: Date,
    pub ends_on: Date,
    pub place: String,
    pub subject: Option<String>,
    pub speakers: Option<String>,
    pub participant_ids: Vec<cynic::Id>,
    pub trained_person_times: QuantityInput,
    pub companies: QuantityInput,
    pub audiences: Vec<TrainingAudienceInput>,
    pub exam_held: bool,
    pub certificates_issued: i32,
}

#[derive(cynic::QueryVariables)]
pub struct RecordTrainingVariables {
    pub input: RecordTrainingInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RecordTrainingVariables")]
pub struct RecordTraining {
    #[arguments(input: $input)]
    pub record_training: RecordTrainingPayload,
}

#[derive(cynic::QueryFragment)]
pub struct RecordTrainingPayload {
    pub training: Option<Training>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct CorrectTrainingInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub reason: String,
    pub action_id: Option<cynic::Id>,
    pub kind: TrainingKind,
    pub name: String,
    pub starts_on: Date,
    pub ends_on: Date,
    pub place: String,
    pub subject: Option<String>,
    pub speakers: Option<String>,
    pub participant_ids: Vec<cynic::Id>,
    pub trained_person_times: QuantityInput,
    pub companies: QuantityInput,
    pub audiences: Vec<TrainingAudienceInput>,
    pub exam_held: bool,
    pub certificates_issued: i32,
}

#[derive(cynic::QueryVariables)]
pub struct CorrectTrainingVariables {
    pub input: CorrectTrainingInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CorrectTrainingVariables")]
pub struct CorrectTraining {
    #[arguments(input: $input)]
    pub correct_training: CorrectTrainingPayload,
}

#[derive(cynic::QueryFragment)]
pub struct CorrectTrainingPayload {
    pub training: Option<Training>,
    pub errors: Vec<UserError>,
}
