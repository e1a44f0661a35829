//! The records of which all figures are made, for what goes through all of them: comparing the ledger with them, and
//! entering what is missing.

use chrono::{DateTime, Utc};
use entity::{inspection, publicity_event, training};
use sea_orm::DbErr;

use crate::{
    cases::figures::CASES,
    seizures::figures::SEIZURES,
    shared::{
        db::Database,
        figures::{Source, recount},
        recorded::Counting,
    },
};

pub use crate::shared::figures::recount::Report;

/// The kinds of records.
static SOURCES: [&Source; 5] = [
    &CASES,
    inspection::Entity::SOURCE,
    &SEIZURES,
    training::Entity::SOURCE,
    publicity_event::Entity::SOURCE,
];

/// Compares the ledger with the records.
///
/// # Errors
///
/// The database's.
pub async fn verify(db: &Database) -> Result<Report, DbErr> {
    recount::verify(db, &SOURCES).await
}

/// Sets the ledger right by the records, and answers what was wrong.
///
/// # Errors
///
/// The database's.
pub async fn rebuild(db: &Database, now: DateTime<Utc>) -> Result<Report, DbErr> {
    recount::rebuild(db, &SOURCES, now).await
}

/// Enters what was on record before there was a ledger; goes on where it was stopped.
///
/// # Errors
///
/// The database's.
pub async fn complete(db: &Database, now: DateTime<Utc>) -> Result<(), DbErr> {
    recount::complete(db, &SOURCES, now).await
}
