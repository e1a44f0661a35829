//! Reads the records of figures.

use chrono::NaiveDate;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbErr,
    sea_query::{Alias, Expr},
};
use uuid::Uuid;

use super::records::{RecordKind, Records, column};
use crate::shared::{
    errors::internal,
    pagination::{Page, Position, Sort, SortValue, SortedBy},
    values::Quantity,
};

/// One record behind a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// What it is.
    pub kind: RecordKind,
    /// Its key.
    pub id: Uuid,
    /// The key of the record of which it is a part, or its own.
    pub source_id: Uuid,
    /// The day by which it counts.
    pub counted_on: NaiveDate,
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
            let counted_on: NaiveDate = row.try_get("", column::COUNTED_ON)?;
            Ok(RecordRow {
                kind: RecordKind::of(kind).ok_or_else(|| DbErr::Type(format!("record kind {kind}")))?,
                id,
                counted_on,
                source_id: row.try_get("", column::SOURCE)?,
                position: Position::new(SortValue::Date(counted_on), id),
                contribution: Quantity {
                    value: row.try_get("", column::CONTRIBUTION)?,
                    at_least: at_least == 1,
                },
            })
        })
        .collect();
    records.map_err(internal)
}
