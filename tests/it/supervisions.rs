//! Supervised cases through the API: the office lists, urges, extends and releases; the department
//! reports when it owes a report.

use serde_json::{Value, json};
use tests::{Client, World, on_each_engine};

const WHOLE: &str = "query($id: ID!) { supervision(id: $id) { version deadlineOn nextReportOn reportOverdue
    overdue reportCount urgeCount releasedOn conclusion entries { kind content late }
    viewerCanReport viewerCanUrge viewerCanExtend viewerCanRelease } }";

async fn whole(client: &Client, id: &str) -> Value {
    client.data(WHOLE, json!({ "id": id })).await["supervision"].clone()
}

fn input(world: &World, case: &str) -> Value {
    json!({
        "caseId": case,
        "document": "岳双打督〔2026〕1号",
        "ground": "案情重大，社会关注",
        "requirements": "查清货源，依法从快办理",
        "listedOn": world.today(),
        "deadlineOn": "2026-12-31",
        "reportEveryDays": 7
    })
}

async fn supervised(world: &World, office: &Client, case: &str) -> String {
    let payload = office.succeed("superviseCase", input(world, case), "supervision { id }").await;
    payload["supervision"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_case_is_listed_reported_on_urged_extended_and_released() {
    on_each_engine(|world| async move {
        let (office, officer) = (world.client("office").await, world.client("officer").await);
        let case = world.lead(&officer, json!({})).await;
        let id = supervised(&world, &office, &case).await;
        assert_eq!(office.refused("superviseCase", input(&world, &case)).await, ["DUPLICATE"]);
        let fresh = whole(&officer, &id).await;
        assert_eq!(fresh["nextReportOn"], "2026-11-25");
        assert_eq!((&fresh["viewerCanReport"], &fresh["viewerCanUrge"]), (&json!(true), &json!(false)));

        world.pass(chrono::Duration::days(9));
        let (office, officer) = (world.client("office").await, world.client("officer").await);
        assert_eq!(whole(&office, &id).await["reportOverdue"], true);
        let urge = json!({ "id": id, "version": 1, "content": "请按期报告进展" });
        assert_eq!(officer.refused("urgeSupervision", urge.clone()).await, ["FORBIDDEN"]);
        office.succeed("urgeSupervision", urge, "supervision { id }").await;
        let report = json!({ "id": id, "version": 1, "reportedOn": world.today(), "content": "已查明上游" });
        assert_eq!(officer.refused("reportSupervisionProgress", report).await, ["CONFLICT"]);
        let report = json!({ "id": id, "version": 2, "reportedOn": world.today(), "content": "已查明上游" });
        assert_eq!(office.refused("reportSupervisionProgress", report.clone()).await, ["FORBIDDEN"]);
        officer.succeed("reportSupervisionProgress", report, "supervision { id }").await;
        let reported = whole(&office, &id).await;
        // A late report does not move the schedule.
        assert_eq!(reported["nextReportOn"], "2026-12-02");
        assert_eq!(reported["entries"][0]["late"], true);

        let earlier = json!({ "id": id, "version": 3, "deadlineOn": "2026-12-20", "reason": "提前" });
        assert_eq!(office.refused("extendSupervision", earlier).await, ["DATE_ORDER"]);
        let later = json!({ "id": id, "version": 3, "deadlineOn": "2027-01-31", "reason": "等待检验结论" });
        office.succeed("extendSupervision", later, "supervision { id }").await;
        let release =
            json!({ "id": id, "version": 4, "releasedOn": world.today(), "conclusion": "已查清，同意解除" });
        office.succeed("releaseSupervision", release, "supervision { id }").await;
        let released = whole(&office, &id).await;
        assert_eq!(released["releasedOn"], json!(world.today()));
        assert_eq!(released["nextReportOn"], Value::Null);
        assert_eq!((&released["reportCount"], &released["urgeCount"]), (&json!(1), &json!(1)));
        let more = json!({ "id": id, "version": 5, "content": "再催" });
        assert_eq!(office.refused("urgeSupervision", more).await, ["ILLEGAL_TRANSITION"]);

        let events = officer
            .data(
                "query($id: ID!) { case(id: $id) { events(first: 100) { kind } supervisions { id } } }",
                json!({ "id": case }),
            )
            .await["case"]["events"]
            .clone();
        let lines = events.as_array().unwrap().iter().filter(|event| event["kind"] == "SUPERVISION").count();
        assert_eq!(lines, 5);
    });
}

#[test]
fn offices_supervise_what_lies_below_them_and_nobody_else_does() {
    on_each_engine(|world| async move {
        let (office, officer) = (world.client("office").await, world.client("county_officer").await);
        let case = world.lead(&officer, json!({})).await;
        let plain = input(&world, &case);
        for username in ["county_officer"] {
            let client = world.client(username).await;
            assert_eq!(client.refused("superviseCase", plain.clone()).await, ["FORBIDDEN"], "{username}");
        }
        for username in ["officer", "head", "culture_officer", "other_office", "admin", "auditor"] {
            let client = world.client(username).await;
            assert_eq!(client.refused("superviseCase", plain.clone()).await, ["NOT_FOUND"], "{username}");
        }
        let id = supervised(&world, &office, &case).await;
        // The county's own office sees what the city's listed, and does not release it.
        let county = world.client("county_office").await;
        let release = json!({ "id": id, "version": 1, "releasedOn": world.today(), "conclusion": "解除" });
        assert_eq!(county.refused("releaseSupervision", release).await, ["FORBIDDEN"]);

        const TRACES: &str = "query($id: ID!) { node(id: $id) { id }
            supervisions(first: 5, filter: { active: true }) { totalCount nodes { case { number } } } }";
        for username in ["office", "leader", "county_office", "county_officer"] {
            let seen = world.client(username).await.data(TRACES, json!({ "id": id })).await;
            assert_eq!(seen["supervisions"]["totalCount"], 1, "{username}");
        }
        for username in ["officer", "head", "other_office", "admin"] {
            let seen = world.client(username).await.data(TRACES, json!({ "id": id })).await;
            let nothing = json!({ "node": null, "supervisions": { "totalCount": 0, "nodes": [] } });
            assert_eq!(seen, nothing, "{username}");
        }
    });
}

#[test]
fn once_the_case_has_ended_only_the_release_is_left() {
    on_each_engine(|world| async move {
        let (office, officer) = (world.client("office").await, world.client("officer").await);
        let case = world.lead(&officer, json!({})).await;
        let id = supervised(&world, &office, &case).await;
        world.step(&officer, &case, "DECLINE", json!({})).await;
        let ended = whole(&office, &id).await;
        assert_eq!(ended["nextReportOn"], Value::Null);
        let rights =
            ["viewerCanUrge", "viewerCanExtend", "viewerCanRelease"].map(|right| ended[right] == true);
        assert_eq!(rights, [false, false, true]);
        let release = json!({ "id": id, "version": ended["version"], "releasedOn": world.today(), "conclusion": "不予受理" });
        office.succeed("releaseSupervision", release, "supervision { id }").await;
    });
}
