//! A monthly report as a workbook: every figure a line, with what the records say, what was corrected and why; below them
//! what came to differ of earlier months.

use entity::department;
use sea_orm::EntityTrait;
use serde_json::Value;
use uuid::Uuid;
use vocabulary::{Language, Term};

use super::{
    figures::{self, Line},
    service::{OBJECT, load},
    words,
};
use crate::{
    exports::{
        sheet::{Cell, Heading},
        taking::{TakenOut, Workbook, take_out},
    },
    shared::{
        caller::Caller, errors::Failure, figures::indicators::Definition, language::text, values::Quantity,
    },
};

/// Writes the report with `id`; answers the workbook and what to call it.
///
/// # Errors
///
/// Where the caller sees no such report; where the workbook can't be put together.
pub async fn write(caller: &Caller, id: Uuid, asked: Value) -> Result<(Workbook, String), Failure> {
    let (db, language) = (&caller.app.db.read, caller.language());
    let report = load(db, caller, id).await?;
    let filled = figures::read(db, &report).await?;
    let department = department::Entity::find_by_id(report.department_id).one(db).await?;
    let department = department.map(|row| row.short_name).unwrap_or_default();
    let say = |zh: &str, en: &str| text(zh, en).in_language(language).to_owned();
    let headings: Vec<Heading> = vec![
        (say("类别", "Section"), 12.0),
        (say("指标", "Indicator"), 34.0),
        (say("单位", "Unit"), 8.0),
        (say("本月上报", "Reported"), 16.0),
        (say("记录统计", "By records"), 16.0),
        (say("下级更正", "Corrected below"), 12.0),
        (say("本年累计", "Year to date"), 16.0),
        (say("更正原因", "Reason"), 40.0),
    ];
    let mut rows: Vec<Vec<Cell>> =
        filled.lines.iter().map(|line| figure(line, report.zeros_confirmed, language)).collect();
    for later in &filled.later {
        let month = words::month(later.month);
        let what = text(format!("{}更正", month.zh), format!("Change of {}", month.en));
        let [_, name, unit] = said(&later.definition, language);
        let amount = number(&later.definition, later.difference);
        let first = Cell::Text(what.in_language(language).to_owned());
        rows.push(vec![first, name, unit, amount, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]);
    }
    let what = TakenOut { action: "exportMonthlyReport", object_type: OBJECT, asked };
    let workbook = take_out(caller, what, &say("数据月报", "Monthly report"), headings, rows).await?;
    let month = words::month(report.month);
    let name =
        text(format!("{department}{}数据月报.xlsx", month.zh), format!("{department} {}.xlsx", month.en));
    Ok((workbook, name.in_language(language).to_owned()))
}

fn said(definition: &Definition, language: Language) -> [Cell; 3] {
    let words = [
        definition.section.label().in_language(language),
        definition.name.in_language(language),
        definition.unit.in_language(language),
    ];
    words.map(|words| Cell::Text(words.to_owned()))
}

fn figure(line: &Line, zeros_confirmed: bool, language: Language) -> Vec<Cell> {
    let definition = &line.definition;
    let reported = line.reported(zeros_confirmed);
    let amount = |quantity: Option<Quantity>| match quantity {
        None => Cell::Empty,
        Some(Quantity { value, at_least: true }) => {
            let mark = text("余", "+");
            Cell::Text(format!("{}{}", definition.written(value), mark.in_language(language)))
        }
        Some(Quantity { value, .. }) => number(definition, value),
    };
    let own = reported.map_or(0, |quantity| quantity.value);
    let year = line.earlier.map_or(Cell::Empty, |earlier| number(definition, earlier + own));
    let adjusted = if line.adjusted == 0 { Cell::Empty } else { number(definition, line.adjusted) };
    let reason = line.corrected.as_ref().map(|corrected| corrected.reason.clone());
    said(definition, language)
        .into_iter()
        .chain([amount(reported), amount(Some(line.computed)), adjusted, year, reason.into()])
        .collect()
}

fn number(definition: &Definition, value: i64) -> Cell {
    if definition.counts.is_money() { Cell::Fen(value) } else { Cell::Number(value) }
}
