//! Trainings as GraphQL shows them.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use entity::{
    enums::{AudienceKind, TrainingKind},
    training::{Entity, Model},
    training_audience,
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

/// A part of those who came.
#[derive(SimpleObject, Clone, Copy, Debug)]
pub struct TrainingAudience {
    /// Who they were.
    pub kind: AudienceKind,
    /// How many came.
    pub people: i32,
}

/// A training (培训).
pub struct Training(pub Model);

/// A training (培训) that was held.
#[Object]
impl Training {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Training, self.0.id)
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
    async fn kind(&self) -> TrainingKind {
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

    /// What it was about.
    async fn subject(&self) -> Option<&str> {
        self.0.subject.as_deref()
    }

    /// Who spoke.
    async fn speakers(&self) -> Option<&str> {
        self.0.speakers.as_deref()
    }

    /// How many were trained, in person-times (人次).
    async fn trained_person_times(&self) -> Quantity {
        Quantity { value: self.0.person_times, at_least: self.0.person_times_at_least }
    }

    /// How many companies sent somebody.
    async fn companies(&self) -> Quantity {
        Quantity { value: self.0.companies, at_least: self.0.companies_at_least }
    }

    /// Who came, by kind of audience.
    async fn audiences(&self, context: &Context<'_>) -> Result<Vec<TrainingAudience>> {
        let rows = recorded::parts::<training_audience::Entity>(context, self.0.id).await?;
        let audience =
            |row: training_audience::Model| TrainingAudience { kind: row.kind, people: row.people };
        Ok(rows.into_iter().map(audience).collect())
    }

    /// Whether there was an exam.
    async fn exam_held(&self) -> bool {
        self.0.exam_held
    }

    /// How many certificates were issued.
    async fn certificates_issued(&self) -> i32 {
        self.0.certificates_issued
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

/// The training with `id`, if the viewer may see it.
pub async fn training_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<Training>> {
    Ok(recorded::by_id::<Entity>(context, id).await?.map(Training))
}
