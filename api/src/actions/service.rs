//! Planning joint actions and following their tasks: load, authorise, check, save, make findable, log.

use std::collections::{BTreeSet, HashSet};

use chrono::NaiveDate;
use entity::{
    action_task, action_task_department, department, enums::SearchKind, joint_action,
    joint_action_department, region,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    naming::participants_of,
    rules::life,
    sight::{owner, visible},
    tasks::{self, Task},
};
use crate::{
    inspections,
    shared::{
        audit::Record,
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        errors::{Failure, Problem, UserErrorCode},
        input::{self, Checks},
        participation,
        policy::{self, Act, Owner},
        search,
    },
};

/// What a plan says of an action, and may say anew.
pub struct Content {
    /// The full name.
    pub name: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// The number of the plan document.
    pub plan_number: Option<String>,
    /// The department that leads.
    pub lead_department_id: Uuid,
    /// The departments that take part.
    pub participant_ids: Vec<Uuid>,
    /// The regions on which it concentrates.
    pub focus_regions: Vec<String>,
    /// The products on which it concentrates.
    pub focus_products: Vec<String>,
}

/// A new action.
pub struct Plan {
    /// The region that holds it, by its code.
    pub region_code: String,
    /// Such as 雷雨; or free text.
    pub code_name: String,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
    /// What it says.
    pub content: Content,
    /// The lines of the plan, in its order.
    pub tasks: Vec<Task>,
}

pub(super) async fn load(
    connection: &impl ConnectionTrait,
    caller: &Caller,
    id: Uuid,
) -> Result<joint_action::Model, Failure> {
    let found =
        joint_action::Entity::find_by_id(id).filter(visible(&caller.records())).one(connection).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

/// Plans an action in the office's region or below it.
pub async fn plan(
    caller: &Caller,
    key: Option<IdempotencyKey>,
    plan: Plan,
) -> Result<joint_action::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Fresh(change) => change,
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
    };
    let region = region::Entity::find()
        .filter(region::Column::Code.eq(plan.region_code.trim()))
        .one(&change.transaction)
        .await?
        .ok_or_else(|| Problem::not_found("regionCode"))?;
    let office = Owner { department_id: caller.viewer.department_id, region_key: region.key.clone() };
    if !policy::may(&caller.viewer, Act::PlanAction, &office) {
        return Err(change.deny(caller, "planJointAction", "JointAction", None).await);
    }
    let mut checks = Checks::default();
    let blank = joint_action::Model {
        id: Uuid::now_v7(),
        region_id: region.id,
        region_key: region.key,
        code_name: checks.text("codeName", &plan.code_name, input::NAME),
        name: String::new(),
        purpose: None,
        plan_number: None,
        starts_on: plan.starts_on,
        ends_on: plan.ends_on,
        extended_to: None,
        extension_reason: None,
        cancelled_on: None,
        cancel_reason: None,
        lead_department_id: plan.content.lead_department_id,
        focus_regions: Vec::new().into(),
        focus_products: Vec::new().into(),
        recorded_by_id: caller.viewer.user_id,
        recorded_at: change.now,
        version: 1,
    };
    checks.in_order("endsOn", plan.starts_on, plan.ends_on);
    let (row, departments) = checked(&change, &mut checks, &blank, &BTreeSet::new(), plan.content).await?;
    let tasks = tasks::checked(&mut checks, &life(&row), row.id, &departments, &plan.tasks);
    checks.finish()?;

    let transaction = &change.transaction;
    joint_action::Entity::insert(row.clone().into_active_model()).exec_without_returning(transaction).await?;
    link(transaction, row.id, &departments).await?;
    tasks::insert(transaction, &tasks).await?;
    let tasks: Vec<_> = tasks.into_iter().map(|(task, _)| task).collect();
    index(transaction, &row, &tasks).await?;
    let after = facts(&row, departments.iter().map(|one| one.id));
    commit(change, "planJointAction", row.id, json!({ "after": after, "tasks": tasks.len() })).await?;
    Ok(row)
}

