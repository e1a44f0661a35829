//! The league's formula. Pure.

use chrono::NaiveDate;

use crate::summary::rules::Period;

/// What a department begins with; nobody has less than nothing.
pub const FULL: i64 = 100;

/// What costs points: each record that an indicator counts for the department.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The indicator's code.
    pub indicator: &'static str,
    /// How many points a record costs.
    pub points: i64,
    /// Whether a day counts only once it is past: what is due today can still be done.
    pub once_past: bool,
}

/// The formula.
pub const TERMS: [Term; 2] = [
    Term { indicator: "CASES_CLOSED_LATE", points: 2, once_past: false },
    Term { indicator: "CASES_DUE", points: 3, once_past: true },
];

/// The term of this indicator, where it is one.
pub fn term(indicator: &str) -> Option<Term> {
    TERMS.into_iter().find(|term| term.indicator == indicator)
}

impl Term {
    /// The days of `period` that count on the day `today`; none, where no day does.
    pub fn days(self, period: Period, today: NaiveDate) -> Option<Period> {
        let last = if self.once_past { today.pred_opt()?.min(period.to) } else { period.to };
        Period::new(period.from, last)
    }
}

/// What is left of a full score.
pub fn score(lost: i64) -> i64 {
    (FULL - lost).max(0)
}

/// The places of these scores: who has as much shares one, and the next are as many further down. Who has no score has
/// no place.
pub fn places(scores: &[Option<i64>]) -> Vec<Option<usize>> {
    let better = |score: i64| scores.iter().flatten().filter(|other| **other > score).count();
    scores.iter().map(|score| score.map(|score| better(score) + 1)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_due_counts_once_it_is_past() {
        let year = Period::new(day("2026-01-01"), day("2026-12-31")).unwrap();
        let [late, due] = TERMS;
        assert_eq!(late.days(year, day("2026-06-10")), Some(year));
        assert_eq!(due.days(year, day("2026-06-10")), Period::new(day("2026-01-01"), day("2026-06-09")));
        assert_eq!(due.days(year, day("2026-01-01")), None);
        assert_eq!(due.days(year, day("2030-01-01")), Some(year));
    }

    #[test]
    fn equal_scores_share_a_place() {
        assert_eq!(
            places(&[Some(98), Some(100), None, Some(98), Some(90)]),
            [Some(2), Some(1), None, Some(2), Some(4)]
        );
    }

    proptest! {
        #[test]
        fn a_better_score_never_stands_below(scores in prop::collection::vec(prop::option::of(0..100_i64), 0..20)) {
            let places = places(&scores);
            for (one, first) in scores.iter().zip(&places) {
                prop_assert_eq!(one.is_some(), first.is_some());
                for (other, second) in scores.iter().zip(&places) {
                    if let (Some(one), Some(other)) = (one, other) {
                        prop_assert_eq!(one > other, first < second);
                    }
                }
            }
        }

        #[test]
        fn nobody_has_more_than_all_or_less_than_nothing(lost in 0..10_000_i64) {
            prop_assert!((0..=FULL).contains(&score(lost)));
        }
    }
}
