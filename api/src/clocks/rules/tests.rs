use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::calendar::rules::{Span, is_weekend};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn rule(unit: ClockUnit, length: u32) -> Rule {
    Rule { unit, length, extension: Some(length), collective: true }
}

fn start(on: &str, rule: Rule) -> Start {
    Start { on: day(on), at: None, rule: Some(rule), set: None }
}

fn span(rest: bool, from: NaiveDate, days: u64) -> Span {
    Span { rest, from, to: from + Days::new(days), name: "放假".to_owned() }
}

/// 2025 and 2026 with the holidays that the tests name.
fn calendar(spans: &[(bool, &str, &str)]) -> Calendar {
    let mut calendar = Calendar::default();
    let spans: Vec<Span> = spans
        .iter()
        .map(|(rest, from, to)| Span { rest: *rest, from: day(from), to: day(to), name: String::new() })
        .collect();
    calendar.add(2025, &[]);
    calendar.add(2026, &spans);
    calendar
}

/// Years of holidays and make-up days, at random; and which days are working days, found without the
/// calendar's help.
fn any_calendar() -> impl Strategy<Value = (Calendar, BTreeSet<NaiveDate>)> {
    let spans = prop::collection::vec((0..1_400_i64, 0..7_u64, any::<bool>()), 0..40);
    spans.prop_map(|drawn| {
        let mut calendar = Calendar::default();
        for year in 2023..=2040 {
            calendar.add(year, &[]);
        }
        let first = day("2024-01-01");
        let weekend = |day: &NaiveDate| matches!(day.weekday(), chrono::Weekday::Sat | chrono::Weekday::Sun);
        let mut working: BTreeSet<NaiveDate> =
            first.iter_days().take(5_000).filter(|day| !weekend(day)).collect();
        for (from, days, rest) in drawn {
            let from = first + TimeDelta::days(from);
            // Only weekends are made up. Of two lines on one day the later holds.
            if rest || weekend(&from) {
                let days = if rest { days } else { 0 };
                calendar.add(2024, &[span(rest, from, days)]);
                for day in from.iter_days().take(days as usize + 1) {
                    if rest {
                        working.remove(&day);
                    } else {
                        working.insert(day);
                    }
                }
            }
        }
        (calendar, working)
    })
}

/// Stops one after the other or one over the other: day of the first, length, and which reason.
fn any_stops() -> impl Strategy<Value = Vec<(i64, i64, ClockStopReason)>> {
    let reasons = [ClockStopReason::Appraisal, ClockStopReason::Suspension, ClockStopReason::Hearing];
    prop::collection::vec((0..60_i64, 1..40_i64, prop::sample::select(reasons.to_vec())), 0..4)
}

/// The events of these stops in the order of their days; of one reason none begins within another.
fn events_of(on: NaiveDate, stops: &[(i64, i64, ClockStopReason)]) -> (Vec<Event>, BTreeSet<NaiveDate>) {
    let mut events = Vec::new();
    let mut stood = BTreeSet::new();
    let mut free: BTreeMap<u8, NaiveDate> = BTreeMap::new();
    for (after, length, reason) in stops {
        let from = (on + TimeDelta::days(*after)).max(free.get(&(*reason as u8)).copied().unwrap_or(on));
        let to = from + TimeDelta::days(*length);
        free.insert(*reason as u8, to);
        events.push((from, 1, Event::Stopped(from, *reason)));
        events.push((to, 0, Event::Resumed(to, *reason)));
        stood.extend(from.iter_days().skip(1).take_while(|day| *day <= to));
    }
    events.sort_by_key(|(day, order, _)| (*day, *order));
    (events.into_iter().map(|(.., event)| event).collect(), stood)
}

