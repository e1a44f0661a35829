//! An extension that was given in error is revoked: by whom, what comes of it, and who is told. And dates that
//! were set on a rest day.

use chrono::Duration;
use serde_json::{Value, json};
use tests::{Client, World, on_each_engine, records::with};

const CASE: &str = "query($id: ID!) { case(id: $id) { version dueOn dueState: clockState
    events(first: 1) { kind note ground }
    clocks { id kind state version dueOn provisional restDay explanation needsCollectiveDate viewerCanExtend
        viewerCanRevokeExtension events { kind until ground actor { displayName } } } } }";

async fn case(client: &Client, id: &str) -> Value {
    client.data(CASE, json!({ "id": id })).await["case"].clone()
}

async fn clock(client: &Client, id: &str, kind: &str) -> Value {
    let case = case(client, id).await;
    case["clocks"].as_array().unwrap().iter().find(|clock| clock["kind"] == kind).cloned().unwrap_or_default()
}

/// A case that the officers handle, filed today.
async fn filed(world: &World) -> String {
    let (head, officer) = (world.client("head").await, world.client("officer").await);
    world.filed(&head, &officer, json!({})).await
}

/// The input of what is done to a clock, today.
fn input(world: &World, clock: &Value, more: Value) -> Value {
    with(
        json!({ "id": clock["id"], "version": clock["version"], "occurredOn": world.today(),
        "ground": "延长有误" }),
        more,
    )
}

