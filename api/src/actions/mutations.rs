//! What can be done with joint actions and their tasks.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

use super::{
    service::{self, Content, Plan},
    tasks::{self, Task},
    types::{ActionTask, JointAction, action_task_by_id, joint_action_by_id},
};
use crate::shared::{
    caller::Caller,
    errors::UserError,
    ids::{self, Kind},
    values::Date,
};

/// A line of a plan.
#[derive(InputObject, Clone, Debug)]
pub struct ActionTaskInput {
    /// The plan's section.
    pub section: Option<String>,
    /// What is to be done.
    pub content: String,
    /// Who is responsible, as the plan words it; the departments' names where it is left out.
    pub responsible: Option<String>,
    /// The departments that are responsible, each of which takes part in the action.
    pub department_ids: Vec<ID>,
    /// Until when, within the action's period.
    pub due_on: Option<Date>,
}

/// A joint action to plan.
#[derive(InputObject, Clone, Debug)]
pub struct PlanJointActionInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The region that holds it, by its code: the office's own or one below it.
    pub region_code: String,
    /// The code name, such as 雷雨, 天网 or 铁拳; or free text.
    pub code_name: String,
    /// The full name, at most 200 characters.
    pub name: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// The number of the plan document (文号).
    pub plan_number: Option<String>,
    /// The first day.
    pub starts_on: Date,
    /// The last day, not before the first.
    pub ends_on: Date,
    /// The department that leads, of the region or one below it; it takes part.
    pub lead_department_id: ID,
    /// The departments that take part, at least one.
    pub participant_ids: Vec<ID>,
    /// The regions on which it concentrates.
    #[graphql(default)]
    pub focus_regions: Vec<String>,
    /// The products on which it concentrates.
    #[graphql(default)]
    pub focus_products: Vec<String>,
    /// The lines of the plan, in its order.
    #[graphql(default)]
    pub tasks: Vec<ActionTaskInput>,
}

/// What was planned.
#[derive(SimpleObject)]
pub struct PlanJointActionPayload {
    /// The action; none where there are errors.
    pub joint_action: Option<JointAction>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What a joint action is to say instead.
#[derive(InputObject, Clone, Debug)]
pub struct ReviseJointActionInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The action.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The full name, at most 200 characters.
    pub name: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// The number of the plan document (文号).
    pub plan_number: Option<String>,
    /// The department that leads, of the region or one below it; it takes part.
    pub lead_department_id: ID,
    /// The departments that take part; one with an open task stays.
    pub participant_ids: Vec<ID>,
    /// The regions on which it concentrates.
    pub focus_regions: Vec<String>,
    /// The products on which it concentrates.
    pub focus_products: Vec<String>,
}

/// What was revised.
#[derive(SimpleObject)]
pub struct ReviseJointActionPayload {
    /// The action as it is now, after a conflict too.
    pub joint_action: Option<JointAction>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// Until when a joint action is extended (延期).
#[derive(InputObject, Clone, Debug)]
pub struct ExtendJointActionInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The action.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The new last day, after the present one.
    pub extended_to: Date,
    /// Why.
    pub reason: String,
}

/// What was extended.
#[derive(SimpleObject)]
pub struct ExtendJointActionPayload {
    /// The action as it is now, after a conflict too.
    pub joint_action: Option<JointAction>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// Which joint action is called off.
#[derive(InputObject, Clone, Debug)]
pub struct CancelJointActionInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The action.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// Why.
    pub reason: String,
}

