//! What lines add up to: changed with them, read instead of them.

use std::{collections::BTreeMap, fmt};

use entity::{enums::Measure, figure_total};
use sea_orm::{
    ActiveEnum,
    ActiveValue::Set,
    ConnectionTrait, DbErr, EntityTrait, ExprTrait,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{Line, buckets, is_summed};
use crate::shared::regions;

/// Rows of one INSERT: below SQLite's limit of variables.
const CHUNK: usize = 2000;

/// What a total is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The department; nil for all.
    pub department_id: Uuid,
    /// The region, with all below it.
    pub region_key: String,
    /// What is measured.
    pub measure: Measure,
    /// The days.
    pub bucket: String,
    /// As [`Contribution::kind`](super::Contribution::kind).
    pub kind: String,
    /// As [`Contribution::detail`](super::Contribution::detail).
    pub detail: String,
}

impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { department_id, region_key, measure, bucket, kind, detail } = self;
        let measure = measure.to_value();
        write!(formatter, "{measure} {kind} {detail} of {bucket} in {region_key}, department {department_id}")
    }
}

impl From<figure_total::Model> for Key {
    fn from(row: figure_total::Model) -> Self {
        Self {
            department_id: row.department_id,
            region_key: row.region_key,
            measure: row.measure,
            bucket: row.bucket,
            kind: row.kind,
            detail: row.detail,
        }
    }
}

/// A total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The sum of the lines.
    pub amount: i64,
    /// How many of them are lower bounds.
    pub lower_bounds: i64,
}

impl std::ops::Add for Sum {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { amount: self.amount + other.amount, lower_bounds: self.lower_bounds + other.lower_bounds }
    }
}

/// Changes of totals, gathered and written at once. They are written in the order of their keys, so that two
/// transactions never wait for each other's rows in a circle.
#[derive(Debug, Default)]
pub struct Delta(BTreeMap<Key, Sum>);

/// The buckets in which a line counts, and how often.
fn places(line: &Line) -> Vec<(String, i64)> {
    if line.adds.measure == Measure::CaseStatus {
        // Nobody asks since when.
        return vec![(buckets::ALL.to_owned(), 1)];
    }
    let on = |day, times| [(buckets::month(day), times), (buckets::day(day), times)];
    on(line.adds.day, 1)
        .into_iter()
        .chain(line.adds.ends_on.into_iter().flat_map(|day| on(day, -1)))
        .collect()
}

impl Delta {
    /// The line counts so many times more, or fewer.
    pub fn add(&mut self, line: &Line, times: i64) {
        let sum =
            Sum { amount: times * line.adds.amount, lower_bounds: times * i64::from(line.adds.at_least) };
        self.add_many(line, sum);
    }

    /// Lines that differ from this one in nothing but what they open to add up to `sum`.
    pub fn add_many(&mut self, line: &Line, sum: Sum) {
        if !is_summed(line.adds.measure) {
            return;
        }
        let holders = [Some(line.department_id), line.for_region.then(Uuid::nil)];
        let buckets = places(line);
        for department_id in holders.into_iter().flatten() {
            for region_key in regions::at_and_above(&line.region_key) {
                for (bucket, sign) in &buckets {
                    let key = Key {
                        department_id,
                        region_key: region_key.to_owned(),
                        measure: line.adds.measure,
                        bucket: bucket.clone(),
                        kind: line.adds.kind.clone(),
                        detail: line.adds.detail.clone(),
                    };
                    let total = self.0.entry(key).or_default();
                    total.amount += sign * sum.amount;
                    total.lower_bounds += sign * sum.lower_bounds;
                }
            }
        }
    }

    /// The total of `key` changes by so much.
    pub fn add_to(&mut self, key: Key, by: i64) {
        self.0.entry(key).or_default().amount += by;
    }

    /// The total of `key` becomes what was `counted`, instead of what was `kept`.
    pub fn correct(&mut self, key: Key, kept: Sum, counted: Sum) {
        let total = self.0.entry(key).or_default();
        total.amount += counted.amount - kept.amount;
        total.lower_bounds += counted.lower_bounds - kept.lower_bounds;
    }

    /// What was gathered, by total.
    pub fn into_sums(self) -> BTreeMap<Key, Sum> {
        self.0
    }

    /// Writes what was gathered.
    ///
    /// # Errors
    ///
    /// The database's.
    pub async fn write(self, db: &impl ConnectionTrait) -> Result<(), DbErr> {
        use figure_total::Column;
        let rows: Vec<_> = self
            .0
            .into_iter()
            .filter(|(_, sum)| *sum != Sum::default())
            .map(|(key, sum)| figure_total::ActiveModel {
                department_id: Set(key.department_id),
                region_key: Set(key.region_key),
                measure: Set(key.measure),
                bucket: Set(key.bucket),
                kind: Set(key.kind),
                detail: Set(key.detail),
                amount: Set(sum.amount),
                lower_bounds: Set(sum.lower_bounds),
            })
            .collect();
        let more =
            |column: Column| Expr::col((figure_total::Entity, column)).add(Expr::col(("excluded", column)));
        let key = [
            Column::DepartmentId,
            Column::RegionKey,
            Column::Measure,
            Column::Bucket,
            Column::Kind,
            Column::Detail,
        ];
        let add = OnConflict::columns(key)
            .value(Column::Amount, more(Column::Amount))
            .value(Column::LowerBounds, more(Column::LowerBounds))
            .to_owned();
        for chunk in rows.chunks(CHUNK) {
            figure_total::Entity::insert_many(chunk.iter().cloned())
                .on_conflict(add.clone())
                .exec_without_returning(db)
                .await?;
        }
        Ok(())
    }
}
