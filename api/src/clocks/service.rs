//! Starting, stopping, extending and meeting clocks, each within the transaction of the change that
//! causes it. Whoever records that something happened calls these; nobody keeps a second list of
//! what is to be done. Each answers the clock as it is then: who keeps its last day elsewhere, too, writes it there.

pub use super::values::{Extension, Pause, Revocation, Start, Subject, When};

use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    clock, clock_event, clock_rule,
    enums::{ClockEventKind, ClockKind, ClockStopReason},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::rules::{self, Due, Event, Rule};
use crate::{
    calendar::{self, rules::Calendar},
    shared::{
        change::Change,
        dated,
        errors::{Failure, Problem, UserErrorCode},
    },
};

/// Starts a clock; one of the same kind that is still open for the subject is cancelled, because
/// what it waited for begins anew.
pub async fn start(change: &Change, start: Start<'_>) -> Result<clock::Model, Failure> {
    cancel(change, start.subject, start.kind, start.started_on, None).await?;
    let db = &change.transaction;
    let rule = match start.due_on {
        Some(_) => None,
        None => rule_on(db, start.kind, start.region_key, start.started_on).await?,
    };
    let calendar = match &rule {
        Some(_) => calendar::service::read(db, start.region_key).await?,
        None => Calendar::default(),
    };
    let row = begin(Uuid::now_v7(), &start, rule.as_ref(), change.now, &calendar);
    clock::Entity::insert(row.clone().into_active_model()).exec_without_returning(db).await?;
    let event = Written {
        kind: ClockEventKind::Started,
        on: start.started_on,
        at: start.started_at,
        ..Written::default()
    };
    insert_event(change, &row, event).await?;
    Ok(row)
}

/// The clock as it stands when it starts.
pub fn begin(
    id: Uuid,
    start: &Start<'_>,
    rule: Option<&clock_rule::Model>,
    now: DateTime<Utc>,
    calendar: &Calendar,
) -> clock::Model {
    let (subject_kind, subject_id) = start.subject.parts();
    let hours = rule.is_some_and(|rule| rule.unit == entity::enums::ClockUnit::Hours);
    let mut row = clock::Model {
        id,
        kind: start.kind,
        case_id: start.case_id,
        subject_kind,
        subject_id,
        region_key: start.region_key.to_owned(),
        department_id: start.department_id,
        waits_for: start.waits_for,
        rule_id: rule.map(|rule| rule.id),
        started_on: start.started_on,
        started_at: start.started_at.filter(|_| hours),
        set_on: start.due_on,
        due_on: None,
        due_at: None,
        due_sort: rules::due_sort(None),
        missing_year: None,
        stopped_on: None,
        met_on: None,
        met_late: false,
        cancelled_on: None,
        is_open: true,
        event_count: 1,
        recorded_at: now,
    };
    let due = rules::evaluate(&begun(&row, rule), &[], calendar);
    apply(&mut row, &due);
    row
}

/// Lets the clock stand.
///
/// # Errors
///
/// Where none runs, where it stands for this reason already, or where the day lies before its start.
pub async fn stop(
    change: &Change,
    subject: Subject,
    kind: ClockKind,
    pause: Pause,
) -> Result<clock::Model, Failure> {
    let row = running(change, subject, kind).await?;
    let events = happened(&change.transaction, row.id).await?;
    let stops = rules::stops(&plain(&events));
    if stops.iter().any(|stop| stop.to.is_none() && stop.reason == pause.reason) {
        return Err(refused("reason", "该期限已因此停止计算", "The clock stands for this reason already"));
    }
    let written = Written {
        kind: ClockEventKind::Stopped,
        on: pause.on,
        reason: Some(pause.reason),
        ground: pause.ground,
        document: pause.document,
        ..Written::default()
    };
    append(change, row, &events, written).await
}

/// Lets the clock run again; nothing where it does not stand for this reason.
pub async fn resume(
    change: &Change,
    subject: Subject,
    kind: ClockKind,
    pause: Pause,
) -> Result<Option<clock::Model>, Failure> {
    let Some(row) = open(&change.transaction, subject, kind).await? else { return Ok(None) };
    let events = happened(&change.transaction, row.id).await?;
    let stops = rules::stops(&plain(&events));
    if !stops.iter().any(|stop| stop.to.is_none() && stop.reason == pause.reason) {
        return Ok(None);
    }
    let written = Written {
        kind: ClockEventKind::Resumed,
        on: pause.on,
        reason: Some(pause.reason),
        ground: pause.ground,
        document: pause.document,
        ..Written::default()
    };
    append(change, row, &events, written).await.map(Some)
}

