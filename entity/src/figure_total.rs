//! The table `figure_totals`.

use sea_orm::entity::prelude::*;

use crate::enums::Measure;

/// What the lines of one measure add up to, of one day or month, for a region or a department; kept in the
/// transaction that writes the lines.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "figure_totals")]
pub struct Model {
    /// The department; the nil key: all, joint work once.
    #[sea_orm(primary_key, auto_increment = false)]
    pub department_id: Uuid,
    /// The region: its own records and those of all regions below it; with `=` behind it, its own alone, of what is
    /// counted once.
    #[sea_orm(primary_key, auto_increment = false)]
    pub region_key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub measure: Measure,
    /// The month (`m201104`), the day (`d20110430`), the day as the first of its year for what is counted once
    /// (`f20110430`), or all of time (`a`). What lasts is added on the day on which it
    /// begins and taken away on that on which it ends, so that what stands on a day is the sum up to it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub bucket: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub detail: String,
    /// The sum of the lines.
    pub amount: i64,
    /// How many of them are lower bounds.
    pub lower_bounds: i64,
}

impl ActiveModelBehavior for ActiveModel {}