/// Revises what an action says.
pub async fn revise(
    caller: &Caller,
    key: Option<IdempotencyKey>,
    id: Uuid,
    version: i32,
    content: Content,
) -> Result<joint_action::Model, Failure> {
    let (change, seen) = match begin(caller, key, id, version, "reviseJointAction").await? {
        Open::Fresh(change, seen) => (*change, *seen),
        Open::Repeated(row) => return Ok(*row),
    };
    let transaction = &change.transaction;
    let known = participants_of(transaction, id).await?;
    let mut checks = Checks::default();
    let (row, departments) = checked(&change, &mut checks, &seen, &known, content).await?;
    let tasks = tasks::of_action(transaction, id).await?;
    let open: Vec<Uuid> =
        tasks.iter().filter(|task| task.completed_on.is_none()).map(|task| task.id).collect();
    let responsible: HashSet<Uuid> = action_task_department::Entity::find()
        .filter(action_task_department::Column::TaskId.is_in(open))
        .all(transaction)
        .await?
        .into_iter()
        .map(|link| link.department_id)
        .collect();
    if responsible.iter().any(|id| known.contains(id) && departments.iter().all(|one| one.id != *id)) {
        checks.add(Problem::new(
            UserErrorCode::Invalid,
            "participantIds",
            "承担未完成任务的部门不能退出行动",
            "A department with an open task cannot leave the action",
        ));
    }
    checks.finish()?;
    let row = save(transaction, row).await?;
    joint_action_department::Entity::delete_many()
        .filter(joint_action_department::Column::ActionId.eq(id))
        .exec(transaction)
        .await?;
    link(transaction, id, &departments).await?;
    index(transaction, &row, &tasks).await?;
    if row.name != seen.name {
        inspections::service::reindex(transaction, &row).await?;
    }
    let detail =
        json!({ "before": facts(&seen, known), "after": facts(&row, departments.iter().map(|one| one.id)) });
    commit(change, "reviseJointAction", id, detail).await?;
    Ok(row)
}

/// Extends an action beyond its present end (延期).
pub async fn extend(
    caller: &Caller,
    key: Option<IdempotencyKey>,
    id: Uuid,
    version: i32,
    extended_to: NaiveDate,
    reason: &str,
) -> Result<joint_action::Model, Failure> {
    let (change, seen) = match begin(caller, key, id, version, "extendJointAction").await? {
        Open::Fresh(change, seen) => (*change, *seen),
        Open::Repeated(row) => return Ok(*row),
    };
    let mut checks = Checks::default();
    let reason = checks.text("reason", reason, input::LONG);
    checks.extend(life(&seen).extension(extended_to));
    checks.finish()?;
    let detail = json!({ "before": life(&seen).last_day(), "after": extended_to, "reason": reason });
    let row = joint_action::Model { extended_to: Some(extended_to), extension_reason: Some(reason), ..seen };
    let row = save(&change.transaction, row).await?;
    commit(change, "extendJointAction", id, detail).await?;
    Ok(row)
}

/// Calls an action off.
pub async fn cancel(
    caller: &Caller,
    key: Option<IdempotencyKey>,
    id: Uuid,
    version: i32,
    reason: &str,
) -> Result<joint_action::Model, Failure> {
    let (change, seen) = match begin(caller, key, id, version, "cancelJointAction").await? {
        Open::Fresh(change, seen) => (*change, *seen),
        Open::Repeated(row) => return Ok(*row),
    };
    let mut checks = Checks::default();
    let reason = checks.text("reason", reason, input::LONG);
    checks.finish()?;
    let detail = json!({ "reason": reason });
    let row = joint_action::Model { cancelled_on: Some(change.today), cancel_reason: Some(reason), ..seen };
    let row = save(&change.transaction, row).await?;
    commit(change, "cancelJointAction", id, detail).await?;
    Ok(row)
}

/// How a change of an action begins.
enum Open {
    Fresh(Box<Change>, Box<joint_action::Model>),
    Repeated(Box<joint_action::Model>),
}

/// Begins a change of the action `id` by its office, at the version that it saw.
async fn begin(
    caller: &Caller,
    key: Option<IdempotencyKey>,
    id: Uuid,
    version: i32,
    mutation: &str,
) -> Result<Open, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Fresh(change) => change,
        Begun::Repeated(id) => {
            return Ok(Open::Repeated(Box::new(load(&caller.app.db.read, caller, id).await?)));
        }
    };
    let seen = load(&change.transaction, caller, id).await?;
    if !policy::may(&caller.viewer, Act::PlanAction, &owner(&seen)) {
        return Err(change.deny(caller, mutation, "JointAction", Some(id)).await);
    }
    if seen.version != version {
        return Err(Failure::Conflict);
    }
    match life(&seen).alive() {
        Some(problem) => Err(problem.into()),
        None => Ok(Open::Fresh(Box::new(change), Box::new(seen))),
    }
}

