//! The documents of a case (执法文书): templates as data, and what was made of them under which number.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{JsonValue, prelude::Uuid},
};

use crate::{
    builder::{drop_tables, table},
    document_templates::SHIPPED,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut code = ColumnDef::new("document_code").text().null().to_owned();
        manager.alter_table(Table::alter().table("departments").add_column(&mut code).to_owned()).await?;
        table("document_templates")
            .id()
            .may_belong_to("department_id", "departments")
            .text("code")
            .text("name")
            .text("word")
            .text("layout")
            .json("statuses")
            .text_null("addressee")
            .text("text")
            .flag("active")
            .int("sort_order")
            .int("version")
            .unique(&["department_id", "code"])
            .create(manager)
            .await?;
        table("case_documents")
            .id()
            .belongs_to("case_id", "cases")
            .belongs_to("department_id", "departments")
            .text("template_code")
            .text("name")
            .int("year")
            .int("number")
            .text("full_number")
            .belongs_to("attachment_id", "attachments")
            .date("issued_on")
            .belongs_to("issued_by_id", "users")
            .time("issued_at")
            .date_null("voided_on")
            .may_belong_to("voided_by_id", "users")
            .text_null("void_reason")
            .int("version")
            .unique(&["department_id", "template_code", "year", "number"])
            .index(&["case_id", "id"])
            .create(manager)
            .await?;
        let columns = [
            "id",
            "code",
            "name",
            "word",
            "layout",
            "statuses",
            "addressee",
            "text",
            "active",
            "sort_order",
            "version",
        ];
        let mut insert = Query::insert().into_table("document_templates").columns(columns).to_owned();
        for (place, shipped) in (1_i32..).zip(SHIPPED) {
            let statuses: Vec<_> = shipped.statuses.iter().map(|status| JsonValue::from(*status)).collect();
            insert.values_panic([
                Expr::val(Uuid::from_u128(place.unsigned_abs().into())),
                Expr::val(shipped.code),
                Expr::val(shipped.name),
                Expr::val(shipped.word),
                Expr::val(shipped.layout),
                Expr::val(JsonValue::from(statuses)),
                Expr::val(shipped.addressee),
                Expr::val(shipped.text),
                Expr::val(true),
                Expr::val(place * 10),
                Expr::val(1),
            ]);
        }
        manager.exec_stmt(insert).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["case_documents", "document_templates"]).await?;
        manager.alter_table(Table::alter().table("departments").drop_column("document_code").to_owned()).await
    }
}
