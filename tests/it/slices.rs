//! A summary taken apart: under every filter each part's figure is what a summary of that part alone says, and exactly
//! what the records add up to, to which it opens.

use chrono::{Datelike, Days, NaiveDate};
use entity::{department, region};
use rand::{RngExt, SeedableRng, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use shuangda::{
    demo::generator::{Options, generate},
    shared::ids::{self, Kind},
};
use tests::{Client, Demonstration, World, for_each_engine, on_each_engine};

const APART: &str = "query($region: String!, $departments: [ID!], $period: DateRangeInput!, $asOf: DateTime, $own: Boolean!,
                           $by: FigureDimension!, $indicators: [String!]!) {
    workSummary(regionCode: $region, departmentIds: $departments, period: $period, asOf: $asOf, ownLevel: $own) {
        breakdown(by: $by, indicators: $indicators) {
            label period { from to } department { id } region { code } ownLevel caseKind
            onTimeClosingRate { percent numerator denominator leftOut }
            figures { indicator value atLeast previousValue previousAtLeast
                records(first: 100) { totalCount pageInfo { hasNextPage } edges { contribution atLeast } } } } } }";

const ALONE: &str = "query($region: String!, $departments: [ID!], $period: DateRangeInput!, $asOf: DateTime, $own: Boolean!) {
    workSummary(regionCode: $region, departmentIds: $departments, period: $period, asOf: $asOf, ownLevel: $own) {
        figures { indicator value atLeast previousValue previousAtLeast } onTimeClosingRate { percent numerator denominator leftOut } } }";

const OF_KIND: &str = "query($region: String!, $departments: [ID!], $period: DateRangeInput!, $asOf: DateTime, $own: Boolean!,
                             $indicator: String!, $kind: CaseKind!) {
    workSummary(regionCode: $region, departmentIds: $departments, period: $period, asOf: $asOf, ownLevel: $own) {
        figure(indicator: $indicator, caseKinds: [$kind]) { indicator value atLeast previousValue previousAtLeast } } }";

/// Whose parts add up to the whole, by whatever it is taken apart but departments, which do some of it together.
const ADDED_UP: [&str; 7] = [
    "INSPECTIONS",
    "PREMISES_VISITS",
    "CASES_RECEIVED",
    "CASES_ACCEPTED",
    "CASES_CLOSED",
    "FINES",
    "TRAININGS",
];

fn number(value: &Value) -> i64 {
    value.as_str().expect("a value").replace('.', "").parse().expect("a number")
}

/// The figure of a part without its records.
fn said(figure: &Value) -> Value {
    let mut figure = figure.clone();
    figure.as_object_mut().expect("a figure").remove("records");
    figure
}

