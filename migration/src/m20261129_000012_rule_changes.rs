//! Whoever's dates move because a rule or the calendar changed is told which, and why.

use sea_orm_migration::prelude::*;

use crate::builder::{drop_tables, forbid_changes, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("rule_changes")
            .id()
            .text("region_key")
            .text("action")
            .uuid_null("object_id")
            .text("title_zh")
            .text("title_en")
            .text("ground")
            .may_belong_to("actor_id", "users")
            .int("moved")
            .time("changed_at")
            .index(&["region_key", "id"])
            .index(&["object_id", "id"])
            .create(manager)
            .await?;
        table("rule_change_clocks")
            .id()
            .belongs_to("change_id", "rule_changes")
            .belongs_to("clock_id", "clocks")
            .may_belong_to("case_id", "cases")
            .text("region_key")
            .belongs_to("department_id", "departments")
            .date_null("due_before")
            .date_null("due_after")
            .may_belong_to("rule_id", "clock_rules")
            .index(&["change_id", "id"])
            .create(manager)
            .await?;
        forbid_changes(manager, &["rule_changes", "rule_change_clocks"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["rule_change_clocks", "rule_changes"]).await
    }
}
