//! Filling in a monthly report, and what becomes of it: each is one transaction that loads, authorises, checks, saves, runs
//! the clock, tells those concerned, and logs.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entity::{
    department,
    enums::{MonthlyReportAct as Act, NotificationKind},
    monthly_report::{self, Column, Model},
    monthly_report_event, monthly_report_figure,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;
use uuid::Uuid;
use vocabulary::{FindingGrade, Term};

use super::{
    figures::{self, Filled},
    opening::{clock_kind, wait, whom},
    rules::{self, Refusal, Standing, checks, checks::Finding},
    sight::{owner, receiver, visible},
    words,
};
use crate::{
    clocks::service::{self as clocks, Subject},
    notifications::service::{Note, Recipient, notify},
    shared::{
        audit::Record,
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        db::ROW_LOCK,
        decimal,
        errors::{Failure, Problem, UserErrorCode},
        figures::freezing,
        input::{Checks, LONG},
        language::Text,
        policy::{self, Owner},
        values::{MAX_COUNT, Money},
    },
};

/// The GraphQL type.
pub const OBJECT: &str = "MonthlyReport";
/// Rows of one INSERT: below SQLite's limit of variables.
const CHUNK: usize = 500;

/// The report with `id`, where the caller may see it.
///
/// # Errors
///
/// The database's.
pub async fn find(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<Option<Model>, DbErr> {
    monthly_report::Entity::find_by_id(id).filter(visible(&caller.records())).one(db).await
}

/// The same, which must be there.
///
/// # Errors
///
/// NOT_FOUND at `id`.
pub async fn load(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<Model, Failure> {
    find(db, caller, id).await?.ok_or_else(|| Problem::not_found("id").into())
}

/// The same, which nobody else changes meanwhile.
async fn load_locked(change: &Change, caller: &Caller, id: Uuid) -> Result<Model, Failure> {
    let select = monthly_report::Entity::find_by_id(id).filter(visible(&caller.records()));
    let found = select.lock(ROW_LOCK).one(&change.transaction).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

/// What an act needs, and of whom.
pub fn authority(act: Act, row: &Model) -> (policy::Act, Owner) {
    match act {
        Act::Submit => (policy::Act::SubmitMonthlyReport, owner(row)),
        Act::Return | Act::Accept | Act::Excuse | Act::Unfreeze | Act::Urge => {
            (policy::Act::ReceiveMonthlyReports, receiver(row))
        }
    }
}

/// How the report stands, and the names of who is waited for below.
///
/// # Errors
///
/// The database's.
pub async fn standing(db: &impl ConnectionTrait, row: &Model) -> Result<(Standing, Vec<String>), DbErr> {
    let of_department = || monthly_report::Entity::find().filter(Column::DepartmentId.eq(row.department_id));
    let earlier_open = of_department()
        .filter(Column::Month.lt(row.month))
        .filter(Column::State.is_in(rules::OPEN))
        .count(db)
        .await?;
    let later_told = of_department()
        .filter(Column::Month.gt(row.month))
        .filter(Column::State.is_in(rules::TOLD))
        .count(db)
        .await?;
    let locked_above = match &row.receiver_key {
        None => 0,
        Some(receiver) => {
            monthly_report::Entity::find()
                .filter(Column::RegionKey.eq(receiver.as_str()))
                .filter(Column::WholeRegion.eq(true))
                .filter(Column::Month.eq(row.month))
                .filter(Column::State.is_in(rules::TOLD))
                .count(db)
                .await?
        }
    };
    let below =
        if row.whole_region { waiting_below(db, &row.region_key, row.month).await? } else { Vec::new() };
    let standing = Standing {
        state: row.state,
        is_received: row.receiver_key.is_some(),
        waiting_below: below.len(),
        earlier_open: earlier_open > 0,
        later_told: later_told > 0,
        locked_above: locked_above > 0,
    };
    Ok((standing, below))
}

/// The names of those whose reports the region receives, and that are neither accepted nor excused, in the roster's order.
async fn waiting_below(
    db: &impl ConnectionTrait,
    region_key: &str,
    month: NaiveDate,
) -> Result<Vec<String>, DbErr> {
    monthly_report::Entity::find()
        .select_only()
        .column(department::Column::ShortName)
        .inner_join(department::Entity)
        .filter(Column::ReceiverKey.eq(region_key))
        .filter(Column::Month.eq(month))
        .filter(Column::State.is_not_in(rules::SETTLED))
        .order_by_asc(department::Column::RegionKey)
        .order_by_asc(department::Column::SortOrder)
        .into_tuple()
        .all(db)
        .await
}

/// What the check finds of a report that is filled in.
///
/// # Errors
///
/// The database's.
pub async fn check(db: &impl ConnectionTrait, row: &Model, filled: &Filled) -> Result<Vec<Finding>, DbErr> {
    let past = figures::past(db, row).await?;
    let rows: Vec<checks::Row> = filled.lines.iter().map(|line| line.row(row.zeros_confirmed)).collect();
    Ok(checks::findings(&rows, &past))
}

/// A figure to be reported other than the records say.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The indicator's code.
    pub indicator: String,
    /// The number in the indicator's unit, as it is typed; money in yuan.
    pub value: String,
    /// Whether that is a lower bound.
    pub at_least: bool,
    /// Why.
    pub reason: String,
}

/// What a department states of its month: all of it.
#[derive(Clone, Debug)]
pub struct Stated {
    /// What is corrected; everything else is as the records say.
    pub corrections: Vec<Correction>,
    /// What shows no records is zero.
    pub zeros_confirmed: bool,
    /// What is said about it.
    pub remark: Option<String>,
}

/// States what a report says, in whole.
///
/// # Errors
///
/// Where the caller may not, it is told already, a number is none, a reason is missing, or somebody was faster.
pub async fn revise(
    caller: &Caller,
    (id, version): (Uuid, i32),
    stated: Stated,
    key: Option<IdempotencyKey>,
) -> Result<Model, Failure> {
    const MUTATION: &str = "reviseMonthlyReport";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
        Begun::Fresh(change) => change,
    };
    let before = load_locked(&change, caller, id).await?;
    if !policy::may(&caller.viewer, policy::Act::FillMonthlyReport, &owner(&before)) {
        return Err(change.deny(caller, MUTATION, OBJECT, Some(id)).await);
    }
    if before.version != version {
        return Err(Failure::Conflict);
    }
    if !rules::is_open(before.state) {
        return Err(not_possible(
            "id",
            "月报已报送或已免报，不能再修改",
            "The report is submitted or excused",
        ));
    }
    let db = &change.transaction;
    let filled = figures::read(db, &before).await?;
    let mut checks = Checks::default();
    let remark = checks.optional("remark", stated.remark.as_deref(), LONG);
    let rows = corrected(&mut checks, &before, &filled, &stated.corrections);
    checks.finish()?;
    monthly_report_figure::Entity::delete_many()
        .filter(monthly_report_figure::Column::ReportId.eq(id))
        .exec(db)
        .await?;
    insert(db, &rows).await?;
    let row = Model { zeros_confirmed: stated.zeros_confirmed, remark, version: version + 1, ..before };
    save(db, version, &row).await?;
    let corrected: Vec<&str> = rows.iter().map(|row| row.indicator.as_str()).collect();
    let detail = json!({ "month": words::month(row.month).en, "corrected": corrected,
        "zerosConfirmed": row.zeros_confirmed });
    change.commit(record(MUTATION, id, detail)).await?;
    Ok(row)
}

/// The rows of what is corrected.
fn corrected(
    checks: &mut Checks,
    report: &Model,
    filled: &Filled,
    corrections: &[Correction],
) -> Vec<monthly_report_figure::Model> {
    checks.length("corrections", corrections.len());
    let mut once = BTreeSet::new();
    let mut rows = Vec::new();
    for (index, correction) in corrections.iter().enumerate() {
        let path = |field: &str| format!("corrections.{index}.{field}");
        let found = filled.lines.iter().find(|line| line.definition.code == correction.indicator);
        let Some(line) = found.filter(|_| once.insert(correction.indicator.as_str())) else {
            checks.add(Problem::not_found(&path("indicator")));
            continue;
        };
        let is_money = line.definition.counts.is_money();
        let value = if is_money {
            Money::from_yuan(&correction.value).map(|money| money.fen)
        } else {
            let hundredths = decimal::scaled(&correction.value, 2, 10).filter(|value| value % 100 == 0);
            hundredths.map(|value| value / 100).filter(|value| *value <= MAX_COUNT)
        };
        if value.is_none() {
            let (zh, en) = match is_money {
                true => (
                    "应为以元为单位的金额，最多两位小数",
                    "An amount of yuan with at most two decimal places",
                ),
                false => ("应为0至10亿之间的整数", "A whole number from 0 to 1,000,000,000"),
            };
            checks.add(Problem::new(UserErrorCode::Invalid, &path("value"), zh, en));
        }
        let reason = checks.text(&path("reason"), &correction.reason, LONG);
        rows.push(monthly_report_figure::Model {
            report_id: report.id,
            of_month: report.month,
            indicator: correction.indicator.clone(),
            computed: line.computed.value,
            computed_at_least: line.computed.at_least,
            adjusted: line.adjusted,
            corrected: value,
            corrected_at_least: correction.at_least,
            reason: Some(reason),
        });
    }
    rows
}

/// What is done with a report.
#[derive(Clone, Debug)]
pub struct Deed {
    /// What.
    pub act: Act,
    /// Why; wanted of what is returned, excused or unfrozen.
    pub note: Option<String>,
    /// By when it is to be submitted anew; wanted of what is returned or unfrozen.
    pub due_on: Option<NaiveDate>,
}

/// Does it.
///
/// # Errors
///
/// Where the caller may not, the rules or what the check finds refuse it, or somebody was faster.
pub async fn act(
    caller: &Caller,
    (id, version): (Uuid, i32),
    deed: Deed,
    key: Option<IdempotencyKey>,
) -> Result<Model, Failure> {
    const MUTATION: &str = "recordMonthlyReportAct";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
        Begun::Fresh(change) => change,
    };
    let before = load_locked(&change, caller, id).await?;
    let (needed, of) = authority(deed.act, &before);
    if !policy::may(&caller.viewer, needed, &of) {
        return Err(change.deny(caller, MUTATION, OBJECT, Some(id)).await);
    }
    if before.version != version {
        return Err(Failure::Conflict);
    }
    let db = &change.transaction;
    let (standing, below) = standing(db, &before).await?;
    if let Some(refused) = rules::refusal(deed.act, standing) {
        let text = words::refusal(refused, &below);
        return Err(not_possible("act", &text.zh, &text.en));
    }
    let (note, due_on) = checked(&deed, &change)?;
    let mut row = Model {
        state: rules::after(deed.act, before.state, standing.is_received),
        version: version + 1,
        ..before.clone()
    };
    if deed.act == Act::Submit {
        tell(&change, caller, &mut row, &before).await?;
    }
    run_clock(&change, &before, deed.act, due_on).await?;
    save(db, version, &row).await?;
    if matches!(deed.act, Act::Return | Act::Unfreeze) {
        // It is filled in again, from the records as they are now and from what was corrected.
        monthly_report_figure::Entity::delete_many()
            .filter(monthly_report_figure::Column::ReportId.eq(id))
            .filter(monthly_report_figure::Column::Corrected.is_null())
            .exec(db)
            .await?;
    }
    let events = monthly_report_event::Entity::find()
        .filter(monthly_report_event::Column::ReportId.eq(id))
        .count(db)
        .await?;
    let event = monthly_report_event::Model {
        id: Uuid::now_v7(),
        report_id: id,
        sequence: i32::try_from(events).unwrap_or(i32::MAX).saturating_add(1),
        act: deed.act,
        note: note.clone(),
        due_on,
        actor_id: caller.viewer.user_id,
        recorded_at: change.now,
    };
    monthly_report_event::Entity::insert(event.into_active_model()).exec_without_returning(db).await?;
    announce(&change, &row, deed.act, note.as_deref(), due_on).await?;
    if row.region_key != caller.viewer.region_key {
        change.concerns([row.region_key.clone()]);
    }
    let detail = json!({ "month": words::month(row.month).en, "act": deed.act.code(), "note": note,
        "dueOn": due_on });
    change.commit(record(MUTATION, id, detail)).await?;
    Ok(row)
}