/// Gives the clock more time. Who may is the caller's question: the department's head for the rule's
/// extension.
///
/// # Errors
///
/// Where none runs, or the rule knows no (further) extension, or the date lies before the last day.
pub async fn extend(
    change: &Change,
    subject: Subject,
    kind: ClockKind,
    extension: Extension,
) -> Result<clock::Model, Failure> {
    let row = running(change, subject, kind).await?;
    let events = happened(&change.transaction, row.id).await?;
    let rule = rule_of(&change.transaction, &row).await?;
    let problems =
        rules::extension(rule.as_ref().map(plain_rule), row.due_on, &plain(&events), extension.until);
    if let Some(problem) = problems {
        return Err(super::words::extension(problem).into());
    }
    let amount = match extension.until {
        None => rule.and_then(|rule| rule.extension),
        Some(_) => None,
    };
    let written = Written {
        kind: if extension.until.is_some() { ClockEventKind::DateSet } else { ClockEventKind::Extended },
        on: extension.on,
        until: extension.until,
        amount,
        ground: extension.ground,
        document: extension.document,
        ..Written::default()
    };
    append(change, row, &events, written).await
}

/// Takes back the last extension in force, or date that was set, as if it had never been given. Who may is
/// the caller's question.
///
/// # Errors
///
/// Where none runs, or it has no extension in force.
pub async fn revoke(
    change: &Change,
    subject: Subject,
    kind: ClockKind,
    revocation: Revocation,
) -> Result<clock::Model, Failure> {
    let row = running(change, subject, kind).await?;
    let events = happened(&change.transaction, row.id).await?;
    let (amount, until) = match rules::revocable(&plain(&events)) {
        Some(Event::Extended(by)) => (i32::try_from(by).ok(), None),
        Some(Event::DateSet(_, until)) => (None, Some(until)),
        _ => return Err(refused("", "该期限没有可撤销的延长", "The clock has no extension to revoke")),
    };
    let written = Written {
        kind: ClockEventKind::Revoked,
        on: revocation.on,
        amount,
        until,
        ground: revocation.ground,
        document: revocation.document,
        ..Written::default()
    };
    append(change, row, &events, written).await
}

/// The last day of the subject's clock were its last extension revoked; `None` where there is none to revoke.
pub async fn without_extension(
    db: &impl ConnectionTrait,
    subject: Subject,
    kind: ClockKind,
) -> Result<Option<NaiveDate>, DbErr> {
    let Some(row) = open(db, subject, kind).await? else { return Ok(None) };
    let mut events = plain(&happened(db, row.id).await?);
    if rules::revocable(&events).is_none() {
        return Ok(None);
    }
    events.push(Event::Revoked(row.started_on));
    let rule = rule_of(db, &row).await?;
    let calendar = calendar::service::read(db, &row.region_key).await?;
    Ok(rules::evaluate(&begun(&row, rule.as_ref()), &events, &calendar).on)
}

/// What the clock waited for was done then; nothing where none is open. Late or not is judged by the day and
/// the moment of the deed, never by when it was typed.
///
/// # Errors
///
/// Where the day alone does not tell whether it was in time, or the moment lies before the clock's start.
pub async fn meet(
    change: &Change,
    subject: Subject,
    kind: ClockKind,
    when: impl Into<When>,
) -> Result<Option<clock::Model>, Failure> {
    let Some(row) = open(&change.transaction, subject, kind).await? else { return Ok(None) };
    let when = when.into();
    match (row.due_at, when.at) {
        (Some(due_at), None) if row.due_on == Some(when.on) => {
            let (zh, en) = super::words::needs_moment(due_at);
            return Err(Problem::new(UserErrorCode::Required, "occurredAt", zh, en).into());
        }
        (_, Some(at)) if row.started_at.is_some_and(|started| at < started) => {
            return Err(Problem::new(
                UserErrorCode::DateOrder,
                "occurredAt",
                "时刻不能早于该期限的起算时刻",
                "The moment lies before the one at which the clock started",
            )
            .into());
        }
        _ => {}
    }
    end(change, row, ClockEventKind::Met, when, None).await.map(Some)
}

/// Nothing is to be waited for any more; nothing where no clock is open.
pub async fn cancel(
    change: &Change,
    subject: Subject,
    kind: ClockKind,
    on: NaiveDate,
    ground: Option<&str>,
) -> Result<(), Failure> {
    let Some(row) = open(&change.transaction, subject, kind).await? else { return Ok(()) };
    end(change, row, ClockEventKind::Cancelled, on.into(), ground).await.map(drop)
}

