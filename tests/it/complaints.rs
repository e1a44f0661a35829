//! What a complaint and a report wait for: to be accepted or not, to be verified, to be told. By the case's
//! own steps and deeds, on the days that these state.

use serde_json::{Value, json};
use tests::{Client, World, on_each_engine};

const CASE: &str = "query($id: ID!) { case(id: $id) { version dueOn
    clocks { kind state startedOn dueOn metOn explanation rule { article } } } }";

async fn case(client: &Client, id: &str) -> Value {
    client.data(CASE, json!({ "id": id })).await["case"].clone()
}

/// Kind and state of each of the case's clocks, by kind.
async fn clocks(client: &Client, id: &str) -> Vec<String> {
    let case = case(client, id).await;
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let said = |clock: &Value| format!("{} {}", word(&clock["kind"]), word(&clock["state"]));
    let mut kinds: Vec<String> = case["clocks"].as_array().unwrap().iter().map(said).collect();
    kinds.sort();
    kinds
}

async fn clock(client: &Client, id: &str, kind: &str) -> Value {
    let case = case(client, id).await;
    case["clocks"].as_array().unwrap().iter().find(|clock| clock["kind"] == kind).cloned().unwrap_or_default()
}

/// A lead from this source, received on the Monday two weeks before, and typed today.
async fn lead(world: &World, officer: &Client, source: &str) -> String {
    let informant = json!({ "name": "刘举报", "telephone": "13900001111" });
    world.lead(officer, json!({ "source": source, "receivedOn": "2026-11-02", "informant": informant })).await
}

#[test]
fn a_complaint_is_accepted_or_not_within_its_own_period() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let id = lead(&world, &officer, "COMPLAINT").await;
        assert_eq!(
            clocks(&officer, &id).await,
            ["COMPLAINT_ACCEPTANCE OVERDUE", "LEAD_VERIFICATION DUE_SOON"]
        );
        let acceptance = clock(&officer, &id, "COMPLAINT_ACCEPTANCE").await;
        assert_eq!(acceptance["startedOn"], "2026-11-02");
        assert_eq!(acceptance["dueOn"], "2026-11-11");
        assert_eq!(acceptance["explanation"][0], "2026年11月2日收到，次日起算7个工作日");
        assert!(acceptance["rule"]["article"].as_str().unwrap().contains("投诉举报"));
        assert_eq!(
            case(&officer, &id).await["dueOn"],
            "2026-11-23",
            "the case is measured by its verification"
        );
        // Accepted in time, and typed a week later.
        world.step(&officer, &id, "ACCEPT", json!({ "occurredOn": "2026-11-11" })).await;
        assert_eq!(clocks(&officer, &id).await, ["COMPLAINT_ACCEPTANCE MET", "LEAD_VERIFICATION DUE_SOON"]);

        let late = lead(&world, &officer, "COMPLAINT").await;
        world.step(&officer, &late, "DECLINE", json!({ "occurredOn": "2026-11-12" })).await;
        assert_eq!(
            clocks(&officer, &late).await,
            ["COMPLAINT_ACCEPTANCE MET_LATE", "LEAD_VERIFICATION MET", "REPORTER_NOTICE DUE_SOON"]
        );
        assert_eq!(clock(&officer, &late, "REPORTER_NOTICE").await["dueOn"], "2026-11-19");
        let version = case(&officer, &late).await["version"].clone();
        let told = json!({ "id": late, "version": version, "toldOn": "2026-11-17" });
        officer.succeed("tellInformant", told, "case { id }").await;
        let notice = clock(&officer, &late, "REPORTER_NOTICE").await;
        assert_eq!((&notice["state"], &notice["metOn"]), (&json!("MET"), &json!("2026-11-17")));
    });
}

#[test]
fn a_report_is_verified_and_not_twice() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let id = lead(&world, &officer, "REPORT").await;
        assert_eq!(clocks(&officer, &id).await, ["REPORT_VERIFICATION DUE_SOON"]);
        assert_eq!(case(&officer, &id).await["dueOn"], "2026-11-23");
        world.step(&officer, &id, "ACCEPT", json!({ "occurredOn": "2026-11-03" })).await;
        assert_eq!(clocks(&officer, &id).await, ["REPORT_VERIFICATION DUE_SOON"]);
        world.step(&head, &id, "FILE", json!({ "occurredOn": "2026-11-16" })).await;
        assert_eq!(
            clocks(&officer, &id).await,
            ["CASE_DECISION RUNNING", "REPORTER_NOTICE DUE_SOON", "REPORT_VERIFICATION MET"]
        );
        assert_eq!(clock(&officer, &id, "REPORTER_NOTICE").await["dueOn"], "2026-11-23");
        assert_eq!(case(&officer, &id).await["dueOn"], clock(&officer, &id, "CASE_DECISION").await["dueOn"]);
    });
}

#[test]
fn what_somebody_else_takes_over_needs_no_acceptance_here() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let id = lead(&world, &officer, "COMPLAINT").await;
        let version = case(&officer, &id).await["version"].clone();
        let refer = json!({ "caseId": id, "version": version, "departmentId": world.department("culture"),
            "occurredOn": "2026-11-03", "ground": "属文化执法职责" });
        let referral = officer.succeed("referCaseToDepartment", refer, "referral { id version }").await;
        let culture = world.client("culture_officer").await;
        let accept = json!({ "id": referral["referral"]["id"], "version": referral["referral"]["version"],
            "occurredOn": "2026-11-05" });
        culture.succeed("acceptReferral", accept, "referral { id }").await;
        // Cancelled clocks are not shown.
        assert_eq!(clock(&officer, &id, "COMPLAINT_ACCEPTANCE").await, Value::Null);
        assert_eq!(clock(&officer, &id, "LEAD_VERIFICATION").await["state"], "MET");
    });
}
