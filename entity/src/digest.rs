//! The table `digests`.

use sea_orm::entity::prelude::*;

/// One day's e-mail to one person about what waits for them. The row is taken before the message is
/// handed over, so that no second server sends it meanwhile; until it is settled it may be taken again.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "digests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    /// The statutory day.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    pub attempts: i32,
    /// When it may be tried again: of a message under way, after whoever sends it must have died; none
    /// once it is settled.
    pub retry_at: Option<DateTimeUtc>,
    pub sent_at: Option<DateTimeUtc>,
    /// What the last attempt failed with.
    pub error: Option<String>,
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
