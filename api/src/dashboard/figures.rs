//! The numbers of the first page: totals of the ledger, in one statement.

use std::collections::HashMap;

use chrono::{Days, Months, NaiveDate};
use entity::{
    department,
    enums::{CaseStatus, Measure},
    figure_total::Column,
};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, ExprTrait,
    FromQueryResult, Iterable, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{Alias, Expr, Query, SelectStatement, UnionType},
};

use crate::{
    cases::rules,
    clocks,
    shared::{
        figures::{
            buckets::{self, Stretch, first_of_month},
            reading::{Holder, in_region, sum, totals},
        },
        policy::Scope,
        scope::within_region,
        viewer::Viewer,
    },
};

/// How many months the first page shows.
const MONTHS: u32 = 12;

/// The last twelve months up to today's, oldest first, each by its first day.
fn months(today: NaiveDate) -> Vec<NaiveDate> {
    (0..MONTHS).rev().map(|ago| first_of_month(today) - Months::new(ago)).collect()
}

/// The buckets of those months.
fn year(today: NaiveDate) -> Stretch {
    Stretch::months(first_of_month(today) - Months::new(MONTHS - 1), today)
}

/// Cases accepted, filed and closed in one month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthCounts {
    /// The month, such as 2011-04.
    pub month: String,
    /// Cases accepted in it.
    pub accepted: i64,
    /// Cases filed in it.
    pub filed: i64,
    /// Cases closed in it.
    pub closed: i64,
}

/// What the totals say.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    by_status: HashMap<String, i64>,
    /// The last twelve months, oldest first.
    pub months: Vec<MonthCounts>,
    /// Cases whose clock ran out.
    pub overdue: i64,
    /// Cases whose clock runs out within seven days.
    pub due_soon: i64,
    /// Inspections of this month, up to today.
    pub inspections: i64,
    /// Trainings that began this month, up to today.
    pub trainings: i64,
}

/// What a part of the statement reads, by its number.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(i32)]
enum Part {
    Status = 1,
    Month = 2,
    Overdue = 3,
    DueSoon = 4,
    ThisMonth = 5,
}

/// One part: measure, what it is grouped by, and how many.
fn part(part: Part, holder: &Holder, measures: &[Measure], stretch: &Stretch, by: Column) -> SelectStatement {
    totals(holder.condition(), measures, stretch)
        .expr_as(Expr::cust((part as i32).to_string()), Alias::new("part"))
        .column(Column::Measure)
        .expr_as(Expr::col(by), Alias::new("value"))
        .expr_as(sum("amount"), Alias::new("n"))
        .group_by_col(Column::Measure)
        .group_by_col(by)
        .to_owned()
}

