//! Cases that a coordination office put on its list (挂牌督办).

use sea_orm_migration::prelude::*;

use crate::builder::{drop_tables, forbid_changes, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("supervisions")
            .id()
            .belongs_to("case_id", "cases")
            .belongs_to("office_id", "departments")
            .text("office_region_key")
            .text("document")
            .text("ground")
            .text("requirements")
            .date("listed_on")
            .date("deadline_on")
            .int("report_every_days")
            .date_null("next_report_on")
            .date("due_sort")
            .int("report_count")
            .int("urge_count")
            .date_null("last_urged_on")
            .date_null("released_on")
            .text_null("conclusion")
            .belongs_to("recorded_by_id", "users")
            .time("recorded_at")
            .int("version")
            .index(&["listed_on", "id"])
            .index(&["due_sort", "id"])
            .create(manager)
            .await?;
        table("supervision_entries")
            .id()
            .belongs_to("supervision_id", "supervisions")
            .int("sequence")
            .text("kind")
            .date("occurred_on")
            .text("content")
            .date_null("due_on")
            .belongs_to("actor_id", "users")
            .time("recorded_at")
            .unique(&["supervision_id", "sequence"])
            .create(manager)
            .await?;
        forbid_changes(manager, &["supervision_entries"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["supervision_entries", "supervisions"]).await
    }
}
