//! The table `failed_sign_ins`.

use sea_orm::entity::prelude::*;

/// Wrong passwords for an account from one place since its owner signed in last.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "failed_sign_ins")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    /// An IPv4 address or the /64 of an IPv6 address; empty for all places beyond the first twenty.
    #[sea_orm(primary_key, auto_increment = false)]
    pub place: String,
    pub failures: i32,
    pub first_failed_at: DateTimeUtc,
    pub last_failed_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
