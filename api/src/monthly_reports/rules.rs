//! What can be done with a monthly report as it stands. Pure.

pub mod checks;

use chrono::{Datelike, Months, NaiveDate};
use entity::enums::{MonthlyReportAct as Act, MonthlyReportState as State};

use crate::summary::rules::Period;

/// The states of a month that is told: its figures were submitted.
pub const TOLD: [State; 2] = [State::Submitted, State::Accepted];
/// The states in which its department still fills it in.
pub const OPEN: [State; 2] = [State::Open, State::Returned];
/// The states in which nobody waits for it any more.
pub const SETTLED: [State; 2] = [State::Accepted, State::Excused];

/// How a report stands, and what stands around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its state.
    pub state: State,
    /// Whether an office above receives it.
    pub is_received: bool,
    /// How many of the reports that its region receives for the month are neither accepted nor excused.
    pub waiting_below: usize,
    /// Whether an earlier month of the same department is still to be submitted.
    pub earlier_open: bool,
    /// Whether a later month of the same department is submitted already.
    pub later_told: bool,
    /// Whether the region that receives it has told its own month upwards, or closed it.
    pub locked_above: bool,
}

/// Why an act is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The state allows no such act.
    State,
    /// So many reports below are neither accepted nor excused.
    WaitingBelow(usize),
    /// An earlier month is to be submitted first.
    EarlierOpen,
    /// A later month would have to be opened first.
    LaterTold,
    /// The region's own month is locked: it is opened from the top down.
    LockedAbove,
}

/// Whether a month is told: its figures were submitted.
pub fn is_told(state: State) -> bool {
    TOLD.contains(&state)
}

/// Whether its department still fills it in.
pub fn is_open(state: State) -> bool {
    OPEN.contains(&state)
}

/// Whether nobody waits for it any more.
pub fn is_settled(state: State) -> bool {
    SETTLED.contains(&state)
}

/// Whether it was never submitted, and its first last day has passed.
pub fn is_missing(state: State, first_due_on: Option<NaiveDate>, today: NaiveDate) -> bool {
    state == State::Open && first_due_on.is_some_and(|due_on| due_on < today)
}

/// Why the act is refused; none: it can be done.
pub fn refusal(act: Act, standing: Standing) -> Option<Refusal> {
    let Standing { state, is_received, waiting_below, earlier_open, later_told, locked_above } = standing;
    let fits = match act {
        Act::Submit | Act::Excuse | Act::Urge => is_open(state),
        Act::Return | Act::Accept => state == State::Submitted,
        Act::Unfreeze => is_settled(state),
    };
    // Nobody receives it, so that nobody excuses, returns, accepts or urges.
    if !fits || (!is_received && !matches!(act, Act::Submit | Act::Unfreeze)) {
        return Some(Refusal::State);
    }
    match act {
        Act::Submit if waiting_below > 0 => Some(Refusal::WaitingBelow(waiting_below)),
        Act::Submit if earlier_open => Some(Refusal::EarlierOpen),
        Act::Return | Act::Unfreeze if locked_above => Some(Refusal::LockedAbove),
        Act::Return | Act::Unfreeze if later_told && state != State::Excused => Some(Refusal::LaterTold),
        _ => None,
    }
}

/// The state after the act.
pub fn after(act: Act, state: State, is_received: bool) -> State {
    match act {
        Act::Submit if is_received => State::Submitted,
        Act::Submit | Act::Accept => State::Accepted,
        Act::Return | Act::Unfreeze => State::Returned,
        Act::Excuse => State::Excused,
        Act::Urge => state,
    }
}

/// The first day of the day's month.
pub fn month_of(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

/// The month that begins on that day, as a period.
pub fn period(month: NaiveDate) -> Period {
    let from = month_of(month);
    let next = from.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt());
    Period { from, to: next.unwrap_or(from) }
}

/// The months after `latest` up to that of `today`.
pub fn months_to_open(latest: NaiveDate, today: NaiveDate) -> Vec<NaiveDate> {
    let next = |month: &NaiveDate| month.checked_add_months(Months::new(1));
    let first = next(&month_of(latest));
    std::iter::successors(first, next).take_while(|month| *month <= month_of(today)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const STATES: [State; 5] =
        [State::Open, State::Submitted, State::Returned, State::Accepted, State::Excused];
    const ACTS: [Act; 6] = [Act::Submit, Act::Return, Act::Accept, Act::Excuse, Act::Unfreeze, Act::Urge];

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn months_follow_one_another() {
        assert_eq!(
            months_to_open(day("2026-11-01"), day("2027-01-03")),
            [day("2026-12-01"), day("2027-01-01")]
        );
        assert!(months_to_open(day("2027-01-01"), day("2027-01-31")).is_empty());
        assert_eq!(period(day("2028-02-01")), Period { from: day("2028-02-01"), to: day("2028-02-29") });
    }

    proptest! {
        /// Whatever is done: what was frozen is opened only by who may open it, and a region's month never tells of
        /// what is still open below.
        #[test]
        fn a_frozen_month_is_opened_from_the_top_down(
            state in prop::sample::select(STATES.to_vec()), is_received: bool, waiting_below in 0_usize..3,
            earlier_open: bool, later_told: bool, locked_above: bool, act in prop::sample::select(ACTS.to_vec())
        ) {
            let standing = Standing { state, is_received, waiting_below, earlier_open, later_told, locked_above };
            if refusal(act, standing).is_some() {
                return Ok(());
            }
            let next = after(act, state, is_received);
            if state == State::Accepted && next != State::Accepted {
                prop_assert!(act == Act::Unfreeze && !locked_above && !later_told);
            }
            if is_told(next) && !is_told(state) {
                prop_assert!(waiting_below == 0 && !earlier_open);
            }
            prop_assert!(is_received || next != State::Submitted);
            prop_assert_eq!(act == Act::Urge, next == state);
        }
    }
}
