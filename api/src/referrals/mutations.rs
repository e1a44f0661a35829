//! What can be done in referrals: resolvers that hand over to the service.

use async_graphql::{Context, ID, Object, Result};
use entity::enums::{ReferralAct, ReferralStatus};

use super::{
    inputs::{
        AcceptReferralInput, AcceptReferralPayload, AnswerPoliceReconsiderationInput,
        AnswerPoliceReconsiderationPayload, AnswerPoliceReferralInput, AnswerPoliceReferralPayload,
        CompleteReferralPackageInput, CompleteReferralPackagePayload, DecidePoliceReferralInput,
        DecidePoliceReferralPayload, HandOverGoodsToPoliceInput, HandOverGoodsToPolicePayload,
        HandOverToPoliceInput, HandOverToPolicePayload, NotePoliceReferralComplexInput,
        NotePoliceReferralComplexPayload, ProposePoliceReferralInput, ProposePoliceReferralPayload,
        ReferCaseToDepartmentInput, ReferCaseToDepartmentPayload, ReferCaseToRegionInput,
        ReferCaseToRegionPayload, ReferralItemInput, RequestPoliceReconsiderationInput,
        RequestPoliceReconsiderationPayload, ReturnPoliceFileInput, ReturnPoliceFilePayload,
        ReturnReferralInput, ReturnReferralPayload, SuggestProsecutorialSupervisionInput,
        SuggestProsecutorialSupervisionPayload, TakeBackReferralInput, TakeBackReferralPayload,
    },
    service::{self, Deed, NewItem, Receiver},
    types::{Referral, referral_by_id},
};
use crate::{
    cases::types::{Case, case_by_id},
    shared::{
        caller::Caller,
        errors::{Failure, UserError},
        ids::{self, Kind},
        values::Date,
    },
};

/// The mutation that does `act` in a referral of `status`.
pub fn operation(status: ReferralStatus, act: ReferralAct) -> &'static str {
    use ReferralAct::*;
    match act {
        Send => "referCaseToDepartment",
        Propose => "proposePoliceReferral",
        Accept => "acceptReferral",
        Return => "returnReferral",
        TakeBack => "takeBackReferral",
        Complete => "completeReferralPackage",
        Approve | Disapprove => "decidePoliceReferral",
        HandOver => "handOverToPolice",
        NoteComplex => "notePoliceReferralComplex",
        PoliceFile | PoliceDecline if status == ReferralStatus::Reconsideration => {
            "answerPoliceReconsideration"
        }
        PoliceFile | PoliceDecline => "answerPoliceReferral",
        RequestReconsideration => "requestPoliceReconsideration",
        ReturnFile => "returnPoliceFile",
        HandOverGoods => "handOverGoodsToPolice",
        SuggestSupervision => "suggestProsecutorialSupervision",
    }
}

/// What can be done in referrals.
#[derive(Default)]
pub struct ReferralMutations;

/// What can be done in referrals.
#[Object]
impl ReferralMutations {
    /// Refers a case to another department, which sees it from now on and accepts or returns it.
    async fn refer_case_to_department(
        &self,
        context: &Context<'_>,
        input: ReferCaseToDepartmentInput,
    ) -> Result<ReferCaseToDepartmentPayload> {
        let deed = Deed {
            ground: Some(input.ground),
            documents: input.documents,
            note: input.note,
            ..deed("referCaseToDepartment", ReferralAct::Send, input.occurred_on)
        };
        let receiver = Receiver::Department(ids::named(Kind::Department, &input.department_id));
        let (referral, case, errors) =
            begin(context, &input.idempotency_key, (&input.case_id, input.version), receiver, deed).await?;
        Ok(ReferCaseToDepartmentPayload { referral, case, errors })
    }

    /// Refers a case to another region, whose answer the sender records.
    async fn refer_case_to_region(
        &self,
        context: &Context<'_>,
        input: ReferCaseToRegionInput,
    ) -> Result<ReferCaseToRegionPayload> {
        let deed = Deed {
            ground: Some(input.ground),
            documents: input.documents,
            note: input.note,
            ..deed("referCaseToRegion", ReferralAct::Send, input.occurred_on)
        };
        let receiver = Receiver::Region(input.region_name);
        let (referral, case, errors) =
            begin(context, &input.idempotency_key, (&input.case_id, input.version), receiver, deed).await?;
        Ok(ReferCaseToRegionPayload { referral, case, errors })
    }

