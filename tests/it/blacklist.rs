//! The blacklist: proposed by rule when a case closes with a penalty, decided by the office, flagged wherever
//! the party appears.

use serde_json::{Value, json};
use tests::{Client, World, on_each_engine, records::with};

/// A case of the market department against the party, closed with a fine.
async fn penalised(world: &World, party: &str, marks: Value) -> String {
    let (head, officer) = (world.client("head").await, world.client("officer").await);
    let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
    let lead = json!({ "parties": parties, "marks": marks });
    let case = world.filed(&head, &officer, lead).await;
    world.close_with_penalty(&case).await;
    case
}

async fn entries(client: &Client) -> Vec<Value> {
    const DOCUMENT: &str = "{ blacklistEntries(first: 10) { totalCount nodes { id version state onList ground
        rule { penalties article } cases { id } party { name listing { since until } }
        statementUntil listedUntil viewerCanDecide } } }";
    client.data(DOCUMENT, json!({})).await["blacklistEntries"]["nodes"].as_array().unwrap().clone()
}

#[test]
fn a_second_penalty_is_proposed_and_the_office_decides() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let party = world.party(&officer, "恒昌名酒商行").await;
        let first = penalised(&world, &party, json!([])).await;
        let office = world.client("office").await;
        assert_eq!(entries(&office).await, Vec::<Value>::new());
        let second = penalised(&world, &party, json!([])).await;
        let office = world.client("office").await;
        let seen = entries(&office).await;
        assert_eq!(seen.len(), 1, "{seen:#?}");
        assert_eq!(seen[0]["state"], "PROPOSED");
        assert_eq!(seen[0]["rule"]["penalties"], 2);
        let mut behind: Vec<_> =
            seen[0]["cases"].as_array().unwrap().iter().filter_map(|case| case["id"].as_str()).collect();
        behind.sort_unstable();
        let mut expected = vec![first.as_str(), second.as_str()];
        expected.sort_unstable();
        assert_eq!(behind, expected);
        assert_eq!(seen[0]["party"]["listing"], Value::Null);
        let waiting = "{ todo(first: 20) { nodes { objectId party { name } } } }";
        let waiting = office.data(waiting, json!({})).await["todo"]["nodes"].clone();
        let waiting = waiting.as_array().unwrap();
        let proposal = waiting.iter().find(|item| item["objectId"] == seen[0]["id"]).unwrap();
        assert_eq!(proposal["party"]["name"], "恒昌名酒商行");
        let history = "query($id: ID!) { case(id: $id) { events(first: 3) { kind note } } }";
        let history = officer.data(history, json!({ "id": second })).await["case"]["events"].to_string();
        assert!(history.contains("BLACKLIST"), "{history}");

        let id = seen[0]["id"].clone();
        let input = |version: i32, rest: Value| with(json!({ "id": id, "version": version }), rest);
        let today = world.today();
        let notice = json!({ "notifiedOn": today, "document": "岳市监列告〔2026〕1号" });
        for username in ["head", "officer", "leader", "culture_head", "other_office", "county_office"] {
            let client = world.client(username).await;
            let codes = client.refused("giveBlacklistNotice", input(1, notice.clone())).await;
            assert!(codes == ["FORBIDDEN"] || codes == ["NOT_FOUND"], "{username}: {codes:?}");
        }
        let list = json!({ "listedOn": today, "document": "岳市监列决〔2026〕1号" });
        assert_eq!(office.refused("listOnBlacklist", input(1, list.clone())).await, ["ILLEGAL_TRANSITION"]);
        let noted =
            office.succeed("giveBlacklistNotice", input(1, notice), "entry { state statementUntil }").await;
        assert_eq!(noted["entry"]["state"], "NOTIFIED");
        // Wednesday 18 November, five working days.
        assert_eq!(noted["entry"]["statementUntil"], "2026-11-25");
        assert_eq!(office.refused("listOnBlacklist", input(2, list)).await, ["ILLEGAL_TRANSITION"]);
        let statement = json!({ "statedOn": today, "statement": "已停止侵权并缴纳罚款" });
        office.succeed("recordBlacklistStatement", input(2, statement), "entry { state }").await;
        let list = json!({ "listedOn": today, "document": "岳市监列决〔2026〕1号" });
        let listed =
            office.succeed("listOnBlacklist", input(3, list), "entry { state onList listedUntil }").await;
        assert_eq!(
            listed["entry"],
            json!({ "state": "LISTED", "onList": true, "listedUntil": "2029-11-17" })
        );
        office
            .succeed("publishBlacklisting", input(4, json!({ "publishedOn": today })), "entry { state }")
            .await;

        let flagged = "query($id: ID!, $case: ID!) { party(id: $id) { listing { until } }
            case(id: $case) { parties { party { listing { until } } } }
            parties(first: 5, filter: { listed: true }) { totalCount } }";
        let flags = officer.data(flagged, json!({ "id": party, "case": first })).await;
        assert_eq!(flags["party"]["listing"]["until"], "2029-11-17");
        assert_eq!(flags["case"]["parties"][0]["party"]["listing"]["until"], "2029-11-17");
        assert_eq!(flags["parties"]["totalCount"], 1);
        // A third penalty of a listed party makes no second entry.
        penalised(&world, &party, json!(["EGREGIOUS"])).await;
        let office = world.client("office").await;
        assert_eq!(entries(&office).await.len(), 1);

        let remove =
            |removal: &str| json!({ "removedOn": world.today(), "removal": removal, "ground": "已整改" });
        for early in ["EXPIRED", "CREDIT_RESTORED"] {
            let codes = office.refused("removeFromBlacklist", input(5, remove(early))).await;
            assert_eq!(codes, ["ILLEGAL_TRANSITION"], "{early}");
        }
        world.pass(chrono::Duration::days(366));
        let office = world.client("office").await;
        office.succeed("removeFromBlacklist", input(5, remove("CREDIT_RESTORED")), "entry { state }").await;
        let officer = world.client("officer").await;
        let flags = officer.data(flagged, json!({ "id": party, "case": first })).await;
        assert_eq!(flags["party"]["listing"], Value::Null);
    });
}

