//! Clocks: whatever waits for somebody. With them the rules and the holiday calendar by which they
//! run, both of them data that offices maintain, filled here with what is in force.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::builder::{drop_tables, forbid_changes, seeded_id, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table("calendar_years")
            .int("year")
            .text("notice")
            .date("published_on")
            .json("days")
            .int("version")
            .primary_key(&["year"])
            .create(manager)
            .await?;
        table("clock_rules")
            .id()
            .text("kind")
            .text("unit")
            .int("length")
            .int_null("extension")
            .flag("collective")
            .text("article")
            .date("valid_from")
            .date_null("valid_to")
            .int("version")
            .unique(&["kind", "valid_from"])
            .create(manager)
            .await?;
        table("clocks")
            .id()
            .text("kind")
            .may_belong_to("case_id", "cases")
            .text("subject_kind")
            .uuid("subject_id")
            .text("region_key")
            .belongs_to("department_id", "departments")
            .text("waits_for")
            .may_belong_to("rule_id", "clock_rules")
            .date("started_on")
            .time_null("started_at")
            .date_null("set_on")
            .date_null("due_on")
            .time_null("due_at")
            .date("due_sort")
            .int_null("missing_year")
            .date_null("stopped_on")
            .date_null("met_on")
            .flag("met_late")
            .date_null("cancelled_on")
            .flag("is_open")
            .int("event_count")
            .time("recorded_at")
            .index(&["subject_id", "kind"])
            // What waits for somebody, most urgent first: for a department's people, and for an office.
            .index(&["department_id", "waits_for", "is_open", "due_sort", "id"])
            .index(&["region_key", "waits_for", "is_open", "due_sort", "id"])
            // What is to be reminded of.
            .index(&["is_open", "due_sort", "id"])
            .create(manager)
            .await?;
        table("clock_events")
            .id()
            .belongs_to("clock_id", "clocks")
            .int("sequence")
            .text("kind")
            .date("occurred_on")
            .text_null("reason")
            .int_null("amount")
            .date_null("until")
            .text_null("ground")
            .text_null("document")
            .belongs_to("actor_id", "users")
            .time("recorded_at")
            .unique(&["clock_id", "sequence"])
            .create(manager)
            .await?;
        forbid_changes(manager, &["clock_events"]).await?;
        let connection = manager.get_connection();
        for (number, rule) in (1..).zip(RULES) {
            let (kind, length, unit, extension, collective, article, valid_from) = rule;
            let id = seeded_id(manager, 0xc10c_0000 + number);
            let extension = extension.map_or("NULL".to_owned(), |by| by.to_string());
            let statement = format!(
                "INSERT INTO clock_rules (id, kind, unit, length, extension, collective, article, valid_from, version) \
                 VALUES ({id}, '{kind}', '{unit}', {length}, {extension}, {collective}, '{article}', '{valid_from}', 1)"
            );
            connection.execute_unprepared(&statement).await?;
        }
        for (year, notice, published_on, days) in YEARS {
            let days = days.iter().map(|(rest, first, last, name)| {
                format!(r#"{{"rest":{rest},"from":"{first}","to":"{last}","name":"{name}"}}"#)
            });
            let days = days.collect::<Vec<_>>().join(",");
            let statement = format!(
                "INSERT INTO calendar_years (year, notice, published_on, days, version) \
                 VALUES ({year}, '{notice}', '{published_on}', '[{days}]', 1)"
            );
            connection.execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["clock_events", "clocks", "clock_rules", "calendar_years"]).await
    }
}

/// Kind, length, unit, extension, whether a date may then be set collectively, article, since when.
pub(crate) type Rule = (&'static str, u32, &'static str, Option<u32>, bool, &'static str, &'static str);

const PROCEDURE: &str = "2021-07-15";
const REFERRAL: &str = "2020-08-07";

