//! A case's life through the API: who may take which step, what each changes, and what the figures
//! say afterwards.

use serde_json::{Value, json};
use tests::{Client, on_each_engine};

const WHOLE: &str = "query($id: ID!) { case(id: $id) { number status outcome version dueOn clockState
    parties { role party { id name } } handlers { lead person { displayName } } coHandlers { name }
    department { name } action { name } penalty { fine } referrals { target regionName department { name } }
    events(first: 100) { sequence transition toStatus actor { displayName } }
    allowedTransitions { transition allowed reason requires resultingStatus } viewerCanRevise } }";

async fn whole(client: &Client, id: &str) -> Value {
    client.data(WHOLE, json!({ "id": id })).await["case"].clone()
}

/// What `client` may do now.
async fn allowed(client: &Client, id: &str) -> Vec<String> {
    let case = whole(client, id).await;
    let options = case["allowedTransitions"].as_array().unwrap().clone();
    let allowed = options.iter().filter(|option| option["allowed"] == true);
    allowed.map(|option| option["transition"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_case_goes_from_lead_to_archive() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let party = world.party(&officer, "恒昌名酒商行").await;
        let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
        let case = world.lead(&officer, json!({ "parties": parties })).await;
        let fresh = whole(&officer, &case).await;
        assert_eq!(fresh["number"], "〔2026〕1号");
        assert_eq!(fresh["events"][0]["sequence"], 1);
        assert_eq!(fresh["parties"][0]["party"]["name"], "恒昌名酒商行");
        assert_eq!(fresh["dueOn"], "2026-12-09");

        world.step(&officer, &case, "ACCEPT", json!({})).await;
        assert!(!allowed(&officer, &case).await.contains(&"FILE".to_owned()));
        assert!(allowed(&head, &case).await.contains(&"FILE".to_owned()));
        let version = whole(&officer, &case).await["version"].clone();
        let file = json!({ "id": case, "version": version, "transition": "FILE",
            "occurredOn": world.today(), "ground": "《商标法》" });
        assert_eq!(officer.refused("recordCaseStep", file).await, ["FORBIDDEN"]);
        world.step(&head, &case, "FILE", json!({})).await;
        assert_eq!(allowed(&officer, &case).await, Vec::<String>::new());

        let version = whole(&head, &case).await["version"].clone();
        let handlers = json!([{ "userId": world.user("officer"), "lead": true },
            { "userId": world.user("officer2") }]);
        let assign = json!({ "id": case, "version": version, "handlers": handlers });
        head.succeed("assignCaseHandlers", assign, "case { id }").await;
        world.step(&officer, &case, "INVESTIGATE", json!({})).await;
        world.step(&officer, &case, "SUSPEND", json!({})).await;
        assert_eq!(whole(&officer, &case).await["clockState"], "STOPPED");
        let due = whole(&officer, &case).await["dueOn"].clone();
        assert_eq!(due, "2027-02-16");
        world.pass(chrono::Duration::days(10));
        let officer = world.client("officer").await;
        let head = world.client("head").await;
        world.step(&officer, &case, "RESUME", json!({})).await;
        assert_eq!(whole(&officer, &case).await["dueOn"], "2027-02-26");
        world.figures_are_right().await;

        world.step(&officer, &case, "SUBMIT_LEGAL_REVIEW", json!({})).await;
        let version = whole(&head, &case).await["version"].clone();
        let pass = json!({ "id": case, "version": version, "transition": "PASS_LEGAL_REVIEW",
            "occurredOn": world.today() });
        assert_eq!(head.refused("recordCaseStep", pass).await, ["SAME_PERSON_MAY_NOT_REVIEW"]);
        world.step(&officer, &case, "PASS_LEGAL_REVIEW", json!({})).await;
        let penalty = json!({ "outcome": "PENALTY", "penalty": { "fine": "5000.00" } });
        let version = whole(&head, &case).await["version"].clone();
        let decide = json!({ "id": case, "version": version, "transition": "DECIDE", "occurredOn": world.today(),
            "ground": "《商标法》", "documents": ["决定书"], "outcome": "PENALTY", "penalty": { "fine": "5000.00" } });
        assert_eq!(head.refused("recordCaseStep", decide).await, ["ILLEGAL_TRANSITION"]);
        world.waive_hearing(&officer, &case).await;
        world.step(&head, &case, "DECIDE", penalty).await;
        let version = whole(&officer, &case).await["version"].clone();
        let enforce = json!({ "id": case, "version": version, "transition": "ENFORCE",
            "occurredOn": world.today() });
        assert_eq!(officer.refused("recordCaseStep", enforce).await, ["ILLEGAL_TRANSITION"]);
        world.serve(&officer, &case).await;
        world.step(&officer, &case, "ENFORCE", json!({})).await;
        world.step(&officer, &case, "CLOSE", json!({ "outcome": "PENALTY" })).await;
        world.step(&officer, &case, "ARCHIVE", json!({})).await;

        let archived = whole(&officer, &case).await;
        assert_eq!(archived["outcome"], "PENALTY");
        assert_eq!(archived["penalty"]["fine"], "5000.00");
        assert_eq!(archived["clockState"], "MET");
        assert_eq!(archived["allowedTransitions"], json!([]));
        assert_eq!(archived["events"].as_array().unwrap().len(), 15);
        assert_eq!(archived["events"][0]["sequence"], 15);
        assert_eq!(archived["viewerCanRevise"], false);
        world.figures_are_right().await;
    });
}

