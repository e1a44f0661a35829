//! The operations of a referral's acts.

use super::operations::{ReferralItemInput, ReferralStanding};
use crate::graphql::{
    operation::mutation,
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

mutation!(AcceptReferral = accept_referral("acceptReferral": AcceptReferralInput)
    -> "AcceptReferralPayload" { "referral": ReferralStanding });

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

mutation!(ReturnReferral = return_referral("returnReferral": ReturnReferralInput)
    -> "ReturnReferralPayload" { "referral": ReferralStanding });

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

mutation!(TakeBackReferral = take_back_referral("takeBackReferral": TakeBackReferralInput)
    -> "TakeBackReferralPayload" { "referral": ReferralStanding });

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

mutation!(CompleteReferralPackage = complete_referral_package("completeReferralPackage": CompleteReferralPackageInput)
    -> "CompleteReferralPackagePayload" { "referral": ReferralStanding });

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

mutation!(DecidePoliceReferral = decide_police_referral("decidePoliceReferral": DecidePoliceReferralInput)
    -> "DecidePoliceReferralPayload" { "referral": ReferralStanding });

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

mutation!(HandOverToPolice = hand_over_to_police("handOverToPolice": HandOverToPoliceInput)
    -> "HandOverToPolicePayload" { "referral": ReferralStanding });

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

mutation!(NotePoliceReferralComplex = note_police_referral_complex("notePoliceReferralComplex": NotePoliceReferralComplexInput)
    -> "NotePoliceReferralComplexPayload" { "referral": ReferralStanding });

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

mutation!(AnswerPoliceReferral = answer_police_referral("answerPoliceReferral": AnswerPoliceReferralInput)
    -> "AnswerPoliceReferralPayload" { "referral": ReferralStanding });

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

mutation!(RequestPoliceReconsideration = request_police_reconsideration("requestPoliceReconsideration": RequestPoliceReconsiderationInput)
    -> "RequestPoliceReconsiderationPayload" { "referral": ReferralStanding });

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

mutation!(AnswerPoliceReconsideration = answer_police_reconsideration("answerPoliceReconsideration": AnswerPoliceReconsiderationInput)
    -> "AnswerPoliceReconsiderationPayload" { "referral": ReferralStanding });

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

mutation!(ReturnPoliceFile = return_police_file("returnPoliceFile": ReturnPoliceFileInput)
    -> "ReturnPoliceFilePayload" { "referral": ReferralStanding });

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

mutation!(HandOverGoodsToPolice = hand_over_goods_to_police("handOverGoodsToPolice": HandOverGoodsToPoliceInput)
    -> "HandOverGoodsToPolicePayload" { "referral": ReferralStanding });

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

mutation!(SuggestProsecutorialSupervision = suggest_prosecutorial_supervision("suggestProsecutorialSupervision": SuggestProsecutorialSupervisionInput)
    -> "SuggestProsecutorialSupervisionPayload" { "referral": ReferralStanding });
