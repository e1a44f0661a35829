//! Putting cases on the list, and what follows: each is one transaction that loads, authorises, checks,
//! saves, runs the clocks, writes the case's history, tells those concerned, and logs.

use chrono::NaiveDate;
use entity::{
    case,
    enums::{CaseEventKind, ClockKind, NotificationKind, SupervisionEntryKind, WaitsFor},
    supervision, supervision_entry,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QuerySelect,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    rules::{self, Action, LONGEST_INTERVAL},
    sight::{owner, visible},
};
use crate::{
    cases::{
        self,
        history::{self, Line},
    },
    clocks::{
        service as clocks,
        service::{Extension, Revocation, Start, Subject},
    },
    notifications::{
        service as notifications,
        service::{Note, Recipient},
    },
    shared::{
        audit::Record,
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        db::ROW_LOCK,
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LONG, NAME},
        language::{Text, text},
        participation,
        policy::{self, Act},
    },
};

/// A case to be put on the list.
#[derive(Clone, Debug)]
pub struct NewSupervision {
    /// The case.
    pub case_id: Uuid,
    /// The notice's number.
    pub document: String,
    /// Why.
    pub ground: String,
    /// What the department is to do.
    pub requirements: String,
    /// The day.
    pub listed_on: NaiveDate,
    /// The last day for the conclusion.
    pub deadline_on: NaiveDate,
    /// How often is to be reported, in days.
    pub report_every_days: i32,
}

/// Whether `caller` may do this at all: report for the case's department, else decide for the office
/// that put it on the list or one above.
pub fn may(caller: &Caller, action: Action, row: &supervision::Model, case: &case::Model) -> bool {
    match action {
        Action::Report => policy::may(&caller.viewer, Act::HandleCase, &cases::sight::owner(case)),
        Action::Urge | Action::Extend | Action::RevokeExtension | Action::Release => {
            policy::may(&caller.viewer, Act::SuperviseCase, &owner(row))
        }
    }
}

