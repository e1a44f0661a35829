//! Batched reads of joint actions and their parts. An action, and a task by its own key, is read
//! within the viewer's scope; parts by their parent's key follow a parent that was seen already.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{action_task, action_task_department, department, joint_action, joint_action_department};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::sight::visible;
use crate::shared::{
    errors::LoadError,
    loaders::{Batch, grouped},
    policy::{self, Subject},
};

/// A joint action by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct JointActionById(pub Uuid);

impl Loader<JointActionById> for Batch {
    type Value = joint_action::Model;
    type Error = LoadError;

    async fn load(
        &self,
        keys: &[JointActionById],
    ) -> Result<HashMap<JointActionById, Self::Value>, LoadError> {
        let rows = joint_action::Entity::find()
            .filter(joint_action::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (JointActionById(row.id), row)).collect())
    }
}

/// An action task by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ActionTaskById(pub Uuid);

impl Loader<ActionTaskById> for Batch {
    type Value = action_task::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[ActionTaskById]) -> Result<HashMap<ActionTaskById, Self::Value>, LoadError> {
        let actions = joint_action::Entity::find()
            .select_only()
            .column(joint_action::Column::Id)
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .into_query();
        let rows = action_task::Entity::find()
            .filter(action_task::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(action_task::Column::ActionId.in_subquery(actions))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (ActionTaskById(row.id), row)).collect())
    }
}

/// The departments that take part in an action, in the roster's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ParticipantsOf(pub Uuid);

impl Loader<ParticipantsOf> for Batch {
    type Value = Vec<department::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[ParticipantsOf]) -> Result<HashMap<ParticipantsOf, Self::Value>, LoadError> {
        let rows = joint_action_department::Entity::find()
            .find_also_related(department::Entity)
            .filter(joint_action_department::Column::ActionId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(department::Column::SortOrder)
            .order_by_asc(department::Column::Id)
            .all(&self.app.db.read)
            .await?;
        let mut lists: HashMap<_, Self::Value> = HashMap::new();
        for (link, department) in rows {
            lists.entry(ParticipantsOf(link.action_id)).or_default().extend(department);
        }
        Ok(lists)
    }
}

/// The tasks of an action, in the plan's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TasksOf(pub Uuid);

impl Loader<TasksOf> for Batch {
    type Value = Vec<action_task::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[TasksOf]) -> Result<HashMap<TasksOf, Self::Value>, LoadError> {
        let rows = action_task::Entity::find()
            .filter(action_task::Column::ActionId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(action_task::Column::Ordinal)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| TasksOf(row.action_id)))
    }
}

/// The departments that are responsible for a task, in the roster's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TaskDepartmentsOf(pub Uuid);

impl Loader<TaskDepartmentsOf> for Batch {
    type Value = Vec<department::Model>;
    type Error = LoadError;

    async fn load(
        &self,
        keys: &[TaskDepartmentsOf],
    ) -> Result<HashMap<TaskDepartmentsOf, Self::Value>, LoadError> {
        let rows = action_task_department::Entity::find()
            .find_also_related(department::Entity)
            .filter(action_task_department::Column::TaskId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(department::Column::SortOrder)
            .order_by_asc(department::Column::Id)
            .all(&self.app.db.read)
            .await?;
        let mut lists: HashMap<_, Self::Value> = HashMap::new();
        for (link, department) in rows {
            lists.entry(TaskDepartmentsOf(link.task_id)).or_default().extend(department);
        }
        Ok(lists)
    }
}
