//! The table `account_requests`.

use sea_orm::entity::prelude::*;

use crate::{
    enums::{AccountRequestKind, AccountRequestState, Role},
    json::ServiceScopes,
};

/// What was asked for an account and somebody else confirms: who asks never holds what signs in as it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_requests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: AccountRequestKind,
    pub state: AccountRequestState,
    /// The account.
    pub user_id: Uuid,
    /// Its department, copied.
    pub department_id: Uuid,
    /// Its region's key, copied.
    pub region_key: String,
    /// The role that the account has, or gets by the request.
    pub role: Role,
    /// Whether it observes its region, or will.
    pub observes_region: bool,
    /// What a token is for.
    pub token_name: Option<String>,
    /// The last day of a token.
    pub token_expires_on: Option<Date>,
    /// What a token may do; nothing for other requests.
    pub token_scopes: ServiceScopes,
    pub asked_by_id: Uuid,
    pub asked_at: DateTimeUtc,
    /// Until when it can be confirmed.
    pub expires_at: DateTimeUtc,
    pub decided_by_id: Option<Uuid>,
    pub decided_at: Option<DateTimeUtc>,
    /// Why it was refused or withdrawn.
    pub reason: Option<String>,
    /// Counts the changes; a decision names the version that it saw.
    pub version: i32,
    #[sea_orm(belongs_to, relation_enum = "User", from = "user_id", to = "id")]
    pub user: BelongsTo<super::user::Entity>,
    #[sea_orm(belongs_to, relation_enum = "AskedBy", from = "asked_by_id", to = "id")]
    pub asked_by: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
