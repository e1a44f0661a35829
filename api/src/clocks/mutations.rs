//! What can be done to clocks and to the rules by which they run.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

use super::{
    queries::{clock_by_id, rule_by_id},
    service::{Extension, Pause, Revocation},
    types::{Clock, ClockRule},
};
use crate::{
    cases::flow::clocks::{self, Action},
    rule_changes::types::RuleChange,
    rulebook::clock_rules::{self, NewRule, RuleText},
    shared::{
        caller::Caller,
        errors::UserError,
        ids::{self, Kind},
        values::Date,
    },
};
use entity::enums::{ClockKind, ClockStopReason, ClockUnit};

/// A clock that is to stand.
#[derive(InputObject)]
pub struct StopClockInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The clock.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The day, which counts still; not in the future.
    pub occurred_on: Date,
    /// Why. A suspension is a step of the case.
    pub reason: ClockStopReason,
    /// The reason in words.
    pub ground: String,
    /// The number of the document that says so.
    pub document: Option<String>,
}

/// The clock, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct StopClockPayload {
    /// The clock; on CONFLICT as it is now.
    pub clock: Option<Clock>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// A clock that is to run again.
#[derive(InputObject)]
pub struct ResumeClockInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The clock.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The last day that does not count; not in the future.
    pub occurred_on: Date,
    /// What has ended.
    pub reason: ClockStopReason,
    /// In words.
    pub ground: String,
    /// The number of the document that says so.
    pub document: Option<String>,
}

/// The clock, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ResumeClockPayload {
    /// The clock; on CONFLICT as it is now.
    pub clock: Option<Clock>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// A clock that gets more time.
#[derive(InputObject)]
pub struct ExtendClockInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The clock.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The day of the approval; not in the future.
    pub occurred_on: Date,
    /// The last day set collectively (集体讨论决定), where the rule's extension was used; none: the rule's
    /// extension.
    pub until: Option<Date>,
    /// Why.
    pub ground: String,
    /// The number of the document that approves it.
    pub document: Option<String>,
}

/// The clock, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ExtendClockPayload {
    /// The clock; on CONFLICT as it is now.
    pub clock: Option<Clock>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// More time that was given in error, and is taken back.
#[derive(InputObject)]
pub struct RevokeClockExtensionInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The clock.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The day of the revocation; not in the future.
    pub occurred_on: Date,
    /// Why.
    pub ground: String,
    /// The number of the document that says so.
    pub document: Option<String>,
}

/// The clock, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct RevokeClockExtensionPayload {
    /// The clock; on CONFLICT as it is now.
    pub clock: Option<Clock>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// A rule that comes into force; it ends the one before it.
#[derive(InputObject)]
pub struct AddClockRuleInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// What it is about.
    pub kind: ClockKind,
    /// In what it is counted.
    pub unit: ClockUnit,
    /// How many of these.
    pub length: i32,
    /// By how many the department's head may extend it, once.
    pub extension: Option<i32>,
    /// Whether after that a date may be set collectively.
    #[graphql(default)]
    pub collective: bool,
    /// The regulation and its article.
    pub article: String,
    /// On what the region's own rule rests: the document (文号) that sets it. Required.
    pub ground: Option<String>,
    /// The first day on which it is in force.
    pub valid_from: Date,
}

/// The rule, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct AddClockRulePayload {
    /// The rule.
    pub rule: Option<ClockRule>,
    /// How many open clocks it moved.
    pub moved: i32,
    /// The change, with what it moved.
    pub change: Option<RuleChange>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What a rule is to say from now on: a correction. What a new regulation says is a new rule.
#[derive(InputObject)]
pub struct ReviseClockRuleInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The rule.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// In what it is counted.
    pub unit: ClockUnit,
    /// How many of these.
    pub length: i32,
    /// By how many the department's head may extend it, once.
    pub extension: Option<i32>,
    /// Whether after that a date may be set collectively.
    #[graphql(default)]
    pub collective: bool,
    /// The regulation and its article.
    pub article: String,
    /// The document (文号) on which it rests; left out, it stays.
    pub ground: Option<String>,
    /// The last day on which it is in force.
    pub valid_to: Option<Date>,
}

/// The rule, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ReviseClockRulePayload {
    /// The rule; on CONFLICT as it is now.
    pub rule: Option<ClockRule>,
    /// How many open clocks it moved.
    pub moved: i32,
    /// The change, with what it moved.
    pub change: Option<RuleChange>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What can be done to clocks.
#[derive(Default)]
pub struct ClockMutations;

/// What can be done to clocks.
#[Object]
impl ClockMutations {
    /// Lets a clock stand: for testing, appraisal, a public notice, a hearing. These days do not count.
    async fn stop_clock(&self, context: &Context<'_>, input: StopClockInput) -> Result<StopClockPayload> {
        let pause = Pause {
            on: input.occurred_on.0,
            reason: input.reason,
            ground: Some(input.ground),
            document: input.document,
        };
        let key = &input.idempotency_key;
        let (clock, errors) = acted(context, &input.id, input.version, Action::Stop(pause), key).await?;
        Ok(StopClockPayload { clock, errors })
    }

