//! Reads figures: one statement for all of a summary, so that they speak of one moment, over totals, so that it costs
//! the same however many records there are. What is counted once however often, and what several departments did
//! together, is read from the lines.

use std::{collections::HashMap, sync::Arc};

use entity::{
    enums::{CaseKind, IndicatorLevel as Level, IndicatorTally as Way, Measure},
    figure_total,
};
use sea_orm::{
    ActiveEnum, ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, ExprTrait,
    sea_query::{Alias, Expr, Query, SelectStatement, UnionType},
};

use super::{extent::Extent, records};
use crate::shared::{
    figures::{
        buckets::{self, Stretch},
        counts::Counts,
        indicators::Definition,
        reading::{Holder, sum, totals},
        totals::Sum,
    },
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

/// The sums of each figure, by its code and the kind of what it counts.
#[derive(Debug, Default)]
pub struct Tallies(HashMap<(String, String), [Sum; 2]>);

impl Tallies {
    /// Over all kinds.
    pub fn of(&self, code: &str) -> Tally {
        let mut sums = [Sum::default(); 2];
        for ((of, _), found) in &self.0 {
            if of == code {
                sums = [sums[0] + found[0], sums[1] + found[1]];
            }
        }
        tally(sums)
    }

    /// Over cases of a kind.
    pub fn of_kind(&self, code: &str, kind: CaseKind) -> Tally {
        tally(self.0.get(&(code.to_owned(), kind.to_value())).copied().unwrap_or_default())
    }

    /// Whether any figure counts a case of this kind.
    pub fn has_kind(&self, kind: CaseKind) -> bool {
        let kind = kind.to_value();
        self.0.iter().any(|((_, of), sums)| *of == kind && *sums != [Sum::default(); 2])
    }
}

fn tally(sums: [Sum; 2]) -> Tally {
    let [present, previous] = sums.map(|sum| Quantity { value: sum.amount, at_least: sum.lower_bounds > 0 });
    Tally { present, previous }
}

/// What one part of the statement reads.
#[derive(Clone, Debug)]
struct Part {
    /// Whether of the year before.
    is_previous: bool,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    /// The cells of all measures that are made a figure this way; of the regions below alone, or of all.
    Cells { way: Way, is_lower: bool },
    /// How many there are of what the indicator in this place counts once.
    Distinct(usize),
}

/// The sum of one measure's lines of one kind and detail.
struct Cell {
    part: usize,
    measure: Measure,
    kind: String,
    detail: String,
    sum: Sum,
}

/// The sums of `definitions` over `extent` and the year before.
///
/// # Errors
///
/// The database's.
pub async fn read(
    db: &DatabaseConnection,
    definitions: &[Arc<Definition>],
    extent: &Extent,
) -> Result<Tallies, DbErr> {
    let mut parts = Vec::new();
    let mut selects = Vec::new();
    for (is_previous, extent) in [(false, extent.clone()), (true, extent.year_before())] {
        for (what, statements) in asked(definitions, &extent) {
            let number = parts.len();
            selects.extend(statements.into_iter().map(|statement| numbered(number, statement)));
            parts.push(Part { is_previous, what });
        }
    }
    let mut selects = selects.into_iter();
    let Some(mut statement) = selects.next() else { return Ok(Tallies::default()) };
    statement.unions(selects.map(|select| (UnionType::All, select)));
    let cells: Result<Vec<Cell>, DbErr> = db.query_all(&statement).await?.iter().map(cell).collect();
    let cells = cells?;

    let mut tallies = Tallies::default();
    for (place, definition) in definitions.iter().enumerate() {
        let counts = &definition.counts;
        for cell in &cells {
            let part = &parts[cell.part];
            let sign = match &part.what {
                What::Distinct(of) if *of == place => 1,
                What::Cells { way, is_lower }
                    if *way == counts.tally && counts.holds(cell.measure, &cell.kind, &cell.detail) =>
                {
                    match (counts.level, is_lower) {
                        (Level::All | Level::Own, false) | (Level::Lower, true) => 1,
                        (Level::Own, true) => -1,
                        (Level::All, true) | (Level::Lower, false) => 0,
                    }
                }
                _ => 0,
            };
            if sign == 0 {
                continue;
            }
            let sums = tallies.0.entry((definition.code.clone(), cell.kind.clone())).or_default();
            let sum = Sum { amount: sign * cell.sum.amount, lower_bounds: sign * cell.sum.lower_bounds };
            let sums = &mut sums[usize::from(part.is_previous)];
            *sums = *sums + sum;
        }
    }
    Ok(tallies)
}

fn numbered(number: usize, statement: SelectStatement) -> SelectStatement {
    let mut numbered = Query::select();
    let rows = Alias::new("cells");
    numbered.expr_as(Expr::cust(number.to_string()), Alias::new("part"));
    for name in ["measure", "kind", "detail", "amount", "lower_bounds"] {
        numbered.column((rows.clone(), Alias::new(name)));
    }
    numbered.from_subquery(statement, rows).to_owned()
}

fn cell(row: &sea_orm::QueryResult) -> Result<Cell, DbErr> {
    let part: i32 = row.try_get("", "part")?;
    Ok(Cell {
        part: usize::try_from(part).map_err(|_| DbErr::Type(format!("part {part}")))?,
        measure: row.try_get("", "measure")?,
        kind: row.try_get("", "kind")?,
        detail: row.try_get("", "detail")?,
        sum: Sum { amount: row.try_get("", "amount")?, lower_bounds: row.try_get("", "lower_bounds")? },
    })
}

/// What is to be read for these figures of `extent`, with the statements that read it.
fn asked(definitions: &[Arc<Definition>], extent: &Extent) -> Vec<(What, Vec<SelectStatement>)> {
    let mut asked = Vec::new();
    for way in [Way::Sum, Way::AtTheStart, Way::AtTheEnd] {
        for is_lower in [false, true] {
            let mut measures: Vec<Measure> = definitions
                .iter()
                .map(|definition| &definition.counts)
                .filter(|counts| counts.tally == way && (!is_lower || counts.level != Level::All))
                .flat_map(|counts| counts.measures.iter().copied())
                .collect();
            measures.sort();
            measures.dedup();
            if !measures.is_empty() {
                let statements = match extent.holder() {
                    Some(holder) => cells_of_totals(extent, &holder, (way, is_lower), &measures),
                    None => vec![cells_of_lines(extent, (way, is_lower), measures)],
                };
                asked.push((What::Cells { way, is_lower }, statements));
            }
        }
    }
    for (place, definition) in definitions.iter().enumerate() {
        if definition.counts.tally == Way::Distinct {
            asked.push((What::Distinct(place), vec![distinct(extent, &definition.counts)]));
        }
    }
    asked
}

fn stretches(extent: &Extent, way: Way) -> Vec<Stretch> {
    match way {
        Way::Sum | Way::Distinct => buckets::of_days(extent.period.from, extent.period.to),
        Way::AtTheStart => buckets::up_to(extent.period.eve()),
        Way::AtTheEnd => buckets::up_to(extent.period.to),
    }
}

fn cells_of_totals(
    extent: &Extent,
    holder: &Holder,
    (way, is_lower): (Way, bool),
    measures: &[Measure],
) -> Vec<SelectStatement> {
    use figure_total::Column;
    let of_stretch = |stretch: Stretch| {
        let holder = if is_lower { holder.condition_below() } else { holder.condition() };
        let mut select = totals(holder, measures, &stretch);
        if !extent.case_kinds.is_empty() {
            select.and_where(Column::Kind.is_in(extent.kinds()));
        }
        select
            .columns([Column::Measure, Column::Kind, Column::Detail])
            .expr_as(sum("amount"), Alias::new("amount"))
            .expr_as(sum("lower_bounds"), Alias::new("lower_bounds"))
            .group_by_columns([Column::Measure, Column::Kind, Column::Detail])
            .to_owned()
    };
    stretches(extent, way).into_iter().map(of_stretch).collect()
}

/// The same of the lines themselves, each record once.
fn cells_of_lines(extent: &Extent, (way, is_lower): (Way, bool), measures: Vec<Measure>) -> SelectStatement {
    use entity::figure_line::Column;
    let level = if is_lower { Level::Lower } else { Level::All };
    let counts = Counts { measures, kinds: Vec::new(), details: Vec::new(), level, tally: way };
    let told_apart = [
        Column::RecordId,
        Column::Measure,
        Column::Kind,
        Column::Detail,
        Column::Day,
        Column::EndsOn,
        Column::Amount,
    ];
    let once = records::lines(extent, &counts)
        .columns(told_apart)
        .expr_as(records::flag(Column::AtLeast.eq(true)), Alias::new("lower_bounds"))
        .distinct()
        .to_owned();
    let apart = ["measure", "kind", "detail"].map(Alias::new);
    Query::select()
        .columns(apart.clone())
        .expr_as(sum("amount"), Alias::new("amount"))
        .expr_as(sum("lower_bounds"), Alias::new("lower_bounds"))
        .from_subquery(once, Alias::new("once"))
        .group_by_columns(apart)
        .to_owned()
}

/// How many there are of what these counts take once, by the kind of the record.
fn distinct(extent: &Extent, counts: &Counts) -> SelectStatement {
    use entity::figure_line::Column;
    let measure = counts.measures.first().map(ActiveEnum::to_value).unwrap_or_default();
    records::lines(extent, counts)
        // The index has no others.
        .and_where(Column::DistinctBy.ne(""))
        .expr_as(Expr::cust(format!("'{measure}'")), Alias::new("measure"))
        .column(Column::Kind)
        .expr_as(Expr::cust("''"), Alias::new("detail"))
        .expr_as(Column::DistinctBy.into_expr().count_distinct().cast_as("bigint"), Alias::new("amount"))
        .expr_as(Expr::cust("0").cast_as("bigint"), Alias::new("lower_bounds"))
        .group_by_col(Column::Kind)
        .to_owned()
}
