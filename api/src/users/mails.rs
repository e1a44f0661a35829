//! Sending what is told of accounts by e-mail, at once.

use std::{sync::Arc, time::Duration};

use entity::{
    account_mail::{self, Column},
    notification, user,
};
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use crate::shared::{
    app::App,
    mail::{Mail, Mailer, Outcome, retry_at},
};

/// How often a server looks whether there is something to send.
const EVERY: Duration = Duration::from_secs(10);

/// The most messages that are sent at a look.
const AT_ONCE: u64 = 50;

/// Sends what is due to be sent; answers how many messages the mail server took.
///
/// # Errors
///
/// The database's. What was sent stays sent.
pub async fn send(app: &App, mailer: &Mailer) -> Result<usize, DbErr> {
    let due = account_mail::Entity::find()
        .filter(Column::RetryAt.lte(app.clock.now()))
        .order_by_asc(Column::RetryAt)
        .limit(AT_ONCE)
        .all(app.db.current())
        .await?;
    let mut sent = 0;
    for row in due {
        // The condition lets one of two servers take it.
        let attempts = row.attempts + 1;
        let taken = account_mail::Entity::update_many()
            .col_expr(Column::Attempts, Expr::val(attempts))
            .col_expr(Column::RetryAt, Expr::val(retry_at(attempts, app.clock.now())))
            .filter(of(row.notification_id, row.attempts))
            .exec(app.db.writer())
            .await?;
        if taken.rows_affected == 0 {
            continue;
        }
        let outcome = match message(app, row.notification_id, mailer.address.as_deref()).await? {
            Some(mail) => mailer.send(mail).await,
            None => Outcome::Failed("nobody to send it to".to_owned()),
        };
        sent += usize::from(outcome == Outcome::Sent);
        settle(app, (row.notification_id, attempts), outcome).await?;
    }
    Ok(sent)
}

fn of(notification: Uuid, attempts: i32) -> Condition {
    Condition::all().add(Column::NotificationId.eq(notification)).add(Column::Attempts.eq(attempts))
}

async fn settle(app: &App, (notification, attempts): (Uuid, i32), outcome: Outcome) -> Result<(), DbErr> {
    let now = app.clock.now();
    let (sent_at, again, error) = match outcome {
        Outcome::Sent => (Some(now), None, None),
        Outcome::NotYet(error) => (None, retry_at(attempts, now), Some(error)),
        Outcome::Failed(error) => (None, None, Some(error)),
    };
    if let Some(error) = &error {
        tracing::warn!(%notification, error, "an e-mail about an account was not sent");
    }
    account_mail::Entity::update_many()
        .col_expr(Column::SentAt, Expr::val(sent_at))
        .col_expr(Column::RetryAt, Expr::val(again))
        .col_expr(Column::Error, Expr::val(error))
        .filter(of(notification, attempts))
        .exec(app.db.writer())
        .await?;
    Ok(())
}

async fn message(app: &App, id: Uuid, address: Option<&str>) -> Result<Option<Mail>, DbErr> {
    let found =
        notification::Entity::find_by_id(id).find_also_related(user::Entity).one(app.db.current()).await?;
    let Some((note, Some(person))) = found else { return Ok(None) };
    let Some(to) = person.email else { return Ok(None) };
    let address = address.map(|address| format!("\n\n{address}")).unwrap_or_default();
    Ok(Some(Mail {
        to,
        id: format!("account-{}", id.simple()),
        subject: "双打平台：账号变动 Account notice".to_owned(),
        body: format!("{}\n\n{}{address}\n", note.text_zh, note.text_en),
    }))
}

/// [`send`] again and again, for as long as it is polled.
pub async fn keep_sending(app: App, mailer: Arc<Mailer>) {
    let mut tick = tokio::time::interval(EVERY);
    loop {
        tick.tick().await;
        match send(&app, &mailer).await {
            Ok(0) => {}
            Ok(mails) => tracing::info!(mails, "told of accounts"),
            Err(error) => tracing::error!(%error, "nobody could be told of accounts; trying again later"),
        }
    }
}
