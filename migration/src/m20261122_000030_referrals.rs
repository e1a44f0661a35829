//! Referrals get a life of their own, and the thresholds from which an infringement is prosecuted
//! become data, filled here with what is in force and what was.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::builder::{drop_tables, forbid_changes, seeded_id, table};
use crate::prosecution_thresholds::THRESHOLDS;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The indices of the table as it was: their names are needed for the new one.
const FORMER_INDICES: [&str; 3] =
    ["ix_referrals_case_id", "ix_referrals_to_department_id", "ix_referrals_referred_on_id"];

/// Where a referral stands that had no life of its own: as far as its case tells.
const FORMER_STATUS: &str = "CASE \
    WHEN r.target = 'POLICE' AND c.status = 'REFERRED_TO_POLICE' THEN 'HANDED_OVER' \
    WHEN r.target = 'POLICE' AND c.status = 'POLICE_RECONSIDERATION' THEN 'RECONSIDERATION' \
    WHEN r.target = 'POLICE' AND c.outcome = 'TAKEN_OVER_BY_POLICE' THEN 'POLICE_FILED' \
    WHEN r.target = 'POLICE' THEN 'POLICE_DECLINED' \
    WHEN c.status = 'REFERRED' THEN 'SENT' \
    WHEN c.outcome = 'TAKEN_OVER_BY_DEPARTMENT' THEN 'ACCEPTED' \
    ELSE 'TAKEN_BACK' END";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        // SQLite makes no column of a table optional: the table is made anew.
        connection.execute_unprepared("ALTER TABLE referrals RENAME TO former_referrals").await?;
        for index in FORMER_INDICES {
            connection.execute_unprepared(&format!("DROP INDEX {index}")).await?;
        }
        table("referrals")
            .id()
            .belongs_to("case_id", "cases")
            .text("target")
            .text("status")
            .flag("is_open")
            .may_belong_to("to_department_id", "departments")
            .text_null("to_region_name")
            .text_null("to_organ_name")
            .text_null("ground")
            .json("documents")
            .date("proposed_on")
            .date_null("referred_on")
            .date("last_step_on")
            .flag("is_complex")
            .date_null("file_returned_on")
            .date_null("goods_handed_over_on")
            .date_null("supervision_suggested_on")
            .int("event_count")
            .belongs_to("recorded_by_id", "users")
            .time("recorded_at")
            .int("version")
            .index(&["referred_on", "id"])
            // What a department received, what it still has to answer, newest first.
            .index(&["to_department_id", "is_open", "proposed_on", "id"])
            .index(&["proposed_on", "id"])
            .create(manager)
            .await?;
        let open = "('HANDED_OVER', 'RECONSIDERATION', 'SENT')";
        connection
            .execute_unprepared(&format!(
                "INSERT INTO referrals (id, case_id, target, status, is_open, to_department_id, to_region_name, \
                 documents, proposed_on, referred_on, last_step_on, is_complex, event_count, recorded_by_id, \
                 recorded_at, version) \
                 SELECT r.id, r.case_id, r.target, {FORMER_STATUS}, {FORMER_STATUS} IN {open}, \
                 r.to_department_id, r.to_region_name, '[]', r.referred_on, r.referred_on, r.referred_on, \
                 FALSE, 0, c.recorded_by_id, r.recorded_at, 1 \
                 FROM former_referrals r JOIN cases c ON c.id = r.case_id"
            ))
            .await?;
        drop_tables(manager, &["former_referrals"]).await?;
        table("referral_events")
            .id()
            .belongs_to("referral_id", "referrals")
            .int("sequence")
            .text("act")
            .text("to_status")
            .date("occurred_on")
            .time("recorded_at")
            .belongs_to("actor_id", "users")
            .flag("on_paper")
            .text_null("ground")
            .json("documents")
            .text_null("note")
            .unique(&["referral_id", "sequence"])
            .create(manager)
            .await?;
        forbid_changes(manager, &["referral_events"]).await?;
        table("referral_items")
            .belongs_to("referral_id", "referrals")
            .text("kind")
            .text_null("document")
            .text_null("reason")
            .primary_key(&["referral_id", "kind"])
            .create(manager)
            .await?;
        table("prosecution_thresholds")
            .id()
            .text("case_kind")
            .text("crime")
            .text("criminal_article")
            .text("measure")
            .bigint("fen")
            .text_null("condition")
            .text("article")
            .text_null("note")
            .flag("confirmed")
            .date("valid_from")
            .date_null("valid_to")
            .int("version")
            .index(&["case_kind", "valid_from"])
            .create(manager)
            .await?;
        let quoted = |text: Option<&str>| text.map_or("NULL".to_owned(), |text| format!("'{text}'"));
        for (number, threshold) in (1..).zip(THRESHOLDS) {
            let id = seeded_id(manager, 0x7e4e_0000 + number);
            connection
                .execute_unprepared(&format!(
                    "INSERT INTO prosecution_thresholds (id, case_kind, crime, criminal_article, measure, fen, \
                     condition, article, note, confirmed, valid_from, valid_to, version) \
                     VALUES ({id}, '{}', '{}', '{}', '{}', {}, {}, '{}', {}, {}, '{}', {}, 1)",
                    threshold.case_kind,
                    threshold.crime,
                    threshold.criminal_article,
                    threshold.measure,
                    threshold.yuan * 100,
                    quoted(threshold.condition),
                    threshold.article,
                    quoted(threshold.note),
                    threshold.confirmed,
                    threshold.valid_from,
                    quoted(threshold.valid_to),
                ))
                .await?;
        }
        let id = seeded_id(manager, 0x7e4e_8000);
        connection
            .execute_unprepared(&format!(
                "INSERT INTO clock_rules (id, kind, unit, length, collective, article, valid_from, version) \
                 VALUES ({id}, 'GOODS_HANDOVER', 'DAYS', 3, FALSE, \
                 '《行政执法机关移送涉嫌犯罪案件的规定》（国务院令第310号）第十二条', '2020-08-07', 1)"
            ))
            .await?;
        // Why a penalty was decided although the threshold for prosecution was met.
        let mut reason = ColumnDef::new("reason_not_referred").text().null().to_owned();
        manager.alter_table(Table::alter().table("cases").add_column(&mut reason).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        connection
            .execute_unprepared(
                "UPDATE clocks SET rule_id = NULL WHERE rule_id IN \
                 (SELECT id FROM clock_rules WHERE kind = 'GOODS_HANDOVER')",
            )
            .await?;
        connection.execute_unprepared("DELETE FROM clock_rules WHERE kind = 'GOODS_HANDOVER'").await?;
        manager
            .alter_table(Table::alter().table("cases").drop_column("reason_not_referred").to_owned())
            .await?;
        drop_tables(manager, &["prosecution_thresholds", "referral_items", "referral_events"]).await?;
        connection.execute_unprepared("ALTER TABLE referrals RENAME TO later_referrals").await?;
        for index in FORMER_INDICES {
            connection.execute_unprepared(&format!("DROP INDEX {index}")).await?;
        }
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
        connection
            .execute_unprepared(
                "INSERT INTO referrals (id, case_id, target, to_department_id, to_region_name, referred_on, recorded_at) \
                 SELECT id, case_id, target, to_department_id, to_region_name, referred_on, recorded_at \
                 FROM later_referrals WHERE referred_on IS NOT NULL",
            )
            .await?;
        drop_tables(manager, &["later_referrals"]).await
    }
}
