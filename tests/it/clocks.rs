//! Clocks through the API: what starts and ends them, stopping and extending with its rights and its
//! line of history, the calendar and the rules that move open ones, and who sees them.

use chrono::Duration;
use serde_json::{Value, json};
use tests::{Client, on_each_engine, records::with};

const CLOCKS: &str =
    "query($id: ID!) { case(id: $id) { dueOn clockState version events(first: 1) { kind note }
    clocks { id kind state startedOn dueOn provisional missingYear explanation waitsFor version
        rule { article } viewerCanStop viewerCanExtend needsCollectiveDate events { kind } } } }";

async fn case(client: &Client, id: &str) -> Value {
    client.data(CLOCKS, json!({ "id": id })).await["case"].clone()
}

async fn clock(client: &Client, id: &str, kind: &str) -> Value {
    let case = case(client, id).await;
    case["clocks"].as_array().unwrap().iter().find(|clock| clock["kind"] == kind).cloned().unwrap_or_default()
}

#[test]
fn a_step_starts_and_ends_its_clocks() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let id = world.lead(&officer, json!({})).await;
        let lead = clock(&officer, &id, "LEAD_VERIFICATION").await;
        assert_eq!(lead["dueOn"], "2026-12-09");
        assert_eq!(lead["waitsFor"], "DEPARTMENT");
        assert_eq!(lead["provisional"], false);
        let said = lead["explanation"].as_array().unwrap();
        assert_eq!(said[0], "2026年11月18日收到线索，次日起算15个工作日");
        assert_eq!(said.last().unwrap(), "期限至2026年12月9日");
        assert_eq!(
            officer.in_english().data(CLOCKS, json!({ "id": id })).await["case"]["clocks"][0]["explanation"]
                [0],
            "Lead received on 18 November 2026, 15 working days counted from the next day"
        );

        world.step(&officer, &id, "ACCEPT", json!({})).await;
        world.step(&head, &id, "FILE", json!({})).await;
        assert_eq!(clock(&officer, &id, "LEAD_VERIFICATION").await["state"], "MET");
        let decision = clock(&officer, &id, "CASE_DECISION").await;
        assert_eq!(decision["state"], "RUNNING");
        assert_eq!(decision["provisional"], true, "2027 is not known yet");
        assert_eq!(decision["missingYear"], 2027);
        assert_eq!(decision["dueOn"], "2027-02-16");
        let seen = case(&officer, &id).await;
        assert_eq!(seen["dueOn"], "2027-02-16");
        assert!(
            seen["clocks"][0]["explanation"]
                .as_array()
                .unwrap()
                .iter()
                .any(|line| line == "2027年节假日安排尚未录入，期限不早于2027年2月16日")
        );
        world.figures_are_right().await;
    });
}

#[test]
fn a_clock_is_stopped_resumed_and_extended_by_right() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let id = world.filed(&head, &officer, json!({})).await;
        let before = clock(&officer, &id, "CASE_DECISION").await;
        assert_eq!(before["viewerCanStop"], true);
        assert_eq!(before["viewerCanExtend"], false, "an officer does not extend");
        let input = |clock: &Value, more: Value| {
            with(
                json!({ "id": clock["id"], "version": clock["version"],
                "occurredOn": world.today(), "ground": "送检鉴定" }),
                more,
            )
        };
        let stop = input(&before, json!({ "reason": "APPRAISAL" }));
        let stranger = world.client("culture_officer").await;
        assert_eq!(stranger.refused("stopClock", stop.clone()).await, ["NOT_FOUND"]);
        let suspend = input(&before, json!({ "reason": "SUSPENSION" }));
        assert_eq!(officer.refused("stopClock", suspend).await, ["ILLEGAL_TRANSITION"]);
        officer.succeed("stopClock", stop.clone(), "clock { id }").await;
        assert_eq!(officer.refused("stopClock", stop).await, ["CONFLICT"]);
        let seen = case(&officer, &id).await;
        assert_eq!(seen["clockState"], "STOPPED");
        assert_eq!(seen["events"][0]["kind"], "CLOCK");

        world.pass(Duration::days(12));
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let stopped = clock(&officer, &id, "CASE_DECISION").await;
        assert_eq!(stopped["state"], "STOPPED");
        assert_eq!(stopped["dueOn"], before["dueOn"], "the date does not depend on when somebody looks");
        let input = |clock: &Value, more: Value| {
            with(
                json!({ "id": clock["id"], "version": clock["version"],
                "occurredOn": world.today(), "ground": "鉴定意见已收到" }),
                more,
            )
        };
        let other = input(&stopped, json!({ "reason": "TESTING" }));
        assert_eq!(officer.refused("resumeClock", other).await, ["ILLEGAL_TRANSITION"]);
        officer
            .succeed("resumeClock", input(&stopped, json!({ "reason": "APPRAISAL" })), "clock { id }")
            .await;
        let running = clock(&head, &id, "CASE_DECISION").await;
        assert_eq!(running["dueOn"], "2027-02-28");
        assert!(
            running["explanation"]
                .as_array()
                .unwrap()
                .contains(&json!("因鉴定扣除12日（11月19日至11月30日）"))
        );

        assert_eq!(officer.refused("extendClock", input(&running, json!({}))).await, ["FORBIDDEN"]);
        let early = input(&running, json!({ "until": "2027-06-30" }));
        assert_eq!(head.refused("extendClock", early).await, ["ILLEGAL_TRANSITION"]);
        head.succeed("extendClock", input(&running, json!({})), "clock { id }").await;
        let extended = clock(&head, &id, "CASE_DECISION").await;
        assert_eq!(extended["dueOn"], "2027-03-30");
        assert_eq!(extended["needsCollectiveDate"], true);
        assert_eq!(head.refused("extendClock", input(&extended, json!({}))).await, ["ILLEGAL_TRANSITION"]);
        let collective = input(&extended, json!({ "until": "2027-06-30" }));
        head.succeed("extendClock", collective, "clock { id }").await;
        let seen = case(&head, &id).await;
        assert_eq!(seen["dueOn"], "2027-06-30");
        assert_eq!(seen["clockState"], "RUNNING");
        world.figures_are_right().await;
    });
}

