//! Keeping a region's own indicators: inputs, payloads, thin resolvers.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::enums::{DepartmentKind, EnteredWith, IndicatorGroup, IndicatorLevel, IndicatorTally, Measure};

use super::{
    queries::find,
    rules::Wanted,
    service::{Made, Said, add, revise},
    types::Indicator,
};
use crate::shared::{
    caller::Caller,
    errors::UserError,
    ids::{self, Kind},
    values::Date,
};

/// What an indicator counts: of what `countableMeasures` offers.
#[derive(InputObject, Clone)]
pub struct IndicatorCountsInput {
    /// What.
    pub measure: Measure,
    /// How; left out, the usual way.
    pub tally: Option<IndicatorTally>,
    /// Whose.
    #[graphql(default_with = "IndicatorLevel::All")]
    pub level: IndicatorLevel,
    /// Only of records of these kinds.
    #[graphql(default)]
    pub kinds: Vec<String>,
    /// Only with these details.
    #[graphql(default)]
    pub details: Vec<String>,
}

impl From<IndicatorCountsInput> for Wanted {
    fn from(input: IndicatorCountsInput) -> Self {
        let IndicatorCountsInput { measure, tally, level, kinds, details } = input;
        Self { measure, tally, level, kinds, details }
    }
}

/// What is said of an indicator.
#[derive(InputObject)]
pub struct SaidOfIndicator {
    /// The part of summaries in which it stands.
    group: IndicatorGroup,
    /// What it is called; at most 200 characters, and no other that holds for the region is called so.
    name: String,
    /// The same in English.
    name_en: Option<String>,
    /// Its unit, at most 10 characters.
    unit: String,
    /// The same in English.
    unit_en: Option<String>,
    /// What exactly is counted, at most 300 characters.
    definition: String,
    /// The same in English.
    definition_en: Option<String>,
    /// Which kinds of departments owe it; empty: all.
    #[graphql(default)]
    owed_by: Vec<DepartmentKind>,
    /// The first day of the periods for which it is shown; left out: of any.
    valid_from: Option<Date>,
    /// The last day of those periods; left out: of any.
    valid_to: Option<Date>,
}

impl From<SaidOfIndicator> for Said {
    fn from(said: SaidOfIndicator) -> Self {
        Self {
            section: said.group,
            name: said.name,
            name_en: said.name_en,
            unit: said.unit,
            unit_en: said.unit_en,
            definition: said.definition,
            definition_en: said.definition_en,
            owed_by: said.owed_by,
            valid_from: said.valid_from.map(|day| day.0),
            valid_to: said.valid_to.map(|day| day.0),
        }
    }
}

/// An indicator of the viewer's region: either counted or entered.
#[derive(InputObject)]
pub struct AddIndicatorInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    #[graphql(flatten)]
    said: SaidOfIndicator,
    /// What it counts; never changed afterwards.
    counts: Option<IndicatorCountsInput>,
    /// With which records it is entered, instead of being counted.
    #[graphql(default)]
    entered_with: Vec<EnteredWith>,
}

/// The indicator added, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct AddIndicatorPayload {
    /// The indicator.
    indicator: Option<Indicator>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What is said of an indicator, stated anew.
#[derive(InputObject)]
pub struct ReviseIndicatorInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    /// The indicator.
    id: ID,
    /// The version that the viewer saw.
    version: i32,
    #[graphql(flatten)]
    said: SaidOfIndicator,
}

/// The indicator revised, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ReviseIndicatorPayload {
    /// The indicator; beside a CONFLICT, as it is now.
    indicator: Option<Indicator>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What can be done with indicators.
#[derive(Default)]
pub struct IndicatorMutations;

/// What can be done with indicators.
#[Object]
impl IndicatorMutations {
    /// Adds an indicator of the viewer's region, which holds for its summaries and those of all regions below. One that is
    /// counted is so for all of the past at once. For the region's office.
    async fn add_indicator(
        &self,
        context: &Context<'_>,
        input: AddIndicatorInput,
    ) -> Result<AddIndicatorPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let made = match (input.counts, input.entered_with) {
            (Some(counts), with) if with.is_empty() => Some(Made::Counted(counts.into())),
            (None, with) => Some(Made::Entered(with)),
            (Some(_), _) => None,
        };
        let result = add(&caller, input.said.into(), made, key).await.map(Indicator);
        let (indicator, errors) = caller.answer(result)?;
        Ok(AddIndicatorPayload { indicator, errors })
    }

    /// Revises the words of an indicator of the viewer's region, who owes it, and for which periods it is shown: to end one
    /// is to give it a last day. What it counts stays. For the region's office.
    async fn revise_indicator(
        &self,
        context: &Context<'_>,
        input: ReviseIndicatorInput,
    ) -> Result<ReviseIndicatorPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::Indicator, &input.id);
        let result = revise(&caller, (id, input.version), input.said.into(), key).await.map(Indicator);
        let (indicator, errors) = caller.answer_or(result, find(&caller, id)).await?;
        Ok(ReviseIndicatorPayload { indicator, errors })
    }
}
