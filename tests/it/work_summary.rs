//! The work summary against what the two offices published, and every figure against the records
//! behind it.

use std::collections::BTreeMap;

use migration::MigratorTrait;
use serde_json::{Value, json};
use shuangda::{
    app::{App, AppState, Front},
    demo::offices,
    shared::{clock::Clock, secrets::Secrets},
};
use tests::{Client, TestDatabase, engines};

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

/// The three offices on a database of their own, as of 22 November 2026.
struct Demonstration {
    client: Client,
    passwords: BTreeMap<&'static str, String>,
    database: TestDatabase,
}

impl Demonstration {
    async fn load(engine: tests::Engine) -> Self {
        let database = TestDatabase::new(engine).await;
        let db = database.connect().await;
        migration::Migrator::up(db.writer(), None).await.expect("the migrations");
        let now = "2026-11-22T01:00:00Z".parse().expect("a moment");
        let secrets = Secrets::from_master(&[7; 32]).expect("the keys");
        let app = App::new(AppState { db, clock: Clock::from_fn(move || now), secrets });
        let accounts = offices::load(&app).await.expect("the demonstration");
        let passwords = accounts.into_iter().map(|account| (account.username, account.secret)).collect();
        let client = Client::anonymous(app.router(Front::default()).expect("the router"));
        Self { client, passwords, database }
    }

    async fn sign_in(&self, username: &str) -> Client {
        self.client.sign_in(username, &self.passwords[username]).await
    }
}

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
