//! The table `training_audiences`.

use sea_orm::entity::prelude::*;

use crate::enums::AudienceKind;

/// How many people of one kind of audience came to a training.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "training_audiences")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub training_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: AudienceKind,
    pub people: i32,
    #[sea_orm(belongs_to, from = "training_id", to = "id")]
    pub training: BelongsTo<super::training::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
