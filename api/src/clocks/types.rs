//! Clocks and their rules as GraphQL shows them.

use async_graphql::{Context, ID, Object, Result};
use chrono::{DateTime, Utc};
use entity::{clock, clock_event, clock_rule, enums};

use super::{
    enums::{ClockEventKind, ClockKind, ClockRuleRoom, ClockState, ClockStopReason, ClockUnit, WaitsFor},
    loaders::{EventsOfClock, RuleById, WholeCalendar},
    rules, service,
    sight::owner,
    standing::{may_extend, may_revoke, may_stand, standing},
    statute, words,
};
use crate::{
    cases::{
        loaders::HandlersOf,
        types::{Case, case_by_id},
    },
    departments::types::{Department, Region, department_by_id, region_of_rule},
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        loaders,
        policy::{self, Act},
        values::Date,
        viewer,
    },
    users::types::{Person, person_by_id},
};

/// A clock.
pub struct Clock(pub clock::Model);

impl Clock {
    async fn plain_events(&self, context: &Context<'_>) -> Result<Vec<rules::Event>> {
        let events = loaders::of(context)?.load_one(EventsOfClock(self.0.id)).await.map_err(internal)?;
        Ok(service::plain(&events.unwrap_or_default()))
    }

    /// How its due date came about.
    async fn due(&self, context: &Context<'_>) -> Result<rules::Due> {
        let loaders = loaders::of(context)?;
        let events = self.plain_events(context).await?;
        let calendars = loaders.load_one(WholeCalendar).await.map_err(internal)?.unwrap_or_default();
        let calendar = calendars.of(&self.0.region_key);
        let rule = match self.0.rule_id {
            Some(id) => loaders.load_one(RuleById(id)).await.map_err(internal)?,
            None => None,
        };
        Ok(rules::evaluate(&service::begun(&self.0, rule.as_ref()), &events, calendar))
    }
}

