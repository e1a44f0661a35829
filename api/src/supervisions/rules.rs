//! When reports are owed, and what may be done with a supervision: pure.

use chrono::{Days, NaiveDate};

use crate::{
    clocks::rules,
    shared::errors::{Problem, UserErrorCode},
};

/// The longest interval between two reports, in days.
pub const LONGEST_INTERVAL: i32 = 90;

/// The next day on which a report is owed: the first of the days `listed_on` + n × `every` after both
/// the report that was owed last and the day on which it came. A late report does not move the
/// schedule, and an early one does not have to be written twice.
pub fn next_report(
    listed_on: NaiveDate,
    every: i32,
    owed_on: Option<NaiveDate>,
    reported_on: Option<NaiveDate>,
) -> NaiveDate {
    let every = i64::from(every.max(1));
    let after = owed_on.into_iter().chain(reported_on).fold(listed_on, NaiveDate::max);
    let passed = (after - listed_on).num_days() / every;
    listed_on + Days::new(((passed + 1) * every).unsigned_abs())
}

/// What is done with a supervision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// 报告进展
    Report,
    /// 督办催办
    Urge,
    /// 延期
    Extend,
    /// 撤销延期
    RevokeExtension,
    /// 解除督办
    Release,
}

/// What stands against `action` where the case is open or not and the supervision released or not.
pub fn refusal(action: Action, case_is_open: bool, is_released: bool) -> Option<Problem> {
    let refused = |zh: &str, en: &str| Some(Problem::new(UserErrorCode::IllegalTransition, "", zh, en));
    if is_released {
        return refused("该案已解除督办", "This case is not supervised any more");
    }
    match action {
        Action::Urge | Action::Extend | Action::RevokeExtension if !case_is_open => {
            refused("案件已办结，请核查后解除督办", "The case has ended: look at it and release it")
        }
        _ => None,
    }
}

/// What lists sort by: the earlier of the deadline and the next report, or a day after all others.
pub fn due_sort(deadline_on: Option<NaiveDate>, next_report_on: Option<NaiveDate>) -> NaiveDate {
    rules::due_sort(deadline_on.into_iter().chain(next_report_on).min())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn reports_are_owed_at_equal_intervals_whenever_they_come(
            every in 1..=LONGEST_INTERVAL,
            delays in prop::collection::vec(-30..120_i64, 1..30),
        ) {
            let listed_on = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap();
            let mut owed = next_report(listed_on, every, None, None);
            prop_assert_eq!(owed - listed_on, chrono::TimeDelta::days(every.into()));
            let mut last = listed_on;
            for delay in delays {
                // No report comes before the one before it.
                let reported = (owed + chrono::TimeDelta::days(delay)).max(last);
                let next = next_report(listed_on, every, Some(owed), Some(reported));
                prop_assert_eq!((next - listed_on).num_days() % i64::from(every), 0);
                prop_assert!(next > owed && next > reported);
                // No interval is skipped that still lies ahead.
                let before = next - chrono::TimeDelta::days(every.into());
                prop_assert!(before <= owed.max(reported));
                (owed, last) = (next, reported);
            }
        }

        #[test]
        fn what_was_released_stays_released(open in any::<bool>()) {
            for action in
                [Action::Report, Action::Urge, Action::Extend, Action::RevokeExtension, Action::Release]
            {
                prop_assert!(refusal(action, open, true).is_some());
            }
            prop_assert!(refusal(Action::Release, open, false).is_none());
        }
    }
}
