//! Devices on which people signed in before, by a cookie that lasts: others' failed attempts do not
//! delay an account's owner there.
//!
//! A cookie holds one token for each person who signed in with that browser, each made anew for
//! one person: what somebody else knows or has planted there marks no device of theirs.

use chrono::{DateTime, TimeDelta, Utc};
use entity::{known_device, known_device::Column, user};
use http::HeaderMap;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Set, sea_query::Expr,
};
use uuid::Uuid;

use super::{cookies, tokens};

/// A device is forgotten where its owner has not signed in on it for so long.
const KNOWN_FOR: TimeDelta = TimeDelta::days(180);

/// The most people whom one browser knows; the longest known goes first.
const PEOPLE: usize = 8;

/// The most devices of one person; what was used longest ago goes first.
const DEVICES: u64 = 10;

/// The length of a token as text: 32 bytes in base64.
const TOKEN: usize = 43;

const COOKIE: &str = "shuangda_devices";

/// The tokens among a browser's cookies, as it sent them.
pub fn cookie(headers: &HeaderMap, secure: bool) -> Option<String> {
    cookies::read(headers, COOKIE, secure)
}

/// The `Set-Cookie` that gives a browser `tokens`.
pub fn set_cookie(tokens: &str, secure: bool) -> String {
    cookies::write(COOKIE, tokens, KNOWN_FOR.num_seconds(), secure)
}

fn tokens_of(cookie: Option<&str>) -> Vec<&str> {
    let tokens = cookie.into_iter().flat_map(|cookie| cookie.split('.'));
    tokens.filter(|token| token.len() == TOKEN).take(PEOPLE).collect()
}

/// The device of the account `username` whose token `cookie` holds.
///
/// # Errors
///
/// The database's.
pub async fn known(
    db: &impl ConnectionTrait,
    username: &str,
    cookie: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Option<known_device::Model>, DbErr> {
    let tokens = tokens_of(cookie);
    if tokens.is_empty() {
        return Ok(None);
    }
    known_device::Entity::find()
        .join(JoinType::InnerJoin, known_device::Relation::User.def())
        .filter(user::Column::Username.eq(username))
        .filter(Column::TokenHash.is_in(tokens.into_iter().map(tokens::digest)))
        .filter(Column::LastUsedAt.gt(now - KNOWN_FOR))
        .one(db)
        .await
}

/// Remembers that `user_id` signed in on the device that sent `cookie`; answers what its cookie holds from
/// now on.
///
/// # Errors
///
/// Ours alone.
pub async fn remember(
    transaction: &impl ConnectionTrait,
    user_id: Uuid,
    (known, cookie): (Option<&known_device::Model>, Option<&str>),
    now: DateTime<Utc>,
) -> anyhow::Result<String> {
    let mut tokens: Vec<String> = tokens_of(cookie).into_iter().map(str::to_owned).collect();
    if let Some(known) = known {
        known_device::Entity::update_many()
            .col_expr(Column::LastUsedAt, Expr::val(now))
            .filter(Column::Id.eq(known.id))
            .exec(transaction)
            .await?;
        return Ok(tokens.join("."));
    }
    let token = tokens::random()?;
    let others: Vec<Uuid> = known_device::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::UserId.eq(user_id))
        .order_by_desc(Column::LastUsedAt)
        .order_by_desc(Column::Id)
        .offset(DEVICES - 1)
        .limit(DEVICES)
        .into_tuple()
        .all(transaction)
        .await?;
    known_device::Entity::delete_many().filter(Column::Id.is_in(others)).exec(transaction).await?;
    known_device::Entity::insert(known_device::ActiveModel {
        id: Set(Uuid::now_v7()),
        user_id: Set(user_id),
        token_hash: Set(tokens::digest(&token)),
        first_used_at: Set(now),
        last_used_at: Set(now),
    })
    .exec_without_returning(transaction)
    .await?;
    tokens.push(token);
    let first = tokens.len().saturating_sub(PEOPLE);
    Ok(tokens.split_off(first).join("."))
}

/// Forgets the devices of `user_id`, but for the one whose token `cookie` holds: who had the old password may have
/// used them.
///
/// # Errors
///
/// The database's.
pub async fn forget(
    transaction: &impl ConnectionTrait,
    user_id: Uuid,
    cookie: Option<&str>,
) -> Result<(), DbErr> {
    let kept: Vec<String> = tokens_of(cookie).into_iter().map(tokens::digest).collect();
    let others = Condition::all().add(Column::UserId.eq(user_id)).add(Column::TokenHash.is_not_in(kept));
    known_device::Entity::delete_many().filter(others).exec(transaction).await?;
    Ok(())
}
