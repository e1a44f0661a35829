//! Approvals as mutations.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use uuid::Uuid;

use super::{
    service::{self, Decision},
    types::{CaseApproval, approval_by_id},
};
use crate::{
    cases::{
        mutations::{PenaltyInput, named, new_step, settled},
        types::Case,
    },
    shared::{
        caller::Caller,
        errors::{Failure, UserError},
        ids::Kind,
        values::Date,
    },
};
use entity::enums::{CaseOutcome, CaseTransition};

/// A step that needs the head, as it is proposed (呈批).
#[derive(InputObject)]
pub struct ProposeCaseStepInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The case.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// Which transition; `allowedTransitions` says which are proposable.
    pub transition: CaseTransition,
    /// The day for which it is proposed: not in the future, and not before the step before it.
    pub occurred_on: Date,
    /// The provision or reason on which it rests.
    pub ground: Option<String>,
    /// The numbers of its documents.
    #[graphql(default)]
    pub documents: Vec<String>,
    /// The files of the case on which it rests: current ones, not those that a correction replaced.
    /// Where no document is named otherwise, their names are.
    #[graphql(default)]
    pub attachment_ids: Vec<ID>,
    /// What else is noted.
    pub note: Option<String>,
    /// The outcome of a decision.
    pub outcome: Option<CaseOutcome>,
    /// The penalty, where that is the outcome.
    pub penalty: Option<PenaltyInput>,
    /// Why the case is not referred to the police: a penalty needs it while the threshold for
    /// prosecution is met.
    pub reason_not_referred: Option<String>,
}

/// A proposal approved.
#[derive(InputObject)]
pub struct ApproveCaseStepInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The proposal.
    pub id: ID,
    /// The version of the case that the viewer saw.
    pub version: i32,
    /// The statutory day of the step: a case is filed or decided on the day of the approval.
    pub occurred_on: Date,
    /// What the head adds.
    pub note: Option<String>,
}

/// A proposal returned.
#[derive(InputObject)]
pub struct ReturnCaseStepInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The proposal.
    pub id: ID,
    /// The version of the case that the viewer saw.
    pub version: i32,
    /// Why.
    pub reason: String,
}

/// The step proposed, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ProposeCaseStepPayload {
    /// The case; beside a CONFLICT, as it is now.
    pub case: Option<Case>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The proposal approved and its step taken, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ApproveCaseStepPayload {
    /// The case.
    pub case: Option<Case>,
    /// The proposal; beside a CONFLICT, as it is now, with its case.
    pub approval: Option<CaseApproval>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// The proposal returned, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ReturnCaseStepPayload {
    /// The case.
    pub case: Option<Case>,
    /// The proposal; beside a CONFLICT, as it is now, with its case.
    pub approval: Option<CaseApproval>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What is proposed to heads, and what they decide.
#[derive(Default)]
pub struct ApprovalMutations;

/// What is proposed to heads, and what they decide.
#[Object]
impl ApprovalMutations {
    /// Proposes a step that needs the department's head (呈批).
    async fn propose_case_step(
        &self,
        context: &Context<'_>,
        input: ProposeCaseStepInput,
    ) -> Result<ProposeCaseStepPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = named(Kind::Case, &input.id);
        let mut step = new_step(input.transition, input.occurred_on, input.penalty);
        step.reason_not_referred = input.reason_not_referred;
        step.ground = input.ground;
        step.documents = input.documents;
        step.attachment_ids = input.attachment_ids.iter().map(|id| named(Kind::Attachment, id)).collect();
        step.note = input.note;
        step.outcome = input.outcome;
        let result = service::propose(&caller, (id, input.version), step, key).await;
        let (case, errors) = settled(context, id, result).await?;
        Ok(ProposeCaseStepPayload { case, errors })
    }

    /// Approves a proposal, and with that takes its step. For the department's head.
    async fn approve_case_step(
        &self,
        context: &Context<'_>,
        input: ApproveCaseStepInput,
    ) -> Result<ApproveCaseStepPayload> {
        let decision = Decision::Approve { on: input.occurred_on.0, note: input.note };
        let at = (&input.id, input.version, &input.idempotency_key);
        let (case, approval, errors) = decide(context, at, decision).await?;
        Ok(ApproveCaseStepPayload { case, approval, errors })
    }

    /// Returns a proposal to who made it, with a reason. For the department's head.
    async fn return_case_step(
        &self,
        context: &Context<'_>,
        input: ReturnCaseStepInput,
    ) -> Result<ReturnCaseStepPayload> {
        let decision = Decision::Return { reason: input.reason };
        let at = (&input.id, input.version, &input.idempotency_key);
        let (case, approval, errors) = decide(context, at, decision).await?;
        Ok(ReturnCaseStepPayload { case, approval, errors })
    }
}

async fn decide(
    context: &Context<'_>,
    (id, version, key): (&ID, i32, &Option<ID>),
    decision: Decision,
) -> Result<(Option<Case>, Option<CaseApproval>, Vec<UserError>)> {
    let (caller, key) = Caller::acting(context, key)?;
    let id: Uuid = named(Kind::CaseApproval, id);
    let result = service::decide(&caller, (id, version), decision, key).await;
    let shown = result.is_ok() || matches!(result, Err(Failure::Conflict));
    let (case, errors) = caller.answer(result.map(Case::from))?;
    let approval = if shown { approval_by_id(context, id).await? } else { None };
    Ok((case, approval, errors))
}