/// What was called off.
#[derive(SimpleObject)]
pub struct CancelJointActionPayload {
    /// The action as it is now, after a conflict too.
    pub joint_action: Option<JointAction>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// Which task was done.
#[derive(InputObject, Clone, Debug)]
pub struct CompleteActionTaskInput {
    /// The client's own name for this intention: a repeat under the same key acts once.
    pub idempotency_key: Option<ID>,
    /// The task.
    pub id: ID,
    /// The day on which it was done, not in the future.
    pub completed_on: Date,
}

/// What was done.
#[derive(SimpleObject)]
pub struct CompleteActionTaskPayload {
    /// The task as it is now, after a conflict too.
    pub task: Option<ActionTask>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What can be done with joint actions.
#[derive(Default)]
pub struct JointActionMutations;

/// What can be done with joint actions.
#[Object]
impl JointActionMutations {
    /// Plans a joint action with its tasks.
    async fn plan_joint_action(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to plan.")] input: PlanJointActionInput,
    ) -> Result<PlanJointActionPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let task = |task: ActionTaskInput| Task {
            section: task.section,
            content: task.content,
            responsible: task.responsible,
            department_ids: ids::all_named(Kind::Department, &task.department_ids),
            due_on: task.due_on.map(|day| day.0),
        };
        let plan = Plan {
            region_code: input.region_code,
            code_name: input.code_name,
            starts_on: input.starts_on.0,
            ends_on: input.ends_on.0,
            content: Content {
                name: input.name,
                purpose: input.purpose,
                plan_number: input.plan_number,
                lead_department_id: ids::named(Kind::Department, &input.lead_department_id),
                participant_ids: ids::all_named(Kind::Department, &input.participant_ids),
                focus_regions: input.focus_regions,
                focus_products: input.focus_products,
            },
            tasks: input.tasks.into_iter().map(task).collect(),
        };
        let (row, errors) = caller.answer(service::plan(&caller, key, plan).await)?;
        Ok(PlanJointActionPayload { joint_action: row.map(JointAction), errors })
    }

    /// Revises what a joint action says; its period changes by extension alone.
    async fn revise_joint_action(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to revise.")] input: ReviseJointActionInput,
    ) -> Result<ReviseJointActionPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::JointAction, &input.id);
        let content = Content {
            name: input.name,
            purpose: input.purpose,
            plan_number: input.plan_number,
            lead_department_id: ids::named(Kind::Department, &input.lead_department_id),
            participant_ids: ids::all_named(Kind::Department, &input.participant_ids),
            focus_regions: input.focus_regions,
            focus_products: input.focus_products,
        };
        let result = service::revise(&caller, key, id, input.version, content).await;
        let now = joint_action_by_id(context, id);
        let (joint_action, errors) = caller.answer_or(result.map(JointAction), now).await?;
        Ok(ReviseJointActionPayload { joint_action, errors })
    }

    /// Extends a joint action beyond its present end (延期).
    async fn extend_joint_action(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Until when to extend.")] input: ExtendJointActionInput,
    ) -> Result<ExtendJointActionPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::JointAction, &input.id);
        let result =
            service::extend(&caller, key, id, input.version, input.extended_to.0, &input.reason).await;
        let now = joint_action_by_id(context, id);
        let (joint_action, errors) = caller.answer_or(result.map(JointAction), now).await?;
        Ok(ExtendJointActionPayload { joint_action, errors })
    }

    /// Calls a joint action off.
    async fn cancel_joint_action(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to call off.")] input: CancelJointActionInput,
    ) -> Result<CancelJointActionPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::JointAction, &input.id);
        let result = service::cancel(&caller, key, id, input.version, &input.reason).await;
        let now = joint_action_by_id(context, id);
        let (joint_action, errors) = caller.answer_or(result.map(JointAction), now).await?;
        Ok(CancelJointActionPayload { joint_action, errors })
    }

    /// Reports a task as done: by a responsible department, or by the office.
    async fn complete_action_task(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What was done.")] input: CompleteActionTaskInput,
    ) -> Result<CompleteActionTaskPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::ActionTask, &input.id);
        let result = tasks::complete(&caller, key, id, input.completed_on.0).await;
        let now = action_task_by_id(context, id);
        let (task, errors) = caller.answer_or(result.map(ActionTask), now).await?;
        Ok(CompleteActionTaskPayload { task, errors })
    }
}
