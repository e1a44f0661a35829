//! When a clock runs out, and how that came about. Pure: a rule, what happened and the calendar in,
//! the last day and its explanation out. Days are statutory days in Asia/Shanghai.
//!
//! A clock runs between what happened, never from when that was typed: nothing here knows when a thing was
//! recorded. What is counted in hours runs from a moment; where only its day is known, to the end of the day
//! on which it would run out had it begun at that day's last moment, and the explanation says so.
//!
//! The day on which a period starts does not count. Days on which the clock stands do not count: of a
//! stop from one day to another the first counts still and the last does not. A period in calendar
//! days or months whose last day is a rest day ends on the next working day. A day of which no notice says
//! yet whether it is one is taken for a working day: the result is the earliest that is possible, and says
//! so. A date that was set by hand stays where it was set; on a rest day the explanation remarks that.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Days, Months, NaiveDate, TimeDelta, Utc};
use entity::enums::{ClockKind, ClockStopReason, ClockUnit, WaitsFor};
use vocabulary::ClockState;

use crate::{
    calendar::rules::{Calendar, Span, is_weekend},
    shared::clock::statutory_day,
};

mod extension;

pub use extension::{ExtensionError, extension, is_extended, revocable};

use extension::in_force;

/// From how many days before the last day on a clock is due soon.
pub const DUE_SOON_DAYS: u64 = 7;
/// The longest that a rule may be, in its unit: what is longer is a typing error.
pub const MAX_LENGTH: i32 = 3_650;

/// How long a kind of clock runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// In what it is counted.
    pub unit: ClockUnit,
    /// How many of these.
    pub length: u32,
    /// By how many it may be extended, once.
    pub extension: Option<u32>,
    /// Whether after that a date may be set collectively.
    pub collective: bool,
}

/// What happened to a clock after it started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// It stands from this day on.
    Stopped(NaiveDate, ClockStopReason),
    /// What made it stand has ended.
    Resumed(NaiveDate, ClockStopReason),
    /// It was extended by so many of the rule's unit.
    Extended(u32),
    /// On the first day, the second was set as its last.
    DateSet(NaiveDate, NaiveDate),
    /// On this day the last extension in force, or date that was set, was revoked: it counts as never given.
    Revoked(NaiveDate),
}

/// How a clock began, and what it has to go by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// The day that does not count.
    pub on: NaiveDate,
    /// The moment, for what is counted in hours; none where only the day is known.
    pub at: Option<DateTime<Utc>>,
    /// The rule in force on that day.
    pub rule: Option<Rule>,
    /// The last day, where it was set by hand.
    pub set: Option<NaiveDate>,
}

/// Days on which a clock stood: from the day after the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Why.
    pub reason: ClockStopReason,
    /// The day on which it was stopped, which counts still.
    pub from: NaiveDate,
    /// The last day that does not count; none while it stands.
    pub to: Option<NaiveDate>,
}

/// More time that was given, and revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// So many of the rule's unit; none where it has no rule.
    Extension(u32, Option<ClockUnit>),
    /// A date.
    Date(NaiveDate),
}

/// One line of how a due date came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// It started on this day and runs by this rule.
    Started(NaiveDate, Rule),
    /// It started at this moment and runs by this rule.
    StartedAt(DateTime<Utc>, Rule),
    /// It started on this day and has no limit.
    Unlimited(NaiveDate),
    /// It started on the first day, and the second was set as its last.
    Set(NaiveDate, NaiveDate),
    /// It was extended by the first, to the second, of the unit.
    Extended(u32, u32, ClockUnit),
    /// On the first day, the second was set as its last.
    DateSet(NaiveDate, NaiveDate),
    /// On this day, that was revoked.
    Revoked(NaiveDate, Given),
    /// It stood from the first to the last of these days, neither of which counts.
    Excluded(ClockStopReason, NaiveDate, NaiveDate),
    /// It stands since that day.
    Standing(Stop),
    /// So many rest days were passed over, and so many make-up working days counted; among the rest days these
    /// holidays.
    RestDays(i64, i64, Vec<Span>),
    /// The first is a rest day, so that it ends on the second; on the way lie these holidays.
    Rolled(NaiveDate, NaiveDate, Vec<Span>),
    /// The last day was set by hand, and is a rest day.
    SetOnRestDay(RestDay),
    /// Of the start only the day is known, so that it ends with this one.
    ToTheEndOf(NaiveDate),
    /// The notice of this year is not known.
    MissingYear(i32, NaiveDate),
    /// The last day.
    Due(NaiveDate),
    /// The last moment.
    DueAt(DateTime<Utc>),
}

