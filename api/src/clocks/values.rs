//! What clocks are given: what they belong to, how they start, and what happens to them.

use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    clock,
    enums::{ClockKind, ClockStopReason, ClockSubject, WaitsFor},
};
use uuid::Uuid;

/// What a clock belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the table of the same name")]
pub enum Subject {
    Case(Uuid),
    Referral(Uuid),
    Seizure(Uuid),
    Supervision(Uuid),
    Blacklist(Uuid),
    Deconfliction(Uuid),
    Approval(Uuid),
    MonthlyReport(Uuid),
}

impl Subject {
    /// The table and the row.
    pub fn parts(self) -> (ClockSubject, Uuid) {
        match self {
            Subject::Case(id) => (ClockSubject::Case, id),
            Subject::Referral(id) => (ClockSubject::Referral, id),
            Subject::Seizure(id) => (ClockSubject::Seizure, id),
            Subject::Supervision(id) => (ClockSubject::Supervision, id),
            Subject::Blacklist(id) => (ClockSubject::Blacklist, id),
            Subject::Deconfliction(id) => (ClockSubject::Deconfliction, id),
            Subject::Approval(id) => (ClockSubject::Approval, id),
            Subject::MonthlyReport(id) => (ClockSubject::MonthlyReport, id),
        }
    }

    /// What the clock belongs to.
    pub fn of(row: &clock::Model) -> Self {
        let id = row.subject_id;
        match row.subject_kind {
            ClockSubject::Case => Subject::Case(id),
            ClockSubject::Referral => Subject::Referral(id),
            ClockSubject::Seizure => Subject::Seizure(id),
            ClockSubject::Supervision => Subject::Supervision(id),
            ClockSubject::Blacklist => Subject::Blacklist(id),
            ClockSubject::Deconfliction => Subject::Deconfliction(id),
            ClockSubject::Approval => Subject::Approval(id),
            ClockSubject::MonthlyReport => Subject::MonthlyReport(id),
        }
    }
}

/// A clock, as it starts.
#[derive(Clone, Copy, Debug)]
pub struct Start<'a> {
    /// What it waits for.
    pub kind: ClockKind,
    /// The case, where there is one.
    pub case_id: Option<Uuid>,
    /// What it belongs to.
    pub subject: Subject,
    /// The region's key of the department for which it waits.
    pub region_key: &'a str,
    /// For which department it waits.
    pub department_id: Uuid,
    /// For whom there.
    pub waits_for: WaitsFor,
    /// The day that does not count.
    pub started_on: NaiveDate,
    /// The moment of what started it, where it is known: what is counted in hours runs from it. Never that of
    /// the typing.
    pub started_at: Option<DateTime<Utc>>,
    /// The last day, set by hand; none: by the rule in force.
    pub due_on: Option<NaiveDate>,
}

/// When something happened: its statutory day, and the moment where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The day.
    pub on: NaiveDate,
    /// The moment, on that day.
    pub at: Option<DateTime<Utc>>,
}

impl From<NaiveDate> for When {
    fn from(on: NaiveDate) -> Self {
        Self { on, at: None }
    }
}

/// Why a clock stands, or runs again.
#[derive(Clone, Debug)]
pub struct Pause {
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub reason: ClockStopReason,
    /// In words.
    pub ground: Option<String>,
    /// The number of the document.
    pub document: Option<String>,
}

/// How a clock gets more time.
#[derive(Clone, Debug)]
pub struct Extension {
    /// The day of the approval.
    pub on: NaiveDate,
    /// The last day, where it is set: collectively after the rule's extension, or anew where it was
    /// set by hand; none: the rule's extension.
    pub until: Option<NaiveDate>,
    /// Why.
    pub ground: Option<String>,
    /// The number of the document that approves it.
    pub document: Option<String>,
}

/// That an extension is revoked.
#[derive(Clone, Debug)]
pub struct Revocation {
    /// The day.
    pub on: NaiveDate,
    /// Why.
    pub ground: Option<String>,
    /// The number of the document that says so.
    pub document: Option<String>,
}
