//! Slows down who guesses passwords, by the rules of [`rules::guessing`](super::rules::guessing).

use chrono::{DateTime, TimeDelta, Utc};
use entity::sign_in_failure::{self, Column};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, Set,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::rules::guessing::{self, Budget, InARow};
use crate::shared::{
    app::App,
    db::ROW_LOCK,
    errors::{Failure, Problem, UserErrorCode},
};

/// From where somebody proves a password.
#[derive(Clone, Copy, Debug)]
pub enum Whence<'a> {
    /// From a device on which the account's owner signed in before.
    Device(Uuid),
    /// Within a session of the owner's.
    Session(Uuid),
    /// From a place whose device nobody knows: the account as it was typed, and the address.
    Place(&'a str, Option<&'a str>),
}

/// What counts an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counter {
    /// Failures in a row, on the account from here.
    Here,
    /// Failures in a row of all accounts at one place.
    Place,
    /// The account's budget.
    Budget,
}

/// One attempt to prove a password, counted as failed until it is known to be right: a burst of
/// attempts at once would otherwise all pass before the first is counted.
pub struct Attempt(Vec<(String, Counter)>);

impl Attempt {
    /// Begins an attempt.
    ///
    /// # Errors
    ///
    /// TOO_MANY_ATTEMPTS, with the time to wait, where it comes too soon after failed ones.
    pub async fn begin(app: &App, from: Whence<'_>) -> Result<Self, Failure> {
        let now = app.clock.now();
        let attempt = Self(counters(from));
        let transaction = app.db.begin().await?;
        let counted = attempt.rows(&transaction, now).await?;
        let here = counted.iter().find(|(_, counter, _)| *counter == Counter::Here);
        let first_try = here.is_some_and(|(row, ..)| row.failures < guessing::FIRST_TRIES);
        let wait = counted.iter().map(|(row, counter, budget)| match counter {
            Counter::Here => row.last_failed_at + guessing::wait_after(row.failures, InARow::Account) - now,
            Counter::Place if first_try => TimeDelta::zero(),
            Counter::Place => row.last_failed_at + guessing::wait_after(row.failures, InARow::Place) - now,
            Counter::Budget => budget.wait(now),
        });
        if let Some(wait) = wait.max().filter(|wait| *wait > TimeDelta::zero()) {
            return Err(too_many(wait).into());
        }
        for (row, counter, budget) in counted {
            let (failures, at) = match counter {
                Counter::Budget => {
                    let Budget { used, since } = budget.less_one(now);
                    (used, since)
                }
                Counter::Here | Counter::Place => (row.failures.saturating_add(1), now),
            };
            sign_in_failure::Entity::update_many()
                .col_expr(Column::Failures, Expr::val(failures))
                .col_expr(Column::LastFailedAt, Expr::val(at))
                .filter(Column::Subject.eq(row.subject))
                .exec(&transaction)
                .await?;
        }
        transaction.commit().await?;
        Ok(attempt)
    }

    /// The counters' rows, locked, as they are at `now`.
    async fn rows(
        &self,
        transaction: &DatabaseTransaction,
        now: DateTime<Utc>,
    ) -> Result<Vec<(sign_in_failure::Model, Counter, Budget)>, DbErr> {
        // Made first, so that there is something to lock: many attempts at once are counted one by one.
        let new = self.0.iter().map(|(subject, _)| sign_in_failure::ActiveModel {
            subject: Set(subject.clone()),
            failures: Set(0),
            last_failed_at: Set(now),
        });
        sign_in_failure::Entity::insert_many(new)
            .on_conflict(OnConflict::column(Column::Subject).do_nothing().to_owned())
            .exec_without_returning(transaction)
            .await?;
        let rows = sign_in_failure::Entity::find()
            .filter(Column::Subject.is_in(self.0.iter().map(|(subject, _)| subject)))
            // In one order, so that two attempts at once wait for each other and never cross.
            .order_by_asc(Column::Subject)
            .lock(ROW_LOCK)
            .all(transaction)
            .await?;
        let counted = rows.into_iter().filter_map(|mut row| {
            let (_, counter) = self.0.iter().find(|(subject, _)| *subject == row.subject)?;
            let budget = Budget { used: row.failures, since: row.last_failed_at };
            if row.last_failed_at < now - guessing::FORGET_FAILURES {
                row.failures = 0;
            }
            Some((row, *counter, budget))
        });
        Ok(counted.collect())
    }

    /// The password was right: forgets the failures from here, and this one of the place and the budget.
    ///
    /// # Errors
    ///
    /// The database's.
    pub async fn succeeded(self, transaction: &impl ConnectionTrait) -> Result<(), DbErr> {
        for (subject, counter) in self.0 {
            if counter == Counter::Here {
                sign_in_failure::Entity::delete_by_id(subject).exec(transaction).await?;
                continue;
            }
            sign_in_failure::Entity::update_many()
                .col_expr(Column::Failures, Expr::col(Column::Failures).sub(1))
                .filter(Column::Subject.eq(subject))
                .filter(Column::Failures.gt(0))
                .exec(transaction)
                .await?;
        }
        Ok(())
    }
}

/// What counts an attempt from there, in the order of the rows' keys.
fn counters(from: Whence<'_>) -> Vec<(String, Counter)> {
    match from {
        Whence::Device(id) => vec![(format!("device {id}"), Counter::Here)],
        Whence::Session(id) => vec![(format!("session {id}"), Counter::Here)],
        Whence::Place(account, address) => {
            let place = guessing::place(address);
            vec![
                (format!("account {account}"), Counter::Budget),
                (format!("here {place} {account}"), Counter::Here),
                (format!("place {place}"), Counter::Place),
            ]
        }
    }
}

/// Removes what no longer slows anybody down; answers how many rows.
///
/// # Errors
///
/// The database's.
pub async fn forget(app: &App) -> Result<u64, DbErr> {
    let forgotten = sign_in_failure::Entity::delete_many()
        .filter(Column::LastFailedAt.lt(app.clock.now() - guessing::FORGET_FAILURES))
        .exec(app.db.writer())
        .await?;
    Ok(forgotten.rows_affected)
}

fn too_many(wait: TimeDelta) -> Problem {
    let seconds = (wait.num_milliseconds() + 999) / 1000;
    let (zh, en) = match seconds {
        ..=120 => (format!("{seconds} 秒"), format!("{seconds} seconds")),
        _ => {
            let minutes = (seconds + 59) / 60;
            (format!("{minutes} 分钟"), format!("{minutes} minutes"))
        }
    };
    Problem::new(
        UserErrorCode::TooManyAttempts,
        "",
        format!("尝试次数过多，请在 {zh}后重试，或在以前登录过的设备上登录"),
        format!("Too many attempts; try again in {en}, or on a device where you signed in before"),
    )
}
