//! Proposals as GraphQL shows them.

use async_graphql::{Context, Enum, ID, Object, Result};
use entity::{case_approval, enums};
use uuid::Uuid;

use crate::{
    attachments::types::{Attachment, attachments_by_id},
    cases::{
        enums::{CaseOutcome, CaseTransition},
        flow::steps::NewStep,
        penalty::Penalty,
        sight::visible,
        types::{Case, case_by_id},
        words,
    },
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        values::{Date, Money},
        viewer,
    },
    users::types::{Person, person_by_id},
};
use sea_orm::{EntityTrait, QueryFilter};

/// How a proposal to the head stands.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::ApprovalState")]
pub enum ApprovalState {
    /// 待批: it waits for the head.
    Pending,
    /// 批准: the step was taken.
    Approved,
    /// 退回
    Returned,
    /// 失效: another step was taken meanwhile.
    Lapsed,
}

/// A step that an officer proposed to the head (呈批).
pub struct CaseApproval {
    row: case_approval::Model,
    step: NewStep,
}

impl TryFrom<case_approval::Model> for CaseApproval {
    type Error = async_graphql::Error;

    fn try_from(row: case_approval::Model) -> Result<Self> {
        let step = serde_json::from_value(row.step.clone()).map_err(internal)?;
        Ok(Self { row, step })
    }
}

/// The proposal with `id`, if the viewer may see its case.
pub async fn approval_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<CaseApproval>> {
    let caller = Caller::of(context)?;
    let row = case_approval::Entity::find_by_id(id)
        .inner_join(entity::case::Entity)
        .filter(visible(&caller.records()))
        .one(&caller.app.db.read)
        .await
        .map_err(internal)?;
    row.map(CaseApproval::try_from).transpose()
}

/// A step that an officer proposed to the head (呈批).
#[Object]
impl CaseApproval {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::CaseApproval, self.row.id)
    }

    /// The case.
    async fn case(&self, context: &Context<'_>) -> Result<Option<Case>> {
        case_by_id(context, self.row.case_id).await
    }

    /// The proposed transition.
    async fn transition(&self) -> CaseTransition {
        self.row.transition.into()
    }

    /// What it is called, in the viewer's language.
    async fn label(&self, context: &Context<'_>) -> String {
        words::transition(self.row.transition).in_language(viewer::language(context)).to_owned()
    }

    /// How it stands.
    async fn state(&self) -> ApprovalState {
        self.row.state.into()
    }

    /// The day for which it was proposed; it is taken on the day that the head names.
    async fn proposed_for(&self) -> Date {
        Date(self.step.occurred_on)
    }

    /// The provision or reason.
    async fn ground(&self) -> Option<&str> {
        self.step.ground.as_deref()
    }

    /// The numbers of its documents.
    async fn documents(&self) -> &[String] {
        &self.step.documents
    }

    /// The files of the case on which it rests.
    async fn attachments(&self, context: &Context<'_>) -> Result<Vec<Attachment>> {
        attachments_by_id(context, &self.step.attachment_ids).await
    }

    /// What else was noted.
    async fn note(&self) -> Option<&str> {
        self.step.note.as_deref()
    }

    /// The proposed outcome.
    async fn outcome(&self) -> Option<CaseOutcome> {
        self.step.outcome.map(Into::into)
    }

    /// The proposed penalty.
    async fn penalty(&self) -> Option<Penalty> {
        let penalty = self.step.penalty.as_ref()?;
        penalty.is_any().then(|| Penalty {
            warning: penalty.warning,
            fine: penalty.fine.unwrap_or(Money { fen: 0 }),
            confiscated_income: penalty.confiscated_income.unwrap_or(Money { fen: 0 }),
            confiscated_goods: penalty.confiscated_goods.clone(),
            licence_revoked: penalty.licence_revoked,
        })
    }

    /// Who proposed it.
    async fn proposed_by(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.row.proposed_by_id).await
    }

    /// When it was proposed.
    async fn proposed_at(&self) -> chrono::DateTime<chrono::Utc> {
        self.row.proposed_at
    }

    /// Who approved or returned it.
    async fn decided_by(&self, context: &Context<'_>) -> Result<Option<Person>> {
        match self.row.decided_by_id {
            Some(id) => person_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// When it was approved or returned, or lapsed.
    async fn decided_at(&self) -> Option<chrono::DateTime<chrono::Utc>> {
        self.row.decided_at
    }

    /// Why it was returned, or what the head added.
    async fn reason(&self) -> Option<&str> {
        self.row.reason.as_deref()
    }
}
