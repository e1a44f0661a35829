//! Likely twins of a party, departments that meet at one party, and the blacklist with its dated rules.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::prelude::{Date, Json, Uuid};

use crate::builder::{drop_tables, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What of a party is compared; each with an index. Empty for rows of before: the server fills them in.
const KEYS: [&str; 3] = ["name_key", "phone_key", "address_key"];

/// Name, provisions, penalties, within months, kinds, marks, months on the list, from, to.
pub(crate) type Rule = (
    &'static str,
    &'static str,
    i32,
    i32,
    &'static str,
    &'static str,
    i32,
    &'static str,
    Option<&'static str>,
);

pub(crate) const RULES: [Rule; 6] = [
    (
        "商标侵权五年内受到两次以上行政处罚",
        "《严重违法失信企业名单管理暂行办法》（原国家工商行政管理总局令第83号）第五条第一款第（八）项、第九条",
        2,
        60,
        r#"["TRADEMARK"]"#,
        "[]",
        60,
        "2016-04-01",
        Some("2021-08-31"),
    ),
    (
        "故意侵犯知识产权，重大或者恶性案件",
        "《市场监督管理严重违法失信名单管理办法》（国家市场监督管理总局令第44号）第二条、第九条第（二）项",
        1,
        0,
        r#"["TRADEMARK","COUNTERFEIT_PATENT","COPYRIGHT","GEOGRAPHICAL_INDICATION","PLANT_VARIETY"]"#,
        r#"["MAJOR","EGREGIOUS","LICENCE_REVOKED"]"#,
        36,
        "2021-09-01",
        None,
    ),
    (
        "商标侵权五年内再次受到行政处罚",
        "《商标法》第六十条第二款；《市场监督管理严重违法失信名单管理办法》第二条、第九条第（二）项、第十二条",
        2,
        60,
        r#"["TRADEMARK"]"#,
        "[]",
        36,
        "2021-09-01",
        None,
    ),
    (
        "侵犯商业秘密等严重破坏公平竞争秩序",
        "《市场监督管理严重违法失信名单管理办法》第二条、第九条第（一）项",
        1,
        0,
        r#"["TRADE_SECRET","UNFAIR_COMPETITION"]"#,
        r#"["MAJOR","EGREGIOUS","LICENCE_REVOKED"]"#,
        36,
        "2021-09-01",
        None,
    ),
    (
        "制售假冒伪劣商品，恶性案件或者被吊销许可证件",
        "《市场监督管理严重违法失信名单管理办法》第二条、第七条",
        1,
        0,
        r#"["COUNTERFEIT_GOODS"]"#,
        r#"["EGREGIOUS","LICENCE_REVOKED"]"#,
        36,
        "2021-09-01",
        None,
    ),
    (
        "两年内三次以上受到行政处罚",
        "《市场监督管理严重违法失信名单管理办法》第十二条（违法频次）",
        3,
        24,
        "[]",
        "[]",
        36,
        "2021-09-01",
        None,
    ),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for key in KEYS {
            let column = ColumnDef::new(key).text().not_null().default("").to_owned();
            manager.alter_table(Table::alter().table("parties").add_column(column).to_owned()).await?;
            let index =
                Index::create().name(format!("ix_parties_{key}")).table("parties").col(key).to_owned();
            manager.create_index(index).await?;
        }
        table("deconflictions")
            .id()
            .belongs_to("party_id", "parties")
            .text_null("live_key")
            .date("found_on")
            .time("found_at")
            .date_null("ended_on")
            .time_null("proposed_at")
            .may_belong_to("proposed_by_id", "users")
            .text_null("proposal_ground")
            .may_belong_to("owner_department_id", "departments")
            .text_null("answer")
            .time_null("answered_at")
            .may_belong_to("answered_by_id", "users")
            .text_null("answer_reason")
            .int("version")
            .unique(&["live_key"])
            .index(&["ended_on", "id"])
            .create(manager)
            .await?;
        table("deconfliction_sides")
            .id()
            .belongs_to("deconfliction_id", "deconflictions")
            .int("ordinal")
            .belongs_to("department_id", "departments")
            .text("region_key")
            .belongs_to("case_id", "cases")
            .time_null("acknowledged_at")
            .may_belong_to("acknowledged_by_id", "users")
            .unique(&["deconfliction_id", "department_id"])
            .index(&["department_id", "deconfliction_id"])
            .index(&["region_key", "deconfliction_id"])
            .create(manager)
            .await?;
        table("blacklist_rules")
            .id()
            .text("name")
            .text("article")
            .int("penalties")
            .int("months")
            .json("case_kinds")
            .json("marks")
            .int("listed_months")
            .date("valid_from")
            .date_null("valid_to")
            .int("version")
            .index(&["valid_from", "id"])
            .create(manager)
            .await?;
        table("blacklist_entries")
            .id()
            .belongs_to("party_id", "parties")
            .belongs_to("rule_id", "blacklist_rules")
            .belongs_to("case_id", "cases")
            .belongs_to("department_id", "departments")
            .belongs_to("region_id", "regions")
            .text("region_key")
            .text("state")
            .text_null("live_key")
            .text("ground")
            .date("proposed_on")
            .time("proposed_at")
            .date_null("notified_on")
            .date_null("statement_until")
            .text_null("notice_document")
            .text_null("statement")
            .date_null("stated_on")
            .date_null("listed_on")
            .date_null("listed_until")
            .text_null("decision_document")
            .date_null("published_on")
            .date_null("dismissed_on")
            .text_null("dismissal_reason")
            .date_null("removed_on")
            .text_null("removal")
            .text_null("removal_ground")
            .text_null("removal_document")
            .int("version")
            .unique(&["live_key"])
            .index(&["region_key", "id"])
            .index(&["state", "id"])
            .index(&["party_id", "state"])
            .create(manager)
            .await?;
        table("blacklist_entry_cases")
            .belongs_to("entry_id", "blacklist_entries")
            .belongs_to("case_id", "cases")
            .primary_key(&["entry_id", "case_id"])
            .create(manager)
            .await?;
        rules(manager).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &[
                "blacklist_entry_cases",
                "blacklist_entries",
                "blacklist_rules",
                "deconfliction_sides",
                "deconflictions",
            ],
        )
        .await?;
        for key in KEYS {
            manager
                .drop_index(Index::drop().name(format!("ix_parties_{key}")).table("parties").to_owned())
                .await?;
            manager.alter_table(Table::alter().table("parties").drop_column(key).to_owned()).await?;
        }
        Ok(())
    }
}

async fn rules(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    for (number, rule) in (1_u128..).zip(RULES) {
        let (name, article, penalties, months, kinds, marks, listed, from, to) = rule;
        let json = |text: &str| text.parse::<Json>().map_err(|error| DbErr::Migration(error.to_string()));
        let day = |text: &str| text.parse::<Date>().map_err(|error| DbErr::Migration(error.to_string()));
        let insert = Query::insert()
            .into_table("blacklist_rules")
            .columns([
                "id",
                "name",
                "article",
                "penalties",
                "months",
                "case_kinds",
                "marks",
                "listed_months",
                "valid_from",
                "valid_to",
                "version",
            ])
            .values_panic([
                Expr::val(Uuid::from_u128(number)),
                Expr::val(name),
                Expr::val(article),
                Expr::val(penalties),
                Expr::val(months),
                Expr::val(json(kinds)?),
                Expr::val(json(marks)?),
                Expr::val(listed),
                Expr::val(day(from)?),
                Expr::val(to.map(day).transpose()?),
                Expr::val(1),
            ])
            .to_owned();
        manager.exec_stmt(insert).await?;
    }
    Ok(())
}
