//! Loads the three demonstrated offices and their accounts.

use anyhow::{bail, ensure};
use chrono::NaiveDate;
use entity::{department, enums::RegionLevel};
use sea_orm::{EntityTrait, PaginatorTrait};

use super::{
    accounts::{self, Account, SERVICE},
    coordination, evidence,
    ledger::{Ledger, moment},
    luzhou, present, suining, yueyang,
};
use crate::{
    cases::review::service::Amounts,
    clocks::bulk::Law,
    figures,
    shared::{
        app::App,
        audit::{self, Actor, Record},
        filling::Filling,
    },
};

/// The seed of everything that the reports leave open.
const SEED: u64 = 20_124_154;

/// The accounts, with what they are.
const ACCOUNTS: [(&str, &str); 10] = [
    ("office", "双打办工作人员 · 泸州市双打办"),
    ("head", "部门负责人 · 泸州市知识产权局"),
    ("officer", "执法人员 · 泸州市知识产权局"),
    ("officer2", "执法人员 · 泸州市工商行政管理局"),
    ("leader", "领导（全市只读） · 泸州市双打办"),
    ("admin", "系统管理员 · 泸州市双打办"),
    ("auditor", "安全审计员 · 泸州市双打办"),
    (SERVICE, "部门业务系统（服务令牌） · 泸州市工商行政管理局"),
    ("suining", "双打办工作人员 · 遂宁市双打办"),
    ("yueyang", "双打办工作人员 · 岳阳市双打办"),
];

/// Loads the offices into an empty database, and answers the accounts with their passwords.
///
/// # Errors
///
/// Where the database already holds departments, or cannot be written.
pub async fn load(app: &App) -> anyhow::Result<Vec<Account>> {
    if department::Entity::find().count(&app.db.read).await? > 0 {
        bail!("the database is not empty: demonstration data is loaded into an empty one only");
    }
    let (accounts, digests) = accounts::make(&ACCOUNTS).await?;
    let today = app.clock.today();
    let law = (Law::read(&app.db.read).await?, Amounts::read(&app.db.read).await?);
    let mut ledger = Ledger::new(SEED, "-".to_owned(), law);
    let since = moment(day(2009, 1, 5)?, 0);
    let sichuan = ledger.region("510000", "四川省", RegionLevel::Province, None, since);
    let hunan = ledger.region("430000", "湖南省", RegionLevel::Province, None, since);
    let luzhou = luzhou::load(&mut ledger, &sichuan, &digests, today)?;
    suining::load(&mut ledger, &sichuan, &digests)?;
    yueyang::load(&mut ledger, &hunan, &digests)?;
    present::load(&mut ledger, &luzhou, today)?;
    let scenes = coordination::lay(&mut ledger, &luzhou, today)?;

    let filling = Filling::begin(&app.db).await?;
    let rows = ledger.waiting();
    ensure!(rows > 0, "the demonstration has no rows");
    ledger.write(&filling).await?;
    let actor = Actor { name: "shuangda demo".to_owned(), ..Actor::default() };
    let record = Record {
        action: "loadDemonstration".to_owned(),
        object_type: "Database",
        object_id: None,
        detail: serde_json::json!({ "offices": ["510500", "510900", "430600"] }),
    };
    audit::append(filling.connection(), &app.secrets, &actor, app.clock.now(), record).await?;
    filling.commit().await?;
    // As if they had been kept from the beginning: the scenes that follow lie in the past.
    figures::rebuild(&app.db, since).await?;
    coordination::act(app, &scenes).await?;
    evidence::load(app, "head").await?;
    Ok(accounts)
}

/// A calendar day of the demonstrated past.
pub(super) fn day(year: i32, month: u32, day: u32) -> anyhow::Result<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| anyhow::anyhow!("{year}-{month}-{day} is no day"))
}

/// Certificates as they were renewed: valid in the demonstrated years, and today.
pub(super) fn certificate_spans(today: Option<NaiveDate>) -> anyhow::Result<Vec<(NaiveDate, NaiveDate)>> {
    use chrono::{Datelike, Months};
    let mut spans = vec![(day(2009, 1, 1)?, day(2014, 12, 31)?)];
    if let Some(today) = today {
        let from = day(today.year() - 2, 1, 1)?;
        spans.push((from, from + Months::new(60) - chrono::Days::new(1)));
    }
    Ok(spans)
}

/// The shares of `total` among `parts`: as even as whole numbers are, the larger ones first.
pub(super) fn shares(total: i64, parts: usize) -> Vec<i64> {
    let count = i64::try_from(parts).unwrap_or(1).max(1);
    (0..count).map(|part| total / count + i64::from(part < total % count)).collect()
}
