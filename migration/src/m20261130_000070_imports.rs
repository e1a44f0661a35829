//! Ledgers that were taken in from workbooks, and which row became which record.

use sea_orm_migration::prelude::*;

use crate::builder::{drop_tables, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("imports")
            .id()
            .text("kind")
            .belongs_to("department_id", "departments")
            .text("region_key")
            .text("file_name")
            .text("digest")
            .int("rows")
            .int("repeated")
            .belongs_to("imported_by_id", "users")
            .time("imported_at")
            .index(&["region_key", "id"])
            .create(manager)
            .await?;
        table("imported_rows")
            .text("digest")
            .belongs_to("import_id", "imports")
            .text("sheet")
            .int("row")
            .uuid("record_id")
            .primary_key(&["digest"])
            .index(&["import_id", "record_id"])
            .index(&["record_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["imported_rows", "imports"]).await
    }
}