/// Counts day by day, on fingers: the `length`th day after `on` that counts.
fn on_fingers(on: NaiveDate, length: usize, counts: impl Fn(&NaiveDate) -> bool) -> NaiveDate {
    if length == 0 {
        return on;
    }
    on.iter_days().skip(1).filter(counts).nth(length - 1).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Working days, with make-up days, stops and extensions, as counted on fingers.
    #[test]
    fn working_days_are_those_counted_on_fingers(
        (calendar, working) in any_calendar(),
        shift in 0..700_i64,
        length in 1..40_u32,
        extensions in 0..3_usize,
        stops in any_stops(),
    ) {
        let on = day("2024-01-10") + TimeDelta::days(shift);
        let (mut events, stood) = events_of(on, &stops);
        events.extend(std::iter::repeat_n(Event::Extended(15), extensions));
        let begun = Start { on, at: None, rule: Some(rule(ClockUnit::WorkingDays, length)), set: None };
        let due = evaluate(&begun, &events, &calendar);
        let total = length as usize + 15 * extensions;
        let expected = on_fingers(on, total, |day| working.contains(day) && !stood.contains(day));
        prop_assert_eq!(due.on, Some(expected));
        prop_assert_eq!(due.missing_year, None);
        prop_assert_eq!(due.stopped_on, None);
    }

    /// Calendar days, and months with their ends, roll to a working day on which the clock runs.
    #[test]
    fn calendar_days_end_on_a_working_day(
        (calendar, working) in any_calendar(),
        shift in 0..700_i64,
        length in 1..120_u32,
        months in any::<bool>(),
        stops in any_stops(),
    ) {
        let on = day("2024-01-10") + TimeDelta::days(shift);
        let (events, stood) = events_of(on, &stops);
        let (unit, length) = if months { (ClockUnit::Months, length % 7 + 1) } else { (ClockUnit::Days, length) };
        let begun = Start { on, at: None, rule: Some(rule(unit, length)), set: None };
        let due = evaluate(&begun, &events, &calendar).on.unwrap();
        let days = if months { (on + Months::new(length) - on).num_days() as usize } else { length as usize };
        let last = on_fingers(on, days, |day| !stood.contains(day));
        let expected = last.iter_days().find(|day| working.contains(day) && !stood.contains(day)).unwrap();
        prop_assert_eq!(due, expected);
    }

    /// While a year is missing the date is a lower bound, whatever its notice will say, and says so.
    #[test]
    fn a_missing_year_gives_a_lower_bound(
        working in any::<bool>(),
        shift in 0..60_i64,
        length in 1..60_u32,
        spans in prop::collection::vec((0..90_i64, 0..9_u64, any::<bool>()), 0..8),
    ) {
        let on = day("2026-11-01") + TimeDelta::days(shift);
        let unit = if working { ClockUnit::WorkingDays } else { ClockUnit::Days };
        let begun = Start { on, at: None, rule: Some(rule(unit, length)), set: None };
        let mut calendar = Calendar::default();
        calendar.add(2026, &[]);
        let bound = evaluate(&begun, &[], &calendar);
        let spans: Vec<Span> = spans
            .into_iter()
            .map(|(from, days, rest)| (rest, day("2027-01-01") + TimeDelta::days(from), days))
            .filter(|(rest, from, _)| *rest || is_weekend(*from))
            .map(|(rest, from, days)| span(rest, from, if rest { days } else { 0 }))
            .collect();
        calendar.add(2027, &spans);
        let known = evaluate(&begun, &[], &calendar);
        prop_assert!(bound.on <= known.on);
        prop_assert_eq!(known.missing_year, None);
        prop_assert_eq!(bound.missing_year.is_none(), bound.on.unwrap().year() == 2026);
        if bound.missing_year.is_none() {
            prop_assert_eq!(bound.on, known.on);
        }
    }

    /// A stop that begins after the last day gives no time back: who was late stays late.
    #[test]
    fn a_stop_after_the_end_changes_nothing(length in 1..40_u32, late in 1..40_i64, days in 0..40_i64) {
        let calendar = calendar(&[]);
        let begun = start("2026-03-03", rule(ClockUnit::WorkingDays, length));
        let due = evaluate(&begun, &[], &calendar).on.unwrap();
        let from = due + TimeDelta::days(late);
        let to = from + TimeDelta::days(days);
        let reason = ClockStopReason::Testing;
        let events = [Event::Stopped(from, reason), Event::Resumed(to, reason)];
        prop_assert_eq!(evaluate(&begun, &events, &calendar).on, Some(due));
    }
}

#[test]
fn the_explanation_says_how_it_came_about() {
    let calendar = calendar(&[(true, "2026-04-04", "2026-04-06"), (true, "2026-05-01", "2026-05-05")]);
    let begun = start("2026-03-03", Rule { extension: Some(30), ..rule(ClockUnit::Days, 90) });
    let reason = ClockStopReason::Appraisal;
    let mut events =
        vec![Event::Stopped(day("2026-03-20"), reason), Event::Resumed(day("2026-04-01"), reason)];
    let said = |events: &[Event]| {
        let due = evaluate(&begun, events, &calendar);
        due.lines
            .iter()
            .map(|line| super::super::words::line(ClockKind::CaseDecision, line).zh)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        said(&events),
        [
            "2026年3月3日立案，次日起算90日",
            "因鉴定扣除12日（3月20日至4月1日）",
            "届满日6月13日为休息日，顺延至6月15日",
            "期限至2026年6月15日",
        ]
    );
    events.push(Event::Extended(30));
    assert_eq!(said(&events)[1], "经批准延长30日，共120日");
    assert_eq!(said(&events).last().unwrap(), "期限至2026年7月13日");
    events.push(Event::DateSet(day("2026-07-10"), day("2026-09-05")));
    assert_eq!(said(&events).last().unwrap(), "期限至2026年9月5日", "a date that was set is that date");
}

