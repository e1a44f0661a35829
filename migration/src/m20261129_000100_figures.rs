//! The figures' ledger: a line for all that a record adds to a figure, and what the lines add up to. It takes the
//! place of the rollups of cases; what is on record already is entered when the server starts.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::builder::{drop_tables, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What of a line never changes: all but by what it was reversed.
const ENTERED: &str = "source_id, record_id, measure, kind, detail, day, ends_on, region_key, department_id, \
                       for_region, amount, at_least, distinct_by, entered_at, entered_by";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("figure_lines")
                    .col(ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key())
                    .col(ColumnDef::new("source_id").uuid().not_null())
                    .col(ColumnDef::new("record_id").uuid().not_null())
                    .col(ColumnDef::new("measure").text().not_null())
                    .col(ColumnDef::new("kind").text().not_null())
                    .col(ColumnDef::new("detail").text().not_null())
                    .col(ColumnDef::new("day").date().not_null())
                    .col(ColumnDef::new("ends_on").date().null())
                    .col(ColumnDef::new("region_key").text().not_null())
                    .col(ColumnDef::new("department_id").uuid().not_null())
                    .col(ColumnDef::new("for_region").boolean().not_null())
                    .col(ColumnDef::new("amount").big_integer().not_null())
                    .col(ColumnDef::new("at_least").boolean().not_null())
                    .col(ColumnDef::new("distinct_by").text().not_null())
                    .col(ColumnDef::new("entered_at").timestamp_with_time_zone().not_null())
                    .col(ColumnDef::new("entered_by").big_integer().not_null())
                    .col(ColumnDef::new("reversed_at").timestamp_with_time_zone().null())
                    .col(ColumnDef::new("reversed_by").big_integer().null())
                    .to_owned(),
            )
            .await?;
        for (name, columns) in [
            ("ix_figure_lines_source_id", &["source_id"][..]),
            ("ix_figure_lines_measure_day_record_id", &["measure", "day", "record_id"]),
            (
                "ix_figure_lines_department_id_measure_day_record_id",
                &["department_id", "measure", "day", "record_id"],
            ),
        ] {
            let mut index = Index::create().name(name).table("figure_lines").to_owned();
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        table("figure_totals")
            .uuid("department_id")
            .text("region_key")
            .text("measure")
            .text("bucket")
            .text("kind")
            .text("detail")
            .bigint("amount")
            .bigint("lower_bounds")
            .primary_key(&["department_id", "region_key", "measure", "bucket", "kind", "detail"])
            .create(manager)
            .await?;
        let connection = manager.get_connection();
        let (each_row, refuse) = match connection.get_database_backend() {
            DbBackend::Postgres => ("FOR EACH ROW", "EXECUTE FUNCTION append_only()"),
            _ => ("", "BEGIN SELECT RAISE(ABORT, 'figure_lines is append-only'); END"),
        };
        for (name, event, when) in [
            ("figure_lines_no_delete", "DELETE".to_owned(), ""),
            ("figure_lines_no_update", format!("UPDATE OF {ENTERED}"), ""),
            ("figure_lines_reversed_once", "UPDATE".to_owned(), "WHEN (OLD.reversed_at IS NOT NULL)"),
        ] {
            let trigger =
                format!("CREATE TRIGGER {name} BEFORE {event} ON figure_lines {each_row} {when} {refuse}");
            connection.execute_unprepared(&trigger).await?;
        }
        drop_tables(manager, &["case_rollups"]).await
    }

    /// The rollups come back empty: `shuangda rollups rebuild` of the version before counts them.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("case_rollups")
            .belongs_to("department_id", "departments")
            .text("region_key")
            .text("measure")
            .text("bucket")
            .bigint("n")
            .primary_key(&["department_id", "measure", "bucket"])
            .index(&["region_key", "measure", "bucket"])
            .create(manager)
            .await?;
        drop_tables(manager, &["figure_totals", "figure_lines"]).await
    }
}
