//! Seized goods: under which measure they are held, and what became of every piece.

use sea_orm_migration::prelude::*;

use crate::builder::{drop_tables, forbid_changes, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut held = ColumnDef::new("held_seizures").integer().not_null().default(0).to_owned();
        manager.alter_table(Table::alter().table("cases").add_column(&mut held).to_owned()).await?;
        table("seizures")
            .id()
            .belongs_to("case_id", "cases")
            .belongs_to("department_id", "departments")
            .text("region_key")
            .text("measure")
            .text("first_measure")
            .date("taken_on")
            .date("measure_since")
            .text("decision_number")
            .text("ground")
            .text("place")
            .text_null("storage")
            .may_belong_to("party_id", "parties")
            .text_null("witness")
            .date_null("extended_on")
            .flag("is_held")
            .date_null("due_on")
            // `due_on`, or 9999-12-31: lists page by it, and a NULL has no place in a keyset.
            .date("due_sort")
            .belongs_to("recorded_by_id", "users")
            .time("recorded_at")
            .int("version")
            .index(&["taken_on", "id"])
            .index(&["due_sort", "id"])
            .index(&["department_id", "due_sort", "id"])
            .create(manager)
            .await?;
        table("seizure_officers")
            .belongs_to("seizure_id", "seizures")
            .belongs_to("user_id", "users")
            .text("certificate_number")
            .primary_key(&["seizure_id", "user_id"])
            .create(manager)
            .await?;
        table("seized_goods")
            .id()
            .belongs_to("seizure_id", "seizures")
            .int("ordinal")
            .text("name")
            .text_null("brand")
            .text_null("specification")
            // In thousandths of the unit: exact on both engines.
            .bigint("quantity_milli")
            .text("unit")
            .bigint_null("value_fen")
            .text_null("note")
            .unique(&["seizure_id", "ordinal"])
            .create(manager)
            .await?;
        table("goods_disposals")
            .id()
            .belongs_to("seizure_id", "seizures")
            .text("kind")
            .flag("of_confiscated")
            .date("disposed_on")
            .text_null("ground")
            .text("document")
            .text_null("place")
            .text_null("recipient")
            .may_belong_to("to_department_id", "departments")
            .json("witnesses")
            .text_null("note")
            .belongs_to("recorded_by_id", "users")
            .time("recorded_at")
            .create(manager)
            .await?;
        table("goods_disposal_lines")
            .belongs_to("disposal_id", "goods_disposals")
            .belongs_to("goods_id", "seized_goods")
            .bigint("quantity_milli")
            .primary_key(&["disposal_id", "goods_id"])
            .create(manager)
            .await?;
        forbid_changes(manager, &["seized_goods", "goods_disposals", "goods_disposal_lines"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables =
            ["goods_disposal_lines", "goods_disposals", "seized_goods", "seizure_officers", "seizures"];
        drop_tables(manager, &tables).await?;
        manager.alter_table(Table::alter().table("cases").drop_column("held_seizures").to_owned()).await
    }
}