/// The parts are what they are alone, and what their records add up to.
async fn assert_apart(client: &Client, asked: &Value) {
    let parts = client.data(APART, asked.clone()).await["workSummary"]["breakdown"].clone();
    let parts_of = parts.as_array().expect("parts");
    // Each opens to its records; some are asked for alone.
    let step = (parts_of.len() / 5).max(1);
    for (place, part) in parts_of.iter().enumerate() {
        for figure in part["figures"].as_array().expect("figures") {
            let records = &figure["records"];
            let edges = records["edges"].as_array().expect("edges");
            let sum: i64 = edges.iter().map(|edge| number(&edge["contribution"])).sum();
            let count = records["totalCount"].as_i64().expect("a count");
            assert!(count <= 100 && records["pageInfo"]["hasNextPage"] == false, "too many for this test");
            assert_eq!((number(&figure["value"]), count), (sum, edges.len() as i64), "{figure} of {part}");
            let at_least = edges.iter().any(|edge| edge["atLeast"] == true);
            assert_eq!(figure["atLeast"], at_least, "{figure} of {part}");
        }
        if place % step != 0 {
            continue;
        }
        let mut alone = asked.clone();
        alone["period"] = part["period"].clone();
        alone["own"] = part["ownLevel"].clone();
        if let Some(id) = part["department"]["id"].as_str() {
            alone["departments"] = json!([id]);
        }
        if let Some(code) = part["region"]["code"].as_str() {
            alone["region"] = json!(code);
        }
        if part["caseKind"].is_string() {
            alone["kind"] = part["caseKind"].clone();
            for figure in part["figures"].as_array().expect("figures") {
                alone["indicator"] = figure["indicator"].clone();
                let same = client.data(OF_KIND, alone.clone()).await["workSummary"]["figure"].clone();
                assert_eq!(said(figure), same, "{asked} {}", part["label"]);
            }
            continue;
        }
        let whole = client.data(ALONE, alone).await["workSummary"].clone();
        assert_eq!(part["onTimeClosingRate"], whole["onTimeClosingRate"], "{asked} {part}");
        for figure in part["figures"].as_array().expect("figures") {
            let all = whole["figures"].as_array().expect("figures");
            let same = all.iter().find(|other| other["indicator"] == figure["indicator"]);
            assert_eq!(Some(&said(figure)), same, "{asked} {}", part["label"]);
        }
    }
    let whole = client.data(ALONE, asked.clone()).await["workSummary"]["figures"].clone();
    for (place, code) in asked["indicators"].as_array().expect("codes").iter().enumerate() {
        if asked["by"] == "DEPARTMENT" || !ADDED_UP.iter().any(|other| code == other) {
            continue;
        }
        let parts = parts.as_array().expect("parts").iter();
        let sum: i64 = parts.map(|part| number(&part["figures"][place]["value"])).sum();
        let whole = whole.as_array().expect("figures").iter().find(|figure| figure["indicator"] == *code);
        assert_eq!(sum, number(&whole.expect("the figure")["value"]), "{code} of {asked}");
    }
}

#[test]
fn every_part_is_what_it_is_alone_and_opens_to_its_records() {
    for_each_engine(|engine| async move {
        let empty = Demonstration::empty(engine).await;
        let accounts = generate(&empty.app, Options { cases: 150, seed: 11 }).await.expect("the data");
        let demonstration = empty.with(accounts);
        let db = &demonstration.app.db.read;
        let office = demonstration.sign_in("office").await;
        let about = json!({ "from": "2020-01-01", "to": "2026-12-31" });
        let codes = office
            .data(
                "query($period: DateRangeInput!) { workSummary(regionCode: \"430600\", period: $period) { figures { indicator group } } }",
                json!({ "period": about }),
            )
            .await;
        let codes = codes["workSummary"]["figures"].as_array().expect("figures").clone();
        let departments = department::Entity::find()
            .filter(department::Column::IsCoordinationOffice.eq(false))
            .all(db)
            .await
            .expect("the departments");
        let regions = region::Entity::find().filter(region::Column::Key.starts_with("4306")).all(db).await;
        let regions: Vec<String> = regions.expect("the regions").into_iter().map(|row| row.code).collect();
        let mut rng = ChaCha8Rng::seed_from_u64(7);
        for round in 0..15 {
            let by = ["MONTH", "DEPARTMENT", "REGION", "CASE_KIND", "DAY"][round % 5];
            let cases_only = by == "CASE_KIND";
            let known: Vec<&str> = codes
                .iter()
                .filter(|figure| !cases_only || figure["group"] == "CASES")
                .map(|figure| figure["indicator"].as_str().expect("a code"))
                .collect();
            let mut indicators: Vec<&str> = known.sample(&mut rng, 5).copied().collect();
            let added_up: Vec<&str> = ADDED_UP.into_iter().filter(|code| known.contains(code)).collect();
            indicators.extend(added_up.choose(&mut rng).filter(|code| !indicators.contains(code)).copied());
            let today = demonstration.app.clock.today();
            let mut from: NaiveDate = today - Days::new(rng.random_range(0..1_500));
            if round % 3 == 0 {
                from = from.with_ordinal(1).expect("a day");
            }
            let days = match by {
                "DAY" => rng.random_range(0..12),
                "MONTH" => rng.random_range(0..250),
                _ => rng.random_range(0..364),
            };
            let named = [0, 0, 1, 3][rng.random_range(0..4)];
            let named: Vec<String> = departments
                .sample(&mut rng, named)
                .map(|row| ids::encode(Kind::Department, row.id).to_string())
                .collect();
            let region = if rng.random_bool(0.6) { "430600" } else { regions.choose(&mut rng).expect("one") };
            let as_of = rng.random_bool(0.3).then(|| demonstration.app.clock.now());
            let asked = json!({
                "region": region, "departments": named, "period": { "from": from, "to": from + Days::new(days) },
                "asOf": as_of, "own": rng.random_bool(0.2), "by": by, "indicators": indicators,
            });
            assert_apart(&office, &asked).await;
        }
        demonstration.database.remove().await;
    });
}

