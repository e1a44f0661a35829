//! What was counted at each moment of the lives: it stays what it was, and each later difference is explained to the
//! unit by what was recorded since.

use chrono::{DateTime, Utc};
use rand::{RngExt, seq::IndexedRandom};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};
use tests::{Client, World, records::with};

use crate::figures::{
    assert_as_counted,
    naive::{About, Records},
    shown, summary,
};

const CHANGES: &str = "query($period: DateRangeInput!, $indicator: String!, $since: DateTime!, $after: String) {
    workSummary(regionCode: \"430600\", period: $period) { figure(indicator: $indicator) { value
        changes(since: $since, first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor }
            edges { node { contribution changedAt changedBy { displayName } record { __typename
                ... on Case { id } ... on Inspection { id } ... on Training { id } ... on PublicityEvent { id }
                ... on Seizure { id } } } } } } } }";

/// What the office was shown at a moment.
struct Kept {
    at: DateTime<Utc>,
    about: Value,
    figures: Vec<Value>,
}

/// The outings and events recorded so far, which may be corrected, and what was shown.
#[derive(Default)]
pub struct Figures {
    inspections: Vec<String>,
    trainings: Vec<String>,
    kept: Vec<Kept>,
}

impl Figures {
    /// A department goes out, teaches, and finds that it wrote something down wrongly.
    pub async fn record(&mut self, world: &World, rng: &mut ChaCha8Rng, officer: &Client) {
        let joint = rng.random_bool(0.4);
        let participants = if joint { json!([world.department("culture")]) } else { json!([]) };
        let goods = json!({ "value": rng.random_range(0..90), "atLeast": rng.random_bool(0.3) });
        let name = ["宏达五金店", "湘江文具店"][rng.random_range(0..2)];
        let more = json!({
            "participantIds": participants,
            "goodsChecked": goods,
            "premises": [{ "name": name, "result": "NO_ISSUE" }]
        });
        match rng.random_range(0..5) {
            0 => self.inspections.push(world.inspection(officer, more).await),
            1 => {
                let people = json!({ "value": rng.random_range(0..90), "atLeast": rng.random_bool(0.3) });
                let kind = ["LECTURE", "SEMINAR"][rng.random_range(0..2)];
                let input = json!({ "kind": kind, "trainedPersonTimes": people, "companies": people });
                self.trainings.push(world.training(officer, input).await);
            }
            2 => {
                let asked = "{ indicators(enteredWith: PUBLICITY_EVENT) { id } }";
                let known = officer.data(asked, json!({})).await["indicators"].take();
                let some = known.as_array().expect("indicators").choose(rng).expect("an indicator");
                let amount = json!({ "indicatorId": some["id"], "value": rng.random_range(0..90),
                    "atLeast": rng.random_bool(0.3) });
                drop(world.publicity_event(officer, json!({ "amounts": [amount] })).await);
            }
            3 => {
                let Some(id) = self.inspections.choose(rng) else { return };
                let input = with(world.inspection_input(more), json!({ "findings": null }));
                correct(officer, "Inspection", "inspection", id, input).await;
            }
            _ => {
                let Some(id) = self.trainings.choose(rng) else { return };
                let people = json!({ "value": rng.random_range(0..90), "atLeast": false });
                let whole = json!({
                    "participantIds": participants, "audiences": [], "examHeld": false,
                    "certificatesIssued": 0, "trainedPersonTimes": people
                });
                correct(officer, "Training", "training", id, world.training_input(whole)).await;
            }
        }
    }

    /// Remembers what the office is shown now, which is what a count of the records says.
    pub async fn keep(&mut self, world: &World, rng: &mut ChaCha8Rng) {
        let office = world.client("office").await;
        let from = world.today() - chrono::Days::new(rng.random_range(0..60));
        let to = from + chrono::Days::new(rng.random_range(0..120));
        let about = json!({ "region": "430600", "period": { "from": from, "to": to } });
        let figures = summary(&office, &about).await;
        let records = Records::read(&world.app.db.read).await;
        assert_as_counted(&figures, &records, &About { region: "4306", departments: &[], from, to });
        self.kept.push(Kept { at: world.app.clock.now(), about, figures });
    }

    /// All that was shown is shown again as of its moment; and what is counted now differs from it by what is said to
    /// have changed since.
    pub async fn stay_and_are_explained(&self, world: &World) {
        let office = world.client("office").await;
        let mut explained = 0;
        for kept in &self.kept {
            let mut then = kept.about.clone();
            then["asOf"] = json!(kept.at);
            assert_eq!(summary(&office, &then).await, kept.figures, "as of {}", kept.at);
        }
        for kept in self.kept.iter().step_by(4) {
            let now = summary(&office, &kept.about).await;
            for (now, then) in now.iter().zip(&kept.figures) {
                let difference = shown(now, "value", "atLeast").0 - shown(then, "value", "atLeast").0;
                let (sum, rows) = changes(&office, kept, &now["indicator"]).await;
                assert_eq!(sum, difference, "{} since {}", now["indicator"], kept.at);
                explained += rows;
            }
        }
        assert!(explained > 20, "{explained} changes: nothing is tested");
    }
}

/// What the changes of a figure since then add up to, and how many there are.
async fn changes(office: &Client, kept: &Kept, indicator: &Value) -> (i64, usize) {
    let mut asked = json!({ "period": kept.about["period"], "indicator": indicator, "since": kept.at });
    let (mut sum, mut rows) = (0, 0);
    loop {
        let data = office.data(CHANGES, asked.clone()).await;
        let changes = &data["workSummary"]["figure"]["changes"];
        for edge in changes["edges"].as_array().expect("edges") {
            let node = &edge["node"];
            sum += shown(node, "contribution", "atLeast").0;
            rows += 1;
            let at: DateTime<Utc> = node["changedAt"].as_str().unwrap().parse().unwrap();
            assert!(at > kept.at, "{node}");
            assert!(node["changedBy"]["displayName"].is_string(), "{node}");
        }
        if changes["pageInfo"]["hasNextPage"] == false {
            assert_eq!(changes["totalCount"], rows);
            return (sum, rows);
        }
        asked["after"] = changes["pageInfo"]["endCursor"].clone();
    }
}

async fn correct(officer: &Client, name: &str, field: &str, id: &str, input: Value) {
    let asked = format!("query($id: ID!) {{ {field}(id: $id) {{ version }} }}");
    let version = officer.data(&asked, json!({ "id": id })).await[field]["version"].clone();
    let head = json!({ "id": id, "version": version, "reason": "登记有误" });
    let mut input = with(input, head);
    // A correction states no department, and keeps its own.
    input.as_object_mut().expect("an input").remove("departmentId");
    officer.succeed(&format!("correct{name}"), input, &format!("{field} {{ id }}")).await;
}
