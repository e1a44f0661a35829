//! The work summary as a workbook: every figure a line, beside it the year before, or a column each for departments,
//! regions or months. That it was taken out is logged.

use std::sync::Arc;

use entity::region;
use serde_json::Value;
use vocabulary::{FigureDimension as Dimension, IndicatorGroup, Language, Term};

use super::{
    extent::Extent,
    rules::{self, Share},
    slices::{self, Slice},
    tallies::{self, Tallies, Tally},
};
use crate::{
    exports::{
        sheet::{Cell, Heading},
        taking::{TakenOut, Workbook, take_out},
    },
    shared::{
        caller::Caller,
        errors::Failure,
        figures::indicators::{CLOSED, CLOSED_ON_TIME, CLOSED_WITHOUT_LIMIT, Definition},
        language::{Text, text},
        values::Quantity,
    },
};

/// The summary that is written.
pub struct Written<'a> {
    /// The region.
    pub region: &'a region::Model,
    /// What it is about.
    pub extent: &'a Extent,
    /// The indicators that hold for it.
    pub definitions: &'a [Arc<Definition>],
}

/// Writes the summary, with the year before beside each figure, or taken apart by `across`.
///
/// # Errors
///
/// The database's; where the workbook can't be put together.
pub async fn write(
    caller: &Caller,
    summary: Written<'_>,
    across: Option<Dimension>,
    asked: Value,
) -> Result<Workbook, Failure> {
    let Written { region, extent, definitions } = summary;
    let (db, language) = (&caller.app.db.read, caller.language());
    let whole = tallies::read(db, definitions, extent, None).await?;
    let (headings, rows) = match across {
        None => beside_the_year_before(definitions, &whole, language),
        Some(by) => {
            let parts = slices::parts(db, extent, region, by).await?;
            let together = slices::together(extent, &parts);
            let apart = tallies::read(db, definitions, &together, Some(by)).await?;
            laid_out_across(definitions, &whole, (&parts, &apart), language)
        }
    };
    let what = TakenOut { action: "exportWorkSummary", object_type: "WorkSummary", asked };
    take_out(caller, what, NAME.in_language(language), headings, rows).await
}

/// What the sheet and the file are called.
pub const NAME: vocabulary::Label = vocabulary::Label { zh: "工作汇总", en: "Work summary" };

fn heading(zh: &str, en: &str, language: Language, width: f64) -> Heading {
    (text(zh, en).in_language(language).to_owned(), width)
}

/// Section, name and unit of a figure.
fn said(definition: &Definition, language: Language) -> [Cell; 3] {
    let of = |words: &Text| Cell::Text(words.in_language(language).to_owned());
    let section = definition.section.label().in_language(language).to_owned();
    [Cell::Text(section), of(&definition.name), of(&definition.unit)]
}

/// A number as one; a lower bound as it is written, for no number says it.
fn number(definition: &Definition, quantity: Quantity, language: Language) -> Cell {
    if quantity.at_least {
        let mark = text("余", "+");
        return Cell::Text(format!("{}{}", definition.written(quantity.value), mark.in_language(language)));
    }
    if definition.counts.is_money() { Cell::Fen(quantity.value) } else { Cell::Number(quantity.value) }
}

fn beside_the_year_before(
    definitions: &[Arc<Definition>],
    whole: &Tallies,
    language: Language,
) -> (Vec<Heading>, Vec<Vec<Cell>>) {
    let headings = vec![
        heading("类别", "Section", language, 12.0),
        heading("指标", "Indicator", language, 30.0),
        heading("单位", "Unit", language, 8.0),
        heading("本期", "This period", language, 16.0),
        heading("上年同期", "Year before", language, 16.0),
        heading("增减", "Difference", language, 16.0),
        heading("同比", "Change", language, 10.0),
    ];
    let row = |definition: &Arc<Definition>| {
        let Tally { present, previous } = whole.of(&definition.code);
        let is_exact = !present.at_least && !previous.at_least;
        let difference = Quantity { value: present.value - previous.value, at_least: false };
        let change = rules::change(present.value, previous.value).filter(|_| is_exact);
        said(definition, language)
            .into_iter()
            .chain([
                number(definition, present, language),
                number(definition, previous, language),
                if is_exact { number(definition, difference, language) } else { Cell::Empty },
                change.map(|change| format!("{change}%")).into(),
            ])
            .collect()
    };
    let rated = |rate: Option<Share>| vec![percent(rate.as_ref()), Cell::Empty, Cell::Empty, Cell::Empty];
    let rate = rated(on_time(|code| whole.of(code)));
    (headings, with_rate(definitions, row, rate, language))
}

fn laid_out_across(
    definitions: &[Arc<Definition>],
    whole: &Tallies,
    (parts, apart): (&[Slice], &Tallies),
    language: Language,
) -> (Vec<Heading>, Vec<Vec<Cell>>) {
    let mut headings = vec![
        heading("类别", "Section", language, 12.0),
        heading("指标", "Indicator", language, 30.0),
        heading("单位", "Unit", language, 8.0),
    ];
    headings.extend(parts.iter().map(|part| (part.label(language), 14.0)));
    headings.push(heading("合计", "Whole", language, 16.0));
    let row = |definition: &Arc<Definition>| {
        let of_part =
            |part: &Slice| number(definition, apart.of_slice(part, &definition.code).present, language);
        let total = number(definition, whole.of(&definition.code).present, language);
        said(definition, language).into_iter().chain(parts.iter().map(of_part)).chain([total]).collect()
    };
    let of_part = |part: &Slice| percent(on_time(|code| apart.of_slice(part, code)).as_ref());
    let mut rate: Vec<Cell> = parts.iter().map(of_part).collect();
    rate.push(percent(on_time(|code| whole.of(code)).as_ref()));
    (headings, with_rate(definitions, row, rate, language))
}

/// A row a figure, and after those of cases the rate of what was closed on time.
fn with_rate(
    definitions: &[Arc<Definition>],
    row: impl Fn(&Arc<Definition>) -> Vec<Cell>,
    rate: Vec<Cell>,
    language: Language,
) -> Vec<Vec<Cell>> {
    let of_section = |section: IndicatorGroup| definitions.iter().filter(move |it| it.section == section);
    let mut rows = Vec::with_capacity(definitions.len() + 1);
    for section in IndicatorGroup::ALL {
        rows.extend(of_section(*section).map(&row));
        if *section == IndicatorGroup::Cases {
            let said = [section.label().in_language(language), RATE.in_language(language), "%"];
            let said = said.map(|words| Cell::Text(words.to_owned()));
            rows.push(said.into_iter().chain(rate.clone()).collect());
        }
    }
    rows
}

const RATE: vocabulary::Label = vocabulary::Label { zh: "按期结案率", en: "Closed on time" };

fn on_time(tally: impl Fn(&str) -> Tally) -> Option<Share> {
    let of = |code: &str| tally(code).present.value;
    rules::on_time(of(CLOSED_ON_TIME), of(CLOSED), of(CLOSED_WITHOUT_LIMIT))
}

fn percent(rate: Option<&Share>) -> Cell {
    rate.map(|rate| rate.percent.clone()).into()
}