#[test]
fn months_end_where_the_month_does() {
    let due =
        |on: &str, months| evaluate(&start(on, rule(ClockUnit::Months, months)), &[], &calendar(&[])).on;
    assert_eq!(due("2025-11-30", 3), Some(day("2026-03-02")), "28 February 2026 is a Saturday");
    assert_eq!(due("2026-01-31", 1), Some(day("2026-03-02")));
    assert_eq!(due("2025-12-31", 3), Some(day("2026-03-31")));
}

#[test]
fn hours_and_days_of_the_month_are_what_they_say() {
    let at = DateTime::parse_from_rfc3339("2026-11-20T10:30:00Z").unwrap().to_utc();
    let begun = Start { at: Some(at), ..start("2026-11-20", rule(ClockUnit::Hours, 24)) };
    let due = evaluate(&begun, &[], &calendar(&[]));
    assert_eq!(due.at, Some(at + TimeDelta::hours(24)));
    assert_eq!(due.on, Some(day("2026-11-21")), "a Saturday: hours do not wait for working days");
    let day_of_month =
        |on: &str, wanted| evaluate(&start(on, rule(ClockUnit::DayOfMonth, wanted)), &[], &calendar(&[])).on;
    assert_eq!(day_of_month("2026-02-01", 28), Some(day("2026-02-28")));
    assert_eq!(day_of_month("2026-02-01", 31), Some(day("2026-02-28")));
    assert_eq!(day_of_month("2026-11-30", 29), Some(day("2026-11-29")));
}

#[test]
fn extensions_follow_their_order() {
    let ninety = rule(ClockUnit::Days, 90);
    let due = Some(day("2026-06-15"));
    let later = Some(day("2026-09-01"));
    let extended = [Event::Extended(90)];
    assert_eq!(extension(Some(ninety), due, &[], None), None);
    assert_eq!(extension(Some(ninety), due, &[], later), Some(ExtensionError::ExtendFirst));
    assert_eq!(extension(Some(ninety), due, &extended, None), Some(ExtensionError::OnceThenCollective));
    assert_eq!(extension(Some(ninety), due, &extended, later), None);
    assert_eq!(
        extension(Some(ninety), due, &extended, due),
        Some(ExtensionError::NotLater(day("2026-06-15")))
    );
    let once = Rule { collective: false, ..ninety };
    assert_eq!(extension(Some(once), due, &extended, None), Some(ExtensionError::Once));
    assert_eq!(extension(Some(once), due, &extended, later), Some(ExtensionError::Once));
    let never = Rule { extension: None, ..once };
    assert_eq!(extension(Some(never), due, &[], None), Some(ExtensionError::None));
    assert_eq!(extension(None, due, &[], later), None);
    assert_eq!(extension(None, due, &[], None), Some(ExtensionError::NeedsDate));
}

#[test]
fn a_clock_says_how_it_stands() {
    let mut standing = Standing {
        waits_for: WaitsFor::Handlers,
        due_on: Some(day("2026-11-20")),
        due_at: None,
        stopped_on: None,
        met_on: None,
        met_late: false,
    };
    let at = |standing: &Standing, moment: &str| state(standing, moment.parse().unwrap());
    assert_eq!(at(&standing, "2026-11-12T15:59:59Z"), ClockState::Running);
    assert_eq!(at(&standing, "2026-11-12T16:00:00Z"), ClockState::DueSoon);
    assert_eq!(at(&standing, "2026-11-20T15:59:59Z"), ClockState::DueSoon);
    assert_eq!(at(&standing, "2026-11-20T16:00:00Z"), ClockState::Overdue, "the day ends in Shanghai");
    standing.due_at = Some("2026-11-20T03:00:00Z".parse().unwrap());
    assert_eq!(at(&standing, "2026-11-20T03:00:01Z"), ClockState::Overdue);
    standing.stopped_on = Some(day("2026-11-19"));
    assert_eq!(at(&standing, "2026-12-20T00:00:00Z"), ClockState::Stopped);
    standing.stopped_on = None;
    standing.waits_for = WaitsFor::Party;
    assert_eq!(at(&standing, "2026-12-20T00:00:00Z"), ClockState::Met, "a right that ran out");
    standing.met_on = Some(day("2026-11-21"));
    standing.met_late = true;
    assert_eq!(at(&standing, "2026-12-20T00:00:00Z"), ClockState::MetLate);
}
