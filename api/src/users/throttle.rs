//! Slows down who guesses passwords. Failures are counted for an account as seen from one address,
//! and for the address alone; never for the account alone, or a stranger could lock its owner out.

use chrono::{DateTime, TimeDelta, Utc};
use entity::sign_in_failure::{self, Column};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::{Expr, OnConflict},
};

use super::rules::{self, Guessing};
use crate::{
    app::App,
    shared::{
        db::ROW_LOCK,
        errors::{Failure, Problem, UserErrorCode},
    },
};

/// One attempt to prove a password, counted as failed until it is known to be right: a burst of
/// attempts at once would otherwise all pass before the first is counted.
pub struct Attempt {
    pair: String,
    address: String,
}

impl Attempt {
    /// Begins an attempt on `account` from `address`.
    ///
    /// # Errors
    ///
    /// TOO_MANY_ATTEMPTS, with the seconds to wait, where it comes too soon after failed ones.
    pub async fn begin(app: &App, account: &str, address: Option<&str>) -> Result<Self, Failure> {
        let now = app.clock.now();
        let address = address.unwrap_or("-");
        let attempt = Self { pair: format!("{account}@{address}"), address: format!("@{address}") };
        let transaction = app.db.begin().await?;
        let forgotten = now - rules::FORGET_FAILURES;
        sign_in_failure::Entity::delete_many()
            .filter(Column::LastFailedAt.lt(forgotten))
            .exec(&transaction)
            .await?;
        let rows = sign_in_failure::Entity::find()
            .filter(Column::Subject.is_in([&attempt.pair, &attempt.address]))
            // In one order, so that two attempts at once wait for each other and never cross.
            .order_by_asc(Column::Subject)
            .lock(ROW_LOCK)
            .all(&transaction)
            .await?;
        let wait = rows.iter().map(|row| {
            let guessing = if row.subject == attempt.pair { Guessing::Account } else { Guessing::Address };
            row.last_failed_at + rules::wait_after(row.failures, guessing) - now
        });
        if let Some(wait) = wait.max().filter(|wait| *wait > TimeDelta::zero()) {
            return Err(too_many(wait).into());
        }
        for subject in [&attempt.address, &attempt.pair] {
            count(&transaction, subject, now).await?;
        }
        transaction.commit().await?;
        Ok(attempt)
    }

    /// The password was right: forgets the pair's failures, and this one of the address.
    ///
    /// # Errors
    ///
    /// The database's.
    pub async fn succeeded(self, transaction: &impl ConnectionTrait) -> Result<(), DbErr> {
        sign_in_failure::Entity::delete_by_id(self.pair).exec(transaction).await?;
        sign_in_failure::Entity::update_many()
            .col_expr(Column::Failures, Expr::col(Column::Failures).sub(1))
            .filter(Column::Subject.eq(self.address))
            .exec(transaction)
            .await?;
        Ok(())
    }
}

async fn count(transaction: &impl ConnectionTrait, subject: &str, now: DateTime<Utc>) -> Result<(), DbErr> {
    sign_in_failure::Entity::insert(sign_in_failure::ActiveModel {
        subject: Set(subject.to_owned()),
        failures: Set(1),
        last_failed_at: Set(now),
    })
    .on_conflict(
        OnConflict::column(Column::Subject)
            .value(Column::Failures, Expr::col((sign_in_failure::Entity, Column::Failures)).add(1))
            .update_column(Column::LastFailedAt)
            .to_owned(),
    )
    .exec_without_returning(transaction)
    .await?;
    Ok(())
}

fn too_many(wait: TimeDelta) -> Problem {
    let seconds = (wait.num_milliseconds() + 999) / 1000;
    Problem::new(
        UserErrorCode::TooManyAttempts,
        "",
        format!("尝试次数过多，请在 {seconds} 秒后重试"),
        format!("Too many attempts; try again in {seconds} seconds"),
    )
}
