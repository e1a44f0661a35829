//! Maintaining the rules of clocks. An office keeps those of its own region; the platform's are the operator's.

use chrono::{Datelike, Days, NaiveDate};
use entity::{
    clock, clock_rule,
    enums::{ClockKind, ClockUnit},
    rule_change,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::recount::recount;
use crate::{
    clocks::{
        rules,
        statute::{self, Excess},
        words,
    },
    rule_changes::service::{What, authorise, authorise_rule, conclude, ground, latest},
    shared::{
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        dated::{self, Dated},
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, NAME},
        language::{Text, day, text},
        scope::rules_of,
    },
};

/// What a rule says.
#[derive(Clone, Debug)]
pub struct RuleText {
    /// In what it is counted.
    pub unit: ClockUnit,
    /// How many of these.
    pub length: i32,
    /// By how many it may be extended.
    pub extension: Option<i32>,
    /// Whether after that a date may be set collectively.
    pub collective: bool,
    /// The regulation and its article.
    pub article: String,
    /// On what a region's own rests: the document (文号) that sets it.
    pub ground: Option<String>,
    /// The last day on which it is in force.
    pub valid_to: Option<NaiveDate>,
}

/// A rule, as it is added.
#[derive(Clone, Debug)]
pub struct NewRule {
    /// What it is about.
    pub kind: ClockKind,
    /// The first day on which it is in force.
    pub valid_from: NaiveDate,
    /// What it says.
    pub text: RuleText,
}

fn check(checks: &mut Checks, text: RuleText, valid_from: NaiveDate) -> RuleText {
    let article = checks.text("article", &text.article, NAME);
    let mut within = |path: &str, value: i32, most: i32| {
        if !(1..=most).contains(&value) {
            checks.add(Problem::new(
                UserErrorCode::OutOfRange,
                path,
                format!("应为1至{most}之间的整数"),
                format!("Must be a whole number from 1 to {most}"),
            ));
        }
    };
    let most = match text.unit {
        ClockUnit::DayOfMonth => 31,
        ClockUnit::Months => 120,
        _ => rules::MAX_LENGTH,
    };
    within("length", text.length, most);
    if let Some(extension) = text.extension {
        within("extension", extension, most);
    }
    if matches!(text.unit, ClockUnit::Hours | ClockUnit::DayOfMonth) && text.extension.is_some() {
        checks.add(Problem::new(
            UserErrorCode::Invalid,
            "extension",
            "按小时或按日期计算的期限不能延长",
            "What is counted in hours or to a day of the month has no extension",
        ));
    }
    if text.collective && text.extension.is_none() {
        checks.add(Problem::new(
            UserErrorCode::Invalid,
            "collective",
            "集体讨论确定期限以依法延长为前提",
            "A date is set collectively only after an extension",
        ));
    }
    if !(1949..=2100).contains(&valid_from.year()) {
        checks.add(Problem::new(
            UserErrorCode::OutOfRange,
            "validFrom",
            "施行日期有误，请核对",
            "The date is out of range; check it",
        ));
    }
    if let Some(valid_to) = text.valid_to {
        checks.in_order("validTo", valid_from, valid_to);
    }
    let ground = checks.optional("ground", text.ground.as_deref(), NAME);
    RuleText { article, ground, ..text }
}

/// The rules of a kind that bind a region, and below which of them a rule of its own must keep.
async fn of_kind(
    db: &impl ConnectionTrait,
    kind: ClockKind,
    region: &str,
) -> Result<Vec<clock_rule::Model>, DbErr> {
    clock_rule::Entity::find()
        .filter(clock_rule::Column::Kind.eq(kind))
        .filter(clock_rule::Column::RegionKey.is_in(dated::binding_keys(region)))
        .order_by_asc(clock_rule::Column::ValidFrom)
        .all(db)
        .await
}

