//! What national monthly statistics ask of cases beside what they are about: the fields of weight in which they lie, amounts
//! of those closed, losses recovered; with the platform's indicators of these.

use sea_orm_migration::{prelude::*, sea_orm::ConnectionTrait};

use crate::{
    indicators::{SHIPPED, SHIPPED_OF_AREAS, SHIPPED_OF_CASES},
    m20261130_000010_indicators::insert,
    m20261130_000020_slices::forget,
};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut areas = ColumnDef::new("focus_areas").json().not_null().default("[]").to_owned();
        let mut loss = ColumnDef::new("recovered_loss_fen").big_integer().null().to_owned();
        for column in [&mut areas, &mut loss] {
            manager.alter_table(Table::alter().table("cases").add_column(column).to_owned()).await?;
        }
        let known = SHIPPED.len() + SHIPPED_OF_CASES.len();
        let number = |n: usize| -> i32 { n.try_into().unwrap_or(i32::MAX) };
        let row = |(place, (shipped, before)): (usize, &'static (_, &str))| {
            let next = SHIPPED.iter().position(|other| other.code == *before).unwrap_or(known);
            let beside = SHIPPED_OF_AREAS[..place].iter().filter(|(_, other)| other == before).count();
            (number(known + place + 1), number(next + 1) * 10 - 9 + number(beside), shipped)
        };
        insert(manager, SHIPPED_OF_AREAS.iter().enumerate().map(row)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let codes: Vec<String> =
            SHIPPED_OF_AREAS.iter().map(|(shipped, _)| format!("'{}'", shipped.code)).collect();
        let delete = format!("DELETE FROM indicators WHERE code IN ({})", codes.join(", "));
        manager.get_connection().execute_unprepared(&delete).await?;
        forget(
            manager,
            "'CASE_FILED_IN_AREA', 'CASE_CLOSED_IN_AREA', 'CLOSED_CASE_AMOUNT', 'RECOVERED_LOSS'",
        )
        .await?;
        for column in ["focus_areas", "recovered_loss_fen"] {
            manager.alter_table(Table::alter().table("cases").drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
