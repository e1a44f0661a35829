//! A case's history holds more than its steps: each line says what it is about.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One column at a time: SQLite adds no two in a statement.
        let kind = ColumnDef::new("kind").text().not_null().default("STEP").to_owned();
        let subject = ColumnDef::new("subject_id").uuid().null().to_owned();
        for mut column in [kind, subject] {
            let added = Table::alter().table("case_events").add_column(&mut column).to_owned();
            manager.alter_table(added).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in ["subject_id", "kind"] {
            let dropped = Table::alter().table("case_events").drop_column(column).to_owned();
            manager.alter_table(dropped).await?;
        }
        Ok(())
    }
}
