//! What figures are taken apart by, and the flow of cases from the lead to its end: more of the platform's indicators; an
//! index by what is counted once; and which version of what records add the ledger follows, so that what is on record
//! already is entered anew when the server starts.

use sea_orm_migration::{prelude::*, sea_orm::ConnectionTrait};

use crate::{
    builder::{delete_in_spite, drop_tables, table},
    indicators::{SHIPPED, SHIPPED_OF_CASES},
    m20261130_000010_indicators::insert,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        table("figure_ledger").int("id").int("version").primary_key(&["id"]).create(manager).await?;
        db.execute_unprepared("INSERT INTO figure_ledger (id, version) VALUES (1, 1)").await?;
        // Of a thing its days: the first of a year is read from this index alone.
        db.execute_unprepared(
            "CREATE INDEX ix_figure_lines_distinct_by ON figure_lines (distinct_by, measure, day, region_key, \
             department_id, for_region, kind, detail) WHERE reversed_at IS NULL AND distinct_by <> ''",
        )
        .await?;
        // Room between those that are there.
        db.execute_unprepared("UPDATE indicators SET position = position * 10 WHERE region_key = ''").await?;
        let known = SHIPPED.len();
        let row = |(place, (shipped, before)): (usize, &'static (_, &str))| {
            let next = SHIPPED.iter().position(|other| other.code == *before).unwrap_or(known);
            let number = |n: usize| -> i32 { n.try_into().unwrap_or(i32::MAX) };
            (number(known + place + 1), number(next + 1) * 10 - 5, shipped)
        };
        insert(manager, SHIPPED_OF_CASES.iter().enumerate().map(row)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let codes: Vec<String> =
            SHIPPED_OF_CASES.iter().map(|(shipped, _)| format!("'{}'", shipped.code)).collect();
        db.execute_unprepared(&format!("DELETE FROM indicators WHERE code IN ({})", codes.join(", ")))
            .await?;
        db.execute_unprepared("UPDATE indicators SET position = position / 10 WHERE region_key = ''").await?;
        db.execute_unprepared("DROP INDEX ix_figure_lines_distinct_by").await?;
        forget(manager, "'CASE_RECEIVED', 'CASE_DECIDED'").await?;
        db.execute_unprepared("DELETE FROM figure_totals WHERE bucket LIKE 'f%'").await?;
        drop_tables(manager, &["figure_ledger"]).await
    }
}

/// Removes all lines and totals of these measures, which the version before does not know.
pub(crate) async fn forget(manager: &SchemaManager<'_>, measures: &str) -> Result<(), DbErr> {
    let condition = format!("measure IN ({measures})");
    delete_in_spite(manager, "figure_lines", &condition).await?;
    let totals = format!("DELETE FROM figure_totals WHERE {condition}");
    manager.get_connection().execute_unprepared(&totals).await.map(drop)
}
