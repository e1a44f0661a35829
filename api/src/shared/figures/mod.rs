//! The ledger of figures: what each record adds to each measure, as lines that name the record, and what the lines
//! add up to. What a record contributes is its domain's to say, purely; a change only names the record
//! ([`Change::count`](super::change::Change::count)), and at the commit the difference to what it contributed before
//! is entered. Every figure is a sum over lines, and opens to their records.

pub mod buckets;
pub mod counts;
pub mod entering;
pub mod firsts;
pub mod freezing;
pub mod indicators;
pub mod reading;
pub mod recount;
pub mod totals;

use std::{collections::BTreeSet, fmt};

use chrono::NaiveDate;
use entity::{
    enums::Measure,
    figure_line::{self, JOINT},
};
use futures::future::BoxFuture;
use sea_orm::{ActiveEnum, ColumnTrait, DatabaseTransaction, DbErr, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::recorded::Keyed;

/// Something that a record adds to a measure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Contribution {
    /// What it opens to.
    pub record_id: Uuid,
    /// To which measure.
    pub measure: Measure,
    /// The record's kind, as it is stored; empty where it has none.
    pub kind: String,
    /// What else the measure tells apart; else empty.
    pub detail: String,
    /// The day that counts.
    pub day: NaiveDate,
    /// Of what lasts: the first day on which it no longer stands.
    pub ends_on: Option<NaiveDate>,
    /// How many, or how much in fen.
    pub amount: i64,
    /// Whether that is a lower bound.
    pub at_least: bool,
    /// Of what is counted once however often: what that is.
    pub distinct_by: String,
}

impl Contribution {
    /// The record counts once, by its `day`.
    pub fn one(record_id: Uuid, measure: Measure, day: NaiveDate) -> Self {
        Self {
            record_id,
            measure,
            kind: String::new(),
            detail: String::new(),
            day,
            ends_on: None,
            amount: 1,
            at_least: false,
            distinct_by: String::new(),
        }
    }

    /// The same of a record of this kind.
    #[must_use]
    pub fn of_kind(self, kind: impl ActiveEnum<Value = String>) -> Self {
        self.of_stored_kind(kind.to_value())
    }

    /// The same of a record of the kind that is stored so.
    #[must_use]
    pub fn of_stored_kind(self, kind: String) -> Self {
        Self { kind, ..self }
    }

    /// The same with this detail.
    #[must_use]
    pub fn detailed(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    /// The same as joint work, where it `is_joint`.
    #[must_use]
    pub fn joint(self, is_joint: bool) -> Self {
        self.detailed(if is_joint { JOINT } else { "" })
    }

    /// The same, until the day before `ends_on`.
    #[must_use]
    pub fn until(self, ends_on: Option<NaiveDate>) -> Self {
        Self { ends_on, ..self }
    }

    /// The same, counted once of all that are distinct by `what`.
    #[must_use]
    pub fn once_by(self, what: impl ToString) -> Self {
        Self { distinct_by: what.to_string(), ..self }
    }

    /// So much instead of one; nothing where it is nothing.
    pub fn amounting(self, amount: i64, at_least: bool) -> Option<Self> {
        (amount > 0).then_some(Self { amount, at_least, ..self })
    }
}

/// Whether lines of the measure are added up; others are only counted as distinct.
pub fn is_summed(measure: Measure) -> bool {
    !matches!(
        measure,
        Measure::JointDepartment
            | Measure::CaseSuspension
            | Measure::CaseReferred
            | Measure::SeizedGoods
            | Measure::DestroyedGoods
    )
}

/// Whether lines of the measure name what is counted once however often.
pub fn is_counted_once(measure: Measure) -> bool {
    !is_summed(measure) || matches!(measure, Measure::OfficerPart | Measure::PremisesVisit)
}

/// What a record contributes as it stands, and for whom.
#[derive(Clone, Debug)]
pub struct Counted {
    /// The record.
    pub source_id: Uuid,
    /// Its region's key.
    pub region_key: String,
    /// The departments that took part, first the one whose record it is.
    pub departments: Vec<Uuid>,
    /// What it adds.
    pub contributions: Vec<Contribution>,
}

/// What tells two lines of a record apart: all that was entered but by what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// What is added.
    pub adds: Contribution,
    /// The record's region's key.
    pub region_key: String,
    /// One of the departments.
    pub department_id: Uuid,
    /// Whether the region counts it.
    pub for_region: bool,
}

