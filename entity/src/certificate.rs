//! The table `certificates`.

use sea_orm::entity::prelude::*;

/// A certificate (行政执法证): an officer's licence to enforce, valid from one day to another, both included.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "certificates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    /// Unique.
    pub number: String,
    pub valid_from: Date,
    /// The last day on which it is valid.
    pub valid_to: Date,
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