/// Cancels everything that the subject waits for.
pub async fn cancel_all(
    change: &Change,
    subject: Subject,
    on: NaiveDate,
    ground: Option<&str>,
) -> Result<(), Failure> {
    let (subject_kind, subject_id) = subject.parts();
    let rows = clock::Entity::find()
        .filter(clock::Column::SubjectId.eq(subject_id))
        .filter(clock::Column::SubjectKind.eq(subject_kind))
        .filter(clock::Column::IsOpen.eq(true))
        .all(&change.transaction)
        .await?;
    for row in rows {
        end(change, row, ClockEventKind::Cancelled, on.into(), ground).await?;
    }
    Ok(())
}

/// Nothing of this kind is to be waited for in the case any more, whatever of the case it belongs to.
pub async fn cancel_in_case(
    change: &Change,
    case_id: Uuid,
    kind: ClockKind,
    on: NaiveDate,
) -> Result<(), Failure> {
    let rows = clock::Entity::find()
        .filter(clock::Column::CaseId.eq(case_id))
        .filter(clock::Column::Kind.eq(kind))
        .filter(clock::Column::IsOpen.eq(true))
        .all(&change.transaction)
        .await?;
    for row in rows {
        end(change, row, ClockEventKind::Cancelled, on.into(), None).await?;
    }
    Ok(())
}

/// The open clock of this kind of the subject.
pub async fn open(
    db: &impl ConnectionTrait,
    subject: Subject,
    kind: ClockKind,
) -> Result<Option<clock::Model>, DbErr> {
    let (subject_kind, subject_id) = subject.parts();
    clock::Entity::find()
        .filter(clock::Column::SubjectId.eq(subject_id))
        .filter(clock::Column::SubjectKind.eq(subject_kind))
        .filter(clock::Column::Kind.eq(kind))
        .filter(clock::Column::IsOpen.eq(true))
        .one(db)
        .await
}

async fn running(change: &Change, subject: Subject, kind: ClockKind) -> Result<clock::Model, Failure> {
    let found = open(&change.transaction, subject, kind).await?;
    found.ok_or_else(|| refused("", "该期限不在计算中", "No such clock is running"))
}

fn refused(path: &str, zh: &str, en: &str) -> Failure {
    Problem::new(UserErrorCode::IllegalTransition, path, zh, en).into()
}

/// The rule of `kind` that decides in `region` on `day`.
pub async fn rule_on(
    db: &impl ConnectionTrait,
    kind: ClockKind,
    region: &str,
    day: NaiveDate,
) -> Result<Option<clock_rule::Model>, DbErr> {
    let rules = clock_rule::Entity::find()
        .filter(clock_rule::Column::Kind.eq(kind))
        .filter(clock_rule::Column::RegionKey.is_in(dated::binding_keys(region)))
        .filter(clock_rule::Column::ValidFrom.lte(day))
        .all(db)
        .await?;
    Ok(dated::deciding(&rules, region, day).cloned())
}

/// The rule by which a clock runs.
pub async fn rule_of(
    db: &impl ConnectionTrait,
    row: &clock::Model,
) -> Result<Option<clock_rule::Model>, DbErr> {
    match row.rule_id {
        Some(id) => clock_rule::Entity::find_by_id(id).one(db).await,
        None => Ok(None),
    }
}

/// Everything that happened to a clock, in order.
pub async fn happened(db: &impl ConnectionTrait, id: Uuid) -> Result<Vec<clock_event::Model>, DbErr> {
    clock_event::Entity::find()
        .filter(clock_event::Column::ClockId.eq(id))
        .order_by_asc(clock_event::Column::Sequence)
        .all(db)
        .await
}

/// A rule as the pure functions see it.
pub fn plain_rule(rule: &clock_rule::Model) -> Rule {
    Rule {
        unit: rule.unit,
        length: rule.length.unsigned_abs(),
        extension: rule.extension.map(i32::unsigned_abs),
        collective: rule.collective,
    }
}

/// How a clock began, as the pure functions see it.
pub fn begun(row: &clock::Model, rule: Option<&clock_rule::Model>) -> rules::Start {
    rules::Start { on: row.started_on, at: row.started_at, rule: rule.map(plain_rule), set: row.set_on }
}

/// What happened to a clock, as the pure functions see it.
pub fn plain(events: &[clock_event::Model]) -> Vec<Event> {
    let event = |event: &clock_event::Model| match event.kind {
        ClockEventKind::Stopped => Some(Event::Stopped(event.occurred_on, event.reason?)),
        ClockEventKind::Resumed => Some(Event::Resumed(event.occurred_on, event.reason?)),
        ClockEventKind::Extended => Some(Event::Extended(event.amount?.unsigned_abs())),
        ClockEventKind::DateSet => Some(Event::DateSet(event.occurred_on, event.until?)),
        ClockEventKind::Revoked => Some(Event::Revoked(event.occurred_on)),
        ClockEventKind::Started | ClockEventKind::Met | ClockEventKind::Cancelled => None,
    };
    events.iter().filter_map(event).collect()
}

