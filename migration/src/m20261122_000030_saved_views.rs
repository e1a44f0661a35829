//! Lists as people work with them: filters that they saved under a name.

use sea_orm_migration::prelude::*;

use crate::builder::{drop_tables, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("saved_views")
            .id()
            .belongs_to("user_id", "users")
            .text("list")
            .text("name")
            .text("query")
            .time("saved_at")
            .unique(&["user_id", "list", "name"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["saved_views"]).await
    }
}
