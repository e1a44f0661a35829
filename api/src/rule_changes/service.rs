//! Concluding a change of the rules or of the calendar: what it moved is kept, whoever it concerns is told,
//! and each region's auditor sees it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use entity::{clock, department, enums::NotificationKind, region, rule_change, rule_change_clock};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::{
    notifications::service::{Note, Recipient, notify},
    shared::{
        audit::Record,
        caller::Caller,
        change::Change,
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, NAME},
        language::{Text, text},
        policy,
        scope::within_region,
    },
};

/// How many rows are written at a time.
const AT_ONCE: usize = 500;

/// A due date that moved.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The clock as it is now.
    pub clock: clock::Model,
    /// The last day that it had.
    pub due_before: Option<NaiveDate>,
}

/// A change of the rules.
#[derive(Clone, Debug)]
pub struct What {
    /// Whose rule changed, by the region's key; empty: the platform's.
    pub region_key: String,
    /// The mutation, or the command.
    pub action: &'static str,
    /// The GraphQL type of the rule.
    pub object_type: &'static str,
    /// The rule; none where it is several.
    pub object_id: Option<Uuid>,
    /// What changed, without whose it is.
    pub title: Text,
    /// The regulation or document on which it rests.
    pub ground: String,
    /// What the audit log keeps of it.
    pub detail: serde_json::Value,
}

/// The ground of a region's own rule, which must say it.
pub fn ground(checks: &mut Checks, ground: Option<&str>) -> Option<String> {
    let stated = checks.optional("ground", ground, NAME);
    if stated.is_none() {
        checks.add(Problem::new(
            UserErrorCode::Required,
            "ground",
            "各地自行制定的规定须写明制定依据（文号）",
            "A region's own rule must say on which document it rests",
        ));
    }
    stated
}

/// Whose rule it is, in words.
pub async fn whose(db: &impl ConnectionTrait, region_key: &str) -> Result<Text, DbErr> {
    if region_key.is_empty() {
        return Ok(text("平台", "The platform"));
    }
    let found = region::Entity::find().filter(region::Column::Key.eq(region_key)).one(db).await?;
    let name = found.map_or_else(|| region_key.to_owned(), |region| region.name);
    Ok(text(name.clone(), name))
}

/// Keeps what the change moved, tells whoever it concerns, logs it in every region concerned, and commits.
///
/// # Errors
///
/// The database's.
pub async fn conclude(change: Change, what: What, moved: Vec<Moved>) -> Result<rule_change::Model, Failure> {
    let db = &change.transaction;
    let maker = whose(db, &what.region_key).await?;
    let row = rule_change::Model {
        id: Uuid::now_v7(),
        region_key: what.region_key.clone(),
        action: what.action.to_owned(),
        object_id: what.object_id,
        title_zh: format!("{}：{}", maker.zh, what.title.zh),
        title_en: format!("{}: {}", maker.en, what.title.en),
        ground: what.ground.clone(),
        actor_id: change.actor_id(),
        moved: i32::try_from(moved.len()).unwrap_or(i32::MAX),
        changed_at: change.now,
    };
    rule_change::Entity::insert(row.clone().into_active_model()).exec_without_returning(db).await?;
    for some in moved.chunks(AT_ONCE) {
        let rows = some.iter().map(|moved| kept(row.id, moved).into_active_model());
        rule_change_clock::Entity::insert_many(rows).exec_without_returning(db).await?;
    }
    tell(&change, &row, &moved).await?;
    log_elsewhere(&change, &row, &moved).await?;
    let mut detail = what.detail;
    if let Some(detail) = detail.as_object_mut() {
        detail.insert("title".to_owned(), row.title_zh.clone().into());
        detail.insert("ground".to_owned(), row.ground.clone().into());
        detail.insert("moved".to_owned(), row.moved.into());
        detail.insert("change".to_owned(), row.id.to_string().into());
    }
    let (object_type, object_id) = match what.object_id {
        Some(id) => (what.object_type, id),
        None => ("RuleChange", row.id),
    };
    let action = row.action.clone();
    change.commit(Record { action, object_type, object_id: Some(object_id), detail }).await?;
    Ok(row)
}

