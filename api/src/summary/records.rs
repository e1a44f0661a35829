//! The lines behind figures: those of an extent that an indicator counts, and the pages to which a figure opens.

use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    enums::{IndicatorLevel as Level, IndicatorTally as Tally, Measure},
    figure_line::{self, Column},
};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{
        Alias, CaseStatement, Expr, IntoCondition, OverStatement, Query, SelectStatement, WindowStatement,
    },
};

use super::extent::Extent;
use crate::shared::{
    figures::counts::Counts,
    scope::{nothing, within_region},
};

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(i32)]
#[allow(missing_docs, reason = "each is the GraphQL type of the same name")]
pub enum RecordKind {
    Inspection = 1,
    InspectionOfficer = 2,
    InspectedPremises = 3,
    Department = 4,
    Case = 5,
    Training = 6,
    PublicityEvent = 7,
    Seizure = 8,
    SeizedGoods = 9,
}

impl RecordKind {
    /// The kind with this number.
    pub fn of(number: i32) -> Option<Self> {
        use RecordKind::*;
        [
            Inspection,
            InspectionOfficer,
            InspectedPremises,
            Department,
            Case,
            Training,
            PublicityEvent,
            Seizure,
            SeizedGoods,
        ]
        .into_iter()
        .find(|kind| *kind as i32 == number)
    }

    /// What it is a part of, or itself.
    pub fn whole(self) -> Self {
        match self {
            Self::InspectionOfficer | Self::InspectedPremises | Self::Department => Self::Inspection,
            Self::SeizedGoods => Self::Seizure,
            whole => whole,
        }
    }

    /// What the lines of a measure open to.
    fn behind(measure: Measure) -> Self {
        match measure {
            Measure::Inspection | Measure::GoodsChecked | Measure::InspectionAmount => Self::Inspection,
            Measure::JointDepartment => Self::Department,
            Measure::OfficerPart => Self::InspectionOfficer,
            Measure::PremisesVisit => Self::InspectedPremises,
            Measure::CaseStatus
            | Measure::CaseDue
            | Measure::CaseReceived
            | Measure::CaseDecided
            | Measure::CaseAccepted
            | Measure::CaseFiled
            | Measure::CaseClosed
            | Measure::CaseTimeliness
            | Measure::CaseNotFiled
            | Measure::CaseOpen
            | Measure::CaseSuspended
            | Measure::CaseSuspension
            | Measure::CaseReferred
            | Measure::CaseFiledInArea
            | Measure::CaseClosedInArea
            | Measure::ClosedCaseAmount
            | Measure::RecoveredLoss
            | Measure::Fine
            | Measure::ConfiscatedIncome => Self::Case,
            Measure::Seizure => Self::Seizure,
            Measure::SeizedGoods
            | Measure::SeizedValue
            | Measure::DestroyedGoods
            | Measure::DestroyedQuantity
            | Measure::DestroyedValue => Self::SeizedGoods,
            Measure::Training
            | Measure::TrainedPersonTimes
            | Measure::TrainingCompanies
            | Measure::TrainingAmount => Self::Training,
            Measure::PublicityEvent
            | Measure::Materials
            | Measure::Consultations
            | Measure::MediaItems
            | Measure::TelevisionProgrammes
            | Measure::PublicityAmount => Self::PublicityEvent,
        }
    }
}

/// The names of the six columns of a page.
pub mod column {
    /// The number of a [`RecordKind`](super::RecordKind).
    pub const KIND: &str = "kind";
    /// The record's key.
    pub const ID: &str = "id";
    /// The key of the record of which it is a part, or its own.
    pub const SOURCE: &str = "source";
    /// The day by which the record counts.
    pub const COUNTED_ON: &str = "counted_on";
    /// What it adds to the figure: a number, or fen.
    pub const CONTRIBUTION: &str = "contribution";
    /// 1 where the contribution is a lower bound.
    pub const AT_LEAST: &str = "at_least";
}
const COLUMNS: [&str; 6] =
    [column::KIND, column::ID, column::SOURCE, column::COUNTED_ON, column::CONTRIBUTION, column::AT_LEAST];

/// The lines of the extent that these counts take, as they count now or did at its moment.
pub fn lines(extent: &Extent, counts: &Counts) -> SelectStatement {
    lines_on(extent, counts, days(extent, counts.tally))
}

/// The same on these days.
pub fn lines_on(extent: &Extent, counts: &Counts, days: Condition) -> SelectStatement {
    let counted = extent.as_of.map_or_else(counted_now, counted_at);
    of_all_time(extent, counts, days).cond_where(counted).to_owned()
}

/// Lines that count now.
pub fn counted_now() -> Condition {
    Condition::all().add(Column::ReversedAt.is_null())
}

/// Lines that counted at that moment.
pub fn counted_at(moment: DateTime<Utc>) -> Condition {
    let stood = Condition::any().add(Column::ReversedAt.is_null()).add(Column::ReversedAt.gt(moment));
    Condition::all().add(Column::EnteredAt.lte(moment)).add(stood)
}

/// 1 where the condition holds, else 0.
pub fn flag(condition: impl IntoCondition) -> CaseStatement {
    Expr::case(condition, Expr::cust("1")).finally(Expr::cust("0"))
}

/// The same, with those that were reversed.
pub fn lines_of_all_time(extent: &Extent, counts: &Counts) -> SelectStatement {
    of_all_time(extent, counts, days(extent, counts.tally))
}

