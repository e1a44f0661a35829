//! Root fields of joint actions.

use async_graphql::{Context, Enum, ID, InputObject, Object, Result};
use entity::{enums::SearchKind, joint_action, joint_action_department};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter,
    sea_query::{Expr, Query},
};

use super::{
    sight::{standing, visible},
    types::{JointAction, JointActionStatus, joint_action_by_id},
};
use crate::shared::{
    caller::Caller,
    ids::{self, Kind},
    pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
    scope::{region_key, within_region},
    search,
    values::OrderDirection,
};

/// Which joint actions a list shows; all conditions hold together.
#[derive(InputObject, Clone, Debug, Default)]
pub struct JointActionFilter {
    /// Fragments of the code name, the name, the purpose, the plan's number or its tasks.
    pub search: Option<String>,
    /// The exact code name, such as 雷雨.
    pub code_name: Option<String>,
    /// Any of these, as of today; an empty list restricts nothing.
    pub status: Option<Vec<JointActionStatus>>,
    /// Actions in which this department takes part.
    pub department_id: Option<ID>,
    /// Actions of this region and those below it, by its code (GB/T 2260).
    pub region_code: Option<String>,
}

impl JointActionFilter {
    fn condition(&self, caller: &Caller) -> Result<Condition> {
        let today = caller.today();
        let id = (joint_action::Entity, joint_action::Column::Id);
        let engine = (caller.app.db.read.get_database_backend(), caller.language());
        let mut condition = search::condition(SearchKind::JointAction, self.search.as_deref(), id, engine)?;
        if let Some(code_name) = &self.code_name {
            condition = condition.add(joint_action::Column::CodeName.eq(code_name.trim()));
        }
        if let Some(statuses) = self.status.as_ref().filter(|statuses| !statuses.is_empty()) {
            let any = statuses
                .iter()
                .fold(Condition::any(), |any, status| any.add(standing((*status).into(), today)));
            condition = condition.add(any);
        }
        if let Some(id) = &self.department_id {
            let taking_part = Query::select()
                .column(joint_action_department::Column::ActionId)
                .from(joint_action_department::Entity)
                .and_where(joint_action_department::Column::DepartmentId.eq(ids::named(Kind::Department, id)))
                .to_owned();
            condition = condition.add(joint_action::Column::Id.in_subquery(taking_part));
        }
        if let Some(code) = &self.region_code {
            condition = condition.add(within_region(
                region_key(code),
                (joint_action::Entity, joint_action::Column::RegionKey),
            ));
        }
        Ok(condition)
    }
}

/// By what joint actions are sorted.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum JointActionOrderField {
    /// The first day.
    StartsOn,
    /// The name.
    Name,
}

/// How joint actions are sorted.
#[derive(InputObject, Clone, Copy, Debug)]
pub struct JointActionOrder {
    /// By what.
    pub field: JointActionOrderField,
    /// In which direction.
    pub direction: OrderDirection,
}

/// The page of the joint actions that the viewer sees and `extra` keeps; latest first unless
/// `order` says otherwise.
pub async fn list(
    context: &Context<'_>,
    page: Page,
    extra: Condition,
    order: Option<JointActionOrder>,
) -> Result<Listing<JointAction>> {
    let caller = Caller::of(context)?;
    let select = joint_action::Entity::find().filter(visible(&caller.records())).filter(extra);
    let order = order.unwrap_or(JointActionOrder {
        field: JointActionOrderField::StartsOn,
        direction: OrderDirection::Desc,
    });
    let (by, column) = match order.field {
        JointActionOrderField::StartsOn => (SortedBy::Day, joint_action::Column::StartsOn),
        JointActionOrderField::Name => (SortedBy::Text, joint_action::Column::Name),
    };
    let sort = Sort {
        by,
        column: Expr::col((joint_action::Entity, column)),
        id: Expr::col((joint_action::Entity, joint_action::Column::Id)),
        descending: order.direction == OrderDirection::Desc,
    };
    let total = Total::of(select.clone());
    let rows = page.read(&caller.app.db, select, sort).await?;
    let position = |row: &JointAction| {
        let value = match order.field {
            JointActionOrderField::StartsOn => SortValue::Date(row.0.starts_on),
            JointActionOrderField::Name => SortValue::Text(row.0.name.clone()),
        };
        Position::new(value, row.0.id)
    };
    Ok(page.listing(rows.into_iter().map(JointAction).collect(), position, total))
}

/// What can be asked about joint actions.
#[derive(Default)]
pub struct JointActionQueries;

/// What can be asked about joint actions.
#[Object]
impl JointActionQueries {
    /// The joint action with this id, where the viewer may see it.
    async fn joint_action(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The action's global id.")] id: ID,
    ) -> Result<Option<JointAction>> {
        Caller::of(context)?;
        joint_action_by_id(context, ids::named(Kind::JointAction, &id)).await
    }

    /// The joint actions that the viewer may see, latest first.
    #[allow(clippy::too_many_arguments, reason = "the arguments of every list")]
    async fn joint_actions(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many of the following rows, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many of the preceding rows, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
        #[graphql(desc = "Which actions to show.")] filter: Option<JointActionFilter>,
        #[graphql(desc = "How to sort them.")] order_by: Option<JointActionOrder>,
    ) -> Result<Listing<JointAction>> {
        let page = Page::new(context, first, after, last, before)?;
        let caller = Caller::of(context)?;
        let condition = filter.unwrap_or_default().condition(&caller)?;
        list(context, page, condition, order_by).await
    }
}
