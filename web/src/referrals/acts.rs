//! The acts of a referral: an operation each, and the one place that chooses among them by the name
//! that the server gave.

use super::operations::{ReferralItemInput, ReferralStanding};
use crate::{
    components::form::Form,
    graphql::{fragments::UserError, scalars::Date, schema},
};
use cynic::MutationBuilder;

/// What was typed for an act.
pub struct Typed {
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub ground: Option<String>,
    pub documents: Vec<String>,
    pub note: Option<String>,
    /// The package, where the act states it.
    pub items: Option<Vec<ReferralItemInput>>,
    /// Which of two ways: approved or not, filed or not.
    pub yes: bool,
}

/// Sends what was typed under the mutation `operation`.
pub fn send(
    form: Form,
    operation: &str,
    typed: Typed,
    done: impl FnOnce(ReferralStanding) + 'static,
    newer: impl FnOnce(ReferralStanding) + 'static,
) {
    let key = form.key();
    let Typed { id, version, occurred_on, ground, documents, note, items, yes } = typed;
    match operation {
        "acceptReferral" => {
            let input =
                AcceptReferralInput { idempotency_key: key, id, version, occurred_on, documents, note };
            let operation = AcceptReferral::build(AcceptReferralVariables { input });
            form.send(
                operation,
                |data| (data.accept_referral.errors, data.accept_referral.referral),
                done,
                newer,
            );
        }
        "returnReferral" => {
            let input = ReturnReferralInput {
                idempotency_key: key,
                id,
                version,
                occurred_on,
                ground: ground.unwrap_or_default(),
                documents,
                note,
            };
            let operation = ReturnReferral::build(ReturnReferralVariables { input });
            form.send(
                operation,
                |data| (data.return_referral.errors, data.return_referral.referral),
                done,
                newer,
            );
        }
        "takeBackReferral" => {
            let input = TakeBackReferralInput {
                idempotency_key: key,
                id,
                version,
                occurred_on,
                ground: ground.unwrap_or_default(),
                documents,
                note,
            };
            let operation = TakeBackReferral::build(TakeBackReferralVariables { input });
            form.send(
                operation,
                |data| (data.take_back_referral.errors, data.take_back_referral.referral),
                done,
                newer,
            );
        }
        "completeReferralPackage" => {
            let input = CompleteReferralPackageInput {
                idempotency_key: key,
                id,
                version,
                occurred_on,
                items: items.unwrap_or_default(),
                note,
            };
            let operation = CompleteReferralPackage::build(CompleteReferralPackageVariables { input });
            form.send(
                operation,
                |data| (data.complete_referral_package.errors, data.complete_referral_package.referral),
                done,
                newer,
            );
        }
        "decidePoliceReferral" => {
            let input = DecidePoliceReferralInput {
                idempotency_key: key,
                id,
                version,
                occurred_on,
                approved: yes,
                ground,
                documents,
                note,
            };
            let operation = DecidePoliceReferral::build(DecidePoliceReferralVariables { input });
            form.send(
                operation,
                |data| (data.decide_police_referral.errors, data.decide_police_referral.referral),
                done,
                newer,
            );
        }
        "handOverToPolice" => {
            let input = HandOverToPoliceInput {
                idempotency_key: key,
                id,
                version,
                occurred_on,
                documents,
                items,
                note,
            };
            let operation = HandOverToPolice::build(HandOverToPoliceVariables { input });
            form.send(
                operation,
                |data| (data.hand_over_to_police.errors, data.hand_over_to_police.referral),
                done,
                newer,
            );
        }
        "notePoliceReferralComplex" => {
            let input = NotePoliceReferralComplexInput {
                idempotency_key: key,
                id,
                version,
                occurred_on,
                ground: ground.unwrap_or_default(),
                documents,
                note,
            };
            let operation = NotePoliceReferralComplex::build(NotePoliceReferralComplexVariables { input });
            form.send(
                operation,
                |data| (data.note_police_referral_complex.errors, data.note_police_referral_complex.referral),
                done,
                newer,
            );
        }
        "answerPoliceReferral" => {
            let input = AnswerPoliceReferralInput {
                idempotency_key: key,
                id,
                version,
                occurred_on,
                filed: yes,
                ground,
                documents,
                note,
            };
            let operation = AnswerPoliceReferral::build(AnswerPoliceReferralVariables { input });
            form.send(
                operation,
                |data| (data.answer_police_referral.errors, data.answer_police_referral.referral),
                done,
                newer,
            );
        }
        "requestPoliceReconsideration" => {
            let input = RequestPoliceReconsiderationInput {
                idempotency_key: key,
                id,
                version,
                occurred_on,
                ground: ground.unwrap_or_default(),
                documents,
                note,
            };
            let operation =
                RequestPoliceReconsideration::build(RequestPoliceReconsiderationVariables { input });
            form.send(
                operation,
                |data| {
                    (data.request_police_reconsideration.errors, data.request_police_reconsideration.referral)
                },
                done,
                newer,
            );
        }
        "answerPoliceReconsideration" => {
            let input = AnswerPoliceReconsiderationInput {
                idempotency_key: key,
                id,
                version,
                occurred_on,
                filed: yes,
                ground,
                documents,
                note,
            };
            let operation =
                AnswerPoliceReconsideration::build(AnswerPoliceReconsiderationVariables { input });
            form.send(
                operation,
                |data| {
                    (data.answer_police_reconsideration.errors, data.answer_police_reconsideration.referral)
                },
                done,
                newer,
            );
        }
        "returnPoliceFile" => {
            let input =
                ReturnPoliceFileInput { idempotency_key: key, id, version, occurred_on, documents, note };
            let operation = ReturnPoliceFile::build(ReturnPoliceFileVariables { input });
            form.send(
                operation,
                |data| (data.return_police_file.errors, data.return_police_file.referral),
                done,
                newer,
            );
        }
        "handOverGoodsToPolice" => {
            let input = HandOverGoodsToPoliceInput {
                idempotency_key: key,
                id,
                version,
                occurred_on,
                documents,
                note,
            };
            let operation = HandOverGoodsToPolice::build(HandOverGoodsToPoliceVariables { input });
            form.send(
                operation,
                |data| (data.hand_over_goods_to_police.errors, data.hand_over_goods_to_police.referral),
                done,
                newer,
            );
        }
        "suggestProsecutorialSupervision" => {
            let input = SuggestProsecutorialSupervisionInput {
                idempotency_key: key,
                id,
                version,
                occurred_on,
                ground: ground.unwrap_or_default(),
                documents,
                note,
            };
            let operation =
                SuggestProsecutorialSupervision::build(SuggestProsecutorialSupervisionVariables { input });
            form.send(
                operation,
                |data| {
                    (
                        data.suggest_prosecutorial_supervision.errors,
                        data.suggest_prosecutorial_supervision.referral,
                    )
                },
                done,
                newer,
            );
        }
        // An act that this app does not know yet is not offered (see `knows`).
        _ => {}
    }
}

/// Whether the app can do what the server calls `operation`.
pub fn knows(operation: &str) -> bool {
    [
        "acceptReferral",
        "returnReferral",
        "takeBackReferral",
        "completeReferralPackage",
        "decidePoliceReferral",
        "handOverToPolice",
        "notePoliceReferralComplex",
        "answerPoliceReferral",
        "requestPoliceReconsideration",
        "answerPoliceReconsideration",
        "returnPoliceFile",
        "handOverGoodsToPolice",
        "suggestProsecutorialSupervision",
    ]
    .contains(&operation)
}

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
