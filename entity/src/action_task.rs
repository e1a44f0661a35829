//! The table `action_tasks`.

use sea_orm::entity::prelude::*;

/// An action task (任务分工): one line of a joint action's plan.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "action_tasks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub action_id: Uuid,
    /// The place in the plan, from 1.
    pub ordinal: i32,
    pub section: Option<String>,
    pub content: String,
    /// Who is responsible, as the plan words it.
    pub responsible: String,
    pub due_on: Option<Date>,
    pub completed_on: Option<Date>,
    #[sea_orm(belongs_to, relation_enum = "Action", from = "action_id", to = "id")]
    pub action: BelongsTo<super::joint_action::Entity>,
    #[sea_orm(has_many)]
    pub departments: HasMany<super::action_task_department::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