/// The latest change of a rule: what a repeat under the same key answers.
pub async fn latest(db: &impl ConnectionTrait, object: Uuid) -> Result<Option<rule_change::Model>, DbErr> {
    rule_change::Entity::find()
        .filter(rule_change::Column::ObjectId.eq(object))
        .order_by_desc(rule_change::Column::Id)
        .one(db)
        .await
}

fn kept(change_id: Uuid, moved: &Moved) -> rule_change_clock::Model {
    rule_change_clock::Model {
        id: Uuid::now_v7(),
        change_id,
        clock_id: moved.clock.id,
        case_id: moved.clock.case_id,
        region_key: moved.clock.region_key.clone(),
        department_id: moved.clock.department_id,
        due_before: moved.due_before,
        due_after: moved.clock.due_on,
        rule_id: moved.clock.rule_id,
    }
}

fn counted<'a, K: Ord>(moved: &'a [Moved], key: impl Fn(&'a clock::Model) -> K) -> BTreeMap<K, usize> {
    moved.iter().fold(BTreeMap::new(), |mut counts, moved| {
        *counts.entry(key(&moved.clock)).or_default() += 1;
        counts
    })
}

/// Each person once: the heads and handlers of the departments whose dates moved, the offices of their
/// regions, and the other offices below, whom the rule binds as well.
async fn tell(change: &Change, row: &rule_change::Model, moved: &[Moved]) -> Result<(), DbErr> {
    let note = |more: Text| Note {
        kind: NotificationKind::Rules,
        object: ("RuleChange", row.id),
        text: text(format!("{}{}", row.title_zh, more.zh), format!("{}{}", row.title_en, more.en)),
        due_on: None,
        once: Some(format!("rule-change:{}", row.id)),
    };
    for (department, count) in counted(moved, |clock| clock.department_id) {
        let recipients = [Recipient::Head(department), Recipient::Moved { change: row.id, department }];
        let more = text(
            format!("；本部门{count}项期限变动"),
            format!("; {count} due dates of your department have moved"),
        );
        notify(change, &recipients, note(more)).await?;
    }
    for (region, count) in counted(moved, |clock| clock.region_key.as_str()) {
        if region != row.region_key {
            let more = text(
                format!("；本地区{count}项期限变动"),
                format!("; {count} due dates in your region have moved"),
            );
            notify(change, &[Recipient::Office(region.to_owned())], note(more)).await?;
        }
    }
    notify(change, &[Recipient::OfficesBelow(row.region_key.clone())], note(text("", ""))).await
}

/// A line of the log for each other region concerned: where dates moved, and where an office is bound by
/// a region's rule. What the operator did is in the log of all regions anyway.
async fn log_elsewhere(change: &Change, row: &rule_change::Model, moved: &[Moved]) -> Result<(), DbErr> {
    let counts = counted(moved, |clock| clock.region_key.as_str());
    let mut concerned: BTreeSet<String> = counts.keys().map(|key| (*key).to_owned()).collect();
    if !row.region_key.is_empty() {
        let offices: Vec<String> = department::Entity::find()
            .select_only()
            .column(department::Column::RegionKey)
            .distinct()
            .filter(department::Column::IsCoordinationOffice.eq(true))
            .filter(department::Column::Active.eq(true))
            .filter(within_region(&row.region_key, (department::Entity, department::Column::RegionKey)))
            .into_tuple()
            .all(&change.transaction)
            .await?;
        concerned.extend(offices);
    }
    concerned.remove(&row.region_key);
    for region in concerned {
        let detail = serde_json::json!({
            "title": row.title_zh, "ground": row.ground, "region": region,
            "moved": counts.get(region.as_str()).copied().unwrap_or_default(),
        });
        let action = row.action.clone();
        let record = Record { action, object_type: "RuleChange", object_id: Some(row.id), detail };
        change.log_in(&region, record).await?;
    }
    Ok(())
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
