//! Opening a month: every department of a region and below owes a report of it from then on, and so does every office. A
//! region that has opened one goes on: each following month opens by itself on its first day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate};
use entity::{
    department,
    enums::{ClockKind, MonthlyReportState as State, NotificationKind, WaitsFor},
    monthly_collection, monthly_report,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    rules,
    service::{self, OBJECT, load, record},
    words,
};
use crate::{
    clocks::service::{self as clocks, Start, Subject},
    notifications::service::{Note, Recipient, notify},
    shared::{
        app::App,
        audit,
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        errors::{Failure, Problem, UserErrorCode},
        policy::{self, Act, Owner},
        regions::at_and_above,
        scope::within_region,
    },
};

/// The earliest month that can be opened, before today's.
const MONTHS_BACK: u32 = 24;
/// A month that opens by itself only after this day of it leaves so many days to report.
const LATE: u32 = 20;
const GRACE: u64 = 7;

/// A month that is to be opened.
#[derive(Clone, Copy, Debug)]
pub struct NewMonth {
    /// A day of it.
    pub month: NaiveDate,
    /// The last day for all reports, set by hand; none: by the rules in force.
    pub due_on: Option<NaiveDate>,
}

/// Opens the month for the caller's region and all below; answers the region's own report. Whose report of the month is
/// there already keeps it.
///
/// # Errors
///
/// Where the caller may not, the month lies in the future or too far back, or its last day has passed and no other is named.
pub async fn open(
    caller: &Caller,
    new: NewMonth,
    key: Option<IdempotencyKey>,
) -> Result<monthly_report::Model, Failure> {
    const MUTATION: &str = "openReportingMonth";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
        Begun::Fresh(change) => change,
    };
    if !policy::may(&caller.viewer, Act::ReceiveMonthlyReports, &Owner::own(&caller.viewer)) {
        return Err(change.deny(caller, MUTATION, OBJECT, None).await);
    }
    let (month, this_month) = (rules::month_of(new.month), rules::month_of(change.today));
    let earliest = this_month.checked_sub_months(chrono::Months::new(MONTHS_BACK)).unwrap_or(this_month);
    if !(earliest..=this_month).contains(&month) {
        return Err(Problem::new(
            UserErrorCode::OutOfRange,
            "month",
            format!("只能开始填报{}至{}之间的月份", words::month(earliest).zh, words::month(this_month).zh),
            format!("A month from {} to {}", words::month(earliest).en, words::month(this_month).en),
        )
        .into());
    }
    if let Some(due_on) = new.due_on
        && due_on < change.today
    {
        return Err(Problem::new(
            UserErrorCode::DateOrder,
            "dueOn",
            "报送期限不能早于今天",
            "The last day must not lie in the past",
        )
        .into());
    }
    let region_key = caller.viewer.region_key.as_str();
    let opened = open_in(&change, region_key, month, new.due_on).await?;
    collect(&change, region_key, month).await?;
    let own = monthly_report::Entity::find()
        .filter(monthly_report::Column::DepartmentId.eq(caller.viewer.department_id))
        .filter(monthly_report::Column::Month.eq(month))
        .one(&change.transaction)
        .await?;
    let own =
        own.ok_or_else(|| service::not_possible("month", "本单位没有该月的月报", "No report of one's own"))?;
    let below = opened.iter().map(|row| row.region_key.clone()).filter(|key| key != region_key);
    change.concerns(below.collect::<BTreeSet<_>>());
    let detail = json!({ "month": words::month(month).en, "opened": opened.len(), "dueOn": new.due_on });
    change.commit(record(MUTATION, own.id, detail)).await?;
    Ok(own)
}

/// Notes that the region collects, up to this month.
async fn collect(change: &Change, region_key: &str, month: NaiveDate) -> Result<(), DbErr> {
    let db = &change.transaction;
    let known = monthly_collection::Entity::find_by_id(region_key.to_owned()).one(db).await?;
    let row = monthly_collection::Model {
        region_key: region_key.to_owned(),
        latest_month: known.as_ref().map_or(month, |known| known.latest_month.max(month)),
        begun_by_id: known.as_ref().map_or(change.user_id(), |known| known.begun_by_id),
        begun_at: known.as_ref().map_or(change.now, |known| known.begun_at),
    };
    let row = row.into_active_model();
    match known {
        Some(_) => {
            monthly_collection::Entity::update(row.reset_all()).exec_without_returning(db).await.map(drop)
        }
        None => monthly_collection::Entity::insert(row).exec_without_returning(db).await.map(drop),
    }
}

/// Opens the months that have begun since, wherever months are collected; answers how many reports.
///
/// # Errors
///
/// The database's; what was opened before stays open.
pub async fn open_due(app: &App) -> Result<usize, Failure> {
    let today = app.clock.today();
    let behind = monthly_collection::Entity::find()
        .filter(monthly_collection::Column::LatestMonth.lt(rules::month_of(today)))
        .order_by_asc(monthly_collection::Column::RegionKey)
        .all(app.db.current())
        .await?;
    let mut opened = 0;
    for region in behind {
        for month in rules::months_to_open(region.latest_month, today) {
            let change = change::begin_for_platform(app, region.begun_by_id).await?;
            // Nobody was there to open it in time.
            let is_late = month < rules::month_of(today) || today.day() > LATE;
            let due_on = is_late.then(|| today + Days::new(GRACE));
            let rows = open_in(&change, &region.region_key, month, due_on).await?;
            collect(&change, &region.region_key, month).await?;
            let concerned: BTreeSet<String> = rows.iter().map(|row| row.region_key.clone()).collect();
            change.concerns(concerned.into_iter().chain([region.region_key.clone()]));
            let detail = json!({ "month": words::month(month).en, "opened": rows.len() });
            let first = rows.first().map(|row| row.id);
            opened += rows.len();
            let record =
                audit::Record { object_id: first, ..record("openReportingMonth", Uuid::nil(), detail) };
            change.commit(record).await?;
        }
    }
    Ok(opened)
}

