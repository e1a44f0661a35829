//! What is measured: each operation as the server is asked and as the limit is, with several sets of
//! variables, and what makes their answers comparable.

use anyhow::Context;
use chrono::{DateTime, Datelike, Days, Months};
use entity::case;
use sea_orm::{EntityTrait, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use shuangda::shared::ids::{self, Kind};
use uuid::Uuid;

use crate::site::{SignedIn, Site};

/// An operation.
pub struct Operation {
    /// Its name as it is printed.
    pub name: &'static str,
    /// Whether it has a target (DESIGN: at least 0.9 of the limit at 16 connections).
    pub has_target: bool,
    /// The GraphQL document.
    pub document: &'static str,
    /// The limit's address.
    pub path: &'static str,
    /// Variables of the document, and the limit's body for the same.
    pub asked: Vec<(Value, Value)>,
    by_officer: bool,
}

impl Operation {
    /// Who asks.
    pub fn caller<'a>(&self, site: &'a Site) -> &'a SignedIn {
        if self.by_officer { &site.officer } else { &site.office }
    }

    /// The bodies for the server.
    pub fn ours(&self) -> impl Iterator<Item = Value> {
        self.asked.iter().map(|(variables, _)| json!({ "query": self.document, "variables": variables }))
    }

    /// The bodies for the limit.
    pub fn limits(&self) -> impl Iterator<Item = Value> {
        self.asked.iter().map(|(_, body)| body.clone())
    }
}

const PAGE: &str = "query($filter: CaseFilter!) { cases(first: 50, filter: $filter) {
  nodes { id number title kind status receivedOn dueOn amount department { id shortName } action { id name }
    events(first: 3) { transition toStatus occurredOn } }
  pageInfo { hasNextPage } } }";

const CASE: &str = "query($id: ID!) { case(id: $id) {
  id number title kind marks source status outcome region { id name } department { id name shortName }
  coHandlers { id shortName } action { id codeName name } inspection { id inspectedOn place }
  parties { role name party { id creditCode address } } handlers { lead person { id displayName } }
  amount illegalIncome penalty { warning fine confiscatedIncome confiscatedGoods licenceRevoked }
  referrals { id target regionName referredOn department { shortName } }
  receivedOn acceptedOn filedOn decidedOn closedOn dueOn summary
  events { id sequence transition fromStatus toStatus occurredOn recordedAt actor { id displayName } ground
    documents note }
  version } }";

