//! Reads a workbook row by row, however long it is: finds the head, lets a merged cell hold for all that it covers,
//! leaves out blank rows, hints and sums. A file that is none, or means harm, is a refusal. Pure but for the reading.

use std::{
    collections::VecDeque,
    io::{Cursor, Read},
    sync::Arc,
};

use bytes::Bytes;
use calamine::{DataRef, Dimensions, Reader, SheetVisible, Xlsx};

use super::{
    cells::{Raw, normal},
    columns::{self, Column},
};
use crate::shared::language::{Text, text};

/// The most bytes of a workbook: 20,000 rows of all columns have some 3 MB.
pub const MOST_BYTES: usize = 16 << 20;
/// The most rows of a workbook: as many as one that is taken out has.
pub const MOST_ROWS: u32 = 20_000;
/// The most bytes that a workbook may unpack to, of which its texts are held in memory.
const MOST_UNPACKED: u64 = 256 << 20;
const MOST_TEXTS: u64 = 64 << 20;
/// The most parts and merged cells.
const MOST_PARTS: usize = 1_000;
const MOST_MERGED: usize = 100_000;
/// Excel's own limit of a cell's text.
const MOST_CHARACTERS: usize = 32_767;
/// Columns to the right of these are left out.
const MOST_COLUMNS: u32 = 256;
/// Among so many rows the head is looked for.
const HEAD_WITHIN: usize = 20;

/// Why a workbook can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no .xlsx.
    NoWorkbook,
    /// It is an .xls, or has a password.
    OldOrLocked,
    /// It is damaged.
    Damaged,
    /// It unpacks to too much.
    TooLarge,
    /// It has too many rows.
    TooManyRows,
    /// No sheet has a head that is known.
    NoHead,
}

impl Unreadable {
    /// What to tell.
    pub fn message(self) -> Text {
        match self {
            Self::NoWorkbook => text("该文件不是Excel工作簿（.xlsx）", "This is no Excel workbook (.xlsx)"),
            Self::OldOrLocked => text(
                "该文件是旧版.xls或设有密码，请另存为不带密码的.xlsx后再导入",
                "This is an .xls or has a password: save it as an .xlsx without one",
            ),
            Self::Damaged => text(
                "该文件已损坏，无法读取，请用Excel重新保存后再试",
                "This file is damaged: save it again in Excel",
            ),
            Self::TooLarge => text("该文件解压后过大，无法读取", "This file unpacks to too much"),
            Self::TooManyRows => text(
                format!("一次最多导入{MOST_ROWS}行，请分成几个文件"),
                format!("At most {MOST_ROWS} rows at once: make several files of it"),
            ),
            Self::NoHead => text(
                "没有找到表头：请按模板填写列名（至少两列与模板相同）",
                "No head was found: name the columns as the template does (at least two of them)",
            ),
        }
    }
}

/// Where a column of the ledger stands in a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its place from the left.
    pub column: u32,
    /// Its amounts are of 万元.
    pub ten_thousands: bool,
}

/// A sheet whose head is known.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// The row of its head, as Excel counts.
    pub head: u32,
    /// What its heads say, by their columns, and which column of the ledger each names.
    pub heads: Vec<(u32, String, Option<usize>)>,
    /// Where each column of the ledger stands.
    pub placed: Vec<Option<Placed>>,
}

/// A row of a ledger.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its sheet.
    pub sheet: Arc<Sheet>,
    /// Its number, as Excel counts.
    pub number: u32,
    /// What it holds, by the ledger's columns.
    pub cells: Vec<Raw>,
}

/// Why a row is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It says how to fill in the others.
    Hint,
    /// It sums up the others.
    Sum,
}

/// A piece of a workbook, in its order.
#[derive(Clone, Debug)]
pub enum Piece {
    /// A sheet begins.
    Sheet(Arc<Sheet>),
    /// A sheet of this name has no head that is known, or is hidden.
    Ignored(String),
    /// A row is left out.
    LeftOut(Arc<Sheet>, u32, LeftOut),
    /// A row.
    Row(Row),
}

