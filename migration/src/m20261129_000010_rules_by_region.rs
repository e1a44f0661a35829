//! A rule is the platform's, or a region's own and binds below it alone.
//!
//! What was shipped is the platform's, as it was shipped. What an office added or wrote over it since bound
//! every city; the audit log names whose office that was, and it becomes that region's own, with its
//! article for its ground. What the log attributes to nobody, and the State Council's notices whoever wrote
//! them down, stay the platform's. Open clocks keep the rule and the date that they have;
//! `shuangda rules recount` counts them by what binds them now, and tells whose moved.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{ConnectionTrait, DbBackend, prelude::Uuid},
};

use crate::{
    builder::{drop_tables, seeded_id, table},
    m20261122_000010_clocks, m20261122_000050_parties,
    prosecution_thresholds::THRESHOLDS,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The tables of rules, and the mutations that made a row of them.
const TABLES: [(&str, &str); 4] = [
    ("clock_rules", "'addClockRule'"),
    ("blacklist_rules", "'addBlacklistRule', 'reviseBlacklistRule'"),
    ("prosecution_thresholds", "'addProsecutionThreshold'"),
    ("legal_review_amounts", "'reviseLegalReviewAmount'"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for (table, makers) in TABLES {
            let region_key = ColumnDef::new("region_key").text().not_null().default("").to_owned();
            add(manager, table, region_key).await?;
            add(manager, table, ColumnDef::new("ground").text().null().to_owned()).await?;
            let made =
                format!("FROM audit_entries a WHERE a.object_id = {table}.id AND a.action IN ({makers})");
            connection
                .execute_unprepared(&format!(
                    "UPDATE {table} SET ground = article, \
                     region_key = (SELECT a.region_key {made} ORDER BY a.sequence LIMIT 1) \
                     WHERE EXISTS (SELECT 1 {made})"
                ))
                .await?;
            connection
                .execute_unprepared(&format!("UPDATE {table} SET ground = NULL WHERE region_key = ''"))
                .await?;
        }
        let confirmed = ColumnDef::new("confirmed").boolean().not_null().default(true).to_owned();
        add(manager, "clock_rules", confirmed).await?;
        connection.execute_unprepared("DROP INDEX ix_clock_rules_kind_valid_from").await?;
        connection.execute_unprepared("DROP INDEX ix_legal_review_amounts_valid_from").await?;
        for (table, columns, unique) in INDICES {
            index(manager, table, columns, unique).await?;
        }
        shipped_again(manager).await?;
        calendar(manager, true).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for statement in [
            "UPDATE clocks SET rule_id = NULL WHERE rule_id IN (SELECT id FROM clock_rules WHERE region_key <> '')",
            "DELETE FROM clock_rules WHERE region_key <> ''",
            "DELETE FROM legal_review_amounts WHERE region_key <> ''",
            "DELETE FROM calendar_years WHERE region_key <> ''",
        ] {
            connection.execute_unprepared(statement).await?;
        }
        for (table, columns, _) in INDICES {
            connection.execute_unprepared(&format!("DROP INDEX ix_{table}_{}", columns.join("_"))).await?;
        }
        index(manager, "clock_rules", &["kind", "valid_from"], true).await?;
        index(manager, "legal_review_amounts", &["valid_from"], true).await?;
        let columns = TABLES.iter().flat_map(|(table, _)| [(*table, "region_key"), (*table, "ground")]);
        for (table, column) in columns.chain([("clock_rules", "confirmed")]) {
            manager.alter_table(Table::alter().table(table).drop_column(column).to_owned()).await?;
        }
        calendar(manager, false).await
    }
}

const INDICES: [(&str, &[&str], bool); 4] = [
    ("clock_rules", &["region_key", "kind", "valid_from"], true),
    ("legal_review_amounts", &["region_key", "valid_from"], true),
    ("blacklist_rules", &["region_key", "valid_from"], false),
    ("prosecution_thresholds", &["region_key", "case_kind", "valid_from"], false),
];

async fn add(manager: &SchemaManager<'_>, table: &'static str, mut column: ColumnDef) -> Result<(), DbErr> {
    manager.alter_table(Table::alter().table(table).add_column(&mut column).to_owned()).await
}

async fn index(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
    unique: bool,
) -> Result<(), DbErr> {
    let mut index = Index::create();
    index.name(format!("ix_{table}_{}", columns.join("_"))).table(table);
    for column in columns {
        index.col(*column);
    }
    if unique {
        index.unique();
    }
    manager.create_index(index).await
}

/// The platform's rules say again what they were shipped with, where somebody changed them; what was
/// written over a clock rule becomes the rule of the region whose office wrote it.
async fn shipped_again(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    for (number, rule) in (1..).zip(m20261122_000010_clocks::RULES) {
        let (_, length, unit, extension, collective, article, _) = rule;
        let id = seeded_id(manager, 0xc10c_0000 + number);
        let own = seeded_id(manager, 0xc10d_0000 + number);
        let made = format!(
            "FROM audit_entries a WHERE a.object_id = {id} AND a.action = 'reviseClockRule' AND a.region_key <> ''"
        );
        let more = extension.unwrap_or_default();
        connection
            .execute_unprepared(&format!(
                "INSERT INTO clock_rules (id, region_key, ground, kind, unit, length, extension, collective, \
                 article, confirmed, valid_from, valid_to, version) \
                 SELECT {own}, (SELECT a.region_key {made} ORDER BY a.sequence DESC LIMIT 1), article, kind, unit, \
                 length, extension, collective, article, TRUE, valid_from, valid_to, 1 FROM clock_rules \
                 WHERE id = {id} AND EXISTS (SELECT 1 {made}) AND (unit <> '{unit}' OR length <> {length} \
                 OR COALESCE(extension, 0) <> {more} OR collective <> {collective})"
            ))
            .await?;
        let extension = extension.map_or("NULL".to_owned(), |by| by.to_string());
        connection
            .execute_unprepared(&format!(
                "UPDATE clock_rules SET unit = '{unit}', length = {length}, extension = {extension}, \
                 collective = {collective}, article = '{article}', valid_to = NULL, version = version + 1 \
                 WHERE id = {id} AND version > 1"
            ))
            .await?;
    }
    let thresholds = (1..).zip(THRESHOLDS).filter(|(_, shipped)| shipped.valid_to.is_none());
    for (number, _) in thresholds {
        let id = seeded_id(manager, 0x7e4e_0000 + number);
        connection
            .execute_unprepared(&format!(
                "UPDATE prosecution_thresholds SET valid_to = NULL, version = version + 1 \
                 WHERE id = {id} AND valid_to IS NOT NULL"
            ))
            .await?;
    }
    let blacklist = (1_u128..).zip(m20261122_000050_parties::RULES).filter(|(_, rule)| rule.8.is_none());
    let shipped =
        blacklist.map(|(number, _)| ("blacklist_rules", number)).chain([("legal_review_amounts", 1)]);
    for (table, number) in shipped {
        let reopen = Query::update()
            .table(table)
            .value("valid_to", Expr::cust("NULL"))
            .value("version", Expr::col("version").add(1))
            .and_where(Expr::col("id").eq(Uuid::from_u128(number)))
            .and_where(Expr::col("valid_to").is_not_null())
            .to_owned();
        manager.exec_stmt(reopen).await?;
    }
    Ok(())
}

/// A year of a region stands beside the notice for the same year: the table is made anew, or made as it was.
async fn calendar(manager: &SchemaManager<'_>, by_region: bool) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    connection.execute_unprepared("ALTER TABLE calendar_years RENAME TO former_calendar_years").await?;
    let common = "year, notice, published_on, days, version";
    if by_region {
        table("calendar_years")
            .id()
            .text("region_key")
            .int("year")
            .text("notice")
            .date("published_on")
            .json("days")
            .int("version")
            .unique(&["region_key", "year"])
            .create(manager)
            .await?;
        // A key of each year's own, as the audit log has named it so far.
        for year in 2000..=2100_u32 {
            let id = match connection.get_database_backend() {
                DbBackend::Postgres => format!("'{}'", Uuid::from_u128(year.into())),
                _ => format!("X'{}'", Uuid::from_u128(year.into()).simple()),
            };
            connection
                .execute_unprepared(&format!(
                    "INSERT INTO calendar_years (id, region_key, {common}) \
                     SELECT {id}, '', {common} FROM former_calendar_years WHERE year = {year}"
                ))
                .await?;
        }
    } else {
        table("calendar_years")
            .int("year")
            .text("notice")
            .date("published_on")
            .json("days")
            .int("version")
            .primary_key(&["year"])
            .create(manager)
            .await?;
        connection
            .execute_unprepared(&format!(
                "INSERT INTO calendar_years ({common}) SELECT {common} FROM former_calendar_years"
            ))
            .await?;
    }
    drop_tables(manager, &["former_calendar_years"]).await
}
