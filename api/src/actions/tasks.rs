//! The tasks of a joint action (任务分工): the lines of its plan, and reporting them done.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entity::{action_task, action_task_department, department, joint_action};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    rules::{Life, life},
    service::load,
};
use crate::shared::{
    audit::Record,
    caller::{Caller, IdempotencyKey},
    change::{self, Begun},
    errors::{Failure, Problem, UserErrorCode},
    input::{self, Checks},
    policy::{self, Act, Owner},
};

/// A line of the plan.
pub struct Task {
    /// The plan's section.
    pub section: Option<String>,
    /// What is to be done.
    pub content: String,
    /// Who is responsible, as the plan words it; the departments' names where it is left out.
    pub responsible: Option<String>,
    /// The departments that are responsible.
    pub department_ids: Vec<Uuid>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
}

/// The tasks of the action `id`, in the plan's order.
pub async fn of_action(
    transaction: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Vec<action_task::Model>, DbErr> {
    action_task::Entity::find()
        .filter(action_task::Column::ActionId.eq(id))
        .order_by_asc(action_task::Column::Ordinal)
        .all(transaction)
        .await
}

/// Checks the lines of a plan; answers their rows, each with the departments responsible.
pub fn checked(
    checks: &mut Checks,
    life: &Life,
    action_id: Uuid,
    departments: &[department::Model],
    tasks: &[Task],
) -> Vec<(action_task::Model, BTreeSet<Uuid>)> {
    checks.length("tasks", tasks.len());
    let mut rows = Vec::with_capacity(tasks.len());
    for ((index, task), ordinal) in tasks.iter().enumerate().zip(1..) {
        let path = |field: &str| format!("tasks.{index}.{field}");
        if task.department_ids.is_empty() {
            checks.add(Problem::required(&path("departmentIds")));
        }
        for (index, id) in task.department_ids.iter().enumerate() {
            if departments.iter().all(|one| one.id != *id) {
                checks.add(Problem::new(
                    UserErrorCode::Invalid,
                    &path(&format!("departmentIds.{index}")),
                    "责任部门应是行动的参加部门",
                    "A responsible department must take part in the action",
                ));
            }
        }
        if task.due_on.is_some_and(|day| !life.contains(day)) {
            checks.add(Problem::new(
                UserErrorCode::OutOfRange,
                &path("dueOn"),
                format!("完成时限应在行动期间内（{}至{}）", life.starts_on, life.last_day()),
                format!("The due date must lie within the action, {} to {}", life.starts_on, life.last_day()),
            ));
        }
        let ids: BTreeSet<Uuid> = task.department_ids.iter().copied().collect();
        let names = || {
            let named = departments.iter().filter(|one| ids.contains(&one.id));
            named.map(|one| one.short_name.as_str()).collect::<Vec<_>>().join("、")
        };
        let responsible = checks.optional(&path("responsible"), task.responsible.as_deref(), input::PLACE);
        let row = action_task::Model {
            id: Uuid::now_v7(),
            action_id,
            ordinal,
            section: checks.optional(&path("section"), task.section.as_deref(), input::NAME),
            content: checks.text(&path("content"), &task.content, input::LONG),
            responsible: responsible.unwrap_or_else(names),
            due_on: task.due_on,
            completed_on: None,
        };
        rows.push((row, ids));
    }
    rows
}

/// Saves the checked lines of a plan.
pub async fn insert(
    transaction: &impl ConnectionTrait,
    tasks: &[(action_task::Model, BTreeSet<Uuid>)],
) -> Result<(), DbErr> {
    if tasks.is_empty() {
        return Ok(());
    }
    let rows = tasks.iter().map(|(task, _)| task.clone().into_active_model());
    action_task::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    let links = tasks.iter().flat_map(|(task, ids)| {
        let link = |id: &Uuid| action_task_department::Model { task_id: task.id, department_id: *id };
        ids.iter().map(move |id| link(id).into_active_model())
    });
    action_task_department::Entity::insert_many(links).exec_without_returning(transaction).await?;
    Ok(())
}

/// Reports a task as done on a day: by a responsible department, or by the office.
pub async fn complete(
    caller: &Caller,
    key: Option<IdempotencyKey>,
    id: Uuid,
    completed_on: NaiveDate,
) -> Result<action_task::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Fresh(change) => change,
        Begun::Repeated(id) => return Ok(task_and_action(&caller.app.db.read, caller, id).await?.0),
    };
    let transaction = &change.transaction;
    let (task, action) = task_and_action(transaction, caller, id).await?;
    let responsible = action_task_department::Entity::find_by_id((id, caller.viewer.department_id))
        .one(transaction)
        .await?
        .is_some();
    let whose = if responsible {
        Owner::own(&caller.viewer)
    } else {
        // Nobody's own: what is left is the office's right over its region.
        Owner { department_id: Uuid::nil(), region_key: action.region_key.clone() }
    };
    if !policy::may(&caller.viewer, Act::CompleteTask, &whose) {
        return Err(change.deny(caller, "completeActionTask", "ActionTask", Some(id)).await);
    }
    let mut checks = Checks::default();
    checks.extend(life(&action).alive());
    checks.happened("completedOn", completed_on, change.today);
    if let Some(done) = task.completed_on {
        checks.add(Problem::new(
            UserErrorCode::IllegalTransition,
            "id",
            format!("该任务已于{done}完成"),
            format!("This task was completed on {done}"),
        ));
    }
    checks.finish()?;
    let saved = action_task::Entity::update_many()
        .col_expr(action_task::Column::CompletedOn, Expr::val(completed_on))
        .filter(action_task::Column::Id.eq(id))
        .filter(action_task::Column::CompletedOn.is_null())
        .exec(transaction)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    let record = Record {
        action: "completeActionTask".to_owned(),
        object_type: "ActionTask",
        object_id: Some(id),
        detail: json!({ "completedOn": completed_on }),
    };
    change.commit(record).await?;
    Ok(action_task::Model { completed_on: Some(completed_on), ..task })
}

async fn task_and_action(
    connection: &impl ConnectionTrait,
    caller: &Caller,
    id: Uuid,
) -> Result<(action_task::Model, joint_action::Model), Failure> {
    let task =
        action_task::Entity::find_by_id(id).one(connection).await?.ok_or_else(|| Problem::not_found("id"))?;
    let action = load(connection, caller, task.action_id).await?;
    Ok((task, action))
}