async fn load(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<supervision::Model, Failure> {
    let found = supervision::Entity::find_by_id(id).filter(visible(&caller.records())).one(db).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

/// The case, locked: whoever changes it or its supervision waits for the other.
async fn load_case(change: &Change, caller: &Caller, id: Uuid, path: &str) -> Result<case::Model, Failure> {
    let found = case::Entity::find_by_id(id)
        .filter(cases::sight::visible(&caller.records()))
        .lock(ROW_LOCK)
        .one(&change.transaction)
        .await?;
    found.ok_or_else(|| Problem::not_found(path).into())
}

/// Puts a case on the list.
pub async fn supervise(
    caller: &Caller,
    new: NewSupervision,
    key: Option<IdempotencyKey>,
) -> Result<supervision::Model, Failure> {
    const MUTATION: &str = "superviseCase";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
        Begun::Fresh(change) => change,
    };
    let mut case = load_case(&change, caller, new.case_id, "caseId").await?;
    if !policy::may(&caller.viewer, Act::SuperviseCase, &cases::sight::owner(&case)) {
        return Err(change.deny(caller, MUTATION, "Case", Some(case.id)).await);
    }
    let office = participation::acting(&change.transaction, caller, None).await?;
    let mut checks = Checks::default();
    check(&mut checks, &change, &case, &new).await?;
    let document = checks.text("document", &new.document, NAME);
    let ground = checks.text("ground", &new.ground, LONG);
    let requirements = checks.text("requirements", &new.requirements, LONG);
    checks.finish()?;

    let next_report_on = rules::next_report(new.listed_on, new.report_every_days, None, None);
    let row = supervision::Model {
        id: Uuid::now_v7(),
        case_id: case.id,
        office_id: office.id,
        office_region_key: office.region_key.clone(),
        document: document.clone(),
        ground: ground.clone(),
        requirements: requirements.clone(),
        listed_on: new.listed_on,
        deadline_on: new.deadline_on,
        report_every_days: new.report_every_days,
        next_report_on: Some(next_report_on),
        due_sort: rules::due_sort(Some(new.deadline_on), Some(next_report_on)),
        report_count: 0,
        urge_count: 0,
        last_urged_on: None,
        released_on: None,
        conclusion: None,
        recorded_by_id: caller.viewer.user_id,
        recorded_at: change.now,
        version: 1,
    };
    supervision::Entity::insert(row.clone().into_active_model())
        .exec_without_returning(&change.transaction)
        .await?;
    wait_for_handlers(&change, &case, &row, ClockKind::Supervision, new.deadline_on).await?;
    wait_for_handlers(&change, &case, &row, ClockKind::SupervisionReport, next_report_on).await?;
    let line = Line {
        kind: CaseEventKind::Supervision,
        occurred_on: new.listed_on,
        subject_id: Some(row.id),
        ground: Some(ground),
        documents: vec![document],
        attachment_ids: Vec::new(),
        note: Some(format!(
            "{}挂牌督办，办结期限{}，每{}日报告进展。督办要求：{requirements}",
            office.short_name, new.deadline_on, new.report_every_days
        )),
    };
    history::note(&change, caller, &mut case, line).await?;
    let said = text(
        format!("案件{}已由{}挂牌督办，{}前办结", case.number, office.short_name, new.deadline_on),
        format!("Case {} is supervised by {} until {}", case.number, office.short_name, new.deadline_on),
    );
    tell(&change, &department_of(&case), case.id, said, Some(new.deadline_on)).await?;
    let detail = json!({
        "case": case.number,
        "deadline": new.deadline_on,
        "reportEveryDays": new.report_every_days,
    });
    change.commit(record(MUTATION, row.id, detail)).await?;
    Ok(row)
}

async fn check(
    checks: &mut Checks,
    change: &Change,
    case: &case::Model,
    new: &NewSupervision,
) -> Result<(), Failure> {
    checks.happened("listedOn", new.listed_on, change.today);
    if new.listed_on < case.received_on {
        checks.add(not_before("listedOn", case.received_on));
    }
    if new.deadline_on <= new.listed_on {
        checks.add(not_before("deadlineOn", new.listed_on));
    }
    if !(1..=LONGEST_INTERVAL).contains(&new.report_every_days) {
        checks.add(Problem::new(
            UserErrorCode::OutOfRange,
            "reportEveryDays",
            format!("报告间隔应为1至{LONGEST_INTERVAL}日"),
            format!("1 to {LONGEST_INTERVAL} days"),
        ));
    }
    if !case.is_open {
        checks.add(Problem::new(
            UserErrorCode::IllegalTransition,
            "",
            "案件已办结，不再挂牌督办",
            "The case has ended and is not put on the list any more",
        ));
    }
    let running = supervision::Entity::find()
        .filter(supervision::Column::CaseId.eq(case.id))
        .filter(supervision::Column::ReleasedOn.is_null())
        .count(&change.transaction)
        .await?;
    if running > 0 {
        checks.add(Problem::new(
            UserErrorCode::Duplicate,
            "",
            "该案已在挂牌督办",
            "This case is on a list already",
        ));
    }
    Ok(())
}

fn not_before(path: &str, day: NaiveDate) -> Problem {
    Problem::new(UserErrorCode::DateOrder, path, format!("应晚于{day}"), format!("Must be after {day}"))
}

/// What is done with a supervision.
#[derive(Clone, Debug)]
pub enum Deed {
    /// 报告进展
    Report {
        /// The day.
        on: NaiveDate,
        /// What was done since.
        content: String,
    },
    /// 督办催办
    Urge {
        /// What is asked for.
        content: String,
    },
    /// 延期
    Extend {
        /// The new deadline.
        until: NaiveDate,
        /// Why.
        reason: String,
    },
    /// 撤销延期: the last extension was given in error.
    RevokeExtension {
        /// Why.
        reason: String,
    },
    /// 解除督办
    Release {
        /// The day.
        on: NaiveDate,
        /// What was concluded.
        conclusion: String,
    },
}

impl Deed {
    fn action(&self) -> (Action, SupervisionEntryKind, &'static str) {
        match self {
            Deed::Report { .. } => {
                (Action::Report, SupervisionEntryKind::Report, "reportSupervisionProgress")
            }
            Deed::Urge { .. } => (Action::Urge, SupervisionEntryKind::Urge, "urgeSupervision"),
            Deed::Extend { .. } => (Action::Extend, SupervisionEntryKind::Extend, "extendSupervision"),
            Deed::RevokeExtension { .. } => {
                let kind = SupervisionEntryKind::RevokeExtension;
                (Action::RevokeExtension, kind, "revokeSupervisionExtension")
            }
            Deed::Release { .. } => (Action::Release, SupervisionEntryKind::Release, "releaseSupervision"),
        }
    }
}

/// Does it: a line in the supervision's life and in the case's history.
pub async fn act(
    caller: &Caller,
    id: Uuid,
    version: i32,
    deed: Deed,
    key: Option<IdempotencyKey>,
) -> Result<supervision::Model, Failure> {
    let (action, kind, mutation) = deed.action();
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
        Begun::Fresh(change) => change,
    };
    let case_id = load(&change.transaction, caller, id).await?.case_id;
    let mut case = load_case(&change, caller, case_id, "id").await?;
    let before = load(&change.transaction, caller, id).await?;
    if !may(caller, action, &before, &case) {
        return Err(change.deny(caller, mutation, "Supervision", Some(id)).await);
    }
    if before.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    checks.extend(rules::refusal(action, case.is_open, before.released_on.is_some()));
    let earlier = match action {
        Action::RevokeExtension => {
            let subject = Subject::Supervision(id);
            clocks::without_extension(&change.transaction, subject, ClockKind::Supervision).await?
        }
        _ => None,
    };
    let (row, entry) = prepare(&mut checks, &change, &before, deed, earlier);
    checks.finish()?;

    save(&change, version, &row).await?;
    run_clocks(&change, &case, &before, &row, (action, &entry)).await?;
    supervision_entry::Entity::insert(supervision_entry::ActiveModel {
        id: Set(Uuid::now_v7()),
        supervision_id: Set(id),
        // One entry a version: the case's lock keeps them in order.
        sequence: Set(before.version),
        kind: Set(kind),
        occurred_on: Set(entry.on),
        content: Set(entry.content.clone()),
        due_on: Set(entry.due_on),
        actor_id: Set(caller.viewer.user_id),
        recorded_at: Set(change.now),
    })
    .exec_without_returning(&change.transaction)
    .await?;
    let line = Line {
        kind: CaseEventKind::Supervision,
        occurred_on: entry.on,
        subject_id: Some(id),
        ground: None,
        documents: Vec::new(),
        attachment_ids: Vec::new(),
        note: Some(format!("{}：{}", entry.title.zh, entry.content)),
    };
    history::note(&change, caller, &mut case, line).await?;
    let said = text(
        format!("案件{}{}", case.number, entry.title.zh),
        format!("Case {}: {}", case.number, entry.title.en),
    );
    let recipients = match action {
        Action::Report => vec![Recipient::Office(row.office_region_key.clone())],
        Action::Urge | Action::Extend | Action::RevokeExtension | Action::Release => department_of(&case),
    };
    tell(&change, &recipients, case.id, said, row.next_report_on).await?;
    let detail = json!({ "case": case.number, "on": entry.on, "dueOn": entry.due_on });
    change.commit(record(mutation, id, detail)).await?;
    Ok(row)
}

