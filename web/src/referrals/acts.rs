//! The acts of a referral: the one place that chooses among their operations by the name that the
//! server gave.

use super::{
    act_operations::{
        AcceptReferral, AcceptReferralInput, AnswerPoliceReconsideration, AnswerPoliceReconsiderationInput,
        AnswerPoliceReferral, AnswerPoliceReferralInput, CompleteReferralPackage,
        CompleteReferralPackageInput, DecidePoliceReferral, DecidePoliceReferralInput, HandOverGoodsToPolice,
        HandOverGoodsToPoliceInput, HandOverToPolice, HandOverToPoliceInput, NotePoliceReferralComplex,
        NotePoliceReferralComplexInput, RequestPoliceReconsideration, RequestPoliceReconsiderationInput,
        ReturnPoliceFile, ReturnPoliceFileInput, ReturnReferral, ReturnReferralInput,
        SuggestProsecutorialSupervision, SuggestProsecutorialSupervisionInput, TakeBackReferral,
        TakeBackReferralInput,
    },
    operations::{ReferralItemInput, ReferralStanding},
};
use crate::{
    components::form::Form,
    graphql::scalars::{Date, DateTime},
};

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
            form.send::<AcceptReferral>(input, done, newer);
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
            form.send::<ReturnReferral>(input, done, newer);
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
            form.send::<TakeBackReferral>(input, done, newer);
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
            form.send::<CompleteReferralPackage>(input, done, newer);
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
            form.send::<DecidePoliceReferral>(input, done, newer);
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
            form.send::<HandOverToPolice>(input, done, newer);
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
            form.send::<NotePoliceReferralComplex>(input, done, newer);
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
            form.send::<AnswerPoliceReferral>(input, done, newer);
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
            form.send::<RequestPoliceReconsideration>(input, done, newer);
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
            form.send::<AnswerPoliceReconsideration>(input, done, newer);
        }
        "returnPoliceFile" => {
            let input =
                ReturnPoliceFileInput { idempotency_key: key, id, version, occurred_on, documents, note };
            form.send::<ReturnPoliceFile>(input, done, newer);
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
            form.send::<HandOverGoodsToPolice>(input, done, newer);
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
            form.send::<SuggestProsecutorialSupervision>(input, done, newer);
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