/// What a region's own rule says beyond what binds from above, on its first day and on every later one on which
/// that changes while it is in force.
fn room(checks: &mut Checks, row: &clock_rule::Model, known: &[clock_rule::Model]) {
    let above: Vec<&clock_rule::Model> =
        known.iter().filter(|known| known.region_key.len() < row.region_key.len()).collect();
    let begins = above.iter().map(|above| above.valid_from).filter(|day| *day > row.valid_from);
    let mut days: Vec<NaiveDate> = begins.filter(|day| row.in_force(*day)).collect();
    days.insert(0, row.valid_from);
    let excess = days.into_iter().find_map(|day| {
        let above = dated::deciding(above.iter().copied(), &row.region_key, day);
        Some((above, statute::excess(row, above)?))
    });
    let Some((above, excess)) = excess else { return };
    let reason = statute::reason(statute::room(row.kind));
    let allowed = |what: Text, path: &str| {
        let article = above.map_or("", |above| above.article.as_str());
        let zh = format!("{}（{article}）：{}", reason.zh, what.zh);
        let en = format!("{} ({article}); {}", reason.en, what.en);
        Problem::new(UserErrorCode::FixedByStatute, path, zh, en)
    };
    let period = |above: &clock_rule::Model, length: i32| words::period(length.unsigned_abs(), above.unit);
    checks.add(match (excess, above) {
        (Excess::Length, Some(above)) => {
            let most = period(above, above.length);
            allowed(text(format!("不得超过{}", most.zh), format!("at most {}", most.en)), "length")
        }
        (Excess::Extension, Some(above)) => {
            let most = period(above, above.extension.unwrap_or_default());
            allowed(
                text(format!("延长不得超过{}", most.zh), format!("an extension of at most {}", most.en)),
                "extension",
            )
        }
        (Excess::Unit, Some(above)) => {
            let most = period(above, above.length);
            allowed(
                text(
                    format!("应与{}采用同一计算单位", most.zh),
                    format!("count it in the unit of {}", most.en),
                ),
                "unit",
            )
        }
        (Excess::Collective, _) => {
            allowed(text("不得另设集体讨论确定期限", "no date set collectively beyond that"), "collective")
        }
        _ => Problem::new(UserErrorCode::FixedByStatute, "kind", reason.zh, reason.en),
    });
}

/// Adds a rule of the viewer's region, and ends its own before it; answers the change with it.
pub async fn add_rule(
    caller: &Caller,
    rule: NewRule,
    key: Option<IdempotencyKey>,
) -> Result<(clock_rule::Model, Option<rule_change::Model>), Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let change = authorise(change, caller, "addClockRule", "ClockRule").await?;
    let region = caller.viewer.region_key.as_str();
    let mut checks = Checks::default();
    let known = of_kind(&change.transaction, rule.kind, region).await?;
    let mut row = made(&mut checks, region, rule);
    row.ground = ground(&mut checks, row.ground.as_deref());
    if known.iter().any(|known| known.region_key == region && known.valid_from == row.valid_from) {
        checks.add(Problem::new(
            UserErrorCode::Duplicate,
            "validFrom",
            "该日已有施行的规定，请直接更正",
            "A rule comes into force on this day already; correct that one",
        ));
    }
    room(&mut checks, &row, &known);
    checks.finish()?;
    let row = insert(&change, row).await?;
    let moved = recount(&change, region, Condition::all().add(clock::Column::Kind.eq(row.kind))).await?;
    let what = what(&row, "addClockRule");
    let concluded = conclude(change, what, moved).await?;
    Ok((row, Some(concluded)))
}

/// The row that a new rule makes; what is wrong with it goes to `checks`.
pub fn made(checks: &mut Checks, region: &str, rule: NewRule) -> clock_rule::Model {
    let text = check(checks, rule.text, rule.valid_from);
    clock_rule::Model {
        id: Uuid::now_v7(),
        region_key: region.to_owned(),
        ground: text.ground,
        kind: rule.kind,
        unit: text.unit,
        length: text.length,
        extension: text.extension,
        collective: text.collective,
        article: text.article,
        confirmed: true,
        valid_from: rule.valid_from,
        valid_to: text.valid_to,
        version: 1,
    }
}

