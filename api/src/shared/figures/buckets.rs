//! The days and months by which totals are kept, as they are stored. Pure.

use chrono::{Datelike, NaiveDate};

/// The bucket of all of time.
pub const ALL: &str = "a";

/// The bucket of the day's month: `m201104`.
pub fn month(day: NaiveDate) -> String {
    format!("m{}", day.format("%Y%m"))
}

/// The day's own bucket: `d20110430`.
pub fn day(day: NaiveDate) -> String {
    format!("d{}", day.format("%Y%m%d"))
}

/// The day's bucket of things whose first day of the year it is: `f20110430`.
pub fn first(day: NaiveDate) -> String {
    format!("f{}", day.format("%Y%m%d"))
}

/// Adjoining buckets of one length, both ends included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first.
    pub from: String,
    /// The last.
    pub to: String,
}

impl Stretch {
    /// Each day from one to the other.
    pub fn days(from: NaiveDate, to: NaiveDate) -> Self {
        Self { from: day(from), to: day(to) }
    }

    /// The things whose first day of the year is one of these.
    pub fn firsts(from: NaiveDate, to: NaiveDate) -> Self {
        Self { from: first(from), to: first(to) }
    }

    /// All of time.
    pub fn all() -> Self {
        Self { from: ALL.to_owned(), to: ALL.to_owned() }
    }

    /// Whole months, from that of the first day to that of the last.
    pub fn months(from: NaiveDate, to: NaiveDate) -> Self {
        Self { from: month(from), to: month(to) }
    }
}

/// The first day of the day's month.
pub fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn is_last_of_month(day: NaiveDate) -> bool {
    day.succ_opt().is_none_or(|next| next.day() == 1)
}

/// The buckets that the days from `from` to `to` are made of, each day in exactly one: whole months as such.
pub fn of_days(from: NaiveDate, to: NaiveDate) -> Vec<Stretch> {
    if from > to {
        return Vec::new();
    }
    let first_whole = if from.day() == 1 {
        Some(from)
    } else {
        first_of_month(from).checked_add_months(chrono::Months::new(1))
    };
    let last_whole = if is_last_of_month(to) { Some(to) } else { first_of_month(to).pred_opt() };
    match (first_whole, last_whole) {
        (Some(first), Some(last)) if first <= last => {
            let before = first.pred_opt().filter(|eve| *eve >= from).map(|eve| Stretch::days(from, eve));
            let after = last.succ_opt().filter(|next| *next <= to).map(|next| Stretch::days(next, to));
            before.into_iter().chain([Stretch::months(first, last)]).chain(after).collect()
        }
        _ => vec![Stretch::days(from, to)],
    }
}

/// Whether the things of these days are those whose first day of the year is one of them: the days begin a year and are
/// all of it.
pub fn begins_a_year(from: NaiveDate, to: NaiveDate) -> bool {
    from.ordinal() == 1 && from.year() == to.year()
}

/// The buckets of all days up to `to`.
pub fn up_to(to: NaiveDate) -> Vec<Stretch> {
    of_days(BEGINNING, to)
}

/// Before the first day of any record.
const BEGINNING: NaiveDate = match NaiveDate::from_ymd_opt(1000, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn whole_months_are_read_as_months() {
        let stretch = |from: &str, to: &str| Stretch { from: from.to_owned(), to: to.to_owned() };
        assert_eq!(of_days(date("2011-01-01"), date("2011-12-31")), [stretch("m201101", "m201112")]);
        assert_eq!(
            of_days(date("2011-04-13"), date("2011-06-02")),
            [
                stretch("d20110413", "d20110430"),
                stretch("m201105", "m201105"),
                stretch("d20110601", "d20110602")
            ]
        );
        assert_eq!(of_days(date("2011-04-13"), date("2011-04-13")), [stretch("d20110413", "d20110413")]);
        assert_eq!(of_days(date("2011-04-13"), date("2011-04-12")), []);
    }

    proptest! {
        #[test]
        fn every_day_of_a_period_is_in_one_stretch_and_no_other_is(
            from in 0i64..40_000, length in 0i64..1_000, probe in -40i64..1_040
        ) {
            let begin = date("1950-01-01") + chrono::Duration::days(from);
            let (end, probed) = (begin + chrono::Duration::days(length), begin + chrono::Duration::days(probe));
            let holds = |stretch: &&Stretch| {
                let bucket = if stretch.from.starts_with('m') { month(probed) } else { day(probed) };
                stretch.from <= bucket && bucket <= stretch.to
            };
            let stretches = of_days(begin, end);
            let found = stretches.iter().filter(holds).count();
            prop_assert_eq!(found, usize::from((begin..=end).contains(&probed)));
            // Up to a day is everything before the period, and the period.
            prop_assert_eq!(up_to(end).iter().filter(holds).count(), usize::from(probed <= end));
        }
    }
}
