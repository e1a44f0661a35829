//! The work summary as GraphQL shows it.

use async_graphql::{
    Context, Object, Result, SimpleObject, Union,
    connection::{Connection, DefaultConnectionName, DefaultEdgeName, DisableNodesField, Edge},
};
use entity::{department, region};
use futures::future::try_join_all;

use super::{
    indicators::{DEFINITIONS, Definition, Indicator, IndicatorGroup, definition},
    records::{Extent, RecordKind, Records},
    rules,
    service::{self, RecordRow, Tally},
};
use crate::{
    app::App,
    cases::types::{Case, case_by_id},
    departments::types::{Department, Region, department_by_id},
    inspections::types::{
        InspectedPremises, Inspection, InspectionOfficer, inspected_premises_by_id, inspection_by_id,
        inspection_officer_by_id,
    },
    publicity::types::{PublicityEvent, publicity_event_by_id},
    shared::{
        errors::internal,
        pagination::{Page, Total},
        values::{Date, DateRange},
        viewer,
    },
    trainings::types::{Training, training_by_id},
};

/// The work summary of a region, some of its departments or all, and a period.
pub struct WorkSummary {
    /// The region.
    pub region: region::Model,
    /// The departments asked for; none for all.
    pub departments: Vec<department::Model>,
    /// What the figures are about.
    pub extent: Extent,
}

fn range(period: rules::Period) -> DateRange {
    DateRange { from: Date(period.from), to: Date(period.to) }
}

/// The work summary (工作总结): figures of a region, some of its departments or all, and a period. The
/// viewer's own scope applies: a department's summary speaks of what the department may see.
#[Object]
impl WorkSummary {
    /// The region; records of the regions below it count too.
    async fn region(&self) -> Region {
        Region(self.region.clone())
    }

    /// The departments asked for; empty for all.
    async fn departments(&self) -> Vec<Department> {
        self.departments.iter().cloned().map(Department).collect()
    }

    /// The days, both ends included.
    async fn period(&self) -> DateRange {
        range(self.extent.period)
    }

    /// The same days of the year before (同期); 29 February becomes 28 February.
    async fn previous_period(&self) -> DateRange {
        range(self.extent.period.year_before())
    }

    /// Every figure, in the order in which a summary prints them.
    async fn figures(&self, context: &Context<'_>) -> Result<Vec<SummaryFigure>> {
        let definitions: Vec<_> = DEFINITIONS.iter().collect();
        self.tallied(context, &definitions).await
    }

    /// One figure.
    async fn figure(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which one.")] indicator: Indicator,
    ) -> Result<SummaryFigure> {
        let figures = self.tallied(context, &[definition(indicator)]).await?;
        figures.into_iter().next().ok_or_else(|| internal("a figure was not tallied"))
    }

    /// On-time closing rate (按期结案率): closed by their due date ÷ closed; null where nothing was closed.
    async fn on_time_closing_rate(&self, context: &Context<'_>) -> Result<Option<Rate>> {
        let asked = [Indicator::CasesClosedOnTime, Indicator::CasesClosed];
        let figures = self.tallied(context, &asked.map(definition)).await?;
        let [numerator, denominator] = asked.map(|indicator| {
            let figure = figures.iter().find(|figure| figure.definition.indicator == indicator);
            figure.map_or(0, |figure| figure.tally.present.value)
        });
        Ok(rules::percent(numerator, denominator).map(|percent| Rate { percent, numerator, denominator }))
    }

    /// Always said beside the figures: why a region's total is not the sum of its departments.
    async fn note(&self, context: &Context<'_>) -> &str {
        super::indicators::words(
            "联合开展的工作，对地区只计一次，对参加的各部门各计一次，因此地区合计不等于各部门之和。",
            "Joint work counts once for the region and once for each department that took part, so that \
             a region's total is not the sum of its departments.",
        )
        .in_language(viewer::language(context))
    }
}

impl WorkSummary {
    async fn tallied(
        &self,
        context: &Context<'_>,
        definitions: &[&'static Definition],
    ) -> Result<Vec<SummaryFigure>> {
        let app = context.data::<App>()?;
        let tallies = service::tallies(&app.db.read, definitions, &self.extent).await.map_err(internal)?;
        let figures = definitions.iter().filter_map(|definition| {
            let tally = *tallies.get(&definition.indicator)?;
            Some(SummaryFigure { definition, tally, extent: self.extent.clone() })
        });
        Ok(figures.collect())
    }
}

/// A share of a whole.
#[derive(SimpleObject, Clone, Debug)]
pub struct Rate {
    /// The percentage with one decimal: "66.7".
    pub percent: String,
    /// The part.
    pub numerator: i64,
    /// The whole.
    pub denominator: i64,
}

/// One figure: exactly what its records add up to.
pub struct SummaryFigure {
    definition: &'static Definition,
    tally: Tally,
    extent: Extent,
}

/// One figure: exactly what its records add up to.
#[Object]
impl SummaryFigure {
    /// What it counts.
    async fn indicator(&self) -> Indicator {
        self.definition.indicator
    }

