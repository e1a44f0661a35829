//! Which days are working days. Pure.
//!
//! A year's days are arranged by its notice, but not by it alone: the new year's holiday has taken the last
//! days of December from the year before (2007-12-29 to 31, 2018-12-29 to 31, 2022-12-31), once with the
//! Saturday worked for it. These days are certain only when both years' notices are in. The days that the
//! regulation itself fixes are holidays whatever a notice will say.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, Weekday};

/// The first day of December that the next year's notice has ever claimed.
const CLAIMED_FROM: u32 = 29;
/// Since when 2 May is a holiday by regulation (国务院令第795号).
const SECOND_OF_MAY_SINCE: i32 = 2025;

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
    days: BTreeMap<NaiveDate, Span>,
}

/// Saturdays and Sundays.
pub fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The holiday to which `day` belongs by regulation alone (全国年节及纪念日放假办法 art. 2): those that have
/// the same date each year. The others follow the moon or the sun, and are known by their notice.
pub fn fixed(day: NaiveDate) -> Option<Span> {
    let (name, month, last) = match (day.month(), day.day()) {
        (1, 1) => ("元旦", 1, 1),
        (5, 1 | 2) if day.year() >= SECOND_OF_MAY_SINCE => ("劳动节", 5, 2),
        (5, 1) => ("劳动节", 5, 1),
        (10, 1..=3) => ("国庆节", 10, 3),
        _ => return None,
    };
    let on = |number| NaiveDate::from_ymd_opt(day.year(), month, number);
    Some(Span { rest: true, from: on(1)?, to: on(last)?, name: name.to_owned() })
}

impl Calendar {
    /// Adds a year's notice.
    pub fn add(&mut self, year: i32, spans: &[Span]) {
        self.years.insert(year);
        for span in spans {
            for day in span.from.iter_days().take_while(|day| *day <= span.to) {
                self.days.insert(day, span.clone());
            }
        }
    }

    /// Adds what a region arranges for itself. It takes no day off away that is the whole country's.
    pub fn add_own(&mut self, spans: &[Span]) {
        for span in spans {
            for day in span.from.iter_days().take_while(|day| *day <= span.to) {
                if span.rest || !self.is_holiday(day) {
                    self.days.insert(day, span.clone());
                }
            }
        }
    }

    fn is_holiday(&self, day: NaiveDate) -> bool {
        fixed(day).is_some() || self.days.get(&day).is_some_and(|span| span.rest)
    }

    /// Whether `day` is a working day.
    ///
    /// # Errors
    ///
    /// The year whose notice would say so and is not known: the day's own, or the next, which may claim the
    /// last days of December.
    pub fn is_working(&self, day: NaiveDate) -> Result<bool, i32> {
        if fixed(day).is_some() {
            return Ok(false);
        }
        let claims = (day.month() == 12 && day.day() >= CLAIMED_FROM).then(|| day.year() + 1);
        if let Some(year) =
            [Some(day.year()), claims].into_iter().flatten().find(|year| !self.years.contains(year))
        {
            return Err(year);
        }
        Ok(match self.days.get(&day) {
            Some(span) => !span.rest,
            None => !is_weekend(day),
        })
    }

    /// Whether the notice makes `day` a make-up working day.
    pub fn is_made_up(&self, day: NaiveDate) -> bool {
        self.days.get(&day).is_some_and(|span| !span.rest)
    }

    /// The holiday to which `day` belongs, as its notice arranges it, or else as the regulation fixes it;
    /// none for an ordinary weekend.
    pub fn holiday(&self, day: NaiveDate) -> Option<Span> {
        self.days.get(&day).filter(|span| span.rest).cloned().or_else(|| fixed(day))
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
        (!span.rest).then(|| days().find(|day| national.is_holiday(*day))).flatten()
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
        assert_eq!(calendar.is_working(day("2026-09-30")), Ok(true));
        assert_eq!(calendar.is_working(day("2026-10-01")), Ok(false));
        assert_eq!(calendar.is_working(day("2026-10-08")), Ok(true));
        assert_eq!(calendar.is_working(day("2026-10-10")), Ok(true), "a Saturday made up");
        assert_eq!(calendar.is_working(day("2026-10-11")), Ok(false), "a Sunday");
        assert_eq!(calendar.is_working(day("2027-10-11")), Err(2027), "not known");
        assert_eq!(calendar.holiday(day("2026-10-06")).unwrap().to, day("2026-10-07"));
        assert_eq!(calendar.holiday(day("2026-10-10")), None);
        assert!(calendar.is_made_up(day("2026-10-10")) && !calendar.is_made_up(day("2026-10-09")));
    }

    #[test]
    fn the_turn_of_the_year_needs_both_notices() {
        let mut calendar = Calendar::default();
        calendar.add(2026, &[]);
        assert_eq!(calendar.is_working(day("2026-12-28")), Ok(true));
        for claimed in ["2026-12-29", "2026-12-30", "2026-12-31"] {
            assert_eq!(calendar.is_working(day(claimed)), Err(2027), "{claimed}");
        }
        assert_eq!(calendar.is_working(day("2027-01-01")), Ok(false), "a holiday whatever the notice says");
        assert_eq!(calendar.is_working(day("2027-01-02")), Err(2027));
        calendar.add(2027, &[span(true, "2026-12-31", "2027-01-02")]);
        assert_eq!(calendar.is_working(day("2026-12-31")), Ok(false));
        assert_eq!(calendar.is_working(day("2026-12-30")), Ok(true));
        let mut next_alone = Calendar::default();
        next_alone.add(2027, &[]);
        assert_eq!(next_alone.is_working(day("2026-12-31")), Err(2026));
    }

    #[test]
    fn fixed_holidays_are_known_without_a_notice() {
        let calendar = Calendar::default();
        for known in ["2027-01-01", "2027-05-01", "2027-05-02", "2027-10-01", "2027-10-02", "2027-10-03"] {
            assert_eq!(calendar.is_working(day(known)), Ok(false), "{known}");
        }
        assert_eq!(calendar.is_working(day("2024-05-02")), Err(2024), "2 May is one since 2025");
        let holiday = calendar.holiday(day("2027-10-02")).unwrap();
        assert_eq!(
            (holiday.name.as_str(), holiday.from, holiday.to),
            ("国庆节", day("2027-10-01"), day("2027-10-03"))
        );
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
        assert_eq!(calendar.is_working(day("2022-10-03")), Ok(false));
        calendar
            .add(2023, &[span(true, "2022-12-30", "2023-01-02"), span(false, "2024-01-06", "2024-01-06")]);
        calendar.add(2024, &[]);
        assert_eq!(calendar.is_working(day("2022-12-30")), Ok(false), "a Friday of 2022 that 2023 claims");
        assert_eq!(calendar.is_working(day("2024-01-06")), Ok(true), "a Saturday of 2024 that 2023 claims");
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
        assert_eq!(calendar.is_working(day("2026-04-20")), Ok(false), "the region's own holiday");
        assert_eq!(calendar.is_working(day("2026-10-03")), Ok(false), "the whole country's");
        assert_eq!(national.is_working(day("2026-04-20")), Ok(true));
        let mut unknown = Calendar::default();
        unknown.add_own(&own);
        assert_eq!(unknown.is_working(day("2026-04-22")), Err(2026), "a region's days are no notice");
    }
}
