//! The table `account_mails`.

use sea_orm::entity::prelude::*;

/// An e-mail that tells somebody of an account at once. The row is taken before the message is handed over,
/// so that no second server sends it meanwhile; until it is settled it may be taken again.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_mails")]
pub struct Model {
    /// The notification that it repeats.
    #[sea_orm(primary_key, auto_increment = false)]
    pub notification_id: Uuid,
    pub attempts: i32,
    /// When it may be tried, or tried again; none once it is settled.
    pub retry_at: Option<DateTimeUtc>,
    pub sent_at: Option<DateTimeUtc>,
    /// What the last attempt failed with.
    pub error: Option<String>,
    #[sea_orm(belongs_to, from = "notification_id", to = "id")]
    pub notification: BelongsTo<super::notification::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