impl Counted {
    /// The lines of the record: one for each thing that it adds and each of its departments. A record that says the
    /// same thing twice says it once.
    pub fn lines(&self) -> BTreeSet<Line> {
        let of_department = |(place, department_id): (usize, &Uuid)| {
            let department_id = *department_id;
            self.contributions.iter().map(move |adds| Line {
                adds: adds.clone(),
                region_key: self.region_key.clone(),
                department_id,
                for_region: place == 0,
            })
        };
        self.departments.iter().enumerate().flat_map(of_department).collect()
    }
}

impl fmt::Display for Line {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { adds: Contribution { measure, kind, detail, day, ends_on, amount, .. }, .. } = self;
        write!(formatter, "{} {kind} {detail} {amount} on {day}", measure.to_value())?;
        if let Some(ends_on) = ends_on {
            write!(formatter, " until {ends_on}")?;
        }
        write!(formatter, ", department {} of {}", self.department_id, self.region_key)
    }
}

impl From<figure_line::Model> for Line {
    fn from(row: figure_line::Model) -> Self {
        let adds = Contribution {
            record_id: row.record_id,
            measure: row.measure,
            kind: row.kind,
            detail: row.detail,
            day: row.day,
            ends_on: row.ends_on,
            amount: row.amount,
            at_least: row.at_least,
            distinct_by: row.distinct_by,
        };
        Self {
            adds,
            region_key: row.region_key,
            department_id: row.department_id,
            for_region: row.for_region,
        }
    }
}

/// Reads what the records with these keys contribute.
pub type Count =
    for<'a> fn(&'a DatabaseTransaction, &'a [Uuid]) -> BoxFuture<'a, Result<Vec<Counted>, DbErr>>;

/// The next keys of a kind of records after a key, in their order, at most so many.
pub type Walk =
    for<'a> fn(&'a DatabaseTransaction, Option<Uuid>, u64) -> BoxFuture<'a, Result<Vec<Uuid>, DbErr>>;

/// The last key of a kind of records.
pub type Last = for<'a> fn(&'a DatabaseTransaction) -> BoxFuture<'a, Result<Option<Uuid>, DbErr>>;

/// A kind of records from which figures are made.
pub struct Source {
    /// The GraphQL type.
    pub name: &'static str,
    /// What its records contribute.
    pub count: Count,
    /// All of its records, a stretch at a time.
    pub walk: Walk,
    /// The last of them.
    pub last: Last,
}

impl Source {
    /// The rows of the table `E`, of which `count` reads what they contribute.
    pub const fn of<E: Keyed>(name: &'static str, count: Count) -> Self {
        Self {
            name,
            count,
            walk: |db, after, most| Box::pin(keys::<E>(db, after, most)),
            last: |db| Box::pin(last::<E>(db)),
        }
    }
}

async fn last<E: Keyed>(db: &DatabaseTransaction) -> Result<Option<Uuid>, DbErr> {
    E::find().select_only().column(E::ID).order_by_desc(E::ID).limit(1).into_tuple().one(db).await
}

async fn keys<E: Keyed>(
    db: &DatabaseTransaction,
    after: Option<Uuid>,
    most: u64,
) -> Result<Vec<Uuid>, DbErr> {
    let mut select = E::find().select_only().column(E::ID).order_by_asc(E::ID).limit(most);
    if let Some(after) = after {
        select = select.filter(E::ID.gt(after));
    }
    select.into_tuple().all(db).await
}
