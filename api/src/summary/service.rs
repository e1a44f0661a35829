//! Reads figures and their records. A statement for all figures of a summary, so that they speak of
//! one moment and cost the same however many there are.

use std::collections::HashMap;

use entity::{case, enums::CaseKind};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbErr, ExprTrait,
    sea_query::{Alias, Expr, Query, SelectStatement, UnionType},
};
use uuid::Uuid;
use vocabulary::Indicator;

use super::{
    indicators::Definition,
    records::{Extent, RecordKind, Records, column},
};
use crate::shared::{
    errors::internal,
    pagination::{Page, Position, Sort, SortValue, SortedBy},
    values::Quantity,
};

/// The column of a case's kind.
const CASE_KIND: &str = "case_kind";

/// A figure's sums: of the period, and of the same period of the year before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Of the period.
    pub present: Quantity,
    /// Of the same period of the year before.
    pub previous: Quantity,
}

/// The sums of `definitions` over `extent` and the year before, in one statement.
pub async fn tallies(
    db: &DatabaseConnection,
    definitions: &[&'static Definition],
    extent: &Extent,
) -> Result<HashMap<Indicator, Tally>, DbErr> {
    let before = Extent { period: extent.period.year_before(), ..extent.clone() };
    let mut sums = definitions.iter().enumerate().flat_map(|(number, definition)| {
        [(2 * number, (definition.records)(extent)), (2 * number + 1, (definition.records)(&before))]
            .map(|(number, records)| sum(number, records))
    });
    let Some(mut statement) = sums.next() else { return Ok(HashMap::new()) };
    statement.unions(sums.map(|sum| (UnionType::All, sum)));

    let mut quantities = HashMap::new();
    for row in db.query_all(&statement).await? {
        let number: i32 = row.try_get("", "figure")?;
        let at_least: i32 = row.try_get("", column::AT_LEAST)?;
        quantities.insert(number, Quantity { value: row.try_get("", "value")?, at_least: at_least == 1 });
    }
    let quantity = |number: usize| {
        let found = i32::try_from(number).ok().and_then(|number| quantities.get(&number).copied());
        found.ok_or_else(|| DbErr::RecordNotFound(format!("figure {number}")))
    };
    definitions
        .iter()
        .enumerate()
        .map(|(number, definition)| {
            let tally = Tally { present: quantity(2 * number)?, previous: quantity(2 * number + 1)? };
            Ok((definition.indicator, tally))
        })
        .collect()
}

fn sum(number: usize, records: SelectStatement) -> SelectStatement {
    let rows = Alias::new("records");
    let of = |name: &'static str| Expr::col((rows.clone(), Alias::new(name)));
    Query::select()
        .expr_as(Expr::cust(number.to_string()), Alias::new("figure"))
        .expr_as(
            of(column::CONTRIBUTION).sum().if_null(Expr::cust("0")).cast_as("bigint"),
            Alias::new("value"),
        )
        .expr_as(of(column::AT_LEAST).max().if_null(Expr::cust("0")), Alias::new(column::AT_LEAST))
        .from_subquery(records, rows.clone())
        .to_owned()
}

/// The sums of `definitions` over `extent` and the year before, for each kind of case that has any: in one
/// statement. All of them must count cases.
pub async fn tallies_by_case_kind(
    db: &DatabaseConnection,
    definitions: &[&'static Definition],
    extent: &Extent,
) -> Result<HashMap<CaseKind, HashMap<Indicator, Tally>>, DbErr> {
    let before = Extent { period: extent.period.year_before(), ..extent.clone() };
    let mut sums = definitions.iter().enumerate().flat_map(|(number, definition)| {
        [(2 * number, (definition.records)(extent)), (2 * number + 1, (definition.records)(&before))]
            .map(|(number, records)| sum_by_case_kind(number, records))
    });
    let Some(mut statement) = sums.next() else { return Ok(HashMap::new()) };
    statement.unions(sums.map(|sum| (UnionType::All, sum)));

    let mut kinds: HashMap<CaseKind, HashMap<Indicator, Tally>> = HashMap::new();
    for row in db.query_all(&statement).await? {
        let number: i32 = row.try_get("", "figure")?;
        let number = usize::try_from(number).map_err(|_| DbErr::Type(format!("figure {number}")))?;
        let definition =
            definitions.get(number / 2).ok_or_else(|| DbErr::RecordNotFound(format!("figure {number}")))?;
        let kind: CaseKind = row.try_get("", CASE_KIND)?;
        let at_least: i32 = row.try_get("", column::AT_LEAST)?;
        let quantity = Quantity { value: row.try_get("", "value")?, at_least: at_least == 1 };
        let tally = kinds.entry(kind).or_default().entry(definition.indicator).or_default();
        *(if number % 2 == 0 { &mut tally.present } else { &mut tally.previous }) = quantity;
    }
    Ok(kinds)
}

fn sum_by_case_kind(number: usize, records: SelectStatement) -> SelectStatement {
    let kind = || case::Column::Kind.into_expr();
    let record = Expr::col((Alias::new("records"), Alias::new(column::ID)));
    sum(number, records)
        .expr_as(kind(), Alias::new(CASE_KIND))
        .inner_join(case::Entity, record.eq(case::Column::Id.into_expr()))
        .add_group_by([kind()])
        .to_owned()
}

/// One record behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// What it is.
    pub kind: RecordKind,
    /// Its key.
    pub id: Uuid,
    /// Where it stands in the list.
    pub position: Position,
    /// What it adds, and whether that is a lower bound.
    pub contribution: Quantity,
}

/// A page of `records`, latest first, one more than asked for.
pub async fn page(
    db: &DatabaseConnection,
    records: Records,
    page: &Page,
) -> async_graphql::Result<Vec<RecordRow>> {
    let rows = Alias::new("records");
    let sort = Sort {
        by: SortedBy::Day,
        column: Expr::col((rows.clone(), Alias::new(column::COUNTED_ON))),
        id: Expr::col((rows, Alias::new(column::ID))),
        descending: true,
    };
    let statement = sea_orm::QueryTrait::into_query(page.apply(records, sort)?);
    let found = db.query_all(&statement).await.map_err(internal)?;
    let records: Result<Vec<_>, DbErr> = found
        .into_iter()
        .map(|row| {
            let kind: i32 = row.try_get("", column::KIND)?;
            let id: Uuid = row.try_get("", column::ID)?;
            let at_least: i32 = row.try_get("", column::AT_LEAST)?;
            Ok(RecordRow {
                kind: RecordKind::of(kind).ok_or_else(|| DbErr::Type(format!("record kind {kind}")))?,
                id,
                position: Position::new(SortValue::Date(row.try_get("", column::COUNTED_ON)?), id),
                contribution: Quantity {
                    value: row.try_get("", column::CONTRIBUTION)?,
                    at_least: at_least == 1,
                },
            })
        })
        .collect();
    records.map_err(internal)
}