/// Reads `content` by the columns of `table`, and gives each piece to `give` until that answers that it is enough.
///
/// # Errors
///
/// Why it can't be read.
pub fn read(content: Bytes, table: &[Column], mut give: impl FnMut(Piece) -> bool) -> Result<(), Unreadable> {
    if content.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Unreadable::OldOrLocked);
    }
    unpacks(&content)?;
    let mut book = Xlsx::new(Cursor::new(content)).map_err(|_| Unreadable::Damaged)?;
    let sheets: Vec<_> = book.sheets_metadata().to_vec();
    let (mut known, mut rows) = (false, 0);
    for sheet in sheets {
        let mut of_sheet = match sheet.visible {
            SheetVisible::Visible => Some(OfSheet::new(sheet.name.clone(), table)),
            _ => None,
        };
        if let Some(of_sheet) = &mut of_sheet {
            let merged = book.merge_cells_by_sheet_name(&sheet.name).map_err(|_| Unreadable::Damaged)?;
            let mut lines = Lines::new(merged)?;
            // Charts and the like are sheets, too, and hold no cells.
            let Ok(mut cells) = book.worksheet_cells_reader(&sheet.name) else {
                give(Piece::Ignored(sheet.name));
                continue;
            };
            while let Some(cell) = cells.next_cell().map_err(|_| Unreadable::Damaged)? {
                let (row, column) = cell.get_position();
                if let Some(line) = lines.at(row)?
                    && !of_sheet.take(line, &lines.merged, &mut rows, &mut give)?
                {
                    return Ok(());
                }
                if column < MOST_COLUMNS {
                    lines.cells.push((column, raw(cell.get_value())?));
                }
            }
            if let Some(line) = lines.last()
                && !of_sheet.take(line, &lines.merged, &mut rows, &mut give)?
            {
                return Ok(());
            }
            if !of_sheet.settle(&lines.merged, &mut rows, &mut give)? {
                return Ok(());
            }
        }
        match of_sheet {
            Some(OfSheet { found: Some(_), .. }) => known = true,
            _ => drop(give(Piece::Ignored(sheet.name))),
        }
    }
    if known { Ok(()) } else { Err(Unreadable::NoHead) }
}

