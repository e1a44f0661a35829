//! What came of a ledger: the sheets that were found in it, the rows that go in, those that went in before, and those
//! that are refused, cell by cell; and the workbooks that go with it, the template and the refused rows.

use std::sync::Arc;

use anyhow::Result;
use entity::{enums::LedgerKind, import};
use vocabulary::{Language, Term};

use super::{
    columns::{self, letters},
    reading::{LeftOut, Row, Sheet},
    stating::{Fault, shown},
};
use crate::{
    exports::sheet::{self, Cell},
    shared::language::{Text, text},
};

/// So many rows that go in are shown.
pub const SHOWN: usize = 20;

/// A sheet of a ledger.
#[derive(Clone, Debug)]
pub struct Found {
    /// The sheet.
    pub sheet: Arc<Sheet>,
    /// How many rows it has.
    pub rows: u32,
    /// The rows that are left out, and why.
    pub left_out: Vec<(u32, LeftOut)>,
}

/// A row that is refused.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The row as it was.
    pub row: Row,
    /// All that is wrong with it.
    pub faults: Vec<Fault>,
}

/// What came of a ledger.
#[derive(Clone, Debug)]
pub struct Report {
    /// What it lists.
    pub kind: LedgerKind,
    /// SHA-256 of the workbook, in hex.
    pub digest: String,
    /// Its sheets.
    pub sheets: Vec<Found>,
    /// The sheets that are none of it.
    pub ignored: Vec<String>,
    /// How many rows go in, or went in.
    pub rows: i32,
    /// The first of them.
    pub shown: Vec<Row>,
    /// The rows that had become records before.
    pub repeated: Vec<(Arc<Sheet>, u32)>,
    /// The rows that are refused.
    pub refused: Vec<Refused>,
    /// The import, once it was done.
    pub import: Option<import::Model>,
}

/// A fault as people find it: which cell, in which column, what it shows, and what is wrong.
pub struct Told {
    /// `B7`.
    pub cell: String,
    /// The column's name.
    pub column: String,
    /// What the cell shows.
    pub value: String,
    /// What is wrong.
    pub reason: String,
}

impl Refused {
    /// The fault in `language`.
    pub fn tell(&self, kind: LedgerKind, fault: &Fault, language: Language) -> Told {
        let Row { sheet, number, cells } = &self.row;
        let Some(place) = fault.column else {
            let first = sheet.heads.first().map_or(0, |head| head.0);
            let reason = fault.reason.in_language(language).to_owned();
            return Told {
                cell: format!("{}{number}", letters(first)),
                column: String::new(),
                value: String::new(),
                reason,
            };
        };
        let column = &columns::of(kind)[place];
        let label = column.label.in_language(language);
        let (cell, reason) = match sheet.placed[place] {
            Some(placed) => (format!("{}{number}", letters(placed.column)), fault.reason.clone()),
            None => {
                let first = sheet.heads.first().map_or(0, |head| head.0);
                let missing = text(
                    format!("表中没有“{label}”列（表头在第{}行）", sheet.head),
                    format!("The sheet has no column \"{label}\" (its head is row {})", sheet.head),
                );
                (format!("{}{number}", letters(first)), missing)
            }
        };
        let value = cells.get(place).map(|raw| shown(column, raw)).unwrap_or_default();
        Told { cell, column: label.to_owned(), value, reason: reason.in_language(language).to_owned() }
    }
}

/// Why a row is left out.
pub fn why(left_out: LeftOut) -> Text {
    match left_out {
        LeftOut::Hint => text("填写说明", "says how to fill in the others"),
        LeftOut::Sum => text("合计行", "sums up the others"),
    }
}

fn width(column: &columns::Column) -> f64 {
    match column.form {
        columns::Form::Text | columns::Form::Texts => 24.0,
        columns::Form::Choice(_) | columns::Form::Choices(_) => 20.0,
        _ => 14.0,
    }
}

/// The refused rows as they were, each with what is wrong beside it. Its columns are called as the template's, so that
/// the rows can be mended there and taken in from there.
///
/// # Errors
///
/// Where the workbook can't be put together.
pub fn refused(report: &Report, language: Language) -> Result<Vec<u8>> {
    let own = [text("工作表", "Sheet"), text("行号", "Row"), text("不能导入的原因", "Why it is refused")];
    let widths = [14.0, 8.0, 60.0];
    let mut headings: Vec<_> = own.iter().map(|it| it.in_language(language).to_owned()).zip(widths).collect();
    let table = columns::of(report.kind);
    headings
        .extend(table.iter().map(|column| (column.label.in_language(language).to_owned(), width(column))));
    let said = |refused: &Refused| {
        let lines = refused.faults.iter().map(|fault| {
            let Told { cell, column, value, reason } = refused.tell(report.kind, fault, language);
            match language {
                Language::Chinese => format!("{cell} {column}「{}」：{reason}", short(&value, 200)),
                Language::English => format!("{cell} {column} \"{}\": {reason}", short(&value, 200)),
            }
        });
        short(&lines.collect::<Vec<_>>().join("\n"), CELL)
    };
    let row = |refused: &Refused| {
        let Row { sheet, number, cells } = &refused.row;
        let own =
            [Cell::Text(sheet.name.clone()), Cell::Number(i64::from(*number)), Cell::Text(said(refused))];
        own.into_iter()
            .chain(table.iter().zip(cells).map(|(column, raw)| Cell::Text(short(&shown(column, raw), CELL))))
            .collect()
    };
    let rows: Vec<Vec<Cell>> = report.refused.iter().map(row).collect();
    sheet::write(name(language, "不能导入的行", "Refused rows"), &headings, &rows)
}

/// The template of a ledger: its columns, and below each what it may hold.
///
/// # Errors
///
/// Where the workbook can't be put together.
pub fn template(kind: LedgerKind, language: Language) -> Result<Vec<u8>> {
    let table = columns::of(kind);
    let heading = |column: &columns::Column| (column.label.in_language(language).to_owned(), width(column));
    let hint = |(place, column): (usize, &columns::Column)| {
        let required = match (column.required, language) {
            (true, Language::Chinese) => "必填。",
            (true, Language::English) => "Required. ",
            (false, _) => "",
        };
        // By its first words the row is known, and left out.
        let first = if place == 0 { "填写说明：" } else { "" };
        Cell::Text(format!("{first}{required}{}", column.allowed().in_language(language)))
    };
    let hints = table.iter().enumerate().map(hint).collect();
    sheet::write(kind.label().in_language(language), &table.iter().map(heading).collect::<Vec<_>>(), &[hints])
}

/// So many characters a cell has room for, with some to spare.
const CELL: usize = 32_000;

fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn name(language: Language, zh: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}
