//! The table `clock_rules`.

use sea_orm::entity::prelude::*;

use crate::enums::{ClockKind, ClockUnit};

/// How long a kind of clock runs, for what starts while the rule is in force.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "clock_rules")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Whose it is, by the region's key, which binds all below; empty: the platform's.
    pub region_key: String,
    /// On what a region's own rests: the document (文号) that sets it; none of the platform's.
    pub ground: Option<String>,
    pub kind: ClockKind,
    pub unit: ClockUnit,
    pub length: i32,
    /// By how much the department's head may extend it, once.
    pub extension: Option<i32>,
    /// Whether after that a date may be set collectively (集体讨论决定).
    pub collective: bool,
    /// The regulation and its article.
    pub article: String,
    /// Whether wording and number were compared with the published text.
    pub confirmed: bool,
    /// The first day on which it is in force.
    pub valid_from: Date,
    /// The last day on which it is in force.
    pub valid_to: Option<Date>,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
