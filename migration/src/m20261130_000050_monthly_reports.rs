//! Monthly reports: who collects them, what each says, what was done with it; and of the ledger, until when figures are
//! frozen, and an index by when lines were reversed: what was told of a month is held against what came since.

use sea_orm_migration::{prelude::*, sea_orm::ConnectionTrait};

use crate::builder::{delete_in_spite, drop_tables, forbid_changes, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("monthly_collections")
            .text("region_key")
            .date("latest_month")
            .belongs_to("begun_by_id", "users")
            .time("begun_at")
            .primary_key(&["region_key"])
            .create(manager)
            .await?;
        table("monthly_reports")
            .id()
            .date("month")
            .belongs_to("department_id", "departments")
            .text("region_key")
            .flag("whole_region")
            .text_null("receiver_key")
            .text("state")
            .flag("zeros_confirmed")
            .text_null("remark")
            .time_null("counted_at")
            .bigint_null("counted_line")
            .may_belong_to("submitted_by_id", "users")
            .time("opened_at")
            .int("version")
            .unique(&["department_id", "month"])
            .index(&["region_key", "month"])
            .index(&["receiver_key", "month"])
            .create(manager)
            .await?;
        table("monthly_report_figures")
            .belongs_to("report_id", "monthly_reports")
            .date("of_month")
            .text("indicator")
            .bigint("computed")
            .flag("computed_at_least")
            .bigint("adjusted")
            .bigint_null("corrected")
            .flag("corrected_at_least")
            .text_null("reason")
            .primary_key(&["report_id", "of_month", "indicator"])
            .create(manager)
            .await?;
        table("monthly_report_events")
            .id()
            .belongs_to("report_id", "monthly_reports")
            .int("sequence")
            .text("act")
            .text_null("note")
            .date_null("due_on")
            .belongs_to("actor_id", "users")
            .time("recorded_at")
            .unique(&["report_id", "sequence"])
            .create(manager)
            .await?;
        forbid_changes(manager, &["monthly_report_events"]).await?;
        let mut frozen = ColumnDef::new("frozen_at").timestamp_with_time_zone().null().to_owned();
        let mut line = ColumnDef::new("frozen_line").big_integer().not_null().default(0).to_owned();
        for column in [&mut frozen, &mut line] {
            manager.alter_table(Table::alter().table("figure_ledger").add_column(column).to_owned()).await?;
        }
        let index = "CREATE INDEX ix_figure_lines_reversed_at ON figure_lines (reversed_at) WHERE reversed_at IS NOT NULL";
        manager.get_connection().execute_unprepared(index).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(Index::drop().name("ix_figure_lines_reversed_at").table("figure_lines").to_owned())
            .await?;
        for column in ["frozen_at", "frozen_line"] {
            manager.alter_table(Table::alter().table("figure_ledger").drop_column(column).to_owned()).await?;
        }
        let of_reports = "clock_id IN (SELECT id FROM clocks WHERE subject_kind = 'MONTHLY_REPORT')";
        delete_in_spite(manager, "clock_events", of_reports).await?;
        let db = manager.get_connection();
        db.execute_unprepared("DELETE FROM clocks WHERE subject_kind = 'MONTHLY_REPORT'").await?;
        db.execute_unprepared("DELETE FROM notifications WHERE kind = 'MONTHLY_REPORT'").await?;
        drop_tables(
            manager,
            &["monthly_report_events", "monthly_report_figures", "monthly_reports", "monthly_collections"],
        )
        .await
    }
}
