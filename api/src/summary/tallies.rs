//! Reads figures: one statement for all of a summary, so that they speak of one moment, over totals, so that it costs
//! the same however many records there are. What several departments did together, and what was counted at an earlier
//! moment, is read from the lines. Taken apart by a dimension, the same statement says of which part each sum is.

use std::{collections::HashMap, sync::Arc};

use entity::enums::{IndicatorLevel as Level, IndicatorTally as Way, Measure};
use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{Alias, Expr, Query, SelectStatement, UnionType},
};
use uuid::Uuid;
use vocabulary::FigureDimension as Dimension;

use super::{
    cells::{self, SLICE},
    extent::{Extent, own_level},
    slices::{self, Slice},
};
use crate::shared::{
    figures::{indicators::Definition, totals::Sum},
    values::Quantity,
};

/// A figure's sums: of the period, and of the same period of the year before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Of the period.
    pub present: Quantity,
    /// Of the same period of the year before.
    pub previous: Quantity,
}

impl Tally {
    /// Whether nothing was counted, in neither year.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// The part of a summary that is all of it.
const WHOLE: &str = "";

/// The sums of each figure, by the part of the summary and the figure's code: of the period, and of the year before.
#[derive(Debug, Default)]
pub struct Tallies([HashMap<(String, String), Sum>; 2]);

impl Tallies {
    /// Of all.
    pub fn of(&self, code: &str) -> Tally {
        self.of_part((WHOLE, WHOLE), code)
    }

    /// Of a part.
    pub fn of_slice(&self, slice: &Slice, code: &str) -> Tally {
        let (present, previous) = slice.names();
        self.of_part((&present, &previous), code)
    }

    fn of_part(&self, (present, previous): (&str, &str), code: &str) -> Tally {
        let quantity = |sums: &HashMap<(String, String), Sum>, part: &str| {
            let sum = sums.get(&(part.to_owned(), code.to_owned())).copied().unwrap_or_default();
            Quantity { value: sum.amount, at_least: sum.lower_bounds > 0 }
        };
        Tally { present: quantity(&self.0[0], present), previous: quantity(&self.0[1], previous) }
    }

    fn add(&mut self, is_previous: bool, part: &str, code: &str, sum: Sum) {
        let sums = &mut self.0[usize::from(is_previous)];
        let found = sums.entry((part.to_owned(), code.to_owned())).or_default();
        *found = *found + sum;
    }

    /// What stands on a day, taken apart by time: what stood before the period, and what has come and gone since.
    fn accumulate(&mut self, is_previous: bool, code: &str, way: Way, parts: &[String]) {
        let sums = &mut self.0[usize::from(is_previous)];
        let mut standing = sums.remove(&(WHOLE.to_owned(), code.to_owned())).unwrap_or_default();
        for part in parts {
            let change = sums.entry((part.clone(), code.to_owned())).or_default();
            let (start, end) = (standing, standing + *change);
            *change = if way == Way::AtTheStart { start } else { end };
            standing = end;
        }
    }
}

/// What one part of the statement reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The cells of all measures that are made a figure this way; of the regions below alone, or of all; added so many
    /// times.
    Cells {
        /// How the figure is made.
        way: Way,
        /// Of the regions below alone.
        is_lower: bool,
        /// 1, or -1 for what ended.
        times: i64,
    },
    /// How many there are of what the indicator in this place counts once.
    Distinct(usize),
}

/// The sum of one measure's lines of one kind and detail, in one part of the summary.
struct Cell {
    statement: usize,
    part: String,
    measure: Measure,
    kind: String,
    detail: String,
    sum: Sum,
}

