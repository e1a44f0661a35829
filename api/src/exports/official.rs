//! A document in the official layout (党政机关公文格式, GB/T 9704-2012), as Word reads it: A4 with 37 mm above and 28 mm to the
//! left, text of 156 × 225 mm in 22 lines of 28 characters of 三号仿宋; the title in 二号小标宋; headings 一、 in 黑体, （一）
//! in 楷体, further ones in 仿宋; the page's number in 四号 between dashes, to the right on odd pages and to the left on even
//! ones. Fonts are named, never brought along: every run names those of Latin and Chinese text alike.

use anyhow::{Context, Result};
use chrono::NaiveDate;
use docx_rs::{
    AlignmentType, BorderType, DocGrid, DocGridType, Docx, FieldCharType, Footer, HeightRule, InstrPAGE,
    InstrText, LineSpacing, LineSpacingType, PageMargin, Paragraph, ParagraphBorder, ParagraphBorderPosition,
    ParagraphBorders, Run, RunFonts, SpecialIndentType, Table, TableAlignmentType, TableCell,
    TableLayoutType, TableRow, VAlignType, WidthType,
};

/// Characters of a line.
pub const CHARACTERS: i32 = 28;
/// Lines of a page.
pub const LINES: i32 = 22;

/// A twentieth of a point, of which all lengths are.
const MM: f64 = 1440.0 / 25.4;
/// 156 mm: the text's width.
const WIDTH: usize = 8844;
/// 225 mm ÷ 22, rounded down: a twip more, and the last line falls on the next page.
const LINE_PITCH: usize = 579;
/// 156 mm ÷ 28 is less than the 16 points of 三号: characters stand closer by this. Said of every run and not of the page's
/// grid, of which word processors make different things where a character is wider than its place.
const CLOSER: i32 = -5;

/// Sizes in half points.
const ER: usize = 44;
const SAN: usize = 32;
const SI: usize = 28;
/// 小四, for tables.
const XIAO_SI: usize = 24;

const FANGSONG: &str = "仿宋_GB2312";
const KAITI: &str = "楷体_GB2312";
const HEITI: &str = "黑体";
const XIAOBIAOSONG: &str = "方正小标宋简体";
const SONGTI: &str = "宋体";
const LATIN: &str = "Times New Roman";

/// A part of a document's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of the first level (一、) to the fourth (（1）), numbered by who writes it.
    Heading(u8, String),
    /// A paragraph.
    Text(String),
    /// A table, its first row the headings; a column's share of the width beside each.
    Table {
        /// The headings, each with its share of the width.
        headings: Vec<(String, usize)>,
        /// The rows.
        rows: Vec<Vec<String>>,
    },
    /// A form: what each row is called, and what stands there.
    Form(Vec<(String, String)>),
}

/// What a document is.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The red head (版头), where it has one: the issuing organ, and the number, as 〔2026〕1号.
    pub red_head: Option<(String, String)>,
    /// The title, a line each.
    pub title: String,
    /// The number below the title, where no red head has it.
    pub number: Option<String>,
    /// To whom it is addressed (主送机关).
    pub addressee: Option<String>,
    /// The text.
    pub blocks: Vec<Block>,
    /// Who issues it, and on which day, as it is written.
    pub issued: Option<(String, String)>,
}

