//! The work summary as GraphQL shows it.

use std::sync::Arc;

use async_graphql::{
    Context, Object, Result, SimpleObject, Union,
    connection::{Connection, DefaultConnectionName, DefaultEdgeName, DisableNodesField, Edge},
};
use chrono::{DateTime, Utc};
use entity::{department, enums::CaseKind, region};
use futures::future::try_join_all;
use uuid::Uuid;
use vocabulary::{FigureDimension, IndicatorGroup, Label};

use super::{
    change_types::{self, ChangeListing},
    extent::Extent,
    records::{self, RecordKind, Records},
    rules::{self, Share},
    service::{self, RecordRow},
    slice_types::{SummarySlice, taken_apart},
    slices,
    tallies::{self, Tally},
};
use crate::{
    cases::types::{Case, case_by_id},
    departments::types::{Department, Region, department_by_id},
    inspections::types::{
        InspectedPremises, Inspection, InspectionOfficer, inspected_premises_by_id, inspection_by_id,
        inspection_officer_by_id,
    },
    league::types::{League, league},
    publicity::types::{PublicityEvent, publicity_event_by_id},
    seizures::types::{SeizedGoods, Seizure, seized_goods_by_id, seizure_by_id},
    shared::{
        app::App,
        errors::{coded, internal},
        figures::indicators::{CLOSED, CLOSED_ON_TIME, CLOSED_WITHOUT_LIMIT, Definition},
        language::text,
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
    /// The indicators that hold for the region and some of the days.
    pub definitions: Vec<Arc<Definition>>,
}

pub(super) fn range(period: rules::Period) -> DateRange {
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

    /// Whether only records of the region's own level count.
    async fn own_level(&self) -> bool {
        self.extent.own_level
    }

    /// The moment of which the figures speak, where one was asked for; else they speak of now.
    async fn as_of(&self) -> Option<DateTime<Utc>> {
        self.extent.as_of
    }

    /// The same days of the year before (同期): whole months as whole months, and 29 February alone as 28 February.
    async fn previous_period(&self) -> DateRange {
        range(self.extent.period.year_before())
    }

    /// Every figure, in the order in which a summary prints them: the platform's, then those of the region's own and of
    /// the regions above.
    async fn figures(&self, context: &Context<'_>) -> Result<Vec<SummaryFigure>> {
        tallied(context, &self.definitions, &self.extent).await
    }

    /// One figure; null where the region has no such indicator for any of the days.
    async fn figure(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which one: the indicator's code.")] indicator: String,
        #[graphql(desc = "Of a figure that counts cases: only those of these kinds; without any, of all.")]
        case_kinds: Option<Vec<CaseKind>>,
    ) -> Result<Option<SummaryFigure>> {
        let Some(definition) = self.definitions.iter().find(|definition| definition.code == indicator) else {
            return Ok(None);
        };
        let case_kinds: Vec<_> = case_kinds.unwrap_or_default().into_iter().collect();
        if !case_kinds.is_empty() && definition.section != IndicatorGroup::Cases {
            let refused = text("只有案件指标可以按案件类型统计", "only figures of cases have kinds of cases");
            return Err(coded("BAD_USER_INPUT", refused.in_language(viewer::language(context))));
        }
        let extent = Extent { case_kinds, ..self.extent.clone() };
        let figures = tallied(context, std::slice::from_ref(definition), &extent).await?;
        Ok(figures.into_iter().next())
    }

    /// On-time closing rate (按期结案率): closed by their due date ÷ closed that had one. What had no limit in
    /// force is in neither; the figure CASES_CLOSED_WITHOUT_LIMIT opens it. Null where nothing is left to divide by.
    async fn on_time_closing_rate(&self, context: &Context<'_>) -> Result<Option<Rate>> {
        let of_rate = |definition: &&Arc<Definition>| RATE.contains(&definition.code.as_str());
        let definitions: Vec<_> = self.definitions.iter().filter(of_rate).cloned().collect();
        Ok(on_time(&tallied(context, &definitions, &self.extent).await?))
    }

    /// Figures taken apart: by each month or day of the period, by department, by region or by kind of case. Each part's
    /// figures open to exactly what they count. Kinds of cases that have none are left out; months, departments and
    /// regions are not.
    async fn breakdown(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "By what.")] by: FigureDimension,
        #[graphql(
            desc = "Which figures: the indicators' codes, at most 100; without them, all. By kind of case those of cases: where another is named, there are no parts."
        )]
        indicators: Option<Vec<String>>,
    ) -> Result<Vec<SummarySlice>> {
        taken_apart(context, (&self.region, &self.extent), &self.definitions, by, indicators).await
    }

    /// Every case figure for each kind of case that has any, in the kinds' order; a year's disputes and
    /// violations are published apart. Over all kinds, each figure adds up to the whole's.
    #[graphql(
        deprecation = "Use breakdown(by: CASE_KIND), which takes the figures apart by anything else too."
    )]
    async fn case_figures_by_kind(&self, context: &Context<'_>) -> Result<Vec<CaseKindFigures>> {
        let parts = self.breakdown(context, FigureDimension::CaseKind, None).await?;
        let of_kind = |part: SummarySlice| match part.slice.of {
            slices::Part::CaseKind(kind) => Some(CaseKindFigures { kind, figures: part.figures }),
            _ => None,
        };
        Ok(parts.into_iter().filter_map(of_kind).collect())
    }

    /// The league of the region's own departments (考评), or of those that were asked for.
    async fn league(&self, context: &Context<'_>) -> Result<League> {
        league(context, self).await
    }

    /// Always said beside the figures: why a region's total is not the sum of its departments.
    async fn note(&self, context: &Context<'_>) -> &str {
        NOTE.in_language(viewer::language(context))
    }
}