    /// The part of the summary in which it stands.
    async fn group(&self) -> IndicatorGroup {
        self.definition.group
    }

    /// Its name, in the viewer's language.
    async fn label(&self, context: &Context<'_>) -> &str {
        self.definition.label.in_language(viewer::language(context))
    }

    /// Its unit, in the viewer's language.
    async fn unit(&self, context: &Context<'_>) -> &str {
        self.definition.unit.in_language(viewer::language(context))
    }

    /// What exactly is counted, in the viewer's language.
    async fn definition(&self, context: &Context<'_>) -> &str {
        self.definition.definition.in_language(viewer::language(context))
    }

    /// The number, in the unit; money in yuan with two decimal places.
    async fn value(&self) -> String {
        self.definition.written(self.tally.present.value)
    }

    /// The true number is at least this (余): some of the records' own numbers are lower bounds.
    async fn at_least(&self) -> bool {
        self.tally.present.at_least
    }

    /// The number of the same period of the year before.
    async fn previous_value(&self) -> String {
        self.definition.written(self.tally.previous.value)
    }

    /// Whether that number is a lower bound.
    async fn previous_at_least(&self) -> bool {
        self.tally.previous.at_least
    }

    /// Exactly the records that the figure counts, latest first.
    async fn records(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
    ) -> Result<RecordListing> {
        let app = context.data::<App>()?;
        let page = Page::new(context, first, after, last, before)?;
        let records = Records::of((self.definition.records)(&self.extent));
        let total = Total::of(records.clone());
        let rows = service::page(&app.db.lists, records, &page).await?;
        let (rows, previous, next) = page.cut(rows);
        let nodes = try_join_all(rows.iter().map(|row| node(context, row))).await?;
        let mut listing = Connection::with_additional_fields(previous, next, total);
        listing.edges.extend(rows.iter().zip(nodes).map(|(row, node)| {
            let part = Part {
                contribution: self.definition.written(row.contribution.value),
                at_least: row.contribution.at_least,
            };
            Edge::with_additional_fields(row.position.to_cursor(), node, part)
        }));
        Ok(listing)
    }
}

/// The records of a figure.
pub type RecordListing =
    Connection<String, SummaryRecord, Total, Part, DefaultConnectionName, DefaultEdgeName, DisableNodesField>;

/// What a record adds to the figure.
#[derive(SimpleObject)]
pub struct Part {
    /// What the record adds to the figure, in its unit.
    contribution: String,
    /// Whether that is a lower bound.
    at_least: bool,
}

/// What a figure can count.
#[derive(Union)]
#[allow(clippy::large_enum_variant, reason = "made once a row and shown at once")]
pub enum SummaryRecord {
    /// An inspection.
    Inspection(Inspection),
    /// An officer's part in an inspection.
    InspectionOfficer(InspectionOfficer),
    /// A visit of premises.
    InspectedPremises(InspectedPremises),
    /// A department that took part.
    Department(Department),
    /// A case.
    Case(Case),
    /// A training.
    Training(Training),
    /// A publicity event.
    PublicityEvent(PublicityEvent),
}

/// The record of a row, through the loaders: those of a page are fetched together.
async fn node(context: &Context<'_>, row: &RecordRow) -> Result<SummaryRecord> {
    let id = row.id;
    let found = match row.kind {
        RecordKind::Department => {
            department_by_id(context, id).await.map(|it| Some(SummaryRecord::Department(it)))
        }
        RecordKind::Inspection => {
            inspection_by_id(context, id).await.map(|it| it.map(SummaryRecord::Inspection))
        }
        RecordKind::InspectionOfficer => {
            inspection_officer_by_id(context, id).await.map(|it| it.map(SummaryRecord::InspectionOfficer))
        }
        RecordKind::InspectedPremises => {
            inspected_premises_by_id(context, id).await.map(|it| it.map(SummaryRecord::InspectedPremises))
        }
        RecordKind::Case => case_by_id(context, id).await.map(|it| it.map(SummaryRecord::Case)),
        RecordKind::Training => training_by_id(context, id).await.map(|it| it.map(SummaryRecord::Training)),
        RecordKind::PublicityEvent => {
            publicity_event_by_id(context, id).await.map(|it| it.map(SummaryRecord::PublicityEvent))
        }
    };
    // The statement of the rows has the same scope as the loaders.
    found?.ok_or_else(|| internal(format!("{:?} {id} was counted but cannot be seen", row.kind)))
}
