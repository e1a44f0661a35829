//! What failed on an account since its owner signed in last: told at the next sign-in, once.

use chrono::{DateTime, Utc};
use entity::failed_sign_in::{self, Column};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    Set,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::rules::guessing;

/// So many places are told apart; what comes from more is told together.
const PLACES: u64 = 20;

/// The place of what is told together.
const ELSEWHERE: &str = "";

/// Failed attempts on an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failures {
    /// Those of each place, the latest first; the place is empty for those that are told together.
    pub places: Vec<failed_sign_in::Model>,
}

/// Counts a wrong password for `user_id` from `address`.
///
/// # Errors
///
/// The database's.
pub async fn add(
    transaction: &impl ConnectionTrait,
    user_id: Uuid,
    address: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let mut place = guessing::place(address);
    let of_user = || failed_sign_in::Entity::find().filter(Column::UserId.eq(user_id));
    let others = of_user().filter(Column::Place.ne(&place)).count(transaction).await?;
    if others >= PLACES {
        ELSEWHERE.clone_into(&mut place);
    }
    failed_sign_in::Entity::insert(failed_sign_in::ActiveModel {
        user_id: Set(user_id),
        place: Set(place),
        failures: Set(1),
        first_failed_at: Set(now),
        last_failed_at: Set(now),
    })
    .on_conflict(
        OnConflict::columns([Column::UserId, Column::Place])
            .value(Column::Failures, Expr::col((failed_sign_in::Entity, Column::Failures)).add(1))
            .update_column(Column::LastFailedAt)
            .to_owned(),
    )
    .exec_without_returning(transaction)
    .await?;
    Ok(())
}

/// Takes what there is to tell `user_id`, if anything.
///
/// # Errors
///
/// The database's.
pub async fn take(transaction: &impl ConnectionTrait, user_id: Uuid) -> Result<Option<Failures>, DbErr> {
    let places = failed_sign_in::Entity::find()
        .filter(Column::UserId.eq(user_id))
        .order_by_desc(Column::LastFailedAt)
        .all(transaction)
        .await?;
    if places.is_empty() {
        return Ok(None);
    }
    failed_sign_in::Entity::delete_many().filter(Column::UserId.eq(user_id)).exec(transaction).await?;
    Ok(Some(Failures { places }))
}
