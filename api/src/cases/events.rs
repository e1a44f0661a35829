//! What happened to a case, as GraphQL shows it.

use async_graphql::{Context, ID, Object, Result};
use entity::{
    case_event,
    enums::{CaseEventKind, CaseStatus, CaseTransition},
};

use crate::{
    attachments::{loaders::AttachedTo, types::Attachment},
    shared::{
        errors::internal,
        ids::{self, Kind},
        loaders,
        values::Date,
    },
    users::types::{Person, person_by_id},
};

/// A step, with who took it where that was asked for.
pub type StepBy = (case_event::Model, Option<Person>);

/// One thing that happened to a case. Never changed, never removed.
pub struct CaseEvent {
    row: case_event::Model,
    actor: Option<Person>,
}

impl From<case_event::Model> for CaseEvent {
    fn from(row: case_event::Model) -> Self {
        Self { row, actor: None }
    }
}

impl From<StepBy> for CaseEvent {
    fn from((row, actor): StepBy) -> Self {
        Self { row, actor }
    }
}

/// One thing that happened to a case (办案过程, 全过程记录). Never changed, never removed.
#[Object(serial)]
impl CaseEvent {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::CaseEvent, self.row.id)
    }

    /// The place in the case's life, from 1.
    async fn sequence(&self) -> i32 {
        self.row.sequence
    }

    /// What it is about.
    async fn kind(&self) -> CaseEventKind {
        self.row.kind
    }

    /// The transition; none for the registration and for notes of what is not a step.
    async fn transition(&self) -> Option<CaseTransition> {
        self.row.transition
    }

    /// The status before; none for the registration.
    async fn from_status(&self) -> Option<CaseStatus> {
        self.row.from_status
    }

    /// The status after; of what is no step, the status at that time.
    async fn to_status(&self) -> CaseStatus {
        self.row.to_status
    }

    /// The statutory day on which it happened.
    async fn occurred_on(&self) -> Date {
        Date(self.row.occurred_on)
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> chrono::DateTime<chrono::Utc> {
        self.row.recorded_at
    }

    /// Who did it.
    async fn actor(&self, context: &Context<'_>) -> Result<Person> {
        match &self.actor {
            Some(actor) => Ok(actor.clone()),
            None => person_by_id(context, self.row.actor_id).await,
        }
    }

    /// The provision or reason on which it rests.
    async fn ground(&self) -> Option<&str> {
        self.row.ground.as_deref()
    }

    /// The numbers of its documents.
    async fn documents(&self) -> &[String] {
        &self.row.documents.0
    }

    /// The files of the case on which it rests.
    async fn attachments(&self, context: &Context<'_>) -> Result<Vec<Attachment>> {
        let rows = loaders::of(context)?.load_one(AttachedTo(self.row.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(Attachment).collect())
    }

    /// What else was noted.
    async fn note(&self) -> Option<&str> {
        self.row.note.as_deref()
    }
}
