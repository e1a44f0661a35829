//! The platform's rules from the command line: for the operator, who holds the machine. A file says what holds; what
//! it names by the same key is written over, everything else is added, and nothing is removed: a rule
//! that ends gets its last day. All of it is one change, of which whoever's dates move is told once.

use anyhow::bail;
use chrono::NaiveDate;
use entity::{
    blacklist_rule, calendar_year, clock_rule,
    enums::{BlacklistMark, CaseKind, ClockKind, ClockUnit, ThresholdMeasure},
    json::{BlacklistMarks, CalendarSpan, CaseKinds},
    legal_review_amount, prosecution_threshold, rule_change,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::service::{What, conclude};
use crate::{
    app::App,
    blacklist,
    calendar::{self, rules::Span, service::NewYear},
    cases::review,
    clocks::maintenance::{self, NewRule, RuleText},
    referrals,
    shared::{
        change::{self, Change},
        errors::Failure,
        input::{Checks, LONG, NAME, PLACE},
        language::{Text, text},
        values::Money,
    },
};

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

/// Applies what a file says to the platform's rules, and counts open clocks anew; answers the change, or nothing
/// where the file says what holds already.
///
/// # Errors
///
/// What is wrong with it, by its place in the file; then nothing was changed.
pub async fn apply(app: &App, rules: Rules) -> anyhow::Result<Option<rule_change::Model>> {
    let mut checks = Checks::default();
    let ground = checks.text("ground", &rules.ground, NAME);
    said(checks.finish(), "ground")?;
    let change = change::begin_for_operator(app).await?;
    let mut titles = Vec::new();
    for (index, rule) in rules.clock_rules.into_iter().enumerate() {
        titles.extend(said(clock_rule(&change, rule).await, &format!("clockRules[{index}]"))?);
    }
    for (index, year) in rules.calendar_years.into_iter().enumerate() {
        titles.extend(said(calendar_year(&change, year).await, &format!("calendarYears[{index}]"))?);
    }
    for (index, row) in rules.prosecution_thresholds.into_iter().enumerate() {
        titles.extend(said(threshold(&change, row).await, &format!("prosecutionThresholds[{index}]"))?);
    }
    for (index, rule) in rules.blacklist_rules.into_iter().enumerate() {
        titles.extend(said(blacklist_rule(&change, rule).await, &format!("blacklistRules[{index}]"))?);
    }
    for (index, row) in rules.legal_review_amounts.into_iter().enumerate() {
        titles.extend(said(amount(&change, row).await, &format!("legalReviewAmounts[{index}]"))?);
    }
    match titles.is_empty() {
        true => Ok(None),
        false => counted(change, "rules apply", titles, ground).await.map(Some),
    }
}

/// Counts all open clocks by what binds them now; answers the change, with those that moved.
///
/// # Errors
///
/// The database's.
pub async fn recount(app: &App) -> anyhow::Result<rule_change::Model> {
    let change = change::begin_for_operator(app).await?;
    let title = text("按现行规定重新计算期限", "open clocks are counted by what binds them now");
    counted(change, "rules recount", vec![title], String::new()).await
}

async fn counted(
    change: Change,
    action: &'static str,
    titles: Vec<Text>,
    ground: String,
) -> anyhow::Result<rule_change::Model> {
    let moved = said(maintenance::recount(&change, "", Condition::all()).await, action)?;
    let all = |of: fn(&Text) -> &str, mark: &str| titles.iter().map(of).collect::<Vec<_>>().join(mark);
    let what = What {
        region_key: String::new(),
        action,
        object_type: "RuleChange",
        object_id: None,
        title: text(all(|title| &title.zh, "；"), all(|title| &title.en, "; ")),
        ground,
        detail: serde_json::json!({}),
    };
    said(conclude(change, what, moved).await, action)
}

/// A failure as the command line says it.
fn said<T>(result: Result<T, Failure>, at: &str) -> anyhow::Result<T> {
    match result {
        Ok(value) => Ok(value),
        Err(Failure::Rejected(problems)) => {
            let lines = problems.iter().map(|problem| {
                let path = problem.path.join(".");
                format!("{at}{}{path}: {}", if path.is_empty() { "" } else { "." }, problem.message.en)
            });
            bail!("{}", lines.collect::<Vec<_>>().join("\n"))
        }
        Err(Failure::Conflict) => bail!("{at}: somebody else changed it meanwhile; try again"),
        Err(Failure::Internal(error)) => Err(error),
    }
}

async fn clock_rule(change: &Change, rule: ClockRule) -> Result<Option<Text>, Failure> {
    let mut checks = Checks::default();
    let text = RuleText {
        unit: rule.unit,
        length: rule.length,
        extension: rule.extension,
        collective: rule.collective,
        article: rule.article,
        ground: None,
        valid_to: rule.valid_to,
    };
    let new = NewRule { kind: rule.kind, valid_from: rule.valid_from, text };
    let row = clock_rule::Model { confirmed: rule.confirmed, ..maintenance::made(&mut checks, "", new) };
    checks.finish()?;
    let known = clock_rule::Entity::find()
        .filter(clock_rule::Column::RegionKey.eq(""))
        .filter(clock_rule::Column::Kind.eq(row.kind))
        .filter(clock_rule::Column::ValidFrom.eq(row.valid_from))
        .one(&change.transaction)
        .await?;
    let title = maintenance::title(&row);
    match known {
        None => drop(maintenance::insert(change, row).await?),
        Some(known) => {
            let row = clock_rule::Model { id: known.id, version: known.version, ..row };
            if row == known {
                return Ok(None);
            }
            maintenance::save(change, row, known.version).await?;
        }
    }
    Ok(Some(title))
}

async fn calendar_year(change: &Change, year: CalendarYear) -> Result<Option<Text>, Failure> {
    let known = calendar_year::Entity::find()
        .filter(calendar_year::Column::RegionKey.eq(""))
        .filter(calendar_year::Column::Year.eq(year.year))
        .one(&change.transaction)
        .await?;
    if let Some(known) = &known
        && (&known.notice, known.published_on, &known.days.0) == (&year.notice, year.published_on, &year.days)
    {
        return Ok(None);
    }
    let span = |span: CalendarSpan| Span { rest: span.rest, from: span.from, to: span.to, name: span.name };
    let new = NewYear {
        year: year.year,
        version: known.map_or(0, |known| known.version),
        notice: year.notice,
        published_on: year.published_on,
        spans: year.days.into_iter().map(span).collect(),
    };
    let row = calendar::service::write(change, "", new).await?;
    Ok(Some(calendar::service::title(&row)))
}

fn fen(checks: &mut Checks, yuan: &str) -> i64 {
    let money = Money::from_yuan(yuan).filter(|money| money.fen > 0);
    if money.is_none() {
        checks.add(crate::shared::errors::Problem::new(
            crate::shared::errors::UserErrorCode::Invalid,
            "amount",
            "数额应为大于0的元数，最多两位小数",
            "An amount must be yuan above nothing with at most two decimal places, such as \"50000.00\"",
        ));
    }
    money.map_or(0, |money| money.fen)
}

async fn threshold(change: &Change, new: Threshold) -> Result<Option<Text>, Failure> {
    use prosecution_threshold::Column;
    let mut checks = Checks::default();
    let row = prosecution_threshold::Model {
        id: Uuid::now_v7(),
        region_key: String::new(),
        ground: None,
        case_kind: new.case_kind,
        crime: checks.text("crime", &new.crime, NAME),
        criminal_article: checks.text("criminalArticle", &new.criminal_article, NAME),
        measure: new.measure,
        fen: fen(&mut checks, &new.amount),
        condition: checks.optional("condition", new.condition.as_deref(), NAME),
        article: checks.text("article", &new.article, NAME),
        note: checks.optional("note", new.note.as_deref(), LONG),
        confirmed: new.confirmed,
        valid_from: new.valid_from,
        valid_to: new.valid_to,
        version: 1,
    };
    if let Some(to) = row.valid_to {
        checks.in_order("validTo", row.valid_from, to);
    }
    checks.finish()?;
    let known = prosecution_threshold::Entity::find()
        .filter(Column::RegionKey.eq(""))
        .filter(Column::CaseKind.eq(row.case_kind))
        .filter(Column::Crime.eq(&row.crime))
        .filter(Column::Measure.eq(row.measure))
        .filter(Column::ValidFrom.eq(row.valid_from))
        .filter(
            row.condition
                .as_ref()
                .map_or_else(|| Column::Condition.is_null(), |text| Column::Condition.eq(text)),
        )
        .one(&change.transaction)
        .await?;
    let title = referrals::maintenance::title(&row);
    match known {
        None => {
            let new = row.into_active_model();
            prosecution_threshold::Entity::insert(new).exec_without_returning(&change.transaction).await?;
        }
        Some(known) => {
            let row = prosecution_threshold::Model { id: known.id, version: known.version, ..row };
            if row == known {
                return Ok(None);
            }
            let row = prosecution_threshold::Model { version: known.version + 1, ..row };
            row.into_active_model().reset_all().update(&change.transaction).await?;
        }
    }
    Ok(Some(title))
}

async fn blacklist_rule(change: &Change, new: BlacklistRule) -> Result<Option<Text>, Failure> {
    let mut checks = Checks::default();
    let row = blacklist_rule::Model {
        id: Uuid::now_v7(),
        region_key: String::new(),
        ground: None,
        name: checks.text("name", &new.name, NAME),
        article: checks.text("article", &new.article, PLACE),
        penalties: new.penalties,
        months: new.months,
        case_kinds: CaseKinds(new.case_kinds),
        marks: BlacklistMarks(new.marks),
        listed_months: new.listed_months,
        valid_from: new.valid_from,
        valid_to: new.valid_to,
        version: 1,
    };
    blacklist::maintenance::within_limits(&mut checks, "", &row);
    if let Some(to) = row.valid_to {
        checks.in_order("validTo", row.valid_from, to);
    }
    checks.finish()?;
    let known = blacklist_rule::Entity::find()
        .filter(blacklist_rule::Column::RegionKey.eq(""))
        .filter(blacklist_rule::Column::Name.eq(&row.name))
        .filter(blacklist_rule::Column::ValidFrom.eq(row.valid_from))
        .one(&change.transaction)
        .await?;
    let title = blacklist::maintenance::title(&row);
    match known {
        None => {
            let new = row.into_active_model();
            blacklist_rule::Entity::insert(new).exec_without_returning(&change.transaction).await?;
        }
        Some(known) => {
            let row = blacklist_rule::Model { id: known.id, version: known.version, ..row };
            if row == known {
                return Ok(None);
            }
            let row = blacklist_rule::Model { version: known.version + 1, ..row };
            row.into_active_model().reset_all().update(&change.transaction).await?;
        }
    }
    Ok(Some(title))
}

async fn amount(change: &Change, new: Amount) -> Result<Option<Text>, Failure> {
    let mut checks = Checks::default();
    let row = legal_review_amount::Model {
        id: Uuid::now_v7(),
        region_key: String::new(),
        ground: None,
        fen: fen(&mut checks, &new.amount),
        article: checks.text("article", &new.article, NAME),
        valid_from: new.valid_from,
        valid_to: new.valid_to,
        version: 1,
    };
    if let Some(to) = row.valid_to {
        checks.in_order("validTo", row.valid_from, to);
    }
    checks.finish()?;
    let db = &change.transaction;
    let known = legal_review_amount::Entity::find()
        .filter(legal_review_amount::Column::RegionKey.eq(""))
        .filter(legal_review_amount::Column::ValidFrom.eq(row.valid_from))
        .one(db)
        .await?;
    let title = review::title(&row);
    match known {
        None => {
            let new = row.into_active_model();
            legal_review_amount::Entity::insert(new).exec_without_returning(db).await?;
        }
        Some(known) => {
            let row = legal_review_amount::Model { id: known.id, version: known.version, ..row };
            if row == known {
                return Ok(None);
            }
            let row = legal_review_amount::Model { version: known.version + 1, ..row };
            row.into_active_model().reset_all().update(db).await?;
        }
    }
    Ok(Some(title))
}
