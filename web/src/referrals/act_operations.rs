//! The operations of a referral's acts.

use super::operations::{ReferralItemInput, ReferralStanding};
use crate::graphql::{
    fragments::UserError,
    scalars::{Date, DateTime},
    schema,
};

#[derive(cynic::InputObject)]
pub struct AcceptReferralInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub documents: Vec<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct AcceptReferralVariables {
    pub input: AcceptReferralInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AcceptReferralVariables")]
pub struct AcceptReferral {
    #[arguments(input: $input)]
    pub accept_referral: AcceptReferralPayload,
}

#[derive(cynic::QueryFragment)]
pub struct AcceptReferralPayload {
    pub referral: Option<ReferralStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct ReturnReferralInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub ground: String,
    pub documents: Vec<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct ReturnReferralVariables {
    pub input: ReturnReferralInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ReturnReferralVariables")]
pub struct ReturnReferral {
    #[arguments(input: $input)]
    pub return_referral: ReturnReferralPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ReturnReferralPayload {
    pub referral: Option<ReferralStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct TakeBackReferralInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub ground: String,
    pub documents: Vec<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct TakeBackReferralVariables {
    pub input: TakeBackReferralInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "TakeBackReferralVariables")]
pub struct TakeBackReferral {
    #[arguments(input: $input)]
    pub take_back_referral: TakeBackReferralPayload,
}

#[derive(cynic::QueryFragment)]
pub struct TakeBackReferralPayload {
    pub referral: Option<ReferralStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct CompleteReferralPackageInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub items: Vec<ReferralItemInput>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct CompleteReferralPackageVariables {
    pub input: CompleteReferralPackageInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CompleteReferralPackageVariables")]
pub struct CompleteReferralPackage {
    #[arguments(input: $input)]
    pub complete_referral_package: CompleteReferralPackagePayload,
}

#[derive(cynic::QueryFragment)]
pub struct CompleteReferralPackagePayload {
    pub referral: Option<ReferralStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct DecidePoliceReferralInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub occurred_at: Option<DateTime>,
    pub approved: bool,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    pub documents: Vec<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct DecidePoliceReferralVariables {
    pub input: DecidePoliceReferralInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "DecidePoliceReferralVariables")]
pub struct DecidePoliceReferral {
    #[arguments(input: $input)]
    pub decide_police_referral: DecidePoliceReferralPayload,
}

#[derive(cynic::QueryFragment)]
pub struct DecidePoliceReferralPayload {
    pub referral: Option<ReferralStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct HandOverToPoliceInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub occurred_at: Option<DateTime>,
    pub documents: Vec<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub items: Option<Vec<ReferralItemInput>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct HandOverToPoliceVariables {
    pub input: HandOverToPoliceInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "HandOverToPoliceVariables")]
pub struct HandOverToPolice {
    #[arguments(input: $input)]
    pub hand_over_to_police: HandOverToPolicePayload,
}

#[derive(cynic::QueryFragment)]
pub struct HandOverToPolicePayload {
    pub referral: Option<ReferralStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct NotePoliceReferralComplexInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub ground: String,
    pub documents: Vec<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct NotePoliceReferralComplexVariables {
    pub input: NotePoliceReferralComplexInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "NotePoliceReferralComplexVariables")]
pub struct NotePoliceReferralComplex {
    #[arguments(input: $input)]
    pub note_police_referral_complex: NotePoliceReferralComplexPayload,
}

#[derive(cynic::QueryFragment)]
pub struct NotePoliceReferralComplexPayload {
    pub referral: Option<ReferralStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct AnswerPoliceReferralInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub filed: bool,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    pub documents: Vec<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct AnswerPoliceReferralVariables {
    pub input: AnswerPoliceReferralInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AnswerPoliceReferralVariables")]
pub struct AnswerPoliceReferral {
    #[arguments(input: $input)]
    pub answer_police_referral: AnswerPoliceReferralPayload,
}

#[derive(cynic::QueryFragment)]
pub struct AnswerPoliceReferralPayload {
    pub referral: Option<ReferralStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct RequestPoliceReconsiderationInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub ground: String,
    pub documents: Vec<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct RequestPoliceReconsiderationVariables {
    pub input: RequestPoliceReconsiderationInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RequestPoliceReconsiderationVariables")]
pub struct RequestPoliceReconsideration {
    #[arguments(input: $input)]
    pub request_police_reconsideration: RequestPoliceReconsiderationPayload,
}

#[derive(cynic::QueryFragment)]
pub struct RequestPoliceReconsiderationPayload {
    pub referral: Option<ReferralStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct AnswerPoliceReconsiderationInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub filed: bool,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    pub documents: Vec<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct AnswerPoliceReconsiderationVariables {
    pub input: AnswerPoliceReconsiderationInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AnswerPoliceReconsiderationVariables")]
pub struct AnswerPoliceReconsideration {
    #[arguments(input: $input)]
    pub answer_police_reconsideration: AnswerPoliceReconsiderationPayload,
}

#[derive(cynic::QueryFragment)]
pub struct AnswerPoliceReconsiderationPayload {
    pub referral: Option<ReferralStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct ReturnPoliceFileInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub documents: Vec<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct ReturnPoliceFileVariables {
    pub input: ReturnPoliceFileInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ReturnPoliceFileVariables")]
pub struct ReturnPoliceFile {
    #[arguments(input: $input)]
    pub return_police_file: ReturnPoliceFilePayload,
}

#[derive(cynic::QueryFragment)]
pub struct ReturnPoliceFilePayload {
    pub referral: Option<ReferralStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct HandOverGoodsToPoliceInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub documents: Vec<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct HandOverGoodsToPoliceVariables {
    pub input: HandOverGoodsToPoliceInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "HandOverGoodsToPoliceVariables")]
pub struct HandOverGoodsToPolice {
    #[arguments(input: $input)]
    pub hand_over_goods_to_police: HandOverGoodsToPolicePayload,
}

#[derive(cynic::QueryFragment)]
pub struct HandOverGoodsToPolicePayload {
    pub referral: Option<ReferralStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct SuggestProsecutorialSupervisionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub ground: String,
    pub documents: Vec<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct SuggestProsecutorialSupervisionVariables {
    pub input: SuggestProsecutorialSupervisionInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SuggestProsecutorialSupervisionVariables")]
pub struct SuggestProsecutorialSupervision {
    #[arguments(input: $input)]
    pub suggest_prosecutorial_supervision: SuggestProsecutorialSupervisionPayload,
}

#[derive(cynic::QueryFragment)]
pub struct SuggestProsecutorialSupervisionPayload {
    pub referral: Option<ReferralStanding>,
    pub errors: Vec<UserError>,
}
