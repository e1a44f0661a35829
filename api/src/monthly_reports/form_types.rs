//! What a monthly report says, as GraphQL shows it: its form.

use std::sync::Arc;

use async_graphql::{Context, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{enums::MonthlyReportAct, monthly_report};
use vocabulary::{FindingGrade, IndicatorGroup, ReportCheck};

use super::{
    figures::{Filled, Later, Line},
    rules::checks::Finding,
    service,
    types::MonthlyReport,
    words,
};
use crate::{
    shared::{
        caller::Caller, errors::internal, figures::indicators::Definition, language::Text, values::Date,
        viewer,
    },
    summary::{
        extent::Extent,
        tallies::{self, Tallies, Tally},
        types::SummaryFigure,
    },
};

/// What a report says.
pub struct MonthlyForm {
    /// The report.
    pub row: monthly_report::Model,
    /// Its figures.
    pub filled: Filled,
}

/// What a monthly report says: its figures, what came to differ of earlier months, what the check finds, and what can be done
/// with it now.
#[Object]
impl MonthlyForm {
    /// The report.
    async fn report(&self) -> MonthlyReport {
        MonthlyReport(self.row.clone())
    }

    /// Its figures, in the order in which summaries print them; of one that is excused, none.
    async fn figures(&self, context: &Context<'_>) -> Result<Vec<MonthlyFigure>> {
        let filled = &self.filled;
        let zeros = self.row.zeros_confirmed;
        let ahead = context.look_ahead().field("computed");
        let is_compared =
            ["previousValue", "previousAtLeast"].iter().any(|field| ahead.field(field).exists());
        let compared = filled.lines.first().filter(|_| is_compared);
        let compared = match compared {
            Some(line) => Some(read_tallies(context, &definitions_of(filled), &line.extent).await?),
            None => None,
        };
        let figure = |line: &Line| {
            let previous = compared.as_ref().map(|tallies| tallies.of(&line.definition.code).previous);
            let previous = previous.unwrap_or_default();
            MonthlyFigure { tally: Tally { present: line.computed, previous }, line: line.clone(), zeros }
        };
        Ok(filled.lines.iter().map(figure).collect())
    }

    /// By how much months that were told came to differ since they were told last (以往月份更正), the latest month first:
    /// what was told of them stays, and this is what is to be added.
    async fn corrections(&self, context: &Context<'_>) -> Result<Vec<MonthlyCorrection>> {
        let filled = &self.filled;
        let mut corrections = Vec::with_capacity(filled.later.len());
        for of_month in filled.later.chunk_by(|one, other| one.month == other.month) {
            let definitions: Vec<_> = of_month.iter().map(|later| later.definition.clone()).collect();
            let Some(first) = of_month.first() else { continue };
            let tallies = read_tallies(context, &definitions, &first.extent).await?;
            let correction = |later: &Later| MonthlyCorrection {
                tally: tallies.of(&later.definition.code),
                later: later.clone(),
            };
            corrections.extend(of_month.iter().map(correction));
        }
        Ok(corrections)
    }

    /// What the check finds, the gravest first; of one that is excused, nothing.
    async fn findings(&self, context: &Context<'_>) -> Result<Vec<MonthlyFinding>> {
        let filled = &self.filled;
        let db = &Caller::of(context)?.app.db.read;
        let found = service::check(db, &self.row, filled).await.map_err(internal)?;
        let language = viewer::language(context);
        let known = definitions_of(filled);
        let said = |finding: Finding| MonthlyFinding {
            text: words::finding(&finding, &known).in_language(language).to_owned(),
            check: finding.check,
            grade: finding.grade,
            indicators: finding.codes,
        };
        Ok(found.into_iter().map(said).collect())
    }

    /// What the viewer may do with it as it stands; what something else is in the way of, with what that is.
    async fn acts(&self, context: &Context<'_>) -> Result<Vec<MonthlyReportOption>> {
        let caller = Caller::of(context)?;
        let found = service::possible(&caller.app.db.read, &caller, &self.row).await.map_err(internal)?;
        let language = viewer::language(context);
        let option = |(act, refused): (MonthlyReportAct, Option<Text>)| {
            let reason = refused.map(|text| text.in_language(language).to_owned());
            MonthlyReportOption { act, allowed: reason.is_none(), reason }
        };
        Ok(found.into_iter().map(option).collect())
    }
}

fn definitions_of(filled: &Filled) -> Vec<Arc<Definition>> {
    filled.lines.iter().map(|line| line.definition.clone()).collect()
}

async fn read_tallies(
    context: &Context<'_>,
    definitions: &[Arc<Definition>],
    extent: &Extent,
) -> Result<Tallies> {
    let caller = Caller::of(context)?;
    tallies::read(&caller.app.db.read, definitions, extent, None).await.map_err(internal)
}

/// A figure of a monthly report.
pub struct MonthlyFigure {
    line: Line,
    tally: Tally,
    zeros: bool,
}

/// A figure of a monthly report: what is reported, and beside it what the records say.
#[Object]
impl MonthlyFigure {
    /// The indicator's code.
    async fn indicator(&self) -> &str {
        &self.line.definition.code
    }

    /// The part of summaries in which it stands.
    async fn group(&self) -> IndicatorGroup {
        self.line.definition.section
    }

    /// What is reported, in the indicator's unit; null where there are no records and no zero is confirmed.
    async fn value(&self) -> Option<String> {
        self.line.reported(self.zeros).map(|quantity| self.line.definition.written(quantity.value))
    }

    /// Whether that is a lower bound (余).
    async fn at_least(&self) -> bool {
        self.line.reported(self.zeros).is_some_and(|quantity| quantity.at_least)
    }

    /// What the records add up to, which it opens to, as they were when it was submitted.
    async fn computed(&self) -> SummaryFigure {
        SummaryFigure::new(self.line.definition.clone(), self.tally, self.line.extent.clone())
    }

    /// What the accepted reports below corrected, all in all, where it is of a whole region; with a minus where less.
    async fn adjusted(&self) -> String {
        self.line.definition.written(self.line.adjusted)
    }

    /// Why something else is reported than the records say; null where nothing else is.
    async fn reason(&self) -> Option<&str> {
        self.line.corrected.as_ref().map(|corrected| corrected.reason.as_str())
    }

    /// All told of the year up to this month: what each month reported, with what came to differ of them since. Null of
    /// what is no sum.
    async fn year_to_date(&self) -> Option<String> {
        let own = self.line.reported(self.zeros).map_or(0, |quantity| quantity.value);
        self.line.earlier.map(|earlier| self.line.definition.written(earlier + own))
    }
}

/// By how much a month that was told came to differ.
pub struct MonthlyCorrection {
    later: Later,
    tally: Tally,
}

/// By how much a month that was told came to differ, because records were added, corrected or withdrawn since.
#[Object]
impl MonthlyCorrection {
    /// The first day of that month.
    async fn month(&self) -> Date {
        Date(self.later.month)
    }

    /// What is to be added to what was told, in the indicator's unit; with a minus: taken away.
    async fn difference(&self) -> String {
        self.later.definition.written(self.later.difference)
    }

    /// When that month was told last: `figure.changes` since then add up to the difference.
    async fn since(&self) -> DateTime<Utc> {
        self.later.since
    }

    /// The figure of that month as it is now, or as it was when this report was submitted.
    async fn figure(&self) -> SummaryFigure {
        SummaryFigure::new(self.later.definition.clone(), self.tally, self.later.extent.clone())
    }
}

/// Something that the check of a report found.
#[derive(SimpleObject)]
pub struct MonthlyFinding {
    /// By which rule.
    check: ReportCheck,
    /// How grave it is.
    grade: FindingGrade,
    /// What it is, in the viewer's language.
    text: String,
    /// The codes of the figures that it is about, which open to their records.
    indicators: Vec<String>,
}

/// Something that can be done with a report.
#[derive(SimpleObject)]
pub struct MonthlyReportOption {
    /// What.
    act: MonthlyReportAct,
    /// Whether it is possible now.
    allowed: bool,
    /// What is in its way, in the viewer's language.
    reason: Option<String>,
}
