//! What a summary is about.

use chrono::{DateTime, Utc};
use entity::enums::{CaseKind, IndicatorLevel as Level};
use sea_orm::ActiveEnum;
use uuid::Uuid;

use super::rules::Period;

/// What a summary is about.
#[derive(Clone, Debug)]
pub struct Extent {
    /// The region's key: records of the region and all below it count.
    pub region_key: String,
    /// Only those of the region's own level.
    pub own_level: bool,
    /// Where there are any: records in which one of these takes part.
    pub department_ids: Vec<Uuid>,
    /// The days.
    pub period: Period,
    /// Where there are any: only cases of these kinds. What is no case is not concerned.
    pub case_kinds: Vec<CaseKind>,
    /// Where it is said: what was counted at that moment, instead of what is counted now.
    pub as_of: Option<DateTime<Utc>>,
}

impl Extent {
    /// Whose records count of an indicator that counts those of this level; none, where none can be.
    pub fn level(&self, level: Level) -> Option<Level> {
        if self.own_level { own_level(level) } else { Some(level) }
    }

    /// The kinds, as they are stored.
    pub fn kinds(&self) -> Vec<String> {
        self.case_kinds.iter().map(ActiveEnum::to_value).collect()
    }

    /// The same of the year before.
    pub fn year_before(&self) -> Self {
        Self { period: self.period.year_before(), ..self.clone() }
    }
}

/// Whose records count of an indicator that counts those of this level, where only a region's own level is looked at.
pub fn own_level(level: Level) -> Option<Level> {
    match level {
        Level::All | Level::Own => Some(Level::Own),
        Level::Lower => None,
    }
}
