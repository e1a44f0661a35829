//! The numbers of the first page: aggregated by the database, never added up row by row here.

use std::collections::HashMap;

use chrono::{Datelike, Days, Months, NaiveDate};
use entity::{
    case_rollup, department,
    enums::{CaseStatus, RollupMeasure},
};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, ExprTrait,
    FromQueryResult, Iterable, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationTrait,
    Select,
    sea_query::{Expr, Query},
};

use crate::{
    cases::{rollups::month, rules},
    clocks,
    shared::{
        policy::Scope,
        scope::{nothing, within_region},
    },
};

/// How many months the first page shows.
const MONTHS: u32 = 12;

/// The rollups within `scope`.
fn visible(scope: &Scope) -> Condition {
    match scope {
        Scope::Nothing => nothing(),
        Scope::Region(prefix) => within_region(prefix, (case_rollup::Entity, case_rollup::Column::RegionKey)),
        Scope::Department(id) => Condition::all().add(case_rollup::Column::DepartmentId.eq(*id)),
    }
}

/// The last twelve months up to today's, oldest first, as buckets name them.
fn months(today: NaiveDate) -> Vec<String> {
    let first = today.with_day(1).unwrap_or(today);
    (0..MONTHS).rev().map(|ago| month(first - Months::new(ago))).collect()
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

/// What the rollups say.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    by_status: HashMap<String, i64>,
    /// The last twelve months, oldest first.
    pub months: Vec<MonthCounts>,
    /// Cases whose clock ran out.
    pub overdue: i64,
    /// Cases whose clock runs out within seven days.
    pub due_soon: i64,
}

#[derive(FromQueryResult)]
struct Row {
    measure: RollupMeasure,
    part: String,
    n: i64,
}

impl Counts {
    /// Reads the rollups within `scope`, in one statement.
    pub async fn read(db: &DatabaseConnection, scope: &Scope, today: NaiveDate) -> Result<Self, DbErr> {
        let months = months(today);
        let soon = today + Days::new(clocks::rules::DUE_SOON_DAYS);
        let first = months.first().cloned().unwrap_or_default();
        // The day is written into the statement: to PostgreSQL, an expression with a parameter is not
        // the same when it is selected and when it is grouped by.
        let part = format!(
            "CASE WHEN measure <> 'due' THEN bucket WHEN bucket < '{today}' THEN 'overdue' ELSE 'soon' END"
        );
        let in_months = [RollupMeasure::Accepted, RollupMeasure::Filed, RollupMeasure::Closed];
        let wanted = Condition::any()
            .add(case_rollup::Column::Measure.eq(RollupMeasure::Status))
            .add(
                Condition::all()
                    .add(case_rollup::Column::Measure.is_in(in_months))
                    .add(case_rollup::Column::Bucket.gte(first)),
            )
            .add(
                Condition::all()
                    .add(case_rollup::Column::Measure.eq(RollupMeasure::Due))
                    .add(case_rollup::Column::Bucket.lte(soon.to_string())),
            );
        let rows = case_rollup::Entity::find()
            .select_only()
            .column(case_rollup::Column::Measure)
            .column_as(Expr::cust(part.clone()), "part")
            .column_as(Expr::cust("CAST(SUM(n) AS BIGINT)"), "n")
            .filter(visible(scope))
            .filter(wanted)
            .group_by(case_rollup::Column::Measure)
            .group_by(Expr::cust(part))
            .into_model::<Row>()
            .all(db)
            .await?;
        let mut counts = Self::default();
        let mut by_month: HashMap<String, MonthCounts> = HashMap::new();
        for Row { measure, part, n } in rows {
            match measure {
                RollupMeasure::Status => {
                    counts.by_status.insert(part, n);
                }
                RollupMeasure::Due if part == "overdue" => counts.overdue = n,
                RollupMeasure::Due => counts.due_soon = n,
                RollupMeasure::Accepted => by_month.entry(part).or_default().accepted = n,
                RollupMeasure::Filed => by_month.entry(part).or_default().filed = n,
                RollupMeasure::Closed => by_month.entry(part).or_default().closed = n,
            }
        }
        let of_month = |month: String| {
            let found = by_month.remove(&month).unwrap_or_default();
            MonthCounts { month, ..found }
        };
        counts.months = months.into_iter().map(of_month).collect();
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

/// The departments within `scope` that handle cases, in the order of the roster: one statement.
pub async fn departments(
    db: &DatabaseConnection,
    scope: &Scope,
    today: NaiveDate,
) -> Result<Vec<DepartmentCounts>, DbErr> {
    let within = match scope {
        Scope::Nothing => return Ok(Vec::new()),
        Scope::Region(prefix) => within_region(prefix, (department::Entity, department::Column::RegionKey)),
        Scope::Department(id) => Condition::all().add(department::Column::Id.eq(*id)),
    };
    let first = months(today).into_iter().next().unwrap_or_default();
    let sum = |condition: Condition| {
        let n = Expr::case(condition, Expr::col((case_rollup::Entity, case_rollup::Column::N))).finally(0);
        Expr::expr(n).sum().cast_as("BIGINT")
    };
    let open = CaseStatus::iter().filter(|status| rules::is_open(*status)).map(|status| status.to_value());
    let is_open = Condition::all()
        .add(case_rollup::Column::Measure.eq(RollupMeasure::Status))
        .add(case_rollup::Column::Bucket.is_in(open));
    let recent = |measure: RollupMeasure| {
        Condition::all()
            .add(case_rollup::Column::Measure.eq(measure))
            .add(case_rollup::Column::Bucket.gte(first.clone()))
    };
    let (accepted, closed) = (recent(RollupMeasure::Accepted), recent(RollupMeasure::Closed));
    // Only what is summed, or each of three sums would look at every rollup there is.
    let summed = Condition::any().add(is_open.clone()).add(accepted.clone()).add(closed.clone());
    let rollups = case_rollup::Relation::Department.def().rev().on_condition(move |_, _| summed.clone());
    let select = department::Entity::find()
        .join(JoinType::LeftJoin, rollups)
        .column_as(sum(is_open), "open_cases")
        .column_as(sum(accepted), "accepted_cases")
        .column_as(sum(closed), "closed_cases")
        .filter(within)
        .filter(department::Column::IsCoordinationOffice.eq(false))
        .filter(department::Column::Active.eq(true))
        .group_by(department::Column::Id)
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
        assert_eq!(found.first().map(String::as_str), Some("2025-04"));
        assert_eq!(found.last().map(String::as_str), Some("2026-03"));
    }
}