/// A rest day on which a date was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestDay {
    /// The day.
    pub on: NaiveDate,
    /// The holiday to which it belongs; none for a weekend.
    pub holiday: Option<Span>,
    /// The year whose notice may yet make the weekend a working one.
    pub missing_year: Option<i32>,
}

/// When a clock runs out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// The last day; none for a duty without limit.
    pub on: Option<NaiveDate>,
    /// The last moment, for what is counted in hours from a known one.
    pub at: Option<DateTime<Utc>>,
    /// The year whose notice is not known: then the last day is no earlier than `on`.
    pub missing_year: Option<i32>,
    /// Since when it stands.
    pub stopped_on: Option<NaiveDate>,
    /// How that came about, in order.
    pub lines: Vec<Line>,
}

impl Due {
    /// The rest day on which the last day was set by hand.
    pub fn rest_day(&self) -> Option<&RestDay> {
        self.lines.iter().find_map(|line| if let Line::SetOnRestDay(day) = line { Some(day) } else { None })
    }
}

/// The days on which a clock stood, oldest first. A reason that is named again while it holds, or
/// ended without having held, changes nothing.
pub fn stops(events: &[Event]) -> Vec<Stop> {
    let mut open: BTreeMap<u8, usize> = BTreeMap::new();
    let mut stops: Vec<Stop> = Vec::new();
    for event in events {
        match *event {
            Event::Stopped(from, reason) => {
                open.entry(reason as u8).or_insert_with(|| {
                    stops.push(Stop { reason, from, to: None });
                    stops.len() - 1
                });
            }
            Event::Resumed(to, reason) => {
                if let Some(index) = open.remove(&(reason as u8))
                    && let Some(stop) = stops.get_mut(index)
                {
                    stop.to = Some(to);
                }
            }
            Event::Extended(_) | Event::DateSet(..) | Event::Revoked(_) => {}
        }
    }
    stops
}

/// When a clock that began so and to which that happened runs out.
pub fn evaluate(start: &Start, events: &[Event], calendar: &Calendar) -> Due {
    let (events, revoked) = in_force(events);
    let stops = stops(&events);
    let mut due = Due {
        stopped_on: stops.iter().filter(|stop| stop.to.is_none()).map(|stop| stop.from).min(),
        ..Due::default()
    };
    let extended: Vec<u32> = events
        .iter()
        .filter_map(|event| if let Event::Extended(by) = event { Some(*by) } else { None })
        .collect();
    let set = events.iter().rev().find_map(|event| match event {
        Event::DateSet(on, until) => Some((*on, *until)),
        _ => None,
    });
    due.lines.push(match (start.rule, start.set, start.at) {
        (_, Some(until), _) => Line::Set(start.on, until),
        (Some(rule), None, Some(at)) if rule.unit == ClockUnit::Hours => Line::StartedAt(at, rule),
        (Some(rule), None, _) => Line::Started(start.on, rule),
        (None, None, _) => Line::Unlimited(start.on),
    });
    if let (Some(rule), None) = (start.rule, start.set) {
        let mut total = rule.length;
        for by in &extended {
            total += by;
            due.lines.push(Line::Extended(*by, total, rule.unit));
        }
    }
    if let Some((on, until)) = set {
        due.lines.push(Line::DateSet(on, until));
    }
    due.lines.extend(revoked.into_iter().filter_map(|(on, event)| match event {
        Event::Extended(by) => {
            Some(Line::Revoked(on, Given::Extension(by, start.rule.map(|rule| rule.unit))))
        }
        Event::DateSet(_, until) => Some(Line::Revoked(on, Given::Date(until))),
        _ => None,
    }));
    match (set.or(start.set.map(|until| (start.on, until))), start.rule) {
        (Some((from, until)), _) => {
            let days = u32::try_from((until - from).num_days()).unwrap_or_default();
            let counted = count(from, days, false, &stops, calendar);
            let on = counted.last.max(until);
            due.on = Some(on);
            due.lines.extend(excluded(&stops, from, counted.last));
            due.lines.extend(rest_day(on, calendar).map(Line::SetOnRestDay));
        }
        (None, Some(rule)) => by_rule(&mut due, start, rule, extended.iter().sum(), &stops, calendar),
        (None, None) => {}
    }
    due.lines.extend(stops.iter().filter(|stop| stop.to.is_none()).map(|stop| Line::Standing(*stop)));
    if let (Some(year), Some(on)) = (due.missing_year, due.on) {
        due.lines.push(Line::MissingYear(year, on));
    } else if let Some(at) = due.at {
        due.lines.push(Line::DueAt(at));
    } else if let Some(on) = due.on {
        due.lines.push(Line::Due(on));
    }
    due
}