    /// Accepts a case that was referred: the receiver takes it over, and the sender's case closes.
    async fn accept_referral(
        &self,
        context: &Context<'_>,
        input: AcceptReferralInput,
    ) -> Result<AcceptReferralPayload> {
        let act = ReferralAct::Accept;
        let deed = Deed {
            documents: input.documents,
            note: input.note,
            ..deed("acceptReferral", act, input.occurred_on)
        };
        let (referral, errors) =
            done(context, &input.idempotency_key, (&input.id, input.version), deed).await?;
        Ok(AcceptReferralPayload { referral, errors })
    }

    /// Sends a case back to the department that referred it, with the reason; there it goes on.
    async fn return_referral(
        &self,
        context: &Context<'_>,
        input: ReturnReferralInput,
    ) -> Result<ReturnReferralPayload> {
        let act = ReferralAct::Return;
        let deed = Deed {
            ground: Some(input.ground),
            documents: input.documents,
            note: input.note,
            ..deed("returnReferral", act, input.occurred_on)
        };
        let (referral, errors) =
            done(context, &input.idempotency_key, (&input.id, input.version), deed).await?;
        Ok(ReturnReferralPayload { referral, errors })
    }

    /// Takes a case back, or drops a proposal, while nobody has answered.
    async fn take_back_referral(
        &self,
        context: &Context<'_>,
        input: TakeBackReferralInput,
    ) -> Result<TakeBackReferralPayload> {
        let act = ReferralAct::TakeBack;
        let deed = Deed {
            ground: Some(input.ground),
            documents: input.documents,
            note: input.note,
            ..deed("takeBackReferral", act, input.occurred_on)
        };
        let (referral, errors) =
            done(context, &input.idempotency_key, (&input.id, input.version), deed).await?;
        Ok(TakeBackReferralPayload { referral, errors })
    }

    /// Proposes to the head to refer a case to the police: the report with its package. Nothing of it is seen by the police before the hand-over.
    async fn propose_police_referral(
        &self,
        context: &Context<'_>,
        input: ProposePoliceReferralInput,
    ) -> Result<ProposePoliceReferralPayload> {
        let deed = Deed {
            ground: Some(input.ground),
            documents: input.documents,
            note: input.note,
            items: Some(items(input.items)),
            ..deed("proposePoliceReferral", ReferralAct::Propose, input.occurred_on)
        };
        let receiver = police(&input.department_id, input.organ_name);
        let (referral, case, errors) =
            begin(context, &input.idempotency_key, (&input.case_id, input.version), receiver, deed).await?;
        Ok(ProposePoliceReferralPayload { referral, case, errors })
    }

    /// States the package for the police anew, before the hand-over.
    async fn complete_referral_package(
        &self,
        context: &Context<'_>,
        input: CompleteReferralPackageInput,
    ) -> Result<CompleteReferralPackagePayload> {
        let act = ReferralAct::Complete;
        let deed = Deed {
            note: input.note,
            items: Some(items(input.items)),
            ..deed("completeReferralPackage", act, input.occurred_on)
        };
        let (referral, errors) =
            done(context, &input.idempotency_key, (&input.id, input.version), deed).await?;
        Ok(CompleteReferralPackagePayload { referral, errors })
    }

    /// Decides on a proposed referral to the police, within 3 days (国务院令310号 art. 5). For the department's head; a refusal states its reason.
    async fn decide_police_referral(
        &self,
        context: &Context<'_>,
        input: DecidePoliceReferralInput,
    ) -> Result<DecidePoliceReferralPayload> {
        let act = if input.approved { ReferralAct::Approve } else { ReferralAct::Disapprove };
        let deed = Deed {
            ground: input.ground,
            documents: input.documents,
            note: input.note,
            occurred_at: input.occurred_at,
            ..deed("decidePoliceReferral", act, input.occurred_on)
        };
        let (referral, errors) =
            done(context, &input.idempotency_key, (&input.id, input.version), deed).await?;
        Ok(DecidePoliceReferralPayload { referral, errors })
    }

