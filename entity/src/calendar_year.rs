//! The table `calendar_years`.

use sea_orm::entity::prelude::*;

use crate::json::CalendarSpans;

/// A year of the holiday calendar: as the State Council's notice arranges it (the platform's), or what a
/// region adds for all below it. A year without the notice is not known, which is something else than
/// a year without holidays.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_years")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose it is, by the region's key, which binds all below; empty: the State Council's notice.
    pub region_key: String,
    pub year: i32,
    /// The notice's number (文号): the ground, whoever's it is.
    pub notice: String,
    pub published_on: Date,
    /// What differs from an ordinary week: days off, and make-up working days.
    pub days: CalendarSpans,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
