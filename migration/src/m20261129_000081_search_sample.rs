//! A sample of the documents has its terms once more, by which it is asked alone: those in it are made anew when
//! the server starts.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        let sampled = match connection.get_database_backend() {
            DbBackend::Postgres => "right(CAST(entity_id AS text), 2) = '00'",
            _ => "substr(entity_id, -1) = x'00'",
        };
        let stale = format!("UPDATE search_documents SET form = 0 WHERE {sampled}");
        connection.execute_unprepared(&stale).await?;
        Ok(())
    }

    /// The terms are again what they were once they are made anew, as at the next start.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        self.up(manager).await
    }
}
