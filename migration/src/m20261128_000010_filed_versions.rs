//! A file knows to which version it moved its case on, so that filing it again answers what the first did.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Nobody asks any more for what was filed before.
        let mut version = ColumnDef::new("case_version").integer().null().to_owned();
        manager.alter_table(Table::alter().table("attachments").add_column(&mut version).to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("attachments").drop_column("case_version").to_owned()).await
    }
}