/// Unpacks all parts once, keeping none: what a part says of its own length may be a lie.
fn unpacks(content: &Bytes) -> Result<(), Unreadable> {
    let mut archive = zip::ZipArchive::new(Cursor::new(content)).map_err(|_| Unreadable::NoWorkbook)?;
    if archive.len() > MOST_PARTS {
        return Err(Unreadable::TooLarge);
    }
    let mut left = MOST_UNPACKED;
    for part in 0..archive.len() {
        let part = archive.by_index(part).map_err(|_| Unreadable::Damaged)?;
        // Rows are read one at a time; everything else is held.
        let rows = part.name().is_ok_and(|name| name.contains("worksheets/"));
        let most = if rows { left } else { left.min(MOST_TEXTS) };
        let size = std::io::copy(&mut part.take(most + 1), &mut std::io::sink());
        let size = size.map_err(|_| Unreadable::Damaged)?;
        left = most.checked_sub(size).map(|_| left - size).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

fn raw(value: &DataRef<'_>) -> Result<Raw, Unreadable> {
    let within = |text: &str| match text.len() <= MOST_CHARACTERS * 4 {
        true => Ok(Raw::Text(text.to_owned())),
        false => Err(Unreadable::Damaged),
    };
    Ok(match value {
        DataRef::Empty => Raw::Empty,
        DataRef::Int(number) => Raw::Number(*number as f64),
        DataRef::Float(number) => Raw::Number(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => within(text)?,
        DataRef::SharedString(text) => within(text)?,
        DataRef::Bool(flag) => Raw::Flag(*flag),
        DataRef::DateTime(moment) if moment.is_datetime() => match moment.as_datetime() {
            Some(moment) => Raw::Moment(moment),
            None => Raw::Number(moment.as_f64()),
        },
        DataRef::DateTime(span) => Raw::Number(span.as_f64()),
        DataRef::Error(error) => Raw::Error(error.to_string()),
    })
}

/// A line of a sheet: its number from 0, and its cells in the order of their columns.
struct Line {
    number: u32,
    cells: Vec<(u32, Raw)>,
}

impl Line {
    fn at(&self, column: u32) -> Option<&Raw> {
        self.cells.iter().find(|cell| cell.0 == column).map(|cell| &cell.1)
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(|(_, raw)| raw.is_blank())
    }
}

/// The cells of one line after the other, and which are merged.
struct Lines {
    number: Option<u32>,
    cells: Vec<(u32, Raw)>,
    merged: Vec<Dimensions>,
    /// How many of the merged began, and those that have not ended, each with what it says.
    begun: usize,
    open: Vec<(Dimensions, Raw)>,
}

impl Lines {
    fn new(mut merged: Vec<Dimensions>) -> Result<Self, Unreadable> {
        if merged.len() > MOST_MERGED {
            return Err(Unreadable::TooLarge);
        }
        merged.retain(|one| one.start.1 < MOST_COLUMNS && one.start <= one.end);
        merged.sort_unstable_by_key(|one| one.start);
        Ok(Self { number: None, cells: Vec::new(), merged, begun: 0, open: Vec::new() })
    }

    /// The line before, where the cell that was read begins another.
    fn at(&mut self, row: u32) -> Result<Option<Line>, Unreadable> {
        match self.number {
            Some(number) if number == row => Ok(None),
            Some(number) if number > row => Err(Unreadable::Damaged),
            Some(_) => {
                let line = self.last();
                self.number = Some(row);
                Ok(line)
            }
            None => {
                self.number = Some(row);
                Ok(None)
            }
        }
    }

    fn last(&mut self) -> Option<Line> {
        let number = self.number?;
        let mut line = Line { number, cells: std::mem::take(&mut self.cells) };
        line.cells.sort_by_key(|cell| cell.0);
        line.cells.dedup_by_key(|cell| cell.0);
        self.open.retain(|(one, _)| one.end.0 >= number);
        while let Some(one) = self.merged.get(self.begun).filter(|one| one.start.0 <= number) {
            self.begun += 1;
            if one.start.0 == number {
                self.open.push((*one, line.at(one.start.1).cloned().unwrap_or_default()));
            }
        }
        // A line that holds nothing of its own is blank.
        if !line.is_blank() {
            for (one, said) in &self.open {
                for column in one.start.1..=one.end.1.min(MOST_COLUMNS - 1) {
                    match line.cells.binary_search_by_key(&column, |cell| cell.0) {
                        Ok(place) if line.cells[place].1.is_blank() => line.cells[place].1 = said.clone(),
                        Ok(_) => {}
                        Err(place) => line.cells.insert(place, (column, said.clone())),
                    }
                }
            }
        }
        Some(line)
    }
}

/// What is known of a sheet so far.
struct OfSheet<'a> {
    name: String,
    table: &'a [Column],
    /// The first lines, among which the head is looked for.
    first: VecDeque<Line>,
    found: Option<Arc<Sheet>>,
    /// The last line of the head, from 0, and how many rows came after it.
    head_ends: u32,
    after: u32,
    settled: bool,
}

impl<'a> OfSheet<'a> {
    fn new(name: String, table: &'a [Column]) -> Self {
        Self { name, table, first: VecDeque::new(), found: None, head_ends: 0, after: 0, settled: false }
    }

    fn take(
        &mut self,
        line: Line,
        merged: &[Dimensions],
        rows: &mut u32,
        give: &mut impl FnMut(Piece) -> bool,
    ) -> Result<bool, Unreadable> {
        if line.is_blank() {
            return Ok(true);
        }
        if !self.settled {
            self.first.push_back(line);
            return if self.first.len() < HEAD_WITHIN { Ok(true) } else { self.settle(merged, rows, give) };
        }
        self.row(line, rows, give)
    }

    /// Finds the head among the first lines, and gives what they hold.
    fn settle(
        &mut self,
        merged: &[Dimensions],
        rows: &mut u32,
        give: &mut impl FnMut(Piece) -> bool,
    ) -> Result<bool, Unreadable> {
        if std::mem::replace(&mut self.settled, true) {
            return Ok(true);
        }
        let names = |line: &Line| {
            let mut places: Vec<_> = line
                .cells
                .iter()
                .filter_map(|(_, raw)| columns::named(self.table, &raw.shown()))
                .map(|found| found.0)
                .collect();
            places.sort_unstable();
            places.dedup();
            places.len()
        };
        let best = self.first.iter().map(names).enumerate().rev().max_by_key(|(_, count)| *count);
        let Some((place, _)) = best.filter(|(_, count)| *count >= 2) else { return Ok(true) };
        let head = self.first[place].number;
        let tall =
            merged.iter().filter(|one| one.start.0 == head && one.end.0 > head && one.end.0 <= head + 3);
        self.head_ends = tall.map(|one| one.end.0).max().unwrap_or(head);
        let lines: Vec<&Line> =
            self.first.iter().filter(|line| (head..=self.head_ends).contains(&line.number)).collect();
        let sheet = Arc::new(self.heads(head, &lines));
        self.found = Some(sheet.clone());
        if !give(Piece::Sheet(sheet)) {
            return Ok(false);
        }
        for line in std::mem::take(&mut self.first) {
            if line.number > self.head_ends && !self.row(line, rows, give)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What the lines of a head say: of two above each other, the lower that names a column.
    fn heads(&self, head: u32, lines: &[&Line]) -> Sheet {
        let mut placed = vec![None; self.table.len()];
        let mut heads = Vec::new();
        let mut columns: Vec<u32> =
            lines.iter().flat_map(|line| line.cells.iter().map(|cell| cell.0)).collect();
        columns.sort_unstable();
        columns.dedup();
        for column in columns {
            let said: Vec<String> = lines
                .iter()
                .filter_map(|line| line.at(column))
                .map(|raw| normal(&raw.shown()))
                .filter(|said| !said.is_empty())
                .collect();
            let named =
                said.iter().rev().find_map(|said| Some((said.clone(), columns::named(self.table, said)?)));
            let (said, named) = match (named, said.last()) {
                (Some((said, named)), _) => (said, Some(named)),
                (None, Some(said)) => (said.clone(), None),
                (None, None) => continue,
            };
            // Of two that are called alike, the first is meant.
            let meant = named.filter(|(place, _)| placed[*place].is_none());
            if let Some((place, ten_thousands)) = meant {
                placed[place] = Some(Placed { column, ten_thousands });
            }
            heads.push((column, said, meant.map(|(place, _)| place)));
        }
        Sheet { name: self.name.clone(), head: head + 1, heads, placed }
    }

    fn row(
        &mut self,
        line: Line,
        rows: &mut u32,
        give: &mut impl FnMut(Piece) -> bool,
    ) -> Result<bool, Unreadable> {
        let Some(sheet) = &self.found else { return Ok(true) };
        let number = line.number + 1;
        self.after += 1;
        let said = |(_, raw): &(u32, Raw)| normal(&raw.shown());
        let mut first = line.cells.iter().map(said).filter(|said| !said.is_empty()).take(3);
        let is_hint = self.after <= 2 && line.cells.iter().map(said).any(|said| said.starts_with("填写说明"));
        let is_sum = |said: String| {
            let said: String = said.chars().filter(|one| !one.is_whitespace()).collect();
            matches!(said.trim_end_matches(':'), "合计" | "总计" | "小计" | "共计" | "累计" | "Total")
        };
        if is_hint {
            return Ok(give(Piece::LeftOut(sheet.clone(), number, LeftOut::Hint)));
        }
        if first.any(is_sum) {
            return Ok(give(Piece::LeftOut(sheet.clone(), number, LeftOut::Sum)));
        }
        let cell =
            |placed: &Option<Placed>| placed.and_then(|at| line.at(at.column).cloned()).unwrap_or_default();
        let cells: Vec<Raw> = sheet.placed.iter().map(cell).collect();
        if cells.iter().all(Raw::is_blank) {
            return Ok(true);
        }
        *rows += 1;
        if *rows > MOST_ROWS {
            return Err(Unreadable::TooManyRows);
        }
        Ok(give(Piece::Row(Row { sheet: sheet.clone(), number, cells })))
    }
}
