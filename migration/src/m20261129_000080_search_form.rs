//! Search by fragments of numbers and words, too: documents say under which form of terms they were
//! written, and the index keeps terms as they are. Those of before are emptied, and made anew when the
//! server starts: the words alone don't say what they came from.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Keeps the index of SQLite what the table says.
const TRIGGERS: [&str; 3] = [
    "CREATE TRIGGER search_documents_insert AFTER INSERT ON search_documents BEGIN \
     INSERT INTO search_index(rowid, terms) VALUES (new.id, new.terms); END",
    "CREATE TRIGGER search_documents_delete AFTER DELETE ON search_documents BEGIN \
     INSERT INTO search_index(search_index, rowid, terms) VALUES ('delete', old.id, old.terms); END",
    "CREATE TRIGGER search_documents_update AFTER UPDATE OF terms ON search_documents BEGIN \
     INSERT INTO search_index(search_index, rowid, terms) VALUES ('delete', old.id, old.terms); \
     INSERT INTO search_index(rowid, terms) VALUES (new.id, new.terms); END",
];

async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    for statement in statements {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}

/// Drops the index with what keeps it.
async fn drop_index(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    if manager.get_connection().get_database_backend() == DbBackend::Postgres {
        return run(manager, &["DROP INDEX ix_search_documents_terms"]).await;
    }
    run(
        manager,
        &[
            "DROP TRIGGER search_documents_insert",
            "DROP TRIGGER search_documents_delete",
            "DROP TRIGGER search_documents_update",
            "DROP TABLE search_index",
        ],
    )
    .await
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_index(manager).await?;
        let form = ColumnDef::new("form").integer().not_null().default(0).to_owned();
        manager.alter_table(Table::alter().table("search_documents").add_column(form).to_owned()).await?;
        run(manager, &["UPDATE search_documents SET terms = ''"]).await?;
        manager
            .create_index(
                Index::create()
                    .name("ix_search_documents_form")
                    .table("search_documents")
                    .col("form")
                    .col("id")
                    .to_owned(),
            )
            .await?;
        if manager.get_connection().get_database_backend() == DbBackend::Postgres {
            // What waits to be sorted into the index is read by every search: little may.
            return run(
                manager,
                &["CREATE INDEX ix_search_documents_terms ON search_documents USING gin \
                   (array_to_tsvector(array_remove(string_to_array(terms, ' '), '|'))) \
                   WITH (gin_pending_list_limit = 512)"],
            )
            .await;
        }
        // Terms are letters and digits between spaces, which any tokenizer tells apart, and this one leaves as
        // they are; where they stand is compared in the document, so that the index need not know.
        run(
            manager,
            &["CREATE VIRTUAL TABLE search_index USING fts5(terms, content='search_documents', \
               content_rowid='id', tokenize='ascii', detail=none)"],
        )
        .await?;
        run(manager, &TRIGGERS).await?;
        run(manager, &["INSERT INTO search_index(search_index) VALUES ('rebuild')"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_index(manager).await?;
        manager
            .drop_index(Index::drop().name("ix_search_documents_form").table("search_documents").to_owned())
            .await?;
        let form = Table::alter().table("search_documents").drop_column("form").to_owned();
        manager.alter_table(form).await?;
        if manager.get_connection().get_database_backend() == DbBackend::Postgres {
            return run(
                manager,
                &["CREATE INDEX ix_search_documents_terms ON search_documents \
                   USING gin (to_tsvector('simple', terms))"],
            )
            .await;
        }
        run(
            manager,
            &["CREATE VIRTUAL TABLE search_index USING fts5(terms, content='search_documents', \
               content_rowid='id', tokenize='unicode61 remove_diacritics 0')"],
        )
        .await?;
        run(manager, &TRIGGERS).await?;
        run(manager, &["INSERT INTO search_index(search_index) VALUES ('rebuild')"]).await
    }
}
