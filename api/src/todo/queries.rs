//! Which clocks wait for whom, and the lists and counts of them.

use std::collections::HashMap;

use async_graphql::{Context, Object, Result};
use chrono::{DateTime, Days, NaiveDate, Utc};
use entity::{
    case, case_handler, clock,
    clock::Column,
    department,
    enums::{Role, WaitsFor},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, ExprTrait,
    FromQueryResult, QueryFilter, QuerySelect, Select,
    sea_query::{Expr, Query},
};
use uuid::Uuid;

use super::types::{TodoCounts, TodoItem, Urgency};
use crate::{
    cases,
    clocks::rules::DUE_SOON_DAYS,
    shared::{
        caller::Caller,
        clock::statutory_day,
        errors::internal,
        pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
        policy::{self, Subject},
        scope::nothing,
        viewer::Viewer,
    },
};

/// Where clocks that stand are listed: after all that run, before those without limit.
const STANDING: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 30) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// The open clocks that wait for `viewer`: for the handlers of a case, who handles it, or the
/// department's people while nobody does; for the head, the head; for the department, its people; for
/// the office, the office staff of that very region.
pub fn waiting_for(viewer: &Viewer) -> Select<clock::Entity> {
    let for_whom = |waits_for: WaitsFor| Condition::all().add(Column::WaitsFor.eq(waits_for));
    let department = || Column::DepartmentId.eq(viewer.department_id);
    let mine = match viewer.role {
        Role::OfficeStaff => {
            Condition::any().add(for_whom(WaitsFor::Office).add(Column::RegionKey.eq(&viewer.region_key)))
        }
        Role::DepartmentHead | Role::Officer => {
            let handled = Query::select()
                .column(case_handler::Column::CaseId)
                .from(case_handler::Entity)
                .and_where(case_handler::Column::UserId.eq(viewer.user_id))
                .to_owned();
            // Who left the department still stands among a case's handlers, and sees it no more.
            let seen = Query::select()
                .column(case::Column::Id)
                .from(case::Entity)
                .and_where(case::Column::Id.in_subquery(handled))
                .cond_where(cases::queries::visible(&policy::scope(viewer, Subject::Records)))
                .to_owned();
            let handlers = Query::select()
                .expr(Expr::val(1))
                .from(case_handler::Entity)
                .and_where(
                    Expr::col((case_handler::Entity, case_handler::Column::CaseId))
                        .equals((clock::Entity, Column::CaseId)),
                )
                .to_owned();
            let nobodys = Condition::all().add(department()).add(Expr::exists(handlers).not());
            let to_handle = Condition::any().add(Column::CaseId.in_subquery(seen)).add(nobodys);
            let head =
                (viewer.role == Role::DepartmentHead).then(|| for_whom(WaitsFor::Head).add(department()));
            Condition::any()
                .add(for_whom(WaitsFor::Handlers).add(to_handle))
                .add(for_whom(WaitsFor::Department).add(department()))
                .add_option(head)
        }
        Role::Observer | Role::Service | Role::SystemAdmin | Role::SecurityAuditor => nothing(),
    };
    clock::Entity::find().filter(Column::IsOpen.eq(true)).filter(mine)
}

/// The clocks that are so urgent at `now`. Each clock is of exactly one urgency.
pub fn so_urgent(urgency: Urgency, now: DateTime<Utc>) -> Condition {
    let today = statutory_day(now);
    let soon = today + Days::new(DUE_SOON_DAYS);
    let limited = || Condition::all().add(Column::DueOn.is_not_null());
    let running = || limited().add(Column::StoppedOn.is_null());
    match urgency {
        Urgency::Overdue => running().add(
            Condition::any().add(Column::DueSort.lt(today)).add(
                Condition::all()
                    .add(Column::DueSort.eq(today))
                    .add(Column::DueAt.is_not_null())
                    .add(Column::DueAt.lt(now)),
            ),
        ),
        Urgency::DueSoon => running().add(Column::DueSort.lte(soon)).add(
            Condition::any().add(Column::DueSort.gt(today)).add(
                Condition::all()
                    .add(Column::DueSort.eq(today))
                    .add(Condition::any().add(Column::DueAt.is_null()).add(Column::DueAt.gte(now))),
            ),
        ),
        Urgency::Later => {
            limited().add(Condition::any().add(Column::StoppedOn.is_not_null()).add(Column::DueSort.gt(soon)))
        }
        Urgency::WithoutLimit => Condition::all().add(Column::DueOn.is_null()),
    }
}

/// The sum of each urgency as the database counts it; none over no row.
#[derive(FromQueryResult)]
struct Sums {
    overdue: Option<i64>,
    due_soon: Option<i64>,
    later: Option<i64>,
    without_limit: Option<i64>,
    total: i64,
}

