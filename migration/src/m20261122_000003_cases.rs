//! Cases, everything that happens to them, and the rollups that dashboards read instead of them.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::builder::{self, drop_tables, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What nobody may change or remove once it is written.
const APPEND_ONLY: [&str; 2] = ["case_events", "audit_entries"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("cases")
            .id()
            .text("number")
            .text("title")
            .text("kind")
            .text("source")
            .text("status")
            .text_null("outcome")
            .flag("is_open")
            .flag("mark_major")
            .flag("mark_egregious")
            .flag("mark_typical")
            .flag("mark_foreign_related")
            .flag("mark_mass")
            .belongs_to("region_id", "regions")
            .text("region_key")
            .belongs_to("department_id", "departments")
            .may_belong_to("action_id", "joint_actions")
            .may_belong_to("inspection_id", "inspections")
            .bigint_null("amount_fen")
            .bigint_null("illegal_income_fen")
            .flag("penalty_warning")
            .bigint_null("fine_fen")
            .bigint_null("confiscated_income_fen")
            .text_null("confiscated_goods")
            .flag("licence_revoked")
            .date("received_on")
            .date_null("accepted_on")
            .date_null("filed_on")
            .date_null("decided_on")
            .date_null("closed_on")
            .date_null("due_on")
            // `due_on`, or 9999-12-31: lists page by it, and a NULL has no place in a keyset.
            .date("due_sort")
            .date_null("suspended_on")
            .int("co_handler_count")
            // How many events there are, so that "the last three" is a range of the events' key.
            .int("event_count")
            .text_null("summary")
            .may_belong_to("filed_by_id", "users")
            .belongs_to("recorded_by_id", "users")
            .time("recorded_at")
            .int("version")
            .unique(&["department_id", "number"])
            .index(&["number", "id"])
            .index(&["received_on", "id"])
            .index(&["status", "received_on", "id"])
            .index(&["department_id", "received_on", "id"])
            .index(&["kind", "received_on", "id"])
            .index(&["is_open", "due_sort", "id"])
            .index(&["due_sort", "id"])
            .index(&["accepted_on", "id"])
            .index(&["filed_on", "id"])
            .index(&["closed_on", "id"])
            .create(manager)
            .await?;
        // Everyone who may see a case beside the offices, its own department included.
        table("case_departments")
            .belongs_to("case_id", "cases")
            .belongs_to("department_id", "departments")
            .text("role")
            .date("since")
            .primary_key(&["case_id", "department_id"])
            // Taking part without owning is rare; offices look for exactly that.
            .index(&["department_id", "role", "case_id"])
            .create(manager)
            .await?;
        table("case_parties")
            .belongs_to("case_id", "cases")
            .belongs_to("party_id", "parties")
            .text("role")
            .primary_key(&["case_id", "party_id"])
            .create(manager)
            .await?;
        table("case_handlers")
            .belongs_to("case_id", "cases")
            .belongs_to("user_id", "users")
            .flag("is_lead")
            .date("since")
            .primary_key(&["case_id", "user_id"])
            .create(manager)
            .await?;
        table("case_events")
            .id()
            .belongs_to("case_id", "cases")
            .int("sequence")
            .text_null("transition")
            .text_null("from_status")
            .text("to_status")
            .date("occurred_on")
            .time("recorded_at")
            .belongs_to("actor_id", "users")
            .text_null("ground")
            .json("documents")
            .text_null("note")
            .unique(&["case_id", "sequence"])
            .index(&["transition", "occurred_on"])
            .create(manager)
            .await?;
        table("referrals")
            .id()
            .belongs_to("case_id", "cases")
            .text("target")
            .may_belong_to("to_department_id", "departments")
            .text_null("to_region_name")
            .date("referred_on")
            .time("recorded_at")
            .index(&["referred_on", "id"])
            .create(manager)
            .await?;
        // How many of a department's cases are in a bucket. `measure`: `status` (bucket: the
        // status), `accepted`, `filed`, `closed` (bucket: the month, 2011-04), `due` (bucket: the
        // due date of an open case). Written in the transaction that changes a case.
        table("case_rollups")
            .belongs_to("department_id", "departments")
            .text("region_key")
            .text("measure")
            .text("bucket")
            .bigint("n")
            .primary_key(&["department_id", "measure", "bucket"])
            .index(&["region_key", "measure", "bucket"])
            .create(manager)
            .await?;
        forbid_changes(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &[
                "case_rollups",
                "referrals",
                "case_events",
                "case_handlers",
                "case_parties",
                "case_departments",
                "cases",
            ],
        )
        .await?;
        let connection = manager.get_connection();
        if connection.get_database_backend() == DbBackend::Postgres {
            // Takes the audit log's triggers with it; those of cases went with their table.
            connection.execute_unprepared("DROP FUNCTION append_only() CASCADE").await?;
        } else {
            for change in ["update", "delete"] {
                connection.execute_unprepared(&format!("DROP TRIGGER audit_entries_no_{change}")).await?;
            }
        }
        Ok(())
    }
}

async fn forbid_changes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    if connection.get_database_backend() == DbBackend::Postgres {
        connection
            .execute_unprepared(
                "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$ \
                 BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$",
            )
            .await?;
    }
    builder::forbid_changes(manager, &APPEND_ONLY).await
}
