//! Why a figure differs from what it was: what each record came to add, or no longer adds, since a moment. What a figure
//! counts now (or at the later moment of which it speaks) and counted then differ by exactly what these add up to.

use chrono::{DateTime, Utc};
use entity::{audit_entry, enums::IndicatorTally as Tally, figure_line::Column};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr, ExprTrait, Order,
    sea_query::{Alias, Expr, OverStatement, Query, SelectStatement, WindowStatement},
};
use uuid::Uuid;

use super::{
    extent::Extent,
    records::{RecordKind, Records, counted_at, counted_now, flag, lines_of_all_time, source_kind},
};
use crate::shared::{
    errors::internal,
    figures::{counts::Counts, reading::sum},
    pagination::{Page, Position, Sort, SortValue, SortedBy},
};

/// What one record changed of a figure.
#[derive(Clone, Debug)]
pub struct Changed {
    /// What the record is.
    pub kind: RecordKind,
    /// Its key.
    pub id: Uuid,
    /// What the figure gained by it; negative: lost.
    pub contribution: i64,
    /// When that was last so changed.
    pub at: DateTime<Utc>,
    /// By whom, where somebody's act changed it.
    pub actor_id: Option<Uuid>,
    /// Where it stands in the list.
    pub position: Position,
}

/// Lines that count at the end, or counted at `since`, and not both.
fn differing(since: DateTime<Utc>, until: Option<DateTime<Utc>>) -> Condition {
    let came = counting(until).add(Column::EnteredAt.gt(since));
    Condition::any().add(came).add(counted_at(since).add(counting(until).not()))
}

/// Lines that count at that moment, or now.
fn counting(until: Option<DateTime<Utc>>) -> Condition {
    until.map_or_else(counted_now, counted_at)
}

/// The statement of what changed, until now, or until the moment of which the extent speaks where that is later: one row
/// a record, with the sum of what it gained and lost.
pub fn since(extent: &Extent, counts: &Counts, since: DateTime<Utc>) -> SelectStatement {
    let until = extent.as_of.filter(|moment| *moment > since);
    let mut lines = lines_of_all_time(extent, counts);
    lines.cond_where(differing(since, until));
    let of_distinct = counts.tally == Tally::Distinct;
    if of_distinct {
        // What is still there by another line has not changed.
        let mut gone_or_new = lines_of_all_time(extent, counts);
        gone_or_new.column(Column::DistinctBy).group_by_col(Column::DistinctBy).cond_having(
            Expr::expr(flag(counting(until))).max().ne(Expr::expr(flag(counted_at(since))).max()),
        );
        lines.and_where(Column::DistinctBy.in_subquery(gone_or_new));
    }
    let amount = if of_distinct { Expr::cust("1") } else { Column::Amount.into_expr() };
    let signed: Expr = Expr::case(counting(until), amount.clone()).finally(amount.mul(-1)).into();
    let at =
        Expr::case(counting(until), Column::EnteredAt.into_expr()).finally(Column::ReversedAt.into_expr());
    let by =
        Expr::case(counting(until), Column::EnteredBy.into_expr()).finally(Column::ReversedBy.into_expr());
    let told_apart = [Column::RecordId, Column::Measure, Column::Day, Column::EndsOn, Column::DistinctBy];
    lines
        .columns([Column::SourceId, Column::Kind, Column::Detail, Column::AtLeast])
        .columns(told_apart)
        .expr_as(signed, Alias::new("signed"))
        .expr_as(at, Alias::new("changed_at"))
        .expr_as(by, Alias::new("changed_by"));
    if extent.department_ids.len() > 1 && !of_distinct {
        // A record has a line for each of these departments that took part.
        lines.distinct();
    }
    let rows = Alias::new("lines");
    let mut source = Query::select();
    if of_distinct {
        let mut window = WindowStatement::new();
        window
            .add_partition_by(Expr::col(Alias::new("distinct_by")))
            .order_by_expr(Expr::col(Alias::new("day")), Order::Asc)
            .order_by_expr(Expr::col(Alias::new("record_id")), Order::Asc);
        let mut placed = Query::select();
        placed
            .column((rows.clone(), sea_orm::sea_query::Asterisk))
            .expr_window_as(Expr::cust("ROW_NUMBER()"), window, Alias::new("place"))
            .from_subquery(lines, rows.clone());
        source.from_subquery(placed, rows.clone()).and_where(Expr::col(Alias::new("place")).eq(1));
    } else {
        source.from_subquery(lines, rows.clone());
    }
    let last = |name: &'static str| Expr::col(Alias::new(name)).max();
    source
        .expr_as(source_kind(&counts.measures), Alias::new("kind"))
        .expr_as(Expr::col(Alias::new("source_id")), Alias::new("id"))
        .expr_as(sum("signed"), Alias::new("contribution"))
        .expr_as(last("changed_at"), Alias::new("at"))
        .expr_as(last("changed_by"), Alias::new("sequence"))
        .group_by_col(Alias::new("source_id"))
        .and_having(Expr::col(Alias::new("signed")).sum().ne(0));
    if counts.measures.len() > 1 {
        source.group_by_col(Alias::new("measure"));
    }
    source.to_owned()
}

/// A page of `changes`, the latest first, one more than asked for.
///
/// # Errors
///
/// The database's; a cursor of another list.
pub async fn page(
    db: &DatabaseConnection,
    changes: SelectStatement,
    page: &Page,
) -> async_graphql::Result<Vec<Changed>> {
    let rows = Alias::new("records");
    let sort = Sort {
        by: SortedBy::Number,
        column: Expr::col((rows.clone(), Alias::new("sequence"))),
        id: Expr::col((rows.clone(), Alias::new("id"))),
        descending: true,
    };
    let records = Records::with(changes, &["kind", "id", "contribution", "at", "sequence"]);
    let mut statement = sea_orm::QueryTrait::into_query(page.apply(records, sort)?);
    statement.column((audit_entry::Entity, audit_entry::Column::ActorId)).left_join(
        audit_entry::Entity,
        Expr::col((audit_entry::Entity, audit_entry::Column::Sequence))
            .eq(Expr::col((rows, Alias::new("sequence")))),
    );
    let found = db.query_all(&statement).await.map_err(internal)?;
    let changed: Result<Vec<_>, DbErr> = found
        .into_iter()
        .map(|row| {
            let kind: i32 = row.try_get("", "kind")?;
            let id: Uuid = row.try_get("", "id")?;
            Ok(Changed {
                kind: RecordKind::of(kind).ok_or_else(|| DbErr::Type(format!("record kind {kind}")))?,
                id,
                contribution: row.try_get("", "contribution")?,
                at: row.try_get("", "at")?,
                actor_id: row.try_get("", "actor_id")?,
                position: Position::new(SortValue::Number(row.try_get("", "sequence")?), id),
            })
        })
        .collect();
    changed.map_err(internal)
}
