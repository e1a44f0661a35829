//! The sums of a summary that need no database: periods, and the on-time closing rate.

use chrono::{Datelike, Months, NaiveDate};

/// The years that a summary can speak of: dates beyond have no place in a ledger.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=9000;

/// Whole days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Period {
    /// The days from `from` to `to`; `None` where there are none, or they lie beyond 1950 to 9000.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        let known = YEARS.contains(&from.year()) && YEARS.contains(&to.year());
        (from <= to && known).then_some(Self { from, to })
    }

    /// The day before.
    pub fn eve(self) -> NaiveDate {
        self.from.pred_opt().unwrap_or(self.from)
    }

    /// The same days of the year before (同期): whole months as whole months, and 29 February alone as 28 February.
    pub fn year_before(self) -> Self {
        let before = |day: NaiveDate| day.checked_sub_months(Months::new(12)).unwrap_or(day);
        let to = before(self.to);
        let is_whole = self.from.day() == 1 && self.to == last_of_month(self.to);
        Self { from: before(self.from), to: if is_whole { last_of_month(to) } else { to } }
    }

    /// Its months, each as far as it lies within; at most `most`, else none.
    pub fn months(self, most: usize) -> Option<Vec<Self>> {
        self.parts(most, last_of_month)
    }

    /// Its days; at most `most`, else none.
    pub fn days(self, most: usize) -> Option<Vec<Self>> {
        self.parts(most, |day| day)
    }

    fn parts(self, most: usize, last: fn(NaiveDate) -> NaiveDate) -> Option<Vec<Self>> {
        let mut parts = Vec::new();
        let mut next = Some(self.from);
        while let Some(from) = next.filter(|from| *from <= self.to) {
            if parts.len() == most {
                return None;
            }
            let to = last(from).min(self.to);
            parts.push(Self { from, to });
            next = to.succ_opt();
        }
        Some(parts)
    }
}

/// The last day of the day's month.
fn last_of_month(day: NaiveDate) -> NaiveDate {
    let next = day.with_day(1).and_then(|first| first.checked_add_months(Months::new(1)));
    next.and_then(|next| next.pred_opt()).unwrap_or(day)
}

/// `numerator` ÷ `denominator` as a percentage with one decimal, half rounded up: "66.7". `None`
/// over nothing: no closed case has no rate, neither 0 nor 100 %.
pub fn percent(numerator: i64, denominator: i64) -> Option<String> {
    if denominator <= 0 {
        return None;
    }
    let tenths = (i128::from(numerator) * 2000 + i128::from(denominator)) / (2 * i128::from(denominator));
    Some(format!("{}.{}", tenths / 10, tenths % 10))
}

/// A share of a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// In per cent, with one decimal.
    pub percent: String,
    /// The part.
    pub numerator: i64,
    /// The whole.
    pub denominator: i64,
    /// What is in neither.
    pub left_out: i64,
}

/// The on-time closing rate (DOMAIN, Statistics): closed by their due date ÷ closed that had one.
pub fn on_time(closed_on_time: i64, closed: i64, without_limit: i64) -> Option<Share> {
    let denominator = closed - without_limit;
    let percent = percent(closed_on_time, denominator)?;
    Some(Share { percent, numerator: closed_on_time, denominator, left_out: without_limit })
}

/// By how many per cent there is more than before (`+12.3`), or less (`-4.0`); compared with nothing, none.
pub fn change(present: i64, previous: i64) -> Option<String> {
    let sign = if present < previous { '-' } else { '+' };
    percent((present - previous).abs(), previous).map(|percent| format!("{sign}{percent}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_period_has_days_and_a_year_before() {
        assert_eq!(Period::new(day("2011-04-30"), day("2011-04-13")), None);
        assert_eq!(Period::new(day("0001-01-01"), day("2011-04-13")), None);
        let leap = Period::new(day("2012-02-29"), day("2012-02-29")).unwrap();
        assert_eq!(leap.year_before(), Period::new(day("2011-02-28"), day("2011-02-28")).unwrap());
        // February as a whole compares with February as a whole.
        let february = Period::new(day("2013-02-01"), day("2013-02-28")).unwrap();
        assert_eq!(february.year_before(), Period::new(day("2012-02-01"), day("2012-02-29")).unwrap());
    }

    #[test]
    fn nothing_closed_has_no_rate() {
        assert_eq!(percent(0, 0), None);
        assert_eq!(percent(2, 3).as_deref(), Some("66.7"));
        assert_eq!(percent(1, 2000).as_deref(), Some("0.1"));
        assert_eq!(percent(0, 5).as_deref(), Some("0.0"));
        assert_eq!(percent(5, 5).as_deref(), Some("100.0"));
        assert_eq!(
            on_time(2, 4, 1).map(|rate| (rate.percent, rate.denominator)),
            Some(("66.7".to_owned(), 3))
        );
        assert_eq!(on_time(0, 2, 2), None);
        assert_eq!(change(112, 100).as_deref(), Some("+12.0"));
        assert_eq!(change(96, 100).as_deref(), Some("-4.0"));
        assert_eq!(change(1, 0), None);
    }

    proptest! {
        #[test]
        fn the_year_before_keeps_the_day(from in 0i64..200_000, length in 0i64..2_000) {
            let from = day("1950-01-01") + chrono::Duration::days(from);
            let period = Period::new(from, from + chrono::Duration::days(length)).unwrap();
            let before = period.year_before();
            for (now, then) in [(period.from, before.from), (period.to, before.to)] {
                prop_assert_eq!(then.year(), now.year() - 1);
                prop_assert_eq!(then.month(), now.month());
                let ends_a_february = (now.month(), now.day()) == (2, 28) && then.day() == 29;
                let leap_day = (now.month(), now.day()) == (2, 29);
                let kept = if leap_day { 28 } else { now.day() };
                prop_assert!(ends_a_february || then.day() == kept);
            }
            prop_assert!(before.from <= before.to);
        }

        #[test]
        fn a_period_is_its_months_and_its_days(from in 0i64..200_000, length in 0i64..1_000) {
            let from = day("1950-01-01") + chrono::Duration::days(from);
            let period = Period::new(from, from + chrono::Duration::days(length)).unwrap();
            for parts in [period.months(40).unwrap(), period.days(1_000).unwrap_or_default()] {
                let Some(first) = parts.first() else { continue };
                prop_assert_eq!(first.from, period.from);
                prop_assert_eq!(parts.last().map(|last| last.to), Some(period.to));
                for pair in parts.windows(2) {
                    prop_assert_eq!(pair[0].to.succ_opt(), Some(pair[1].from));
                    prop_assert_ne!(pair[0], pair[1]);
                }
                prop_assert!(parts.iter().all(|part| part.from.month() == part.to.month()));
            }
        }

        #[test]
        fn a_rate_lies_within_half_a_tenth(numerator in 0i64..1_000_000, more in 0i64..1_000_000) {
            let denominator = numerator + more;
            match percent(numerator, denominator) {
                None => prop_assert_eq!(denominator, 0),
                Some(text) => {
                    let exact = numerator as f64 * 100.0 / denominator as f64;
                    prop_assert!((text.parse::<f64>().unwrap() - exact).abs() <= 0.050_001);
                }
            }
        }
    }
}
