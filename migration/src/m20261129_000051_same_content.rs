//! Files of a case are found by their content, so that the same bytes filed twice are told.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::create()
            .name("attachments_case_id_digest_number")
            .table("attachments")
            .col("case_id")
            .col("digest")
            .col("number")
            .to_owned();
        manager.create_index(index).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_index(
                Index::drop().name("attachments_case_id_digest_number").table("attachments").to_owned(),
            )
            .await
    }
}
