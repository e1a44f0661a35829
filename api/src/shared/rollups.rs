//! The table of rollups: counts by department, measure and bucket, which a change writes with what it
//! changes. What counts where is the records' own to say.

use std::collections::BTreeMap;

use entity::{case_rollup, enums::RollupMeasure};
use sea_orm::{
    ActiveEnum,
    ActiveValue::Set,
    ConnectionTrait, DbErr, EntityTrait, ExprTrait,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

/// Rows of one INSERT: below SQLite's limit of variables.
const CHUNK: usize = 2000;

/// One rollup: a department's records in one bucket of one measure.
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

impl Delta {
    /// So many more, or fewer, in the rollup of `key`, whose department lies in the region of `region_key`.
    pub fn add(&mut self, key: Key, region_key: &str, n: i64) {
        self.0.entry(key).or_insert_with(|| (region_key.to_owned(), 0)).1 += n;
    }

    /// These changes and `other`.
    pub fn join(&mut self, other: Self) {
        for (key, (region_key, n)) in other.0 {
            self.add(key, &region_key, n);
        }
    }

    /// By how much each rollup changes.
    pub fn changes(&self) -> BTreeMap<&Key, i64> {
        self.0.iter().map(|(key, (_, n))| (key, *n)).collect()
    }

    /// Writes what was gathered.
    ///
    /// # Errors
    ///
    /// The database's.
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
