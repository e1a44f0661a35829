//! Reminders of clocks before, on and after their last day, and the daily e-mail of what waits. Both
//! are made by whatever server comes first, and never twice: a reminder by its key, an e-mail by the
//! row that is taken before it is sent.

pub mod digest;
pub mod rules;
pub mod service;
pub mod words;

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use sea_orm::DbErr;

use crate::{
    monthly_reports::opening,
    shared::{app::App, clock::day_begins, mail::Mailer},
    users::throttle,
};

/// How often a server looks whether anybody is to be reminded.
const EVERY: Duration = Duration::from_secs(15 * 60);

/// Who was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Reminders that were written.
    pub reminders: usize,
    /// E-mails that were sent.
    pub mails: usize,
}

/// Opens the months that have begun, reminds everybody of what is due to be said now, and sends today's e-mails where there is a mailer.
///
/// # Errors
///
/// The database's.
pub async fn run(app: &App, mailer: Option<&Mailer>) -> Result<Told, DbErr> {
    match opening::open_due(app).await {
        Ok(0) => {}
        Ok(reports) => tracing::info!(reports, "a month is to be reported"),
        // Nobody is left without a reminder because of it.
        Err(error) => tracing::error!(?error, "a month could not be opened; trying again later"),
    }
    let reminders = service::remind(app).await?;
    let mails = match mailer {
        Some(mailer) => digest::send(app, mailer).await?,
        None => 0,
    };
    Ok(Told { reminders, mails })
}

/// The same again and again, for as long as it is polled; e-mails from `hour` on, in Shanghai.
pub async fn keep_running(app: App, mailer: Option<Arc<Mailer>>, hour: u8) {
    let mut tick = tokio::time::interval(EVERY);
    loop {
        tick.tick().await;
        let begins = day_begins(app.clock.today()) + TimeDelta::hours(hour.into());
        let mailer = mailer.as_deref().filter(|_| app.clock.now() >= begins);
        match run(&app, mailer).await {
            Ok(Told { reminders: 0, mails: 0 }) => {}
            Ok(Told { reminders, mails }) => tracing::info!(reminders, mails, "reminded"),
            Err(error) => tracing::error!(%error, "nobody could be reminded; trying again later"),
        }
        if let Err(error) = throttle::forget(&app).await {
            tracing::error!(%error, "old failed sign-ins could not be removed; trying again later");
        }
    }
}
