//! Which days are working days. Pure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

/// Days in a row of a holiday notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Off; otherwise make-up working days (调休上班).
    pub rest: bool,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// The holiday.
    pub name: String,
}

/// What is known of working days.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    years: BTreeSet<i32>,
    rests: BTreeMap<NaiveDate, bool>,
}

/// Saturdays and Sundays.
pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

impl Calendar {
    /// Adds a year's notice.
    pub fn add(&mut self, year: i32, spans: &[Span]) {
        self.years.insert(year);
        for span in spans {
            for day in span.from.iter_days().take_while(|day| *day <= span.to) {
                self.rests.insert(day, span.rest);
            }
        }
    }

    /// Adds what a region arranges for itself. It takes no day off away that is the whole country's.
    pub fn add_own(&mut self, spans: &[Span]) {
        for span in spans {
            for day in span.from.iter_days().take_while(|day| *day <= span.to) {
                if span.rest || self.rests.get(&day) != Some(&true) {
                    self.rests.insert(day, span.rest);
                }
            }
        }
    }

    /// Whether `day` is a working day; `None` where its year's notice is not known.
    pub fn is_working(&self, day: NaiveDate) -> Option<bool> {
        if !self.years.contains(&day.year()) {
            return None;
        }
        Some(match self.rests.get(&day) {
            Some(rest) => !rest,
            None => !is_weekend(day),
        })
    }

    /// Whether the notice names `day`: off, or a make-up working day.
    pub fn named(&self, day: NaiveDate) -> Option<bool> {
        self.rests.get(&day).copied()
    }
}

/// What is wrong with a year's lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SpanError {
    /// The last day lies before the first.
    Order,
    /// The days are not those of the year, nor the last of the year before or the first of the next: a new
    /// year's holiday may begin in December, as it did in 2022, and what is made up for may lie in January.
    OtherYear,
    /// A day is named twice.
    Twice(NaiveDate),
    /// A make-up working day that is a working day anyway.
    WorkingAnyway(NaiveDate),
    /// A region's make-up working day that is a holiday of the whole country.
    NationalHoliday(NaiveDate),
}

/// What is wrong with the lines of a notice for `year`, each with its place in the list.
pub fn check(year: i32, spans: &[Span]) -> Vec<(usize, SpanError)> {
    let mut errors = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, span) in spans.iter().enumerate() {
        if span.to < span.from {
            errors.push((index, SpanError::Order));
            continue;
        }
        let near = |day: NaiveDate| {
            day.year() == year
                || (day.year() == year - 1 && day.month() == 12)
                || (day.year() == year + 1 && day.month() == 1)
        };
        if !near(span.from) || !near(span.to) {
            errors.push((index, SpanError::OtherYear));
            continue;
        }
        let days = || span.from.iter_days().take_while(|day| *day <= span.to);
        errors.extend(days().find(|day| !seen.insert(*day)).map(|day| (index, SpanError::Twice(day))));
        if !span.rest {
            let working = days().find(|day| !is_weekend(*day));
            errors.extend(working.map(|day| (index, SpanError::WorkingAnyway(day))));
        }
    }
    errors
}

/// Where the lines of a region's own would take a day off away that is the whole country's.
pub fn check_own(national: &Calendar, spans: &[Span]) -> Vec<(usize, SpanError)> {
    let taken = |span: &Span| {
        let days = || span.from.iter_days().take_while(|day| *day <= span.to);
        (!span.rest).then(|| days().find(|day| national.rests.get(day) == Some(&true))).flatten()
    };
    let lines = spans.iter().enumerate();
    lines.filter_map(|(index, span)| Some((index, SpanError::NationalHoliday(taken(span)?)))).collect()
}

/// Whether a line of another year's notice names days of `year`.
pub fn touches(year: i32, span: &Span) -> bool {
    (span.from.year()..=span.to.year()).contains(&year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn span(rest: bool, from: &str, to: &str) -> Span {
        Span { rest, from: day(from), to: day(to), name: "国庆节".to_owned() }
    }

    #[test]
    fn make_up_days_work_and_holidays_do_not() {
        let mut calendar = Calendar::default();
        calendar
            .add(2026, &[span(true, "2026-10-01", "2026-10-07"), span(false, "2026-10-10", "2026-10-10")]);
        assert_eq!(calendar.is_working(day("2026-09-30")), Some(true));
        assert_eq!(calendar.is_working(day("2026-10-01")), Some(false));
        assert_eq!(calendar.is_working(day("2026-10-08")), Some(true));
        assert_eq!(calendar.is_working(day("2026-10-10")), Some(true), "a Saturday made up");
        assert_eq!(calendar.is_working(day("2026-10-11")), Some(false), "a Sunday");
        assert_eq!(calendar.is_working(day("2027-10-11")), None, "not known");
    }

    #[test]
    fn a_notice_is_checked() {
        let wrong = [
            span(true, "2026-10-07", "2026-10-01"),
            span(true, "2025-10-01", "2025-10-07"),
            span(true, "2026-05-01", "2026-05-05"),
            span(true, "2026-05-05", "2026-05-06"),
            span(false, "2026-05-11", "2026-05-11"),
            span(true, "2025-12-31", "2026-01-02"),
            span(false, "2027-01-02", "2027-01-02"),
            span(true, "2027-02-01", "2027-02-01"),
        ];
        let errors = check(2026, &wrong);
        let expected = [
            (0, SpanError::Order),
            (1, SpanError::OtherYear),
            (3, SpanError::Twice(day("2026-05-05"))),
            (4, SpanError::WorkingAnyway(day("2026-05-11"))),
            (7, SpanError::OtherYear),
        ];
        assert_eq!(errors, expected);
    }

    #[test]
    fn a_notice_claims_days_of_its_neighbours() {
        let mut calendar = Calendar::default();
        calendar.add(2022, &[span(true, "2022-10-01", "2022-10-07")]);
        assert_eq!(calendar.is_working(day("2022-10-03")), Some(false));
        calendar
            .add(2023, &[span(true, "2022-12-30", "2023-01-02"), span(false, "2024-01-06", "2024-01-06")]);
        calendar.add(2024, &[]);
        assert_eq!(calendar.named(day("2022-12-30")), Some(true), "a Friday of 2022 that 2023 claims");
        assert_eq!(calendar.is_working(day("2024-01-06")), Some(true), "a Saturday of 2024 that 2023 claims");
        assert!(touches(2022, &span(true, "2022-12-30", "2023-01-02")));
        assert!(!touches(2024, &span(true, "2022-12-30", "2023-01-02")));
    }

    #[test]
    fn a_region_adds_days_off_and_takes_none_away() {
        let mut national = Calendar::default();
        national
            .add(2026, &[span(true, "2026-10-01", "2026-10-07"), span(false, "2026-10-10", "2026-10-10")]);
        let own = [span(true, "2026-04-20", "2026-04-21"), span(false, "2026-10-03", "2026-10-03")];
        assert_eq!(check_own(&national, &own), [(1, SpanError::NationalHoliday(day("2026-10-03")))]);
        let mut calendar = national.clone();
        calendar.add_own(&own);
        assert_eq!(calendar.is_working(day("2026-04-20")), Some(false), "the region's own holiday");
        assert_eq!(calendar.is_working(day("2026-10-03")), Some(false), "the whole country's");
        assert_eq!(national.is_working(day("2026-04-20")), Some(true));
        let mut unknown = Calendar::default();
        unknown.add_own(&own);
        assert_eq!(unknown.is_working(day("2026-04-22")), None, "a region's days are no notice");
    }
}
