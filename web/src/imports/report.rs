//! What was found in a workbook: how many rows go in, which are refused and why, how its columns were taken.

use super::sending::{Fault, Report, Sheet, Shown};
use crate::{
    components::{
        display::Section,
        table::{Column, DataTable},
    },
    i18n::t,
};
use leptos::prelude::*;

/// The counts, and all tables.
pub fn found(report: &Report) -> impl IntoView + use<> {
    let words = &t().imports;
    let counts = [
        (words.rows, report.rows, "rows"),
        (words.repeated, report.repeated as i64, "repeated"),
        (words.refused, report.refused as i64, "refused"),
    ];
    let counts = counts.map(|(label, count, name)| {
        view! { <div class="count"><dt>{label}</dt><dd data-testid=format!("count-{name}")>{count}</dd></div> }
    });
    let ignored = (!report.ignored_sheets.is_empty())
        .then(|| view! { <p class="hint">{(words.ignored_sheets)(&report.ignored_sheets.join("、"))}</p> });
    let shown = (!report.shown.is_empty()).then(|| shown(&report.columns, report.shown.clone()));
    view! {
        <dl class="counts">{counts.collect_view()}</dl>
        {ignored}
        {shown}
        {report.sheets.iter().map(sheet).collect_view()}
    }
}

/// What is wrong, cell by cell.
pub fn faults(report: &Report) -> impl IntoView + use<> {
    let words = &t().imports;
    let columns = vec![
        Column::new(words.cell, |fault: &Fault| fault.cell.clone().into_any()).short(),
        Column::new(words.sheet, |fault: &Fault| fault.sheet.clone().into_any()).short(),
        Column::new(words.column, |fault: &Fault| fault.column.clone().into_any()).short(),
        Column::new(words.value, |fault: &Fault| fault.value.clone().into_any()),
        Column::new(words.reason, |fault: &Fault| fault.reason.clone().into_any()),
    ];
    let mut rows: Vec<(&str, i64)> =
        report.faults.iter().map(|fault| (fault.sheet.as_str(), fault.row)).collect();
    rows.dedup();
    let more = report.refused.saturating_sub(rows.len());
    let table = view! { <DataTable columns rows=report.faults.clone() caption=words.faults/> }.into_any();
    view! {
        <Section title=words.faults>
            {table}
            {(more > 0).then(|| view! { <p class="hint">{(words.more)(more)}</p> })}
        </Section>
    }
}

/// The first rows that go in. Wide as they are, they stay a table on a phone, and move within their frame.
fn shown(columns: &[String], rows: Vec<Shown>) -> impl IntoView + use<> {
    let words = &t().imports;
    let heads = columns.iter().map(|column| view! { <th scope="col">{column.clone()}</th> }).collect_view();
    let line = |row: Shown| {
        let cells = row.cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view();
        view! { <tr data-testid="shown"><th scope="row" class="short" title=row.sheet>{row.row}</th>{cells}</tr> }
    };
    view! {
        <Section title=words.shown>
            <div class="table-frame across" tabindex="0" role="group" aria-label=words.shown>
                <table class="plain">
                    <thead><tr><th scope="col">{words.row}</th>{heads}</tr></thead>
                    <tbody>{rows.into_iter().map(line).collect_view()}</tbody>
                </table>
            </div>
        </Section>
    }
}

/// How the columns of a sheet were taken, and what of it is left out.
fn sheet(sheet: &Sheet) -> impl IntoView + use<> {
    let words = &t().imports;
    let heads = sheet.columns.iter().map(|head| {
        let meaning = match &head.meaning {
            Some(meaning) => view! { <td>{meaning.clone()}</td> }.into_any(),
            None => view! { <td class="soft">{words.ignored}</td> }.into_any(),
        };
        view! { <tr><th scope="row" class="short">{head.column.clone()}</th><td>{head.head.clone()}</td>{meaning}</tr> }
    });
    let left_out = sheet
        .left_out
        .iter()
        .map(|row| view! { <li>{(words.left_out)(row.row, &row.reason)}</li> })
        .collect_view();
    let heads = heads.collect_view();
    let about = format!("{}　{}", sheet.name, (words.head_row)(sheet.head_row, sheet.rows));
    view! {
        <Section title=words.columns>
            <p class="hint">{about}</p>
            <div class="table-frame across" tabindex="0" role="group" aria-label=words.columns>
                <table class="plain">
                    <thead><tr><th scope="col">{words.column}</th><th scope="col">{words.head}</th><th scope="col">{words.meaning}</th></tr></thead>
                    <tbody>{heads}</tbody>
                </table>
            </div>
            <ul class="hint">{left_out}</ul>
        </Section>
    }
}
