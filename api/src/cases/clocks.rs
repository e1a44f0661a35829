//! Which clocks a case's steps start and end: a table, and its use within the change that takes the
//! step.
//!
//! A lead waits to be verified until it is decided whether to file, and by one clock: a report (举报) by that of
//! the procedure for complaints and reports, which says of its own that reports are dealt with by the rules on
//! penalties (投诉举报处理 art. 31), all others by the lead's clock of those rules (处罚程序规定 art. 18). Both say
//! 15 working days and once 15 more, and running both would ask for one thing twice. A complaint (投诉) is two
//! things at once: a consumer's complaint, which is to be accepted or not within 7 working days, and a lead.

use chrono::{Days, NaiveDate};
use entity::{
    case, clock,
    enums::{CaseKind, CaseSource, CaseStatus, CaseTransition, ClockKind, ClockStopReason, WaitsFor},
};
use sea_orm::{ActiveValue::Set, DbErr, EntityTrait};
use serde::Deserialize;
use vocabulary::ClockState;

use super::{figures::CASES, penalty};
use crate::{
    clocks::{
        rules::{self, DUE_SOON_DAYS},
        service::{self, Pause, Start, Subject},
    },
    shared::{change::Change, errors::Failure},
};

/// What a step does to a clock of its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It starts, and waits for these.
    Start(ClockKind, WaitsFor),
    /// What it waited for was done.
    Meet(ClockKind),
    /// It is not waited for any more.
    Cancel(ClockKind),
    /// The case's clock stands.
    Stop(ClockKind, ClockStopReason),
    /// It runs again.
    Resume(ClockKind, ClockStopReason),
}

/// A step, as far as clocks care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which; none for the registration.
    pub transition: Option<CaseTransition>,
    /// What the case is about.
    pub kind: CaseKind,
    /// The status before.
    pub from: Option<CaseStatus>,
    /// The status after.
    pub to: CaseStatus,
    /// Whether it was filed.
    pub filed: bool,
    /// Whether a penalty is on record.
    pub punished: bool,
    /// Whether somebody reported it who gave a name and must be told.
    pub named_informant: bool,
    /// Where it came from.
    pub source: CaseSource,
    /// Whether it was accepted before this step.
    pub accepted: bool,
}

/// The clock by which a case of this kind and source is measured.
pub fn main_kind(kind: CaseKind, source: CaseSource, filed: bool) -> ClockKind {
    match (filed, kind) {
        (false, _) => lead_kind(source),
        (true, CaseKind::PatentDispute) => ClockKind::DisputeClosing,
        (true, _) => ClockKind::CaseDecision,
    }
}

/// The clock by which a lead waits for its verification.
fn lead_kind(source: CaseSource) -> ClockKind {
    match source {
        CaseSource::Report => ClockKind::ReportVerification,
        _ => ClockKind::LeadVerification,
    }
}

/// What a step does to the clocks of its case.
pub fn effects(step: &Step) -> Vec<Effect> {
    use CaseTransition as T;
    use ClockKind as K;
    use Effect::{Cancel, Meet, Resume, Start, Stop};
    let main = main_kind(step.kind, step.source, step.filed);
    let lead = lead_kind(step.source);
    let complaint = step.source == CaseSource::Complaint;
    let mut effects = Vec::new();
    let Some(transition) = step.transition else {
        if complaint {
            effects.push(Start(K::ComplaintAcceptance, WaitsFor::Department));
        }
        effects.push(Start(lead, WaitsFor::Department));
        return effects;
    };
    if complaint && !step.accepted {
        match transition {
            T::Accept | T::Decline => effects.push(Meet(K::ComplaintAcceptance)),
            // Withdrawn, or taken over by another department, which answers the complaint from then on.
            _ if step.to == CaseStatus::Closed => effects.push(Cancel(K::ComplaintAcceptance)),
            _ => {}
        }
    }
    // Whatever ends a state ends what was waited for in it.
    match step.from {
        Some(CaseStatus::Suspended) => effects.push(Resume(main, ClockStopReason::Suspension)),
        Some(CaseStatus::LegalReview) => effects.push(match transition {
            T::PassLegalReview | T::ReturnFromLegalReview => Meet(K::LegalReview),
            _ => Cancel(K::LegalReview),
        }),
        Some(CaseStatus::Notice) => effects.push(match transition {
            T::HoldHearing => Meet(K::HearingRequest),
            _ => Cancel(K::HearingRequest),
        }),
        _ => {}
    }
    match transition {
        T::File => {
            effects.push(Meet(lead));
            effects.push(Start(main, WaitsFor::Handlers));
        }
        T::Decline | T::DeclineFiling => effects.push(Meet(lead)),
        T::Suspend => effects.push(Stop(main, ClockStopReason::Suspension)),
        T::SubmitLegalReview => effects.push(Start(K::LegalReview, WaitsFor::Department)),
        T::Decide => {
            effects.push(Meet(main));
            effects.push(Start(K::DecisionService, WaitsFor::Handlers));
            if step.punished {
                effects.push(Start(K::PenaltyPublication, WaitsFor::Handlers));
            }
        }
        T::Withdraw => effects.extend([Cancel(K::DecisionService), Cancel(K::PenaltyPublication)]),
        _ => {}
    }
    if step.named_informant && matches!(transition, T::File | T::Decline | T::DeclineFiling) {
        effects.push(Start(K::ReporterNotice, WaitsFor::Department));
    }
    if step.to == CaseStatus::Notice {
        effects.push(Start(K::HearingRequest, WaitsFor::Party));
    }
    if step.to == CaseStatus::Closed && !effects.contains(&Meet(main)) {
        effects.push(Meet(main));
    }
    effects
}

