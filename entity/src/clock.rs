//! The table `clocks`.

use sea_orm::entity::prelude::*;

use crate::enums::{ClockKind, ClockSubject, WaitsFor};

/// A clock (期限): whatever waits for somebody, with a statutory limit or without.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "clocks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: ClockKind,
    /// The case, where there is one.
    pub case_id: Option<Uuid>,
    pub subject_kind: ClockSubject,
    /// What it belongs to: a row of the subject's table.
    pub subject_id: Uuid,
    /// The region's key of the department for which it waits.
    pub region_key: String,
    /// For which department it waits.
    pub department_id: Uuid,
    pub waits_for: WaitsFor,
    /// The rule in force on the day it started; none where none was, or the date was set by hand.
    pub rule_id: Option<Uuid>,
    /// The day that does not count.
    pub started_on: Date,
    /// The moment, for what is counted in hours; none where only the day is known.
    pub started_at: Option<DateTimeUtc>,
    /// The last day, set by hand at the start.
    pub set_on: Option<Date>,
    /// The last day.
    pub due_on: Option<Date>,
    /// The last moment, for what is counted in hours.
    pub due_at: Option<DateTimeUtc>,
    /// `due_on`, or 9999-12-31: lists page by it, and a NULL has no place in a keyset.
    pub due_sort: Date,
    /// The year whose holidays are not known: then `due_on` is no more than the earliest possible.
    pub missing_year: Option<i32>,
    /// Since when it stands.
    pub stopped_on: Option<Date>,
    /// The day on which what it waits for was done.
    pub met_on: Option<Date>,
    /// Whether that was too late.
    pub met_late: bool,
    /// The day on which nothing was to be waited for any more.
    pub cancelled_on: Option<Date>,
    /// Neither met nor cancelled.
    pub is_open: bool,
    /// How many events it has: the sequence of the last.
    pub event_count: i32,
    pub recorded_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<Option<super::case::Entity>>,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<super::department::Entity>,
    #[sea_orm(belongs_to, from = "rule_id", to = "id")]
    pub rule: BelongsTo<Option<super::clock_rule::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