#[test]
fn calendar_and_rules_move_open_clocks() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let office = world.client("office").await;
        let id = world.filed(&head, &officer, json!({})).await;
        let missing = "{ missingCalendarYears { year waitingClocks viewerCanMaintain } }";
        let years = office.data(missing, json!({})).await["missingCalendarYears"].clone();
        assert_eq!(years, json!([{ "year": 2027, "waitingClocks": 1, "viewerCanMaintain": true }]));

        let change = world
            .notice(
                2027,
                "国办发明电〔2026〕9号",
                json!([
                    { "rest": true, "from": "2027-02-15", "to": "2027-02-21", "name": "春节" },
                    { "rest": false, "from": "2027-02-27", "to": "2027-02-27", "name": "春节" }]),
            )
            .await;
        assert_eq!(change.moved, 1);
        let decision = clock(&officer, &id, "CASE_DECISION").await;
        assert_eq!(decision["dueOn"], "2027-02-22", "16 February lies within the Spring Festival");
        assert_eq!(decision["provisional"], false);
        assert_eq!(case(&officer, &id).await["dueOn"], "2027-02-22");

        let rules = "{ clockRules(kind: [CASE_DECISION]) { id version length validFrom validTo article } }";
        let rule = office.data(rules, json!({})).await["clockRules"][0].clone();
        assert_eq!(rule["length"], 90);
        let shorter = json!({ "kind": "CASE_DECISION", "unit": "DAYS", "length": 60, "extension": 30,
            "collective": true, "article": "新规定第一条", "ground": "岳双打办〔2026〕3号", "validFrom": world.today() });
        assert_eq!(officer.refused("addClockRule", shorter.clone()).await, ["FORBIDDEN"]);
        let added = office.succeed("addClockRule", shorter, "rule { id } moved").await;
        assert_eq!(added["moved"], 1);
        assert_eq!(case(&officer, &id).await["dueOn"], "2027-01-18", "17 January 2027 is a Sunday");
        let rules = office.data(rules, json!({})).await["clockRules"].clone();
        assert_eq!(
            (&rules[0]["validTo"], &rules[0]["length"]),
            (&Value::Null, &json!(90)),
            "the platform's stays"
        );
        assert_eq!(rules[1]["length"], 60);
        world.figures_are_right().await;
    });
}

#[test]
fn who_does_not_see_the_case_sees_no_clock() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let id = world.filed(&head, &officer, json!({})).await;
        let decision = clock(&officer, &id, "CASE_DECISION").await;
        let node = "query($id: ID!) { node(id: $id) { id } }";
        for (user, sees) in
            [("officer", true), ("office", true), ("culture_officer", false), ("other_office", false)]
        {
            let client = world.client(user).await;
            let found = client.data(node, json!({ "id": decision["id"] })).await["node"].clone();
            assert_eq!(found != Value::Null, sees, "{user}");
        }
    });
}
