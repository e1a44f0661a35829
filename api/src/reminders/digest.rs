//! The daily e-mail: to each person who has an address, one message a day about what presses and what
//! they have not read, and none where there is nothing; to auditors where the audit log stands.

use chrono::{DateTime, NaiveDate, Utc};
use entity::{case, clock, department, digest, enums::Role, notification, user};
use sea_orm::{
    ColumnTrait, Condition, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::{Expr, OnConflict, Query},
};
use uuid::Uuid;

use super::words::{self, LINES, Line};
use crate::{
    notifications,
    shared::{
        app::App,
        audit,
        mail::{Mail, Mailer, Outcome, retry_at},
        policy,
        viewer::Viewer,
    },
    todo::{
        service::{Urgency, counts, most_urgent_first, so_urgent},
        sight::waiting_for,
    },
};

/// Sends today's messages that were not sent yet; answers how many were.
///
/// # Errors
///
/// The database's. What was sent stays sent.
pub async fn send(app: &App, mailer: &Mailer) -> Result<usize, DbErr> {
    let (now, today) = (app.clock.now(), app.clock.today());
    let people = waiting(app, today, now).await?;
    if people.is_empty() {
        return Ok(0);
    }
    // Where the server is away nobody's turn is used up.
    if let Err(error) = mailer.is_reachable().await {
        tracing::warn!(error, "the daily e-mails wait for the mail server");
        return Ok(0);
    }
    let mut sent = 0;
    for (person, department) in people {
        let Some(department) = department else { continue };
        let Some(attempts) = take(app, person.id, today, now).await? else { continue };
        let mail = message(app, &person, &department, today, mailer.address.as_deref()).await?;
        let outcome = match mail {
            Some(mail) => Some(mailer.send(mail).await),
            None => None,
        };
        sent += usize::from(outcome == Some(Outcome::Sent));
        settle(app, person.id, today, attempts, outcome).await?;
    }
    Ok(sent)
}

