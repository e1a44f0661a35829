//! The work summary against what the two offices published, and every figure against the records
//! behind it.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use shuangda::demo::generator::{self, Options};
use tests::{Client, Demonstration, for_each_engine};

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

const SUMMARY: &str = "query($region: String!, $departments: [ID!], $period: DateRangeInput!) {
    workSummary(regionCode: $region, departmentIds: $departments, period: $period) {
        figures { indicator label unit value atLeast previousValue previousAtLeast }
        onTimeClosingRate { percent numerator denominator leftOut }
        caseFiguresByKind { kind figures { indicator value atLeast } onTimeClosingRate { percent numerator denominator leftOut } }
    }
}";

const RECORDS: &str = "query($region: String!, $departments: [ID!], $period: DateRangeInput!, $indicator: String!, $kinds: [CaseKind!], $after: String) {
    workSummary(regionCode: $region, departmentIds: $departments, period: $period) {
        figure(indicator: $indicator, caseKinds: $kinds) {
            value atLeast
            records(first: 100, after: $after) {
                totalCount pageInfo { hasNextPage endCursor }
                edges { contribution atLeast node { __typename ... on Inspection { id } ... on InspectionOfficer { id } ... on InspectedPremises { id }
                    ... on Department { id } ... on Case { id } ... on Training { id } ... on PublicityEvent { id }
                    ... on Seizure { id } ... on SeizedGoods { id } } }
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
pub async fn assert_opens_to_its_records(client: &Client, about: &Value, figure: &Value) {
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

/// The case figures of each kind: over all kinds they add up to the whole's, the periods of each add up, and
/// each opens to its records.
async fn assert_splits_into_kinds(client: &Client, about: &Value, whole_figures: &BTreeMap<String, Value>) {
    let data = client.data(SUMMARY, about.clone()).await;
    let kinds = data["workSummary"]["caseFiguresByKind"].as_array().expect("kinds").clone();
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for kind in &kinds {
        let figures: BTreeMap<String, i64> = kind["figures"]
            .as_array()
            .expect("figures")
            .iter()
            .map(|figure| (figure["indicator"].as_str().expect("a name").to_owned(), whole(&figure["value"])))
            .collect();
        let of = |name: &str| figures[name];
        assert_eq!(
            of("CASES_CARRIED_OVER") + of("CASES_ACCEPTED"),
            of("CASES_CLOSED") + of("CASES_NOT_FILED") + of("CASES_PENDING"),
            "{kind}"
        );
        let ways: i64 = ["PENALTY", "NO_PENALTY", "MEDIATED", "DECIDED", "WITHDRAWN", "TAKEN_OVER"]
            .iter()
            .map(|way| of(&format!("CLOSED_{way}")))
            .sum();
        assert_eq!(of("CASES_CLOSED"), ways, "{kind}");
        let (on_time, without) = (of("CASES_CLOSED_ON_TIME"), of("CASES_CLOSED_WITHOUT_LIMIT"));
        let measured = of("CASES_CLOSED") - without;
        match &kind["onTimeClosingRate"] {
            Value::Null => assert_eq!(measured, 0, "{kind}"),
            rate => {
                assert_eq!((&rate["numerator"], &rate["denominator"]), (&json!(on_time), &json!(measured)));
                assert_eq!(rate["leftOut"], without);
            }
        }
        for figure in kind["figures"].as_array().expect("figures") {
            let name = figure["indicator"].as_str().expect("a name");
            *sums.entry(name.to_owned()).or_default() += whole(&figure["value"]);
            if whole(&figure["value"]) > 0 {
                let mut about = about.clone();
                about["kinds"] = json!([kind["kind"]]);
                assert_opens_to_its_records(client, &about, figure).await;
            }
        }
    }
    for (name, figure) in whole_figures {
        let cases = name.contains("CASES") || name.starts_with("CLOSED_");
        if cases || ["FINES", "CONFISCATED_INCOME"].contains(&name.as_str()) {
            assert_eq!(
                sums.get(name).copied().unwrap_or(0),
                whole(&figure["value"]),
                "{name} over all kinds"
            );
        }
    }
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
    for_each_engine(|engine| async move {
        let demonstration = Demonstration::load(engine).await;
        let luzhou = demonstration.sign_in("office").await;
        assert_published(&luzhou, LUZHOU, &LUZHOU_FIGURES).await;
        let suining = demonstration.sign_in("suining").await;
        assert_published(&suining, SUINING, &SUINING_FIGURES).await;
        assert_apart(&luzhou).await;
        demonstration.database.remove().await;
    });
}

/// Disputes and violations are published apart; none of Luzhou's two closed cases had a limit in its day, so
/// that there is no rate, and both are said to be left out.
async fn assert_apart(luzhou: &Client) {
    let facts: Value = serde_json::from_str(LUZHOU).expect("the facts");
    let about = json!({ "region": "510500", "period": facts["period"] });
    let summary = luzhou.data(SUMMARY, about.clone()).await["workSummary"].clone();
    let kind = |name: &str| {
        let kinds = summary["caseFiguresByKind"].as_array().expect("kinds");
        kinds.iter().find(|kind| kind["kind"] == name).expect("the kind").clone()
    };
    let of = |kind: &Value, name: &str| {
        let figures = kind["figures"].as_array().expect("figures");
        whole(&figures.iter().find(|figure| figure["indicator"] == name).expect("the figure")["value"])
    };
    let (disputes, violations) = (kind("PATENT_DISPUTE"), kind("COUNTERFEIT_PATENT"));
    assert_eq!(json!(of(&disputes, "CLOSED_MEDIATED")), facts["figures"]["disputesMediated"]);
    assert_eq!(json!(of(&violations, "CASES_FILED")), facts["figures"]["counterfeitPatentCasesFiled"]);
    assert_eq!(
        json!(of(&violations, "CASES_REFERRED_TO_OTHER_REGION")),
        facts["figures"]["casesReferredToOtherRegion"]
    );
    assert_eq!((of(&disputes, "CASES_CLOSED"), of(&violations, "CASES_CLOSED")), (1, 1));
    assert_eq!(summary["onTimeClosingRate"], Value::Null);
    let without = &figures(luzhou, &about).await["CASES_CLOSED_WITHOUT_LIMIT"];
    assert_eq!(without["value"], "2");
    // What is no case has no kind of case.
    let mut asked = about;
    asked["indicator"] = json!("TRAININGS");
    asked["kinds"] = json!(["TRADEMARK"]);
    assert_eq!(luzhou.ask(RECORDS, asked).await.body["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
}

/// A closed case without a limit in force is in neither part of the rate, and is said to be left out.
#[test]
fn what_had_no_limit_is_in_neither_part_of_the_on_time_rate() {
    for_each_engine(|engine| async move {
        let generated = Demonstration::empty(engine).await;
        let accounts =
            generator::generate(&generated.app, Options { cases: 150, seed: 3 }).await.expect("the data");
        let generated = generated.with(accounts);
        let office = generated.sign_in("office").await;
        let about = json!({ "region": "430600", "period": { "from": "2020-01-01", "to": "2030-12-31" } });
        let rate =
            async || office.data(SUMMARY, about.clone()).await["workSummary"]["onTimeClosingRate"].clone();
        let before = rate().await;
        assert_eq!(before["leftOut"], 0);
        let late = "FROM cases WHERE closed_on IS NOT NULL AND accepted_on IS NOT NULL \
                    AND COALESCE(decided_on, closed_on) > due_on";
        let db = generated.app.db.writer();
        let count = sea_orm::Statement::from_string(
            sea_orm::ConnectionTrait::get_database_backend(db),
            format!("SELECT COUNT(*) AS n {late}"),
        );
        let late_cases: i64 = sea_orm::ConnectionTrait::query_one_raw(db, count)
            .await
            .unwrap()
            .unwrap()
            .try_get("", "n")
            .unwrap();
        assert!(late_cases > 0, "nothing is tested");
        // As if no rule had been in force for those that came late.
        let forget = format!("UPDATE cases SET due_on = NULL WHERE id IN (SELECT id {late})");
        sea_orm::ConnectionTrait::execute_unprepared(db, &forget).await.unwrap();
        let rebuilt = shuangda::figures::rebuild(&generated.app.db, generated.app.clock.now()).await.unwrap();
        assert_eq!(i64::try_from(rebuilt.differing).unwrap(), late_cases);
        let after = rate().await;
        assert_eq!(after["leftOut"], late_cases);
        assert_eq!(after["numerator"], before["numerator"]);
        assert_eq!(
            after["denominator"].as_i64(),
            before["denominator"].as_i64().map(|whole| whole - late_cases)
        );
        assert_eq!(after["percent"], "100.0");
        generated.database.remove().await;
    });
}

/// Whatever the data: a figure is the sum of its records, for a region, for a department, for who may
/// see only their own department, and for any period.
#[test]
fn any_figure_of_any_data_is_the_sum_of_its_records() {
    for_each_engine(|engine| async move {
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
                assert_eq!(figures.len(), 82);
                for figure in figures.values() {
                    assert_opens_to_its_records(&client, &about, figure).await;
                }
                assert_splits_into_kinds(&client, &about, &figures).await;
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
    for_each_engine(|engine| async move {
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
