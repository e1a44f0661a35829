//! Recording and correcting trainings: inputs, payloads, thin resolvers.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

use super::{
    service::{self, Held},
    types::{AudienceKind, Training, TrainingKind, training_by_id},
};
use crate::shared::{
    caller::{self, Caller},
    errors::{UserError, settle, settle_or_now},
    ids::{self, Kind},
    values::{Date, QuantityInput},
};

/// A part of those who came.
#[derive(InputObject, Clone, Copy)]
pub struct TrainingAudienceInput {
    /// Who they were; each kind once.
    kind: AudienceKind,
    /// How many came.
    people: i32,
}

/// A training that was held.
#[derive(InputObject)]
pub struct RecordTrainingInput {
    /// The client's own key for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The organising department; the viewer's own where it is left out.
    department_id: Option<ID>,
    /// The joint action that it belongs to.
    action_id: Option<ID>,
    /// The form.
    kind: TrainingKind,
    /// The name.
    name: String,
    /// The first day.
    starts_on: Date,
    /// The last day, not in the future.
    ends_on: Date,
    /// Where it was held.
    place: String,
    /// What it was about.
    subject: Option<String>,
    /// Who spoke.
    speakers: Option<String>,
    /// The other departments that took part.
    #[graphql(default)]
    participant_ids: Vec<ID>,
    /// How many were trained, in person-times.
    trained_person_times: QuantityInput,
    /// How many companies sent somebody.
    companies: QuantityInput,
    /// Who came, by kind of audience.
    #[graphql(default)]
    audiences: Vec<TrainingAudienceInput>,
    /// Whether there was an exam.
    #[graphql(default)]
    exam_held: bool,
    /// How many certificates were issued.
    #[graphql(default)]
    certificates_issued: i32,
}

/// What a training was, stated anew.
#[derive(InputObject)]
pub struct CorrectTrainingInput {
    /// The client's own key for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The training.
    id: ID,
    /// The version that the viewer saw.
    version: i32,
    /// Why it is corrected; kept in the audit log.
    reason: String,
    /// The joint action that it belongs to.
    action_id: Option<ID>,
    /// The form.
    kind: TrainingKind,
    /// The name.
    name: String,
    /// The first day.
    starts_on: Date,
    /// The last day, not in the future.
    ends_on: Date,
    /// Where it was held.
    place: String,
    /// What it was about.
    subject: Option<String>,
    /// Who spoke.
    speakers: Option<String>,
    /// The other departments that took part.
    participant_ids: Vec<ID>,
    /// How many were trained, in person-times.
    trained_person_times: QuantityInput,
    /// How many companies sent somebody.
    companies: QuantityInput,
    /// Who came, by kind of audience.
    audiences: Vec<TrainingAudienceInput>,
    /// Whether there was an exam.
    exam_held: bool,
    /// How many certificates were issued.
    certificates_issued: i32,
}

/// The recorded training, or what is wrong.
#[derive(SimpleObject)]
pub struct RecordTrainingPayload {
    /// The training.
    training: Option<Training>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// The corrected training, or what is wrong; with a CONFLICT, the training as it is now.
#[derive(SimpleObject)]
pub struct CorrectTrainingPayload {
    /// The training.
    training: Option<Training>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What can be done with trainings.
#[derive(Default)]
pub struct TrainingMutations;

/// What can be done with trainings.
#[Object]
impl TrainingMutations {
    /// Records a training that was held.
    async fn record_training(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The training.")] input: RecordTrainingInput,
    ) -> Result<RecordTrainingPayload> {
        let caller = Caller::of(context)?;
        let key = caller::idempotency(context, input.idempotency_key.as_ref())?;
        let department = input.department_id.as_ref().map(|id| ids::named(Kind::Department, id));
        let held = Held {
            action_id: input.action_id.as_ref().map(|id| ids::named(Kind::JointAction, id)),
            kind: input.kind.into(),
            name: input.name,
            starts_on: input.starts_on.0,
            ends_on: input.ends_on.0,
            place: input.place,
            subject: input.subject,
            speakers: input.speakers,
            participant_ids: ids::all_named(Kind::Department, &input.participant_ids),
            person_times: input.trained_person_times,
            companies: input.companies,
            audiences: audiences(&input.audiences),
            exam_held: input.exam_held,
            certificates_issued: input.certificates_issued,
        };
        let result = service::record(&caller, key, department, held).await;
        let (row, errors) = settle(result, caller.language())?;
        Ok(RecordTrainingPayload { training: row.map(Training), errors })
    }

    /// Replaces what is on record of a training, for a stated reason.
    async fn correct_training(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The training, stated anew.")] input: CorrectTrainingInput,
    ) -> Result<CorrectTrainingPayload> {
        let caller = Caller::of(context)?;
        let key = caller::idempotency(context, input.idempotency_key.as_ref())?;
        let id = ids::named(Kind::Training, &input.id);
        let held = Held {
            action_id: input.action_id.as_ref().map(|id| ids::named(Kind::JointAction, id)),
            kind: input.kind.into(),
            name: input.name,
            starts_on: input.starts_on.0,
            ends_on: input.ends_on.0,
            place: input.place,
            subject: input.subject,
            speakers: input.speakers,
            participant_ids: ids::all_named(Kind::Department, &input.participant_ids),
            person_times: input.trained_person_times,
            companies: input.companies,
            audiences: audiences(&input.audiences),
            exam_held: input.exam_held,
            certificates_issued: input.certificates_issued,
        };
        let result = service::correct(&caller, key, id, input.version, &input.reason, held).await;
        let now = training_by_id(context, id);
        let (training, errors) = settle_or_now(result.map(Training), caller.language(), now).await?;
        Ok(CorrectTrainingPayload { training, errors })
    }
}

fn audiences(audiences: &[TrainingAudienceInput]) -> Vec<(entity::enums::AudienceKind, i32)> {
    audiences.iter().map(|audience| (audience.kind.into(), audience.people)).collect()
}
