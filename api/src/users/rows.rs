//! Accounts as rows: made, saved as their next version, found, and shut out.

use entity::{
    enums::{Role, SearchKind},
    service_token, session, user,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, QueryFilter, Set,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{devices, passwords, sessions};
use crate::shared::{
    caller::Caller,
    change::Change,
    errors::{Failure, Problem},
    search,
};

/// A one-time password and its hash; neither for a system.
pub(super) struct OneTime {
    pub(super) plain: Option<String>,
    pub(super) hash: Option<String>,
}

impl OneTime {
    pub(super) async fn new() -> Result<Self, Failure> {
        let plain = passwords::one_time()?;
        let hash = passwords::hash(plain.clone()).await?;
        Ok(Self { plain: Some(plain), hash: Some(hash) })
    }

    pub(super) fn none() -> Self {
        Self { plain: None, hash: None }
    }

    pub(super) async fn for_role(role: Role) -> Result<Self, Failure> {
        if role == Role::Service { Ok(Self::none()) } else { Self::new().await }
    }
}

pub(super) async fn reload(caller: &Caller, id: Uuid) -> Result<user::Model, Failure> {
    let row = user::Entity::find_by_id(id).one(caller.app.db.current()).await?;
    row.ok_or_else(|| Problem::not_found("id").into())
}

pub(super) async fn is_taken(transaction: &impl ConnectionTrait, username: &str) -> Result<bool, DbErr> {
    let users = user::Entity::find().filter(user::Column::Username.eq(username));
    Ok(users.one(transaction).await?.is_some())
}

/// Ends the sessions of `user_id` and forgets their devices.
pub(super) async fn end_sessions(change: &Change, user_id: Uuid, reason: &str) -> Result<(), DbErr> {
    sessions::end(&change.transaction, session::Column::UserId.eq(user_id), reason, change.now).await?;
    devices::forget(&change.transaction, user_id, None).await
}

/// Ends the user's sessions and tokens.
pub(super) async fn shut_out(change: &Change, user_id: Uuid, reason: &str) -> Result<(), DbErr> {
    end_sessions(change, user_id, reason).await?;
    service_token::Entity::update_many()
        .col_expr(service_token::Column::RevokedAt, Expr::val(change.now))
        .filter(service_token::Column::UserId.eq(user_id))
        .filter(service_token::Column::RevokedAt.is_null())
        .exec(&change.transaction)
        .await?;
    Ok(())
}

/// Saves all of `row` as its next version, unless somebody was faster.
pub(super) async fn save(transaction: &DatabaseTransaction, row: &mut user::Model) -> Result<(), Failure> {
    let saved = user::Entity::update_many()
        .set(user::ActiveModel {
            display_name: Set(row.display_name.clone()),
            role: Set(row.role),
            observes_region: Set(row.observes_region),
            password_hash: Set(row.password_hash.clone()),
            must_change_password: Set(row.must_change_password),
            one_time_until: Set(row.one_time_until),
            phone: Set(row.phone.clone()),
            email: Set(row.email.clone()),
            active: Set(row.active),
            ..Default::default()
        })
        .col_expr(user::Column::Version, Expr::col(user::Column::Version).add(1))
        .filter(user::Column::Id.eq(row.id))
        .filter(user::Column::Version.eq(row.version))
        .exec(transaction)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    row.version += 1;
    Ok(())
}

pub(super) async fn insert(transaction: &impl ConnectionTrait, row: &user::Model) -> Result<(), DbErr> {
    user::Entity::insert(row.clone().into_active_model()).exec_without_returning(transaction).await?;
    index(transaction, row).await
}

/// Makes a user findable.
///
/// # Errors
///
/// The database's.
pub async fn index(transaction: &impl ConnectionTrait, row: &user::Model) -> Result<(), DbErr> {
    search::index(transaction, SearchKind::User, row.id, [row.display_name.as_str(), row.username.as_str()])
        .await
}
