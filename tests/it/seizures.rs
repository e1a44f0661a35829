//! Seized goods through the API: who may do what, what is left after each act, and what a case must
//! not be closed over.

use serde_json::{Value, json};
use tests::{Client, World, on_each_engine, records::with};

const WHOLE: &str = "query($id: ID!) { seizure(id: $id) { measure firstMeasure held dueOn overdue version
    value goods { id name quantity left returned confiscated destroyed transferred }
    disposals { kind witnesses goods { name quantity unit } }
    actions { action allowed reason } } }";

async fn whole(client: &Client, id: &str) -> Value {
    client.data(WHOLE, json!({ "id": id })).await["seizure"].clone()
}

async fn allowed(client: &Client, id: &str) -> Vec<String> {
    let seizure = whole(client, id).await;
    let options = seizure["actions"].as_array().unwrap().clone();
    let allowed = options.iter().filter(|option| option["allowed"] == true);
    allowed.map(|option| option["action"].as_str().unwrap().to_owned()).collect()
}

/// A filed case under investigation, with the market department's two officers as its handlers.
async fn investigated(world: &World) -> String {
    let (head, officer) = (world.client("head").await, world.client("officer").await);
    world.investigated(&head, &officer, json!({})).await
}

fn input(world: &World, case: &str, measure: &str) -> Value {
    json!({
        "caseId": case,
        "measure": measure,
        "takenOn": world.today(),
        "decisionNumber": "岳市监扣〔2026〕1号",
        "ground": "《行政强制法》第二十二条",
        "place": "建材市场3栋库房",
        "officerIds": [world.user("officer"), world.user("officer2")],
        "goods": [
            { "name": "假冒白酒", "brand": "某名酒", "quantity": "12", "unit": "瓶", "value": "3600.00" },
            { "name": "散装白酒", "quantity": "30.125", "unit": "公斤", "value": "0.10" }
        ]
    })
}

async fn seized(world: &World, by: &Client, case: &str, measure: &str) -> String {
    let payload = by.succeed("recordSeizure", input(world, case, measure), "seizure { id }").await;
    payload["seizure"]["id"].as_str().unwrap().to_owned()
}

/// The input of a disposal of all that is left; `more` says the rest.
async fn of(by: &Client, id: &str, more: Value) -> Value {
    with(json!({ "id": id, "version": whole(by, id).await["version"], "document": "文书1号" }), more)
}

async fn transition(client: &Client, case: &str, transition: &str) -> Value {
    const DOCUMENT: &str =
        "query($id: ID!) { case(id: $id) { allowedTransitions { transition allowed reason } } }";
    let case = client.data(DOCUMENT, json!({ "id": case })).await["case"].clone();
    let options = case["allowedTransitions"].as_array().unwrap();
    options.iter().find(|option| option["transition"] == transition).cloned().unwrap_or_default()
}