/// The note and the last day, cleaned.
fn checked(deed: &Deed, change: &Change) -> Result<(Option<String>, Option<NaiveDate>), Failure> {
    let mut checks = Checks::default();
    let note = match deed.act {
        Act::Return | Act::Excuse | Act::Unfreeze => {
            Some(checks.text("note", deed.note.as_deref().unwrap_or_default(), LONG))
        }
        Act::Submit | Act::Accept | Act::Urge => checks.optional("note", deed.note.as_deref(), LONG),
    };
    let due_on = match (deed.act, deed.due_on) {
        (Act::Return | Act::Unfreeze, None) => {
            checks.add(Problem::required("dueOn"));
            None
        }
        (Act::Return | Act::Unfreeze, Some(due_on)) => {
            if due_on < change.today {
                checks.add(Problem::new(
                    UserErrorCode::DateOrder,
                    "dueOn",
                    "重新报送的期限不能早于今天",
                    "The last day must not lie in the past",
                ));
            }
            Some(due_on)
        }
        _ => None,
    };
    checks.finish()?;
    Ok((note, due_on))
}

/// Freezes the figures at this moment and keeps them as they are told; refused by what the check finds.
async fn tell(change: &Change, caller: &Caller, row: &mut Model, before: &Model) -> Result<(), Failure> {
    let db = &change.transaction;
    let frozen = freezing::freeze(db, change.now).await?;
    let filled = figures::read(db, before).await?;
    let findings = check(db, before, &filled).await?;
    let known: Vec<_> = filled.lines.iter().map(|line| line.definition.clone()).collect();
    let mut problems = Vec::new();
    for finding in findings.iter().filter(|finding| finding.grade == FindingGrade::Blocking) {
        let text = words::finding(finding, &known);
        problems.push(Problem::new(UserErrorCode::IllegalTransition, "act", text.zh, text.en));
    }
    let unexplained = findings.iter().any(|finding| finding.grade == FindingGrade::Explain);
    if problems.is_empty() && unexplained && row.remark.is_none() {
        problems.push(Problem::new(
            UserErrorCode::Required,
            "remark",
            "检查发现须说明的情况，请先填写报送说明",
            "The check found what is to be explained: write a remark first",
        ));
    }
    if !problems.is_empty() {
        return Err(problems.into());
    }
    row.counted_at = Some(frozen.at);
    row.counted_line = Some(frozen.line);
    row.submitted_by_id = Some(caller.viewer.user_id);
    monthly_report_figure::Entity::delete_many()
        .filter(monthly_report_figure::Column::ReportId.eq(row.id))
        .exec(db)
        .await?;
    insert(db, &figures::rows(row, &filled)).await?;
    Ok(())
}

