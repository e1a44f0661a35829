//! The table `publicity_event_departments`.

use sea_orm::entity::prelude::*;

/// A department that held a publicity event with others.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "publicity_event_departments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub publicity_event_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub department_id: Uuid,
    #[sea_orm(belongs_to, from = "publicity_event_id", to = "id")]
    pub publicity_event: BelongsTo<super::publicity_event::Entity>,
    #[sea_orm(belongs_to, from = "department_id", to = "id")]
    pub department: BelongsTo<super::department::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
