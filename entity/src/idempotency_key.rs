//! The table `idempotency_keys`.

use sea_orm::entity::prelude::*;

/// A mutation that was done once under a client's key: its repeat answers the same.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    /// Made up by the client.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// The mutation's name.
    pub operation: String,
    /// Tells a repeat from another input under the same key.
    pub input_digest: String,
    /// What the mutation made or changed.
    pub result_id: Option<Uuid>,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
