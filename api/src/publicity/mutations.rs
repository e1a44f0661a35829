//! Recording and correcting publicity events: inputs, payloads, thin resolvers.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

use super::{
    service::{self, Held},
    types::{PublicityEvent, PublicityKind, publicity_event_by_id},
};
use crate::shared::{
    caller::{self, Caller},
    errors::{UserError, settle, settle_or_now},
    ids::{self, Kind},
    values::{Date, QuantityInput},
};

/// A publicity event that was held.
#[derive(InputObject)]
pub struct RecordPublicityEventInput {
    /// The client's own key for this intention: a repeat acts once.
    idempotency_key: Option<ID>,
    /// The organising department; the viewer's own where it is left out.
    department_id: Option<ID>,
    /// The joint action that it belongs to.
    action_id: Option<ID>,
    /// The form.
    kind: PublicityKind,
    /// The name.
    name: String,
    /// The first day.
    starts_on: Date,
    /// The last day, not in the future.
    ends_on: Date,
    /// Where it was held.
    place: String,
    /// The other departments that took part.
    #[graphql(default)]
    participant_ids: Vec<ID>,
    /// How many materials were handed out.
    materials: QuantityInput,
    /// How many people were advised.
    consultations: QuantityInput,
    /// How many items appeared in the media.
    #[graphql(default)]
    media_items: i32,
    /// How many television programmes were broadcast.
    #[graphql(default)]
    television_programmes: i32,
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
    /// The joint action that it belongs to.
    action_id: Option<ID>,
    /// The form.
    kind: PublicityKind,
    /// The name.
    name: String,
    /// The first day.
    starts_on: Date,
    /// The last day, not in the future.
    ends_on: Date,
    /// Where it was held.
    place: String,
    /// The other departments that took part.
    participant_ids: Vec<ID>,
    /// How many materials were handed out.
    materials: QuantityInput,
    /// How many people were advised.
    consultations: QuantityInput,
    /// How many items appeared in the media.
    media_items: i32,
    /// How many television programmes were broadcast.
    television_programmes: i32,
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

/// What can be done with publicity events.
#[Object]
impl PublicityMutations {
    /// Records a publicity event that was held.
    async fn record_publicity_event(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The publicity event.")] input: RecordPublicityEventInput,
    ) -> Result<RecordPublicityEventPayload> {
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
            participant_ids: ids::all_named(Kind::Department, &input.participant_ids),
            materials: input.materials,
            consultations: input.consultations,
            media_items: input.media_items,
            television_programmes: input.television_programmes,
        };
        let result = service::record(&caller, key, department, held).await;
        let (row, errors) = settle(result, caller.language())?;
        Ok(RecordPublicityEventPayload { publicity_event: row.map(PublicityEvent), errors })
    }

    /// Replaces what is on record of a event, for a stated reason.
    async fn correct_publicity_event(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The event, stated anew.")] input: CorrectPublicityEventInput,
    ) -> Result<CorrectPublicityEventPayload> {
        let caller = Caller::of(context)?;
        let key = caller::idempotency(context, input.idempotency_key.as_ref())?;
        let id = ids::named(Kind::PublicityEvent, &input.id);
        let held = Held {
            action_id: input.action_id.as_ref().map(|id| ids::named(Kind::JointAction, id)),
            kind: input.kind.into(),
            name: input.name,
            starts_on: input.starts_on.0,
            ends_on: input.ends_on.0,
            place: input.place,
            participant_ids: ids::all_named(Kind::Department, &input.participant_ids),
            materials: input.materials,
            consultations: input.consultations,
            media_items: input.media_items,
            television_programmes: input.television_programmes,
        };
        let result = service::correct(&caller, key, id, input.version, &input.reason, held).await;
        let now = publicity_event_by_id(context, id);
        let (publicity_event, errors) =
            settle_or_now(result.map(PublicityEvent), caller.language(), now).await?;
        Ok(CorrectPublicityEventPayload { publicity_event, errors })
    }
}