fn of_all_time(extent: &Extent, counts: &Counts, days: Condition) -> SelectStatement {
    let mut condition = Condition::all()
        .add(Column::Measure.is_in(counts.measures.iter().copied()))
        .add(within_region(&extent.region_key, Column::RegionKey))
        .add(days);
    for kinds in [counts.kinds.clone(), extent.kinds()] {
        if !kinds.is_empty() {
            condition = condition.add(Column::Kind.is_in(kinds));
        }
    }
    if !counts.details.is_empty() {
        condition = condition.add(Column::Detail.is_in(counts.details.iter().cloned()));
    }
    condition = match extent.level(counts.level) {
        Some(Level::All) => condition,
        Some(Level::Own) => condition.add(Column::RegionKey.eq(extent.region_key.as_str())),
        Some(Level::Lower) => condition.add(Column::RegionKey.ne(extent.region_key.as_str())),
        None => condition.add(nothing()),
    };
    condition = match extent.department_ids.as_slice() {
        [] => condition.add(Column::ForRegion.eq(true)),
        departments => condition.add(Column::DepartmentId.is_in(departments.iter().copied())),
    };
    Query::select().from(figure_line::Entity).cond_where(condition).to_owned()
}

fn days(extent: &Extent, tally: Tally) -> Condition {
    let period = extent.period;
    match tally {
        Tally::Sum | Tally::Distinct => Condition::all().add(Column::Day.between(period.from, period.to)),
        Tally::AtTheStart => standing(period.eve()),
        Tally::AtTheEnd => standing(period.to),
    }
}

/// Lines of what stands at the end of the day.
pub fn standing(day: NaiveDate) -> Condition {
    let lasts = Condition::any().add(Column::EndsOn.is_null()).add(Column::EndsOn.gt(day));
    Condition::all().add(Column::Day.lte(day)).add(lasts)
}

/// The number of what the records are that make lines of the measures.
pub fn source_kind(measures: &[Measure]) -> Expr {
    kind_of(measures, |measure| RecordKind::behind(measure).whole())
}

/// The number of what the lines open to. Literals: PostgreSQL would take a parameter in a select list for text.
fn kind_of(measures: &[Measure], kind: impl Fn(Measure) -> RecordKind) -> Expr {
    let mut kinds = measures.iter().map(|measure| (measure, kind(*measure) as i32));
    let Some((_, first)) = kinds.next() else { return Expr::cust("0") };
    let others = kinds.map(|(measure, kind)| format!("WHEN '{}' THEN {kind} ", measure.to_value()));
    let others: String = others.collect();
    match others.is_empty() {
        true => Expr::cust(first.to_string()),
        false => Expr::cust(format!("CASE measure {others}ELSE {first} END")),
    }
}

/// The rows of a figure's page: each record with what it adds; of what is counted once, its first line.
pub fn behind(extent: &Extent, counts: &Counts) -> SelectStatement {
    let mut select = lines(extent, counts);
    select
        .expr_as(kind_of(&counts.measures, RecordKind::behind), Alias::new(column::KIND))
        .expr_as(Column::RecordId.into_expr(), Alias::new(column::ID))
        .expr_as(Column::SourceId.into_expr(), Alias::new(column::SOURCE))
        .expr_as(Column::Day.into_expr(), Alias::new(column::COUNTED_ON))
        .expr_as(Column::Amount.into_expr(), Alias::new(column::CONTRIBUTION))
        .expr_as(flag(Column::AtLeast.eq(true)), Alias::new(column::AT_LEAST));
    match counts.tally {
        Tally::Distinct => first_of_each(select),
        // A record has a line for each of these departments that took part.
        _ if extent.department_ids.len() > 1 => select.distinct().to_owned(),
        _ => select,
    }
}

/// Of the lines that are distinct by the same, the first.
fn first_of_each(mut select: SelectStatement) -> SelectStatement {
    let (rows, place) = (Alias::new("rows"), Alias::new("place"));
    let mut window = WindowStatement::new();
    window
        .add_partition_by(Column::DistinctBy.into_expr())
        .order_by_expr(Column::Day.into_expr(), Order::Asc)
        .order_by_expr(Column::RecordId.into_expr(), Order::Asc);
    select.expr_window_as(Expr::cust("ROW_NUMBER()"), window, place.clone());
    let mut first = Query::select();
    for name in COLUMNS {
        first.column((rows.clone(), Alias::new(name)));
    }
    first.from_subquery(select, rows.clone()).and_where(Expr::col((rows, place)).eq(1)).to_owned()
}

/// A statement of records, as pages and counts take it.
#[derive(Clone)]
pub struct Records(SelectStatement);

impl Records {
    /// The rows of `select`, which has the six columns.
    pub fn of(select: SelectStatement) -> Self {
        Self::with(select, &COLUMNS)
    }

    /// The rows of `select`, which has these columns.
    pub fn with(select: SelectStatement, columns: &[&'static str]) -> Self {
        let rows = Alias::new("records");
        let mut outer = Query::select();
        for name in columns {
            outer.column((rows.clone(), Alias::new(*name)));
        }
        Self(outer.from_subquery(select, rows).to_owned())
    }
}
impl QueryTrait for Records {
    type QueryStatement = SelectStatement;

    fn query(&mut self) -> &mut SelectStatement {
        &mut self.0
    }

    fn as_query(&self) -> &SelectStatement {
        &self.0
    }

    fn into_query(self) -> SelectStatement {
        self.0
    }
}

impl QueryFilter for Records {
    type QueryStatement = SelectStatement;

    fn query(&mut self) -> &mut SelectStatement {
        &mut self.0
    }
}

impl QueryOrder for Records {
    type QueryStatement = SelectStatement;

    fn query(&mut self) -> &mut SelectStatement {
        &mut self.0
    }
}

impl QuerySelect for Records {
    type QueryStatement = SelectStatement;

    fn query(&mut self) -> &mut SelectStatement {
        &mut self.0
    }
}
