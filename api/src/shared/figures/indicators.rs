//! Indicators: the platform's, and those that regions have of their own. One definition serves whatever shows figures.

use std::sync::Arc;

use chrono::NaiveDate;
use entity::{
    enums::{DepartmentKind, EnteredWith, IndicatorGroup},
    indicator,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::counts::Counts;
use crate::shared::{
    dated::binding_keys,
    language::{Language, Text, text},
    values::Money,
};

/// Cases closed by their due date.
pub const CLOSED_ON_TIME: &str = "CASES_CLOSED_ON_TIME";
/// Cases closed.
pub const CLOSED: &str = "CASES_CLOSED";
/// Cases closed for which no limit was in force.
pub const CLOSED_WITHOUT_LIMIT: &str = "CASES_CLOSED_WITHOUT_LIMIT";

/// An indicator: its words, and what it counts.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its name for programs.
    pub code: String,
    /// Where it stands.
    pub section: IndicatorGroup,
    /// What it is called.
    pub name: Text,
    /// Its unit.
    pub unit: Text,
    /// What exactly is counted (DOMAIN, Statistics).
    pub definition: Text,
    /// What it counts: the figure is what those lines of the ledger add up to.
    pub counts: Counts,
}

impl Definition {
    /// `value` in the indicator's unit: fen become yuan.
    pub fn written(&self, value: i64) -> String {
        if self.counts.is_money() { Money { fen: value }.to_yuan() } else { value.to_string() }
    }
}

/// What an indicator counts.
pub fn counts(row: &indicator::Model) -> Counts {
    Counts {
        measures: row.measures.0.clone(),
        kinds: row.kinds.0.clone(),
        details: row.details.0.clone(),
        level: row.level,
        tally: row.tally,
    }
}

/// Words of an indicator: what an office did not say in English is read in Chinese.
pub fn in_language<'a>(zh: &'a str, en: &'a str, language: Language) -> &'a str {
    match language {
        Language::English if !en.is_empty() => en,
        _ => zh,
    }
}

impl From<indicator::Model> for Definition {
    fn from(row: indicator::Model) -> Self {
        let said = |zh: &str, en: &str| text(zh, in_language(zh, en, Language::English));
        Self {
            section: row.section,
            name: said(&row.name, &row.name_en),
            unit: said(&row.unit, &row.unit_en),
            definition: said(&row.definition, &row.definition_en),
            counts: counts(&row),
            code: row.code,
        }
    }
}

/// Whether an indicator is shown for some of the days from `from` to `to`.
pub fn is_valid(row: &indicator::Model, (from, to): (NaiveDate, NaiveDate)) -> bool {
    row.valid_from.is_none_or(|first| first <= to) && row.valid_to.is_none_or(|last| from <= last)
}

/// The indicators that hold for the region with this key, whenever they are valid: the platform's, those of the regions
/// above, its own; in the order in which summaries print them.
///
/// # Errors
///
/// The database's.
pub async fn rows(db: &impl ConnectionTrait, region_key: &str) -> Result<Vec<indicator::Model>, DbErr> {
    indicator::Entity::find()
        .filter(indicator::Column::RegionKey.is_in(binding_keys(region_key)))
        .order_by_asc(indicator::Column::RegionKey)
        .order_by_asc(indicator::Column::Position)
        .order_by_asc(indicator::Column::Id)
        .all(db)
        .await
}

/// Those that are shown for some of these days, as figures take them.
///
/// # Errors
///
/// The database's.
pub async fn of_region(
    db: &impl ConnectionTrait,
    region_key: &str,
    days: (NaiveDate, NaiveDate),
) -> Result<Vec<Arc<Definition>>, DbErr> {
    let shown = rows(db, region_key).await?.into_iter().filter(|row| is_valid(row, days));
    Ok(shown.map(|row| Arc::new(row.into())).collect())
}

/// Those that departments of this kind enter with such records today.
///
/// # Errors
///
/// The database's.
pub async fn entered_with(
    db: &impl ConnectionTrait,
    region_key: &str,
    with: EnteredWith,
    kind: DepartmentKind,
    today: NaiveDate,
) -> Result<Vec<indicator::Model>, DbErr> {
    let rows = rows(db, region_key).await?.into_iter();
    let is_owed = |row: &indicator::Model| row.owed_by.0.is_empty() || row.owed_by.0.contains(&kind);
    let is_entered = |row: &indicator::Model| {
        row.entered_with.0.contains(&with) && is_valid(row, (today, today)) && is_owed(row)
    };
    Ok(rows.filter(is_entered).collect())
}
