//! The procedure for complaints and reports was replaced: 国家市场监督管理总局令第121号 has been in force since
//! 15 April 2026, and 《市场监督管理投诉举报处理暂行办法》 ended the day before. The periods are carried over from
//! the former text: articles and numbers were not compared with the published one, and the rules say so.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::builder::seeded_id;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The first day of the new procedure, and the last of the former.
const BEGINS: &str = "2026-04-15";
const ENDED: &str = "2026-04-14";
const ARTICLE: &str = "国家市场监督管理总局令第121号（市场监督管理投诉举报处理办法）";
/// The numbers of what the clocks' own migration seeded for 受理, 核查 and 告知.
const FORMER: [u32; 3] = [1, 2, 3];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for number in FORMER {
            let (old, new) = keys(manager, number);
            for statement in [
                format!(
                    "INSERT INTO clock_rules (id, region_key, kind, unit, length, extension, collective, article, \
                     confirmed, valid_from, version) SELECT {new}, '', kind, unit, length, extension, collective, \
                     '{ARTICLE}', FALSE, '{BEGINS}', 1 FROM clock_rules WHERE id = {old}"
                ),
                format!(
                    "UPDATE clock_rules SET valid_to = '{ENDED}', version = version + 1 \
                     WHERE id = {old} AND valid_to IS NULL"
                ),
                format!(
                    "UPDATE clocks SET rule_id = {new} WHERE rule_id = {old} AND started_on >= '{BEGINS}'"
                ),
            ] {
                connection.execute_unprepared(&statement).await?;
            }
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let connection = manager.get_connection();
        for number in FORMER {
            let (old, new) = keys(manager, number);
            for statement in [
                format!("UPDATE clocks SET rule_id = {old} WHERE rule_id = {new}"),
                format!("DELETE FROM clock_rules WHERE id = {new}"),
                format!("UPDATE clock_rules SET valid_to = NULL WHERE id = {old} AND valid_to = '{ENDED}'"),
            ] {
                connection.execute_unprepared(&statement).await?;
            }
        }
        Ok(())
    }
}

fn keys(manager: &SchemaManager<'_>, number: u32) -> (String, String) {
    (seeded_id(manager, 0xc10c_0000 + number), seeded_id(manager, 0xc10c_0100 + number))
}