/// Writes a new rule: the one of the same region before it ends the day before, and it ends itself before the
/// next.
pub async fn insert(change: &Change, row: clock_rule::Model) -> Result<clock_rule::Model, Failure> {
    let db = &change.transaction;
    let known: Vec<clock_rule::Model> = clock_rule::Entity::find()
        .filter(clock_rule::Column::Kind.eq(row.kind))
        .filter(clock_rule::Column::RegionKey.eq(&row.region_key))
        .order_by_asc(clock_rule::Column::ValidFrom)
        .all(db)
        .await?;
    let before = known.iter().rev().find(|known| known.valid_from < row.valid_from);
    if let Some(before) = before.filter(|before| before.valid_to.is_none_or(|to| to >= row.valid_from)) {
        let ended = clock_rule::Model { valid_to: Some(row.valid_from - Days::new(1)), ..before.clone() };
        save(change, ended, before.version).await?;
    }
    let next = known.iter().find(|known| known.valid_from > row.valid_from);
    let until = next.map(|next| next.valid_from - Days::new(1));
    let row = clock_rule::Model { valid_to: row.valid_to.into_iter().chain(until).min(), ..row };
    clock_rule::Entity::insert(row.clone().into_active_model()).exec_without_returning(db).await?;
    Ok(row)
}

/// Writes over the version that was seen; a conflict where it is another by now.
pub async fn save(change: &Change, row: clock_rule::Model, seen: i32) -> Result<clock_rule::Model, Failure> {
    let row = clock_rule::Model { version: seen + 1, ..row };
    let saved = clock_rule::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(clock_rule::Column::Id.eq(row.id))
        .filter(clock_rule::Column::Version.eq(seen))
        .exec(&change.transaction)
        .await?;
    if saved.rows_affected == 0 { Err(Failure::Conflict) } else { Ok(row) }
}

/// Corrects a rule of the viewer's region; answers the change with it.
pub async fn revise_rule(
    caller: &Caller,
    id: Uuid,
    version: i32,
    text: RuleText,
    key: Option<IdempotencyKey>,
) -> Result<(clock_rule::Model, Option<rule_change::Model>), Failure> {
    const MUTATION: &str = "reviseClockRule";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return again(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let change = authorise(change, caller, MUTATION, "ClockRule").await?;
    let found = clock_rule::Entity::find_by_id(id)
        .filter(rules_of(&caller.viewer, (clock_rule::Entity, clock_rule::Column::RegionKey)))
        .one(&change.transaction)
        .await?;
    let Some(before) = found else { return Err(Problem::not_found("id").into()) };
    let change =
        authorise_rule(change, caller, MUTATION, ("ClockRule", id, before.region_key.as_str())).await?;
    if before.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    let text = check(&mut checks, text, before.valid_from);
    let row = clock_rule::Model {
        ground: ground(&mut checks, text.ground.as_deref().or(before.ground.as_deref())),
        unit: text.unit,
        length: text.length,
        extension: text.extension,
        collective: text.collective,
        article: text.article,
        valid_to: text.valid_to,
        ..before
    };
    let known = of_kind(&change.transaction, row.kind, &row.region_key).await?;
    room(&mut checks, &row, &known);
    checks.finish()?;
    let row = save(&change, row, version).await?;
    let moved =
        recount(&change, &row.region_key, Condition::all().add(clock::Column::Kind.eq(row.kind))).await?;
    let concluded = conclude(change, what(&row, MUTATION), moved).await?;
    Ok((row, Some(concluded)))
}

async fn again(
    caller: &Caller,
    id: Uuid,
) -> Result<(clock_rule::Model, Option<rule_change::Model>), Failure> {
    let found = clock_rule::Entity::find_by_id(id).one(&caller.app.db.read).await?;
    let row = found.ok_or_else(|| Failure::from(Problem::not_found("id")))?;
    let concluded = latest(&caller.app.db.read, id).await?;
    Ok((row, concluded))
}

/// What a rule says, in a sentence.
pub fn title(row: &clock_rule::Model) -> Text {
    let (kind, period) = (words::kind(row.kind), words::period(row.length.unsigned_abs(), row.unit));
    let from = day(row.valid_from);
    text(
        format!("{}的期限自{}起为{}", kind.zh, from.zh, period.zh),
        format!("{}: {} from {}", kind.en, period.en, from.en),
    )
}

fn what(row: &clock_rule::Model, action: &'static str) -> What {
    What {
        region_key: row.region_key.clone(),
        action,
        object_type: "ClockRule",
        object_id: Some(row.id),
        title: title(row),
        ground: row.ground.clone().unwrap_or_else(|| row.article.clone()),
        detail: serde_json::json!({
            "kind": row.kind, "unit": row.unit, "length": row.length, "extension": row.extension,
            "article": row.article, "validFrom": row.valid_from, "validTo": row.valid_to,
        }),
    }
}
