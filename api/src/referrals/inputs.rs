//! What the mutations of referrals take, and what they answer.

use async_graphql::{ID, InputObject, SimpleObject};
use chrono::{DateTime, Utc};

use super::types::Referral;
use crate::{
    cases::types::Case,
    shared::{errors::UserError, values::Date},
};
use entity::enums::ReferralItemKind;

/// An item of the package for the police: there, or the reason why not.
#[derive(InputObject)]
pub struct ReferralItemInput {
    /// Which; each once.
    pub kind: ReferralItemKind,
    /// Its name or number.
    pub document: Option<String>,
    /// Why there is none, for what may be left out.
    pub reason: Option<String>,
    /// The files of the case that are it: current ones, not those that a correction replaced. Where it has
    /// no other name, the first one's name is its.
    #[graphql(default)]
    pub attachment_ids: Vec<ID>,
}

/// A case is referred to another department.
#[derive(InputObject)]
pub struct ReferCaseToDepartmentInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The case.
    pub case_id: ID,
    /// The version of the case that the viewer saw.
    pub version: i32,
    /// The department; not the police.
    pub department_id: ID,
    /// The statutory day: not in the future, not before the step before it.
    pub occurred_on: Date,
    /// The reason.
    pub ground: String,
    /// The numbers of its documents.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// What else is noted.
    pub note: Option<String>,
}

/// The referral, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ReferCaseToDepartmentPayload {
    /// The referral.
    pub referral: Option<Referral>,
    /// Beside a CONFLICT, the case as it is now.
    pub case: Option<Case>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// A case is referred to another region.
#[derive(InputObject)]
pub struct ReferCaseToRegionInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The case.
    pub case_id: ID,
    /// The version of the case that the viewer saw.
    pub version: i32,
    /// The region, in words.
    pub region_name: String,
    /// The statutory day: not in the future, not before the step before it.
    pub occurred_on: Date,
    /// The reason.
    pub ground: String,
    /// The numbers of its documents.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// What else is noted.
    pub note: Option<String>,
}

/// The referral, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ReferCaseToRegionPayload {
    /// The referral.
    pub referral: Option<Referral>,
    /// Beside a CONFLICT, the case as it is now.
    pub case: Option<Case>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The receiver accepts a case.
#[derive(InputObject)]
pub struct AcceptReferralInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The referral.
    pub id: ID,
    /// The version of the referral that the viewer saw.
    pub version: i32,
    /// The statutory day: not in the future, not before the step before it.
    pub occurred_on: Date,
    /// The numbers of its documents; required of a sender who records the receiver's paper.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// What else is noted.
    pub note: Option<String>,
}

/// The referral, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct AcceptReferralPayload {
    /// The referral; beside a CONFLICT, as it is now.
    pub referral: Option<Referral>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The receiver sends a case back.
#[derive(InputObject)]
pub struct ReturnReferralInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The referral.
    pub id: ID,
    /// The version of the referral that the viewer saw.
    pub version: i32,
    /// The statutory day: not in the future, not before the step before it.
    pub occurred_on: Date,
    /// The reason.
    pub ground: String,
    /// The numbers of its documents; required of a sender who records the receiver's paper.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// What else is noted.
    pub note: Option<String>,
}

/// The referral, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ReturnReferralPayload {
    /// The referral; beside a CONFLICT, as it is now.
    pub referral: Option<Referral>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The sender takes a case back.
#[derive(InputObject)]
pub struct TakeBackReferralInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The referral.
    pub id: ID,
    /// The version of the referral that the viewer saw.
    pub version: i32,
    /// The statutory day: not in the future, not before the step before it.
    pub occurred_on: Date,
    /// The reason.
    pub ground: String,
    /// The numbers of its documents.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// What else is noted.
    pub note: Option<String>,
}

/// The referral, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct TakeBackReferralPayload {
    /// The referral; beside a CONFLICT, as it is now.
    pub referral: Option<Referral>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// A referral to the police is proposed to the head.
#[derive(InputObject)]
pub struct ProposePoliceReferralInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The case.
    pub case_id: ID,
    /// The version of the case that the viewer saw.
    pub version: i32,
    /// The police, where they are on the platform.
    pub department_id: Option<ID>,
    /// The police, in words, where they are not.
    pub organ_name: Option<String>,
    /// The statutory day: not in the future, not before the step before it.
    pub occurred_on: Date,
    /// The reason.
    pub ground: String,
    /// The numbers of its documents.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// What else is noted.
    pub note: Option<String>,
    /// The package, as far as it is there; complete at the hand-over at the latest.
    #[graphql(default)]
    pub items: Vec<ReferralItemInput>,
}

/// The referral, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ProposePoliceReferralPayload {
    /// The referral.
    pub referral: Option<Referral>,
    /// Beside a CONFLICT, the case as it is now.
    pub case: Option<Case>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The package for the police is completed.
#[derive(InputObject)]
pub struct CompleteReferralPackageInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The referral.
    pub id: ID,
    /// The version of the referral that the viewer saw.
    pub version: i32,
    /// The statutory day: not in the future, not before the step before it.
    pub occurred_on: Date,
    /// The package, item by item, in place of what was stated before.
    pub items: Vec<ReferralItemInput>,
    /// What else is noted.
    pub note: Option<String>,
}

/// The referral, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct CompleteReferralPackagePayload {
    /// The referral; beside a CONFLICT, as it is now.
    pub referral: Option<Referral>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The head decides on a proposed referral to the police.
