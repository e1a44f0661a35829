//! What can be done to a region's own rules of the blacklist.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::{
    blacklist_rule,
    enums::{BlacklistMark, CaseKind},
};
use sea_orm::{EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    maintenance::{Amendment, RuleText, add, amend, visible},
    types::BlacklistRule,
};
use crate::shared::{
    caller::Caller,
    errors::{UserError, internal},
    ids::{self, Kind},
    policy::Scope,
    values::Date,
};

/// What a rule of the blacklist says.
#[derive(InputObject)]
pub struct BlacklistRuleText {
    /// What it is called.
    pub name: String,
    /// The provisions on which it rests.
    pub article: String,
    /// So many penalties, 1 to 20 …
    pub penalties: i32,
    /// … within so many months, 1 to 120; of no effect where one penalty is enough.
    pub months: Option<i32>,
    /// In cases of these kinds; any where none is named.
    #[graphql(default)]
    pub case_kinds: Vec<CaseKind>,
    /// The last case carries one of these; none is asked for where none is named.
    #[graphql(default)]
    pub marks: Vec<BlacklistMark>,
    /// How many months a party stays listed, 1 to 120.
    pub listed_months: i32,
    /// On what the region's own rule rests: the document (文号) that sets it. Required.
    pub ground: Option<String>,
}

impl From<BlacklistRuleText> for RuleText {
    fn from(text: BlacklistRuleText) -> Self {
        Self {
            name: text.name,
            article: text.article,
            penalties: text.penalties,
            months: text.months,
            case_kinds: text.case_kinds,
            marks: text.marks,
            listed_months: text.listed_months,
            ground: text.ground,
        }
    }
}

/// A rule that comes into force.
#[derive(InputObject)]
pub struct AddBlacklistRuleInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// What it says.
    pub text: BlacklistRuleText,
    /// The first day on which it is in force: today or later.
    pub valid_from: Date,
}

/// The rule added, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct AddBlacklistRulePayload {
    /// The rule.
    pub rule: Option<BlacklistRule>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What a rule says from a day on.
#[derive(InputObject)]
pub struct ReviseBlacklistRuleInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The rule.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// What it says.
    pub text: BlacklistRuleText,
    /// The first day on which that holds: today or later. A rule that is not in force yet keeps its day.
    pub valid_from: Date,
}

/// The rule as it holds from that day on, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ReviseBlacklistRulePayload {
    /// The rule; beside a CONFLICT, the one that was to be revised, as it is now.
    pub rule: Option<BlacklistRule>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// A rule that is repealed.
#[derive(InputObject)]
pub struct EndBlacklistRuleInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The rule.
    pub id: ID,
    /// The version that the viewer saw.
    pub version: i32,
    /// The last day on which it is in force: today or later.
    pub valid_to: Date,
}

/// The rule with its end, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct EndBlacklistRulePayload {
    /// The rule; beside a CONFLICT, as it is now.
    pub rule: Option<BlacklistRule>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What can be done to the rules of the blacklist.
#[derive(Default)]
pub struct BlacklistRuleMutations;

/// What can be done to the rules of the blacklist.
#[Object]
impl BlacklistRuleMutations {
    /// Adds a rule of the viewer's region by which parties are proposed for the blacklist, beside the platform's.
    /// For the office of a city or a province.
    async fn add_blacklist_rule(
        &self,
        context: &Context<'_>,
        input: AddBlacklistRuleInput,
    ) -> Result<AddBlacklistRulePayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let result = add(&caller, (input.text.into(), input.valid_from.0), key).await;
        let (rule, errors) = caller.answer(result.map(BlacklistRule))?;
        Ok(AddBlacklistRulePayload { rule, errors })
    }

    /// Says what a rule of the viewer's region says from a day on: the present one ends the day before, and what
    /// was proposed by it stays as it was. For its office.
    async fn revise_blacklist_rule(
        &self,
        context: &Context<'_>,
        input: ReviseBlacklistRuleInput,
    ) -> Result<ReviseBlacklistRulePayload> {
        let id = ids::named(Kind::BlacklistRule, &input.id);
        let what = Amendment::Revise(input.text.into(), input.valid_from.0);
        let (rule, errors) = amended(context, (id, input.version), what, input.idempotency_key).await?;
        Ok(ReviseBlacklistRulePayload { rule, errors })
    }

    /// Names the last day of a rule of the blacklist of the viewer's region. For its office.
    async fn end_blacklist_rule(
        &self,
        context: &Context<'_>,
        input: EndBlacklistRuleInput,
    ) -> Result<EndBlacklistRulePayload> {
        let id = ids::named(Kind::BlacklistRule, &input.id);
        let what = Amendment::End(input.valid_to.0);
        let (rule, errors) = amended(context, (id, input.version), what, input.idempotency_key).await?;
        Ok(EndBlacklistRulePayload { rule, errors })
    }
}

async fn amended(
    context: &Context<'_>,
    (id, version): (Uuid, i32),
    what: Amendment,
    key: Option<ID>,
) -> Result<(Option<BlacklistRule>, Vec<UserError>)> {
    let (caller, key) = Caller::acting(context, &key)?;
    let result = amend(&caller, (id, version), what, key).await;
    caller.answer_or(result.map(BlacklistRule), find(&caller, id)).await
}

/// The rule with this key, for whoever sees records.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<BlacklistRule>> {
    if caller.records() == Scope::Nothing {
        return Ok(None);
    }
    let found = blacklist_rule::Entity::find_by_id(id).filter(visible(caller)).one(&caller.app.db.read).await;
    Ok(found.map_err(internal)?.map(BlacklistRule))
}
