//! Taking the summary out of the platform. A mutation, because what is taken out is logged.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use vocabulary::FigureDimension;

use super::{
    queries::{About, summary},
    workbook::{NAME, Written, write},
};
use crate::{
    exports::mutations::{ExportedFile, asked},
    shared::{
        caller::Caller,
        errors::{Problem, UserError},
        values::DateRangeInput,
    },
};

/// Which summary to write into a workbook, and how.
#[derive(InputObject)]
pub struct ExportWorkSummaryInput {
    /// The region's code (GB/T 2260).
    region_code: String,
    /// Only work in which one of these took part; at most 100.
    department_ids: Option<Vec<ID>>,
    /// The days, both ends included.
    period: DateRangeInput,
    /// What was counted at that moment; left out, what is counted now.
    as_of: Option<DateTime<Utc>>,
    /// Only records of the region's own level.
    #[graphql(default)]
    own_level: bool,
    /// A column each for these; left out, the year before stands beside each figure.
    across: Option<FigureDimension>,
}

/// The workbook, or what is wrong.
#[derive(SimpleObject)]
pub struct ExportWorkSummaryPayload {
    /// The workbook (.xlsx).
    file: Option<ExportedFile>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What can be done with summaries.
#[derive(Default)]
pub struct SummaryMutations;

/// What can be done with summaries.
#[Object]
impl SummaryMutations {
    /// Writes a work summary into a workbook: each figure with the year before, or across departments, regions or months.
    /// That it was done is in the audit log.
    async fn export_work_summary(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which summary, and how.")] input: ExportWorkSummaryInput,
    ) -> Result<ExportWorkSummaryPayload> {
        let caller = Caller::of(context)?;
        let asked = asked(context)?;
        let about = About {
            region_code: input.region_code,
            department_ids: input.department_ids.unwrap_or_default(),
            period: input.period,
            as_of: input.as_of,
            own_level: input.own_level,
        };
        let Some(found) = summary(&caller, about).await? else {
            let (_, errors) = caller.answer(Err::<(), _>(Problem::not_found("regionCode").into()))?;
            return Ok(ExportWorkSummaryPayload { file: None, errors });
        };
        let written =
            Written { region: &found.region, extent: &found.extent, definitions: &found.definitions };
        let (workbook, errors) = caller.answer(write(&caller, written, input.across, asked).await)?;
        let file = workbook.map(|workbook| {
            let (period, name) = (found.extent.period, NAME.in_language(caller.language()));
            let name = format!("{}{name} {}_{}.xlsx", found.region.name, period.from, period.to);
            ExportedFile::of(workbook, name)
        });
        Ok(ExportWorkSummaryPayload { file: file.transpose()?, errors })
    }
}
