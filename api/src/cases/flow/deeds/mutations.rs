//! Deeds as mutations, a verb each.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use vocabulary::CaseDeed;

use super::service::{Done, perform};
use crate::{
    cases::{
        informants::{self, RevealedInformant},
        mutations::{named, settled},
        types::Case,
    },
    shared::{caller::Caller, errors::UserError, ids::Kind, values::Date},
};

/// The decision served (送达): on whom, how, when.
#[derive(InputObject)]
pub struct ServeDecisionInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The case.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The day on which it was served; not before the decision.
    pub served_on: Date,
    /// The proof of service (送达回证): at least one, or a file of it.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// The files of the case on which it rests: current ones, not those that a correction replaced.
    /// Where no document is named otherwise, their names are.
    #[graphql(default)]
    pub attachment_ids: Vec<ID>,
    /// How: in person, by post, by announcement …
    pub note: Option<String>,
}

/// A hearing waived in writing (放弃听证、陈述申辩).
#[derive(InputObject)]
pub struct WaiveHearingInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The case.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The day of the party's declaration.
    pub waived_on: Date,
    /// The declaration: at least one, or a file of it.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// The files of the case on which it rests: current ones, not those that a correction replaced.
    /// Where no document is named otherwise, their names are.
    #[graphql(default)]
    pub attachment_ids: Vec<ID>,
    /// What else is noted.
    pub note: Option<String>,
}

/// A penalty published (行政处罚信息公示), or the text of one corrected.
#[derive(InputObject)]
pub struct PublishPenaltyInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The case.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The day of the publication; not before the decision.
    pub published_on: Date,
    /// The text, of which `publicationDraft` is a proposal; refused while it holds a natural person's
    /// name, an identity number, a telephone number or a home address.
    pub text: String,
    /// Where it is published.
    pub place: Option<String>,
    /// The files of the case that show it: current ones, not those that a correction replaced.
    #[graphql(default)]
    pub attachment_ids: Vec<ID>,
    /// What else is noted.
    pub note: Option<String>,
}

/// The informant told what came of the report (告知举报人).
#[derive(InputObject)]
pub struct TellInformantInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The case.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The day on which they were told.
    pub told_on: Date,
    /// The numbers of its documents.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// The files of the case on which it rests: current ones, not those that a correction replaced.
    /// Where no document is named otherwise, their names are.
    #[graphql(default)]
    pub attachment_ids: Vec<ID>,
    /// How.
    pub note: Option<String>,
}

/// A case marked as typical (典型案件), or no longer.
#[derive(InputObject)]
pub struct MarkTypicalCaseInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The case.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// Whether it is one.
    pub typical: bool,
    /// The day.
    pub marked_on: Date,
    /// Why.
    pub ground: String,
}

/// Something noted in a case (办案记录).
#[derive(InputObject)]
pub struct NoteOnCaseInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The case.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The day on which it happened.
    pub occurred_on: Date,
    /// What.
    pub note: String,
    /// The numbers of its documents.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// The files of the case on which it rests: current ones, not those that a correction replaced.
    /// Where no document is named otherwise, their names are.
    #[graphql(default)]
    pub attachment_ids: Vec<ID>,
}

/// Why the viewer reads who reported a case.
#[derive(InputObject)]
pub struct RevealInformantInput {
    /// The case.
    pub id: ID,
    /// The reason, which is logged.
    pub reason: String,
}

