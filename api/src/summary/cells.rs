//! The statements of which a summary's one statement is made: cells, which are sums of one measure's lines of one kind
//! and detail in one part of the summary.

use std::sync::Arc;

use entity::{
    enums::{IndicatorLevel as Level, IndicatorTally as Way, Measure},
    figure_line, figure_total,
};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ExprTrait,
    sea_query::{Alias, Expr, Func, Query, SelectStatement},
};
use vocabulary::FigureDimension as Dimension;

use super::{extent::Extent, records, tallies::What};
use crate::shared::{
    figures::{
        buckets::{self, Stretch},
        counts::Counts,
        firsts,
        indicators::Definition,
        reading::{Holder, length_below, sum, totals},
    },
    scope::nothing,
};

/// The column that says of which part a cell is.
pub const SLICE: &str = "slice";

/// What is to be read for these figures of `extent`, with the statements that read it.
pub fn asked(
    definitions: &[Arc<Definition>],
    extent: &Extent,
    by: Option<Dimension>,
) -> Vec<(What, SelectStatement)> {
    let mut asked = Vec::new();
    for way in [Way::Sum, Way::AtTheStart, Way::AtTheEnd] {
        for is_lower in [false, true] {
            let needs_lower =
                |level| extent.level(level) != Some(Level::All) || by == Some(Dimension::Region);
            let mut measures: Vec<Measure> = definitions
                .iter()
                .map(|definition| &definition.counts)
                .filter(|counts| counts.tally == way && (!is_lower || needs_lower(counts.level)))
                .flat_map(|counts| counts.measures.iter().copied())
                .collect();
            measures.sort();
            measures.dedup();
            if measures.is_empty() {
                continue;
            }
            let found = match holder(extent, by) {
                Some(holder) => of_totals(extent, &holder, by, (way, is_lower), &measures),
                None => of_lines(extent, by, (way, is_lower), &measures),
            };
            asked.extend(found.into_iter().map(|(times, it)| (What::Cells { way, is_lower, times }, it)));
        }
    }
    for (place, definition) in definitions.iter().enumerate() {
        if definition.counts.tally == Way::Distinct {
            asked.push((What::Distinct(place), distinct(extent, by, &definition.counts)));
        }
    }
    asked
}

/// Whose totals say it all: of several departments together none do, since joint work counts once for all of them; and
/// of an earlier moment only the lines know.
fn holder(extent: &Extent, by: Option<Dimension>) -> Option<Holder> {
    let is_one = extent.department_ids.len() <= 1 || by == Some(Dimension::Department);
    let (department_ids, region_key) = (extent.department_ids.clone(), extent.region_key.clone());
    (is_one && extent.as_of.is_none()).then_some(Holder { department_ids, region_key })
}

/// What says of which part a row is, and whether rows differ in it.
#[derive(Clone)]
struct Label {
    expr: Expr,
    differs: bool,
}

impl Label {
    fn fixed(part: &str) -> Self {
        // A literal: PostgreSQL would not know the type of a parameter. Keys of regions are digits.
        Self { expr: Expr::cust(format!("'{part}'")), differs: false }
    }

    fn of(sql: impl Into<String>) -> Self {
        Self { expr: Expr::cust(sql.into()), differs: true }
    }

    fn select(self, select: &mut SelectStatement) {
        select.expr_as(self.expr.clone(), Alias::new(SLICE));
        if self.differs {
            select.add_group_by([self.expr]);
        }
    }
}

/// The label of rows of totals, or of lines by this column of days.
fn label(extent: &Extent, by: Option<Dimension>, of_lines_by: Option<&str>) -> Label {
    match (by, of_lines_by) {
        (None, _) => Label::fixed(""),
        (Some(Dimension::Month), None) => Label::of("substr(bucket, 2, 6)"),
        (Some(Dimension::Day), None) => Label::of("substr(bucket, 2, 8)"),
        (Some(Dimension::Month), Some(day)) => {
            Label::of(format!("replace(substr(CAST({day} AS text), 1, 7), '-', '')"))
        }
        (Some(Dimension::Day), Some(day)) => Label::of(format!("replace(CAST({day} AS text), '-', '')")),
        (Some(Dimension::Department), _) => Label::of("department_id"),
        (Some(Dimension::Region), _) => {
            Label::of(format!("substr(region_key, 1, {})", length_below(&extent.region_key, 1)))
        }
        (Some(Dimension::CaseKind), _) => Label::of("kind"),
    }
}

