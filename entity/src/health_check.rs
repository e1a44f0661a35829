//! The table `health_checks`.

use sea_orm::entity::prelude::*;

/// The one row that is written to see whether the database takes what is written.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "health_checks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub checked_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
