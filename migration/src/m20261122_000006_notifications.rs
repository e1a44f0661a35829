//! What people are told, and the daily e-mail about what waits for them.

use sea_orm_migration::prelude::*;

use crate::builder::{drop_tables, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // No foreign key to the object: it may be of any type. The unique index lets any number of rows
        // without a key stand side by side, as NULLs do on both engines.
        table("notifications")
            .id()
            .belongs_to("user_id", "users")
            .text("kind")
            .text("object_type")
            .uuid("object_id")
            .text("text_zh")
            .text("text_en")
            .date_null("due_on")
            .text_null("once_key")
            .time("created_at")
            .time_null("read_at")
            .unique(&["user_id", "once_key"])
            .index(&["user_id", "id"])
            .index(&["user_id", "read_at"])
            .create(manager)
            .await?;
        table("digests")
            .belongs_to("user_id", "users")
            .date("day")
            .int("attempts")
            .time_null("retry_at")
            .time_null("sent_at")
            .text_null("error")
            .primary_key(&["user_id", "day"])
            .index(&["retry_at"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["digests", "notifications"]).await
    }
}
