//! Guessing is bounded for each account and nobody is locked out by it: devices on which people signed
//! in are known, what failed is told, and a password that was given out works once and for a day.

use sea_orm_migration::prelude::*;

use crate::builder::{drop_tables, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

const FORGOTTEN: &str = "ix_sign_in_failures_last_failed_at";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut until = ColumnDef::new("one_time_until").timestamp_with_time_zone().null().to_owned();
        manager.alter_table(Table::alter().table("users").add_column(&mut until).to_owned()).await?;
        table("known_devices")
            .id()
            .belongs_to("user_id", "users")
            .text("token_hash")
            .time("first_used_at")
            .time("last_used_at")
            .unique(&["token_hash"])
            .create(manager)
            .await?;
        table("failed_sign_ins")
            .belongs_to("user_id", "users")
            .text("place")
            .int("failures")
            .time("first_failed_at")
            .time("last_failed_at")
            .primary_key(&["user_id", "place"])
            .create(manager)
            .await?;
        // Counted otherwise from now on; what stood here slowed somebody down for a day at most.
        manager.exec_stmt(Query::delete().from_table("sign_in_failures").to_owned()).await?;
        let forgotten =
            Index::create().name(FORGOTTEN).table("sign_in_failures").col("last_failed_at").to_owned();
        manager.create_index(forgotten).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_index(Index::drop().name(FORGOTTEN).table("sign_in_failures").to_owned()).await?;
        drop_tables(manager, &["failed_sign_ins", "known_devices"]).await?;
        manager.alter_table(Table::alter().table("users").drop_column("one_time_until").to_owned()).await
    }
}
