//! What can be done about departments that meet at a party.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::deconfliction;

use super::{
    queries,
    service::{self, Answer, Proposal},
    types::Deconfliction,
};
use crate::shared::{
    caller::Caller,
    errors::{Failure, UserError},
    ids::{self, Kind},
};

/// A department takes note.
#[derive(InputObject)]
pub struct AcknowledgeDeconflictionInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The pair.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
}

/// The pair, or what is wrong.
#[derive(SimpleObject)]
pub struct AcknowledgeDeconflictionPayload {
    /// The pair; beside a CONFLICT, as it is now.
    pub deconfliction: Option<Deconfliction>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The office proposes that a case is handled jointly.
#[derive(InputObject)]
pub struct ProposeJointHandlingInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The pair.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The department of the two whose case is to be handled jointly: its head answers.
    pub owner_department_id: ID,
    /// Why.
    pub ground: String,
}

/// The pair, or what is wrong.
#[derive(SimpleObject)]
pub struct ProposeJointHandlingPayload {
    /// The pair; beside a CONFLICT, as it is now.
    pub deconfliction: Option<Deconfliction>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The head answers the proposal.
#[derive(InputObject)]
pub struct AnswerJointHandlingInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The pair.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// Whether the other department joins the case: it sees the case from then on.
    pub accept: bool,
    /// Why not, or what else is to be said; needed to decline.
    pub reason: Option<String>,
}

/// The pair, or what is wrong.
#[derive(SimpleObject)]
pub struct AnswerJointHandlingPayload {
    /// The pair; beside a CONFLICT, as it is now.
    pub deconfliction: Option<Deconfliction>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What can be done about departments that meet at a party.
#[derive(Default)]
pub struct DeconflictionMutations;

/// What can be done about departments that meet at a party.
#[Object]
impl DeconflictionMutations {
    /// Takes note, for the viewer's department, that another has a case against the same party.
    async fn acknowledge_deconfliction(
        &self,
        context: &Context<'_>,
        input: AcknowledgeDeconflictionInput,
    ) -> Result<AcknowledgeDeconflictionPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let result = service::acknowledge(&caller, pair(&input.id), input.version, key).await;
        let (deconfliction, errors) = answered(&caller, &input.id, result).await?;
        Ok(AcknowledgeDeconflictionPayload { deconfliction, errors })
    }

    /// Proposes, as the office, that one of the two cases is handled jointly.
    async fn propose_joint_handling(
        &self,
        context: &Context<'_>,
        input: ProposeJointHandlingInput,
    ) -> Result<ProposeJointHandlingPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let proposal = Proposal {
            owner_department_id: ids::named(Kind::Department, &input.owner_department_id),
            ground: input.ground,
        };
        let result = service::propose(&caller, pair(&input.id), input.version, proposal, key).await;
        let (deconfliction, errors) = answered(&caller, &input.id, result).await?;
        Ok(ProposeJointHandlingPayload { deconfliction, errors })
    }

    /// Accepts or declines, as the head of the department whose case it is, that it is handled jointly.
    async fn answer_joint_handling(
        &self,
        context: &Context<'_>,
        input: AnswerJointHandlingInput,
    ) -> Result<AnswerJointHandlingPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let answer = Answer { accept: input.accept, reason: input.reason };
        let result = service::answer(&caller, pair(&input.id), input.version, answer, key).await;
        let (deconfliction, errors) = answered(&caller, &input.id, result).await?;
        Ok(AnswerJointHandlingPayload { deconfliction, errors })
    }
}

fn pair(id: &ID) -> uuid::Uuid {
    ids::named(Kind::Deconfliction, id)
}

/// What a payload carries: beside a conflict, the pair as it is now.
async fn answered(
    caller: &Caller,
    id: &ID,
    result: Result<deconfliction::Model, Failure>,
) -> Result<(Option<Deconfliction>, Vec<UserError>)> {
    caller.answer_or(result.map(Deconfliction), queries::find(caller, pair(id))).await
}
