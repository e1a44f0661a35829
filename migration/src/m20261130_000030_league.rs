//! The league of departments: what they appeal against.

use sea_orm_migration::prelude::*;

use crate::builder::{drop_tables, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("league_appeals")
            .id()
            .belongs_to("department_id", "departments")
            .text("region_key")
            .text("indicator")
            .belongs_to("case_id", "cases")
            .text("ground")
            .belongs_to("raised_by_id", "users")
            .time("raised_at")
            .text("state")
            .text_null("decision")
            .may_belong_to("decided_by_id", "users")
            .time_null("decided_at")
            .int("version")
            .unique(&["department_id", "indicator", "case_id"])
            .index(&["region_key", "id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["league_appeals"]).await
    }
}
