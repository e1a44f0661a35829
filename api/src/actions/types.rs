//! Joint actions and their tasks as GraphQL shows them.

use async_graphql::{Context, Enum, ID, Object, Result};
use entity::{action_task, joint_action};
use sea_orm::{ColumnTrait, Condition};
use uuid::Uuid;

use super::{
    loaders::{ActionTaskById, JointActionById, ParticipantsOf, TaskDepartmentsOf, TasksOf},
    rules::{Status, life},
    sight::owner,
};
use crate::{
    cases::{self, types::Case},
    departments::types::{Department, Region, department_by_id, region_by_id},
    inspections::{self, types::Inspection},
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        loaders,
        pagination::{Listing, Page},
        policy::{self, Act},
        shape::{Element, Leaf, Shaped},
        values::Date,
    },
};

/// Where a joint action stands, by its dates and today.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "Status")]
pub enum JointActionStatus {
    /// 未开始: it has not begun.
    Planned,
    /// 进行中: it has begun and not ended.
    Ongoing,
    /// 已结束: its last day, extensions included, is over.
    Ended,
    /// 已取消: it was called off.
    Cancelled,
}

/// A joint action (专项行动, 联合执法行动).
pub struct JointAction(pub joint_action::Model);

/// A joint action (专项行动, 联合执法行动): a campaign with a code name, a period and a lead department.
#[Object(serial)]
impl JointAction {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::JointAction, self.0.id)
    }

    /// The region that holds the action.
    async fn region(&self, context: &Context<'_>) -> Result<Region> {
        region_by_id(context, self.0.region_id).await
    }

    /// The code name, such as 雷雨, 天网 or 铁拳; or free text.
    async fn code_name(&self) -> &str {
        &self.0.code_name
    }

    /// The full name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What the action is for.
    async fn purpose(&self) -> Option<&str> {
        self.0.purpose.as_deref()
    }

    /// The number of the plan document (文号).
    async fn plan_number(&self) -> Option<&str> {
        self.0.plan_number.as_deref()
    }

    /// The first day.
    async fn starts_on(&self) -> Date {
        Date(self.0.starts_on)
    }

    /// The last day as planned.
    async fn ends_on(&self) -> Date {
        Date(self.0.ends_on)
    }

    /// The last day since the extension (延期).
    async fn extended_to(&self) -> Option<Date> {
        self.0.extended_to.map(Date)
    }

    /// Where the action stands today.
    async fn status(&self, context: &Context<'_>) -> Result<JointActionStatus> {
        Ok(life(&self.0).status(Caller::of(context)?.today()).into())
    }

    /// Why the action was cancelled.
    async fn cancel_reason(&self) -> Option<&str> {
        self.0.cancel_reason.as_deref()
    }

    /// The department that leads (牵头部门).
    async fn lead_department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.0.lead_department_id).await
    }

    /// The departments that take part, the lead department among them.
    async fn participants(&self, context: &Context<'_>) -> Result<Vec<Department>> {
        let rows = loaders::of(context)?.load_one(ParticipantsOf(self.0.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(Department).collect())
    }

    /// The regions on which the action concentrates.
    async fn focus_regions(&self) -> &[String] {
        &self.0.focus_regions.0
    }

    /// The products on which the action concentrates.
    async fn focus_products(&self) -> &[String] {
        &self.0.focus_products.0
    }

    /// The lines of the plan (任务分工), in its order.
    async fn tasks(&self, context: &Context<'_>) -> Result<Vec<ActionTask>> {
        let rows = loaders::of(context)?.load_one(TasksOf(self.0.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(ActionTask).collect())
    }

    /// The inspections within the action that the viewer may see, latest first.
    async fn inspections(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many of the following rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many of the preceding rows, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
    ) -> Result<Listing<Inspection>> {
        let page = Page::new(context, first, after, last, before)?;
        let of_action = entity::inspection::Column::ActionId.eq(self.0.id);
        inspections::queries::list(context, page, Condition::all().add(of_action)).await
    }

    /// The cases within the action that the viewer may see, latest first.
    async fn cases(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many of the following rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many of the preceding rows, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
    ) -> Result<Listing<Shaped<Case>>> {
        let page = Page::new(context, first, after, last, before)?;
        let of_action = entity::case::Column::ActionId.eq(self.0.id);
        cases::queries::list(context, page, Condition::all().add(of_action), None, None).await
    }

    /// Whether the viewer may revise, extend or cancel the action.
    async fn viewer_can_revise(&self, context: &Context<'_>) -> Result<bool> {
        let viewer = Caller::of(context)?.viewer;
        Ok(self.0.cancelled_on.is_none() && policy::may(&viewer, Act::PlanAction, &owner(&self.0)))
    }

    /// Counts the changes; a mutation names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// A line of a joint action's plan (任务分工).
pub struct ActionTask(pub action_task::Model);

/// A line of a joint action's plan (任务分工): what is to be done, by whom, until when.
#[Object]
impl ActionTask {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::ActionTask, self.0.id)
    }

    /// The place in the plan, from 1.
    async fn ordinal(&self) -> i32 {
        self.0.ordinal
    }

    /// The plan's section.
    async fn section(&self) -> Option<&str> {
        self.0.section.as_deref()
    }

    /// What is to be done.
    async fn content(&self) -> &str {
        &self.0.content
    }

    /// Who is responsible, as the plan words it.
    async fn responsible(&self) -> &str {
        &self.0.responsible
    }

    /// The departments that are responsible.
    async fn departments(&self, context: &Context<'_>) -> Result<Vec<Department>> {
        let rows = loaders::of(context)?.load_one(TaskDepartmentsOf(self.0.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(Department).collect())
    }

    /// The day until which it is to be done.
    async fn due_on(&self) -> Option<Date> {
        self.0.due_on.map(Date)
    }

    /// The day on which it was done.
    async fn completed_on(&self) -> Option<Date> {
        self.0.completed_on.map(Date)
    }
}

/// The columns of a field of [`JointAction`] that is no more than them.
pub fn action_leaf(field: &str) -> Option<Leaf<joint_action::Column>> {
    use joint_action::Column as C;
    Some(match field {
        "id" => Leaf::of(C::Id, Element::Id(Kind::JointAction)),
        "codeName" => Leaf::plain(C::CodeName),
        "name" => Leaf::plain(C::Name),
        "purpose" => Leaf::plain(C::Purpose),
        "planNumber" => Leaf::plain(C::PlanNumber),
        "startsOn" => Leaf::plain(C::StartsOn),
        "endsOn" => Leaf::plain(C::EndsOn),
        "extendedTo" => Leaf::plain(C::ExtendedTo),
        "cancelReason" => Leaf::plain(C::CancelReason),
        "focusRegions" => Leaf::plain(C::FocusRegions),
        "focusProducts" => Leaf::plain(C::FocusProducts),
        "version" => Leaf::plain(C::Version),
        _ => return None,
    })
}

/// The joint action with this key, where the viewer may see it.
pub async fn joint_action_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<JointAction>> {
    let row = loaders::of(context)?.load_one(JointActionById(id)).await.map_err(internal)?;
    Ok(row.map(JointAction))
}

/// The action task with this key, where the viewer may see its action.
pub async fn action_task_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<ActionTask>> {
    let row = loaders::of(context)?.load_one(ActionTaskById(id)).await.map_err(internal)?;
    Ok(row.map(ActionTask))
}
