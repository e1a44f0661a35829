//! One sheet of a workbook: a heading that stays in sight, dates as dates, money as numbers.

use anyhow::Result;
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text. Written as text whatever it looks like: a title that begins with `=` is no formula.
    Text(String),
    /// A day.
    Day(NaiveDate),
    /// A whole number.
    Number(i64),
    /// An amount of money, in fen; shown in yuan.
    Fen(i64),
}

impl From<Option<NaiveDate>> for Cell {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Cell::Empty, Cell::Day)
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Cell::Empty, Cell::Text)
    }
}

/// A column: its heading and its width in characters.
pub type Heading = (String, f64);

/// The workbook with one sheet.
///
/// # Errors
///
/// Where a cell breaks a limit of the format, or the workbook cannot be put together.
pub fn write(name: &str, headings: &[Heading], rows: &[Vec<Cell>]) -> Result<Vec<u8>> {
    let framed = || Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
    let heading = framed().set_bold().set_align(FormatAlign::Center).set_text_wrap();
    let (text, day) = (framed().set_text_wrap(), framed().set_num_format("yyyy-mm-dd"));
    let whole = framed().set_num_format("#,##0");
    let money = framed().set_num_format("#,##0.00");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(name)?.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?.set_landscape();
    for (column, (label, width)) in (0_u16..).zip(headings) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, label, &heading)?;
    }
    for (number, row) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                Cell::Empty => sheet.write_blank(number, column, &text)?,
                Cell::Text(value) => sheet.write_string_with_format(number, column, value, &text)?,
                Cell::Day(value) => {
                    sheet.write_datetime_with_format(number, column, excel_day(*value)?, &day)?
                }
                // Exact up to 2⁵³, which no count comes near.
                Cell::Number(value) => {
                    sheet.write_number_with_format(number, column, *value as f64, &whole)?
                }
                // Exact: a fen is a hundredth, and the largest amount has fewer digits than a double.
                Cell::Fen(fen) => {
                    sheet.write_number_with_format(number, column, *fen as f64 / 100.0, &money)?
                }
            };
        }
    }
    let (last_row, last_column) = (u32::try_from(rows.len())?, u16::try_from(headings.len())?);
    sheet.autofilter(0, 0, last_row, last_column.saturating_sub(1))?;
    Ok(workbook.save_to_buffer()?)
}

fn excel_day(day: NaiveDate) -> Result<ExcelDateTime> {
    let (month, of_month) = (u8::try_from(day.month())?, u8::try_from(day.day())?);
    Ok(ExcelDateTime::from_ymd(u16::try_from(day.year())?, month, of_month)?)
}
