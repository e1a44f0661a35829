//! Rows of the ledgers of trainings and of publicity, as what was held.

use chrono::NaiveDate;
use vocabulary::{PublicityKind, TrainingKind};

use super::{names::Names, stating::Stating};
use crate::{publicity::service::HeldEvent, shared::values::Date, trainings::service::HeldTraining};

/// The training that the row states.
pub fn training(row: &mut Stating<'_>, names: &Names, today: NaiveDate) -> HeldTraining {
    let (starts_on, ends_on) = period(row, today);
    HeldTraining {
        action_id: names.action(row),
        kind: row.choice("kind").unwrap_or(TrainingKind::Class),
        name: row.text("name").unwrap_or_default(),
        starts_on,
        ends_on,
        place: row.text("place").unwrap_or_default(),
        subject: row.text("subject"),
        speakers: row.text("speakers"),
        participant_ids: names.participants(row),
        amounts: Vec::new(),
        trained_person_times: row.quantity("trainedPersonTimes"),
        companies: row.quantity("companies"),
        audiences: Vec::new(),
        exam_held: row.flag("examHeld"),
        certificates_issued: row.count("certificatesIssued"),
    }
}

/// The publicity event that the row states.
pub fn event(row: &mut Stating<'_>, names: &Names, today: NaiveDate) -> HeldEvent {
    let (starts_on, ends_on) = period(row, today);
    HeldEvent {
        action_id: names.action(row),
        kind: row.choice("kind").unwrap_or(PublicityKind::Other),
        name: row.text("name").unwrap_or_default(),
        starts_on,
        ends_on,
        place: row.text("place").unwrap_or_default(),
        participant_ids: names.participants(row),
        amounts: Vec::new(),
        materials: row.quantity("materials"),
        consultations: row.quantity("consultations"),
        media_items: row.count("mediaItems"),
        television_programmes: row.count("televisionProgrammes"),
    }
}

/// The first and the last day: without a last day it lasted one. One that can't be read is taken for the other, so that
/// nothing else is said of it.
fn period(row: &mut Stating<'_>, today: NaiveDate) -> (Date, Date) {
    let (first, last) = (row.day("startsOn"), row.day("endsOn"));
    (Date(first.or(last).unwrap_or(today)), Date(last.or(first).unwrap_or(today)))
}
