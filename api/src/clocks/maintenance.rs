//! Maintaining the rules, and counting open clocks anew where a rule or the calendar changed: in the
//! same transaction, so that no due date is ever older than what it rests on. An office keeps the rules of
//! its own region; the platform's are the operator's.

use chrono::{Datelike, Days, NaiveDate};
use entity::{
    clock, clock_event, clock_rule,
    enums::{ClockKind, ClockUnit},
    rule_change,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use super::{
    bulk::Law,
    rules, service,
    statute::{self, Excess},
    words,
};
use crate::{
    rule_changes::service::{Moved, What, conclude, ground, latest},
    shared::{
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        dated::{self, Dated},
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, NAME},
        language::{Text, day, text},
        loaders::grouped,
        policy,
        scope::{rules_of, within_region},
    },
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

/// Refuses who does not maintain the rules of their region, and logs that.
pub async fn authorise(
    change: Change,
    caller: &Caller,
    mutation: &str,
    object_type: &'static str,
) -> Result<Change, Failure> {
    if policy::maintains_rules(&caller.viewer) {
        return Ok(change);
    }
    Err(change.deny(caller, mutation, object_type, None).await)
}

/// Refuses who maintains rules, but not those of the region with this key, and logs that.
pub async fn authorise_rule(
    change: Change,
    caller: &Caller,
    mutation: &str,
    (object_type, id, region_key): (&'static str, Uuid, &str),
) -> Result<Change, Failure> {
    if policy::maintains_rules_of(&caller.viewer, region_key) {
        return Ok(change);
    }
    let problem = Problem::new(
        UserErrorCode::Forbidden,
        "id",
        "这项规定不是本地区制定的：平台规定由运维人员维护，其他地区的规定由该地区双打办维护",
        "This rule is not your region's own: the operator keeps the platform's, each region its own",
    );
    Err(change.deny_saying(caller, mutation, object_type, Some(id), vec![problem]).await)
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

/// Counts the open clocks of `region` and below, of those `among` them that have no date set by hand, anew: by
/// the rules and the calendar as they are now. Answers those that moved.
pub async fn recount(change: &Change, region: &str, among: Condition) -> Result<Vec<Moved>, Failure> {
    let db = &change.transaction;
    let law = Law::read(db).await?;
    let (mut after, mut moved) = (Uuid::nil(), Vec::new());
    loop {
        let rows = clock::Entity::find()
            .filter(clock::Column::IsOpen.eq(true))
            .filter(clock::Column::SetOn.is_null())
            .filter(within_region(region, (clock::Entity, clock::Column::RegionKey)))
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
                let row = service::save(change, row).await?;
                if (row.due_on, row.due_at) != (before.due_on, before.due_at) {
                    moved.push(Moved { clock: row, due_before: before.due_on });
                }
            }
        }
    }
}
