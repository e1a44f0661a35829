//! Proposing, approving, returning: each one transaction.

use chrono::NaiveDate;
use entity::{
    case, case_approval,
    enums::{ApprovalState, CaseEventKind, ClockKind, NotificationKind, WaitsFor},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter,
};
use uuid::Uuid;

use crate::{
    cases::{
        facts::acting,
        flow::steps::{NewStep, cleaned, known, plain, take},
        history::{self, Line},
        rules,
        service::{again, load, record},
        sight::owner,
        words,
    },
    clocks::service::{Start, Subject, cancel, meet, start},
    notifications::service::{Note, Recipient, notify},
    shared::{
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        clock::statutory_day,
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LONG},
        language::{Text, text},
        policy::{self, Act},
    },
};

/// Proposes a step to the head, if the case's rules would let the head take it.
///
/// # Errors
///
/// Where the caller may not, another proposal waits, or the step breaks a rule.
pub async fn propose(
    caller: &Caller,
    (id, version): (Uuid, i32),
    step: NewStep,
    key: Option<IdempotencyKey>,
) -> Result<case::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let mut row = load(&change, caller, id).await?;
    let mut checks = Checks::default();
    let step = cleaned(&mut checks, &change, id, step).await?;
    let facts = known(&change, &row).await?;
    let actor = acting(&change, caller, &row).await?;
    let errors = rules::unproposable(&facts, &actor, &plain(&step), change.today);
    checks.extend(errors.iter().map(|error| words::refusal(error, step.transition, row.status)));
    if errors.iter().any(words::is_denial) {
        let problems = checks.into_problems();
        return Err(change.deny_saying(caller, "proposeCaseStep", "Case", Some(id), problems).await);
    }
    if row.version != version {
        return Err(Failure::Conflict);
    }
    if pending(id).count(&change.transaction).await? > 0 {
        checks.add(Problem::new(
            UserErrorCode::Duplicate,
            "transition",
            "本案已有待批事项，请等待负责人批示",
            "A proposal of this case waits for the head already",
        ));
    }
    checks.finish()?;

    let approval_id = Uuid::now_v7();
    let said = words::transition(step.transition);
    let line = Line {
        kind: CaseEventKind::Approval,
        occurred_on: change.today,
        subject_id: Some(approval_id),
        ground: step.ground.clone(),
        documents: step.documents.clone(),
        attachment_ids: step.attachment_ids.clone(),
        note: Some(format!("呈批：{}", said.zh)),
    };
    history::note(&change, caller, &mut row, line).await?;
    case_approval::Entity::insert(case_approval::ActiveModel {
        id: Set(approval_id),
        case_id: Set(id),
        transition: Set(step.transition),
        step: Set(serde_json::to_value(&step).map_err(|error| Failure::Internal(error.into()))?),
        state: Set(ApprovalState::Pending),
        proposed_by_id: Set(caller.viewer.user_id),
        proposed_at: Set(change.now),
        decided_by_id: Set(None),
        decided_at: Set(None),
        reason: Set(None),
    })
    .exec_without_returning(&change.transaction)
    .await?;
    let clock = Start {
        kind: ClockKind::Approval,
        case_id: Some(id),
        subject: Subject::Approval(approval_id),
        region_key: &row.region_key,
        department_id: row.department_id,
        waits_for: WaitsFor::Head,
        started_on: change.today,
        started_at: None,
        due_on: None,
    };
    start(&change, clock).await?;
    let by = &caller.viewer.display_name;
    let note = text(
        format!("{by}呈批{}：{}", said.zh, row.title),
        format!("{by} proposes \"{}\": {}", said.en, row.title),
    );
    tell(&change, Recipient::Head(row.department_id), id, note).await?;
    let detail = serde_json::json!({ "number": row.number, "transition": step.transition, "attachments": step.attachment_ids });
    change.commit(record("proposeCaseStep", id, detail)).await?;
    Ok(row)
}

/// What the head decides about a proposal.
#[derive(Clone, Debug)]
pub enum Decision {
    /// The step is taken, on this day.
    Approve {
        /// The statutory day of the step; not in the future.
        on: NaiveDate,
        /// What else is noted.
        note: Option<String>,
    },
    /// It goes back to who proposed it.
    Return {
        /// Why.
        reason: String,
    },
}