#[test]
fn goods_go_where_they_are_sent_and_nowhere_twice() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let case = investigated(&world).await;
        let id = seized(&world, &officer, &case, "DETENTION").await;
        let fresh = whole(&officer, &id).await;
        assert_eq!(fresh["value"], "3600.10");
        assert_eq!(fresh["goods"][1]["quantity"], "30.125");
        // Thirty days, the first of which does not count, end on a working day.
        assert_eq!(fresh["dueOn"], "2026-12-18");
        assert_eq!(allowed(&officer, &id).await, ["RETURN", "DESTROY"]);
        assert_eq!(allowed(&head, &id).await, ["EXTEND", "RETURN", "DESTROY"]);

        let spirits = fresh["goods"][0]["id"].clone();
        let part = json!([{ "goodsId": spirits, "quantity": "2" }]);
        let back =
            of(&officer, &id, json!({ "returnedOn": world.today(), "recipient": "恒昌商行", "goods": part }))
                .await;
        officer.succeed("returnGoods", back.clone(), "seizure { id }").await;
        assert_eq!(officer.refused("returnGoods", back).await, ["CONFLICT"], "the version was used");
        let too_much = json!([{ "goodsId": spirits, "quantity": "10.001" }]);
        let back = of(
            &officer,
            &id,
            json!({ "returnedOn": world.today(), "recipient": "恒昌商行", "goods": too_much }),
        )
        .await;
        assert_eq!(officer.refused("returnGoods", back).await, ["OUT_OF_RANGE"]);
        let none = of(&officer, &id, json!({ "confiscatedOn": world.today() })).await;
        assert_eq!(
            officer.refused("confiscateGoods", none).await,
            ["ILLEGAL_TRANSITION"],
            "nothing is decided"
        );

        for step in ["SUBMIT_LEGAL_REVIEW"] {
            world.step(&officer, &case, step, json!({})).await;
        }
        world.step(&officer, &case, "PASS_LEGAL_REVIEW", json!({})).await;
        world.waive_hearing(&officer, &case).await;
        let penalty = json!({ "outcome": "PENALTY", "penalty": { "confiscatedGoods": "侵权商品" } });
        world.step(&head, &case, "DECIDE", penalty).await;
        world.serve(&officer, &case).await;
        world.step(&officer, &case, "ENFORCE", json!({})).await;
        let close = transition(&officer, &case, "CLOSE").await;
        assert_eq!(close["allowed"], false);
        assert!(close["reason"].as_str().unwrap().contains("物品"), "{close}");

        let all = of(&officer, &id, json!({ "confiscatedOn": world.today() })).await;
        officer.succeed("confiscateGoods", all, "seizure { id }").await;
        let confiscated = whole(&officer, &id).await;
        assert_eq!(confiscated["held"], false);
        assert_eq!(confiscated["dueOn"], Value::Null);
        assert_eq!(confiscated["goods"][0]["confiscated"], "10");
        assert_eq!(confiscated["goods"][0]["left"], "0");
        assert_eq!(allowed(&officer, &id).await, ["DESTROY"], "what was confiscated can still be destroyed");

        let destroy = json!({ "destroyedOn": world.today(), "place": "垃圾焚烧厂", "ofConfiscated": true });
        let with = |witnesses: Value| {
            let mut destroy = destroy.clone();
            destroy["witnesses"] = witnesses;
            destroy
        };
        for too_few in [json!([]), json!(["张三"]), json!(["张三", "张三"])] {
            let alone = of(&officer, &id, with(too_few)).await;
            assert_eq!(officer.refused("destroyGoods", alone).await, ["OUT_OF_RANGE"]);
        }
        let seen = of(&officer, &id, with(json!(["张三", "李四"]))).await;
        officer.succeed("destroyGoods", seen, "seizure { id }").await;
        let destroyed = whole(&officer, &id).await;
        assert_eq!(destroyed["goods"][0]["destroyed"], "10");
        assert_eq!(destroyed["goods"][1]["destroyed"], "30.125");
        assert_eq!(destroyed["disposals"][2]["witnesses"], json!(["张三", "李四"]));
        assert_eq!(allowed(&officer, &id).await, Vec::<String>::new());
        assert_eq!(transition(&officer, &case, "CLOSE").await["allowed"], true);
        world.step(&officer, &case, "CLOSE", json!({ "outcome": "PENALTY" })).await;
        let events = officer
            .data(
                "query($id: ID!) { case(id: $id) { events(first: 100) { kind note documents } } }",
                json!({ "id": case }),
            )
            .await["case"]["events"]
            .clone();
        let lines = events.as_array().unwrap().iter().filter(|event| event["kind"] == "SEIZURE").count();
        assert_eq!(lines, 4, "taken, returned, confiscated, destroyed");
    });
}