/// The sums of `definitions` over `extent` and the year before; taken apart, where `by` says so. By department, of each
/// that the extent names.
///
/// # Errors
///
/// The database's.
pub async fn read(
    db: &impl ConnectionTrait,
    definitions: &[Arc<Definition>],
    extent: &Extent,
    by: Option<Dimension>,
) -> Result<Tallies, DbErr> {
    let extents = [extent.clone(), slices::year_before(extent, by)];
    let mut asked = Vec::new();
    let mut selects = Vec::new();
    for (is_previous, extent) in [(false, &extents[0]), (true, &extents[1])] {
        for (what, statement) in cells::asked(definitions, extent, by) {
            selects.push(numbered(asked.len(), statement));
            asked.push((is_previous, what));
        }
    }
    let mut selects = selects.into_iter();
    let Some(mut statement) = selects.next() else { return Ok(Tallies::default()) };
    statement.unions(selects.map(|select| (UnionType::All, select)));
    let found: Result<Vec<Cell>, DbErr> =
        db.query_all(&statement).await?.iter().map(|row| cell(row, by)).collect();

    let mut tallies = Tallies::default();
    for cell in found? {
        let (is_previous, what) = asked[cell.statement];
        for (place, definition) in definitions.iter().enumerate() {
            let counts = &definition.counts;
            let times = match what {
                What::Distinct(of) => i64::from(of == place),
                What::Cells { way, is_lower, times }
                    if way == counts.tally && counts.holds(cell.measure, &cell.kind, &cell.detail) =>
                {
                    times * weight(level(&extents[0], by, &cell.part, counts.level), is_lower)
                }
                What::Cells { .. } => 0,
            };
            if times != 0 {
                let Sum { amount, lower_bounds } = cell.sum;
                let sum = Sum { amount: times * amount, lower_bounds: times * lower_bounds };
                tallies.add(is_previous, &cell.part, &definition.code, sum);
            }
        }
    }
    for (is_previous, extent) in [(false, &extents[0]), (true, &extents[1])] {
        let Some(parts) = slices::times(extent, by) else { continue };
        let standing =
            definitions.iter().filter(|it| matches!(it.counts.tally, Way::AtTheStart | Way::AtTheEnd));
        for definition in standing {
            tallies.accumulate(is_previous, &definition.code, definition.counts.tally, &parts);
        }
    }
    Ok(tallies)
}

/// Whose records count in a part: taken apart by region, the region itself stands for its own level.
fn level(extent: &Extent, by: Option<Dimension>, part: &str, level: Level) -> Option<Level> {
    let is_own = extent.own_level || (by == Some(Dimension::Region) && part == extent.region_key);
    if is_own { own_level(level) } else { Some(level) }
}

/// How often a cell counts: a region's own level is the region without those below.
fn weight(level: Option<Level>, is_lower: bool) -> i64 {
    match (level, is_lower) {
        (Some(Level::All | Level::Own), false) | (Some(Level::Lower), true) => 1,
        (Some(Level::Own), true) => -1,
        (Some(Level::All), true) | (Some(Level::Lower), false) | (None, _) => 0,
    }
}

fn numbered(number: usize, statement: SelectStatement) -> SelectStatement {
    let mut numbered = Query::select();
    let rows = Alias::new("cells");
    numbered.expr_as(Expr::cust(number.to_string()), Alias::new("statement"));
    for name in [SLICE, "measure", "kind", "detail", "amount", "lower_bounds"] {
        numbered.column((rows.clone(), Alias::new(name)));
    }
    numbered.from_subquery(statement, rows).to_owned()
}

fn cell(row: &sea_orm::QueryResult, by: Option<Dimension>) -> Result<Cell, DbErr> {
    let statement: i32 = row.try_get("", "statement")?;
    let part = match by {
        Some(Dimension::Department) => row.try_get::<Uuid>("", SLICE)?.to_string(),
        _ => row.try_get("", SLICE)?,
    };
    Ok(Cell {
        statement: usize::try_from(statement).map_err(|_| DbErr::Type(format!("statement {statement}")))?,
        part,
        measure: row.try_get("", "measure")?,
        kind: row.try_get("", "kind")?,
        detail: row.try_get("", "detail")?,
        sum: Sum { amount: row.try_get("", "amount")?, lower_bounds: row.try_get("", "lower_bounds")? },
    })
}