/// The decision served, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ServeDecisionPayload {
    /// The case; beside a CONFLICT, as it is now.
    pub case: Option<Case>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The hearing waived, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct WaiveHearingPayload {
    /// The case; beside a CONFLICT, as it is now.
    pub case: Option<Case>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The penalty published, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct PublishPenaltyPayload {
    /// The case; beside a CONFLICT, as it is now.
    pub case: Option<Case>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The informant told, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct TellInformantPayload {
    /// The case; beside a CONFLICT, as it is now.
    pub case: Option<Case>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The case marked, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct MarkTypicalCasePayload {
    /// The case; beside a CONFLICT, as it is now.
    pub case: Option<Case>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The case with the note, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct NoteOnCasePayload {
    /// The case; beside a CONFLICT, as it is now.
    pub case: Option<Case>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// Who reported the case, or why that is not shown.
#[derive(SimpleObject)]
pub struct RevealInformantPayload {
    /// The informant.
    pub informant: Option<RevealedInformant>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What is done in cases without moving their status.
#[derive(Default)]
pub struct DeedMutations;

/// What is done in cases without moving their status.
#[Object]
impl DeedMutations {
    /// Records that the decision was served on the party: only then it is enforced.
    async fn serve_decision(
        &self,
        context: &Context<'_>,
        input: ServeDecisionInput,
    ) -> Result<ServeDecisionPayload> {
        let done = Done {
            deed: CaseDeed::ServeDecision,
            on: input.served_on.0,
            ground: None,
            documents: input.documents,
            attachment_ids: files(&input.attachment_ids),
            note: input.note,
            publication: None,
        };
        let at = (&input.id, input.version, &input.idempotency_key);
        let (case, errors) = perform_named(context, "serveDecision", at, done).await?;
        Ok(ServeDecisionPayload { case, errors })
    }

    /// Records that the party waived the hearing in writing: the decision need not wait for the period.
    async fn waive_hearing(
        &self,
        context: &Context<'_>,
        input: WaiveHearingInput,
    ) -> Result<WaiveHearingPayload> {
        let done = Done {
            deed: CaseDeed::WaiveHearing,
            on: input.waived_on.0,
            ground: None,
            documents: input.documents,
            attachment_ids: files(&input.attachment_ids),
            note: input.note,
            publication: None,
        };
        let at = (&input.id, input.version, &input.idempotency_key);
        let (case, errors) = perform_named(context, "waiveHearing", at, done).await?;
        Ok(WaiveHearingPayload { case, errors })
    }

    /// Records that the penalty was published, with its text; again, to correct the text.
    async fn publish_penalty(
        &self,
        context: &Context<'_>,
        input: PublishPenaltyInput,
    ) -> Result<PublishPenaltyPayload> {
        let done = Done {
            deed: CaseDeed::PublishPenalty,
            on: input.published_on.0,
            ground: None,
            documents: Vec::new(),
            attachment_ids: files(&input.attachment_ids),
            note: input.note,
            publication: Some((input.text, input.place)),
        };
        let at = (&input.id, input.version, &input.idempotency_key);
        let (case, errors) = perform_named(context, "publishPenalty", at, done).await?;
        Ok(PublishPenaltyPayload { case, errors })
    }

    /// Records that the informant was told what came of the report.
    async fn tell_informant(
        &self,
        context: &Context<'_>,
        input: TellInformantInput,
    ) -> Result<TellInformantPayload> {
        let done = Done {
            deed: CaseDeed::TellInformant,
            on: input.told_on.0,
            ground: None,
            documents: input.documents,
            attachment_ids: files(&input.attachment_ids),
            note: input.note,
            publication: None,
        };
        let at = (&input.id, input.version, &input.idempotency_key);
        let (case, errors) = perform_named(context, "tellInformant", at, done).await?;
        Ok(TellInformantPayload { case, errors })
    }

    /// Marks a case as typical, or no longer. For the department's head and the office.
    async fn mark_typical_case(
        &self,
        context: &Context<'_>,
        input: MarkTypicalCaseInput,
    ) -> Result<MarkTypicalCasePayload> {
        let done = Done {
            deed: if input.typical { CaseDeed::MarkTypical } else { CaseDeed::UnmarkTypical },
            on: input.marked_on.0,
            ground: Some(input.ground),
            documents: Vec::new(),
            attachment_ids: Vec::new(),
            note: None,
            publication: None,
        };
        let at = (&input.id, input.version, &input.idempotency_key);
        let (case, errors) = perform_named(context, "markTypicalCase", at, done).await?;
        Ok(MarkTypicalCasePayload { case, errors })
    }

    /// Notes something in a case; for who handles it jointly, too.
    async fn note_on_case(&self, context: &Context<'_>, input: NoteOnCaseInput) -> Result<NoteOnCasePayload> {
        let done = Done {
            deed: CaseDeed::Note,
            on: input.occurred_on.0,
            ground: None,
            documents: input.documents,
            attachment_ids: files(&input.attachment_ids),
            note: Some(input.note),
            publication: None,
        };
        let at = (&input.id, input.version, &input.idempotency_key);
        let (case, errors) = perform_named(context, "noteOnCase", at, done).await?;
        Ok(NoteOnCasePayload { case, errors })
    }

    /// Shows who reported a case; each reading is in the audit log. For the department that handles it
    /// and the office.
    async fn reveal_informant(
        &self,
        context: &Context<'_>,
        input: RevealInformantInput,
    ) -> Result<RevealInformantPayload> {
        let caller = Caller::of(context)?;
        let revealed = informants::reveal(&caller, named(Kind::Case, &input.id), &input.reason).await;
        let (informant, errors) = caller.answer(revealed)?;
        Ok(RevealInformantPayload { informant, errors })
    }
}

fn files(ids: &[ID]) -> Vec<uuid::Uuid> {
    ids.iter().map(|id| named(Kind::Attachment, id)).collect()
}

async fn perform_named(
    context: &Context<'_>,
    mutation: &'static str,
    (id, version, key): (&ID, i32, &Option<ID>),
    done: Done,
) -> Result<(Option<Case>, Vec<UserError>)> {
    let (caller, key) = Caller::acting(context, key)?;
    let id = named(Kind::Case, id);
    let result = perform(&caller, mutation, (id, version), done, key).await;
    settled(context, id, result).await
}
