//! The table `indicators`.

use sea_orm::entity::prelude::*;

use crate::{
    enums::{IndicatorGroup, IndicatorLevel, IndicatorTally},
    json::{DepartmentKinds, EnteredWiths, Measures, Strings},
};

/// An indicator (指标): what a figure is called, and what it counts. What it counts never changes: figures that were
/// issued keep their meaning.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "indicators")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Its place in summaries.
    pub position: i32,
    /// Its name for programs: a word of the platform's, or the region's code and a number.
    pub code: String,
    /// In which part of summaries it stands.
    pub section: IndicatorGroup,
    pub name: String,
    pub name_en: String,
    pub unit: String,
    pub unit_en: String,
    /// What exactly is counted.
    pub definition: String,
    pub definition_en: String,
    /// Whose it is, by the region's key, which holds for all below; empty: the platform's.
    pub region_key: String,
    /// Lines of these measures count.
    pub measures: Measures,
    /// Where there are any: only of records of these kinds.
    pub kinds: Strings,
    /// Where there are any: only with these details.
    pub details: Strings,
    /// With which records it is entered; with none: it is counted.
    pub entered_with: EnteredWiths,
    /// Which kinds of departments owe it; none: all.
    pub owed_by: DepartmentKinds,
    pub level: IndicatorLevel,
    pub tally: IndicatorTally,
    /// The first day of the periods for which it is shown; none: of any.
    pub valid_from: Option<Date>,
    /// The last day of those periods.
    pub valid_to: Option<Date>,
    /// Counts the changes; a change names the version that it saw.
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