pub(crate) const RULES: [Rule; 22] = [
    (
        "COMPLAINT_ACCEPTANCE",
        7,
        "WORKING_DAYS",
        None,
        false,
        "《市场监督管理投诉举报处理暂行办法》第十四条",
        "2020-01-01",
    ),
    (
        "REPORT_VERIFICATION",
        15,
        "WORKING_DAYS",
        Some(15),
        false,
        "《市场监督管理投诉举报处理暂行办法》第三十一条",
        "2020-01-01",
    ),
    (
        "REPORTER_NOTICE",
        5,
        "WORKING_DAYS",
        None,
        false,
        "《市场监督管理投诉举报处理暂行办法》第三十一条",
        "2020-01-01",
    ),
    (
        "LEAD_VERIFICATION",
        15,
        "WORKING_DAYS",
        Some(15),
        false,
        "《市场监督管理行政处罚程序规定》第十八条",
        PROCEDURE,
    ),
    (
        "CASE_DECISION",
        90,
        "DAYS",
        Some(30),
        true,
        "《行政处罚法》第六十条、《市场监督管理行政处罚程序规定》第六十四条",
        PROCEDURE,
    ),
    (
        "LEGAL_REVIEW",
        10,
        "WORKING_DAYS",
        None,
        false,
        "《市场监督管理行政处罚程序规定》第五十四条",
        PROCEDURE,
    ),
    ("DISPUTE_CLOSING", 3, "MONTHS", Some(1), false, "《专利行政执法办法》第二十一条", "2015-07-01"),
    ("PRESERVATION", 7, "WORKING_DAYS", None, false, "《行政处罚法》第五十六条", PROCEDURE),
    ("SEALING", 30, "DAYS", Some(30), false, "《行政强制法》第二十五条", "2012-01-01"),
    ("HEARING_REQUEST", 5, "WORKING_DAYS", None, false, "《行政处罚法》第六十四条", PROCEDURE),
    ("DECISION_SERVICE", 7, "WORKING_DAYS", None, false, "《行政处罚法》第六十一条", PROCEDURE),
    (
        "PENALTY_PUBLICATION",
        20,
        "WORKING_DAYS",
        None,
        false,
        "《市场监督管理行政处罚信息公示规定》",
        "2021-09-01",
    ),
    (
        "POLICE_REFERRAL_APPROVAL",
        3,
        "DAYS",
        None,
        false,
        "《行政执法机关移送涉嫌犯罪案件的规定》（国务院令第310号）第五条",
        REFERRAL,
    ),
    (
        "POLICE_HANDOVER",
        24,
        "HOURS",
        None,
        false,
        "《行政执法机关移送涉嫌犯罪案件的规定》（国务院令第310号）第五条",
        REFERRAL,
    ),
    (
        "POLICE_FILING",
        3,
        "DAYS",
        Some(27),
        false,
        "《行政执法机关移送涉嫌犯罪案件的规定》（国务院令第310号）第八条、公安部有关规定",
        REFERRAL,
    ),
    (
        "RECONSIDERATION_REQUEST",
        3,
        "DAYS",
        None,
        false,
        "《行政执法机关移送涉嫌犯罪案件的规定》（国务院令第310号）第九条",
        REFERRAL,
    ),
    (
        "RECONSIDERATION_ANSWER",
        3,
        "DAYS",
        None,
        false,
        "《行政执法机关移送涉嫌犯罪案件的规定》（国务院令第310号）第九条",
        REFERRAL,
    ),
    ("REFERRAL_ANSWER", 7, "WORKING_DAYS", None, false, "成员单位案件移送工作制度", PROCEDURE),
    ("APPROVAL", 3, "WORKING_DAYS", None, false, "成员单位内部审批制度", PROCEDURE),
    (
        "BLACKLIST_NOTICE",
        5,
        "WORKING_DAYS",
        None,
        false,
        "《市场监督管理严重违法失信名单管理办法》",
        "2021-09-01",
    ),
    ("MONTHLY_FIGURES", 28, "DAY_OF_MONTH", None, false, "岳阳市2012年打击侵权假冒工作方案", "2012-01-01"),
    ("COUNTY_FIGURES", 29, "DAY_OF_MONTH", None, false, "岳阳市2012年打击侵权假冒工作方案", "2012-01-01"),
];