fn of_totals(
    extent: &Extent,
    holder: &Holder,
    by: Option<Dimension>,
    (way, is_lower): (Way, bool),
    measures: &[Measure],
) -> Vec<(i64, SelectStatement)> {
    use figure_total::Column;
    let label = label(extent, by, None);
    let whole = if is_lower { holder.condition_below(1) } else { holder.condition() };
    let whose = match by {
        Some(Dimension::Region) => vec![
            (Label::fixed(&extent.region_key), whole),
            (label, holder.condition_below(if is_lower { 2 } else { 1 })),
        ],
        _ => vec![(label, whole)],
    };
    let cells = |(label, holder): (Label, Condition), stretch: Stretch| {
        let mut select = totals(holder, measures, &stretch);
        if !extent.case_kinds.is_empty() {
            select.and_where(Column::Kind.is_in(extent.kinds()));
        }
        label.select(&mut select);
        select
            .columns([Column::Measure, Column::Kind, Column::Detail])
            .expr_as(sum("amount"), Alias::new("amount"))
            .expr_as(sum("lower_bounds"), Alias::new("lower_bounds"))
            .group_by_columns([Column::Measure, Column::Kind, Column::Detail])
            .to_owned()
    };
    let (from, to) = (extent.period.from, extent.period.to);
    let within = match by {
        Some(Dimension::Day) => vec![Stretch::days(from, to)],
        _ => buckets::of_days(from, to),
    };
    let by_time = matches!(by, Some(Dimension::Month | Dimension::Day));
    let (before, stretches) = match way {
        Way::Sum | Way::Distinct => (Vec::new(), within),
        // What comes and goes stands in the totals of its days: they add up to what stands.
        Way::AtTheStart | Way::AtTheEnd if by_time => (buckets::up_to(extent.period.eve()), within),
        Way::AtTheStart => (Vec::new(), buckets::up_to(extent.period.eve())),
        Way::AtTheEnd => (Vec::new(), buckets::up_to(to)),
    };
    let mut found = Vec::new();
    for (label, holder) in whose {
        let before = before.iter().map(|stretch| ((Label::fixed(""), holder.clone()), stretch.clone()));
        let within = stretches.iter().map(|stretch| ((label.clone(), holder.clone()), stretch.clone()));
        found.extend(before.chain(within).map(|(whose, stretch)| (1, cells(whose, stretch))));
    }
    found
}

/// The same of the lines themselves, each record once.
fn of_lines(
    extent: &Extent,
    by: Option<Dimension>,
    (way, is_lower): (Way, bool),
    measures: &[Measure],
) -> Vec<(i64, SelectStatement)> {
    use figure_line::Column;
    let period = extent.period;
    let by_time = matches!(by, Some(Dimension::Month | Dimension::Day));
    let on = |column: Column| Condition::all().add(column.between(period.from, period.to));
    let (day, end) = (label(extent, by, Some("day")), label(extent, by, Some("ends_on")));
    let parts = match way {
        Way::AtTheStart | Way::AtTheEnd if by_time => vec![
            (1, Label::fixed(""), records::standing(period.eve())),
            (1, day, on(Column::Day)),
            (-1, end, on(Column::EndsOn)),
        ],
        Way::Sum | Way::Distinct => vec![(1, day, on(Column::Day))],
        Way::AtTheStart => vec![(1, day, records::standing(period.eve()))],
        Way::AtTheEnd => vec![(1, day, records::standing(period.to))],
    };
    let below = || Column::RegionKey.ne(extent.region_key.as_str());
    let mut found = Vec::new();
    for (times, label, days) in parts {
        let all = Condition::all();
        let whole = if is_lower { all.clone().add(below()) } else { all.clone() };
        let whose = match by {
            Some(Dimension::Region) => {
                let parts = if is_lower { all.add(below_the_parts(extent)) } else { all.add(below()) };
                vec![(Label::fixed(&extent.region_key), whole), (label, parts)]
            }
            _ => vec![(label, whole)],
        };
        for (label, condition) in whose {
            let days = days.clone().add(condition);
            found.push((times, sums_of_lines(extent, measures, by, label, days)));
        }
    }
    found
}

