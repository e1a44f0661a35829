//! Entering lines: of each record the difference between what it contributes and what was entered for it.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use entity::figure_line::{self, Column};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::Expr,
};
use uuid::Uuid;

use super::{Counted, Line, Source, firsts, totals::Delta};

/// Lines of one INSERT, keys of one UPDATE: below SQLite's limit of variables.
const CHUNK: usize = 1500;

/// By what lines are entered: a change of records, or a recount of them.
#[derive(Clone, Copy, Debug)]
pub struct Cause {
    /// The moment.
    pub at: DateTime<Utc>,
    /// Its row of the audit log; 0 for a recount.
    pub sequence: i64,
}

/// Where a record's lines are other than what it contributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The record.
    pub source_id: Uuid,
    /// The lines that are missing.
    pub missing: Vec<Line>,
    /// The lines that are too many, with their keys.
    pub surplus: Vec<(i64, Line)>,
}

impl Difference {
    /// That of a record without lines.
    fn of_new(record: &Counted) -> Self {
        Self {
            source_id: record.source_id,
            missing: record.lines().into_iter().collect(),
            surplus: Vec::new(),
        }
    }
}

/// Compares the lines of these records with what they contribute; answers those that differ.
///
/// # Errors
///
/// The database's.
pub async fn differences(db: &impl ConnectionTrait, counted: &[Counted]) -> Result<Vec<Difference>, DbErr> {
    let mut entered: HashMap<Uuid, Vec<(i64, Line)>> = HashMap::new();
    let rows = figure_line::Entity::find()
        .filter(Column::SourceId.is_in(counted.iter().map(|record| record.source_id)))
        .filter(Column::ReversedAt.is_null())
        .all(db)
        .await?;
    for row in rows {
        entered.entry(row.source_id).or_default().push((row.id, row.into()));
    }
    let difference = |record: &Counted| {
        let mut missing = record.lines();
        let mut surplus = Vec::new();
        for (id, line) in entered.remove(&record.source_id).unwrap_or_default() {
            if !missing.remove(&line) {
                surplus.push((id, line));
            }
        }
        let missing: Vec<_> = missing.into_iter().collect();
        (!missing.is_empty() || !surplus.is_empty()).then_some(Difference {
            source_id: record.source_id,
            missing,
            surplus,
        })
    };
    Ok(counted.iter().filter_map(difference).collect())
}

/// Reverses what is too many, enters what is missing, and moves the totals by both.
///
/// # Errors
///
/// The database's.
pub async fn settle(
    db: &impl ConnectionTrait,
    differences: Vec<Difference>,
    cause: Cause,
) -> Result<(), DbErr> {
    let mut delta = Delta::default();
    let surplus = differences.iter().flat_map(|it| &it.surplus).map(|(id, line)| (*id, line));
    let missing = differences.iter().flat_map(|it| &it.missing);
    for (total, by) in firsts::moves(db, &surplus.collect::<Vec<_>>(), &missing.collect::<Vec<_>>()).await? {
        delta.add_to(total, by);
    }
    let (mut reversed, mut entered) = (Vec::new(), Vec::new());
    for Difference { source_id, missing, surplus } in differences {
        for (id, line) in surplus {
            delta.add(&line, -1);
            reversed.push(id);
        }
        for line in missing {
            delta.add(&line, 1);
            entered.push(row(source_id, line, cause));
        }
    }
    for ids in reversed.chunks(CHUNK) {
        figure_line::Entity::update_many()
            .col_expr(Column::ReversedAt, Expr::val(cause.at))
            .col_expr(Column::ReversedBy, Expr::val(cause.sequence))
            .filter(Column::Id.is_in(ids.iter().copied()))
            .exec(db)
            .await?;
    }
    for rows in entered.chunks(CHUNK) {
        figure_line::Entity::insert_many(rows.iter().cloned()).exec_without_returning(db).await?;
    }
    delta.write(db).await
}

fn row(source_id: Uuid, line: Line, cause: Cause) -> figure_line::ActiveModel {
    let adds = line.adds;
    figure_line::ActiveModel {
        id: NotSet,
        source_id: Set(source_id),
        record_id: Set(adds.record_id),
        measure: Set(adds.measure),
        kind: Set(adds.kind),
        detail: Set(adds.detail),
        day: Set(adds.day),
        ends_on: Set(adds.ends_on),
        region_key: Set(line.region_key),
        department_id: Set(line.department_id),
        for_region: Set(line.for_region),
        amount: Set(adds.amount),
        at_least: Set(adds.at_least),
        distinct_by: Set(adds.distinct_by),
        entered_at: Set(cause.at),
        entered_by: Set(cause.sequence),
        reversed_at: Set(None),
        reversed_by: Set(None),
    }
}

/// The records that a change touches, whose figures it enters at the commit; each with whether the change made it.
#[derive(Default)]
pub struct Touched(BTreeMap<&'static str, (&'static Source, BTreeMap<Uuid, bool>)>);

impl Touched {
    /// The record of `source` with `id` is touched; one that `is_new` has no lines yet.
    pub fn add(&mut self, source: &'static Source, id: Uuid, is_new: bool) {
        let touched = &mut self.0.entry(source.name).or_insert((source, BTreeMap::new())).1;
        *touched.entry(id).or_default() |= is_new;
    }

    /// Enters what the touched records contribute now.
    ///
    /// # Errors
    ///
    /// The database's.
    pub async fn enter(self, db: &sea_orm::DatabaseTransaction, cause: Cause) -> Result<(), DbErr> {
        for (source, touched) in self.0.into_values() {
            let ids: Vec<Uuid> = touched.keys().copied().collect();
            for ids in ids.chunks(CHUNK) {
                let counted = (source.count)(db, ids).await?;
                let is_new = |record: &Counted| touched.get(&record.source_id) == Some(&true);
                let (new, known): (Vec<_>, Vec<_>) = counted.into_iter().partition(is_new);
                let mut found = match known.is_empty() {
                    true => Vec::new(),
                    false => differences(db, &known).await?,
                };
                found.extend(new.iter().map(Difference::of_new));
                settle(db, found, cause).await?;
            }
        }
        Ok(())
    }
}