/// What is to be remarked of a date that was set on `on`.
fn rest_day(on: NaiveDate, calendar: &Calendar) -> Option<RestDay> {
    match calendar.is_working(on) {
        Ok(true) => None,
        Ok(false) => Some(RestDay { on, holiday: calendar.holiday(on), missing_year: None }),
        Err(year) => is_weekend(on).then_some(RestDay { on, holiday: None, missing_year: Some(year) }),
    }
}

fn by_rule(due: &mut Due, start: &Start, rule: Rule, more: u32, stops: &[Stop], calendar: &Calendar) {
    let length = rule.length + more;
    match rule.unit {
        ClockUnit::WorkingDays => {
            let counted = count(start.on, length, true, stops, calendar);
            due.lines.extend(excluded(stops, start.on, counted.last));
            if counted.rests > 0 || counted.made_up > 0 {
                due.lines.push(Line::RestDays(counted.rests, counted.made_up, counted.holidays));
            }
            due.missing_year = counted.missing_year;
            due.on = Some(counted.last);
        }
        ClockUnit::Days | ClockUnit::Months => {
            let days = match rule.unit {
                ClockUnit::Months => days_of_months(start.on, length),
                _ => length,
            };
            let counted = count(start.on, days, false, stops, calendar);
            let rolled = roll(counted.last, stops, calendar);
            due.lines.extend(excluded(stops, start.on, rolled.last));
            if rolled.last != counted.last {
                due.lines.push(Line::Rolled(counted.last, rolled.last, rolled.holidays));
            }
            due.missing_year = rolled.missing_year;
            due.on = Some(rolled.last);
        }
        ClockUnit::Hours => match start.at {
            Some(begins) => {
                let at = begins + TimeDelta::hours(length.into());
                due.at = Some(at);
                due.on = Some(statutory_day(at));
            }
            None => {
                // From the last moment of a day, so many hours begun make as many days.
                let counted = count(start.on, length.div_ceil(24), false, stops, calendar);
                due.lines.extend(excluded(stops, start.on, counted.last));
                due.lines.push(Line::ToTheEndOf(counted.last));
                due.on = Some(counted.last);
            }
        },
        ClockUnit::DayOfMonth => due.on = Some(day_of_month(start.on, length)),
    }
}

/// How many days so many months from `on` are: a month without that day ends on its last.
fn days_of_months(on: NaiveDate, months: u32) -> u32 {
    u32::try_from((on + Months::new(months) - on).num_days()).unwrap_or_default()
}

/// That day of the month of `on`, or the month's last.
fn day_of_month(on: NaiveDate, wanted: u32) -> NaiveDate {
    let from = wanted.clamp(1, 31);
    (0..4).find_map(|less| on.with_day(from.saturating_sub(less).max(1))).unwrap_or(on)
}

struct Counted {
    last: NaiveDate,
    rests: i64,
    made_up: i64,
    /// The holidays that were passed over, each once.
    holidays: Vec<Span>,
    missing_year: Option<i32>,
}

impl Counted {
    fn from(last: NaiveDate) -> Self {
        Self { last, rests: 0, made_up: 0, holidays: Vec::new(), missing_year: None }
    }

    /// Passes over the rest day that it stands on.
    fn rest(&mut self, calendar: &Calendar) {
        self.rests += 1;
        self.holidays
            .extend(calendar.holiday(self.last).filter(|holiday| self.holidays.last() != Some(holiday)));
    }
}

/// Whether the clock stood on `day`, and runs again.
fn stands(stops: &[Stop], day: NaiveDate) -> bool {
    stops.iter().any(|stop| stop.from < day && stop.to.is_some_and(|to| day <= to))
}

