//! The table `known_devices`.

use sea_orm::entity::prelude::*;

/// A browser on which a person signed in: others' failed attempts do not delay them there.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "known_devices")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    /// A digest: the token itself is in the browser alone.
    pub token_hash: String,
    pub first_used_at: DateTimeUtc,
    pub last_used_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