#[test]
fn preservation_becomes_another_measure_in_time_or_lapses() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let case = investigated(&world).await;
        let in_time = seized(&world, &officer, &case, "PRESERVATION").await;
        let lapsing = seized(&world, &officer, &case, "PRESERVATION").await;
        // Seven working days from a Wednesday.
        assert_eq!(whole(&officer, &in_time).await["dueOn"], "2026-11-27");
        let convert = |version: &Value, id: &str, on: chrono::NaiveDate| {
            json!({ "id": id, "version": version, "measure": "SEALING", "convertedOn": on,
                "decisionNumber": "岳市监封〔2026〕2号", "ground": "《行政强制法》第二十二条" })
        };
        officer
            .succeed("convertPreservation", convert(&json!(1), &in_time, world.today()), "seizure { id }")
            .await;
        let sealed = whole(&officer, &in_time).await;
        assert_eq!(
            (&sealed["measure"], &sealed["firstMeasure"]),
            (&json!("SEALING"), &json!("PRESERVATION"))
        );
        assert_eq!(sealed["dueOn"], "2026-12-18");

        world.pass(chrono::Duration::days(12));
        let (officer, head) = (world.client("officer").await, world.client("head").await);
        let late = whole(&officer, &lapsing).await;
        assert_eq!(late["overdue"], true);
        let late = convert(&late["version"], &lapsing, world.today());
        assert_eq!(officer.refused("convertPreservation", late).await, ["ILLEGAL_TRANSITION"]);
        let overdue = officer
            .data("{ seizures(first: 10, filter: { due: OVERDUE }) { totalCount } }", json!({}))
            .await["seizures"]["totalCount"]
            .clone();
        assert_eq!(overdue, 1);

        let extend = |version: &Value| {
            json!({ "id": in_time, "version": version, "approvedOn": world.today(), "reason": "案情复杂",
                "document": "岳市监延〔2026〕1号" })
        };
        let version = whole(&head, &in_time).await["version"].clone();
        assert_eq!(officer.refused("extendSeizure", extend(&version)).await, ["FORBIDDEN"]);
        head.succeed("extendSeizure", extend(&version), "seizure { id }").await;
        let extended = whole(&head, &in_time).await;
        // Sixty days from 2026-11-18 end on a Sunday; the holidays of 2027 are not known, so that this is the
        // earliest that the date can be, not the Monday after.
        assert_eq!(extended["dueOn"], "2027-01-17");
        assert_eq!(head.refused("extendSeizure", extend(&extended["version"])).await, ["ILLEGAL_TRANSITION"]);
    });
}

#[test]
fn a_seizure_needs_two_certified_officers_of_the_case_and_a_list() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let case = investigated(&world).await;
        let with = |field: &str, value: Value| {
            let mut input = input(&world, &case, "SEALING");
            input[field] = value;
            input
        };
        let alone = with("officerIds", json!([world.user("officer")]));
        assert_eq!(officer.refused("recordSeizure", alone).await, ["TOO_FEW_OFFICERS"]);
        let strangers = with("officerIds", json!([world.user("officer"), world.user("culture_officer")]));
        assert_eq!(officer.refused("recordSeizure", strangers).await, ["INVALID"]);
        assert_eq!(officer.refused("recordSeizure", with("goods", json!([]))).await, ["REQUIRED"]);
        let nothing = json!([{ "name": "白酒", "quantity": "0", "unit": "瓶" }]);
        assert_eq!(officer.refused("recordSeizure", with("goods", nothing)).await, ["OUT_OF_RANGE"]);
        let tomorrow = world.today() + chrono::Days::new(1);
        assert_eq!(officer.refused("recordSeizure", with("takenOn", json!(tomorrow))).await, ["DATE_ORDER"]);

        // Only handlers and the head act; who sees the case and may not is told so, others see nothing.
        let handlers = json!([{ "userId": world.user("officer2"), "lead": true }]);
        let version = officer
            .data("query($id: ID!) { case(id: $id) { version } }", json!({ "id": case }))
            .await["case"]["version"]
            .clone();
        let assign = json!({ "id": case, "version": version, "handlers": handlers });
        head.succeed("assignCaseHandlers", assign, "case { id }").await;
        let plain = input(&world, &case, "SEALING");
        for username in ["officer", "office", "leader", "observer"] {
            let client = world.client(username).await;
            assert_eq!(client.refused("recordSeizure", plain.clone()).await, ["FORBIDDEN"], "{username}");
        }
        for username in ["culture_officer", "county_office", "other_officer", "admin", "auditor"] {
            let client = world.client(username).await;
            assert_eq!(client.refused("recordSeizure", plain.clone()).await, ["NOT_FOUND"], "{username}");
        }
        head.succeed("recordSeizure", plain, "seizure { id }").await;
    });
}

