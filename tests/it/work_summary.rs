//! The work summary against what the two offices published, and every figure against the records
//! behind it.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use shuangda::demo::generator::{self, Options};
use tests::{Client, Demonstration, engines};

const LUZHOU: &str = include_str!("../../api/src/demo/facts/luzhou-2010.json");
const SUINING: &str = include_str!("../../api/src/demo/facts/suining.json");

/// Which indicator prints which published figure.
const LUZHOU_FIGURES: [(&str, &str); 12] = [
    ("inspections", "INSPECTIONS"),
    ("officerPersonTimes", "OFFICER_PERSON_TIMES"),
    ("premisesInspected", "PREMISES_VISITS"),
    ("goodsChecked", "GOODS_CHECKED"),
    ("trainingAndPublicityEvents", "TRAINING_AND_PUBLICITY_EVENTS"),
    ("trainedPersonTimes", "TRAINED_PERSON_TIMES"),
    ("mediaItems", "MEDIA_ITEMS"),
    ("televisionProgrammes", "TELEVISION_PROGRAMMES"),
    ("counterfeitPatentCasesFiled", "COUNTERFEIT_PATENT_CASES_FILED"),
    ("casesReferredToOtherRegion", "CASES_REFERRED_TO_OTHER_REGION"),
    ("disputesMediated", "CLOSED_MEDIATED"),
    ("jointlyHandledCases", "JOINTLY_HANDLED_CASES"),
];
const SUINING_FIGURES: [(&str, &str); 8] = [
    ("materials", "MATERIALS"),
    ("lectures", "LECTURES"),
    ("trainedPersonTimes", "TRAINED_PERSON_TIMES"),
    ("seminarCompanies", "SEMINAR_COMPANIES"),
    ("jointInspectionsCity", "JOINT_INSPECTIONS_OWN_LEVEL"),
    ("premisesInspectedCity", "PREMISES_VISITS_OWN_LEVEL"),
    ("jointDepartments", "JOINT_DEPARTMENTS"),
    ("jointInspectionsCounties", "JOINT_INSPECTIONS_LOWER_LEVEL"),
];

fn on_each_engine<F: Future<Output = ()>>(test: impl Fn(tests::Engine) -> F) {
    for engine in engines() {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(test(engine));
    }
}

const SUMMARY: &str = "query($region: String!, $departments: [ID!], $period: DateRangeInput!) {
    workSummary(regionCode: $region, departmentIds: $departments, period: $period) {
        figures { indicator label unit value atLeast previousValue previousAtLeast }
        onTimeClosingRate { percent numerator denominator }
    }
}";

const RECORDS: &str = "query($region: String!, $departments: [ID!], $period: DateRangeInput!, $indicator: Indicator!, $after: String) {
    workSummary(regionCode: $region, departmentIds: $departments, period: $period) {
        figure(indicator: $indicator) {
            value atLeast
            records(first: 100, after: $after) {
                totalCount pageInfo { hasNextPage endCursor }
                edges { contribution atLeast node { __typename ... on Inspection { id } ... on InspectionOfficer { id } ... on InspectedPremises { id }
                    ... on Department { id } ... on Case { id } ... on Training { id } ... on PublicityEvent { id } } }
            }
        }
    }
}";

/// Every figure by its indicator.
async fn figures(client: &Client, about: &Value) -> BTreeMap<String, Value> {
    let data = client.data(SUMMARY, about.clone()).await;
    let figures = data["workSummary"]["figures"].as_array().cloned().unwrap_or_default();
    figures
        .into_iter()
        .map(|figure| (figure["indicator"].as_str().expect("an indicator").to_owned(), figure))
        .collect()
}

/// A figure's value as a whole number; money in fen.
fn whole(value: &Value) -> i64 {
    value.as_str().expect("a value").replace('.', "").parse().expect("a number")
}

/// Pages through the figure's records: they must be as many as they say, none twice, and add up to it.
async fn assert_opens_to_its_records(client: &Client, about: &Value, figure: &Value) {
    let mut variables = about.clone();
    variables["indicator"] = figure["indicator"].clone();
    let (mut sum, mut at_least, mut ids, mut total) = (0, false, Vec::new(), None);
    loop {
        let data = client.data(RECORDS, variables.clone()).await;
        let alone = &data["workSummary"]["figure"];
        assert_eq!((&alone["value"], &alone["atLeast"]), (&figure["value"], &figure["atLeast"]));
        let records = &alone["records"];
        for edge in records["edges"].as_array().expect("edges") {
            sum += whole(&edge["contribution"]);
            at_least |= edge["atLeast"] == true;
            ids.push(edge["node"]["id"].to_string());
        }
        total = records["totalCount"].as_u64().or(total);
        if records["pageInfo"]["hasNextPage"] == false {
            break;
        }
        variables["after"] = records["pageInfo"]["endCursor"].clone();
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "a record of {} is counted twice", figure["indicator"]);
    assert_eq!(total, Some(count as u64), "{}", figure["indicator"]);
    assert_eq!(whole(&figure["value"]), sum, "{}", figure["indicator"]);
    assert_eq!(figure["atLeast"], json!(at_least), "{}", figure["indicator"]);
}