/// How many clocks wait for `viewer`, by urgency: one statement.
///
/// # Errors
///
/// The database's.
pub async fn counts(
    db: &DatabaseConnection,
    viewer: &Viewer,
    now: DateTime<Utc>,
) -> Result<TodoCounts, DbErr> {
    let sum = |urgency| {
        let one = Expr::case(so_urgent(urgency, now), Expr::val(1)).finally(0);
        Expr::expr(one).sum().cast_as("BIGINT")
    };
    let select = waiting_for(viewer)
        .select_only()
        .column_as(sum(Urgency::Overdue), "overdue")
        .column_as(sum(Urgency::DueSoon), "due_soon")
        .column_as(sum(Urgency::Later), "later")
        .column_as(sum(Urgency::WithoutLimit), "without_limit")
        .column_as(Expr::cust("COUNT(*)"), "total");
    let row = db.query_one(&sea_orm::QueryTrait::into_query(select)).await?;
    let Some(sums) = row.map(|row| Sums::from_query_result(&row, "")).transpose()? else {
        return Ok(TodoCounts::default());
    };
    let number = |n: Option<i64>| i32::try_from(n.unwrap_or_default()).unwrap_or(i32::MAX);
    Ok(TodoCounts {
        overdue: number(sums.overdue),
        due_soon: number(sums.due_soon),
        later: number(sums.later),
        without_limit: number(sums.without_limit),
        total: number(Some(sums.total)),
    })
}

/// By which day a clock stands in the list, most urgent first.
fn sort_day(row: &clock::Model) -> NaiveDate {
    if row.stopped_on.is_some() { STANDING } else { row.due_sort }
}

/// The order of the list: by [`sort_day`].
pub fn most_urgent_first() -> Sort {
    let standing = Expr::col((clock::Entity, Column::StoppedOn)).is_not_null();
    let day = Expr::case(standing, Expr::val(STANDING)).finally(Expr::col((clock::Entity, Column::DueSort)));
    Sort {
        by: SortedBy::Day,
        column: day.into(),
        id: Expr::col((clock::Entity, Column::Id)),
        descending: false,
    }
}

/// The page's clocks with their cases, where the viewer may see them, and departments: a statement each.
async fn with_what_is_shown(
    caller: &Caller,
    rows: Vec<clock::Model>,
    now: DateTime<Utc>,
) -> Result<Vec<TodoItem>, DbErr> {
    let db = &caller.app.db.read;
    let cases = case::Entity::find()
        .filter(cases::queries::visible(&caller.records()))
        .filter(case::Column::Id.is_in(rows.iter().filter_map(|row| row.case_id)))
        .all(db)
        .await?;
    let departments = department::Entity::find()
        .filter(department::Column::Id.is_in(rows.iter().map(|row| row.department_id)))
        .all(db)
        .await?;
    let cases: HashMap<Uuid, case::Model> = cases.into_iter().map(|row| (row.id, row)).collect();
    let departments: HashMap<Uuid, department::Model> =
        departments.into_iter().map(|row| (row.id, row)).collect();
    let item = |row: clock::Model| TodoItem {
        case: row.case_id.and_then(|id| cases.get(&id)).cloned(),
        department: departments.get(&row.department_id).cloned(),
        row,
        now,
    };
    Ok(rows.into_iter().map(item).collect())
}

/// What waits for the viewer under this key.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<TodoItem>> {
    let db = &caller.app.db.read;
    let row = waiting_for(&caller.viewer).filter(Column::Id.eq(id)).one(db).await.map_err(internal)?;
    let shown =
        with_what_is_shown(caller, row.into_iter().collect(), caller.now()).await.map_err(internal)?;
    Ok(shown.into_iter().next())
}

/// What can be asked about what waits for the viewer.
#[derive(Default)]
pub struct TodoQueries;

/// What can be asked about what waits for the viewer.
#[Object]
impl TodoQueries {
    /// What waits for the viewer (待办), most urgent first: by the last day, then what stands, then what has
    /// no limit.
    #[allow(clippy::too_many_arguments, reason = "a connection's arguments")]
    async fn todo(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the beginning, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those that are so urgent.")] urgency: Option<Urgency>,
    ) -> Result<Listing<TodoItem>> {
        let caller = Caller::of(context)?;
        let page = Page::new(context, first, after, last, before)?;
        let wanted = urgency.map(|urgency| so_urgent(urgency, caller.now()));
        let select = waiting_for(&caller.viewer).filter(Condition::all().add_option(wanted));
        let total = Total::of(select.clone());
        let rows = page.read(&caller.app.db, select, most_urgent_first()).await?;
        let position = |item: &TodoItem| Position::new(SortValue::Date(sort_day(&item.row)), item.row.id);
        let now = caller.now();
        let items = with_what_is_shown(&caller, rows, now).await.map_err(internal)?;
        Ok(page.listing(items, position, total))
    }

    /// How much waits for the viewer, by urgency: what `todo` lists, counted.
    async fn todo_counts(&self, context: &Context<'_>) -> Result<TodoCounts> {
        let caller = Caller::of(context)?;
        counts(&caller.app.db.read, &caller.viewer, caller.now()).await.map_err(internal)
    }
}
