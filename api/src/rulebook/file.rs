//! The platform's rules as a file: what `shuangda rules show` prints and `shuangda rules apply` takes.

use chrono::NaiveDate;
use entity::{
    blacklist_rule, calendar_year, clock_rule,
    enums::{BlacklistMark, CaseKind, ClockKind, ClockUnit, ThresholdMeasure},
    json::CalendarSpan,
    legal_review_amount, prosecution_threshold,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::shared::values::Money;

/// The platform's rules, as a file says them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Rules {
    /// On which regulation or notice the change rests; needed where something is applied.
    pub ground: String,
    /// By kind and first day.
    pub clock_rules: Vec<ClockRule>,
    /// By year: the State Council's notices.
    pub calendar_years: Vec<CalendarYear>,
    /// By kind of case, crime, measure, condition and first day.
    pub prosecution_thresholds: Vec<Threshold>,
    /// By name and first day.
    pub blacklist_rules: Vec<BlacklistRule>,
    /// By first day.
    pub legal_review_amounts: Vec<Amount>,
}

/// How long a kind of clock runs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "each is the column of the same name")]
pub struct ClockRule {
    pub kind: ClockKind,
    pub unit: ClockUnit,
    pub length: i32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<i32>,
    #[serde(default)]
    pub collective: bool,
    pub article: String,
    #[serde(default = "yes")]
    pub confirmed: bool,
    pub valid_from: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
}

/// A year's notice.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "each is the column of the same name")]
pub struct CalendarYear {
    pub year: i32,
    pub notice: String,
    pub published_on: NaiveDate,
    pub days: Vec<CalendarSpan>,
}

/// From which amount on an infringement is prosecuted.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "each is the column of the same name")]
pub struct Threshold {
    pub case_kind: CaseKind,
    pub crime: String,
    pub criminal_article: String,
    pub measure: ThresholdMeasure,
    /// In yuan, such as 50000.00.
    pub amount: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    pub article: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[serde(default = "yes")]
    pub confirmed: bool,
    pub valid_from: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
}

/// When a party is proposed for the blacklist.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "each is the column of the same name")]
pub struct BlacklistRule {
    pub name: String,
    pub article: String,
    pub penalties: i32,
    #[serde(default)]
    pub months: i32,
    #[serde(default)]
    pub case_kinds: Vec<CaseKind>,
    #[serde(default)]
    pub marks: Vec<BlacklistMark>,
    pub listed_months: i32,
    pub valid_from: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
}

/// From which amount on a case is reviewed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[allow(missing_docs, reason = "each is the column of the same name")]
pub struct Amount {
    /// In yuan, such as 100000.00.
    pub amount: String,
    pub article: String,
    pub valid_from: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<NaiveDate>,
}

fn yes() -> bool {
    true
}

/// The platform's rules as they are, in the form in which they are applied.
///
/// # Errors
///
/// The database's.
pub async fn show(db: &impl ConnectionTrait) -> anyhow::Result<Rules> {
    let clock_rules = clock_rule::Entity::find()
        .filter(clock_rule::Column::RegionKey.eq(""))
        .order_by_asc(clock_rule::Column::Kind)
        .order_by_asc(clock_rule::Column::ValidFrom)
        .all(db)
        .await?;
    let calendar_years = calendar_year::Entity::find()
        .filter(calendar_year::Column::RegionKey.eq(""))
        .order_by_asc(calendar_year::Column::Year)
        .all(db)
        .await?;
    let thresholds = prosecution_threshold::Entity::find()
        .filter(prosecution_threshold::Column::RegionKey.eq(""))
        .order_by_asc(prosecution_threshold::Column::CaseKind)
        .order_by_asc(prosecution_threshold::Column::ValidFrom)
        .order_by_asc(prosecution_threshold::Column::Id)
        .all(db)
        .await?;
    let blacklist_rules = blacklist_rule::Entity::find()
        .filter(blacklist_rule::Column::RegionKey.eq(""))
        .order_by_asc(blacklist_rule::Column::ValidFrom)
        .order_by_asc(blacklist_rule::Column::Id)
        .all(db)
        .await?;
    let amounts = legal_review_amount::Entity::find()
        .filter(legal_review_amount::Column::RegionKey.eq(""))
        .order_by_asc(legal_review_amount::Column::ValidFrom)
        .all(db)
        .await?;
    Ok(Rules {
        ground: String::new(),
        clock_rules: clock_rules
            .into_iter()
            .map(|row| ClockRule {
                kind: row.kind,
                unit: row.unit,
                length: row.length,
                extension: row.extension,
                collective: row.collective,
                article: row.article,
                confirmed: row.confirmed,
                valid_from: row.valid_from,
                valid_to: row.valid_to,
            })
            .collect(),
        calendar_years: calendar_years
            .into_iter()
            .map(|row| CalendarYear {
                year: row.year,
                notice: row.notice,
                published_on: row.published_on,
                days: row.days.0,
            })
            .collect(),
        prosecution_thresholds: thresholds
            .into_iter()
            .map(|row| Threshold {
                case_kind: row.case_kind,
                crime: row.crime,
                criminal_article: row.criminal_article,
                measure: row.measure,
                amount: Money { fen: row.fen }.to_yuan(),
                condition: row.condition,
                article: row.article,
                note: row.note,
                confirmed: row.confirmed,
                valid_from: row.valid_from,
                valid_to: row.valid_to,
            })
            .collect(),
        blacklist_rules: blacklist_rules
            .into_iter()
            .map(|row| BlacklistRule {
                name: row.name,
                article: row.article,
                penalties: row.penalties,
                months: row.months,
                case_kinds: row.case_kinds.0,
                marks: row.marks.0,
                listed_months: row.listed_months,
                valid_from: row.valid_from,
                valid_to: row.valid_to,
            })
            .collect(),
        legal_review_amounts: amounts
            .into_iter()
            .map(|row| Amount {
                amount: Money { fen: row.fen }.to_yuan(),
                article: row.article,
                valid_from: row.valid_from,
                valid_to: row.valid_to,
            })
            .collect(),
    })
}