/// The document as a file of Word (.docx).
///
/// # Errors
///
/// Where it can't be put together.
pub fn write(document: &Document) -> Result<Vec<u8>> {
    let mm = |length: f64| (length * MM) as i32;
    let margin = PageMargin::new()
        .top(mm(37.0))
        .bottom(mm(297.0 - 37.0 - 225.0))
        .left(mm(28.0))
        .right(mm(210.0 - 28.0 - 156.0))
        .header(mm(15.0))
        // 7 mm below the text.
        .footer(mm(297.0 - 37.0 - 225.0 - 7.0 - 6.0))
        .gutter(0);
    let mut docx = Docx::new()
        .page_size(11906, 16838)
        .page_margin(margin)
        .default_fonts(fonts(FANGSONG))
        .default_size(SAN)
        .default_line_spacing(LineSpacing::new().before(0).after(0))
        .footer(page_number(AlignmentType::Right))
        .even_footer(page_number(AlignmentType::Left));
    let grid = DocGrid::new().grid_type(DocGridType::Lines).line_pitch(LINE_PITCH);
    docx.document.section_property = docx.document.section_property.doc_grid(grid);
    if let Some((organ, number)) = &document.red_head {
        for paragraph in red_head(organ, number) {
            docx = docx.add_paragraph(paragraph);
        }
    }
    docx = document.title.lines().fold(docx, |docx, line| docx.add_paragraph(title(line)));
    if let Some(number) = &document.number {
        let number = Paragraph::new().align(AlignmentType::Center).add_run(run(number, FANGSONG, SAN));
        docx = docx.add_paragraph(on_grid(number));
    }
    docx = docx.add_paragraph(Paragraph::new());
    if let Some(addressee) = &document.addressee {
        docx = docx.add_paragraph(Paragraph::new().add_run(run(&format!("{addressee}："), FANGSONG, SAN)));
    }
    for block in &document.blocks {
        docx = match block {
            Block::Heading(level, text) => docx.add_paragraph(heading(*level, text)),
            Block::Text(text) => text.lines().fold(docx, |docx, line| docx.add_paragraph(body(line))),
            Block::Table { headings, rows } => docx.add_table(table(headings, rows)),
            Block::Form(rows) => docx.add_table(form(rows)),
        };
    }
    if let Some((by, on)) = &document.issued {
        docx = docx.add_paragraph(Paragraph::new());
        // The day four characters from the right; the organ's name above its middle, and a long one up to the edge.
        let day = 8;
        let name = (day + (halves(on) - halves(by)) / 2).max(0);
        docx = docx.add_paragraph(signed(by, name)).add_paragraph(signed(on, day));
    }
    let mut file = std::io::Cursor::new(Vec::new());
    docx.build().pack(&mut file).context("the document can't be put together")?;
    Ok(file.into_inner())
}

fn fonts(chinese: &str) -> RunFonts {
    RunFonts::new().ascii(LATIN).hi_ansi(LATIN).east_asia(chinese).cs(LATIN)
}

fn run(text: &str, font: &str, size: usize) -> Run {
    let run = Run::new().add_text(text).fonts(fonts(font)).size(size);
    if size == SAN { run.character_spacing(CLOSER) } else { run }
}

/// On the grid of lines: as many of them as its text needs.
fn on_grid(paragraph: Paragraph) -> Paragraph {
    let exact =
        LineSpacing::new().line_rule(LineSpacingType::Exact).line(i32::try_from(LINE_PITCH).unwrap_or(579));
    paragraph.line_spacing(exact)
}

fn title(text: &str) -> Paragraph {
    let line = i32::try_from(LINE_PITCH).unwrap_or(579) * 6 / 5;
    let spacing = LineSpacing::new().line_rule(LineSpacingType::Exact).line(line);
    Paragraph::new().align(AlignmentType::Center).line_spacing(spacing).keep_next(true).add_run(run(
        text,
        XIAOBIAOSONG,
        ER,
    ))
}

/// Two characters in, as every paragraph of text.
fn indented(paragraph: Paragraph) -> Paragraph {
    let two = WIDTH / CHARACTERS as usize * 2;
    let first = SpecialIndentType::FirstLine(i32::try_from(two).unwrap_or_default());
    on_grid(paragraph.indent(None, Some(first), None, None).first_line_chars(200))
}

fn heading(level: u8, text: &str) -> Paragraph {
    let font = match level {
        1 => HEITI,
        2 => KAITI,
        _ => FANGSONG,
    };
    let run = run(text, font, SAN);
    let run = if level == 3 { run.bold() } else { run };
    indented(Paragraph::new().keep_next(true).outline_lvl(usize::from(level.saturating_sub(1))).add_run(run))
}

fn body(text: &str) -> Paragraph {
    indented(
        Paragraph::new().align(AlignmentType::Both).widow_control(false).add_run(run(text, FANGSONG, SAN)),
    )
}

