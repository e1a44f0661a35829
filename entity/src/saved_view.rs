//! The table `saved_views`.

use sea_orm::entity::prelude::*;

use crate::enums::ListName;

/// A saved view (常用筛选): the conditions, order and columns of a list that somebody comes back to.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "saved_views")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub list: ListName,
    /// Unique among the person's views of the list.
    pub name: String,
    /// The query part of the list's address, without the question mark.
    pub query: String,
    pub saved_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
