//! The table `service_tokens`.

use sea_orm::entity::prelude::*;

use crate::json::ServiceScopes;

/// A token with which a department's own system calls the API as a SERVICE user.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "service_tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// The SERVICE user that it acts as.
    pub user_id: Uuid,
    pub name: String,
    /// A digest: the token itself is shown once and never stored.
    pub token_hash: String,
    /// What it may do.
    pub scopes: ServiceScopes,
    /// The last day on which it works.
    pub expires_on: Date,
    pub revoked_at: Option<DateTimeUtc>,
    pub issued_by_id: Uuid,
    pub issued_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
    #[sea_orm(belongs_to, relation_enum = "IssuedBy", from = "issued_by_id", to = "id")]
    pub issued_by: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
