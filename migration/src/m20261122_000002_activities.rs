//! What departments do beside cases: joint actions and their tasks, inspections, trainings,
//! publicity; and the parties that they meet.

use sea_orm_migration::prelude::*;

use crate::builder::{drop_tables, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // An identity number is kept as a cipher, a keyed digest (to find it again) and a mask.
        table("parties")
            .id()
            .text("kind")
            .text("name")
            .text("folded_name")
            .text_null("credit_code")
            .text_null("id_number_cipher")
            .text_null("id_number_digest")
            .text_null("id_number_masked")
            .text_null("address")
            .text_null("phone")
            .text_null("legal_representative")
            .may_belong_to("region_id", "regions")
            .may_belong_to("merged_into_id", "parties")
            .belongs_to("recorded_by_id", "users")
            .time("recorded_at")
            .int("version")
            .unique(&["credit_code"])
            .unique(&["id_number_digest"])
            .index(&["folded_name", "id"])
            .index(&["name", "id"])
            .index(&["phone"])
            .index(&["address"])
            .create(manager)
            .await?;
        // The departments that recorded or used a party: who may see it.
        table("party_departments")
            .belongs_to("party_id", "parties")
            .belongs_to("department_id", "departments")
            .text("region_key")
            .time("since")
            .primary_key(&["party_id", "department_id"])
            .index(&["region_key", "party_id"])
            .create(manager)
            .await?;
        table("joint_actions")
            .id()
            .belongs_to("region_id", "regions")
            .text("region_key")
            .text("code_name")
            .text("name")
            .text_null("purpose")
            .text_null("plan_number")
            .date("starts_on")
            .date("ends_on")
            .date_null("extended_to")
            .text_null("extension_reason")
            .date_null("cancelled_on")
            .text_null("cancel_reason")
            .belongs_to("lead_department_id", "departments")
            .json("focus_regions")
            .json("focus_products")
            .belongs_to("recorded_by_id", "users")
            .time("recorded_at")
            .int("version")
            .index(&["starts_on", "id"])
            .index(&["name", "id"])
            .create(manager)
            .await?;
        table("joint_action_departments")
            .belongs_to("action_id", "joint_actions")
            .belongs_to("department_id", "departments")
            .primary_key(&["action_id", "department_id"])
            .create(manager)
            .await?;
        table("action_tasks")
            .id()
            .belongs_to("action_id", "joint_actions")
            .int("ordinal")
            .text_null("section")
            .text("content")
            .text("responsible")
            .date_null("due_on")
            .date_null("completed_on")
            .unique(&["action_id", "ordinal"])
            .index(&["due_on", "id"])
            .create(manager)
            .await?;
        table("action_task_departments")
            .belongs_to("task_id", "action_tasks")
            .belongs_to("department_id", "departments")
            .primary_key(&["task_id", "department_id"])
            .create(manager)
            .await?;
        table("inspections")
            .id()
            .belongs_to("region_id", "regions")
            .text("region_key")
            .belongs_to("department_id", "departments")
            .may_belong_to("action_id", "joint_actions")
            .date("inspected_on")
            .text("place")
            .bigint("goods_checked")
            .flag("goods_checked_at_least")
            .text_null("findings")
            .belongs_to("recorded_by_id", "users")
            .time("recorded_at")
            .int("version")
            .index(&["inspected_on", "id"])
            .index(&["department_id", "inspected_on", "id"])
            .create(manager)
            .await?;
        table("inspection_departments")
            .belongs_to("inspection_id", "inspections")
            .belongs_to("department_id", "departments")
            .primary_key(&["inspection_id", "department_id"])
            .create(manager)
            .await?;
        table("inspection_officers")
            .id()
            .belongs_to("inspection_id", "inspections")
            .belongs_to("user_id", "users")
            .text("certificate_number")
            .unique(&["inspection_id", "user_id"])
            .create(manager)
            .await?;
        // `identity` tells premises apart: the party's id, else the folded name.
        table("inspected_premises")
            .id()
            .belongs_to("inspection_id", "inspections")
            .int("ordinal")
            .text("name")
            .text("identity")
            .text_null("address")
            .may_belong_to("party_id", "parties")
            .text("result")
            .text_null("note")
            .unique(&["inspection_id", "ordinal"])
            .create(manager)
            .await?;
        table("trainings")
            .id()
            .belongs_to("region_id", "regions")
            .text("region_key")
            .belongs_to("department_id", "departments")
            .may_belong_to("action_id", "joint_actions")
            .text("kind")
            .text("name")
            .date("starts_on")
            .date("ends_on")
            .text("place")
            .text_null("subject")
            .text_null("speakers")
            .bigint("person_times")
            .flag("person_times_at_least")
            .bigint("companies")
            .flag("companies_at_least")
            .flag("exam_held")
            .int("certificates_issued")
            .belongs_to("recorded_by_id", "users")
            .time("recorded_at")
            .int("version")
            .index(&["starts_on", "id"])
            .index(&["department_id", "starts_on", "id"])
            .create(manager)
            .await?;
        table("training_departments")
            .belongs_to("training_id", "trainings")
            .belongs_to("department_id", "departments")
            .primary_key(&["training_id", "department_id"])
            .create(manager)
            .await?;
        table("training_audiences")
            .belongs_to("training_id", "trainings")
            .text("kind")
            .int("people")
            .primary_key(&["training_id", "kind"])
            .create(manager)
            .await?;
        table("publicity_events")
            .id()
            .belongs_to("region_id", "regions")
            .text("region_key")
            .belongs_to("department_id", "departments")
            .may_belong_to("action_id", "joint_actions")
            .text("kind")
            .text("name")
            .date("starts_on")
            .date("ends_on")
            .text("place")
            .bigint("materials")
            .flag("materials_at_least")
            .bigint("consultations")
            .flag("consultations_at_least")
            .int("media_items")
            .int("television_programmes")
            .belongs_to("recorded_by_id", "users")
            .time("recorded_at")
            .int("version")
            .index(&["starts_on", "id"])
            .index(&["department_id", "starts_on", "id"])
            .create(manager)
            .await?;
        table("publicity_event_departments")
            .belongs_to("publicity_event_id", "publicity_events")
            .belongs_to("department_id", "departments")
            .primary_key(&["publicity_event_id", "department_id"])
            .create(manager)
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &[
                "publicity_event_departments",
                "publicity_events",
                "training_audiences",
                "training_departments",
                "trainings",
                "inspected_premises",
                "inspection_officers",
                "inspection_departments",
                "inspections",
                "action_task_departments",
                "action_tasks",
                "joint_action_departments",
                "joint_actions",
                "party_departments",
                "parties",
            ],
        )
        .await
    }
}