const DASHBOARD: &str = "query($region: String!, $year: DateRangeInput!, $month: DateRangeInput!) {
  dashboard {
    region { id name } caseCounts { status count } openCases overdueCases dueSoonCases ongoingActions
    attention { kind dueOn overdue subject { __typename
      ... on Case { id number title department { id shortName } }
      ... on JointAction { id name }
      ... on ActionTask { id content responsible } } } }
  year: workSummary(regionCode: $region, period: $year) {
    months: breakdown(by: MONTH, indicators: [\"CASES_ACCEPTED\", \"CASES_FILED\", \"CASES_CLOSED\"]) {
      label figures { value } }
    departments: breakdown(by: DEPARTMENT, indicators: [\"CASES_PENDING\", \"CASES_ACCEPTED\", \"CASES_CLOSED\"]) {
      department { id shortName } figures { value } } }
  month: workSummary(regionCode: $region, period: $month) {
    inspections: figure(indicator: \"INSPECTIONS\") { value } trainings: figure(indicator: \"TRAININGS\") { value } } }";

const INSPECTION: &str = "mutation($input: RecordInspectionInput!) { recordInspection(input: $input) {
  inspection { id inspectedOn place department { id shortName } goodsChecked { value atLeast }
    officers { certificateNumber person { displayName } } premises { ordinal name address result } version }
  errors { code } } }";

/// All of them.
pub async fn operations(site: &Site) -> anyhow::Result<Vec<Operation>> {
    Ok(vec![nothing(), pages(site), dashboard(site).await?, cases(site).await?, inspections(site)])
}

/// What a request costs before it asks for anything: no operation can be nearer to its limit than its share
/// of this lets it.
fn nothing() -> Operation {
    Operation {
        name: "nothing",
        has_target: false,
        document: "{ __typename }",
        path: "/nothing",
        asked: vec![(json!({}), json!({}))],
        by_officer: false,
    }
}

fn pages(site: &Site) -> Operation {
    let today = site.app.clock.today();
    let statuses = ["CLOSED", "INVESTIGATING", "ARCHIVED", "ENFORCING"];
    let mut asked = Vec::new();
    for months in 0..4_u32 {
        let to = today - Months::new(3 * months);
        let from = to - Months::new(6);
        for status in statuses {
            let filter = json!({ "status": [status], "accepted": { "from": from, "to": to } });
            let region = &site.office.user.region_key;
            let body = json!({ "region": region, "status": status, "from": from, "to": to });
            asked.push((json!({ "filter": filter }), body));
        }
    }
    Operation {
        name: "page of 50 cases",
        has_target: true,
        document: PAGE,
        path: "/page",
        asked,
        by_officer: false,
    }
}

async fn dashboard(site: &Site) -> anyhow::Result<Operation> {
    let today = site.app.clock.today();
    let begins = today.with_day(1).unwrap_or(today);
    let months: Vec<String> =
        (0..12).rev().map(|ago| (begins - Months::new(ago)).format("%Y-%m").to_string()).collect();
    let body = json!({
        "region": site.office.user.region_key, "today": today, "soon": today + Days::new(7),
        "month_begins": begins, "months": json!(months).to_string(), "first_month": months[0],
    });
    let variables = json!({
        "region": site.office_region().await?,
        "year": { "from": begins - Months::new(11), "to": today }, "month": { "from": begins, "to": today },
    });
    Ok(Operation {
        name: "dashboard",
        has_target: false,
        document: DASHBOARD,
        path: "/dashboard",
        asked: vec![(variables, body)],
        by_officer: false,
    })
}

async fn cases(site: &Site) -> anyhow::Result<Operation> {
    // From all over the table: neighbours would share their pages.
    let keys: Vec<Uuid> = case::Entity::find()
        .select_only()
        .column(case::Column::Id)
        .order_by_asc(case::Column::Number)
        .into_tuple()
        .all(&site.app.db.read)
        .await?;
    let step = (keys.len() / 500).max(1);
    let ask = |id: &Uuid| {
        let region = &site.office.user.region_key;
        (json!({ "id": ids::encode(Kind::Case, *id) }), json!({ "region": region, "id": id }))
    };
    Ok(Operation {
        name: "one case whole",
        has_target: true,
        document: CASE,
        path: "/case",
        asked: keys.iter().step_by(step).map(ask).collect(),
        by_officer: false,
    })
}

/// Recording inspections.
pub fn inspections(site: &Site) -> Operation {
    let officer = &site.officer;
    let ask = |number: i64| {
        let place = format!("建材市场{number}栋");
        let premises = json!([
            { "name": format!("宏达五金店{number}分店"), "address": place, "result": "NO_ISSUE" },
            { "name": format!("百姓日用品商行{number}店"), "address": place, "result": "RECTIFY_ON_SPOT" },
        ]);
        let (day, findings) = (site.app.clock.today(), "一家商行销售标识不全的商品，已责令改正");
        let officers: Vec<_> = site.crew.iter().map(|id| ids::encode(Kind::User, *id)).collect();
        let input = json!({
            "inspectedOn": day, "place": place, "officerIds": officers, "premises": premises,
            "goodsChecked": { "value": number, "atLeast": false }, "findings": findings,
        });
        let body = json!({
            "user_id": officer.user.id, "user_name": officer.user.display_name,
            "department_id": officer.department.id, "region_id": officer.department.region_id,
            "region": officer.department.region_key, "inspected_on": day, "place": place,
            "goods_checked": number, "findings": findings, "officer_ids": site.crew, "premises": premises,
        });
        (json!({ "input": input }), body)
    };
    Operation {
        name: "recording an inspection",
        has_target: false,
        document: INSPECTION,
        path: "/inspection",
        asked: (1..=50).map(ask).collect(),
        by_officer: true,
    }
}

/// The answer as both can be compared: global ids and bare keys become UUIDs, moments the same moment;
/// what was recorded loses its key, which is new on each side.
pub fn comparable(answer: &[u8]) -> anyhow::Result<Value> {
    let mut answer = serde_json::from_slice(answer)?;
    normalise(&mut answer)?;
    if let Some(Value::Object(recorded)) = answer.pointer_mut("/data/recordInspection/inspection") {
        recorded.remove("id");
    }
    Ok(answer)
}

fn normalise(value: &mut Value) -> anyhow::Result<()> {
    match value {
        Value::Array(items) => items.iter_mut().try_for_each(normalise),
        Value::Object(fields) => fields.iter_mut().try_for_each(|(name, value)| {
            match (name.as_str(), value.as_str()) {
                ("id", Some(id)) => {
                    let key = ids::decode(id).map(|(_, key)| key);
                    let key = key.or_else(|| Uuid::parse_str(id).ok());
                    *value = json!(key.context("an id that is neither global nor a key")?);
                }
                ("recordedAt", Some(moment)) => {
                    *value = json!(DateTime::parse_from_rfc3339(moment)?.to_utc());
                }
                _ => normalise(value)?,
            }
            Ok(())
        }),
        _ => Ok(()),
    }
}
