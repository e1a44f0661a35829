//! Publicity events as GraphQL shows them.

use async_graphql::{Context, ID, Object, Result};
use entity::{
    enums::PublicityKind,
    publicity_event::{Entity, Model},
};
use uuid::Uuid;

use crate::{
    actions::types::{JointAction, joint_action_by_id},
    departments::types::{Department, Region, department_by_id, region_by_id},
    indicators::types::{RecordAmount, amounts_of},
    shared::{
        ids::{self, Kind},
        recorded,
        values::{Date, Quantity},
    },
};

/// A publicity event (宣传活动).
pub struct PublicityEvent(pub Model);

/// A publicity event (宣传活动) that was held.
#[Object]
impl PublicityEvent {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::PublicityEvent, self.0.id)
    }

    /// The region of the organising department.
    async fn region(&self, context: &Context<'_>) -> Result<Region> {
        region_by_id(context, self.0.region_id).await
    }

    /// The department that organised and recorded it.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.0.department_id).await
    }

    /// The departments that took part, the organiser among them.
    async fn departments(&self, context: &Context<'_>) -> Result<Vec<Department>> {
        let rows = recorded::departments::<Entity>(context, self.0.id).await?;
        Ok(rows.into_iter().map(Department).collect())
    }

    /// The joint action that it belongs to, where the viewer may see it.
    async fn action(&self, context: &Context<'_>) -> Result<Option<JointAction>> {
        match self.0.action_id {
            Some(id) => joint_action_by_id(context, id).await,
            None => Ok(None),
        }
    }

    /// The form.
    async fn kind(&self) -> PublicityKind {
        self.0.kind
    }

    /// The name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The first day.
    async fn starts_on(&self) -> Date {
        Date(self.0.starts_on)
    }

    /// The last day.
    async fn ends_on(&self) -> Date {
        Date(self.0.ends_on)
    }

    /// Where it was held.
    async fn place(&self) -> &str {
        &self.0.place
    }

    /// How many materials were handed out.
    async fn materials(&self) -> Quantity {
        Quantity { value: self.0.materials, at_least: self.0.materials_at_least }
    }

    /// How many people were advised.
    async fn consultations(&self) -> Quantity {
        Quantity { value: self.0.consultations, at_least: self.0.consultations_at_least }
    }

    /// How many items appeared in the media, television programmes not among them.
    async fn media_items(&self) -> i32 {
        self.0.media_items
    }

    /// How many television programmes were broadcast.
    async fn television_programmes(&self) -> i32 {
        self.0.television_programmes
    }

    /// What else is counted of it: the amounts entered with it.
    async fn amounts(&self, context: &Context<'_>) -> Result<Vec<RecordAmount>> {
        amounts_of(context, self.0.id).await
    }

    /// Whether the viewer may correct the record.
    async fn viewer_can_correct(&self, context: &Context<'_>) -> Result<bool> {
        recorded::may_correct::<Entity>(context, &self.0)
    }

    /// The version that a correction names.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// The publicity event with `id`, if the viewer may see it.
pub async fn publicity_event_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<PublicityEvent>> {
    Ok(recorded::by_id::<Entity>(context, id).await?.map(PublicityEvent))
}