#[derive(InputObject)]
pub struct DecidePoliceReferralInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The referral.
    pub id: ID,
    /// The version of the referral that the viewer saw.
    pub version: i32,
    /// Whether it is approved.
    pub approved: bool,
    /// The statutory day: not in the future, not before the step before it.
    pub occurred_on: Date,
    /// The moment, where it is known, on that day (China Standard Time) and not in the future: of an approval, the
    /// 24 hours for the hand-over run from it. Without it they run to the end of the next day.
    pub occurred_at: Option<DateTime<Utc>>,
    /// The reason.
    pub ground: Option<String>,
    /// The numbers of its documents.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// What else is noted.
    pub note: Option<String>,
}

/// The referral, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct DecidePoliceReferralPayload {
    /// The referral; beside a CONFLICT, as it is now.
    pub referral: Option<Referral>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// A case is handed over to the police.
#[derive(InputObject)]
pub struct HandOverToPoliceInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The referral.
    pub id: ID,
    /// The version of the referral that the viewer saw.
    pub version: i32,
    /// The statutory day: not in the future, not before the step before it.
    pub occurred_on: Date,
    /// The moment, where it is known, on that day (China Standard Time) and not in the future. Required where the
    /// hand-over was on the very day on which the 24 hours ran out, and the approval's moment is known.
    pub occurred_at: Option<DateTime<Utc>>,
    /// The numbers of its documents.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// The package stated anew, where something was added.
    pub items: Option<Vec<ReferralItemInput>>,
    /// What else is noted.
    pub note: Option<String>,
}

/// The referral, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct HandOverToPolicePayload {
    /// The referral; beside a CONFLICT, as it is now.
    pub referral: Option<Referral>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The police take the longer period.
#[derive(InputObject)]
pub struct NotePoliceReferralComplexInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The referral.
    pub id: ID,
    /// The version of the referral that the viewer saw.
    pub version: i32,
    /// The statutory day: not in the future, not before the step before it.
    pub occurred_on: Date,
    /// The reason.
    pub ground: String,
    /// The numbers of its documents; required of a sender who records the receiver's paper.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// What else is noted.
    pub note: Option<String>,
}

/// The referral, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct NotePoliceReferralComplexPayload {
    /// The referral; beside a CONFLICT, as it is now.
    pub referral: Option<Referral>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The police decide on filing.
#[derive(InputObject)]
pub struct AnswerPoliceReferralInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The referral.
    pub id: ID,
    /// The version of the referral that the viewer saw.
    pub version: i32,
    /// Whether the police file the case.
    pub filed: bool,
    /// The statutory day: not in the future, not before the step before it.
    pub occurred_on: Date,
    /// The reason.
    pub ground: Option<String>,
    /// The numbers of its documents.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// What else is noted.
    pub note: Option<String>,
}

/// The referral, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct AnswerPoliceReferralPayload {
    /// The referral; beside a CONFLICT, as it is now.
    pub referral: Option<Referral>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The police are asked to reconsider.
#[derive(InputObject)]
pub struct RequestPoliceReconsiderationInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The referral.
    pub id: ID,
    /// The version of the referral that the viewer saw.
    pub version: i32,
    /// The statutory day: not in the future, not before the step before it.
    pub occurred_on: Date,
    /// The reason.
    pub ground: String,
    /// The numbers of its documents.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// What else is noted.
    pub note: Option<String>,
}

/// The referral, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct RequestPoliceReconsiderationPayload {
    /// The referral; beside a CONFLICT, as it is now.
    pub referral: Option<Referral>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The police answer the request to reconsider.
#[derive(InputObject)]
pub struct AnswerPoliceReconsiderationInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The referral.
    pub id: ID,
    /// The version of the referral that the viewer saw.
    pub version: i32,
    /// Whether the police file the case.
    pub filed: bool,
    /// The statutory day: not in the future, not before the step before it.
    pub occurred_on: Date,
    /// The reason.
    pub ground: Option<String>,
    /// The numbers of its documents.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// What else is noted.
    pub note: Option<String>,
}

/// The referral, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct AnswerPoliceReconsiderationPayload {
    /// The referral; beside a CONFLICT, as it is now.
    pub referral: Option<Referral>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The police give back the file.
#[derive(InputObject)]
pub struct ReturnPoliceFileInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The referral.
    pub id: ID,
    /// The version of the referral that the viewer saw.
    pub version: i32,
    /// The statutory day: not in the future, not before the step before it.
    pub occurred_on: Date,
    /// The numbers of its documents; required of a sender who records the receiver's paper.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// What else is noted.
    pub note: Option<String>,
}

/// The referral, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ReturnPoliceFilePayload {
    /// The referral; beside a CONFLICT, as it is now.
    pub referral: Option<Referral>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// Goods and material follow to the police.
#[derive(InputObject)]
pub struct HandOverGoodsToPoliceInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The referral.
    pub id: ID,
    /// The version of the referral that the viewer saw.
    pub version: i32,
    /// The statutory day: not in the future, not before the step before it.
    pub occurred_on: Date,
    /// The numbers of its documents.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// What else is noted.
    pub note: Option<String>,
}

/// The referral, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct HandOverGoodsToPolicePayload {
    /// The referral; beside a CONFLICT, as it is now.
    pub referral: Option<Referral>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The procuratorate is asked to supervise.
#[derive(InputObject)]
pub struct SuggestProsecutorialSupervisionInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The referral.
    pub id: ID,
    /// The version of the referral that the viewer saw.
    pub version: i32,
    /// The statutory day: not in the future, not before the step before it.
    pub occurred_on: Date,
    /// The reason.
    pub ground: String,
    /// The numbers of its documents.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// What else is noted.
    pub note: Option<String>,
}

/// The referral, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct SuggestProsecutorialSupervisionPayload {
    /// The referral; beside a CONFLICT, as it is now.
    pub referral: Option<Referral>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}
