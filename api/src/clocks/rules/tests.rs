use std::collections::BTreeSet;

use proptest::prelude::*;
use vocabulary::ClockState;

use super::*;
use crate::{
    calendar::rules::{Span, is_weekend},
    shared::clock::day_begins,
};

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
    let named: Vec<_> = spans.iter().map(|(rest, from, to)| (*rest, *from, *to, "清明节")).collect();
    named_calendar(&named)
}

fn named_calendar(spans: &[(bool, &str, &str, &str)]) -> Calendar {
    let mut calendar = Calendar::default();
    let spans: Vec<Span> = spans
        .iter()
        .map(|(rest, from, to, name)| Span {
            rest: *rest,
            from: day(from),
            to: day(to),
            name: (*name).to_owned(),
        })
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
        // The days that the regulation fixes are off whatever a notice says.
        let fixed = |day: &NaiveDate| {
            let (month, number) = (day.month(), day.day());
            let may = month == 5 && number <= if day.year() < 2025 { 1 } else { 2 };
            (month, number) == (1, 1) || may || (month == 10 && number <= 3)
        };
        let mut working: BTreeSet<NaiveDate> =
            first.iter_days().take(5_000).filter(|day| !weekend(day) && !fixed(day)).collect();
        for (from, days, rest) in drawn {
            let from = first + TimeDelta::days(from);
            // Only weekends are made up. Of two lines on one day the later holds.
            if rest || weekend(&from) {
                let days = if rest { days } else { 0 };
                calendar.add(2024, &[span(rest, from, days)]);
                for day in from.iter_days().take(days as usize + 1) {
                    if rest {
                        working.remove(&day);
                    } else if !fixed(&day) {
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
        spans in prop::collection::vec((-3..90_i64, 0..9_u64, any::<bool>()), 0..8),
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
        prop_assert_eq!(bound.missing_year.is_none(), bound.on.unwrap() < day("2026-12-29"));
        prop_assert_ne!(bound.on, Some(day("2027-01-01")), "a holiday whatever its notice will say");
        if bound.missing_year.is_none() {
            prop_assert_eq!(bound.on, known.on);
        }
    }

    /// An extension that was revoked counts for nothing, whatever came between; what came before it stays.
    #[test]
    fn what_was_revoked_was_never_given(
        before in prop::collection::vec(any::<bool>(), 0..3),
        date in any::<bool>(),
        shift in 0..300_i64,
        stop in prop::option::of((0..30_i64, 1..20_i64)),
    ) {
        let calendar = calendar(&[]);
        let begun = start("2025-03-03", rule(ClockUnit::WorkingDays, 20));
        let given = |date: bool, number: i64| match date {
            true => Event::DateSet(day("2025-03-10"), day("2025-06-01") + TimeDelta::days(number * 50 + shift)),
            false => Event::Extended(5 + u32::try_from(number).unwrap()),
        };
        let mut events: Vec<Event> = (0..).zip(before).map(|(number, date)| given(date, number)).collect();
        let without: Vec<Event> = stop
            .into_iter()
            .flat_map(|(after, days)| {
                let from = day("2025-03-04") + TimeDelta::days(after);
                let reason = ClockStopReason::Testing;
                [Event::Stopped(from, reason), Event::Resumed(from + TimeDelta::days(days), reason)]
            })
            .collect();
        let mut expected = events.clone();
        expected.extend(&without);
        let last = given(date, 9);
        events.push(last);
        events.extend(&without);
        prop_assert_eq!(revocable(&events), Some(last));
        events.push(Event::Revoked(day("2025-12-01")));
        prop_assert_eq!(evaluate(&begun, &events, &calendar).on, evaluate(&begun, &expected, &calendar).on);
        prop_assert_eq!(revocable(&events), revocable(&expected));
        prop_assert_eq!(is_extended(&events), is_extended(&expected));
    }

    /// Of an hour's clock of which only the day is known, the end is no earlier than that of one that began at
    /// any moment of that day, and its last moment would make the same day the last.
    #[test]
    fn hours_from_a_day_end_with_the_last_that_is_possible(hours in 1..100_u32, second in 0..86_400_i64) {
        let by_day = start("2026-11-03", rule(ClockUnit::Hours, hours));
        let at = |second| Start { at: Some(day_begins(day("2026-11-03")) + TimeDelta::seconds(second)), ..by_day };
        let due = |begun: &Start| evaluate(begun, &[], &calendar(&[]));
        prop_assert!(due(&at(second)).on <= due(&by_day).on);
        prop_assert_eq!(due(&at(86_399)).on, due(&by_day).on);
        prop_assert_eq!(due(&by_day).at, None);
    }

    /// Words and count agree: an exclusion names as many days as it takes out, and the days taken out are those
    /// by which the end moves.
    #[test]
    fn excluded_days_are_as_many_as_are_named(length in 1..60_u32, stops in any_stops()) {
        let on = day("2026-03-03");
        let (events, stood) = events_of(on, &stops);
        let begun = Start { on, at: None, rule: Some(rule(ClockUnit::Days, length)), set: None };
        let due = evaluate(&begun, &events, &calendar(&[]));
        let mut named = BTreeSet::new();
        for line in &due.lines {
            if let Line::Excluded(_, first, last) = line {
                prop_assert!(first <= last);
                for day in first.iter_days().take_while(|day| day <= last) {
                    prop_assert!(named.insert(day), "{day} is named twice");
                }
            }
        }
        let until = due.on.unwrap();
        prop_assert_eq!(named, stood.into_iter().filter(|day| *day <= until).collect());
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
            "因鉴定扣除12日（3月21日至4月1日）",
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

/// What a clock of this kind says of itself, in Chinese.
fn said(kind: ClockKind, begun: &Start, events: &[Event], calendar: &Calendar) -> Vec<String> {
    let due = evaluate(begun, events, calendar);
    due.lines.iter().map(|line| super::super::words::line(kind, line).zh).collect()
}

#[test]
fn the_holidays_on_the_way_are_named() {
    let calendar = named_calendar(&[
        (true, "2026-10-01", "2026-10-08", "国庆节"),
        (false, "2026-10-10", "2026-10-10", "国庆节"),
    ]);
    let working = start("2026-09-28", rule(ClockUnit::WorkingDays, 5));
    assert_eq!(
        said(ClockKind::DecisionService, &working, &[], &calendar),
        [
            "2026年9月28日作出处罚决定，次日起算5个工作日",
            "其间休息日、节假日9日不计（含国庆节10月1日至8日），调休上班1日计入",
            "期限至2026年10月12日",
        ]
    );
    let days = start("2026-09-28", rule(ClockUnit::Days, 5));
    assert_eq!(
        said(ClockKind::Sealing, &days, &[], &calendar)[1],
        "届满日10月3日为休息日（国庆节10月1日至8日），顺延至10月9日"
    );
    let due = evaluate(&days, &[], &calendar);
    let english = super::super::words::line(ClockKind::Sealing, &due.lines[1]).en;
    assert_eq!(
        english,
        "3 October 2026 is a rest day (National Day (1 to 8 October)), so it ends on 9 October 2026"
    );
}

#[test]
fn the_turn_of_the_year_is_uncertain_and_says_so() {
    let calendar = calendar(&[]);
    let until = |on: &str, length| {
        said(ClockKind::Sealing, &start(on, rule(ClockUnit::Days, length)), &[], &calendar)
    };
    assert_eq!(
        until("2026-12-01", 30),
        [
            "2026年12月1日查封、扣押，次日起算30日",
            "2027年节假日安排尚未录入，可能涉及2026年12月29日至31日，期限不早于2026年12月31日",
        ]
    );
    assert_eq!(
        until("2026-12-02", 30),
        [
            "2026年12月2日查封、扣押，次日起算30日",
            "届满日1月1日为休息日（元旦1月1日），顺延至1月2日",
            "2027年节假日安排尚未录入，期限不早于2027年1月2日",
        ]
    );
    assert_eq!(until("2026-11-28", 30).last().unwrap(), "期限至2026年12月28日");
}

#[test]
fn a_date_on_a_rest_day_is_remarked_and_stays() {
    let calendar = named_calendar(&[(true, "2026-10-01", "2026-10-08", "国庆节")]);
    let begun = start("2026-03-03", rule(ClockUnit::Days, 90));
    let set = |until: &str| {
        let events = [Event::Extended(30), Event::DateSet(day("2026-07-01"), day(until))];
        let due = evaluate(&begun, &events, &calendar);
        (due.on, said(ClockKind::CaseDecision, &begun, &events, &calendar))
    };
    let (due, lines) = set("2026-10-05");
    assert_eq!(due, Some(day("2026-10-05")));
    assert!(
        lines.contains(&"注意：所定期限2026年10月5日为休息日（国庆节10月1日至8日），不自动顺延".to_owned())
    );
    let (_, lines) = set("2026-09-05");
    assert!(lines.contains(&"注意：所定期限2026年9月5日为休息日（星期六），不自动顺延".to_owned()));
    let (_, lines) = set("2027-06-05");
    assert!(
        lines.contains(
            &"注意：所定期限2027年6月5日为星期六（2027年节假日安排尚未录入，是否调休上班未知），不自动顺延"
                .to_owned()
        )
    );
    let (_, lines) = set("2026-09-04");
    assert!(lines.iter().all(|line| !line.starts_with("注意")));
}

#[test]
fn excluded_days_are_named_as_they_are_counted() {
    let begun = start("2026-03-03", rule(ClockUnit::Days, 90));
    let reason = ClockStopReason::Testing;
    let stop = |to: &str| [Event::Stopped(day("2026-03-10"), reason), Event::Resumed(day(to), reason)];
    let line = |to: &str| said(ClockKind::CaseDecision, &begun, &stop(to), &calendar(&[]))[1].clone();
    assert_eq!(line("2026-03-12"), "因检测、检验扣除2日（3月11日至3月12日）");
    assert_eq!(line("2026-03-11"), "因检测、检验扣除1日（3月11日）");
    let due = evaluate(&begun, &stop("2026-03-11"), &calendar(&[]));
    let english = super::super::words::line(ClockKind::CaseDecision, &due.lines[1]).en;
    assert_eq!(english, "1 day taken out for testing (11 March 2026)");
}

#[test]
fn a_revoked_extension_is_named_and_does_not_count() {
    let begun = start("2026-03-03", Rule { extension: Some(30), ..rule(ClockUnit::Days, 90) });
    let events = [Event::Extended(30), Event::Revoked(day("2026-05-20"))];
    assert_eq!(
        said(ClockKind::CaseDecision, &begun, &events, &calendar(&[])),
        ["2026年3月3日立案，次日起算90日", "2026年5月20日撤销批准的延长30日，不计入", "期限至2026年6月1日",]
    );
    assert_eq!(extension(begun.rule, Some(day("2026-06-01")), &events, None), None, "it may be given again");
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
    assert_eq!(
        said(ClockKind::PoliceHandover, &begun, &[], &calendar(&[])),
        ["2026年11月20日18:30批准移送，24小时内完成", "期限至2026年11月21日18:30"]
    );
    let by_day = start("2026-11-20", rule(ClockUnit::Hours, 24));
    assert_eq!(
        said(ClockKind::PoliceHandover, &by_day, &[], &calendar(&[])),
        [
            "2026年11月20日批准移送，24小时内完成",
            "批准移送时刻未记录，只知日期，计至2026年11月21日24时",
            "期限至2026年11月21日",
        ]
    );
    let (on, noon) = (day("2026-11-21"), at + TimeDelta::hours(24));
    assert!(!is_late(due.on, due.at, on, Some(noon)));
    assert!(is_late(due.on, due.at, on, Some(noon + TimeDelta::seconds(1))));
    // Where its rule is one of hours, a case's clock stands all the same.
    let reason = ClockStopReason::Suspension;
    let stood = [Event::Stopped(on - Days::new(1), reason), Event::Resumed(on + Days::new(5), reason)];
    assert_eq!(evaluate(&by_day, &stood, &calendar(&[])).on, Some(on + Days::new(6)));
    let by_day = evaluate(&by_day, &[], &calendar(&[]));
    assert!(
        !is_late(by_day.on, by_day.at, on, None) && is_late(by_day.on, by_day.at, day("2026-11-22"), None)
    );
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
