//! Search by fragments of two characters: one row of terms an object, the same on both engines,
//! with the engine's own full-text index over it.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("search_documents")
                    .col(ColumnDef::new("id").big_integer().not_null().auto_increment().primary_key())
                    .col(ColumnDef::new("kind").text().not_null())
                    .col(ColumnDef::new("entity_id").uuid().not_null())
                    .col(ColumnDef::new("terms").text().not_null())
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_search_documents_entity_id")
                    .table("search_documents")
                    .col("entity_id")
                    .unique()
                    .to_owned(),
            )
            .await?;
        let connection = manager.get_connection();
        if connection.get_database_backend() == DbBackend::Postgres {
            connection
                .execute_unprepared(
                    "CREATE INDEX ix_search_documents_terms ON search_documents \
                     USING gin (to_tsvector('simple', terms))",
                )
                .await?;
            return Ok(());
        }
        for statement in [
            "CREATE VIRTUAL TABLE search_index USING fts5(terms, content='search_documents', \
             content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
            "CREATE TRIGGER search_documents_insert AFTER INSERT ON search_documents BEGIN \
             INSERT INTO search_index(rowid, terms) VALUES (new.id, new.terms); END",
            "CREATE TRIGGER search_documents_delete AFTER DELETE ON search_documents BEGIN \
             INSERT INTO search_index(search_index, rowid, terms) VALUES ('delete', old.id, old.terms); END",
            "CREATE TRIGGER search_documents_update AFTER UPDATE ON search_documents BEGIN \
             INSERT INTO search_index(search_index, rowid, terms) VALUES ('delete', old.id, old.terms); \
             INSERT INTO search_index(rowid, terms) VALUES (new.id, new.terms); END",
        ] {
            connection.execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        if connection.get_database_backend() == DbBackend::Sqlite {
            connection.execute_unprepared("DROP TABLE search_index").await?;
        }
        manager.drop_table(Table::drop().table("search_documents").to_owned()).await
    }
}