#[test]
fn what_cannot_be_taken_apart_is_said() {
    on_each_engine(|world| async move {
        let office = world.client("office").await;
        for (by, from, indicators, word) in [
            ("MONTH", "1990-01-01", json!(["INSPECTIONS"]), "60"),
            ("DAY", "2026-01-01", json!(["INSPECTIONS"]), "92"),
            ("REGION", "2026-01-01", json!(["INSPECTIONS", "NONSENSE"]), "NONSENSE"),
            ("REGION", "2026-01-01", json!(vec!["INSPECTIONS"; 101]), "100"),
        ] {
            let asked = json!({
                "region": "430600", "period": { "from": from, "to": "2026-12-31" }, "own": false, "by": by,
                "indicators": indicators,
            });
            let body = office.ask(APART, asked).await.body;
            let error = &body["errors"][0];
            assert_eq!(error["extensions"]["code"], "BAD_USER_INPUT", "{body}");
            assert!(error["message"].as_str().is_some_and(|message| message.contains(word)), "{body}");
        }
        let asked = json!({
            "region": "430600", "period": { "from": "2026-01-01", "to": "2026-12-31" }, "own": false,
            "by": "CASE_KIND", "indicators": ["TRAININGS"],
        });
        assert_eq!(office.data(APART, asked).await["workSummary"]["breakdown"], json!([]));
    });
}

/// An officer's figures by department are the department's own, in whatever way they are asked for.
#[test]
fn a_department_takes_apart_what_is_its_own() {
    on_each_engine(|world: World| async move {
        let (officer, culture) = (world.client("officer").await, world.client("culture_officer").await);
        for client in [&officer, &culture] {
            let case = world.lead(client, json!({})).await;
            world.step(client, &case, "ACCEPT", json!({})).await;
        }
        let asked = json!({
            "region": "430600", "period": { "from": "2026-01-01", "to": world.today() }, "own": false,
            "by": "DEPARTMENT", "indicators": ["CASES_ACCEPTED"],
        });
        let parts = officer.data(APART, asked.clone()).await["workSummary"]["breakdown"].clone();
        let parts = parts.as_array().expect("parts").clone();
        assert_eq!(parts.len(), 1, "{parts:?}");
        assert_eq!(parts[0]["department"]["id"], json!(world.department("market")));
        assert_eq!(parts[0]["figures"][0]["value"], "1");
        assert_apart(&officer, &asked).await;
        // Who keeps accounts has no figures at all.
        let admin = world.client("admin").await.data(APART, asked).await;
        assert_eq!(admin["workSummary"], Value::Null);
    });
}

/// A region with many indicators of its own is taken apart by all of them; only a list of names has an end.
#[test]
fn all_figures_are_taken_apart_however_many_there_are() {
    on_each_engine(|world: World| async move {
        let office = world.client("office").await;
        for number in 0..32 {
            let indicator = json!({ "group": "INSPECTION", "name": format!("市场检查{number}"), "unit": "次",
                "definition": "检查次数", "counts": { "measure": "INSPECTION" } });
            office.succeed("addIndicator", indicator, "").await;
        }
        let asked = "query($period: DateRangeInput!) { workSummary(regionCode: \"430600\", period: $period) {
            figures { indicator } breakdown(by: REGION) { figures { indicator } } } }";
        let period = json!({ "from": "2026-01-01", "to": world.today() });
        let data = office.data(asked, json!({ "period": period })).await["workSummary"].clone();
        assert_eq!(data["figures"].as_array().map(Vec::len), Some(114));
        assert_eq!(data["breakdown"][0]["figures"], data["figures"]);
    });
}
