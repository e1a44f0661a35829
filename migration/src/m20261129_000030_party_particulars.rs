//! A party is an identity that all share, and what each department keeps of it as its own: address,
//! telephone, legal representative, remarks, and of a person the name. Names of businesses are dated; a case
//! keeps the name under which it named a party.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend},
};

use crate::builder::{drop_tables, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What a person is called where no department's own particulars say it.
const UNNAMED: &str = "个人";

/// The region of a credit code, at its own level or the nearest above that is known.
const REGISTERED: &str = "UPDATE parties SET region_id = COALESCE(
    (SELECT id FROM regions WHERE code = substr(credit_code, 3, 6)),
    (SELECT id FROM regions WHERE code = substr(credit_code, 3, 4) || '00'),
    (SELECT id FROM regions WHERE code = substr(credit_code, 3, 2) || '0000'))";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let postgres = db.get_database_backend() == DbBackend::Postgres;
        let new_id = if postgres { "gen_random_uuid()" } else { "randomblob(16)" };
        db.execute_unprepared("CREATE TABLE party_departments_before AS SELECT * FROM party_departments")
            .await?;
        drop_tables(manager, &["party_departments"]).await?;
        table("party_departments")
            .id()
            .belongs_to("party_id", "parties")
            .belongs_to("department_id", "departments")
            .text("region_key")
            .time("since")
            .text_null("name")
            .text_null("address")
            .text_null("phone")
            .text_null("legal_representative")
            .may_belong_to("region_id", "regions")
            .text_null("remarks")
            .text("name_key")
            .text_null("phone_key")
            .text("address_key")
            .time("changed_at")
            .int("version")
            .unique(&["party_id", "department_id"])
            .index(&["region_key", "party_id"])
            .index(&["name_key"])
            .index(&["phone_key"])
            .index(&["address_key"])
            .create(manager)
            .await?;
        // Whoever could see a party has read what was recorded of it: each keeps that as its own.
        db.execute_unprepared(&format!(
            "INSERT INTO party_departments (id, party_id, department_id, region_key, since, name, address, phone, \
             legal_representative, region_id, remarks, name_key, phone_key, address_key, changed_at, version) \
             SELECT {new_id}, d.party_id, d.department_id, d.region_key, d.since, \
             CASE WHEN p.kind = 'PERSON' THEN p.name END, p.address, p.phone, p.legal_representative, p.region_id, \
             NULL, '', NULL, '', d.since, 1 \
             FROM party_departments_before d JOIN parties p ON p.id = d.party_id"
        ))
        .await?;
        db.execute_unprepared("DROP TABLE party_departments_before").await?;

        table("party_names")
            .id()
            .belongs_to("party_id", "parties")
            .text("name")
            .date("valid_from")
            .belongs_to("recorded_by_id", "users")
            .time("recorded_at")
            .index(&["party_id", "valid_from", "id"])
            .create(manager)
            .await?;
        let day = match postgres {
            true => "(recorded_at AT TIME ZONE 'Asia/Shanghai')::date",
            false => "date(recorded_at, '+8 hours')",
        };
        db.execute_unprepared(&format!(
            "INSERT INTO party_names (id, party_id, name, valid_from, recorded_by_id, recorded_at) \
             SELECT id, id, name, {day}, recorded_by_id, recorded_at FROM parties WHERE kind = 'BUSINESS'"
        ))
        .await?;

        let name = ColumnDef::new("name").text().not_null().default("").to_owned();
        manager.alter_table(Table::alter().table("case_parties").add_column(name).to_owned()).await?;
        db.execute_unprepared(
            "UPDATE case_parties SET name = (SELECT name FROM parties WHERE parties.id = case_parties.party_id)",
        )
        .await?;

        for index in ["phone_key", "address_key", "phone", "address"] {
            let index = Index::drop().name(format!("ix_parties_{index}")).table("parties").to_owned();
            manager.drop_index(index).await?;
        }
        for column in ["phone_key", "address_key", "phone", "address", "legal_representative"] {
            manager.alter_table(Table::alter().table("parties").drop_column(column).to_owned()).await?;
        }
        db.execute_unprepared(REGISTERED).await?;
        db.execute_unprepared(&format!(
            "UPDATE parties SET name = '{UNNAMED}', folded_name = '{UNNAMED}' WHERE kind = 'PERSON'"
        ))
        .await?;
        // What is compared and searched is made anew by the server: it can't be said in SQL.
        db.execute_unprepared("UPDATE parties SET name_key = ''").await?;
        db.execute_unprepared("DELETE FROM search_documents WHERE kind = 'PARTY'").await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for column in ["phone", "address", "legal_representative"] {
            let column = ColumnDef::new(column).text().null().to_owned();
            manager.alter_table(Table::alter().table("parties").add_column(column).to_owned()).await?;
        }
        for key in ["phone_key", "address_key"] {
            let column = ColumnDef::new(key).text().not_null().default("").to_owned();
            manager.alter_table(Table::alter().table("parties").add_column(column).to_owned()).await?;
        }
        for column in ["phone_key", "address_key", "phone", "address"] {
            let name = format!("ix_parties_{column}");
            let index = Index::create().name(name).table("parties").col(column).to_owned();
            manager.create_index(index).await?;
        }
        // One row for all again: what the last department wrote.
        for column in ["name", "phone", "address", "legal_representative", "region_id"] {
            db.execute_unprepared(&format!(
                "UPDATE parties SET {column} = COALESCE((SELECT d.{column} FROM party_departments d \
                 WHERE d.party_id = parties.id AND d.{column} IS NOT NULL ORDER BY d.changed_at DESC LIMIT 1), {column})"
            ))
            .await?;
        }
        db.execute_unprepared("UPDATE parties SET folded_name = lower(name), name_key = ''").await?;
        db.execute_unprepared("DELETE FROM search_documents WHERE kind = 'PARTY_PARTICULARS'").await?;
        manager.alter_table(Table::alter().table("case_parties").drop_column("name").to_owned()).await?;
        db.execute_unprepared(
            "CREATE TABLE party_departments_after AS \
             SELECT party_id, department_id, region_key, since FROM party_departments",
        )
        .await?;
        drop_tables(manager, &["party_names", "party_departments"]).await?;
        table("party_departments")
            .belongs_to("party_id", "parties")
            .belongs_to("department_id", "departments")
            .text("region_key")
            .time("since")
            .primary_key(&["party_id", "department_id"])
            .index(&["region_key", "party_id"])
            .create(manager)
            .await?;
        db.execute_unprepared(
            "INSERT INTO party_departments (party_id, department_id, region_key, since) \
             SELECT party_id, department_id, region_key, since FROM party_departments_after",
        )
        .await?;
        db.execute_unprepared("DROP TABLE party_departments_after").await.map(drop)
    }
}
