//! Indicators as GraphQL shows them, and the amounts that are entered by them.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use entity::{
    enums::{DepartmentKind, EnteredWith, IndicatorGroup, IndicatorLevel, IndicatorTally, Measure},
    indicator,
};
use uuid::Uuid;

use super::rules::{Countable, Narrowing};
use crate::{
    departments::types::{Region, region_of_rule},
    shared::{
        figures::indicators::in_language,
        ids::{self, Kind},
        policy, recorded,
        values::{Date, Quantity},
        viewer,
    },
};

/// What a figure is called and what it counts.
pub struct Indicator(pub indicator::Model);

/// What a figure is called and what it counts (指标): the platform's, or a region's own, which holds for all below it.
#[Object]
impl Indicator {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Indicator, self.0.id)
    }

    /// Its name for programs, by which its figure is asked for.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// Whose it is; none: the platform's.
    async fn region(&self, context: &Context<'_>) -> Result<Option<Region>> {
        region_of_rule(context, &self.0.region_key).await
    }

    /// The part of summaries in which it stands.
    async fn group(&self) -> IndicatorGroup {
        self.0.section
    }

    /// What it is called, in the viewer's language.
    async fn label(&self, context: &Context<'_>) -> &str {
        in_language(&self.0.name, &self.0.name_en, viewer::language(context))
    }

    /// Its unit, in the viewer's language.
    async fn unit(&self, context: &Context<'_>) -> &str {
        in_language(&self.0.unit, &self.0.unit_en, viewer::language(context))
    }

    /// What exactly is counted, in the viewer's language.
    async fn definition(&self, context: &Context<'_>) -> &str {
        in_language(&self.0.definition, &self.0.definition_en, viewer::language(context))
    }

    /// What it is called in Chinese.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What it is called in English; empty where that was not said.
    async fn name_en(&self) -> &str {
        &self.0.name_en
    }

    /// Its unit in Chinese.
    async fn unit_zh(&self) -> &str {
        &self.0.unit
    }

    /// Its unit in English; empty where that was not said.
    async fn unit_en(&self) -> &str {
        &self.0.unit_en
    }

    /// What exactly is counted, in Chinese.
    async fn definition_zh(&self) -> &str {
        &self.0.definition
    }

    /// What exactly is counted, in English; empty where that was not said.
    async fn definition_en(&self) -> &str {
        &self.0.definition_en
    }

    /// What it counts.
    async fn measures(&self) -> &[Measure] {
        &self.0.measures.0
    }

    /// Where there are any: only of records of these kinds.
    async fn kinds(&self) -> &[String] {
        &self.0.kinds.0
    }

    /// Where there are any: only with these details.
    async fn details(&self) -> &[String] {
        &self.0.details.0
    }

    /// Whose records it counts.
    async fn level(&self) -> IndicatorLevel {
        self.0.level
    }

    /// How it makes a figure of them.
    async fn tally(&self) -> IndicatorTally {
        self.0.tally
    }

    /// With which records it is entered; empty where it is counted.
    async fn entered_with(&self) -> &[EnteredWith] {
        &self.0.entered_with.0
    }

    /// Which kinds of departments owe it; empty: all.
    async fn owed_by(&self) -> &[DepartmentKind] {
        &self.0.owed_by.0
    }

    /// The first day of the periods for which it is shown; none: of any.
    async fn valid_from(&self) -> Option<Date> {
        self.0.valid_from.map(Date)
    }

    /// The last day of those periods; none: of any.
    async fn valid_to(&self) -> Option<Date> {
        self.0.valid_to.map(Date)
    }

    /// Whether the viewer keeps this indicator: their region's own.
    async fn viewer_can_maintain(&self, context: &Context<'_>) -> Result<bool> {
        Ok(policy::maintains_rules_of(viewer::viewer(context)?, &self.0.region_key))
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// An amount entered with a record.
#[derive(SimpleObject)]
pub struct RecordAmount {
    /// Of what.
    indicator: Indicator,
    /// How much.
    quantity: Quantity,
}

/// The amounts entered with the record with `id`, which the viewer sees.
///
/// # Errors
///
/// Ours.
pub async fn amounts_of(context: &Context<'_>, id: Uuid) -> Result<Vec<RecordAmount>> {
    let rows = recorded::amounts(context, id).await?;
    let amount = |(row, indicator): (entity::record_amount::Model, indicator::Model)| RecordAmount {
        indicator: Indicator(indicator),
        quantity: Quantity { value: row.amount, at_least: row.at_least },
    };
    Ok(rows.into_iter().map(amount).collect())
}

/// A value by which what is counted can be narrowed.
#[derive(SimpleObject)]
pub struct CountableValue {
    /// As an input states it.
    code: String,
    /// What people read, in the viewer's language.
    label: String,
}

/// What an indicator of one's own can count.
pub struct CountableMeasure(pub Countable);

/// What an indicator of one's own can count, and how it can be narrowed.
#[Object]
impl CountableMeasure {
    /// What.
    async fn measure(&self) -> Measure {
        self.0.measure
    }

    /// What people read, in the viewer's language.
    async fn label(&self, context: &Context<'_>) -> &str {
        vocabulary::Term::label(self.0.measure).in_language(viewer::language(context))
    }

    /// How it can be made a figure; the first is usual.
    async fn tallies(&self) -> &[IndicatorTally] {
        &self.0.tallies
    }

    /// The kinds of its records; empty where they have none.
    async fn kinds(&self, context: &Context<'_>) -> Vec<CountableValue> {
        values(context, &self.0.kinds)
    }

    /// What else it tells apart.
    async fn details(&self, context: &Context<'_>) -> Vec<CountableValue> {
        values(context, &self.0.details)
    }
}

fn values(context: &Context<'_>, narrowings: &[Narrowing]) -> Vec<CountableValue> {
    let language = viewer::language(context);
    let value = |it: &Narrowing| CountableValue {
        code: it.code.clone(),
        label: it.label.in_language(language).to_owned(),
    };
    narrowings.iter().map(value).collect()
}
