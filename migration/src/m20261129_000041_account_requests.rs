//! What an administrator asks for an account waits until somebody else confirms it, and whoever is
//! concerned is told by e-mail at once.

use sea_orm_migration::prelude::*;

use crate::builder::{drop_tables, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("account_requests")
            .id()
            .text("kind")
            .text("state")
            .belongs_to("user_id", "users")
            .belongs_to("department_id", "departments")
            .text("region_key")
            .text("role")
            .flag("observes_region")
            .text_null("token_name")
            .date_null("token_expires_on")
            .json("token_scopes")
            .belongs_to("asked_by_id", "users")
            .time("asked_at")
            .time("expires_at")
            .may_belong_to("decided_by_id", "users")
            .time_null("decided_at")
            .text_null("reason")
            .int("version")
            .index(&["region_key", "id"])
            .create(manager)
            .await?;
        table("account_mails")
            .belongs_to("notification_id", "notifications")
            .int("attempts")
            .time_null("retry_at")
            .time_null("sent_at")
            .text_null("error")
            .primary_key(&["notification_id"])
            .index(&["retry_at"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["account_mails", "account_requests"]).await
    }
}