#[test]
fn a_serious_case_is_proposed_at_once_and_may_be_dismissed() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let party = world.party(&officer, "恒昌名酒商行").await;
        penalised(&world, &party, json!(["EGREGIOUS"])).await;
        let office = world.client("office").await;
        let seen = entries(&office).await;
        assert_eq!(seen[0]["rule"]["penalties"], 1);
        // The department behind it sees the proposal; nobody else does.
        assert_eq!(entries(&world.client("head").await).await.len(), 1);
        for username in ["culture_head", "county_office", "other_office", "other_officer", "admin", "auditor"]
        {
            let client = world.client(username).await;
            assert_eq!(entries(&client).await, Vec::<Value>::new(), "{username}");
            let node =
                client.data("query($id: ID!) { node(id: $id) { id } }", json!({ "id": seen[0]["id"] })).await;
            assert_eq!(node["node"], Value::Null, "{username}");
        }
        let dismiss = json!({ "id": seen[0]["id"], "version": 1, "reason": "情节轻微，已主动消除后果" });
        office.succeed("dismissBlacklistProposal", dismiss, "entry { state }").await;
        let rules = "{ blacklistRules { name article validFrom validTo } }";
        let rules = office.data(rules, json!({})).await["blacklistRules"].clone();
        assert!(rules.as_array().unwrap().len() >= 5, "{rules}");
    });
}

#[test]
fn a_listing_ends_by_its_date_whoever_looks() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let party = world.party(&officer, "恒昌名酒商行").await;
        penalised(&world, &party, json!(["MAJOR"])).await;
        let office = world.client("office").await;
        let id = entries(&office).await[0]["id"].clone();
        let today = world.today();
        let steps = [
            (
                "giveBlacklistNotice",
                json!({ "id": id, "version": 1, "notifiedOn": today, "document": "告1" }),
            ),
            (
                "recordBlacklistStatement",
                json!({ "id": id, "version": 2, "statedOn": today, "statement": "无异议" }),
            ),
            ("listOnBlacklist", json!({ "id": id, "version": 3, "listedOn": today, "document": "决1" })),
        ];
        for (name, input) in steps {
            office.succeed(name, input, "entry { state }").await;
        }
        world.pass(chrono::Duration::days(3 * 366));
        let office = world.client("office").await;
        let seen = entries(&office).await;
        assert_eq!((seen[0]["state"].clone(), seen[0]["onList"].clone()), (json!("LISTED"), json!(false)));
        assert_eq!(seen[0]["party"]["listing"], Value::Null);
        let remove = json!({ "id": id, "version": 4, "removedOn": world.today(), "removal": "EXPIRED" });
        office.succeed("removeFromBlacklist", remove, "entry { state }").await;
    });
}