async fn told(client: &Client) -> Vec<String> {
    let list = "{ notifications(first: 20) { nodes { text } } }";
    let nodes = client.data(list, json!({})).await["notifications"]["nodes"].clone();
    nodes
        .as_array()
        .unwrap()
        .iter()
        .map(|node| node["text"].as_str().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn the_head_revokes_what_was_given_in_error() {
    on_each_engine(|world| async move {
        let id = filed(&world).await;
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let decision = async || clock(&head, &id, "CASE_DECISION").await;
        let first = decision().await;
        assert_eq!(first["viewerCanRevokeExtension"], false);
        let nothing = input(&world, &first, json!({}));
        assert_eq!(head.refused("revokeClockExtension", nothing).await, ["ILLEGAL_TRANSITION"]);
        head.succeed("extendClock", input(&world, &first, json!({})), "clock { id }").await;
        let extended = decision().await;
        assert_eq!(
            (&extended["dueOn"], &extended["viewerCanRevokeExtension"]),
            (&json!("2027-03-18"), &json!(true))
        );
        let set = input(&world, &extended, json!({ "until": "2027-05-01" }));
        let shown = head.succeed("extendClock", set, "clock { dueOn restDay }").await;
        // A holiday by regulation, whatever the year's notice will say: remarked, and not moved.
        assert_eq!(shown["clock"], json!({ "dueOn": "2027-05-01", "restDay": "劳动节5月1日至2日" }));
        let seen = decision().await;
        let remark = "注意：所定期限2027年5月1日为休息日（劳动节5月1日至2日），不自动顺延";
        assert!(seen["explanation"].as_array().unwrap().contains(&json!(remark)), "{seen:#}");
        assert_eq!(case(&head, &id).await["dueOn"], "2027-05-01");

        let revoke = input(&world, &seen, json!({}));
        assert_eq!(officer.refused("revokeClockExtension", revoke.clone()).await, ["FORBIDDEN"]);
        let stranger = world.client("culture_head").await;
        assert_eq!(stranger.refused("revokeClockExtension", revoke.clone()).await, ["NOT_FOUND"]);
        let mut unsaid = revoke.clone();
        unsaid["ground"] = json!(" ");
        assert_eq!(head.refused("revokeClockExtension", unsaid).await, ["REQUIRED"]);
        head.succeed("revokeClockExtension", revoke.clone(), "clock { id }").await;
        assert_eq!(head.refused("revokeClockExtension", revoke).await, ["CONFLICT"]);
        // The date that was set is gone; the extension before it stands.
        let seen = decision().await;
        assert_eq!((&seen["dueOn"], &seen["needsCollectiveDate"]), (&extended["dueOn"], &json!(true)));
        head.succeed("revokeClockExtension", input(&world, &seen, json!({})), "clock { id }").await;
        let seen = decision().await;
        assert_eq!((&seen["dueOn"], &seen["provisional"]), (&first["dueOn"], &first["provisional"]));
        assert_eq!(seen["needsCollectiveDate"], false);
        assert_eq!(
            (&seen["viewerCanExtend"], &seen["viewerCanRevokeExtension"]),
            (&json!(true), &json!(false))
        );
        let said = seen["explanation"].as_array().unwrap();
        assert!(said.contains(&json!("2026年11月18日撤销批准的延长30日，不计入")), "{said:?}");
        let kinds: Vec<_> =
            seen["events"].as_array().unwrap().iter().map(|event| event["kind"].clone()).collect();
        assert_eq!(json!(kinds), json!(["STARTED", "EXTENDED", "DATE_SET", "REVOKED", "REVOKED"]));
        assert_eq!(seen["events"][3]["until"], "2027-05-01");
        assert_eq!(seen["events"][3]["ground"], "延长有误");
        let case = case(&head, &id).await;
        assert_eq!(case["dueOn"], first["dueOn"]);
        assert_eq!(case["events"][0]["note"], "撤销“作出处理决定”期限的延长，期限至2027年2月16日");
        assert_eq!(case["events"][0]["ground"], "延长有误");
        let heard = told(&officer).await;
        assert!(
            heard.iter().any(|text| text.contains("“作出处理决定”期限的延长已撤销，期限至2027年2月16日")),
            "{heard:?}"
        );
        world.figures_are_right().await;
        let log = "{ auditEntries(first: 50) { nodes { action } } }";
        let entries =
            world.client("auditor").await.data(log, json!({})).await["auditEntries"]["nodes"].clone();
        let of = |action: &str| {
            entries.as_array().unwrap().iter().filter(|entry| entry["action"] == action).count()
        };
        assert_eq!(of("revokeClockExtension"), 2);
    });
}

#[test]
fn to_do_follows_what_was_revoked() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let id = world.lead(&officer, json!({ "receivedOn": "2026-11-02" })).await;
        let urgency = "{ todo(first: 5) { nodes { urgency dueOn } } }";
        let waits = async |client: &Client| client.data(urgency, json!({})).await["todo"]["nodes"][0].clone();
        let lead = clock(&head, &id, "LEAD_VERIFICATION").await;
        head.succeed("extendClock", input(&world, &lead, json!({})), "clock { id }").await;
        assert_eq!(waits(&officer).await, json!({ "urgency": "LATER", "dueOn": "2026-12-14" }));
        world.pass(Duration::days(6));
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let lead = clock(&head, &id, "LEAD_VERIFICATION").await;
        head.succeed("revokeClockExtension", input(&world, &lead, json!({})), "clock { id }").await;
        assert_eq!(waits(&officer).await, json!({ "urgency": "OVERDUE", "dueOn": "2026-11-23" }));
    });
}

#[test]
fn a_sealing_is_extended_again_after_its_extension_was_revoked() {
    on_each_engine(|world| async move {
        let id = filed(&world).await;
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        world.step(&officer, &id, "INVESTIGATE", json!({})).await;
        let seize = json!({ "caseId": id, "measure": "DETENTION", "takenOn": world.today(),
            "decisionNumber": "岳市监扣〔2026〕1号", "ground": "《行政强制法》第二十二条", "place": "库房",
            "officerIds": [world.user("officer"), world.user("officer2")],
            "goods": [{ "name": "假冒白酒", "quantity": "12", "unit": "瓶", "value": "3600.00" }] });
        let seizure =
            officer.succeed("recordSeizure", seize, "seizure { id dueOn }").await["seizure"].clone();
        let whole = "query($id: ID!) { seizure(id: $id) { version dueOn extendedOn } }";
        let seen = async || head.data(whole, json!({ "id": seizure["id"] })).await["seizure"].clone();
        let extend = async || {
            let extend = json!({ "id": seizure["id"], "version": seen().await["version"],
                "approvedOn": world.today(), "reason": "案情复杂", "document": "延长〔2026〕1号" });
            head.succeed("extendSeizure", extend, "seizure { id }").await;
        };
        extend().await;
        let extended = seen().await;
        assert_eq!(
            (&extended["dueOn"], &extended["extendedOn"]),
            (&json!("2027-01-17"), &json!(world.today()))
        );
        let sealing = clock(&head, &id, "SEALING").await;
        assert_eq!(
            officer.refused("revokeClockExtension", input(&world, &sealing, json!({}))).await,
            ["FORBIDDEN"]
        );
        head.succeed("revokeClockExtension", input(&world, &sealing, json!({})), "clock { id }").await;
        let revoked = seen().await;
        assert_eq!((&revoked["dueOn"], &revoked["extendedOn"]), (&seizure["dueOn"], &Value::Null));
        extend().await;
        assert_eq!(seen().await["dueOn"], extended["dueOn"]);
    });
}

