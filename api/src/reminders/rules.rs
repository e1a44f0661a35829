//! When somebody is reminded of a clock, as days around its last one. Pure.

use chrono::{Days, NaiveDate, TimeDelta};
use entity::enums::ClockKind;

/// How many days before the last day people are reminded, the earliest first; then on it.
const BEFORE: [i64; 2] = [3, 1];
/// The same of a month's figures, which take longer to put together.
const BEFORE_A_MONTH_IS_TOLD: [i64; 2] = [5, 2];
/// After it a day later, and then each so many days.
const EVERY: i64 = 7;
/// Whom twelve reminders after the last day did not move a thirteenth will not.
const LAST: i64 = 12 * EVERY;

/// The reminder of a clock that `today` has reached last, as days after its last day; none before the
/// first, none whose day came before the clock started, and none where the last of all has long passed.
/// Whoever asks each day gets each once; who was away for days gets only the last.
pub fn reached(kind: ClockKind, started_on: NaiveDate, due_on: NaiveDate, today: NaiveDate) -> Option<i64> {
    let after = (today - due_on).num_days();
    let offset = match after {
        1.. => 1 + (after - 1) / EVERY * EVERY,
        0 => 0,
        _ => before(kind).into_iter().map(|days| -days).filter(|offset| *offset <= after).max()?,
    };
    let day = due_on.checked_add_signed(TimeDelta::days(offset))?;
    (after <= LAST && (offset > 0 || day >= started_on)).then_some(offset)
}

fn before(kind: ClockKind) -> [i64; 2] {
    match kind {
        ClockKind::MonthlyFigures | ClockKind::CountyFigures => BEFORE_A_MONTH_IS_TOLD,
        _ => BEFORE,
    }
}

/// The last days of clocks that a reminder may be due for on `today`: the first and the last of them.
pub fn window(today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let before = u64::try_from(BEFORE_A_MONTH_IS_TOLD[0]).unwrap_or_default();
    let after = u64::try_from(LAST).unwrap_or_default();
    (today - Days::new(after), today + Days::new(before))
}

/// The key under which a reminder is told once. A new last day brings new reminders.
pub fn key(clock: uuid::Uuid, due_on: NaiveDate, offset: i64) -> String {
    format!("clock:{clock}:{due_on}:{offset}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn three_days_and_one_before_then_on_the_day_then_one_after_then_weekly() {
        let (started, due) = (day("2026-11-01"), day("2026-11-20"));
        let said = |today: &str| reached(ClockKind::Approval, started, due, day(today));
        assert_eq!(said("2026-11-16"), None);
        assert_eq!(said("2026-11-17"), Some(-3));
        assert_eq!(said("2026-11-18"), Some(-3));
        assert_eq!(said("2026-11-19"), Some(-1));
        assert_eq!(said("2026-11-20"), Some(0));
        assert_eq!(said("2026-11-21"), Some(1));
        assert_eq!(said("2026-11-27"), Some(1));
        assert_eq!(said("2026-11-28"), Some(8));
        assert_eq!(said("2027-12-01"), None);
        // Started after the day of the first: it is not made up for.
        assert_eq!(reached(ClockKind::Approval, day("2026-11-18"), due, day("2026-11-18")), None);
        assert_eq!(reached(ClockKind::Approval, day("2026-11-19"), due, day("2026-11-19")), Some(-1));
        // A month's figures: five days and two before, then on the day.
        let month = |today: &str| reached(ClockKind::MonthlyFigures, started, day("2026-11-28"), day(today));
        assert_eq!(
            ["2026-11-22", "2026-11-23", "2026-11-25", "2026-11-26", "2026-11-28"].map(month),
            [None, Some(-5), Some(-5), Some(-2), Some(0)]
        );
    }

    proptest! {
        /// Asked each day, or only now and then: in order, each at most once, none too early, and none
        /// outside of the window that is read.
        #[test]
        fn each_reminder_comes_once_and_in_order(kind in prop::sample::select(vec![ClockKind::Approval, ClockKind::CountyFigures]), length in 0_u64..40, skips in prop::collection::vec(1_u64..6, 0..60)) {
            let started = day("2026-01-05");
            let due = started + Days::new(length);
            let mut today = started;
            let mut keys = BTreeSet::new();
            let mut last = None;
            for skip in skips {
                if let Some(offset) = reached(kind, started, due, today) {
                    prop_assert!(due + TimeDelta::days(offset) <= today);
                    prop_assert!(last.is_none_or(|last| offset >= last));
                    let (first, until) = window(today);
                    prop_assert!(first <= due && due <= until);
                    if last == Some(offset) {
                        prop_assert!(!keys.insert(key(uuid::Uuid::nil(), due, offset)));
                    } else {
                        prop_assert!(keys.insert(key(uuid::Uuid::nil(), due, offset)));
                    }
                    last = Some(offset);
                }
                today = today + Days::new(skip);
            }
        }
    }
}
