//! A summary taken apart, as GraphQL shows it.

use std::sync::Arc;

use async_graphql::{Context, Object, Result};
use entity::{enums::CaseKind, region};
use vocabulary::{FigureDimension as Dimension, IndicatorGroup};

use super::{
    extent::Extent,
    slices::{self, MOST_DAYS, MOST_MONTHS, Part, Slice},
    tallies,
    types::{RATE, Rate, SummaryFigure, on_time, range},
};
use crate::{
    departments::types::{Department, Region},
    shared::{
        app::App,
        errors::{coded, internal},
        figures::indicators::Definition,
        language::text,
        values::DateRange,
        viewer,
    },
};

/// The most figures that can be named at once.
const MOST_FIGURES: usize = 100;

/// A part of a summary: a month, a day, a department, a region or a kind of case.
pub struct SummarySlice {
    pub(super) slice: Slice,
    pub(super) figures: Vec<SummaryFigure>,
    rate: Option<Rate>,
}

/// A part of a summary: a month, a day, a department, a region or a kind of case. Each of its figures opens to exactly
/// the records that it counts.
#[Object]
impl SummarySlice {
    /// What it is, in the viewer's language: 2026-11, 市场监管局, 江阳区, 本级, 商标侵权.
    async fn label(&self, context: &Context<'_>) -> String {
        self.slice.label(viewer::language(context))
    }

    /// Its days, both ends included.
    async fn period(&self) -> DateRange {
        range(self.slice.extent.period)
    }

    /// The department, taken apart by department.
    async fn department(&self) -> Option<Department> {
        match &self.slice.of {
            Part::Department(row) => Some(Department(row.clone())),
            _ => None,
        }
    }

    /// The region, taken apart by region.
    async fn region(&self) -> Option<Region> {
        match &self.slice.of {
            Part::Region(row) => Some(Region(row.clone())),
            _ => None,
        }
    }

    /// Whether it is the region's own level alone.
    async fn own_level(&self) -> bool {
        self.slice.extent.own_level
    }

    /// The kind of case, taken apart by kind.
    async fn case_kind(&self) -> Option<CaseKind> {
        match &self.slice.of {
            Part::CaseKind(kind) => Some(*kind),
            _ => None,
        }
    }

    /// The figures that were asked for, in that order.
    async fn figures(&self) -> &[SummaryFigure] {
        &self.figures
    }

    /// The on-time closing rate (按期结案率) of the part, as the summary's own is defined.
    async fn on_time_closing_rate(&self) -> Option<Rate> {
        self.rate.clone()
    }
}

/// The parts of a summary.
pub async fn taken_apart(
    context: &Context<'_>,
    (region, extent): (&region::Model, &Extent),
    known: &[Arc<Definition>],
    by: Dimension,
    codes: Option<Vec<String>>,
) -> Result<Vec<SummarySlice>> {
    let fits =
        |definition: &Definition| by != Dimension::CaseKind || definition.section == IndicatorGroup::Cases;
    let refused = |zh: String, en: String| {
        let language = viewer::language(context);
        Err(coded("BAD_USER_INPUT", text(&zh, &en).in_language(language)))
    };
    if slices::is_too_long(extent.period, by) {
        return refused(
            format!("统计期间太长：按月最多 {MOST_MONTHS} 个月，按日最多 {MOST_DAYS} 天"),
            format!("the period is too long: at most {MOST_MONTHS} months, or {MOST_DAYS} days"),
        );
    }
    let asked: Vec<_> = match codes {
        None => known.iter().filter(|definition| fits(definition)).cloned().collect(),
        Some(codes) if codes.len() > MOST_FIGURES => {
            return refused(
                format!("indicators 最多 {MOST_FIGURES} 个指标"),
                format!("indicators: at most {MOST_FIGURES}"),
            );
        }
        Some(codes) => {
            let mut asked = Vec::with_capacity(codes.len());
            for code in &codes {
                let Some(definition) = known.iter().find(|definition| definition.code == *code) else {
                    return refused(
                        format!("indicators：本期没有指标“{code}”"),
                        format!("indicators: no indicator {code:?} in the period"),
                    );
                };
                if !fits(definition) {
                    return Ok(Vec::new());
                }
                asked.push(definition.clone());
            }
            asked
        }
    };
    let with_rate = context.look_ahead().field("onTimeClosingRate").exists();
    let of_rate = |definition: &&Arc<Definition>| RATE.contains(&definition.code.as_str());
    let rated = known.iter().filter(of_rate).filter(|_| with_rate).cloned();
    let rated: Vec<_> = rated.filter(|one| asked.iter().all(|other| other.code != one.code)).collect();
    let all: Vec<_> = asked.iter().cloned().chain(rated).collect();

    let db = &context.data::<App>()?.db.read;
    let slices = slices::parts(db, extent, region, by).await.map_err(internal)?;
    let together = slices::together(extent, &slices);
    let tallies = tallies::read(db, &all, &together, Some(by)).await.map_err(internal)?;
    let part = |slice: Slice| {
        let figure = |definition: &Arc<Definition>| SummaryFigure {
            definition: definition.clone(),
            tally: tallies.of_slice(&slice, &definition.code),
            extent: slice.extent.clone(),
        };
        let mut figures: Vec<_> = all.iter().map(figure).collect();
        // Of eleven kinds of cases an office has three or four; a month, a department, a county without any is news.
        if by == Dimension::CaseKind && figures.iter().all(|figure| figure.tally.is_nothing()) {
            return None;
        }
        let rate = if with_rate { on_time(&figures) } else { None };
        figures.truncate(asked.len());
        Some(SummarySlice { figures, rate, slice })
    };
    Ok(slices.into_iter().filter_map(part).collect())
}
