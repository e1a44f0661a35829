//! What people do to a clock: let it stand, let it run again, grant it more time, take that back. Each is a line of
//! the case's history.

use chrono::NaiveDate;
use entity::{
    case, case_handler, clock,
    enums::{CaseEventKind, ClockStopReason, ClockSubject, NotificationKind, WaitsFor},
};
use sea_orm::{DbErr, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::{
    cases::{
        self,
        history::{self, Line},
    },
    clocks::{
        rules,
        service::{self, Extension, Pause, Revocation, Subject},
        sight::{owner, visible},
        standing::{may_extend, may_revoke, may_stand},
        words,
    },
    notifications::service::{Note, Recipient, notify},
    seizures,
    shared::{
        audit::Record,
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        db::ROW_LOCK,
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LONG, NAME},
        policy::{self, Act},
    },
};

/// What is done.
#[derive(Clone, Debug)]
pub enum Action {
    /// It stands from this day on.
    Stop(Pause),
    /// It runs again from the day after.
    Resume(Pause),
    /// It gets more time.
    Extend(Extension),
    /// What it got last was given in error.
    Revoke(Revocation),
}

impl Action {
    fn mutation(&self) -> &'static str {
        match self {
            Action::Stop(_) => "stopClock",
            Action::Resume(_) => "resumeClock",
            Action::Extend(_) => "extendClock",
            Action::Revoke(_) => "revokeClockExtension",
        }
    }

    fn parts(&mut self) -> (NaiveDate, &mut Option<String>, &mut Option<String>) {
        match self {
            Action::Stop(pause) | Action::Resume(pause) => (pause.on, &mut pause.ground, &mut pause.document),
            Action::Extend(more) => (more.on, &mut more.ground, &mut more.document),
            Action::Revoke(revoked) => (revoked.on, &mut revoked.ground, &mut revoked.document),
        }
    }
}

/// Does it, if the caller may and the law knows it.
pub async fn act(
    caller: &Caller,
    id: Uuid,
    version: i32,
    mut action: Action,
    key: Option<IdempotencyKey>,
) -> Result<clock::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let db = &change.transaction;
    let seen = || clock::Entity::find_by_id(id).filter(visible(&caller.records())).one(db);
    let Some(row) = seen().await? else { return Err(Problem::not_found("id").into()) };
    // Whoever acts on a clock of this case waits for the other here, and then sees what became of it.
    if let Some(case_id) = row.case_id {
        case::Entity::find_by_id(case_id).lock(ROW_LOCK).one(db).await?;
    }
    let Some(row) = seen().await? else { return Err(Problem::not_found("id").into()) };
    if !may(&change, caller, &row, &action).await? {
        let mutation = action.mutation();
        return Err(change.deny(caller, mutation, "Clock", Some(id)).await);
    }
    if row.event_count != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    let (on, ground, document) = action.parts();
    checks.happened("occurredOn", on, change.today);
    *ground = Some(checks.text("ground", ground.as_deref().unwrap_or_default(), LONG));
    *document = checks.optional("document", document.as_deref(), NAME);
    check(&mut checks, &change, &row, &action).await?;
    checks.finish()?;

    let (on, ground, document) = action.parts();
    let mut line = Line {
        kind: CaseEventKind::Clock,
        occurred_on: on,
        subject_id: Some(id),
        ground: ground.clone(),
        documents: document.iter().cloned().collect(),
        attachment_ids: Vec::new(),
        note: None,
    };
    let subject = Subject::of(&row);
    let mutation = action.mutation();
    match action {
        Action::Stop(pause) => drop(service::stop(&change, subject, row.kind, pause).await?),
        Action::Resume(pause) => drop(service::resume(&change, subject, row.kind, pause).await?),
        Action::Extend(more) => drop(service::extend(&change, subject, row.kind, more).await?),
        Action::Revoke(revoked) => {
            let row = service::revoke(&change, subject, row.kind, revoked).await?;
            if let Subject::Seizure(seizure) = subject {
                // What was revoked may be given again.
                seizures::clocks::unextend(db, seizure).await?;
            }
            tell_revoked(&change, &row).await?;
        }
    }
    let after = clock::Entity::find_by_id(id).one(db).await?.unwrap_or(row);
    mirror(&change, &after).await?;
    line.note = Some(words::happened(mutation, &after));
    if let Some(case_id) = after.case_id
        && let Some(mut case) = case::Entity::find_by_id(case_id).one(db).await?
    {
        history::note(&change, caller, &mut case, line).await?;
    }
    let detail = serde_json::json!({ "kind": after.kind, "caseId": after.case_id, "dueOn": after.due_on });
    let record = Record { action: mutation.to_owned(), object_type: "Clock", object_id: Some(id), detail };
    change.commit(record).await?;
    Ok(after)
}