/// The people whose turn today was not taken, or may be tried again.
async fn waiting(
    app: &App,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<(user::Model, Option<department::Model>)>, DbErr> {
    let done = Query::select()
        .column(digest::Column::UserId)
        .from(digest::Entity)
        .and_where(digest::Column::Day.eq(today))
        .cond_where(
            Condition::any().add(digest::Column::RetryAt.is_null()).add(digest::Column::RetryAt.gt(now)),
        )
        .to_owned();
    user::Entity::find()
        .find_also_related(department::Entity)
        .filter(user::Column::Active.eq(true))
        .filter(user::Column::Role.is_in(policy::TOLD.into_iter().chain([Role::SecurityAuditor])))
        .filter(user::Column::Email.is_not_null())
        .filter(user::Column::Email.ne(""))
        .filter(user::Column::Id.not_in_subquery(done))
        .order_by_asc(user::Column::Id)
        .all(app.db.current())
        .await
}

/// Takes the person's turn, and answers which attempt it is; `None` where another took it first. The
/// turn is taken for as long as a message that is refused would wait: of a server that stops before it
/// has written what came of it, another takes the turn again then. Should the message have gone out in
/// that very moment, it carries the same Message-ID.
async fn take(app: &App, user: Uuid, day: NaiveDate, now: DateTime<Utc>) -> Result<Option<i32>, DbErr> {
    let db = app.db.writer();
    let first = digest::ActiveModel {
        user_id: Set(user),
        day: Set(day),
        attempts: Set(1),
        retry_at: Set(retry_at(1, now)),
        sent_at: Set(None),
        error: Set(None),
    };
    let known = OnConflict::columns([digest::Column::UserId, digest::Column::Day]).do_nothing().to_owned();
    let taken = digest::Entity::insert(first).on_conflict(known).exec_without_returning(db).await?;
    if taken > 0 {
        return Ok(Some(1));
    }
    let Some(row) = digest::Entity::find_by_id((user, day)).one(app.db.current()).await? else {
        return Ok(None);
    };
    let attempts = row.attempts + 1;
    let again = digest::Entity::update_many()
        .col_expr(digest::Column::RetryAt, Expr::val(retry_at(attempts, now)))
        .col_expr(digest::Column::Attempts, Expr::val(attempts))
        .filter(digest::Column::UserId.eq(user))
        .filter(digest::Column::Day.eq(day))
        .filter(digest::Column::RetryAt.lte(now))
        .filter(digest::Column::Attempts.eq(row.attempts))
        .exec(db)
        .await?;
    Ok((again.rows_affected > 0).then_some(attempts))
}

/// Writes down what became of a message; of none, that there was nothing to say.
async fn settle(
    app: &App,
    user: Uuid,
    day: NaiveDate,
    attempts: i32,
    outcome: Option<Outcome>,
) -> Result<(), DbErr> {
    let now = app.clock.now();
    let (sent_at, again, error) = match outcome {
        None => (None, None, None),
        Some(Outcome::Sent) => (Some(now), None, None),
        Some(Outcome::NotYet(error)) => (None, retry_at(attempts, now), Some(error)),
        Some(Outcome::Failed(error)) => (None, None, Some(error)),
    };
    if let Some(error) = &error {
        tracing::warn!(%user, error, "a daily e-mail was not sent");
    }
    digest::Entity::update_many()
        .col_expr(digest::Column::SentAt, Expr::val(sent_at))
        .col_expr(digest::Column::RetryAt, Expr::val(again))
        .col_expr(digest::Column::Error, Expr::val(error))
        .filter(digest::Column::UserId.eq(user))
        .filter(digest::Column::Day.eq(day))
        .filter(digest::Column::Attempts.eq(attempts))
        .exec(app.db.writer())
        .await?;
    Ok(())
}

/// What there is to say to `person`, if anything.
async fn message(
    app: &App,
    person: &user::Model,
    department: &department::Model,
    today: NaiveDate,
    address: Option<&str>,
) -> Result<Option<Mail>, DbErr> {
    let (db, now) = (app.db.current(), app.clock.now());
    let mail = |(subject, body)| Mail {
        to: person.email.clone().unwrap_or_default(),
        id: format!("digest-{today}-{}", person.id.simple()),
        subject,
        body,
    };
    if person.role == Role::SecurityAuditor {
        let (sequence, hash) = audit::head(&app.db).await?;
        return Ok(Some(mail(words::audit_digest(&person.display_name, today, (sequence, &hash)))));
    }
    let viewer = Viewer {
        user_id: person.id,
        display_name: person.display_name.clone(),
        role: person.role,
        department_id: department.id,
        region_id: department.region_id,
        region_key: department.region_key.clone(),
        in_coordination_office: department.is_coordination_office,
        observes_region: person.observes_region,
        read_only: true,
        must_change_password: false,
        session_id: None,
    };
    let counts = counts(db, &viewer, now).await?;
    let unread = notifications::sight::of_viewer(&viewer)
        .filter(notification::Column::ReadAt.is_null())
        .count(db)
        .await?;
    let order = most_urgent_first();
    let pressing =
        Condition::any().add(so_urgent(Urgency::Overdue, now)).add(so_urgent(Urgency::DueSoon, now));
    let rows = waiting_for(&viewer)
        .find_also_related(case::Entity)
        .filter(pressing)
        .order_by_asc(order.column)
        .order_by_asc(order.id)
        .limit(LINES as u64)
        .all(db)
        .await?;
    let line = |(row, case): (clock::Model, Option<case::Model>)| {
        Some(Line { kind: row.kind, number: case.map(|case| case.number), due_on: row.due_on? })
    };
    let lines: Vec<Line> = rows.into_iter().filter_map(line).collect();
    let said = words::digest(&person.display_name, today, counts, unread, &lines, address);
    Ok(said.map(mail))
}