async fn insert(db: &impl ConnectionTrait, rows: &[monthly_report_figure::Model]) -> Result<(), DbErr> {
    for rows in rows.chunks(CHUNK) {
        let rows = rows.iter().cloned().map(IntoActiveModel::into_active_model);
        monthly_report_figure::Entity::insert_many::<monthly_report_figure::ActiveModel, _>(rows)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

async fn run_clock(
    change: &Change,
    before: &Model,
    act: Act,
    due_on: Option<NaiveDate>,
) -> Result<(), Failure> {
    let (subject, kind) = (Subject::MonthlyReport(before.id), clock_kind(before));
    match act {
        Act::Submit => clocks::meet(change, subject, kind, change.today).await.map(drop),
        Act::Excuse => clocks::cancel(change, subject, kind, change.today, None).await,
        // Who closes a month waits for nobody.
        Act::Return | Act::Unfreeze if before.receiver_key.is_some() => {
            wait(change, before, change.today, due_on).await.map(drop)
        }
        Act::Return | Act::Unfreeze | Act::Accept | Act::Urge => Ok(()),
    }
}

/// Tells the other side.
async fn announce(
    change: &Change,
    row: &Model,
    act: Act,
    note: Option<&str>,
    due_on: Option<NaiveDate>,
) -> Result<(), Failure> {
    let department = department::Entity::find_by_id(row.department_id).one(&change.transaction).await?;
    let whose = department.map(|department| department.short_name).unwrap_or_default();
    let recipients = match (act, &row.receiver_key) {
        (Act::Submit, Some(receiver)) => vec![Recipient::Office(receiver.clone())],
        (Act::Submit, None) => return Ok(()),
        (Act::Urge | Act::Return, _) if !row.whole_region => vec![Recipient::Department(row.department_id)],
        _ => vec![whom(row)],
    };
    let note = Note {
        kind: NotificationKind::MonthlyReport,
        object: (OBJECT, row.id),
        text: words::done(act, row.month, &whose, note),
        due_on,
        once: None,
    };
    notify(change, &recipients, note).await?;
    Ok(())
}

async fn save(db: &impl ConnectionTrait, version: i32, row: &Model) -> Result<(), Failure> {
    let saved = monthly_report::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(Column::Id.eq(row.id))
        .filter(Column::Version.eq(version))
        .exec(db)
        .await?;
    if saved.rows_affected == 0 { Err(Failure::Conflict) } else { Ok(()) }
}

/// That something is not possible now.
pub fn not_possible(path: &str, zh: &str, en: &str) -> Failure {
    Problem::new(UserErrorCode::IllegalTransition, path, zh, en).into()
}

/// What the log says.
pub fn record(mutation: &str, id: Uuid, detail: serde_json::Value) -> Record {
    Record { action: mutation.to_owned(), object_type: OBJECT, object_id: Some(id), detail }
}

/// What a viewer may do with the report now, each with why it is refused where it is.
///
/// # Errors
///
/// The database's.
pub async fn possible(
    db: &impl ConnectionTrait,
    caller: &Caller,
    row: &Model,
) -> Result<Vec<(Act, Option<Text>)>, DbErr> {
    let may = |act: &Act| {
        let (needed, of) = authority(*act, row);
        policy::may(&caller.viewer, needed, &of)
    };
    let acts: Vec<Act> = Act::ALL.iter().copied().filter(may).collect();
    if acts.is_empty() {
        return Ok(Vec::new());
    }
    let (standing, below) = standing(db, row).await?;
    let found = acts.into_iter().filter_map(|act| match rules::refusal(act, standing) {
        // What its state does not know is not offered.
        Some(Refusal::State) => None,
        refused => Some((act, refused.map(|refused| words::refusal(refused, &below)))),
    });
    Ok(found.collect())
}