#[test]
fn the_office_revokes_a_supervisions_extension() {
    on_each_engine(|world| async move {
        let (office, officer) = (world.client("office").await, world.client("officer").await);
        let case = world.lead(&officer, json!({})).await;
        let new = json!({ "caseId": case, "document": "岳双打督〔2026〕1号", "ground": "案情重大",
            "requirements": "依法从快办理", "listedOn": world.today(), "deadlineOn": "2026-12-20",
            "reportEveryDays": 7 });
        let id =
            office.succeed("superviseCase", new, "supervision { id }").await["supervision"]["id"].clone();
        let whole = "query($id: ID!) { supervision(id: $id) { version deadlineOn viewerCanRevokeExtension
            entries { kind content dueOn } } }";
        let seen =
            async |client: &Client| client.data(whole, json!({ "id": id })).await["supervision"].clone();
        let nothing = json!({ "id": id, "version": 1, "reason": "误操作" });
        assert_eq!(office.refused("revokeSupervisionExtension", nothing).await, ["ILLEGAL_TRANSITION"]);
        for (version, until) in [(1, "2027-01-31"), (2, "2027-02-28")] {
            let later =
                json!({ "id": id, "version": version, "deadlineOn": until, "reason": "等待检验结论" });
            office.succeed("extendSupervision", later, "supervision { id }").await;
        }
        let revoke = async |version: i32| json!({ "id": id, "version": version, "reason": "延期系误操作" });
        for username in ["officer", "head"] {
            let client = world.client(username).await;
            assert_eq!(client.refused("revokeSupervisionExtension", revoke(3).await).await, ["FORBIDDEN"]);
        }
        assert_eq!(seen(&officer).await["viewerCanRevokeExtension"], false);
        assert_eq!(seen(&office).await["viewerCanRevokeExtension"], true);
        // That of the clock itself is not the way.
        let running = clock(&office, &case, "SUPERVISION").await;
        let head = world.client("head").await;
        assert_eq!(
            head.refused("revokeClockExtension", input(&world, &running, json!({}))).await,
            ["ILLEGAL_TRANSITION"]
        );
        office.succeed("revokeSupervisionExtension", revoke(3).await, "supervision { id }").await;
        assert_eq!(seen(&office).await["deadlineOn"], "2027-01-31");
        office.succeed("revokeSupervisionExtension", revoke(4).await, "supervision { id }").await;
        let last = seen(&office).await;
        assert_eq!(
            (&last["deadlineOn"], &last["viewerCanRevokeExtension"]),
            (&json!("2026-12-20"), &json!(false))
        );
        assert_eq!(
            last["entries"][0],
            json!({ "kind": "REVOKE_EXTENSION", "content": "延期系误操作", "dueOn": "2026-12-20" })
        );
        // A Sunday: said, not moved.
        let last = clock(&officer, &case, "SUPERVISION").await;
        assert_eq!((&last["dueOn"], &last["restDay"]), (&json!("2026-12-20"), &json!("星期日")));
        let heard = told(&officer).await;
        assert!(heard.iter().any(|text| text.contains("撤销督办延期，期限恢复为2026-12-20")), "{heard:?}");
    });
}