/// A clock (期限): whatever waits for somebody, with a statutory limit or without.
#[Object]
impl Clock {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Clock, self.0.id)
    }

    /// What it waits for.
    async fn kind(&self) -> ClockKind {
        self.0.kind.into()
    }

    /// What it is called, in the viewer's language.
    async fn label(&self, context: &Context<'_>) -> String {
        words::kind(self.0.kind).in_language(viewer::language(context)).to_owned()
    }

    /// How it stands today.
    async fn state(&self, context: &Context<'_>) -> Result<ClockState> {
        Ok(rules::state(&standing(&self.0), Caller::of(context)?.now()).into())
    }

    /// The case, where there is one and the viewer may see it.
    async fn case(&self, context: &Context<'_>) -> Result<Option<Case>> {
        match self.0.case_id {
            Some(id) => case_by_id(context, id).await,
            None => Ok(None),
        }
    }

    /// The department for which it waits.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.0.department_id).await
    }

    /// Whom it waits for there.
    async fn waits_for(&self) -> WaitsFor {
        self.0.waits_for.into()
    }

    /// The day on which it started, which does not count.
    async fn started_on(&self) -> Date {
        Date(self.0.started_on)
    }

    /// The moment of what started it, for what is counted in hours; none where only its day is known.
    async fn started_at(&self) -> Option<DateTime<Utc>> {
        self.0.started_at
    }

    /// The last day; none for a duty without limit. Where `provisional`, the earliest possible.
    async fn due_on(&self) -> Option<Date> {
        self.0.due_on.map(Date)
    }

    /// The last moment, for what is counted in hours from a known one; none where it is the end of `dueOn`.
    async fn due_at(&self) -> Option<DateTime<Utc>> {
        self.0.due_at
    }

    /// Whether the due date is no more than a lower bound, because a year's holidays are not known yet: its own
    /// year's, or the next one's, which may claim the last days of December.
    async fn provisional(&self) -> bool {
        self.0.missing_year.is_some()
    }

    /// The year whose holidays are not known yet.
    async fn missing_year(&self) -> Option<i32> {
        self.0.missing_year
    }

    /// Since when it stands.
    async fn stopped_on(&self) -> Option<Date> {
        self.0.stopped_on.map(Date)
    }

    /// The day on which what it waits for was done.
    async fn met_on(&self) -> Option<Date> {
        self.0.met_on.map(Date)
    }

    /// How the due date came about, line by line, in the viewer's language.
    async fn explanation(&self, context: &Context<'_>) -> Result<Vec<String>> {
        let language = viewer::language(context);
        let line = |line| words::line(self.0.kind, line).in_language(language).to_owned();
        Ok(self.due(context).await?.lines.iter().map(line).collect())
    }

    /// Which rest day the last day is, where it was set by hand (a holiday with its days, or a day of the
    /// weekend), in the viewer's language: it does not move by itself, and whoever set it may not have noticed.
    async fn rest_day(&self, context: &Context<'_>) -> Result<Option<String>> {
        let due = self.due(context).await?;
        let name = |day| words::rest_day(day).in_language(viewer::language(context)).to_owned();
        Ok(due.rest_day().map(name))
    }

    /// The rule by which it runs; none where its date was set by hand or it has no limit.
    async fn rule(&self, context: &Context<'_>) -> Result<Option<ClockRule>> {
        match self.0.rule_id {
            Some(id) => {
                let rule = loaders::of(context)?.load_one(RuleById(id)).await.map_err(internal)?;
                Ok(rule.map(ClockRule))
            }
            None => Ok(None),
        }
    }

    /// What happened to it, in order. Never changed, never removed.
    async fn events(&self, context: &Context<'_>) -> Result<Vec<ClockEvent>> {
        let rows = loaders::of(context)?.load_one(EventsOfClock(self.0.id)).await.map_err(internal)?;
        Ok(rows.unwrap_or_default().into_iter().map(ClockEvent).collect())
    }

    /// Whether the viewer may let it stand, or run again.
    async fn viewer_can_stop(&self, context: &Context<'_>) -> Result<bool> {
        let (viewer, owner) = (viewer::viewer(context)?, owner(&self.0));
        if !may_stand(&self.0) || !policy::may(viewer, Act::HandleCase, &owner) {
            return Ok(false);
        }
        let anybody = self.0.waits_for != enums::WaitsFor::Handlers
            || viewer.role == enums::Role::Service
            || policy::may(viewer, Act::ApproveCase, &owner);
        match self.0.case_id.filter(|_| !anybody) {
            None => Ok(true),
            Some(id) => {
                let handlers = loaders::of(context)?.load_one(HandlersOf(id)).await.map_err(internal)?;
                Ok(handlers.unwrap_or_default().iter().any(|(link, _)| link.user_id == viewer.user_id))
            }
        }
    }

    /// Whether the viewer may approve more time for it: the rule's extension, or a date set collectively.
    async fn viewer_can_extend(&self, context: &Context<'_>) -> Result<bool> {
        let viewer = viewer::viewer(context)?;
        if !may_extend(&self.0) || !policy::may(viewer, Act::ApproveCase, &owner(&self.0)) {
            return Ok(false);
        }
        let loaders = loaders::of(context)?;
        let Some(id) = self.0.rule_id else { return Ok(true) };
        let rule = loaders.load_one(RuleById(id)).await.map_err(internal)?;
        let extended = rules::is_extended(&self.plain_events(context).await?);
        Ok(rule.is_some_and(|rule| rule.collective || (rule.extension.is_some() && !extended)))
    }

    /// Whether more time needs a date that is set collectively (集体讨论), because the rule's
    /// extension was used.
    async fn needs_collective_date(&self, context: &Context<'_>) -> Result<bool> {
        Ok(rules::is_extended(&self.plain_events(context).await?))
    }

    /// Whether the viewer may revoke the extension that it got last, or the date that was set: one is in force.
    async fn viewer_can_revoke_extension(&self, context: &Context<'_>) -> Result<bool> {
        if !may_revoke(&self.0) || !policy::may(viewer::viewer(context)?, Act::ApproveCase, &owner(&self.0)) {
            return Ok(false);
        }
        Ok(rules::revocable(&self.plain_events(context).await?).is_some())
    }

    /// Counts what happened to it; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.event_count
    }
}