/// A line in the making.
struct Entry {
    on: NaiveDate,
    content: String,
    due_on: Option<NaiveDate>,
    title: Text,
}

/// The supervision after `deed`, and the line of it; `earlier` is the deadline without its last extension.
fn prepare(
    checks: &mut Checks,
    change: &Change,
    before: &supervision::Model,
    deed: Deed,
    earlier: Option<NaiveDate>,
) -> (supervision::Model, Entry) {
    let mut row = supervision::Model { version: before.version + 1, ..before.clone() };
    let entry = match deed {
        Deed::Report { on, content } => {
            check_day(checks, "reportedOn", on, before, change);
            row.report_count += 1;
            // Nobody waits for the next one once the case has ended; the last may still come.
            row.next_report_on = before.next_report_on.map(|owed| {
                rules::next_report(before.listed_on, before.report_every_days, Some(owed), Some(on))
            });
            let due_on = before.next_report_on;
            let title = text("督办进展报告", "progress report");
            Entry { on, content: checks.text("content", &content, LONG), due_on, title }
        }
        Deed::Urge { content } => {
            row.urge_count += 1;
            row.last_urged_on = Some(change.today);
            let title = text("督办催办", "urged by the office");
            Entry { on: change.today, content: checks.text("content", &content, LONG), due_on: None, title }
        }
        Deed::Extend { until, reason } => {
            if until <= before.deadline_on {
                checks.add(not_before("deadlineOn", before.deadline_on));
            }
            row.deadline_on = until;
            let title =
                text(format!("督办期限延至{until}"), format!("the supervision's deadline is now {until}"));
            let content = checks.text("reason", &reason, LONG);
            Entry { on: change.today, content, due_on: Some(until), title }
        }
        Deed::RevokeExtension { reason } => {
            match earlier {
                Some(earlier) => row.deadline_on = earlier,
                None => checks.add(Problem::new(
                    UserErrorCode::IllegalTransition,
                    "",
                    "督办期限未延长过，或延期已撤销",
                    "The deadline has no extension to revoke",
                )),
            }
            let until = row.deadline_on;
            let title = text(
                format!("撤销督办延期，期限恢复为{until}"),
                format!("the supervision's extension was revoked; its deadline is {until} again"),
            );
            Entry {
                on: change.today,
                content: checks.text("reason", &reason, LONG),
                due_on: Some(until),
                title,
            }
        }
        Deed::Release { on, conclusion } => {
            check_day(checks, "releasedOn", on, before, change);
            let content = checks.text("conclusion", &conclusion, LONG);
            row.released_on = Some(on);
            row.conclusion = Some(content.clone());
            row.next_report_on = None;
            Entry { on, content, due_on: None, title: text("解除挂牌督办", "supervision released") }
        }
    };
    let deadline = row.released_on.is_none().then_some(row.deadline_on);
    row.due_sort = rules::due_sort(deadline, row.next_report_on);
    (row, entry)
}