#[test]
fn goods_follow_a_case_that_the_police_took_over() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let case = investigated(&world).await;
        let id = seized(&world, &officer, &case, "DETENTION").await;
        let early =
            of(&officer, &id, json!({ "transferredOn": world.today(), "recipient": "岳阳市公安局" })).await;
        assert_eq!(officer.refused("transferGoods", early).await, ["ILLEGAL_TRANSITION"]);
        let withdraw = transition(&head, &case, "WITHDRAW").await;
        assert_eq!(withdraw["allowed"], false);
        let version = officer
            .data("query($id: ID!) { case(id: $id) { version } }", json!({ "id": case }))
            .await["case"]["version"]
            .clone();
        let refer = json!({ "caseId": case, "version": version, "regionName": "长沙市",
            "occurredOn": world.today(), "ground": "违法行为发生在长沙市" });
        officer.succeed("referCaseToRegion", refer, "referral { id }").await;
        assert_eq!(
            officer.refused("recordSeizure", input(&world, &case, "SEALING")).await,
            ["ILLEGAL_TRANSITION"]
        );
        assert_eq!(transition(&officer, &case, "CLOSE").await["allowed"], false);
        let over =
            of(&officer, &id, json!({ "transferredOn": world.today(), "recipient": "长沙市市场监督管理局" }))
                .await;
        officer.succeed("transferGoods", over, "seizure { id }").await;
        assert_eq!(whole(&officer, &id).await["goods"][1]["transferred"], "30.125");
        assert_eq!(transition(&officer, &case, "CLOSE").await["allowed"], true);
    });
}

#[test]
fn seizures_are_seen_with_their_case_and_listed_by_page() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let case = investigated(&world).await;
        let mut ids = Vec::new();
        for measure in ["DETENTION", "PRESERVATION", "SEALING", "PRESERVATION", "DETENTION"] {
            ids.push(seized(&world, &officer, &case, measure).await);
        }
        const LIST: &str = "query($after: String) { seizures(first: 2, after: $after) {
            nodes { id dueOn } pageInfo { hasNextPage endCursor } totalCount } }";
        let (mut found, mut days, mut after) = (Vec::new(), Vec::new(), Value::Null);
        loop {
            let page = officer.data(LIST, json!({ "after": after })).await["seizures"].clone();
            assert_eq!(page["totalCount"], 5);
            for node in page["nodes"].as_array().unwrap() {
                found.push(node["id"].as_str().unwrap().to_owned());
                days.push(node["dueOn"].as_str().unwrap().to_owned());
            }
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
            after = page["pageInfo"]["endCursor"].clone();
        }
        assert!(days.is_sorted(), "{days:?}");
        let mut once = found.clone();
        once.sort();
        once.dedup();
        assert_eq!((found.len(), once.len()), (5, 5));

        const TRACES: &str = "query($id: ID!, $case: ID!) { seizure(id: $id) { id } node(id: $id) { id }
            seizures(first: 10, filter: { search: \"假冒\", caseId: $case }) { totalCount } }";
        let traces = json!({ "id": ids[0], "case": case });
        for username in ["officer", "head", "observer", "office", "leader"] {
            let seen = world.client(username).await.data(TRACES, traces.clone()).await;
            assert_eq!(seen["seizures"]["totalCount"], 5, "{username}");
            assert_eq!(seen["node"]["id"], json!(ids[0]), "{username}");
        }
        for username in ["culture_head", "county_office", "other_office", "other_officer", "admin", "auditor"]
        {
            let seen = world.client(username).await.data(TRACES, traces.clone()).await;
            let nothing = json!({ "seizure": null, "node": null, "seizures": { "totalCount": 0 } });
            assert_eq!(seen, nothing, "{username}");
        }
    });
}

#[test]
fn a_seizure_sent_twice_under_one_key_is_recorded_once() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let case = investigated(&world).await;
        let mut input = input(&world, &case, "DETENTION");
        input["idempotencyKey"] = json!("0d5c6c1e-seizure");
        let first = officer.succeed("recordSeizure", input.clone(), "seizure { id }").await;
        let again = officer.succeed("recordSeizure", input, "seizure { id }").await;
        assert_eq!(first["seizure"], again["seizure"]);
        let listed = officer.data("{ seizures(first: 5) { totalCount } }", json!({})).await;
        assert_eq!(listed["seizures"]["totalCount"], 1);
    });
}