const NOTE: Label = Label {
    zh: "联合开展的工作，对地区只计一次，对参加的各部门各计一次，因此地区合计不等于各部门之和。",
    en: "Joint work counts once for the region and once for each department that took part, so that a region's total is \
         not the sum of its departments.",
};

/// These figures over an extent.
pub(super) async fn tallied(
    context: &Context<'_>,
    definitions: &[Arc<Definition>],
    extent: &Extent,
) -> Result<Vec<SummaryFigure>> {
    let app = context.data::<App>()?;
    let tallies = tallies::read(&app.db.read, definitions, extent, None).await.map_err(internal)?;
    let figure = |definition: &Arc<Definition>| SummaryFigure {
        definition: definition.clone(),
        tally: tallies.of(&definition.code),
        extent: extent.clone(),
    };
    Ok(definitions.iter().map(figure).collect())
}

/// What the on-time closing rate is made of.
pub(super) const RATE: [&str; 3] = [CLOSED_ON_TIME, CLOSED, CLOSED_WITHOUT_LIMIT];

/// The on-time closing rate of `figures`, which hold those of [`RATE`].
pub(super) fn on_time(figures: &[SummaryFigure]) -> Option<Rate> {
    let [closed_on_time, closed, without_limit] = RATE.map(|code| {
        let figure = figures.iter().find(|figure| figure.definition.code == code);
        figure.map_or(0, |figure| figure.tally.present.value)
    });
    let Share { percent, numerator, denominator, left_out } =
        rules::on_time(closed_on_time, closed, without_limit)?;
    Some(Rate { percent, numerator, denominator, left_out })
}

/// The case figures of one kind of case.
pub struct CaseKindFigures {
    kind: CaseKind,
    figures: Vec<SummaryFigure>,
}

/// The case figures of one kind of case.
#[Object]
impl CaseKindFigures {
    /// The kind.
    async fn kind(&self) -> CaseKind {
        self.kind
    }

    /// Every figure of cases, in the order in which a summary prints them; each opens to this kind's records.
    async fn figures(&self) -> &[SummaryFigure] {
        &self.figures
    }