    /// Hands the case over to the police with its complete package, within 24 hours of the approval: they see it from now on.
    async fn hand_over_to_police(
        &self,
        context: &Context<'_>,
        input: HandOverToPoliceInput,
    ) -> Result<HandOverToPolicePayload> {
        let act = ReferralAct::HandOver;
        let deed = Deed {
            documents: input.documents,
            note: input.note,
            items: input.items.map(items),
            occurred_at: input.occurred_at,
            ..deed("handOverToPolice", act, input.occurred_on)
        };
        let (referral, errors) =
            done(context, &input.idempotency_key, (&input.id, input.version), deed).await?;
        Ok(HandOverToPolicePayload { referral, errors })
    }

    /// Notes that the case is complex, so that the police take the longer period to decide.
    async fn note_police_referral_complex(
        &self,
        context: &Context<'_>,
        input: NotePoliceReferralComplexInput,
    ) -> Result<NotePoliceReferralComplexPayload> {
        let act = ReferralAct::NoteComplex;
        let deed = Deed {
            ground: Some(input.ground),
            documents: input.documents,
            note: input.note,
            ..deed("notePoliceReferralComplex", act, input.occurred_on)
        };
        let (referral, errors) =
            done(context, &input.idempotency_key, (&input.id, input.version), deed).await?;
        Ok(NotePoliceReferralComplexPayload { referral, errors })
    }

    /// Answers a referral: the police file the case, or decline with the reason. By the police on the platform, or by the sender with the paper's number.
    async fn answer_police_referral(
        &self,
        context: &Context<'_>,
        input: AnswerPoliceReferralInput,
    ) -> Result<AnswerPoliceReferralPayload> {
        let act = if input.filed { ReferralAct::PoliceFile } else { ReferralAct::PoliceDecline };
        let deed = Deed {
            ground: input.ground,
            documents: input.documents,
            note: input.note,
            ..deed("answerPoliceReferral", act, input.occurred_on)
        };
        let (referral, errors) =
            done(context, &input.idempotency_key, (&input.id, input.version), deed).await?;
        Ok(AnswerPoliceReferralPayload { referral, errors })
    }

    /// Asks the police to reconsider, within 3 days of their refusal (国务院令310号 art. 9); once.
    async fn request_police_reconsideration(
        &self,
        context: &Context<'_>,
        input: RequestPoliceReconsiderationInput,
    ) -> Result<RequestPoliceReconsiderationPayload> {
        let act = ReferralAct::RequestReconsideration;
        let deed = Deed {
            ground: Some(input.ground),
            documents: input.documents,
            note: input.note,
            ..deed("requestPoliceReconsideration", act, input.occurred_on)
        };
        let (referral, errors) =
            done(context, &input.idempotency_key, (&input.id, input.version), deed).await?;
        Ok(RequestPoliceReconsiderationPayload { referral, errors })
    }

    /// Answers the request to reconsider: the police file after all, or decline again.
    async fn answer_police_reconsideration(
        &self,
        context: &Context<'_>,
        input: AnswerPoliceReconsiderationInput,
    ) -> Result<AnswerPoliceReconsiderationPayload> {
        let act = if input.filed { ReferralAct::PoliceFile } else { ReferralAct::PoliceDecline };
        let deed = Deed {
            ground: input.ground,
            documents: input.documents,
            note: input.note,
            ..deed("answerPoliceReconsideration", act, input.occurred_on)
        };
        let (referral, errors) =
            done(context, &input.idempotency_key, (&input.id, input.version), deed).await?;
        Ok(AnswerPoliceReconsiderationPayload { referral, errors })
    }