/// What a report published: a number, or a lower bound.
fn published(figure: &Value) -> (i64, bool) {
    match figure["atLeast"].as_i64() {
        Some(least) => (least, true),
        None => (figure.as_i64().expect("a number"), false),
    }
}

async fn assert_published(client: &Client, facts: &str, printed: &[(&str, &str)]) {
    let facts: Value = serde_json::from_str(facts).expect("the facts");
    let about = json!({ "region": facts["region"]["code"], "period": facts["period"] });
    let figures = figures(client, &about).await;
    let known = facts["figures"].as_object().expect("figures");
    assert_eq!(printed.len(), known.len(), "a published figure is not compared");
    for (fact, indicator) in printed {
        let figure = &figures[*indicator];
        let printed = (whole(&figure["value"]), figure["atLeast"] == true);
        assert_eq!(printed, published(&known[*fact]), "{fact}");
    }
    for figure in figures.values() {
        assert_eq!(
            (whole(&figure["previousValue"]), &figure["previousAtLeast"]),
            (0, &json!(false)),
            "{figure}"
        );
        assert_opens_to_its_records(client, &about, figure).await;
    }
}

#[test]
fn the_published_figures_come_out_exactly_and_open_to_their_records() {
    on_each_engine(|engine| async move {
        let demonstration = Demonstration::load(engine).await;
        let luzhou = demonstration.sign_in("office").await;
        assert_published(&luzhou, LUZHOU, &LUZHOU_FIGURES).await;
        let suining = demonstration.sign_in("suining").await;
        assert_published(&suining, SUINING, &SUINING_FIGURES).await;
        demonstration.database.remove().await;
    });
}

/// Whatever the data: a figure is the sum of its records, for a region, for a department, for who may
/// see only their own department, and for any period.
#[test]
fn any_figure_of_any_data_is_the_sum_of_its_records() {
    on_each_engine(|engine| async move {
        for seed in 1..=2 {
            let generated = Demonstration::empty(engine).await;
            let accounts =
                generator::generate(&generated.app, Options { cases: 150, seed }).await.expect("the data");
            let generated = generated.with(accounts);
            let office = generated.sign_in("office").await;
            let departments = office
                .data("{ departments(first: 20) { nodes { id } } }", json!({}))
                .await["departments"]["nodes"]
                .clone();
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            for round in 0..3 {
                let from = day("2022-12-01") + Days::new(rng.random_range(0..1_300));
                let to = from + Days::new(rng.random_range(0..500));
                let mut about = json!({ "region": "430600", "period": { "from": from.to_string(), "to": to.to_string() } });
                let client = if round == 2 { generated.sign_in("head").await } else { office.clone() };
                if round == 1 {
                    let count = departments.as_array().map_or(0, Vec::len);
                    about["departments"] = json!([departments[rng.random_range(0..count)]["id"]]);
                }
                let figures = figures(&client, &about).await;
                assert_eq!(figures.len(), 43);
                for figure in figures.values() {
                    assert_opens_to_its_records(&client, &about, figure).await;
                }
            }
            generated.database.remove().await;
        }
    });
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

#[test]
fn what_a_viewer_may_not_see_has_no_summary() {
    on_each_engine(|engine| async move {
        let demonstration = Demonstration::load(engine).await;
        let period = json!({ "from": "2010-10-01", "to": "2011-06-30" });
        for (username, region, seen) in [
            ("office", "510500", true),
            ("office", "510502", true),
            ("office", "510900", false),
            ("office", "510000", false),
            ("office", "999999", false),
            ("officer", "510500", true),
            ("officer", "510502", false),
            ("leader", "510500", true),
            ("admin", "510500", false),
            ("auditor", "510500", false),
        ] {
            let client = demonstration.sign_in(username).await;
            let data = client.data(SUMMARY, json!({ "region": region, "period": period })).await;
            assert_eq!(data["workSummary"].is_object(), seen, "{username} asks for {region}");
        }
        demonstration.database.remove().await;
    });
}