#[test]
fn what_a_rule_says_changes_from_a_day_on_and_never_before() {
    const RULES: &str = "{ blacklistRules { id version name penalties months caseKinds marks listedMonths
        validFrom validTo viewerCanMaintain ground region { name } } }";
    on_each_engine(|world| async move {
        let office = world.client("office").await;
        let rules = async || {
            let data = office.data(RULES, json!({})).await;
            data["blacklistRules"].as_array().unwrap().clone()
        };
        let twice = |rule: &&Value| {
            rule["penalties"] == 2 && rule["months"] == 60 && rule["caseKinds"] == json!(["TRADEMARK"])
        };
        let shipped = rules().await;
        let platform = shipped.iter().filter(twice).find(|rule| rule["validTo"].is_null()).unwrap().clone();
        assert_eq!(
            (&platform["validFrom"], &platform["viewerCanMaintain"]),
            (&json!("2021-09-01"), &json!(false))
        );
        // The platform's is the operator's; from here on the city has one of its own in its place.
        let article = platform_article(&world, &platform).await;
        let end = json!({ "ground": "试验", "blacklistRules": [{ "name": platform["name"], "article": article,
            "penalties": 2, "months": 60, "caseKinds": ["TRADEMARK"], "listedMonths": platform["listedMonths"],
            "validFrom": "2021-09-01", "validTo": "2026-11-17" }] });
        world.operate(end).await.unwrap().unwrap();
        let own = json!({ "validFrom": "2026-11-18", "text": { "name": "商标侵权五年内再次受到行政处罚",
            "article": "《商标法》第六十条第二款", "ground": "《湖南省知识产权保护和促进条例》", "penalties": 2, "months": 60,
            "caseKinds": ["TRADEMARK"], "listedMonths": 36 } });
        let own = office.succeed("addBlacklistRule", own, "rule { id }").await["rule"]["id"].clone();
        world.pass(chrono::Duration::days(1));
        let office = world.client("office").await;
        let rules = async || {
            let data = office.data(RULES, json!({})).await;
            data["blacklistRules"].as_array().unwrap().clone()
        };
        let known = rules().await;
        let rule = known.iter().find(|rule| rule["id"] == own).unwrap().clone();
        assert_eq!((&rule["region"]["name"], &rule["viewerCanMaintain"]), (&json!("岳阳市"), &json!(true)));
        let elsewhere = world.client("other_office").await.data(RULES, json!({})).await.to_string();
        assert!(!elsewhere.contains("湖南省知识产权保护和促进条例"), "another city's: {elsewhere}");
        let text = |penalties: i32| {
            json!({ "name": "商标侵权三年内三次受到行政处罚", "article": "《商标法》第六十条第二款", "penalties": penalties,
                "months": 36, "caseKinds": ["TRADEMARK", "TRADEMARK"], "listedMonths": 24 })
        };
        let revise = |version: i32, from: &str, text: Value| json!({ "id": rule["id"], "version": version, "validFrom": from, "text": text });

        for username in ["head", "officer", "leader", "county_office", "admin", "auditor"] {
            let client = world.client(username).await;
            let codes = client.refused("reviseBlacklistRule", revise(1, "2026-12-01", text(3))).await;
            assert_eq!(codes, ["FORBIDDEN"], "{username}");
            let add = json!({ "validFrom": "2026-12-01", "text": text(3) });
            let expected: &[&str] =
                if username == "county_office" { &["FIXED_BY_STATUTE", "REQUIRED"] } else { &["FORBIDDEN"] };
            assert_eq!(client.refused("addBlacklistRule", add).await, expected, "{username}");
        }
        // Thursday 19 November 2026 is today: yesterday was judged by what holds.
        assert_eq!(
            office.refused("reviseBlacklistRule", revise(1, "2026-11-18", text(3))).await,
            ["DATE_ORDER"]
        );
        assert_eq!(
            office.refused("reviseBlacklistRule", revise(2, "2026-12-01", text(3))).await,
            ["CONFLICT"]
        );
        let mut wrong = text(0);
        wrong["listedMonths"] = json!(121);
        wrong["name"] = json!(" ");
        let codes = office.refused("reviseBlacklistRule", revise(1, "2026-12-01", wrong)).await;
        assert_eq!(codes, ["REQUIRED", "OUT_OF_RANGE", "OUT_OF_RANGE"]);

        let mut input = revise(1, "2026-12-01", text(3));
        input["idempotencyKey"] = json!("2f0f1f6e-61f9-4f3e-8a5a-0c1d2e3f4a5b");
        let shown = "rule { id version penalties caseKinds validFrom validTo }";
        let next = office.succeed("reviseBlacklistRule", input.clone(), shown).await["rule"].clone();
        assert_ne!(next["id"], rule["id"]);
        assert_eq!(
            (&next["penalties"], &next["caseKinds"], &next["validFrom"], &next["validTo"]),
            (&json!(3), &json!(["TRADEMARK"]), &json!("2026-12-01"), &Value::Null)
        );
        // A repeat adds nothing.
        let again = office.succeed("reviseBlacklistRule", input, shown).await;
        assert_eq!(again["rule"]["id"], next["id"]);
        let now = rules().await;
        assert_eq!(now.len(), known.len() + 1);
        let former = now.iter().find(|one| one["id"] == rule["id"]).unwrap();
        assert_eq!((&former["validTo"], &former["penalties"]), (&json!("2026-11-30"), &json!(2)));

        // Until it comes into force its text may be corrected, its day not.
        let correct = |from: &str| json!({ "id": next["id"], "version": next["version"], "validFrom": from, "text": text(4) });
        assert_eq!(office.refused("reviseBlacklistRule", correct("2026-12-02")).await, ["DATE_ORDER"]);
        let corrected = office.succeed("reviseBlacklistRule", correct("2026-12-01"), shown).await;
        assert_eq!((&corrected["rule"]["id"], &corrected["rule"]["penalties"]), (&next["id"], &json!(4)));

        // What holds today proposes by the former text; what is closed in December by the new one.
        let officer = world.client("officer").await;
        let party = world.party(&officer, "恒昌名酒商行").await;
        penalised(&world, &party, json!([])).await;
        world.pass(chrono::Duration::days(14));
        penalised(&world, &party, json!([])).await;
        let office = world.client("office").await;
        assert_eq!(entries(&office).await, Vec::<Value>::new(), "four are asked for by then");

        let end = |id: &Value, version: i32, to: &str| json!({ "id": id, "version": version, "validTo": to });
        let yesterday = world.today().pred_opt().unwrap().to_string();
        assert_eq!(office.refused("endBlacklistRule", end(&next["id"], 2, &yesterday)).await, ["DATE_ORDER"]);
        let today = world.today().to_string();
        let ended = office.succeed("endBlacklistRule", end(&next["id"], 2, &today), "rule { validTo }").await;
        assert_eq!(ended["rule"]["validTo"], json!(today));
        let late = office.refused("endBlacklistRule", end(&rule["id"], 2, &today)).await;
        assert_eq!(late, ["ILLEGAL_TRANSITION"]);
        let log = world.client("auditor").await;
        let log = log.data("{ auditEntries(first: 50) { nodes { action } } }", json!({})).await.to_string();
        for action in ["reviseBlacklistRule", "endBlacklistRule"] {
            assert!(log.contains(action), "{action}: {log}");
        }
    });
}

async fn platform_article(world: &World, rule: &Value) -> String {
    use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
    let row = entity::blacklist_rule::Entity::find()
        .filter(entity::blacklist_rule::Column::Name.eq(rule["name"].as_str().unwrap()))
        .one(&world.app.db.read)
        .await
        .unwrap();
    row.unwrap().article
}
