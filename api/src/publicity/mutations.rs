//! Recording and correcting publicity events: inputs, payloads, thin resolvers.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::publicity_event::Entity;

use super::{
    service::HeldEvent,
    types::{PublicityEvent, publicity_event_by_id},
};
use crate::shared::{
    caller::Caller,
    errors::UserError,
    ids::{self, Kind},
    recorded,
    whole::Whole,
};

/// A publicity event that was held.
#[derive(InputObject)]
pub struct RecordPublicityEventInput {
    /// The client's own key for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The organising department; the viewer's own where it is left out.
    department_id: Option<ID>,
    #[graphql(flatten)]
    held: HeldEvent,
}

/// What a publicity event was, stated anew.
#[derive(InputObject)]
pub struct CorrectPublicityEventInput {
    /// The client's own key for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The publicity event.
    id: ID,
    /// The version that the viewer saw.
    version: i32,
    /// Why it is corrected; kept in the audit log.
    reason: String,
    #[graphql(flatten)]
    held: Whole<HeldEvent>,
}

/// The recorded event, or what is wrong.
#[derive(SimpleObject)]
pub struct RecordPublicityEventPayload {
    /// The publicity event.
    publicity_event: Option<PublicityEvent>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// The corrected event, or what is wrong; with a CONFLICT, the publicity event as it is now.
#[derive(SimpleObject)]
pub struct CorrectPublicityEventPayload {
    /// The publicity event.
    publicity_event: Option<PublicityEvent>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What can be done with publicity events.
#[derive(Default)]
pub struct PublicityMutations;

#[Object]
impl PublicityMutations {
    /// Records a publicity event that was held.
    async fn record_publicity_event(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The publicity event.")] input: RecordPublicityEventInput,
    ) -> Result<RecordPublicityEventPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let department = ids::optional(Kind::Department, &input.department_id);
        let result = recorded::record::<Entity>(&caller, key, department, input.held).await;
        let (publicity_event, errors) = caller.answer(result.map(PublicityEvent))?;
        Ok(RecordPublicityEventPayload { publicity_event, errors })
    }

    /// Replaces what is on record of a event, for a stated reason.
    async fn correct_publicity_event(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The event, stated anew.")] input: CorrectPublicityEventInput,
    ) -> Result<CorrectPublicityEventPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::PublicityEvent, &input.id);
        let seen = (id, input.version);
        let result = recorded::correct::<Entity>(&caller, key, seen, &input.reason, input.held.0).await;
        let now = publicity_event_by_id(context, id);
        let (publicity_event, errors) = caller.answer_or(result.map(PublicityEvent), now).await?;
        Ok(CorrectPublicityEventPayload { publicity_event, errors })
    }
}