    /// Lets a clock run again.
    async fn resume_clock(
        &self,
        context: &Context<'_>,
        input: ResumeClockInput,
    ) -> Result<ResumeClockPayload> {
        let pause = Pause {
            on: input.occurred_on.0,
            reason: input.reason,
            ground: Some(input.ground),
            document: input.document,
        };
        let key = &input.idempotency_key;
        let (clock, errors) = acted(context, &input.id, input.version, Action::Resume(pause), key).await?;
        Ok(ResumeClockPayload { clock, errors })
    }

    /// Grants a clock more time: once by its rule's extension, then to a date that was set
    /// collectively where the rule knows that. For the department's head.
    async fn extend_clock(
        &self,
        context: &Context<'_>,
        input: ExtendClockInput,
    ) -> Result<ExtendClockPayload> {
        let extension = Extension {
            on: input.occurred_on.0,
            until: input.until.map(|until| until.0),
            ground: Some(input.ground),
            document: input.document,
        };
        let key = &input.idempotency_key;
        let (clock, errors) =
            acted(context, &input.id, input.version, Action::Extend(extension), key).await?;
        Ok(ExtendClockPayload { clock, errors })
    }

    /// Revokes the extension that a clock of a case or a seizure got last, or the date that was set
    /// collectively, where that was given in error: the clock is counted as if it had never been given. It stays
    /// in the history, and who it waits for is told. For the department's head; of a supervision its office
    /// does so, by `revokeSupervisionExtension`.
    async fn revoke_clock_extension(
        &self,
        context: &Context<'_>,
        input: RevokeClockExtensionInput,
    ) -> Result<RevokeClockExtensionPayload> {
        let revocation =
            Revocation { on: input.occurred_on.0, ground: Some(input.ground), document: input.document };
        let key = &input.idempotency_key;
        let (clock, errors) =
            acted(context, &input.id, input.version, Action::Revoke(revocation), key).await?;
        Ok(RevokeClockExtensionPayload { clock, errors })
    }

    /// Adds a rule of the viewer's region, which binds it and all below where the law leaves room (`room`), from a
    /// day on; its own before it ends the day before. Open clocks there that started since then are
    /// counted anew, and whoever's move is told. For the region's office.
    async fn add_clock_rule(
        &self,
        context: &Context<'_>,
        input: AddClockRuleInput,
    ) -> Result<AddClockRulePayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let rule = NewRule {
            kind: input.kind,
            valid_from: input.valid_from.0,
            text: RuleText {
                unit: input.unit,
                length: input.length,
                extension: input.extension,
                collective: input.collective,
                article: input.article,
                ground: input.ground,
                valid_to: None,
            },
        };
        let result = clock_rules::add_rule(&caller, rule, key).await;
        let (done, errors) = caller.answer(result)?;
        let (rule, change) = done.unzip();
        let change = change.flatten().map(RuleChange);
        let moved = change.as_ref().map_or(0, |change| change.0.moved);
        Ok(AddClockRulePayload { rule: rule.map(ClockRule), moved, change, errors })
    }

    /// Corrects a rule of the viewer's region. Open clocks that run by it are counted anew, and whoever's move is
    /// told. For the region's office.
    async fn revise_clock_rule(
        &self,
        context: &Context<'_>,
        input: ReviseClockRuleInput,
    ) -> Result<ReviseClockRulePayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::ClockRule, &input.id);
        let text = RuleText {
            unit: input.unit,
            length: input.length,
            extension: input.extension,
            collective: input.collective,
            article: input.article,
            ground: input.ground,
            valid_to: input.valid_to.map(|day| day.0),
        };
        let result = clock_rules::revise_rule(&caller, id, input.version, text, key).await;
        // Beside a conflict nothing was moved.
        let now = async { Ok(rule_by_id(context, id).await?.map(|rule| (rule, None))) };
        let revised = result.map(|(rule, change)| (ClockRule(rule), change));
        let (shown, errors) = caller.answer_or(revised, now).await?;
        let (rule, change) = shown.unzip();
        let change = change.flatten().map(RuleChange);
        let moved = change.as_ref().map_or(0, |change| change.0.moved);
        Ok(ReviseClockRulePayload { rule, moved, change, errors })
    }
}

async fn acted(
    context: &Context<'_>,
    id: &ID,
    version: i32,
    action: Action,
    key: &Option<ID>,
) -> Result<(Option<Clock>, Vec<UserError>)> {
    let (caller, key) = Caller::acting(context, key)?;
    let id = ids::named(Kind::Clock, id);
    let result = clocks::act(&caller, id, version, action, key).await;
    caller.answer_or(result.map(Clock), clock_by_id(context, id)).await
}