fn sums_of_lines(
    extent: &Extent,
    measures: &[Measure],
    by: Option<Dimension>,
    label: Label,
    condition: Condition,
) -> SelectStatement {
    use figure_line::Column;
    let counts = Counts {
        measures: measures.to_vec(),
        kinds: Vec::new(),
        details: Vec::new(),
        level: Level::All,
        tally: Way::Sum,
    };
    let told_apart = [
        Column::RecordId,
        Column::Measure,
        Column::Kind,
        Column::Detail,
        Column::Day,
        Column::EndsOn,
        Column::Amount,
    ];
    // Whose level counts is said by weights.
    let all_levels = Extent { own_level: false, ..extent.clone() };
    let mut once = records::lines_on(&all_levels, &counts, condition);
    once.columns(told_apart)
        .expr_as(records::flag(Column::AtLeast.eq(true)), Alias::new("lower_bounds"))
        .expr_as(label.expr, Alias::new(SLICE))
        .distinct();
    if by == Some(Dimension::Department) {
        once.column(Column::DepartmentId);
    }
    let apart = [SLICE, "measure", "kind", "detail"].map(Alias::new);
    Query::select()
        .columns(apart.clone())
        .expr_as(sum("amount"), Alias::new("amount"))
        .expr_as(sum("lower_bounds"), Alias::new("lower_bounds"))
        .from_subquery(once, Alias::new("once"))
        .group_by_columns(apart)
        .to_owned()
}

/// Lines of the regions below those right below.
fn below_the_parts(extent: &Extent) -> Expr {
    let length = i32::try_from(length_below(&extent.region_key, 1)).unwrap_or_default();
    Expr::expr(Func::char_length(Expr::col(figure_line::Column::RegionKey))).gt(length)
}

/// How many there are of what these counts take once.
fn distinct(extent: &Extent, by: Option<Dimension>, counts: &Counts) -> SelectStatement {
    let measure = counts.measures.first().map(ActiveEnum::to_value).unwrap_or_default();
    let (mut select, amount) = distinct_in_totals(extent, by, counts).unwrap_or_else(|| {
        let things = figure_line::Column::DistinctBy.into_expr().count_distinct().cast_as("bigint");
        (distinct_in_lines(extent, by, counts), things)
    });
    select
        .expr_as(Expr::cust(format!("'{measure}'")), Alias::new("measure"))
        .expr_as(Expr::cust("''"), Alias::new("kind"))
        .expr_as(Expr::cust("''"), Alias::new("detail"))
        .expr_as(amount, Alias::new("amount"))
        .expr_as(Expr::cust("0").cast_as("bigint"), Alias::new("lower_bounds"))
        .to_owned()
}

/// From the first days of a year, where the period begins one and the totals tell apart what the counts do.
fn distinct_in_totals(
    extent: &Extent,
    by: Option<Dimension>,
    counts: &Counts,
) -> Option<(SelectStatement, Expr)> {
    use figure_total::Column;
    let holder = holder(extent, by)?;
    let (from, to) = (extent.period.from, extent.period.to);
    let [measure] = counts.measures.as_slice() else { return None };
    let apart = matches!(by, None | Some(Dimension::Department | Dimension::CaseKind));
    let details = usize::from(firsts::by_detail(*measure));
    if !apart
        || !buckets::begins_a_year(from, to)
        || !counts.kinds.is_empty()
        || counts.details.len() != details
    {
        return None;
    }
    let whose = match extent.level(counts.level)? {
        Level::All => holder.condition(),
        Level::Own => holder.condition_own_level(),
        Level::Lower => return None,
    };
    let mut select = totals(whose, &counts.measures, &Stretch::firsts(from, to));
    if !extent.case_kinds.is_empty() {
        select.and_where(Column::Kind.is_in(extent.kinds()));
    }
    if let [detail] = counts.details.as_slice() {
        select.and_where(Column::Detail.eq(detail.as_str()));
    }
    label(extent, by, None).select(&mut select);
    Some((select, sum("amount")))
}

fn distinct_in_lines(extent: &Extent, by: Option<Dimension>, counts: &Counts) -> SelectStatement {
    let mut counted = counts.clone();
    let mut condition = Condition::all();
    if by == Some(Dimension::Region) {
        // Each part has a level of its own: within the parts, of which the region's own level is one.
        condition = match extent.level(counts.level) {
            Some(Level::All) => condition,
            Some(Level::Own) => condition.add(below_the_parts(extent).not()),
            Some(Level::Lower) => condition.add(below_the_parts(extent)),
            None => condition.add(nothing()),
        };
        counted.level = Level::All;
    }
    let mut select = records::lines(extent, &counted);
    // The index has no others.
    select.and_where(figure_line::Column::DistinctBy.ne("")).cond_where(condition);
    label(extent, by, Some("day")).select(&mut select);
    select
}
