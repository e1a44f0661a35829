//! What the pages of trainings ask, and what they send.

use crate::graphql::{
    enums::{AudienceKind, TrainingKind, TrainingOrderField},
    fragments::{
        ActionRef, DateRangeInput, DepartmentRef, Quantity, QuantityInput, RecordAmount, RecordAmountInput,
        RegionRef,
    },
    operation::{Correction, list, mutation},
    scalars::Date,
    schema,
};

// The list

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

list!(ListTrainings = trainings("trainings": TrainingFilter, "TrainingOrder" by TrainingOrderField)
    -> "TrainingConnection" of TrainingRow);

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

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
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
    pub amounts: Vec<RecordAmount>,
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
    pub amounts: Vec<RecordAmountInput>,
    pub trained_person_times: QuantityInput,
    pub companies: QuantityInput,
    pub audiences: Vec<TrainingAudienceInput>,
    pub exam_held: bool,
    pub certificates_issued: i32,
}

#[derive(cynic::InputObject)]
pub struct CorrectTrainingInput {
    idempotency_key: Option<cynic::Id>,
    id: cynic::Id,
    version: i32,
    reason: String,
    action_id: Option<cynic::Id>,
    kind: TrainingKind,
    name: String,
    starts_on: Date,
    ends_on: Date,
    place: String,
    subject: Option<String>,
    speakers: Option<String>,
    participant_ids: Vec<cynic::Id>,
    amounts: Vec<RecordAmountInput>,
    trained_person_times: QuantityInput,
    companies: QuantityInput,
    audiences: Vec<TrainingAudienceInput>,
    exam_held: bool,
    certificates_issued: i32,
}

impl RecordTrainingInput {
    /// The same, as what a record on file should have said.
    pub fn correcting(self, Correction { id, version, reason }: Correction) -> CorrectTrainingInput {
        CorrectTrainingInput {
            idempotency_key: self.idempotency_key,
            id,
            version,
            reason,
            action_id: self.action_id,
            kind: self.kind,
            name: self.name,
            starts_on: self.starts_on,
            ends_on: self.ends_on,
            place: self.place,
            subject: self.subject,
            speakers: self.speakers,
            participant_ids: self.participant_ids,
            amounts: self.amounts,
            trained_person_times: self.trained_person_times,
            companies: self.companies,
            audiences: self.audiences,
            exam_held: self.exam_held,
            certificates_issued: self.certificates_issued,
        }
    }
}

mutation!(RecordTraining = record_training("recordTraining": RecordTrainingInput)
    -> "RecordTrainingPayload" { "training": Training });

mutation!(CorrectTraining = correct_training("correctTraining": CorrectTrainingInput)
    -> "CorrectTrainingPayload" { "training": Training });
