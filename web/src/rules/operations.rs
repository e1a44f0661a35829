//! What the pages of rules ask and send, where no other room does.

use crate::graphql::{
    enums::{CaseKind, ThresholdMeasure},
    fragments::UserError,
    scalars::{Date, Money},
    schema,
};

// Legal review

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query")]
pub struct ListAmounts {
    pub legal_review_amounts: Vec<LegalReviewAmount>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct LegalReviewAmount {
    pub id: cynic::Id,
    pub amount: Money,
    pub article: String,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
    pub viewer_can_maintain: bool,
    pub version: i32,
}

#[derive(cynic::InputObject)]
pub struct ReviseLegalReviewAmountInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub amount: Money,
    pub article: String,
    pub valid_from: Date,
}

#[derive(cynic::QueryVariables)]
pub struct ReviseAmountVariables {
    pub input: ReviseLegalReviewAmountInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ReviseAmountVariables")]
pub struct ReviseAmount {
    #[arguments(input: $input)]
    pub revise_legal_review_amount: ReviseLegalReviewAmountPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ReviseLegalReviewAmountPayload {
    pub legal_review_amount: Option<LegalReviewAmount>,
    pub errors: Vec<UserError>,
}

// Thresholds

/// What a change answers of the threshold: the page asks for it anew.
#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "ProsecutionThreshold")]
#[allow(dead_code, reason = "a selection can't be empty")]
pub struct ThresholdVersion {
    pub version: i32,
}

#[derive(cynic::InputObject)]
pub struct AddProsecutionThresholdInput {
    pub idempotency_key: Option<cynic::Id>,
    pub case_kind: CaseKind,
    pub crime: String,
    pub criminal_article: String,
    pub measure: ThresholdMeasure,
    pub amount: Money,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    pub article: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub valid_from: Date,
}

#[derive(cynic::QueryVariables)]
pub struct AddThresholdVariables {
    pub input: AddProsecutionThresholdInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AddThresholdVariables")]
pub struct AddThreshold {
    #[arguments(input: $input)]
    pub add_prosecution_threshold: AddProsecutionThresholdPayload,
}

#[derive(cynic::QueryFragment)]
pub struct AddProsecutionThresholdPayload {
    pub threshold: Option<ThresholdVersion>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct EndProsecutionThresholdInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub valid_to: Date,
}

#[derive(cynic::QueryVariables)]
pub struct EndThresholdVariables {
    pub input: EndProsecutionThresholdInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "EndThresholdVariables")]
pub struct EndThreshold {
    #[arguments(input: $input)]
    pub end_prosecution_threshold: EndProsecutionThresholdPayload,
}

#[derive(cynic::QueryFragment)]
pub struct EndProsecutionThresholdPayload {
    pub threshold: Option<ThresholdVersion>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct ConfirmProsecutionThresholdInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub article: String,
}

#[derive(cynic::QueryVariables)]
pub struct ConfirmThresholdVariables {
    pub input: ConfirmProsecutionThresholdInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ConfirmThresholdVariables")]
pub struct ConfirmThreshold {
    #[arguments(input: $input)]
    pub confirm_prosecution_threshold: ConfirmProsecutionThresholdPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ConfirmProsecutionThresholdPayload {
    pub threshold: Option<ThresholdVersion>,
    pub errors: Vec<UserError>,
}