/// How wide a text is, in halves of a Chinese character.
fn halves(text: &str) -> i32 {
    text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

/// At the right, `from_right` halves of a character from the edge.
fn signed(text: &str, from_right: i32) -> Paragraph {
    let half = i32::try_from(WIDTH).unwrap_or_default() / CHARACTERS / 2;
    let paragraph = Paragraph::new().align(AlignmentType::Right);
    on_grid(paragraph.indent(None, None, Some(half * from_right), None).add_run(run(text, FANGSONG, SAN)))
}

/// The organ's name in red, the number below it in the middle, and a red line across the text.
fn red_head(organ: &str, number: &str) -> [Paragraph; 3] {
    const RED: &str = "FF0000";
    // On one line, and no larger than 一号 twice.
    let fits = WIDTH / 10 / organ.chars().count().max(1);
    let name = run(organ, XIAOBIAOSONG, fits.min(62)).color(RED);
    let name = Paragraph::new().align(AlignmentType::Center).add_run(name);
    let line =
        ParagraphBorder::new(ParagraphBorderPosition::Bottom).val(BorderType::Single).size(12).color(RED);
    let mut number =
        on_grid(Paragraph::new().align(AlignmentType::Center).add_run(run(number, FANGSONG, SAN)));
    number.property = number.property.set_borders(ParagraphBorders::with_empty().set(line));
    [name, number, on_grid(Paragraph::new())]
}

/// `— 1 —`, one character from the outer edge.
fn page_number(side: AlignmentType) -> Footer {
    let dash = |text: &str| run(text, SONGTI, SI);
    let number = Run::new()
        .fonts(fonts(SONGTI))
        .size(SI)
        .add_field_char(FieldCharType::Begin, false)
        .add_instr_text(InstrText::PAGE(InstrPAGE {}))
        .add_field_char(FieldCharType::Separate, false)
        .add_text("1")
        .add_field_char(FieldCharType::End, false);
    let one = Some(i32::try_from(WIDTH).unwrap_or_default() / CHARACTERS);
    let paragraph = Paragraph::new().align(side).indent(one, None, one, None);
    Footer::new().add_paragraph(paragraph.add_run(dash("— ")).add_run(number).add_run(dash(" —")))
}

fn table(headings: &[(String, usize)], rows: &[Vec<String>]) -> Table {
    let whole: usize = headings.iter().map(|(_, share)| share).sum::<usize>().max(1);
    let widths: Vec<usize> = headings.iter().map(|(_, share)| WIDTH * share / whole).collect();
    let cell = |text: &str, width: usize, font: &str, align: AlignmentType| {
        let paragraph = Paragraph::new().align(align).snap_to_grid(false).add_run(run(text, font, XIAO_SI));
        TableCell::new()
            .width(width, WidthType::Dxa)
            .vertical_align(VAlignType::Center)
            .add_paragraph(paragraph)
    };
    let row = |cells: Vec<TableCell>| {
        TableRow::new(cells).cant_split().row_height(420.0).height_rule(HeightRule::AtLeast)
    };
    let head = headings.iter().zip(&widths);
    let head = row(head.map(|((text, _), width)| cell(text, *width, HEITI, AlignmentType::Center)).collect());
    let lines = rows.iter().map(|texts| {
        let cells = texts.iter().zip(&widths).enumerate().map(|(place, (text, width))| {
            // Numbers to the right, as they are compared.
            let is_number =
                place > 0 && text.starts_with(|first: char| first.is_ascii_digit() || "+-−".contains(first));
            let align = if is_number { AlignmentType::Right } else { AlignmentType::Left };
            cell(text, *width, FANGSONG, align)
        });
        row(cells.collect())
    });
    Table::new(std::iter::once(head).chain(lines).collect())
        .set_grid(widths.clone())
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Center)
        .width(WIDTH, WidthType::Dxa)
}

/// What each row is called to the left, what stands there to the right, where there is room to write.
fn form(rows: &[(String, String)]) -> Table {
    let widths = [WIDTH * 3 / 10, WIDTH - WIDTH * 3 / 10];
    let cell = |texts: Vec<&str>, width: usize, font: &str, align: AlignmentType| {
        let cell = TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center);
        texts.into_iter().fold(cell, |cell, text| {
            let paragraph = Paragraph::new().align(align).snap_to_grid(false);
            cell.add_paragraph(paragraph.add_run(run(text, font, SI)))
        })
    };
    let row = |(label, value): &(String, String)| {
        let lines: Vec<&str> = if value.is_empty() { vec![""] } else { value.lines().collect() };
        let height = if value.is_empty() { 1200.0 } else { 600.0 };
        TableRow::new(vec![
            cell(vec![label], widths[0], HEITI, AlignmentType::Center),
            cell(lines, widths[1], FANGSONG, AlignmentType::Left),
        ])
        .cant_split()
        .row_height(height)
        .height_rule(HeightRule::AtLeast)
    };
    Table::new(rows.iter().map(row).collect())
        .set_grid(widths.to_vec())
        .layout(TableLayoutType::Fixed)
        .align(TableAlignmentType::Center)
        .width(WIDTH, WidthType::Dxa)
}

/// The number of a document of the year: six-cornered brackets, no leading zeros (GB/T 9704-2012, 7.2.5).
pub fn number(year: i32, number: i32) -> String {
    format!("〔{year}〕{number}号")
}

/// A day as official documents write it.
pub fn date(day: NaiveDate) -> String {
    day.format("%Y年%-m月%-d日").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_in_six_cornered_brackets() {
        assert_eq!(number(2026, 7), "〔2026〕7号");
    }
}