#[test]
fn who_takes_part_sees_the_case_from_then_on() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let culture = world.client("culture_officer").await;
        let county_office = world.client("county_office").await;
        let party = world.party(&officer, "恒昌名酒商行").await;
        let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
        let case = world.lead(&officer, json!({ "parties": parties })).await;
        assert_eq!(whole(&culture, &case).await, Value::Null);

        let join = json!({ "id": case, "version": 1, "departmentId": world.department("culture"),
            "since": world.today() });
        assert_eq!(officer.refused("addCoHandler", join.clone()).await, ["FORBIDDEN"]);
        head.succeed("addCoHandler", join, "case { id }").await;
        let seen = whole(&culture, &case).await;
        assert_eq!(seen["coHandlers"][0]["name"], "岳阳市文化市场综合执法局");
        assert_eq!(seen["viewerCanRevise"], false);
        let known = culture
            .data(
                "query($id: ID!) { party(id: $id) { name cases(first: 1) { totalCount } } }",
                json!({ "id": party }),
            )
            .await;
        assert_eq!(known["party"]["cases"]["totalCount"], 1);

        assert_eq!(whole(&county_office, &case).await, Value::Null);
        let refer = json!({ "caseId": case, "version": 2, "departmentId": world.department("county_market"),
            "occurredOn": world.today(), "ground": "违法行为发生在岳阳县" });
        let sent = officer.succeed("referCaseToDepartment", refer, "referral { id version }").await;
        assert_eq!(whole(&county_office, &case).await["status"], "REFERRED");
        assert_eq!(whole(&world.client("other_office").await, &case).await, Value::Null);
        let count = county_office.data("{ cases(first: 5) { totalCount nodes { id } } }", json!({})).await;
        assert_eq!(count["cases"]["totalCount"], 1);
        let back = json!({ "id": sent["referral"]["id"], "version": 1, "occurredOn": world.today(),
            "ground": "管辖另有协商" });
        officer.succeed("takeBackReferral", back, "referral { status }").await;
        assert_eq!(whole(&officer, &case).await["status"], "LEAD");
        world.figures_are_right().await;
    });
}

