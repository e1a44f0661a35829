//! What can be done to cases: inputs, payloads, and resolvers that hand over to the services.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::{
    case,
    enums::{CaseOutcome, CaseSource, CaseTransition},
};

use super::{
    flow::{
        handlers::{self, NewHandler},
        register::{self, CaseText, NewLead},
        steps::{self, NewPenalty, NewStep},
    },
    informants::NewInformant,
    types::{Case, case_by_id},
};
use crate::shared::{
    caller::Caller,
    errors::{Failure, UserError},
    ids::{self, Kind},
    values::{Date, Money},
    whole::Whole,
};

/// Who reported the case (举报人): encrypted, and read by few.
#[derive(InputObject)]
pub struct InformantInput {
    /// The name; none for who wants to stay anonymous.
    pub name: Option<String>,
    /// The telephone.
    pub telephone: Option<String>,
}

/// A lead (线索), as it is registered.
#[derive(InputObject)]
pub struct RegisterLeadInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The number, unique within the department; made where there is none.
    pub number: Option<String>,
    /// What it says.
    #[graphql(flatten)]
    pub text: CaseText,
    /// Where it came from.
    pub source: CaseSource,
    /// When it was received or found; not in the future.
    pub received_on: Date,
    /// Whose it is; the viewer's department's where none is named.
    pub department_id: Option<ID>,
    /// The inspection that it came from.
    pub inspection_id: Option<ID>,
    /// Who reported it, where somebody did.
    pub informant: Option<InformantInput>,
}

/// The lead registered, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct RegisterLeadPayload {
    /// The case that begins with the lead.
    pub case: Option<Case>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What a case is to say from now on, in whole.
#[derive(InputObject)]
pub struct ReviseCaseInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The case.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// What it says.
    #[graphql(flatten)]
    pub text: Whole<CaseText>,
}

/// The case revised, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ReviseCasePayload {
    /// The case; beside a CONFLICT, as it is now.
    pub case: Option<Case>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What is decided against a party.
#[derive(InputObject)]
pub struct PenaltyInput {
    /// 警告
    #[graphql(default)]
    pub warning: bool,
    /// 罚款
    pub fine: Option<Money>,
    /// 没收违法所得
    pub confiscated_income: Option<Money>,
    /// 没收物品, in words.
    pub confiscated_goods: Option<String>,
    /// 吊销许可证件
    #[graphql(default)]
    pub licence_revoked: bool,
}

/// A step of a case. What must be stated, `allowedTransitions` says.
#[derive(InputObject)]
pub struct RecordCaseStepInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The case.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// Which transition.
    pub transition: CaseTransition,
    /// The statutory day of the step: not in the future, and not before the step before it.
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
    /// The outcome: of a decision, PENALTY or NO_PENALTY; of the closing, what was decided.
    pub outcome: Option<CaseOutcome>,
    /// The penalty, where that is the outcome of a decision.
    pub penalty: Option<PenaltyInput>,
    /// Why the case is not referred to the police: a penalty needs it while the threshold for
    /// prosecution is met.
    pub reason_not_referred: Option<String>,
}

/// The case after the step, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct RecordCaseStepPayload {
    /// The case; beside a CONFLICT, as it is now.
    pub case: Option<Case>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// An officer who is to handle a case.
#[derive(InputObject)]
pub struct CaseHandlerInput {
    /// The officer, of the case's department, with a certificate valid today.
    pub user_id: ID,
    /// Whether this is the one who answers for the case (主办).
    #[graphql(default)]
    pub lead: bool,
}

/// Who handles a case from now on.
#[derive(InputObject)]
pub struct AssignCaseHandlersInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The case.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// All its handlers; exactly one answers for it.
    pub handlers: Vec<CaseHandlerInput>,
}

/// The case with its handlers, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct AssignCaseHandlersPayload {
    /// The case; beside a CONFLICT, as it is now.
    pub case: Option<Case>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// A department that handles a case jointly (联合办案).
#[derive(InputObject)]
pub struct AddCoHandlerInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The case.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The department.
    pub department_id: ID,
    /// Since when; not before the case's receipt, not in the future.
    pub since: Date,
}

/// The case with its joint handlers, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct AddCoHandlerPayload {
    /// The case; beside a CONFLICT, as it is now.
    pub case: Option<Case>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What can be done to cases.
#[derive(Default)]
pub struct CaseMutations;

