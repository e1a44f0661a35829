//! Files of cases: what was filed as evidence is never changed and never removed.

use sea_orm_migration::prelude::*;

use crate::builder::{drop_tables, forbid_changes, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("attachments")
            .id()
            .belongs_to("case_id", "cases")
            .int("number")
            .text("kind")
            .text("name")
            .text("media_type")
            .bigint("size")
            .text("digest")
            .date("obtained_on")
            .text_null("note")
            .may_belong_to("corrects_id", "attachments")
            .belongs_to("uploaded_by_id", "users")
            .time("uploaded_at")
            .unique(&["case_id", "number"])
            .create(manager)
            .await?;
        forbid_changes(manager, &["attachments"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["attachments"]).await
    }
}