fn check_day(checks: &mut Checks, path: &str, day: NaiveDate, row: &supervision::Model, change: &Change) {
    checks.happened(path, day, change.today);
    if day < row.listed_on {
        checks.add(Problem::new(
            UserErrorCode::DateOrder,
            path,
            format!("不能早于督办日期{}", row.listed_on),
            format!("Not before {}", row.listed_on),
        ));
    }
}

async fn run_clocks(
    change: &Change,
    case: &case::Model,
    before: &supervision::Model,
    row: &supervision::Model,
    (action, entry): (Action, &Entry),
) -> Result<(), Failure> {
    let subject = Subject::Supervision(row.id);
    if let Some(owed) = before.next_report_on
        && row.next_report_on != Some(owed)
    {
        match row.next_report_on {
            Some(next) => {
                clocks::meet(change, subject, ClockKind::SupervisionReport, entry.on).await?;
                wait_for_handlers(change, case, row, ClockKind::SupervisionReport, next).await?;
            }
            None => clocks::cancel(change, subject, ClockKind::SupervisionReport, entry.on, None).await?,
        }
    }
    if action == Action::RevokeExtension {
        let (on, ground) = (entry.on, Some(entry.content.clone()));
        clocks::revoke(change, subject, ClockKind::Supervision, Revocation { on, ground, document: None })
            .await?;
    } else if row.deadline_on != before.deadline_on {
        let extension = Extension {
            on: entry.on,
            until: Some(row.deadline_on),
            ground: Some(entry.content.clone()),
            document: None,
        };
        clocks::extend(change, subject, ClockKind::Supervision, extension).await?;
    }
    if row.released_on.is_some() {
        clocks::meet(change, subject, ClockKind::Supervision, entry.on).await?;
    }
    Ok(())
}

