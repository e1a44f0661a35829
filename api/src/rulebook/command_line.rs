//! The platform's rules from the command line: for the operator, who holds the machine. A file says what holds; what
//! it names by the same key is written over, everything else is added, and nothing is removed: a rule
//! that ends gets its last day. All of it is one change, of which whoever's dates move is told once.

use anyhow::bail;
use entity::{
    blacklist_rule, calendar_year, clock_rule,
    json::{BlacklistMarks, CalendarSpan, CaseKinds},
    legal_review_amount, prosecution_threshold, rule_change,
};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use super::{
    clock_rules::{self, NewRule, RuleText},
    file::{Amount, BlacklistRule, CalendarYear, ClockRule, Rules, Threshold},
    recount,
};
use crate::{
    blacklist,
    calendar::{self, rules::Span, service::NewYear},
    cases::review::service,
    prosecution,
    rule_changes::service::{What, conclude},
    shared::{
        app::App,
        change::{self, Change},
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, LONG, NAME, PLACE},
        language::{Text, text},
        values::Money,
    },
};

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
    let moved = said(recount::recount(&change, "", Condition::all()).await, action)?;
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
    let row = clock_rule::Model { confirmed: rule.confirmed, ..clock_rules::made(&mut checks, "", new) };
    checks.finish()?;
    let known = clock_rule::Entity::find()
        .filter(clock_rule::Column::RegionKey.eq(""))
        .filter(clock_rule::Column::Kind.eq(row.kind))
        .filter(clock_rule::Column::ValidFrom.eq(row.valid_from))
        .one(&change.transaction)
        .await?;
    let title = clock_rules::title(&row);
    match known {
        None => drop(clock_rules::insert(change, row).await?),
        Some(known) => {
            let row = clock_rule::Model { id: known.id, version: known.version, ..row };
            if row == known {
                return Ok(None);
            }
            clock_rules::save(change, row, known.version).await?;
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
        checks.add(Problem::new(
            UserErrorCode::Invalid,
            "amount",
            "数额应为大于0的元数，最多两位小数",
            "An amount must be yuan above nothing with at most two decimal places, such as \"50000.00\"",
        ));
    }
    money.map_or(0, |money| money.fen)
}

/// Adds `row`, or writes it over the one that is known, unless that says the same; whether it said something new.
async fn write<A>(change: &Change, row: A, known_is_same: Option<bool>) -> Result<bool, Failure>
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    match known_is_same {
        Some(true) => return Ok(false),
        Some(false) => drop(row.reset_all().update(&change.transaction).await?),
        None => {
            A::Entity::insert(row).exec_without_returning(&change.transaction).await?;
        }
    }
    Ok(true)
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
    let title = prosecution::maintenance::title(&row);
    let row = match &known {
        Some(known) => prosecution_threshold::Model { id: known.id, version: known.version + 1, ..row },
        None => row,
    };
    let same = known.map(|known| prosecution_threshold::Model { version: row.version, ..known } == row);
    Ok(write(change, row.into_active_model(), same).await?.then_some(title))
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
    let row = match &known {
        Some(known) => blacklist_rule::Model { id: known.id, version: known.version + 1, ..row },
        None => row,
    };
    let same = known.map(|known| blacklist_rule::Model { version: row.version, ..known } == row);
    Ok(write(change, row.into_active_model(), same).await?.then_some(title))
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
    let known = legal_review_amount::Entity::find()
        .filter(legal_review_amount::Column::RegionKey.eq(""))
        .filter(legal_review_amount::Column::ValidFrom.eq(row.valid_from))
        .one(&change.transaction)
        .await?;
    let title = service::title(&row);
    let row = match &known {
        Some(known) => legal_review_amount::Model { id: known.id, version: known.version + 1, ..row },
        None => row,
    };
    let same = known.map(|known| legal_review_amount::Model { version: row.version, ..known } == row);
    Ok(write(change, row.into_active_model(), same).await?.then_some(title))
}
