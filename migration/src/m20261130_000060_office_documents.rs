//! Work summaries and bulletins: texts, the figures that were in them when they were issued, who received them, and what
//! departments offer for them.

use sea_orm_migration::{prelude::*, sea_orm::ConnectionTrait};

use crate::builder::{drop_tables, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("office_documents")
            .id()
            .text("kind")
            .text("region_key")
            .belongs_to("department_id", "departments")
            .text("title")
            .text_null("addressee")
            .date("period_from")
            .date("period_to")
            .json("sections")
            .text("state")
            .int_null("year")
            .int_null("number")
            .time_null("counted_at")
            .date_null("issued_on")
            .may_belong_to("issued_by_id", "users")
            .belongs_to("recorded_by_id", "users")
            .time("recorded_at")
            .int("version")
            .unique(&["region_key", "kind", "year", "number"])
            .create(manager)
            .await?;
        table("office_document_figures")
            .belongs_to("document_id", "office_documents")
            .text("indicator")
            .bigint("value")
            .flag("at_least")
            .bigint("previous")
            .flag("previous_at_least")
            .primary_key(&["document_id", "indicator"])
            .create(manager)
            .await?;
        table("office_document_receipts")
            .belongs_to("document_id", "office_documents")
            .belongs_to("department_id", "departments")
            .belongs_to("received_by_id", "users")
            .time("received_at")
            .primary_key(&["document_id", "department_id"])
            .create(manager)
            .await?;
        table("bulletin_items")
            .id()
            .belongs_to("department_id", "departments")
            .text("region_key")
            .text("title")
            .text("text")
            .belongs_to("offered_by_id", "users")
            .time("offered_at")
            .may_belong_to("used_in_id", "office_documents")
            .index(&["region_key", "id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let of_documents = "DELETE FROM notifications WHERE kind = 'OFFICE_DOCUMENT'";
        manager.get_connection().execute_unprepared(of_documents).await?;
        drop_tables(
            manager,
            &["bulletin_items", "office_document_receipts", "office_document_figures", "office_documents"],
        )
        .await
    }
}