#[derive(FromQueryResult)]
struct Row {
    part: i32,
    measure: Measure,
    value: String,
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
        let Some(holder) = Holder::of(scope, &viewer.region_key) else {
            return Ok(Self::of(today, Vec::new()));
        };
        let soon = today + Days::new(clocks::rules::DUE_SOON_DAYS);
        let in_months = [Measure::CaseAccepted, Measure::CaseFiled, Measure::CaseClosed];
        let this_month = [Measure::Inspection, Measure::Training];
        let days = |what: Part, measures: &[Measure], stretches: Vec<Stretch>| {
            let each = |stretch: Stretch| part(what, &holder, measures, &stretch, Column::Kind);
            stretches.into_iter().map(each).collect::<Vec<_>>()
        };
        let mut statement =
            part(Part::Status, &holder, &[Measure::CaseStatus], &Stretch::all(), Column::Detail);
        let mut parts = vec![part(Part::Month, &holder, &in_months, &year(today), Column::Bucket)];
        parts.extend(days(Part::Overdue, &[Measure::CaseDue], buckets::up_to(today - Days::new(1))));
        parts.extend(days(Part::DueSoon, &[Measure::CaseDue], buckets::of_days(today, soon)));
        parts.extend(days(Part::ThisMonth, &this_month, buckets::of_days(first_of_month(today), today)));
        statement.unions(parts.into_iter().map(|part| (UnionType::All, part)));
        let rows: Result<Vec<Row>, DbErr> =
            db.query_all(&statement).await?.iter().map(|row| Row::from_query_result(row, "")).collect();
        Ok(Self::of(today, rows?))
    }

    fn of(today: NaiveDate, rows: Vec<Row>) -> Self {
        let mut counts = Self::default();
        let mut by_month: HashMap<String, MonthCounts> = HashMap::new();
        for Row { part, measure, value, n } in rows {
            if part == Part::Status as i32 {
                *counts.by_status.entry(value).or_default() += n;
            } else if part == Part::Overdue as i32 {
                counts.overdue += n;
            } else if part == Part::DueSoon as i32 {
                counts.due_soon += n;
            } else if part == Part::ThisMonth as i32 {
                *(if measure == Measure::Inspection {
                    &mut counts.inspections
                } else {
                    &mut counts.trainings
                }) += n;
            } else {
                let month = by_month.entry(value).or_default();
                match measure {
                    Measure::CaseAccepted => month.accepted += n,
                    Measure::CaseFiled => month.filed += n,
                    _ => month.closed += n,
                }
            }
        }
        let of_month = |month: NaiveDate| {
            let found = by_month.remove(&buckets::month(month)).unwrap_or_default();
            MonthCounts { month: month.format("%Y-%m").to_string(), ..found }
        };
        counts.months = months(today).into_iter().map(of_month).collect();
        counts
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

/// A department's cases.
#[derive(Clone, Debug)]
pub struct DepartmentCounts {
    /// The department.
    pub department: department::Model,
    /// Its open cases.
    pub open: i64,
    /// Those accepted in the last twelve months.
    pub accepted: i64,
    /// Those closed in the last twelve months.
    pub closed: i64,
}

/// The departments within `scope` that handle cases, in the order of the roster, with what each did on its own or with
/// others: one statement.
///
/// # Errors
///
/// The database's.
pub async fn departments(
    db: &DatabaseConnection,
    scope: &Scope,
    viewer: &Viewer,
    today: NaiveDate,
) -> Result<Vec<DepartmentCounts>, DbErr> {
    let Some(holder) = Holder::of(scope, &viewer.region_key) else { return Ok(Vec::new()) };
    let within = match scope {
        Scope::Department(id) => Condition::all().add(department::Column::Id.eq(*id)),
        _ => within_region(&holder.region_key, (department::Entity, department::Column::RegionKey)),
    };
    let open: Vec<_> =
        CaseStatus::iter().filter(|status| rules::is_open(*status)).map(|status| status.to_value()).collect();
    let of = |measure: Measure, stretch: &Stretch, details: &[String]| {
        let own = Expr::col((entity::figure_total::Entity, Column::DepartmentId))
            .eq(Expr::col((department::Entity, department::Column::Id)));
        let mut select =
            totals(Condition::all().add(own).add(in_region(&holder.region_key)), &[measure], stretch);
        if !details.is_empty() {
            select.and_where(Column::Detail.is_in(details.iter().cloned()));
        }
        Expr::SubQuery(None, Box::new(select.expr(sum("amount")).to_owned().into()))
    };
    let select = department::Entity::find()
        .expr_as(of(Measure::CaseStatus, &Stretch::all(), &open), "open_cases")
        .expr_as(of(Measure::CaseAccepted, &year(today), &[]), "accepted_cases")
        .expr_as(of(Measure::CaseClosed, &year(today), &[]), "closed_cases")
        .filter(within)
        .filter(department::Column::IsCoordinationOffice.eq(false))
        .filter(department::Column::Active.eq(true))
        .order_by_asc(department::Column::RegionKey)
        .order_by_asc(department::Column::SortOrder)
        .order_by_asc(department::Column::Id);
    let rows = db.query_all(&select.into_query()).await?;
    rows.iter()
        .map(|row| {
            Ok(DepartmentCounts {
                department: department::Model::from_query_result(row, "")?,
                open: row.try_get("", "open_cases")?,
                accepted: row.try_get("", "accepted_cases")?,
                closed: row.try_get("", "closed_cases")?,
            })
        })
        .collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_months_end_with_today_s() {
        let found = months("2026-03-31".parse().unwrap());
        assert_eq!(found.len(), 12);
        assert_eq!(found.first(), Some(&"2025-04-01".parse().unwrap()));
        assert_eq!(found.last(), Some(&"2026-03-01".parse().unwrap()));
    }
}
