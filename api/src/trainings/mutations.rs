//! Recording and correcting trainings: inputs, payloads, thin resolvers.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::training::Entity;

use super::{
    service::HeldTraining,
    types::{Training, training_by_id},
};
use crate::shared::{
    caller::Caller,
    errors::UserError,
    ids::{self, Kind},
    recorded,
    whole::Whole,
};

/// A training that was held.
#[derive(InputObject)]
pub struct RecordTrainingInput {
    /// The client's own key for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The organising department; the viewer's own where it is left out.
    department_id: Option<ID>,
    #[graphql(flatten)]
    held: HeldTraining,
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
    #[graphql(flatten)]
    held: Whole<HeldTraining>,
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

#[Object]
impl TrainingMutations {
    /// Records a training that was held.
    async fn record_training(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The training.")] input: RecordTrainingInput,
    ) -> Result<RecordTrainingPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let department = ids::optional(Kind::Department, &input.department_id);
        let result = recorded::record::<Entity>(&caller, key, department, input.held).await;
        let (training, errors) = caller.answer(result.map(Training))?;
        Ok(RecordTrainingPayload { training, errors })
    }

    /// Replaces what is on record of a training, for a stated reason.
    async fn correct_training(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The training, stated anew.")] input: CorrectTrainingInput,
    ) -> Result<CorrectTrainingPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::Training, &input.id);
        let seen = (id, input.version);
        let result = recorded::correct::<Entity>(&caller, key, seen, &input.reason, input.held.0).await;
        let (training, errors) = caller.answer_or(result.map(Training), training_by_id(context, id)).await?;
        Ok(CorrectTrainingPayload { training, errors })
    }
}