/// Checks what an action is to say; answers its row with that, and the departments that take part.
async fn checked(
    change: &Change,
    checks: &mut Checks,
    row: &joint_action::Model,
    known: &BTreeSet<Uuid>,
    content: Content,
) -> Result<(joint_action::Model, Vec<department::Model>), DbErr> {
    checks.length("participantIds", content.participant_ids.len());
    if content.participant_ids.is_empty() {
        checks.add(Problem::required("participantIds"));
    }
    let lead_id = content.lead_department_id;
    let (departments, problems) = participation::participants(
        &change.transaction,
        lead_id,
        &content.participant_ids,
        known,
        "participantIds",
    )
    .await?;
    checks.extend(problems);
    match departments.iter().find(|one| one.id == lead_id) {
        Some(lead) if lead.active || known.contains(&lead_id) => {
            if !lead.region_key.starts_with(&row.region_key) {
                checks.add(Problem::new(
                    UserErrorCode::Invalid,
                    "leadDepartmentId",
                    "牵头部门应属于开展行动的地区或其下级地区",
                    "The lead department must belong to the action's region or one below it",
                ));
            }
        }
        _ => checks.add(Problem::not_found("leadDepartmentId")),
    }
    let focus_regions = checks.texts("focusRegions", &content.focus_regions, input::NAME);
    let focus_products = checks.texts("focusProducts", &content.focus_products, input::NAME);
    let row = joint_action::Model {
        name: checks.text("name", &content.name, input::NAME),
        purpose: checks.optional("purpose", content.purpose.as_deref(), input::LONG),
        plan_number: checks.optional("planNumber", content.plan_number.as_deref(), input::NAME),
        lead_department_id: lead_id,
        focus_regions: focus_regions.into(),
        focus_products: focus_products.into(),
        ..row.clone()
    };
    Ok((row, departments))
}

/// Saves `row` over the version that it has, as the next one.
async fn save(
    transaction: &impl ConnectionTrait,
    row: joint_action::Model,
) -> Result<joint_action::Model, Failure> {
    let seen = row.version;
    let row = joint_action::Model { version: seen + 1, ..row };
    let mut active = row.clone().into_active_model().reset_all();
    active.id = NotSet;
    let saved = joint_action::Entity::update_many()
        .set(active)
        .filter(joint_action::Column::Id.eq(row.id))
        .filter(joint_action::Column::Version.eq(seen))
        .exec(transaction)
        .await?;
    if saved.rows_affected == 0 { Err(Failure::Conflict) } else { Ok(row) }
}

async fn link(
    transaction: &impl ConnectionTrait,
    id: Uuid,
    departments: &[department::Model],
) -> Result<(), DbErr> {
    let links = departments.iter().map(|one| {
        joint_action_department::Model { action_id: id, department_id: one.id }.into_active_model()
    });
    joint_action_department::Entity::insert_many(links).exec_without_returning(transaction).await?;
    Ok(())
}

async fn index(
    transaction: &impl ConnectionTrait,
    row: &joint_action::Model,
    tasks: &[action_task::Model],
) -> Result<(), DbErr> {
    let texts = texts(row, tasks);
    search::index(transaction, SearchKind::JointAction, row.id, texts.iter().map(String::as_str)).await
}

/// Under which texts an action is found.
pub fn texts(row: &joint_action::Model, tasks: &[action_task::Model]) -> Vec<String> {
    let mut texts = vec![row.code_name.clone(), row.name.clone()];
    texts.extend(row.purpose.clone());
    texts.extend(row.plan_number.clone());
    texts.extend(row.focus_regions.0.iter().chain(&row.focus_products.0).cloned());
    texts.extend(tasks.iter().map(|task| task.content.clone()));
    texts
}

/// What the audit log keeps of an action.
fn facts(row: &joint_action::Model, departments: impl IntoIterator<Item = Uuid>) -> Value {
    json!({
        "codeName": row.code_name,
        "name": row.name,
        "purpose": row.purpose,
        "planNumber": row.plan_number,
        "startsOn": row.starts_on,
        "endsOn": row.ends_on,
        "leadDepartment": row.lead_department_id,
        "departments": departments.into_iter().collect::<BTreeSet<_>>(),
        "focusRegions": row.focus_regions,
        "focusProducts": row.focus_products,
    })
}

async fn commit(change: Change, action: &str, id: Uuid, detail: Value) -> Result<(), Failure> {
    let record =
        Record { action: action.to_owned(), object_type: "JointAction", object_id: Some(id), detail };
    change.commit(record).await
}