#[test]
fn a_business_is_registered_once() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let culture = world.client("culture_officer").await;
        let input = json!({ "kind": "BUSINESS", "name": "恒昌名酒商行", "creditCode": "91350100M000100Y43", "phone": "0730-1" });
        let first = officer.succeed("registerParty", input.clone(), "existing party { id }").await;
        assert_eq!(first["existing"], false);
        let again = culture.succeed("registerParty", input, "existing party { id name }").await;
        assert_eq!(again["existing"], true);
        assert_eq!(again["party"]["id"], first["party"]["id"]);

        let wrong = json!({ "kind": "BUSINESS", "name": "甲", "creditCode": "91350100M000100Y44" });
        assert_eq!(officer.refused("registerParty", wrong).await, ["CREDIT_CODE_INVALID"]);
        let twin = json!({ "kind": "BUSINESS", "name": "恒昌 名酒商行", "phone": "0730-1" });
        let twin = officer.mutate("registerParty", twin, "party { id } likelyTwins { party { id } }").await;
        assert_eq!(twin["likelyTwins"][0]["party"]["id"], first["party"]["id"]);
        assert_eq!(twin["party"], Value::Null);
        let person = json!({ "kind": "PERSON", "name": "张三", "idNumber": "11010519491231002x" });
        let person = officer.succeed("registerParty", person, "party { idNumberMasked }").await;
        assert_eq!(person["party"]["idNumberMasked"], "110***********002X");
        let found = officer.data("{ parties(first: 1, orderBy: { field: RECORDED, direction: DESC }) { totalCount pageInfo { endCursor } nodes { name } } }", json!({})).await;
        assert_eq!(found["parties"]["totalCount"], 2);
        assert_eq!(found["parties"]["nodes"][0]["name"], "张三");
        let after = json!({ "after": found["parties"]["pageInfo"]["endCursor"] });
        let rest = officer.data("query($after: String) { parties(first: 1, after: $after, orderBy: { field: RECORDED, direction: DESC }) { nodes { name } } }", after).await;
        assert_eq!(rest["parties"]["nodes"], json!([{ "name": "恒昌名酒商行" }]));
    });
}

#[test]
fn the_first_page_counts_and_warns() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let case = world.lead(&officer, json!({})).await;
        world.step(&officer, &case, "ACCEPT", json!({})).await;
        world.pass(chrono::Duration::days(40));
        let office = world.client("office").await;
        let page = "{ dashboard { region { name } openCases overdueCases dueSoonCases ongoingActions caseCounts { status count }
            attention { kind overdue dueOn subject { ... on Case { number department { name } } } } } }";
        let seen = office.data(page, json!({})).await["dashboard"].clone();
        assert_eq!(seen["overdueCases"], 1, "{seen:#}");
        assert_eq!(seen["caseCounts"], json!([{ "status": "ACCEPTED", "count": 1 }]));
        assert_eq!(seen["attention"][0]["kind"], "CASE_OVERDUE");
        let late = office.data("{ cases(first: 5, filter: { overdue: true }) { totalCount nodes { id clockState } } fine: cases(first: 5, filter: { overdue: false }) { totalCount } }", json!({})).await;
        assert_eq!(late["cases"]["nodes"][0]["clockState"], "OVERDUE");
        assert_eq!(late["fine"]["totalCount"], 0);
        let admin = world.client("admin").await.data(page, json!({})).await["dashboard"].clone();
        assert_eq!(admin["openCases"], 0);
        assert_eq!(admin["caseCounts"], json!([]));
    });
}

#[test]
fn what_ended_as_a_lead_is_no_closed_case() {
    on_each_engine(|world| async move {
        let (head, office) = (world.client("head").await, world.client("office").await);
        let accepted = world.lead(&head, json!({})).await;
        world.step(&head, &accepted, "ACCEPT", json!({})).await;
        for case in [&accepted, &world.lead(&head, json!({})).await] {
            world.step(&head, case, "WITHDRAW", json!({})).await;
        }
        let today = world.today();
        let seen = office
            .data(
                "query($day: Date!) { workSummary(regionCode: \"430600\", period: { from: $day, to: $day }) {
                        figure(indicator: \"CASES_CLOSED\") { value } received: figure(indicator: \"CASES_RECEIVED\") { value } }
                    cases(first: 5, filter: { closed: { from: $day, to: $day } }) { totalCount nodes { id } } }",
                json!({ "day": today }),
            )
            .await;
        assert_eq!(seen["workSummary"]["figure"]["value"], "1", "{seen:#}");
        assert_eq!(seen["workSummary"]["received"]["value"], "2");
        assert_eq!(seen["cases"], json!({ "totalCount": 1, "nodes": [{ "id": accepted }] }));
        world.figures_are_right().await;
    });
}
