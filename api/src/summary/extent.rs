//! What a summary is about.

use chrono::{DateTime, Utc};
use entity::enums::CaseKind;
use sea_orm::ActiveEnum;
use uuid::Uuid;

use super::rules::Period;
use crate::shared::figures::reading::Holder;

/// What a summary is about.
#[derive(Clone, Debug)]
pub struct Extent {
    /// The region's key: records of the region and all below it count.
    pub region_key: String,
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
    /// Whose totals say it all: of several departments none do, since joint work counts once for all of them; and of
    /// an earlier moment only the lines know.
    pub fn holder(&self) -> Option<Holder> {
        if self.as_of.is_some() {
            return None;
        }
        let department_id = match self.department_ids.as_slice() {
            [] => None,
            [one] => Some(*one),
            _ => return None,
        };
        Some(Holder { department_id, region_key: self.region_key.clone() })
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
