//! Many clocks at once: the rules and the calendar in memory, and clocks that are made with their
//! history before any of it is written. For counting anew and for demonstration data.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    clock, clock_event, clock_rule,
    enums::{ClockEventKind, ClockKind, ClockStopReason},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};
use uuid::Uuid;

use super::{
    rules,
    service::{self, Start},
};
use crate::{calendar::service::Calendars, shared::dated};

/// The rules and the calendar, of the platform and of all regions.
#[derive(Clone, Default)]
pub struct Law {
    rules: HashMap<ClockKind, Vec<clock_rule::Model>>,
    calendars: Calendars,
}

impl Law {
    /// Reads all of it, in two statements.
    pub async fn read(db: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let mut law = Self { calendars: Calendars::read(db).await?, ..Self::default() };
        for rule in clock_rule::Entity::find().all(db).await? {
            law.rules.entry(rule.kind).or_default().push(rule);
        }
        Ok(law)
    }

    /// The rule of `kind` that decides in `region` on `day`.
    pub fn rule(&self, kind: ClockKind, region: &str, day: NaiveDate) -> Option<&clock_rule::Model> {
        dated::deciding(self.rules.get(&kind)?, region, day)
    }

    /// Counts a clock anew, by the rule that decided in its region when it started.
    pub fn recount(&self, row: &mut clock::Model, events: &[clock_event::Model]) {
        let rule = match row.set_on {
            Some(_) => None,
            None => self.rule(row.kind, &row.region_key, row.started_on),
        };
        row.rule_id = rule.map(|rule| rule.id);
        let calendar = self.calendars.of(&row.region_key);
        let due = rules::evaluate(&service::begun(row, rule), &service::plain(events), calendar);
        service::apply(row, &due);
    }
}

/// A clock in the making, with its history.
pub struct Kept {
    /// As it stands.
    pub row: clock::Model,
    /// What happened.
    pub events: Vec<clock_event::Model>,
}

/// Who records something of a clock in the making, and when.
#[derive(Clone, Copy, Debug)]
pub struct Recorded {
    /// The event's key.
    pub id: Uuid,
    /// Who.
    pub actor_id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}

impl Kept {
    /// Starts a clock.
    pub fn start(law: &Law, id: Uuid, start: &Start<'_>, recorded: Recorded) -> Self {
        let rule = match start.due_on {
            Some(_) => None,
            None => law.rule(start.kind, start.region_key, start.started_on),
        };
        let calendar = law.calendars.of(start.region_key);
        let mut row = service::begin(id, start, rule, recorded.at, calendar);
        row.event_count = 0;
        let mut kept = Self { row, events: Vec::new() };
        kept.append(ClockEventKind::Started, start.started_on, None, recorded);
        kept
    }

    /// It stands from this day on.
    pub fn stop(&mut self, law: &Law, on: NaiveDate, reason: ClockStopReason, recorded: Recorded) {
        self.append(ClockEventKind::Stopped, on, Some(reason), recorded);
        law.recount(&mut self.row, &self.events);
    }

    /// It runs again.
    pub fn resume(&mut self, law: &Law, on: NaiveDate, reason: ClockStopReason, recorded: Recorded) {
        self.append(ClockEventKind::Resumed, on, Some(reason), recorded);
        law.recount(&mut self.row, &self.events);
    }

    /// What it waited for was done.
    pub fn meet(&mut self, on: NaiveDate, recorded: Recorded) {
        self.append(ClockEventKind::Met, on, None, recorded);
        self.row.is_open = false;
        self.row.met_on = Some(on);
        self.row.met_late = rules::is_late(self.row.due_on, self.row.due_at, on, None);
    }

    fn append(
        &mut self,
        kind: ClockEventKind,
        occurred_on: NaiveDate,
        reason: Option<ClockStopReason>,
        recorded: Recorded,
    ) {
        self.row.event_count += 1;
        self.events.push(clock_event::Model {
            id: recorded.id,
            clock_id: self.row.id,
            sequence: self.row.event_count,
            kind,
            occurred_on,
            occurred_at: None,
            reason,
            amount: None,
            until: None,
            ground: None,
            document: None,
            actor_id: recorded.actor_id,
            recorded_at: recorded.at,
        });
    }
}