/// The last of `length` days (or working days) after `from`, leaving out those on which it stood.
fn count(from: NaiveDate, length: u32, working: bool, stops: &[Stop], calendar: &Calendar) -> Counted {
    let mut counted = Counted::from(from);
    let mut left = length;
    while left > 0 {
        counted.last = counted.last + Days::new(1);
        if stands(stops, counted.last) {
            continue;
        }
        if working {
            match calendar.is_working(counted.last) {
                Ok(false) => {
                    counted.rest(calendar);
                    continue;
                }
                Ok(true) => counted.made_up += i64::from(calendar.is_made_up(counted.last)),
                Err(year) => {
                    counted.missing_year.get_or_insert(year);
                }
            }
        }
        left -= 1;
    }
    counted
}

/// The next working day, where `last` is a rest day.
fn roll(last: NaiveDate, stops: &[Stop], calendar: &Calendar) -> Counted {
    let mut rolled = Counted::from(last);
    loop {
        if !stands(stops, rolled.last) {
            match calendar.is_working(rolled.last) {
                Ok(false) => rolled.rest(calendar),
                known => {
                    rolled.missing_year = known.err();
                    return rolled;
                }
            }
        }
        rolled.last = rolled.last + Days::new(1);
    }
}

/// What each stop took out of the days up to `last`: the first and the last of the days that do not count, of
/// which no other stop took any before.
fn excluded(stops: &[Stop], from: NaiveDate, last: NaiveDate) -> Vec<Line> {
    let mut taken = from;
    let mut lines = Vec::new();
    for stop in stops {
        let Some(to) = stop.to else { continue };
        let (before, to) = (stop.from.max(taken), to.min(last));
        if before < to {
            lines.push(Line::Excluded(stop.reason, before + Days::new(1), to));
            taken = to;
        }
    }
    lines
}

/// What tells how a clock stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whom it waits for.
    pub waits_for: WaitsFor,
    /// The last day.
    pub due_on: Option<NaiveDate>,
    /// The last moment.
    pub due_at: Option<DateTime<Utc>>,
    /// Since when it stands.
    pub stopped_on: Option<NaiveDate>,
    /// The day on which what it waits for was done.
    pub met_on: Option<NaiveDate>,
    /// Whether that was too late.
    pub met_late: bool,
}

/// How a clock stands at `now`.
pub fn state(standing: &Standing, now: DateTime<Utc>) -> ClockState {
    let today = statutory_day(now);
    if standing.met_on.is_some() {
        return if standing.met_late { ClockState::MetLate } else { ClockState::Met };
    }
    if standing.stopped_on.is_some() {
        return ClockState::Stopped;
    }
    let Some(due_on) = standing.due_on else { return ClockState::Running };
    if is_late(standing.due_on, standing.due_at, today, Some(now)) {
        // A right that ran out was waited for long enough; nobody is late.
        return if standing.waits_for == WaitsFor::Party { ClockState::Met } else { ClockState::Overdue };
    }
    if due_on <= today + Days::new(DUE_SOON_DAYS) { ClockState::DueSoon } else { ClockState::Running }
}

/// Whether what happened on `day` (or, for hours, at `moment`) lies after the last. On the last day itself
/// an unknown moment is not held against anybody: whoever records it is asked for the moment.
pub fn is_late(
    due_on: Option<NaiveDate>,
    due_at: Option<DateTime<Utc>>,
    day: NaiveDate,
    moment: Option<DateTime<Utc>>,
) -> bool {
    match (due_on, due_at) {
        (Some(due_on), Some(due_at)) if day == due_on => moment.is_some_and(|moment| moment > due_at),
        (Some(due_on), _) => day > due_on,
        (None, _) => false,
    }
}

/// Whether a case's due date is this clock's.
pub fn is_main(kind: ClockKind) -> bool {
    use ClockKind::{CaseDecision, DisputeClosing, LeadVerification, ReportVerification};
    matches!(kind, LeadVerification | ReportVerification | CaseDecision | DisputeClosing)
}

/// What lists sort by: the due date, or a day after all others.
pub fn due_sort(due_on: Option<NaiveDate>) -> NaiveDate {
    due_on.or(NaiveDate::from_ymd_opt(9999, 12, 31)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests;