/// Makes the reports of a month that are not there yet, with their clocks, and tells who owes them.
async fn open_in(
    change: &Change,
    region_key: &str,
    month: NaiveDate,
    due_on: Option<NaiveDate>,
) -> Result<Vec<monthly_report::Model>, Failure> {
    let db = &change.transaction;
    // Two that open the same month wait for each other.
    audit::hold(db).await?;
    let offices = offices(db, region_key).await?;
    let mut opened = Vec::new();
    for department in owing(db, region_key, month).await? {
        let whole_region = offices.get(&department.region_key) == Some(&department.id);
        let above = at_and_above(&department.region_key).into_iter().rev();
        let mut receivers = above
            .filter(|key| offices.contains_key(*key) && !(whole_region && *key == department.region_key));
        let row = monthly_report::Model {
            id: Uuid::now_v7(),
            month,
            department_id: department.id,
            receiver_key: receivers.next().map(str::to_owned),
            region_key: department.region_key,
            whole_region,
            state: State::Open,
            zeros_confirmed: false,
            remark: None,
            counted_at: None,
            counted_line: None,
            submitted_by_id: None,
            opened_at: change.now,
            version: 1,
        };
        monthly_report::Entity::insert(row.clone().into_active_model()).exec_without_returning(db).await?;
        if row.receiver_key.is_some() {
            let clock = wait(change, &row, month, due_on).await?;
            if due_on.is_none() && clock.due_on.is_some_and(|due_on| due_on < change.today) {
                return Err(Problem::new(
                    UserErrorCode::Required,
                    "dueOn",
                    "该月的报送期限已过，请指定报送期限",
                    "The last day of this month's reports has passed: name another",
                )
                .into());
            }
            let note = Note {
                kind: NotificationKind::MonthlyReport,
                object: (OBJECT, row.id),
                text: words::opened(month, clock.due_on),
                due_on: clock.due_on,
                once: Some(format!("month:{}", row.id)),
            };
            notify(change, &[whom(&row)], note).await?;
        }
        opened.push(row);
    }
    Ok(opened)
}

/// The departments at and below the region that have no report of the month yet.
async fn owing(
    db: &impl ConnectionTrait,
    region_key: &str,
    month: NaiveDate,
) -> Result<Vec<department::Model>, DbErr> {
    let known: BTreeSet<Uuid> = monthly_report::Entity::find()
        .select_only()
        .column(monthly_report::Column::DepartmentId)
        .filter(monthly_report::Column::Month.eq(month))
        .filter(within_region(region_key, monthly_report::Column::RegionKey))
        .into_tuple()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let mut all = department::Entity::find()
        .filter(department::Column::Active.eq(true))
        .filter(within_region(region_key, department::Column::RegionKey))
        .order_by_asc(department::Column::RegionKey)
        .order_by_asc(department::Column::SortOrder)
        .order_by_asc(department::Column::Id)
        .all(db)
        .await?;
    all.retain(|department| !known.contains(&department.id));
    Ok(all)
}

/// The coordination offices of the region, of those above and below, by their region's key: one of each.
async fn offices(db: &impl ConnectionTrait, region_key: &str) -> Result<BTreeMap<String, Uuid>, DbErr> {
    let above = department::Column::RegionKey.is_in(at_and_above(region_key));
    let rows: Vec<(String, Uuid)> = department::Entity::find()
        .select_only()
        .columns([department::Column::RegionKey, department::Column::Id])
        .filter(department::Column::Active.eq(true))
        .filter(department::Column::IsCoordinationOffice.eq(true))
        .filter(Condition::any().add(above).add(within_region(region_key, department::Column::RegionKey)))
        .order_by_desc(department::Column::SortOrder)
        .order_by_desc(department::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Starts the clock of the report: by the rule in force, or to a day that is set.
///
/// # Errors
///
/// The database's.
pub async fn wait(
    change: &Change,
    row: &monthly_report::Model,
    from: NaiveDate,
    due_on: Option<NaiveDate>,
) -> Result<entity::clock::Model, Failure> {
    let start = Start {
        kind: clock_kind(row),
        case_id: None,
        subject: Subject::MonthlyReport(row.id),
        region_key: &row.region_key,
        department_id: row.department_id,
        waits_for: if row.whole_region { WaitsFor::Office } else { WaitsFor::Head },
        started_on: from,
        started_at: None,
        due_on,
    };
    clocks::start(change, start).await
}

/// The kind of the report's clock.
pub fn clock_kind(row: &monthly_report::Model) -> ClockKind {
    if row.whole_region { ClockKind::CountyFigures } else { ClockKind::MonthlyFigures }
}

/// Who is told what becomes of the report.
pub fn whom(row: &monthly_report::Model) -> Recipient {
    match row.whole_region {
        true => Recipient::Office(row.region_key.clone()),
        false => Recipient::Head(row.department_id),
    }
}