/// Approves a proposal, and with that takes its step, or returns it.
///
/// # Errors
///
/// Where the caller may not, the proposal waits no more, or the case's rules refuse its step by now.
pub async fn decide(
    caller: &Caller,
    (approval_id, version): (Uuid, i32),
    decision: Decision,
    key: Option<IdempotencyKey>,
) -> Result<case::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let mutation = match decision {
        Decision::Approve { .. } => "approveCaseStep",
        Decision::Return { .. } => "returnCaseStep",
    };
    let found = case_approval::Entity::find_by_id(approval_id).one(&change.transaction).await?;
    let Some(approval) = found else { return Err(Problem::not_found("id").into()) };
    let row = load(&change, caller, approval.case_id).await?;
    let id = row.id;
    if !policy::may(&caller.viewer, Act::ApproveCase, &owner(&row)) {
        return Err(change.deny(caller, mutation, "Case", Some(id)).await);
    }
    if row.version != version {
        return Err(Failure::Conflict);
    }
    if approval.state != ApprovalState::Pending {
        return Err(decided_already().into());
    }
    let mut checks = Checks::default();
    let (state, reason) = match &decision {
        Decision::Approve { note, .. } => {
            (ApprovalState::Approved, checks.optional("note", note.as_deref(), LONG))
        }
        Decision::Return { reason } => (ApprovalState::Returned, Some(checks.text("reason", reason, LONG))),
    };
    checks.finish()?;
    let on = match &decision {
        Decision::Approve { on, .. } => *on,
        Decision::Return { .. } => change.today,
    };
    // Before the step is taken: it would make the proposal lapse.
    settle(&change, approval.clone(), state, (on, Some(caller.viewer.user_id)), reason.clone()).await?;
    let said = words::transition(approval.transition);
    let row = match decision {
        Decision::Approve { on, .. } => {
            let step = match approved(&approval, on, reason) {
                Ok(step) => step,
                Err(error) => return Err(Failure::Internal(error)),
            };
            match take(&change, caller, row, step).await {
                Ok(row) => row,
                Err(refused) => return Err(refused.settle(change, caller, mutation, id).await),
            }
        }
        Decision::Return { .. } => {
            let mut row = row;
            let line = Line {
                kind: CaseEventKind::Approval,
                occurred_on: change.today,
                subject_id: Some(approval_id),
                ground: reason,
                documents: Vec::new(),
                attachment_ids: Vec::new(),
                note: Some(format!("退回呈批：{}", said.zh)),
            };
            history::note(&change, caller, &mut row, line).await?;
            row
        }
    };
    let (zh, en) = match state {
        ApprovalState::Approved => ("已批准", "approved"),
        _ => ("已退回", "returned"),
    };
    let note =
        text(format!("{}{zh}：{}", said.zh, row.title), format!("\"{}\" was {en}: {}", said.en, row.title));
    tell(&change, Recipient::User(approval.proposed_by_id), id, note).await?;
    let detail = serde_json::json!({ "number": row.number, "transition": approval.transition });
    change.commit(record(mutation, id, detail)).await?;
    Ok(row)
}

/// The proposed step, to be taken on `on`: filed or decided is a case when the head approves.
fn approved(approval: &case_approval::Model, on: NaiveDate, note: Option<String>) -> anyhow::Result<NewStep> {
    let step: NewStep = serde_json::from_value(approval.step.clone())?;
    let note = match (step.note, note) {
        (Some(proposed), Some(added)) => Some(format!("{proposed}\n{added}")),
        (proposed, added) => proposed.or(added),
    };
    Ok(NewStep { occurred_on: on, note, subject_id: Some(approval.id), ..step })
}

fn decided_already() -> Problem {
    Problem::new(
        UserErrorCode::IllegalTransition,
        "id",
        "该呈批事项已批示或已失效",
        "This proposal was decided already, or has lapsed",
    )
}

fn pending(case_id: Uuid) -> sea_orm::Select<case_approval::Entity> {
    case_approval::Entity::find()
        .filter(case_approval::Column::CaseId.eq(case_id))
        .filter(case_approval::Column::State.eq(ApprovalState::Pending))
}

/// Lets what waits for the head in this case lapse: a step was taken otherwise, from where what was
/// proposed may lead elsewhere.
///
/// # Errors
///
/// The database's.
pub async fn lapse(change: &Change, case_id: Uuid) -> Result<(), Failure> {
    for approval in pending(case_id).all(&change.transaction).await? {
        settle(change, approval, ApprovalState::Lapsed, (change.today, None), None).await?;
    }
    Ok(())
}

/// The clock of a proposal begins with the platform's own act, on the day on which it was proposed here: the
/// head can't decide on what has not reached them. It ends on the day of the head's decision, which may have
/// been signed on paper before somebody records it; one signed before the proposal came here is in time.
async fn settle(
    change: &Change,
    approval: case_approval::Model,
    state: ApprovalState,
    (on, by): (NaiveDate, Option<Uuid>),
    reason: Option<String>,
) -> Result<(), Failure> {
    let subject = Subject::Approval(approval.id);
    let on = on.max(statutory_day(approval.proposed_at));
    let mut row = approval.into_active_model();
    row.state = Set(state);
    row.decided_by_id = Set(by);
    row.decided_at = Set(Some(change.now));
    row.reason = Set(reason);
    row.update(&change.transaction).await?;
    match state {
        ApprovalState::Lapsed => cancel(change, subject, ClockKind::Approval, on, None).await,
        _ => meet(change, subject, ClockKind::Approval, on).await.map(drop),
    }
}

async fn tell(change: &Change, to: Recipient, case_id: Uuid, said: Text) -> Result<(), Failure> {
    let note = Note {
        kind: NotificationKind::Approval,
        object: ("Case", case_id),
        text: said,
        due_on: None,
        once: None,
    };
    notify(change, &[to], note).await?;
    Ok(())
}
