//! Maintaining the rules, and counting open clocks anew where a rule or the calendar changed: in the
//! same transaction, so that no due date is ever older than what it rests on.

use chrono::{Datelike, Days, NaiveDate};
use entity::{
    clock, clock_event, clock_rule,
    enums::{ClockKind, ClockUnit},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use super::{bulk::Law, rules, service};
use crate::shared::{
    audit::{self, Record},
    caller::{Caller, IdempotencyKey},
    change::{self, Begun, Change},
    errors::{Failure, Problem, UserErrorCode},
    input::{Checks, NAME},
    loaders::grouped,
    policy,
};

/// Clocks that are counted anew at a time.
const AT_ONCE: u64 = 500;

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

/// Refuses who does not maintain rules, and logs that.
pub async fn authorise(change: Change, caller: &Caller, mutation: &str) -> Result<Change, Failure> {
    if policy::maintains_rules(&caller.viewer) {
        return Ok(change);
    }
    drop(change);
    Err(audit::denied(caller, mutation, "ClockRule", None).await)
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
    RuleText { article, ..text }
}

/// Adds a rule, and ends the one before it; answers how many open clocks moved.
pub async fn add_rule(
    caller: &Caller,
    rule: NewRule,
    key: Option<IdempotencyKey>,
) -> Result<(clock_rule::Model, i32), Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return Ok((again(caller, id).await?, 0)),
        Begun::Fresh(change) => change,
    };
    let change = authorise(change, caller, "addClockRule").await?;
    let db = &change.transaction;
    let mut checks = Checks::default();
    let text = check(&mut checks, rule.text, rule.valid_from);
    let known: Vec<clock_rule::Model> = clock_rule::Entity::find()
        .filter(clock_rule::Column::Kind.eq(rule.kind))
        .order_by_asc(clock_rule::Column::ValidFrom)
        .all(db)
        .await?;
    if known.iter().any(|known| known.valid_from == rule.valid_from) {
        checks.add(Problem::new(
            UserErrorCode::Duplicate,
            "validFrom",
            "该日已有施行的规定，请直接更正",
            "A rule comes into force on this day already; correct that one",
        ));
    }
    checks.finish()?;

    let before = known.iter().rev().find(|known| known.valid_from < rule.valid_from);
    if let Some(before) = before.filter(|before| before.valid_to.is_none_or(|to| to >= rule.valid_from)) {
        clock_rule::Entity::update_many()
            .col_expr(clock_rule::Column::ValidTo, Expr::value(rule.valid_from - Days::new(1)))
            .col_expr(clock_rule::Column::Version, Expr::value(before.version + 1))
            .filter(clock_rule::Column::Id.eq(before.id))
            .exec(db)
            .await?;
    }
    let next = known.iter().find(|known| known.valid_from > rule.valid_from);
    let row = clock_rule::Model {
        id: Uuid::now_v7(),
        kind: rule.kind,
        unit: text.unit,
        length: text.length,
        extension: text.extension,
        collective: text.collective,
        article: text.article,
        valid_from: rule.valid_from,
        valid_to: next.map(|next| next.valid_from - Days::new(1)),
        version: 1,
    };
    clock_rule::Entity::insert(row.clone().into_active_model()).exec_without_returning(db).await?;
    let moved = recount(&change, Condition::all().add(clock::Column::Kind.eq(rule.kind))).await?;
    change.commit(record("addClockRule", &row, moved)).await?;
    Ok((row, moved))
}

/// Corrects a rule; answers how many open clocks moved.
pub async fn revise_rule(
    caller: &Caller,
    id: Uuid,
    version: i32,
    text: RuleText,
    key: Option<IdempotencyKey>,
) -> Result<(clock_rule::Model, i32), Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return Ok((again(caller, id).await?, 0)),
        Begun::Fresh(change) => change,
    };
    let change = authorise(change, caller, "reviseClockRule").await?;
    let db = &change.transaction;
    let Some(before) = clock_rule::Entity::find_by_id(id).one(db).await? else {
        return Err(Problem::not_found("id").into());
    };
    if before.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    let text = check(&mut checks, text, before.valid_from);
    checks.finish()?;

    let row = clock_rule::Model {
        unit: text.unit,
        length: text.length,
        extension: text.extension,
        collective: text.collective,
        article: text.article,
        valid_to: text.valid_to,
        version: version + 1,
        ..before
    };
    let saved = clock_rule::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(clock_rule::Column::Id.eq(id))
        .filter(clock_rule::Column::Version.eq(version))
        .exec(db)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    let moved = recount(&change, Condition::all().add(clock::Column::Kind.eq(row.kind))).await?;
    change.commit(record("reviseClockRule", &row, moved)).await?;
    Ok((row, moved))
}

async fn again(caller: &Caller, id: Uuid) -> Result<clock_rule::Model, Failure> {
    let found = clock_rule::Entity::find_by_id(id).one(&caller.app.db.read).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

fn record(action: &str, row: &clock_rule::Model, moved: i32) -> Record {
    let detail = serde_json::json!({
        "kind": row.kind, "unit": row.unit, "length": row.length, "extension": row.extension,
        "article": row.article, "validFrom": row.valid_from, "validTo": row.valid_to, "moved": moved,
    });
    Record { action: action.to_owned(), object_type: "ClockRule", object_id: Some(row.id), detail }
}

/// Counts the open clocks `among` those that have no date set by hand anew, by the rules and the calendar
/// as they are now; answers how many moved.
pub async fn recount(change: &Change, among: Condition) -> Result<i32, Failure> {
    let db = &change.transaction;
    let law = Law::read(db).await?;
    let (mut after, mut moved) = (Uuid::nil(), 0);
    loop {
        let rows = clock::Entity::find()
            .filter(clock::Column::IsOpen.eq(true))
            .filter(clock::Column::SetOn.is_null())
            .filter(among.clone())
            .filter(clock::Column::Id.gt(after))
            .order_by_asc(clock::Column::Id)
            .limit(AT_ONCE)
            .all(db)
            .await?;
        let Some(last) = rows.last() else { return Ok(moved) };
        after = last.id;
        let changed = rows.iter().filter(|row| row.event_count > 1).map(|row| row.id);
        let events = clock_event::Entity::find()
            .filter(clock_event::Column::ClockId.is_in(changed))
            .order_by_asc(clock_event::Column::ClockId)
            .order_by_asc(clock_event::Column::Sequence)
            .all(db)
            .await?;
        let mut of_clock = grouped(events, |event| event.clock_id);
        for mut row in rows {
            let before = row.clone();
            let events = of_clock.remove(&row.id).unwrap_or_default();
            law.recount(&mut row, &events);
            if row != before {
                moved += i32::from(row.due_on != before.due_on);
                service::save(change, row).await?;
            }
        }
    }
}
