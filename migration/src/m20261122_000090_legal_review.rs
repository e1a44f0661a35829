//! From which amount on a case is reviewed before its decision: dated data, no longer code.

use sea_orm_migration::{
    prelude::*,
    sea_orm::prelude::{Date, Uuid},
};

use crate::builder::{drop_tables, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("legal_review_amounts")
            .id()
            .bigint("fen")
            .text("article")
            .date("valid_from")
            .date_null("valid_to")
            .int("version")
            .unique(&["valid_from"])
            .create(manager)
            .await?;
        // What the platform has asked for so far, whatever the day: the amount from which on a fine of a
        // company brings a hearing, since the law on administrative penalties that first knew hearings.
        let valid_from: Date =
            "1996-10-01".parse().map_err(|_| DbErr::Migration("a day of the calendar".to_owned()))?;
        let insert = Query::insert()
            .into_table("legal_review_amounts")
            .columns(["id", "fen", "article", "valid_from", "version"])
            .values_panic([
                Expr::val(Uuid::from_u128(1)),
                Expr::val(10_000_000_i64),
                Expr::val("《行政处罚法》第五十八条；数额参照市场监管部门对法人的听证标准（十万元），各地按规定调整"),
                Expr::val(valid_from),
                Expr::val(1),
            ])
            .to_owned();
        manager.exec_stmt(insert).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["legal_review_amounts"]).await
    }
}