/// Whether the days are off, the first and the last of them, and what for.
type Span = (bool, &'static str, &'static str, &'static str);

/// 2024 to 2026 are the years for which the platform is made; the two before let what still runs
/// from then be counted.
const YEARS: [(i32, &str, &str, &[Span]); 5] = [
    (
        2022,
        "国办发明电〔2021〕11号",
        "2021-10-25",
        &[
            (true, "2022-01-01", "2022-01-03", "元旦"),
            (false, "2022-01-29", "2022-01-30", "春节"),
            (true, "2022-01-31", "2022-02-06", "春节"),
            (false, "2022-04-02", "2022-04-02", "清明节"),
            (true, "2022-04-03", "2022-04-05", "清明节"),
            (false, "2022-04-24", "2022-04-24", "劳动节"),
            (true, "2022-04-30", "2022-05-04", "劳动节"),
            (false, "2022-05-07", "2022-05-07", "劳动节"),
            (true, "2022-06-03", "2022-06-05", "端午节"),
            (true, "2022-09-10", "2022-09-12", "中秋节"),
            (true, "2022-10-01", "2022-10-07", "国庆节"),
            (false, "2022-10-08", "2022-10-09", "国庆节"),
        ],
    ),
    (
        2023,
        "国办发明电〔2022〕16号",
        "2022-12-08",
        &[
            (true, "2022-12-31", "2023-01-02", "元旦"),
            (true, "2023-01-21", "2023-01-27", "春节"),
            (false, "2023-01-28", "2023-01-29", "春节"),
            (true, "2023-04-05", "2023-04-05", "清明节"),
            (false, "2023-04-23", "2023-04-23", "劳动节"),
            (true, "2023-04-29", "2023-05-03", "劳动节"),
            (false, "2023-05-06", "2023-05-06", "劳动节"),
            (true, "2023-06-22", "2023-06-24", "端午节"),
            (false, "2023-06-25", "2023-06-25", "端午节"),
            (true, "2023-09-29", "2023-10-06", "中秋节、国庆节"),
            (false, "2023-10-07", "2023-10-08", "中秋节、国庆节"),
        ],
    ),
    (
        2024,
        "国办发明电〔2023〕7号",
        "2023-10-25",
        &[
            (true, "2024-01-01", "2024-01-01", "元旦"),
            (false, "2024-02-04", "2024-02-04", "春节"),
            (true, "2024-02-10", "2024-02-17", "春节"),
            (false, "2024-02-18", "2024-02-18", "春节"),
            (true, "2024-04-04", "2024-04-06", "清明节"),
            (false, "2024-04-07", "2024-04-07", "清明节"),
            (false, "2024-04-28", "2024-04-28", "劳动节"),
            (true, "2024-05-01", "2024-05-05", "劳动节"),
            (false, "2024-05-11", "2024-05-11", "劳动节"),
            (true, "2024-06-10", "2024-06-10", "端午节"),
            (false, "2024-09-14", "2024-09-14", "中秋节"),
            (true, "2024-09-15", "2024-09-17", "中秋节"),
            (false, "2024-09-29", "2024-09-29", "国庆节"),
            (true, "2024-10-01", "2024-10-07", "国庆节"),
            (false, "2024-10-12", "2024-10-12", "国庆节"),
        ],
    ),
    (
        2025,
        "国办发明电〔2024〕12号",
        "2024-11-12",
        &[
            (true, "2025-01-01", "2025-01-01", "元旦"),
            (false, "2025-01-26", "2025-01-26", "春节"),
            (true, "2025-01-28", "2025-02-04", "春节"),
            (false, "2025-02-08", "2025-02-08", "春节"),
            (true, "2025-04-04", "2025-04-06", "清明节"),
            (false, "2025-04-27", "2025-04-27", "劳动节"),
            (true, "2025-05-01", "2025-05-05", "劳动节"),
            (true, "2025-05-31", "2025-06-02", "端午节"),
            (false, "2025-09-28", "2025-09-28", "国庆节、中秋节"),
            (true, "2025-10-01", "2025-10-08", "国庆节、中秋节"),
            (false, "2025-10-11", "2025-10-11", "国庆节、中秋节"),
        ],
    ),
    (
        2026,
        "国办发明电〔2025〕7号",
        "2025-11-04",
        &[
            (true, "2026-01-01", "2026-01-03", "元旦"),
            (false, "2026-01-04", "2026-01-04", "元旦"),
            (false, "2026-02-14", "2026-02-14", "春节"),
            (true, "2026-02-15", "2026-02-23", "春节"),
            (false, "2026-02-28", "2026-02-28", "春节"),
            (true, "2026-04-04", "2026-04-06", "清明节"),
            (true, "2026-05-01", "2026-05-05", "劳动节"),
            (false, "2026-05-09", "2026-05-09", "劳动节"),
            (true, "2026-06-19", "2026-06-21", "端午节"),
            (false, "2026-09-20", "2026-09-20", "国庆节"),
            (true, "2026-09-25", "2026-09-27", "中秋节"),
            (true, "2026-10-01", "2026-10-07", "国庆节"),
            (false, "2026-10-10", "2026-10-10", "国庆节"),
        ],
    ),
];