/// What happened to a clock.
pub struct ClockEvent(pub clock_event::Model);

/// What happened to a clock. Never changed, never removed.
#[Object]
impl ClockEvent {
    /// What.
    async fn kind(&self) -> ClockEventKind {
        self.0.kind.into()
    }

    /// The statutory day.
    async fn occurred_on(&self) -> Date {
        Date(self.0.occurred_on)
    }

    /// The moment, where it is known.
    async fn occurred_at(&self) -> Option<DateTime<Utc>> {
        self.0.occurred_at
    }

    /// Why it stands, or stood.
    async fn reason(&self) -> Option<ClockStopReason> {
        self.0.reason.map(Into::into)
    }

    /// The date that was set; of a revocation, the one that was.
    async fn until(&self) -> Option<Date> {
        self.0.until.map(Date)
    }

    /// The reason in words.
    async fn ground(&self) -> Option<&str> {
        self.0.ground.as_deref()
    }

    /// The number of the document.
    async fn document(&self) -> Option<&str> {
        self.0.document.as_deref()
    }

    /// Who recorded it; of an extension, who approved it.
    async fn actor(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.actor_id).await
    }

    /// When it was recorded.
    async fn recorded_at(&self) -> DateTime<Utc> {
        self.0.recorded_at
    }
}

/// A rule: how long a kind of clock runs.
pub struct ClockRule(pub clock_rule::Model);

/// How long a kind of clock runs, for what starts while the rule is in force.
#[Object]
impl ClockRule {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::ClockRule, self.0.id)
    }

    /// What it is about.
    async fn kind(&self) -> ClockKind {
        self.0.kind.into()
    }

    /// What that is called, in the viewer's language.
    async fn label(&self, context: &Context<'_>) -> String {
        words::kind(self.0.kind).in_language(viewer::language(context)).to_owned()
    }

    /// In what it is counted.
    async fn unit(&self) -> ClockUnit {
        self.0.unit.into()
    }

    /// How many of these.
    async fn length(&self) -> i32 {
        self.0.length
    }

    /// The length in words, in the viewer's language.
    async fn period(&self, context: &Context<'_>) -> String {
        let period = words::period(self.0.length.unsigned_abs(), self.0.unit);
        period.in_language(viewer::language(context)).to_owned()
    }

    /// By how many the department's head may extend it, once.
    async fn extension(&self) -> Option<i32> {
        self.0.extension
    }

    /// Whether after that a date may be set collectively (集体讨论决定).
    async fn collective(&self) -> bool {
        self.0.collective
    }

    /// The regulation and its article.
    async fn article(&self) -> &str {
        &self.0.article
    }

    /// Whose rule it is, which binds all below; none: the platform's.
    async fn region(&self, context: &Context<'_>) -> Result<Option<Region>> {
        region_of_rule(context, &self.0.region_key).await
    }

    /// On what a region's own rests: the document (文号) that sets it; none of the platform's.
    async fn ground(&self) -> Option<&str> {
        self.0.ground.as_deref()
    }

    /// Whether wording and number were compared with the published text.
    async fn confirmed(&self) -> bool {
        self.0.confirmed
    }

    /// What a region's own rule may say of this.
    async fn room(&self) -> ClockRuleRoom {
        statute::room(self.0.kind).into()
    }

    /// The same with its reason, in the viewer's language.
    async fn room_reason(&self, context: &Context<'_>) -> String {
        statute::reason(statute::room(self.0.kind)).in_language(viewer::language(context)).to_owned()
    }

    /// The first day on which it is in force.
    async fn valid_from(&self) -> Date {
        Date(self.0.valid_from)
    }

    /// The last day on which it is in force.
    async fn valid_to(&self) -> Option<Date> {
        self.0.valid_to.map(Date)
    }

    /// Whether the viewer keeps this rule: their region's own.
    async fn viewer_can_maintain(&self, context: &Context<'_>) -> Result<bool> {
        Ok(policy::maintains_rules_of(viewer::viewer(context)?, &self.0.region_key))
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
}
