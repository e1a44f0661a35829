//! Departments that meet at a party, as GraphQL shows them.

use async_graphql::{ComplexObject, Context, Enum, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{deconfliction, deconfliction_side, enums};

use super::{loaders::SidesOf, sight::owner};
use crate::{
    cases::types::{Case, case_by_id},
    departments::types::{Department, department_by_id},
    parties::types::{Party, party_by_id},
    shared::{
        errors::{coded, internal},
        ids::{self, Kind},
        loaders,
        policy::{self, Act, Owner},
        values::Date,
        viewer,
    },
    users::types::{Person, person_by_id},
};

/// What became of the proposal to handle a case jointly.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::JointHandlingAnswer")]
pub enum JointHandlingAnswer {
    /// 同意联合办案
    Accepted,
    /// 不同意联合办案
    Declined,
}

/// Two departments with open cases against one party.
pub struct Deconfliction(pub deconfliction::Model);

impl Deconfliction {
    async fn both(&self, context: &Context<'_>) -> Result<Vec<deconfliction_side::Model>> {
        let sides = loaders::of(context)?.load_one(SidesOf(self.0.id)).await.map_err(internal)?;
        Ok(sides.unwrap_or_default())
    }

    fn is_live(&self) -> bool {
        self.0.ended_on.is_none()
    }

    fn waits_for_an_answer(&self) -> bool {
        self.0.proposed_at.is_some() && self.0.answer.is_none()
    }
}

/// Two departments with open cases against one party (案件撞线). A department learns the party, the other
/// department and its contact; not the other's case.
#[Object]
impl Deconfliction {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Deconfliction, self.0.id)
    }

    /// The party that both handle.
    async fn party(&self, context: &Context<'_>) -> Result<Option<Party>> {
        party_by_id(context, self.0.party_id).await
    }

    /// The day on which they met.
    async fn found_on(&self) -> Date {
        Date(self.0.found_on)
    }

    /// The day on which one of them had no open case against the party any more, or both agreed to handle
    /// one jointly.
    async fn ended_on(&self) -> Option<Date> {
        self.0.ended_on.map(Date)
    }

    /// The two departments, the one that had its case first before the other.
    async fn sides(&self, context: &Context<'_>) -> Result<Vec<DeconflictionSide>> {
        Ok(self.both(context).await?.into_iter().map(DeconflictionSide::from).collect())
    }

    /// The office's proposal to handle one of the cases jointly; none where there is none.
    async fn proposal(&self) -> Option<JointHandlingProposal> {
        Some(JointHandlingProposal {
            proposed_at: self.0.proposed_at?,
            ground: self.0.proposal_ground.clone(),
            answer: self.0.answer.map(Into::into),
            answered_at: self.0.answered_at,
            reason: self.0.answer_reason.clone(),
            row: self.0.clone(),
        })
    }

    /// Whether the viewer may take note for their department.
    async fn viewer_can_acknowledge(&self, context: &Context<'_>) -> Result<bool> {
        let viewer = viewer::viewer(context)?;
        let waits = |side: &deconfliction_side::Model| {
            side.department_id == viewer.department_id && side.acknowledged_at.is_none()
        };
        Ok(self.is_live()
            && policy::may(viewer, Act::HandleCase, &Owner::own(viewer))
            && self.both(context).await?.iter().any(waits))
    }

    /// Whether the viewer may propose that one of the cases is handled jointly.
    async fn viewer_can_propose(&self, context: &Context<'_>) -> Result<bool> {
        let viewer = viewer::viewer(context)?;
        let below =
            |side: &deconfliction_side::Model| policy::may(viewer, Act::ProposeJointHandling, &owner(side));
        Ok(self.is_live() && !self.waits_for_an_answer() && self.both(context).await?.iter().any(below))
    }

    /// Whether the viewer may accept or decline the proposal.
    async fn viewer_can_answer(&self, context: &Context<'_>) -> Result<bool> {
        let viewer = viewer::viewer(context)?;
        let asked = |side: &deconfliction_side::Model| {
            Some(side.department_id) == self.0.owner_department_id
                && policy::may(viewer, Act::ApproveCase, &owner(side))
        };
        Ok(self.is_live() && self.waits_for_an_answer() && self.both(context).await?.iter().any(asked))
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// A department's side of a pair.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct DeconflictionSide {
    #[graphql(skip)]
    row: deconfliction_side::Model,
    /// When the department took note; none while it has not.
    acknowledged_at: Option<DateTime<Utc>>,
}

impl From<deconfliction_side::Model> for DeconflictionSide {
    fn from(row: deconfliction_side::Model) -> Self {
        Self { acknowledged_at: row.acknowledged_at, row }
    }
}

#[ComplexObject]
impl DeconflictionSide {
    /// The department; its liaison officer is the contact.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.row.department_id).await
    }

    /// Who took note for it.
    async fn acknowledged_by(&self, context: &Context<'_>) -> Result<Option<Person>> {
        match self.row.acknowledged_by_id {
            Some(id) => person_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// Its case, where the viewer may see it: never the other department's.
    async fn case(&self, context: &Context<'_>) -> Result<Option<Case>> {
        case_by_id(context, self.row.case_id).await
    }
}

/// The office's proposal to handle one of the cases jointly (联合办案).
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct JointHandlingProposal {
    #[graphql(skip)]
    row: deconfliction::Model,
    /// When it was proposed.
    proposed_at: DateTime<Utc>,
    /// Why.
    ground: Option<String>,
    /// What the head of the case's department answered; none while it waits.
    answer: Option<JointHandlingAnswer>,
    /// When it was answered.
    answered_at: Option<DateTime<Utc>>,
    /// Why it was declined, or what else was said.
    reason: Option<String>,
}

#[ComplexObject]
impl JointHandlingProposal {
    /// The department whose case is to be handled jointly.
    async fn owner(&self, context: &Context<'_>) -> Result<Department> {
        match self.row.owner_department_id {
            Some(id) => department_by_id(context, id).await,
            None => Err(coded("INTERNAL", "a proposal without an owner")),
        }
    }

    /// Who proposed it.
    async fn proposed_by(&self, context: &Context<'_>) -> Result<Option<Person>> {
        match self.row.proposed_by_id {
            Some(id) => person_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }
}
