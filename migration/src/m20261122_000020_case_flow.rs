//! What a case's way needs beside its steps: who reported it, what waits for the head, what was
//! published.

use sea_orm_migration::prelude::*;

use crate::builder::{drop_tables, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("case_informants")
            .belongs_to("case_id", "cases")
            .text_null("name_cipher")
            .text_null("telephone_cipher")
            .primary_key(&["case_id"])
            .create(manager)
            .await?;
        table("case_approvals")
            .id()
            .belongs_to("case_id", "cases")
            .text("transition")
            .json("step")
            .text("state")
            .belongs_to("proposed_by_id", "users")
            .time("proposed_at")
            .may_belong_to("decided_by_id", "users")
            .time_null("decided_at")
            .text_null("reason")
            .create(manager)
            .await?;
        table("case_publications")
            .belongs_to("case_id", "cases")
            .text("text")
            .date("published_on")
            .text_null("place")
            .belongs_to("published_by_id", "users")
            .time("recorded_at")
            .primary_key(&["case_id"])
            .index(&["published_on", "case_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["case_publications", "case_approvals", "case_informants"]).await
    }
}