    /// The on-time closing rate (按期结案率) of this kind, as the summary's own is defined.
    async fn on_time_closing_rate(&self) -> Option<Rate> {
        on_time(&self.figures)
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
    /// What is in neither, because there was nothing to measure it by.
    pub left_out: i64,
}

/// One figure: exactly what its records add up to.
pub struct SummaryFigure {
    pub(super) definition: Arc<Definition>,
    pub(super) tally: Tally,
    pub(super) extent: Extent,
}

impl SummaryFigure {
    /// What `definition` counts over `extent`, which is `tally`.
    pub fn new(definition: Arc<Definition>, tally: Tally, extent: Extent) -> Self {
        Self { definition, tally, extent }
    }
}

/// One figure: exactly what its records add up to.
#[Object]
impl SummaryFigure {
    /// What it counts: the indicator's code, by which its figure is asked for.
    async fn indicator(&self) -> &str {
        &self.definition.code
    }

    /// The part of the summary in which it stands.
    async fn group(&self) -> IndicatorGroup {
        self.definition.section
    }

    /// Its name, in the viewer's language.
    async fn label(&self, context: &Context<'_>) -> &str {
        self.definition.name.in_language(viewer::language(context))
    }

    /// Its unit, in the viewer's language.
    async fn unit(&self, context: &Context<'_>) -> &str {
        self.definition.unit.in_language(viewer::language(context))
    }

    /// What exactly is counted, in the viewer's language.
    async fn definition(&self, context: &Context<'_>) -> &str {
        self.definition.definition.in_language(viewer::language(context))
    }

    /// What the day is by which its records count, in the viewer's language: 受理日期, 结案日期, 检查日期, …
    async fn counted_by(&self, context: &Context<'_>) -> &str {
        self.definition.counts.counted_by().in_language(viewer::language(context))
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
        let records = Records::of(records::behind(&self.extent, &self.definition.counts));
        let total = Total::of(records.clone());
        let rows = service::page(&app.db.lists, records, &page).await?;
        let (rows, previous, next) = page.cut(rows);
        let nodes = try_join_all(rows.iter().map(|row| node(context, row))).await?;
        let mut listing = Connection::with_additional_fields(previous, next, total);
        listing.edges.extend(rows.iter().zip(nodes).map(|(row, node)| {
            let part = Part {
                contribution: self.definition.written(row.contribution.value),
                at_least: row.contribution.at_least,
                counted_on: Date(row.counted_on),
            };
            Edge::with_additional_fields(row.position.to_cursor(), node, part)
        }));
        Ok(listing)
    }

    /// Why the figure differs from what it was at a moment: what each record came to add since, or no longer adds, until now
    /// (or until the moment of which the figure speaks, where that is later), the latest first. They add up to the difference. What was recorded before figures were kept counts from when it
    /// was entered.
    async fn changes(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The moment.")] since: DateTime<Utc>,
        #[graphql(desc = "How many from the start, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "The cursor after which the page begins.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "The cursor before which the page ends.")] before: Option<String>,
    ) -> Result<ChangeListing> {
        let page = Page::new(context, first, after, last, before)?;
        change_types::listing(context, &self.definition, &self.extent, since, page).await
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
    /// The day by which it counts, as the figure's `countedBy` names it.
    counted_on: Date,
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
    /// A seizure.
    Seizure(Seizure),
    /// A line of seized goods.
    SeizedGoods(SeizedGoods),
}

/// The record of a row, through the loaders: those of a page are fetched together. A part that a correction replaced
/// is shown by the record that had it.
async fn node(context: &Context<'_>, row: &RecordRow) -> Result<SummaryRecord> {
    if let Some(found) = record(context, row.kind, row.id).await? {
        return Ok(found);
    }
    counted(context, row.kind.whole(), row.source_id).await
}

/// A record that was counted: the lines have the same scope as the loaders.
pub(super) async fn counted(context: &Context<'_>, kind: RecordKind, id: Uuid) -> Result<SummaryRecord> {
    let found = record(context, kind, id).await?;
    found.ok_or_else(|| internal(format!("{kind:?} {id} was counted but cannot be seen")))
}

/// The record of this kind, where the viewer may see it.
async fn record(context: &Context<'_>, kind: RecordKind, id: Uuid) -> Result<Option<SummaryRecord>> {
    match kind {
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
        RecordKind::Seizure => seizure_by_id(context, id).await.map(|it| it.map(SummaryRecord::Seizure)),
        RecordKind::SeizedGoods => {
            seized_goods_by_id(context, id).await.map(|it| it.map(SummaryRecord::SeizedGoods))
        }
    }
}