/// What can be done to cases.
#[Object]
impl CaseMutations {
    /// Registers a lead: the first line of a case's life.
    async fn register_lead(
        &self,
        context: &Context<'_>,
        input: RegisterLeadInput,
    ) -> Result<RegisterLeadPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let lead = NewLead {
            number: input.number,
            text: input.text,
            source: input.source,
            received_on: input.received_on.0,
            department_id: ids::optional(Kind::Department, &input.department_id),
            inspection_id: ids::optional(Kind::Inspection, &input.inspection_id),
            informant: input
                .informant
                .map(|informant| NewInformant { name: informant.name, telephone: informant.telephone }),
        };
        let result = register::register_lead(&caller, lead, key).await;
        let (case, errors) = caller.answer(result.map(Case::from))?;
        Ok(RegisterLeadPayload { case, errors })
    }

    /// Revises what a case says; its status is for steps.
    async fn revise_case(&self, context: &Context<'_>, input: ReviseCaseInput) -> Result<ReviseCasePayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = named(Kind::Case, &input.id);
        let result = register::revise(&caller, id, input.version, input.text.0, key).await;
        let (case, errors) = settled(context, id, result).await?;
        Ok(ReviseCasePayload { case, errors })
    }

    /// Records a procedural step: the transition is checked by the case's rules and becomes a line
    /// of its history.
    async fn record_case_step(
        &self,
        context: &Context<'_>,
        input: RecordCaseStepInput,
    ) -> Result<RecordCaseStepPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = named(Kind::Case, &input.id);
        let mut step = new_step(input.transition, input.occurred_on, input.penalty);
        step.reason_not_referred = input.reason_not_referred;
        step.ground = input.ground;
        step.documents = input.documents;
        step.attachment_ids = input.attachment_ids.iter().map(|id| named(Kind::Attachment, id)).collect();
        step.note = input.note;
        step.outcome = input.outcome;
        let result = steps::record_step(&caller, id, input.version, step, key).await;
        let (case, errors) = settled(context, id, result).await?;
        Ok(RecordCaseStepPayload { case, errors })
    }

    /// Assigns the officers who handle a case, in place of those before. For the department's head.
    async fn assign_case_handlers(
        &self,
        context: &Context<'_>,
        input: AssignCaseHandlersInput,
    ) -> Result<AssignCaseHandlersPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = named(Kind::Case, &input.id);
        let handler = |handler: CaseHandlerInput| NewHandler {
            user_id: ids::person(&handler.user_id),
            lead: handler.lead,
        };
        let assigned = input.handlers.into_iter().map(handler).collect();
        let result = handlers::assign_handlers(&caller, id, input.version, assigned, key).await;
        let (case, errors) = settled(context, id, result).await?;
        Ok(AssignCaseHandlersPayload { case, errors })
    }

    /// Adds a department that handles the case jointly (联合办案). For the department's head.
    async fn add_co_handler(
        &self,
        context: &Context<'_>,
        input: AddCoHandlerInput,
    ) -> Result<AddCoHandlerPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = named(Kind::Case, &input.id);
        let department_id = named(Kind::Department, &input.department_id);
        let since = input.since.0;
        let result = handlers::add_co_handler(&caller, id, input.version, department_id, since, key).await;
        let (case, errors) = settled(context, id, result).await?;
        Ok(AddCoHandlerPayload { case, errors })
    }
}

/// A step that states nothing yet beside these.
pub(super) fn new_step(
    transition: CaseTransition,
    occurred_on: Date,
    penalty: Option<PenaltyInput>,
) -> NewStep {
    NewStep {
        penalty: penalty.map(|penalty| NewPenalty {
            warning: penalty.warning,
            fine: penalty.fine,
            confiscated_income: penalty.confiscated_income,
            confiscated_goods: penalty.confiscated_goods,
            licence_revoked: penalty.licence_revoked,
        }),
        ..NewStep::of(transition, occurred_on.0)
    }
}

/// The key that a global id of `kind` names. What is no such id names nothing, as the nil key does.
pub(super) fn named(kind: Kind, id: &ID) -> uuid::Uuid {
    ids::decode_as(kind, id).unwrap_or_default()
}

/// The changed case or the errors; beside a conflict, the case as it is now.
pub(super) async fn settled(
    context: &Context<'_>,
    id: uuid::Uuid,
    result: Result<case::Model, Failure>,
) -> Result<(Option<Case>, Vec<UserError>)> {
    let caller = Caller::of(context)?;
    caller.answer_or(result.map(Case::from), case_by_id(context, id)).await
}
