//! Counts of cases by department, kept in the transaction that changes a case, so that a dashboard
//! is never stale and costs the same at a million cases. [`rebuild`] counts them anew, [`compare`]
//! shows where they differ from the cases.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use entity::{case, case_rollup, enums::RollupMeasure};
use sea_orm::{
    ActiveEnum, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use super::sight::clock_runs;
use crate::shared::{
    change::Change,
    rollups::{Delta, Key},
};

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

/// In `change` a case counts as it is `after`, and no longer as it was `before`.
pub fn count(change: &Change, before: Option<&case::Model>, after: &case::Model) {
    let mut delta = Delta::default();
    if let Some(before) = before {
        add(&mut delta, before, -1);
    }
    add(&mut delta, after, 1);
    change.count(delta);
}

/// The case counts so many times more, or fewer.
pub fn add(delta: &mut Delta, row: &case::Model, n: i64) {
    for (measure, bucket) in buckets(row) {
        let key = Key { department_id: row.department_id, measure: measure.to_value(), bucket };
        delta.add(key, &row.region_key, n);
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
            found.add(key, &row.region_key, row.n);
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
    let counted = counted(db).await?;
    let counted = counted.changes();
    let keys: BTreeSet<&Key> = kept.keys().chain(counted.keys().copied()).collect();
    let difference = |key: &Key| Difference {
        key: key.clone(),
        kept: kept.get(key).copied().unwrap_or_default(),
        counted: counted.get(key).copied().unwrap_or_default(),
    };
    Ok(keys.into_iter().map(difference).filter(|found| found.kept != found.counted).collect())
}
