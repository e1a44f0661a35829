//! How urgent what waits is, counted and in order.

use chrono::{DateTime, Days, NaiveDate, Utc};
use entity::{
    clock::{self, Column},
    enums::ClockSubject,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr, ExprTrait, FromQueryResult,
    QuerySelect, sea_query::Expr,
};
use vocabulary::{ClockState, Urgency};

use super::sight::waiting_for;
use crate::{
    clocks::rules::{DUE_SOON_DAYS, Standing, state},
    shared::{
        clock::statutory_day,
        pagination::{Sort, SortedBy},
        viewer::Viewer,
    },
};

/// How much waits, by urgency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Overdue.
    pub overdue: i32,
    /// Due today or within seven days.
    pub due_soon: i32,
    /// Due later, or standing.
    pub later: i32,
    /// Without a last day.
    pub without_limit: i32,
    /// All of it.
    pub total: i32,
}

/// Where clocks that stand are listed: after all that run, before those without limit.
const STANDING: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 30) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

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
pub async fn counts(db: &DatabaseConnection, viewer: &Viewer, now: DateTime<Utc>) -> Result<Counts, DbErr> {
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
        return Ok(Counts::default());
    };
    let number = |n: Option<i64>| i32::try_from(n.unwrap_or_default()).unwrap_or(i32::MAX);
    Ok(Counts {
        overdue: number(sums.overdue),
        due_soon: number(sums.due_soon),
        later: number(sums.later),
        without_limit: number(sums.without_limit),
        total: number(Some(sums.total)),
    })
}

/// By which day a clock stands in the list, most urgent first.
pub fn sort_day(row: &clock::Model) -> NaiveDate {
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

/// The GraphQL type of what a clock belongs to.
pub fn object_type(subject: ClockSubject) -> &'static str {
    match subject {
        ClockSubject::Case => "Case",
        ClockSubject::Referral => "Referral",
        ClockSubject::Seizure => "Seizure",
        ClockSubject::Supervision => "Supervision",
        ClockSubject::Blacklist => "BlacklistEntry",
        ClockSubject::Deconfliction => "Deconfliction",
        ClockSubject::Approval => "Approval",
        ClockSubject::MonthlyReport => "MonthlyReport",
    }
}

/// How urgent an open clock is at `now`.
pub fn urgency(row: &clock::Model, now: DateTime<Utc>) -> Urgency {
    let standing = Standing {
        waits_for: row.waits_for,
        due_on: row.due_on,
        due_at: row.due_at,
        stopped_on: row.stopped_on,
        met_on: None,
        met_late: false,
    };
    match (row.due_on, state(&standing, now)) {
        (None, _) => Urgency::WithoutLimit,
        (_, ClockState::Overdue) => Urgency::Overdue,
        (_, ClockState::DueSoon) => Urgency::DueSoon,
        _ => Urgency::Later,
    }
}
