//! How a clock stands, and what may be done to it, by its row.

use entity::{clock, enums};

use super::rules;

/// How the clock stands, as the rules see it.
pub fn standing(row: &clock::Model) -> rules::Standing {
    rules::Standing {
        waits_for: row.waits_for,
        due_on: row.due_on,
        due_at: row.due_at,
        stopped_on: row.stopped_on,
        met_on: row.met_on,
        met_late: row.met_late,
    }
}

/// Whether the clock may stand at all: statutory periods of a case or of what was seized.
pub fn may_stand(row: &clock::Model) -> bool {
    let subject = matches!(row.subject_kind, enums::ClockSubject::Case | enums::ClockSubject::Seizure);
    row.is_open
        && row.rule_id.is_some()
        && row.started_at.is_none()
        && subject
        && row.waits_for != enums::WaitsFor::Party
}

/// Whether more time for the clock is granted here: for seizures and supervision that is a step of
/// their own.
pub fn may_extend(row: &clock::Model) -> bool {
    may_stand(row) && row.subject_kind == enums::ClockSubject::Case
}

/// Whether more time that the clock got may be taken back here: a supervision's office does so in a step of
/// its own.
pub fn may_revoke(row: &clock::Model) -> bool {
    may_stand(row)
}