    /// Notes that the file of a case that the police declined came back (国务院令310号 art. 8).
    async fn return_police_file(
        &self,
        context: &Context<'_>,
        input: ReturnPoliceFileInput,
    ) -> Result<ReturnPoliceFilePayload> {
        let act = ReferralAct::ReturnFile;
        let deed = Deed {
            documents: input.documents,
            note: input.note,
            ..deed("returnPoliceFile", act, input.occurred_on)
        };
        let (referral, errors) =
            done(context, &input.idempotency_key, (&input.id, input.version), deed).await?;
        Ok(ReturnPoliceFilePayload { referral, errors })
    }

    /// Notes that goods and further material followed to the police who had filed, within 3 days (国务院令310号 art. 12).
    async fn hand_over_goods_to_police(
        &self,
        context: &Context<'_>,
        input: HandOverGoodsToPoliceInput,
    ) -> Result<HandOverGoodsToPolicePayload> {
        let act = ReferralAct::HandOverGoods;
        let deed = Deed {
            documents: input.documents,
            note: input.note,
            ..deed("handOverGoodsToPolice", act, input.occurred_on)
        };
        let (referral, errors) =
            done(context, &input.idempotency_key, (&input.id, input.version), deed).await?;
        Ok(HandOverGoodsToPolicePayload { referral, errors })
    }

    /// Asks the procuratorate to supervise the filing (立案监督), after the police declined.
    async fn suggest_prosecutorial_supervision(
        &self,
        context: &Context<'_>,
        input: SuggestProsecutorialSupervisionInput,
    ) -> Result<SuggestProsecutorialSupervisionPayload> {
        let act = ReferralAct::SuggestSupervision;
        let deed = Deed {
            ground: Some(input.ground),
            documents: input.documents,
            note: input.note,
            ..deed("suggestProsecutorialSupervision", act, input.occurred_on)
        };
        let (referral, errors) =
            done(context, &input.idempotency_key, (&input.id, input.version), deed).await?;
        Ok(SuggestProsecutorialSupervisionPayload { referral, errors })
    }
}

/// A deed that states nothing yet.
fn deed(mutation: &'static str, act: ReferralAct, occurred_on: Date) -> Deed {
    let occurred_on = occurred_on.0;
    Deed {
        mutation,
        act,
        occurred_on,
        occurred_at: None,
        ground: None,
        documents: Vec::new(),
        note: None,
        items: None,
    }
}

fn items(inputs: Vec<ReferralItemInput>) -> Vec<NewItem> {
    let item = |input: ReferralItemInput| NewItem {
        kind: input.kind,
        document: input.document,
        reason: input.reason,
        attachment_ids: ids::all_named(Kind::Attachment, &input.attachment_ids),
    };
    inputs.into_iter().map(item).collect()
}

/// The police meant: on the platform, or else in words.
fn police(department_id: &Option<ID>, organ_name: Option<String>) -> Receiver {
    match department_id {
        Some(id) => Receiver::Police(ids::named(Kind::Department, id)),
        None => Receiver::PoliceOrgan(organ_name.unwrap_or_default()),
    }
}

async fn begin(
    context: &Context<'_>,
    key: &Option<ID>,
    (case_id, version): (&ID, i32),
    receiver: Receiver,
    deed: Deed,
) -> Result<(Option<Referral>, Option<Case>, Vec<UserError>)> {
    let (caller, key) = Caller::acting(context, key)?;
    let case_id = ids::named(Kind::Case, case_id);
    let result = service::begin(&caller, case_id, version, receiver, deed, key).await;
    // There is no referral yet that somebody could have changed: it is the case that they were faster at.
    let case = match result {
        Err(Failure::Conflict) => case_by_id(context, case_id).await?,
        _ => None,
    };
    let (referral, errors) = caller.answer(result.map(Referral))?;
    Ok((referral, case, errors))
}

/// The changed referral or the errors; beside a conflict, the referral as it is now.
async fn done(
    context: &Context<'_>,
    key: &Option<ID>,
    (id, version): (&ID, i32),
    deed: Deed,
) -> Result<(Option<Referral>, Vec<UserError>)> {
    let (caller, key) = Caller::acting(context, key)?;
    let id = ids::named(Kind::Referral, id);
    let result = service::act(&caller, id, version, deed, key).await;
    caller.answer_or(result.map(Referral), referral_by_id(context, id)).await
}
