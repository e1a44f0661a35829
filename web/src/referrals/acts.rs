//! The acts of a referral: the one place that chooses among their operations by the name that the
//! server gave.

use super::{
    act_operations::{
        AcceptReferral, AcceptReferralInput, AcceptReferralVariables, AnswerPoliceReconsideration,
        AnswerPoliceReconsiderationInput, AnswerPoliceReconsiderationVariables, AnswerPoliceReferral,
        AnswerPoliceReferralInput, AnswerPoliceReferralVariables, CompleteReferralPackage,
        CompleteReferralPackageInput, CompleteReferralPackageVariables, DecidePoliceReferral,
        DecidePoliceReferralInput, DecidePoliceReferralVariables, HandOverGoodsToPolice,
        HandOverGoodsToPoliceInput, HandOverGoodsToPoliceVariables, HandOverToPolice, HandOverToPoliceInput,
        HandOverToPoliceVariables, NotePoliceReferralComplex, NotePoliceReferralComplexInput,
        NotePoliceReferralComplexVariables, RequestPoliceReconsideration, RequestPoliceReconsiderationInput,
        RequestPoliceReconsiderationVariables, ReturnPoliceFile, ReturnPoliceFileInput,
        ReturnPoliceFileVariables, ReturnReferral, ReturnReferralInput, ReturnReferralVariables,
        SuggestProsecutorialSupervision, SuggestProsecutorialSupervisionInput,
        SuggestProsecutorialSupervisionVariables, TakeBackReferral, TakeBackReferralInput,
        TakeBackReferralVariables,
    },
    operations::{ReferralItemInput, ReferralStanding},
};
use crate::{
    components::form::Form,
    graphql::scalars::{Date, DateTime},
};
use cynic::MutationBuilder;

/// What was typed for an act.
pub struct Typed {
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    /// The moment, where it matters and is known.
    pub occurred_at: Option<DateTime>,
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
    let Typed { id, version, occurred_on, occurred_at, ground, documents, note, items, yes } = typed;
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
                occurred_at,
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
                occurred_at,
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
