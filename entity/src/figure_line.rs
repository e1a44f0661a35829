//! The table `figure_lines`.

use sea_orm::entity::prelude::*;

use crate::enums::Measure;

/// Detail: several departments took part.
pub const JOINT: &str = "JOINT";
/// Detail: closed by the due date.
pub const ON_TIME: &str = "ON_TIME";
/// Detail: closed after it.
pub const LATE: &str = "LATE";
/// Detail: closed where no limit was in force.
pub const NO_LIMIT: &str = "NO_LIMIT";

/// One entry of the figures' ledger: what a record adds to one measure, for one department, on its day. A line is
/// written once; where its record comes to say something else, it is reversed, and another follows.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "figure_lines")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The record that makes it: a case, an inspection, a training, a publicity event.
    pub source_id: Uuid,
    /// What it opens to: the record itself, or a part of it.
    pub record_id: Uuid,
    pub measure: Measure,
    /// The kind of the record, as it is stored; empty where it has none.
    pub kind: String,
    /// What else tells the lines of a measure apart, as the measure says; else empty.
    pub detail: String,
    /// The day that counts.
    pub day: Date,
    /// Of what lasts: the first day on which it no longer stands.
    pub ends_on: Option<Date>,
    /// The record's region's key.
    pub region_key: String,
    /// One of the departments that took part.
    pub department_id: Uuid,
    /// Whether the region counts it: of a record's departments the first one's line, so that joint work counts once.
    pub for_region: bool,
    /// How many, or how much in fen.
    pub amount: i64,
    /// Whether that is a lower bound.
    pub at_least: bool,
    /// Of what is counted once however often: what that is.
    pub distinct_by: String,
    /// When it was entered: the moment of the change.
    pub entered_at: DateTimeUtc,
    /// The change that caused it: its row of the audit log; 0: a recount.
    pub entered_by: i64,
    /// When it was reversed; none: it counts.
    pub reversed_at: Option<DateTimeUtc>,
    /// The change that reversed it.
    pub reversed_by: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
