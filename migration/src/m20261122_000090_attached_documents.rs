//! What happens to a case names the files of the case on which it rests; so do the items of a package
//! for the police.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::builder::{drop_tables, forbid_changes, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("case_event_attachments")
            .belongs_to("event_id", "case_events")
            .belongs_to("attachment_id", "attachments")
            .int("ordinal")
            .primary_key(&["event_id", "attachment_id"])
            .create(manager)
            .await?;
        // What was filed before: its line of history is about the file itself.
        manager
            .get_connection()
            .execute_unprepared(
                "INSERT INTO case_event_attachments (event_id, attachment_id, ordinal) \
                 SELECT id, subject_id, 1 FROM case_events WHERE kind = 'EVIDENCE' AND subject_id IS NOT NULL",
            )
            .await?;
        forbid_changes(manager, &["case_event_attachments"]).await?;
        table("referral_item_attachments")
            .belongs_to("referral_id", "referrals")
            .text("kind")
            .belongs_to("attachment_id", "attachments")
            .int("ordinal")
            .primary_key(&["referral_id", "kind", "attachment_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["referral_item_attachments", "case_event_attachments"]).await
    }
}
