//! A row to write where a server is asked whether it is ready.

use sea_orm_migration::prelude::*;

use crate::builder::{drop_tables, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("health_checks").int("id").time("checked_at").primary_key(&["id"]).create(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["health_checks"]).await
    }
}
