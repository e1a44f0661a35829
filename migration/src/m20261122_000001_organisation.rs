//! Who there is: regions, departments, people, their sessions, and the log of what they did.

use sea_orm_migration::prelude::*;

use crate::builder::{drop_tables, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // `key` is the code without the zero pairs that only pad it: a subtree is a prefix.
        table("regions")
            .id()
            .text("code")
            .text("key")
            .text("level")
            .text("name")
            .may_belong_to("parent_id", "regions")
            .unique(&["code"])
            .unique(&["key"])
            .create(manager)
            .await?;
        table("departments")
            .id()
            .belongs_to("region_id", "regions")
            .text("region_key")
            .text("name")
            .text("short_name")
            .text("kind")
            .flag("is_coordination_office")
            .text_null("liaison_name")
            .text_null("liaison_phone")
            .int("sort_order")
            .flag("active")
            .time("created_at")
            .int("version")
            .unique(&["region_id", "name"])
            .index(&["region_key", "sort_order", "id"])
            .index(&["sort_order", "id"])
            .index(&["name", "id"])
            .create(manager)
            .await?;
        table("hotlines")
            .id()
            .belongs_to("region_id", "regions")
            .may_belong_to("department_id", "departments")
            .text("number")
            .text("purpose")
            .int("sort_order")
            .create(manager)
            .await?;
        table("users")
            .id()
            .belongs_to("department_id", "departments")
            .text("region_key")
            .text("username")
            .text("display_name")
            .text("role")
            .flag("observes_region")
            .text_null("password_hash")
            .flag("must_change_password")
            .text_null("phone")
            .text_null("email")
            .flag("active")
            .time("created_at")
            .int("version")
            .unique(&["username"])
            .index(&["region_key", "username", "id"])
            .create(manager)
            .await?;
        table("certificates")
            .id()
            .belongs_to("user_id", "users")
            .text("number")
            .date("valid_from")
            .date("valid_to")
            .unique(&["number"])
            .create(manager)
            .await?;
        table("sessions")
            .id()
            .belongs_to("user_id", "users")
            .time("created_at")
            .time("last_used_at")
            .time("expires_at")
            .time_null("ended_at")
            .text_null("end_reason")
            .text_null("address")
            .text_null("user_agent")
            .create(manager)
            .await?;
        table("refresh_tokens")
            .id()
            .belongs_to("session_id", "sessions")
            .text("token_hash")
            .time("issued_at")
            .time("expires_at")
            .time_null("used_at")
            .unique(&["token_hash"])
            .create(manager)
            .await?;
        table("service_tokens")
            .id()
            .belongs_to("user_id", "users")
            .text("name")
            .text("token_hash")
            .json("scopes")
            .date("expires_on")
            .time_null("revoked_at")
            .belongs_to("issued_by_id", "users")
            .time("issued_at")
            .unique(&["token_hash"])
            .create(manager)
            .await?;
        // Failed sign-ins: `subject` is an address, or an account as seen from one address, so that
        // a stranger elsewhere cannot lock the owner out.
        table("sign_in_failures")
            .text("subject")
            .int("failures")
            .time("last_failed_at")
            .primary_key(&["subject"])
            .create(manager)
            .await?;
        table("idempotency_keys")
            .belongs_to("user_id", "users")
            .text("key")
            .text("operation")
            .text("input_digest")
            .uuid_null("result_id")
            .time("created_at")
            .primary_key(&["user_id", "key"])
            .index(&["created_at"])
            .create(manager)
            .await?;
        // No foreign keys: the log outlives what it speaks of.
        table("audit_entries")
            .bigint("sequence")
            .time("at")
            .uuid_null("actor_id")
            .text("actor_name")
            .uuid_null("department_id")
            .text("region_key")
            .text("action")
            .text("object_type")
            .uuid_null("object_id")
            .text("detail")
            .text_null("address")
            .text("previous_hash")
            .text("hash")
            .primary_key(&["sequence"])
            .index(&["region_key", "sequence"])
            .index(&["object_id", "sequence"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &[
                "audit_entries",
                "idempotency_keys",
                "sign_in_failures",
                "service_tokens",
                "refresh_tokens",
                "sessions",
                "certificates",
                "users",
                "hotlines",
                "departments",
                "regions",
            ],
        )
        .await
    }
}