/// Starts and ends the clocks of a case after its step was saved and counted, and shows in `row` what
/// became of its due date.
pub async fn after_step(
    change: &Change,
    before: Option<&case::Model>,
    row: &mut case::Model,
    transition: Option<CaseTransition>,
    on: NaiveDate,
    named_informant: bool,
) -> Result<(), Failure> {
    let step = Step {
        transition,
        kind: row.kind,
        from: before.map(|before| before.status),
        to: row.status,
        filed: row.filed_on.is_some(),
        punished: penalty::is_punished(row),
        named_informant,
        source: row.source,
        accepted: before.is_some_and(|before| before.accepted_on.is_some()),
    };
    let effects = effects(&step);
    if effects.is_empty() {
        return Ok(());
    }
    let subject = Subject::Case(row.id);
    for effect in effects {
        match effect {
            Effect::Start(kind, waits_for) => {
                let start = Start {
                    kind,
                    case_id: Some(row.id),
                    subject,
                    region_key: &row.region_key,
                    department_id: row.department_id,
                    waits_for,
                    started_on: on,
                    started_at: None,
                    due_on: None,
                };
                mirror(change, &service::start(change, start).await?).await?;
            }
            Effect::Meet(kind) => {
                meet(change, subject, kind, on).await?;
                if kind == ClockKind::ReportVerification {
                    // One that was registered before reports had their clock waits by the lead's.
                    meet(change, subject, ClockKind::LeadVerification, on).await?;
                }
            }
            Effect::Cancel(kind) => service::cancel(change, subject, kind, on, None).await?,
            Effect::Stop(kind, reason) => {
                // A case from before there were clocks has none that could stand.
                if service::open(&change.transaction, subject, kind).await?.is_some() {
                    mirror(change, &service::stop(change, subject, kind, pause(on, reason)).await?).await?;
                }
            }
            Effect::Resume(kind, reason) => {
                if let Some(clock) = service::resume(change, subject, kind, pause(on, reason)).await? {
                    mirror(change, &clock).await?;
                }
            }
        }
    }
    if let Some(kept) = case::Entity::find_by_id(row.id).one(&change.transaction).await? {
        row.due_on = kept.due_on;
        row.due_sort = kept.due_sort;
        row.suspended_on = kept.suspended_on;
    }
    Ok(())
}

async fn meet(change: &Change, subject: Subject, kind: ClockKind, on: NaiveDate) -> Result<(), Failure> {
    if let Some(clock) = service::meet(change, subject, kind, on).await? {
        mirror(change, &clock).await?;
    }
    Ok(())
}

/// What a case keeps of its main clock.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct MainClock {
    /// The last day.
    pub due_on: Option<NaiveDate>,
    /// The day of the decision.
    pub decided_on: Option<NaiveDate>,
    /// The day on which it was closed.
    pub closed_on: Option<NaiveDate>,
    /// Since when it stands.
    pub suspended_on: Option<NaiveDate>,
    /// Whether the case still waits for a step.
    pub is_open: bool,
}

impl MainClock {
    /// Its columns, in their order.
    pub const COLUMNS: &[case::Column] = &[
        case::Column::DueOn,
        case::Column::DecidedOn,
        case::Column::ClosedOn,
        case::Column::SuspendedOn,
        case::Column::IsOpen,
    ];
}

impl From<&case::Model> for MainClock {
    fn from(row: &case::Model) -> Self {
        Self {
            due_on: row.due_on,
            decided_on: row.decided_on,
            closed_on: row.closed_on,
            suspended_on: row.suspended_on,
            is_open: row.is_open,
        }
    }
}

/// How the clock of a case stands on `today`, from what the case itself keeps of it; none for what was not
/// accepted or not filed, and where nothing is due.
pub fn state(kept: MainClock, today: NaiveDate) -> Option<ClockState> {
    let due_on = kept.due_on?;
    if let Some(met_on) = kept.decided_on.or(kept.closed_on) {
        return Some(if met_on <= due_on { ClockState::Met } else { ClockState::MetLate });
    }
    if kept.suspended_on.is_some() {
        return Some(ClockState::Stopped);
    }
    if !kept.is_open {
        return None;
    }
    Some(if due_on < today {
        ClockState::Overdue
    } else if due_on <= today + Days::new(DUE_SOON_DAYS) {
        ClockState::DueSoon
    } else {
        ClockState::Running
    })
}

fn pause(on: NaiveDate, reason: ClockStopReason) -> Pause {
    Pause { on, reason, ground: None, document: None }
}

/// A case's due date is its main clock's: kept on the case, where lists sort by it and figures count it. Whoever
/// changes a clock of a case calls this.
pub async fn mirror(change: &Change, row: &clock::Model) -> Result<(), DbErr> {
    if !rules::is_main(row.kind) || row.cancelled_on.is_some() {
        return Ok(());
    }
    let Some(case_id) = row.case_id else { return Ok(()) };
    let db = &change.transaction;
    let Some(before) = case::Entity::find_by_id(case_id).one(db).await? else { return Ok(()) };
    let mut after = before.clone();
    show(&mut after, row);
    if after == before {
        return Ok(());
    }
    let changes = case::ActiveModel {
        id: Set(case_id),
        due_on: Set(after.due_on),
        due_sort: Set(after.due_sort),
        suspended_on: Set(after.suspended_on),
        ..Default::default()
    };
    case::Entity::update(changes).exec_without_returning(db).await?;
    change.count(&CASES, case_id);
    Ok(())
}

/// Writes its main clock's due date into a case.
pub fn show(case: &mut case::Model, clock: &clock::Model) {
    case.due_on = clock.due_on;
    case.due_sort = clock.due_sort;
    case.suspended_on = clock.stopped_on.filter(|_| clock.is_open);
}