/// What waits for the handlers of a supervised case, by a day that the office set.
async fn wait_for_handlers(
    change: &Change,
    case: &case::Model,
    row: &supervision::Model,
    kind: ClockKind,
    due_on: NaiveDate,
) -> Result<(), Failure> {
    let start = Start {
        kind,
        case_id: Some(case.id),
        subject: Subject::Supervision(row.id),
        region_key: &case.region_key,
        department_id: case.department_id,
        waits_for: WaitsFor::Handlers,
        started_on: row.listed_on,
        started_at: None,
        due_on: Some(due_on),
    };
    clocks::start(change, start).await.map(drop)
}

/// Once a supervised case has ended, by a step of that day, its handlers owe nothing more: the release waits
/// for the office.
pub async fn after_step(change: &Change, case: &case::Model, on: NaiveDate) -> Result<(), Failure> {
    if case.is_open {
        return Ok(());
    }
    let running = supervision::Entity::find()
        .filter(supervision::Column::CaseId.eq(case.id))
        .filter(supervision::Column::ReleasedOn.is_null())
        .filter(supervision::Column::NextReportOn.is_not_null())
        .one(&change.transaction)
        .await?;
    let Some(before) = running else { return Ok(()) };
    let subject = Subject::Supervision(before.id);
    clocks::cancel(change, subject, ClockKind::SupervisionReport, on, Some("案件已办结")).await?;
    clocks::meet(change, subject, ClockKind::Supervision, on).await?;
    let start = Start {
        kind: ClockKind::Supervision,
        case_id: Some(case.id),
        subject,
        region_key: &before.office_region_key,
        department_id: before.office_id,
        waits_for: WaitsFor::Office,
        started_on: on,
        started_at: None,
        due_on: None,
    };
    clocks::start(change, start).await?;
    let row = supervision::Model {
        next_report_on: None,
        due_sort: rules::due_sort(Some(before.deadline_on), None),
        version: before.version + 1,
        ..before.clone()
    };
    save(change, before.version, &row).await?;
    let said = text(
        format!("督办案件{}已办结，请核查后解除督办", case.number),
        format!("The supervised case {} has ended: look at it and release it", case.number),
    );
    tell(change, &[Recipient::Office(row.office_region_key)], case.id, said, None).await
}

async fn save(change: &Change, seen: i32, row: &supervision::Model) -> Result<(), Failure> {
    let mut changes = row.clone().into_active_model().reset_all();
    changes.id = NotSet;
    let saved = supervision::Entity::update_many()
        .set(changes)
        .filter(supervision::Column::Id.eq(row.id))
        .filter(supervision::Column::Version.eq(seen))
        .exec(&change.transaction)
        .await?;
    if saved.rows_affected == 0 { Err(Failure::Conflict) } else { Ok(()) }
}

fn department_of(case: &case::Model) -> Vec<Recipient> {
    vec![Recipient::Handlers(case.id), Recipient::Head(case.department_id)]
}

async fn tell(
    change: &Change,
    recipients: &[Recipient],
    case_id: Uuid,
    said: Text,
    due_on: Option<NaiveDate>,
) -> Result<(), Failure> {
    let note = Note {
        kind: NotificationKind::Supervision,
        object: ("Case", case_id),
        text: said,
        due_on,
        once: None,
    };
    Ok(notifications::notify(change, recipients, note).await?)
}

fn record(action: &str, id: Uuid, detail: serde_json::Value) -> Record {
    Record { action: action.to_owned(), object_type: "Supervision", object_id: Some(id), detail }
}
