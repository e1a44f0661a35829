//! Moments of what happened: events of clocks and of referrals may know theirs. What was counted in hours from
//! when it was typed is counted anew, by the days that were recorded.

use chrono::{Days, NaiveDate};
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};

#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: [&str; 2] = ["clock_events", "referral_events"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            let mut moment = ColumnDef::new("occurred_at").timestamp_with_time_zone().null().to_owned();
            manager.alter_table(Table::alter().table(table).add_column(&mut moment).to_owned()).await?;
        }
        by_the_days(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager.alter_table(Table::alter().table(table).drop_column("occurred_at").to_owned()).await?;
        }
        Ok(())
    }
}

/// Clocks of hours ran from when they were typed; nobody knows the moment, only the day. They run to the end of
/// the day on which they would have run out had they begun at the last moment of theirs.
async fn by_the_days(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let connection = manager.get_connection();
    let known = Statement::from_string(
        connection.get_database_backend(),
        "SELECT DISTINCT CAST(c.started_on AS TEXT), r.length FROM clocks c JOIN clock_rules r ON r.id = c.rule_id \
         WHERE c.started_at IS NOT NULL",
    );
    for row in connection.query_all_raw(known).await? {
        let (started_on, hours): (String, i32) = (row.try_get_by(0)?, row.try_get_by(1)?);
        let started_on: NaiveDate = started_on.parse().map_err(|error| DbErr::Custom(format!("{error}")))?;
        let last = started_on + Days::new(u64::from(hours.unsigned_abs()).div_ceil(24));
        connection
            .execute_unprepared(&format!(
                "UPDATE clocks SET started_at = NULL, due_at = NULL, due_on = '{last}', due_sort = '{last}', \
                 met_late = (met_on IS NOT NULL AND met_on > '{last}') \
                 WHERE started_at IS NOT NULL AND started_on = '{started_on}' AND rule_id IN \
                 (SELECT id FROM clock_rules WHERE length = {hours})"
            ))
            .await?;
    }
    Ok(())
}
