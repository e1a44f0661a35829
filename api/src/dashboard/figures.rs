//! The numbers of the first page: totals of the ledger, in one statement.

use std::collections::HashMap;

use chrono::{Days, NaiveDate};
use entity::{
    enums::{CaseStatus, Measure},
    figure_total::Column,
};
use sea_orm::{
    ActiveEnum, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, FromQueryResult, Iterable,
    QuerySelect, QueryTrait, Select,
    sea_query::{Alias, Expr, Query, SelectStatement, UnionType},
};

use crate::{
    cases::rules,
    clocks,
    shared::{
        figures::{
            buckets::{self, Stretch},
            reading::{Holder, sum, totals},
        },
        policy::Scope,
        viewer::Viewer,
    },
};

/// What the totals say.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    by_status: HashMap<String, i64>,
    /// Cases whose clock ran out.
    pub overdue: i64,
    /// Cases whose clock runs out within seven days.
    pub due_soon: i64,
}

/// What a part of the statement reads, by its number.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(i32)]
enum Part {
    Status = 1,
    Overdue = 2,
    DueSoon = 3,
}

/// One part: how many, by what tells them apart.
fn part(part: Part, holder: &Holder, measure: Measure, stretch: &Stretch) -> SelectStatement {
    totals(holder.condition(), &[measure], stretch)
        .expr_as(Expr::cust((part as i32).to_string()), Alias::new("part"))
        .column(Column::Detail)
        .expr_as(sum("amount"), Alias::new("n"))
        .group_by_col(Column::Detail)
        .to_owned()
}

#[derive(FromQueryResult)]
struct Row {
    part: i32,
    detail: String,
    n: i64,
}

impl Counts {
    /// Reads the totals of what `viewer` sees, in one statement.
    ///
    /// # Errors
    ///
    /// The database's.
    pub async fn read(
        db: &DatabaseConnection,
        scope: &Scope,
        viewer: &Viewer,
        today: NaiveDate,
    ) -> Result<Self, DbErr> {
        let mut counts = Self::default();
        let Some(holder) = Holder::of(scope, &viewer.region_key) else { return Ok(counts) };
        let soon = today + Days::new(clocks::rules::DUE_SOON_DAYS);
        let due = |what: Part, stretches: Vec<Stretch>| {
            let each = |stretch: Stretch| part(what, &holder, Measure::CaseDue, &stretch);
            stretches.into_iter().map(each).collect::<Vec<_>>()
        };
        let mut statement = part(Part::Status, &holder, Measure::CaseStatus, &Stretch::all());
        let overdue = due(Part::Overdue, buckets::up_to(today - Days::new(1)));
        let due_soon = due(Part::DueSoon, buckets::of_days(today, soon));
        statement.unions(overdue.into_iter().chain(due_soon).map(|part| (UnionType::All, part)));
        for row in db.query_all(&statement).await? {
            let Row { part, detail, n } = Row::from_query_result(&row, "")?;
            if part == Part::Status as i32 {
                *counts.by_status.entry(detail).or_default() += n;
            } else if part == Part::Overdue as i32 {
                counts.overdue += n;
            } else {
                counts.due_soon += n;
            }
        }
        Ok(counts)
    }

    /// How many cases have each status, where any has it; in the order of a case's life.
    pub fn by_status(&self) -> Vec<(CaseStatus, i64)> {
        let count =
            |status: CaseStatus| (status, self.by_status.get(&status.to_value()).copied().unwrap_or(0));
        CaseStatus::iter().map(count).filter(|(_, n)| *n > 0).collect()
    }

    /// How many cases wait for a step.
    pub fn open(&self) -> i64 {
        self.by_status().into_iter().filter(|(status, _)| rules::is_open(*status)).map(|(_, n)| n).sum()
    }
}

/// How many rows `select` finds.
pub async fn count<E: EntityTrait>(db: &DatabaseConnection, select: Select<E>) -> Result<i64, DbErr> {
    let rows = select.select_only().expr(Expr::val(1)).into_query();
    let count = Query::select().expr_as(Expr::cust("COUNT(*)"), "n").from_subquery(rows, "rows").to_owned();
    match db.query_one(&count).await? {
        Some(row) => row.try_get("", "n"),
        None => Ok(0),
    }
}
