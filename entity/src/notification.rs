//! The table `notifications`.

use sea_orm::entity::prelude::*;

use crate::enums::NotificationKind;

/// A notification (提醒): something that one person is told, and whether they have read it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notifications")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Who is told.
    pub user_id: Uuid,
    pub kind: NotificationKind,
    /// The GraphQL type of what it is about.
    pub object_type: String,
    pub object_id: Uuid,
    pub text_zh: String,
    pub text_en: String,
    /// By when something is to be done about it.
    pub due_on: Option<Date>,
    /// The same key is never told twice to the same person; none: told as often as it happens.
    pub once_key: Option<String>,
    pub created_at: DateTimeUtc,
    pub read_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
