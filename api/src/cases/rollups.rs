//! Counts of cases by department, kept in the transaction that changes a case, so that a dashboard
//! is never stale and costs the same at a million cases. [`rebuild`] counts them anew, [`compare`]
//! shows where they differ from the cases.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use entity::{case, case_rollup, enums::RollupMeasure};
use sea_orm::{
    ActiveEnum,
    ActiveValue::Set,
    ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult, QuerySelect,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::queries::clock_runs;

/// Rows of one INSERT: below SQLite's limit of variables.
const CHUNK: usize = 2000;

/// One rollup: a department's cases in one bucket of one measure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The department.
    pub department_id: Uuid,
    /// The measure, as it is stored.
    pub measure: String,
    /// The status, the month (2011-04) or the day (2011-04-30).
    pub bucket: String,
}

/// Changes of rollups, gathered and written at once. They are written in the order of their keys,
/// so that two transactions never wait for each other's rows.
#[derive(Debug, Default)]
pub struct Delta(BTreeMap<Key, (String, i64)>);

/// The month of a day, as buckets name it.
pub fn month(day: NaiveDate) -> String {
    day.format("%Y-%m").to_string()
}

/// The buckets in which a case counts. What ended while it was still a lead is no closed case, as in the
/// work summary.
fn buckets(row: &case::Model) -> Vec<(RollupMeasure, String)> {
    let runs = row.is_open && row.suspended_on.is_none() && row.decided_on.is_none();
    let due_on = row.due_on.filter(|_| runs);
    let closed_on = row.closed_on.filter(|_| row.accepted_on.is_some());
    [
        Some((RollupMeasure::Status, row.status.to_value())),
        row.accepted_on.map(|day| (RollupMeasure::Accepted, month(day))),
        row.filed_on.map(|day| (RollupMeasure::Filed, month(day))),
        closed_on.map(|day| (RollupMeasure::Closed, month(day))),
        due_on.map(|day| (RollupMeasure::Due, day.to_string())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Delta {
    /// The case is there from now on.
    pub fn add(&mut self, row: &case::Model) {
        self.count(row, 1);
    }

    /// The case is no longer as it was.
    pub fn remove(&mut self, row: &case::Model) {
        self.count(row, -1);
    }

    fn count(&mut self, row: &case::Model, n: i64) {
        for (measure, bucket) in buckets(row) {
            let key = Key { department_id: row.department_id, measure: measure.to_value(), bucket };
            self.0.entry(key).or_insert_with(|| (row.region_key.clone(), 0)).1 += n;
        }
    }

    /// Writes what was gathered.
    pub async fn write(self, transaction: &impl ConnectionTrait) -> Result<(), DbErr> {
        let mut rows = Vec::new();
        for (key, (region_key, n)) in self.0 {
            if n != 0 {
                rows.push(case_rollup::ActiveModel {
                    department_id: Set(key.department_id),
                    region_key: Set(region_key),
                    measure: Set(RollupMeasure::try_from_value(&key.measure)?),
                    bucket: Set(key.bucket),
                    n: Set(n),
                });
            }
        }
        let sum = Expr::col((case_rollup::Entity, case_rollup::Column::N))
            .add(Expr::col(("excluded", case_rollup::Column::N)));
        let key =
            [case_rollup::Column::DepartmentId, case_rollup::Column::Measure, case_rollup::Column::Bucket];
        let add = OnConflict::columns(key).value(case_rollup::Column::N, sum).to_owned();
        for chunk in rows.chunks(CHUNK) {
            case_rollup::Entity::insert_many(chunk.iter().cloned())
                .on_conflict(add.clone())
                .exec_without_returning(transaction)
                .await?;
        }
        Ok(())
    }
}

#[derive(FromQueryResult)]
struct Counted {
    department_id: Uuid,
    region_key: String,
    bucket: String,
    n: i64,
}

/// Counts the cases themselves: five statements, whatever their number.
async fn counted(db: &impl ConnectionTrait) -> Result<Delta, DbErr> {
    // Both engines write a day as 2011-04-30 when it is cast to text.
    let first =
        |column: &str, length: i32| Expr::cust(format!("substr(CAST({column} AS TEXT), 1, {length})"));
    let measures = [
        (RollupMeasure::Status, Expr::cust("status"), None),
        (RollupMeasure::Accepted, first("accepted_on", 7), Some(case::Column::AcceptedOn)),
        (RollupMeasure::Filed, first("filed_on", 7), Some(case::Column::FiledOn)),
        (RollupMeasure::Closed, first("closed_on", 7), Some(case::Column::ClosedOn)),
        (RollupMeasure::Due, first("due_on", 10), Some(case::Column::DueOn)),
    ];
    let mut found = Delta::default();
    for (measure, bucket, dated) in measures {
        use sea_orm::{ColumnTrait, QueryFilter};
        let mut select = case::Entity::find()
            .select_only()
            .column(case::Column::DepartmentId)
            .column(case::Column::RegionKey)
            .column_as(bucket.clone(), "bucket")
            .column_as(Expr::cust("COUNT(*)"), "n")
            .group_by(case::Column::DepartmentId)
            .group_by(case::Column::RegionKey)
            .group_by(bucket);
        if let Some(day) = dated {
            select = select.filter(day.is_not_null());
        }
        match measure {
            RollupMeasure::Due => select = select.filter(clock_runs()),
            RollupMeasure::Closed => select = select.filter(case::Column::AcceptedOn.is_not_null()),
            _ => {}
        }
        for row in select.into_model::<Counted>().all(db).await? {
            let key =
                Key { department_id: row.department_id, measure: measure.to_value(), bucket: row.bucket };
            found.0.insert(key, (row.region_key, row.n));
        }
    }
    Ok(found)
}

/// Counts everything anew, within `transaction`.
pub async fn rebuild(transaction: &impl ConnectionTrait) -> Result<(), DbErr> {
    case_rollup::Entity::delete_many().exec(transaction).await?;
    counted(transaction).await?.write(transaction).await
}

/// A rollup that says something else than its cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Which.
    pub key: Key,
    /// What the rollup says.
    pub kept: i64,
    /// What the cases say.
    pub counted: i64,
}

/// Every rollup that differs from its cases; none, as long as all is well.
pub async fn compare(db: &impl ConnectionTrait) -> Result<Vec<Difference>, DbErr> {
    let mut kept = BTreeMap::new();
    for row in case_rollup::Entity::find().all(db).await? {
        let key =
            Key { department_id: row.department_id, measure: row.measure.to_value(), bucket: row.bucket };
        kept.insert(key, row.n);
    }
    let counted = counted(db).await?.0;
    let keys: BTreeSet<&Key> = kept.keys().chain(counted.keys()).collect();
    let difference = |key: &Key| Difference {
        key: key.clone(),
        kept: kept.get(key).copied().unwrap_or_default(),
        counted: counted.get(key).map(|(_, n)| *n).unwrap_or_default(),
    };
    Ok(keys.into_iter().map(difference).filter(|found| found.kept != found.counted).collect())
}