/// Keeps a clock's last day where it is kept beside the clock: on its case, or on its seizure.
///
/// # Errors
///
/// The database's.
pub async fn mirror(change: &Change, row: &clock::Model) -> Result<(), DbErr> {
    match row.subject_kind {
        ClockSubject::Seizure => seizures::clocks::mirror(&change.transaction, row).await,
        _ => cases::clocks::mirror(change, row).await,
    }
}

/// Tells those for whom the clock waits that it has less time than they thought.
async fn tell_revoked(change: &Change, row: &clock::Model) -> Result<(), Failure> {
    let Some(case_id) = row.case_id else { return Ok(()) };
    let Some(case) = case::Entity::find_by_id(case_id).one(&change.transaction).await? else { return Ok(()) };
    let recipient = match row.waits_for {
        WaitsFor::Handlers => Recipient::Handlers(case_id),
        _ => Recipient::Department(row.department_id),
    };
    let note = Note {
        kind: NotificationKind::Progress,
        object: ("Case", case_id),
        text: words::revoked(&case.number, row),
        due_on: row.due_on,
        once: None,
    };
    notify(change, &[recipient], note).await?;
    Ok(())
}

async fn again(caller: &Caller, id: Uuid) -> Result<clock::Model, Failure> {
    let found =
        clock::Entity::find_by_id(id).filter(visible(&caller.records())).one(&caller.app.db.read).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

/// The head grants more time, and takes it back; of a filed case its handlers let the clock stand, or the head, or the
/// department's own system; before that, whoever works on the department's cases.
async fn may(change: &Change, caller: &Caller, row: &clock::Model, action: &Action) -> Result<bool, Failure> {
    let owner = owner(row);
    let head = policy::may(&caller.viewer, Act::ApproveCase, &owner);
    if matches!(action, Action::Extend(_) | Action::Revoke(_)) || head {
        return Ok(head);
    }
    if !policy::may(&caller.viewer, Act::HandleCase, &owner) {
        return Ok(false);
    }
    let system = caller.viewer.role == entity::enums::Role::Service;
    let Some(case_id) = row.case_id.filter(|_| row.waits_for == WaitsFor::Handlers) else {
        return Ok(true);
    };
    let handles =
        case_handler::Entity::find_by_id((case_id, caller.viewer.user_id)).one(&change.transaction).await?;
    Ok(system || handles.is_some())
}

async fn check(
    checks: &mut Checks,
    change: &Change,
    row: &clock::Model,
    action: &Action,
) -> Result<(), Failure> {
    let refused =
        |path: &str, zh: &str, en: &str| Problem::new(UserErrorCode::IllegalTransition, path, zh, en);
    let possible = match action {
        Action::Extend(_) => may_extend(row),
        Action::Revoke(_) => may_revoke(row),
        _ => may_stand(row),
    };
    if !possible {
        checks.add(refused("", "该期限不能停止计算或延长", "This clock can neither be stopped nor extended"));
        return Ok(());
    }
    let (Action::Stop(pause) | Action::Resume(pause)) = action else { return Ok(()) };
    if pause.reason == ClockStopReason::Suspension {
        checks.add(refused(
            "reason",
            "中止和恢复请在案件办理步骤中办理",
            "Suspend and resume the case itself: that is a step of its own",
        ));
    }
    if matches!(action, Action::Resume(_)) {
        let events = service::happened(&change.transaction, row.id).await?;
        let stops = rules::stops(&service::plain(&events));
        if !stops.iter().any(|stop| stop.to.is_none() && stop.reason == pause.reason) {
            checks.add(refused("reason", "该期限未因此停止计算", "The clock does not stand for this reason"));
        }
    }
    Ok(())
}