/// Writes what follows from the rules into the row.
pub fn apply(row: &mut clock::Model, due: &Due) {
    row.due_on = due.on;
    row.due_at = due.at;
    row.due_sort = rules::due_sort(due.on);
    row.missing_year = due.missing_year;
    row.stopped_on = due.stopped_on;
}

/// An event, as it is written.
#[derive(Debug)]
struct Written {
    kind: ClockEventKind,
    on: NaiveDate,
    at: Option<DateTime<Utc>>,
    reason: Option<ClockStopReason>,
    amount: Option<i32>,
    until: Option<NaiveDate>,
    ground: Option<String>,
    document: Option<String>,
}

impl Default for Written {
    fn default() -> Self {
        Self {
            kind: ClockEventKind::Started,
            on: NaiveDate::default(),
            at: None,
            reason: None,
            amount: None,
            until: None,
            ground: None,
            document: None,
        }
    }
}

async fn insert_event(change: &Change, row: &clock::Model, written: Written) -> Result<(), DbErr> {
    clock_event::Entity::insert(clock_event::ActiveModel {
        id: Set(Uuid::now_v7()),
        clock_id: Set(row.id),
        sequence: Set(row.event_count),
        kind: Set(written.kind),
        occurred_on: Set(written.on),
        occurred_at: Set(written.at),
        reason: Set(written.reason),
        amount: Set(written.amount),
        until: Set(written.until),
        ground: Set(written.ground),
        document: Set(written.document),
        actor_id: Set(change.user_id()),
        recorded_at: Set(change.now),
    })
    .exec_without_returning(&change.transaction)
    .await
    .map(drop)
}

/// Appends what happened, and computes the due date anew.
async fn append(
    change: &Change,
    mut row: clock::Model,
    before: &[clock_event::Model],
    written: Written,
) -> Result<clock::Model, Failure> {
    let last = before.last().map_or(row.started_on, |last| last.occurred_on);
    if written.on < last {
        return Err(refused(
            "occurredOn",
            &format!("日期不能早于该期限的上一记录（{last}）"),
            &format!("The date lies before the clock's last event ({last})"),
        ));
    }
    row.event_count += 1;
    insert_event(change, &row, written).await?;
    let events = happened(&change.transaction, row.id).await?;
    recompute(change, row, &events).await
}

/// Computes a clock's due date anew from its events, its rule and the calendar, and saves it.
async fn recompute(
    change: &Change,
    mut row: clock::Model,
    events: &[clock_event::Model],
) -> Result<clock::Model, Failure> {
    let db = &change.transaction;
    let rule = rule_of(db, &row).await?;
    let calendar = calendar::service::read(db, &row.region_key).await?;
    let due = rules::evaluate(&begun(&row, rule.as_ref()), &plain(events), &calendar);
    apply(&mut row, &due);
    save(change, row).await
}

async fn end(
    change: &Change,
    mut row: clock::Model,
    kind: ClockEventKind,
    When { on, at }: When,
    ground: Option<&str>,
) -> Result<clock::Model, Failure> {
    // Who ends it while it stands lets it run again first, so that the days do not count.
    if row.stopped_on.is_some() {
        let events = happened(&change.transaction, row.id).await?;
        for stop in rules::stops(&plain(&events)).into_iter().filter(|stop| stop.to.is_none()) {
            row.event_count += 1;
            let reason = Some(stop.reason);
            let on = on.max(stop.from);
            let written = Written { kind: ClockEventKind::Resumed, on, reason, ..Written::default() };
            insert_event(change, &row, written).await?;
        }
        let events = happened(&change.transaction, row.id).await?;
        row = recompute(change, row, &events).await?;
    }
    row.event_count += 1;
    let written = Written { kind, on, at, ground: ground.map(str::to_owned), ..Written::default() };
    insert_event(change, &row, written).await?;
    row.is_open = false;
    if kind == ClockEventKind::Met {
        row.met_on = Some(on);
        row.met_late = rules::is_late(row.due_on, row.due_at, on, at);
    } else {
        row.cancelled_on = Some(on);
    }
    save(change, row).await
}

/// Saves a clock.
pub(super) async fn save(change: &Change, row: clock::Model) -> Result<clock::Model, Failure> {
    clock::Entity::update(row.clone().into_active_model().reset_all())
        .exec_without_returning(&change.transaction)
        .await?;
    Ok(row)
}
