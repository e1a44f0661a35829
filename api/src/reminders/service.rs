//! Reminding people of clocks: reads those that a reminder may be due for, and tells each whom it
//! waits for, once. Run as often as one likes, by as many servers as there are.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use entity::{
    case, clock,
    enums::{NotificationKind, WaitsFor},
    notification,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, DbErr, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use super::{rules, words};
use crate::{
    notifications::service::{self, Note, Recipient},
    shared::app::App,
    todo::service::object_type,
};

/// How many clocks are read, and reminded of in one transaction, at once.
const BATCH: u64 = 200;
/// Makes servers take turns on PostgreSQL, so that none waits for another's keys in a circle.
const TURN: &str = "SELECT pg_advisory_xact_lock(20124155)";

/// Tells everybody what is due to be told now; answers how many were told something.
///
/// # Errors
///
/// The database's. What was told before stays told.
pub async fn remind(app: &App) -> Result<usize, DbErr> {
    let today = app.clock.today();
    let (first, last) = rules::window(today);
    let mut told = 0;
    let mut after = None;
    loop {
        let open = clock::Entity::find()
            .filter(clock::Column::IsOpen.eq(true))
            .filter(clock::Column::StoppedOn.is_null())
            .filter(clock::Column::WaitsFor.ne(WaitsFor::Party))
            .filter(clock::Column::DueSort.between(first, last))
            .filter(beyond(after))
            .order_by_asc(clock::Column::DueSort)
            .order_by_asc(clock::Column::Id)
            .limit(BATCH)
            .all(app.db.current())
            .await?;
        let Some(end) = open.last() else { return Ok(told) };
        after = Some((end.due_sort, end.id));
        told += remind_of(app, open, today).await?;
    }
}

/// The rows after one in the order of the last day.
fn beyond(after: Option<(NaiveDate, Uuid)>) -> Condition {
    let Some((due_sort, id)) = after else { return Condition::all() };
    let here = Expr::tuple([Expr::col(clock::Column::DueSort), Expr::col(clock::Column::Id)]);
    Condition::all().add(here.gt(Expr::tuple([Expr::val(due_sort), Expr::val(id)])))
}

/// A reminder that is due.
struct Due {
    clock: clock::Model,
    due_on: NaiveDate,
    offset: i64,
    key: String,
}

async fn remind_of(app: &App, clocks: Vec<clock::Model>, today: NaiveDate) -> Result<usize, DbErr> {
    let due = clocks.into_iter().filter_map(|clock| {
        let due_on = clock.due_on?;
        let offset = rules::reached(clock.kind, clock.started_on, due_on, today)?;
        let key = rules::key(clock.id, due_on, offset);
        Some(Due { clock, due_on, offset, key })
    });
    let due: Vec<Due> = due.collect();
    // Most were told at an earlier run: reading them costs less than trying to tell them again.
    let keys = due.iter().map(|one| one.key.clone());
    let known: HashSet<String> = notification::Entity::find()
        .select_only()
        .column(notification::Column::OnceKey)
        .distinct()
        .filter(notification::Column::OnceKey.is_in(keys))
        .into_tuple()
        .all(app.db.current())
        .await?
        .into_iter()
        .collect();
    let due: Vec<Due> = due.into_iter().filter(|one| !known.contains(&one.key)).collect();
    if due.is_empty() {
        return Ok(0);
    }
    let cases: HashMap<Uuid, (String, String)> = case::Entity::find()
        .select_only()
        .columns([case::Column::Id, case::Column::Number, case::Column::Title])
        .filter(case::Column::Id.is_in(due.iter().filter_map(|one| one.clock.case_id)))
        .into_tuple::<(Uuid, String, String)>()
        .all(app.db.current())
        .await?
        .into_iter()
        .map(|(id, number, title)| (id, (number, title)))
        .collect();

    let transaction = app.db.begin().await?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared(TURN).await?;
    }
    let mut added = Vec::new();
    for one in &due {
        let of = one.clock.case_id.and_then(|id| cases.get(&id));
        let of = of.map(|(number, title)| (number.as_str(), title.as_str()));
        let note = Note {
            kind: if one.offset > 0 { NotificationKind::Overdue } else { NotificationKind::Reminder },
            object: match one.clock.case_id {
                Some(case) => ("Case", case),
                None => (object_type(one.clock.subject_kind), one.clock.subject_id),
            },
            text: words::reminder(
                one.clock.kind,
                of,
                one.due_on,
                one.offset,
                one.clock.missing_year.is_some(),
            ),
            due_on: Some(one.due_on),
            once: Some(one.key.clone()),
        };
        let recipients = recipients(&one.clock, one.offset > 0);
        added.extend(service::add(&transaction, app.clock.now(), &recipients, &note).await?);
    }
    app.live.announce(&transaction, &added).await?;
    transaction.commit().await?;
    let told = added.len();
    app.live.deliver(added);
    Ok(told)
}

/// Whom a clock waits for; what is overdue is told to the head as well.
fn recipients(clock: &clock::Model, overdue: bool) -> Vec<Recipient> {
    let department = clock.department_id;
    let mut recipients = match (clock.waits_for, clock.case_id) {
        (WaitsFor::Handlers, Some(case)) => vec![Recipient::Handlers(case)],
        (WaitsFor::Handlers, None) | (WaitsFor::Department, _) => vec![Recipient::Department(department)],
        (WaitsFor::Head, _) => vec![Recipient::Head(department)],
        (WaitsFor::Office, _) => vec![Recipient::Office(clock.region_key.clone())],
        (WaitsFor::Party, _) => Vec::new(),
    };
    if overdue && clock.waits_for == WaitsFor::Handlers {
        recipients.push(Recipient::Head(department));
    }
    recipients
}
