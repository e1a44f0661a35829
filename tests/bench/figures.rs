//! How long figures take, from the request to the answer: what the office looks at and issues, and to what a figure opens.

use std::time::{Duration, Instant};

use chrono::{Datelike, Months};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use shuangda::app::Front;

use crate::{
    site::{Engine, Site},
    timed::{TIMES, middle, middle_of},
};

const SUMMARY: &str = "query($region: String!, $period: DateRangeInput!) {
  workSummary(regionCode: $region, period: $period) {
    figures { indicator value atLeast previousValue previousAtLeast } onTimeClosingRate { percent } } }";
const BY_KIND: &str = "query($region: String!, $period: DateRangeInput!) {
  workSummary(regionCode: $region, period: $period) {
    breakdown(by: CASE_KIND, indicators: [\"CASES_RECEIVED\", \"CASES_ACCEPTED\", \"CASES_FILED\", \"CASES_CLOSED\",
      \"CASES_REFERRED_TO_POLICE\", \"FINES\"]) { caseKind figures { indicator value previousValue } } } }";
const OPENED: &str = "query($region: String!, $period: DateRangeInput!) {
  workSummary(regionCode: $region, period: $period) { figure(indicator: \"CASES_ACCEPTED\") { value
    records(first: 50) { edges { contribution node { ... on Case { id number title } } } pageInfo { hasNextPage } } } } }";
const FIRST_PAGE: &str = "query($region: String!, $period: DateRangeInput!) {
  dashboard { caseCounts { status count } openCases overdueCases dueSoonCases }
  workSummary(regionCode: $region, period: $period) {
    months: breakdown(by: MONTH, indicators: [\"CASES_ACCEPTED\", \"CASES_CLOSED\"]) { label figures { value previousValue } }
    departments: breakdown(by: DEPARTMENT, indicators: [\"CASES_ACCEPTED\", \"CASES_CLOSED\", \"CASES_PENDING\"]) {
      label onTimeClosingRate { percent } figures { value } } } }";
const REGION_PAGE: &str = "query($region: String!, $period: DateRangeInput!) {
  workSummary(regionCode: $region, period: $period) {
    figures { indicator value previousValue }
    months: breakdown(by: MONTH, indicators: [\"INSPECTIONS\", \"OFFICERS\", \"CASES_PENDING\"]) { label figures { value previousValue } }
    departments: breakdown(by: DEPARTMENT, indicators: [\"INSPECTIONS\"]) { label onTimeClosingRate { percent } figures { value } }
    regions: breakdown(by: REGION, indicators: [\"INSPECTIONS\"]) { label onTimeClosingRate { percent } figures { value } }
    kinds: breakdown(by: CASE_KIND, indicators: [\"CASES_ACCEPTED\"]) { label figures { value } } } }";
const LIST: &str = "{ cases(first: 50) { nodes { id number title } pageInfo { hasNextPage } } }";

/// Asks, and prints a line each; what the same totals cost alone stands beside the summary.
pub async fn measure(site: &Site, engine: Engine) -> anyhow::Result<()> {
    let router = site.app.router(Front::default())?;
    let today = site.app.clock.today();
    let year = json!({ "from": today.with_day(1).unwrap_or(today) - Months::new(11), "to": today });
    let last_year = json!({
        "from": format!("{}-01-01", today.year() - 1), "to": format!("{}-12-31", today.year() - 1)
    });
    let years = json!({ "from": today - Months::new(60), "to": today });
    println!("\n{}: figures, the middle of {TIMES}, milliseconds", engine.name());
    for (name, document, period) in [
        ("summary of last year", SUMMARY, &last_year),
        ("summary of twelve months up to today", SUMMARY, &year),
        ("last year's cases by kind", BY_KIND, &last_year),
        ("first page", FIRST_PAGE, &year),
        ("region page", REGION_PAGE, &year),
        ("a figure of five years, opened", OPENED, &years),
        ("a list's first page", LIST, &last_year),
    ] {
        let variables = json!({ "region": site.office_region().await?, "period": period });
        let token = site.token(&site.office)?;
        let body = json!({ "query": document, "variables": variables });
        let taken = middle(&router, &token, &body).await?;
        println!("{name:38} {:8.1}", taken.as_secs_f64() * 1_000.0);
    }
    let taken = by_hand(site, today.year() - 1).await?;
    println!("{:38} {:8.1}", "the same totals of last year, by hand", taken.as_secs_f64() * 1_000.0);
    for (name, sql) in [
        ("lines of the ledger", "SELECT COUNT(*) AS n FROM figure_lines"),
        ("totals", "SELECT COUNT(*) AS n FROM figure_totals"),
    ] {
        let statement = Statement::from_string(site.app.db.read.get_database_backend(), sql);
        let row = site.app.db.read.query_one_raw(statement).await?;
        let count: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
        println!("{name:38} {count:8}");
    }
    Ok(())
}

/// How long it takes to add up a year's totals and those of the year before in one hand-written statement.
async fn by_hand(site: &Site, year: i32) -> anyhow::Result<Duration> {
    let db = &site.app.db.lists;
    let nil = match db.get_database_backend() {
        sea_orm::DbBackend::Postgres => "'00000000-0000-0000-0000-000000000000'",
        _ => "zeroblob(16)",
    };
    let of = |year: i32| {
        format!(
            "SELECT {year} AS year, measure, kind, detail, CAST(SUM(amount) AS BIGINT) AS n FROM figure_totals \
             WHERE department_id = {nil} AND region_key = '{}' AND bucket BETWEEN 'm{year}01' AND 'm{year}12' \
             GROUP BY measure, kind, detail",
            site.office.user.region_key
        )
    };
    let sql = format!("{} UNION ALL {}", of(year), of(year - 1));
    middle_of(async || {
        let begin = Instant::now();
        let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql.clone())).await?;
        let sum: Result<i64, _> = rows.iter().map(|row| row.try_get::<i64>("", "n")).sum();
        std::hint::black_box(sum?);
        Ok(begin.elapsed())
    })
    .await
}

impl Site {
    /// The code of the office's region.
    pub async fn office_region(&self) -> anyhow::Result<Value> {
        use sea_orm::EntityTrait;
        let region = entity::region::Entity::find_by_id(self.office.department.region_id);
        let region = region.one(&self.app.db.read).await?;
        Ok(json!(region.map(|region| region.code)))
    }
}
