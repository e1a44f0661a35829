//! The way of a case beside its steps: proposals to the head, what is done without moving the status,
//! who may do what, and two people on one version.

use entity::enums::CaseEventKind;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use shuangda::shared::{audit::verification::verify, ids};
use tests::{Client, World, on_each_engine};

const WHOLE: &str = "query($id: ID!) { case(id: $id) { status version mark: marks
    allowedTransitions { transition allowed proposable reason follows requires }
    allowedDeeds { deed allowed reason }
    approvals { id transition state ground reason proposedBy { displayName } decidedBy { displayName } penalty { fine } }
    informant { anonymous hasTelephone told viewerCanReveal }
    publication { text publishedOn place } publicationDraft viewerCanApprove
    events(first: 100) { sequence kind transition note } } }";

async fn whole(client: &Client, id: &str) -> Value {
    client.data(WHOLE, json!({ "id": id })).await["case"].clone()
}

fn proposable(case: &Value) -> Vec<&str> {
    let options = case["allowedTransitions"].as_array().unwrap().iter();
    options
        .filter(|option| option["proposable"] == true)
        .map(|option| option["transition"].as_str().unwrap())
        .collect()
}

fn deeds(case: &Value) -> Vec<&str> {
    let options = case["allowedDeeds"].as_array().unwrap().iter();
    options
        .filter(|option| option["allowed"] == true)
        .map(|option| option["deed"].as_str().unwrap())
        .collect()
}

/// A case under investigation, with the officers as its handlers.
async fn investigated(world: &World, head: &Client, officer: &Client, lead: Value) -> String {
    let case = world.lead(officer, lead).await;
    world.step(officer, &case, "ACCEPT", json!({})).await;
    world.step(head, &case, "FILE", json!({})).await;
    let version = whole(head, &case).await["version"].clone();
    let handlers = json!([{ "userId": world.user("officer"), "lead": true }]);
    let assign = json!({ "id": case, "version": version, "handlers": handlers });
    head.succeed("assignCaseHandlers", assign, "case { id }").await;
    world.step(officer, &case, "INVESTIGATE", json!({})).await;
    case
}

async fn history_is_whole(world: &World, case: &str) {
    let (_, id) = ids::decode(case).unwrap();
    let row = entity::case::Entity::find_by_id(id).one(&world.app.db.read).await.unwrap().unwrap();
    let events = entity::case_event::Entity::find()
        .filter(entity::case_event::Column::CaseId.eq(id))
        .order_by_asc(entity::case_event::Column::Sequence)
        .all(&world.app.db.read)
        .await
        .unwrap();
    let numbers: Vec<i32> = events.iter().map(|event| event.sequence).collect();
    assert_eq!(numbers, (1..=row.event_count).collect::<Vec<_>>(), "the history has gaps");
    let last = events.iter().rev().find(|event| event.kind == CaseEventKind::Step).unwrap();
    assert_eq!(last.to_status, row.status);
    assert!(row.version >= row.event_count);
}

#[test]
fn an_officer_proposes_and_the_head_decides() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let (office, culture) = (world.client("office").await, world.client("culture_officer").await);
        let case = world.lead(&officer, json!({})).await;
        world.step(&officer, &case, "ACCEPT", json!({})).await;
        let seen = whole(&officer, &case).await;
        assert_eq!(proposable(&seen), ["FILE", "DECLINE_FILING", "WITHDRAW"]);
        assert_eq!(proposable(&whole(&head, &case).await), Vec::<&str>::new());
        assert_eq!(proposable(&whole(&office, &case).await), Vec::<&str>::new());

        let propose = |version: &Value| {
            json!({ "id": case, "version": version, "transition": "FILE", "occurredOn": world.today(),
                "ground": "《商标法》第五十七条", "documents": ["立案审批表"] })
        };
        assert_eq!(office.refused("proposeCaseStep", propose(&seen["version"])).await, ["FORBIDDEN"]);
        assert_eq!(culture.refused("proposeCaseStep", propose(&seen["version"])).await, ["NOT_FOUND"]);
        let mut incomplete = propose(&seen["version"]);
        incomplete["ground"] = Value::Null;
        assert_eq!(officer.refused("proposeCaseStep", incomplete).await, ["REQUIRED"]);
        officer.succeed("proposeCaseStep", propose(&seen["version"]), "case { id }").await;
        let seen = whole(&officer, &case).await;
        assert_eq!(seen["status"], "ACCEPTED");
        assert_eq!(seen["approvals"][0]["state"], "PENDING");
        assert_eq!(officer.refused("proposeCaseStep", propose(&seen["version"])).await, ["DUPLICATE"]);
        let waiting = "{ todo(first: 10) { nodes { title } } }";
        assert!(head.data(waiting, json!({})).await.to_string().contains("呈批"));

        let approval = seen["approvals"][0]["id"].clone();
        let back = json!({ "id": approval, "version": seen["version"], "reason": "请补充现场检查笔录" });
        assert_eq!(officer.refused("returnCaseStep", back.clone()).await, ["FORBIDDEN"]);
        head.succeed("returnCaseStep", back.clone(), "case { id }").await;
        let seen = whole(&officer, &case).await;
        assert_eq!(seen["approvals"][0]["state"], "RETURNED");
        assert_eq!(seen["approvals"][0]["reason"], "请补充现场检查笔录");
        let mut again = back;
        again["version"] = seen["version"].clone();
        assert_eq!(head.refused("returnCaseStep", again).await, ["ILLEGAL_TRANSITION"]);

        officer.succeed("proposeCaseStep", propose(&seen["version"]), "case { id }").await;
        let seen = whole(&head, &case).await;
        assert_eq!(seen["viewerCanApprove"], true);
        let approve = json!({ "id": seen["approvals"][0]["id"], "version": seen["version"], "occurredOn": world.today() });
        let done = head.succeed("approveCaseStep", approve, "case { status } approval { state }").await;
        assert_eq!(done["case"]["status"], "FILED");
        assert_eq!(done["approval"]["state"], "APPROVED");
        history_is_whole(&world, &case).await;

        // Overtaken by a step that the head takes, a proposal lapses, and nothing waits any more.
        let version = whole(&head, &case).await["version"].clone();
        let handlers = json!([{ "userId": world.user("officer"), "lead": true }]);
        head.succeed(
            "assignCaseHandlers",
            json!({ "id": case, "version": version, "handlers": handlers }),
            "case { id }",
        )
        .await;
        let version = whole(&officer, &case).await["version"].clone();
        let withdraw = json!({ "id": case, "version": version, "transition": "WITHDRAW", "occurredOn": world.today(), "ground": "误立" });
        officer.succeed("proposeCaseStep", withdraw, "case { id }").await;
        world.step(&head, &case, "INVESTIGATE", json!({})).await;
        assert_eq!(whole(&head, &case).await["approvals"][0]["state"], "LAPSED");
        assert!(!head.data(waiting, json!({})).await.to_string().contains("呈批"));
        history_is_whole(&world, &case).await;
        assert_eq!(verify(&world.app, &[]).await.unwrap().faults, []);
    });
}

#[test]
fn two_on_one_version_one_wins_and_the_other_is_told() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let case = investigated(&world, &head, &officer, json!({})).await;
        let version = whole(&officer, &case).await["version"].clone();
        let note =
            json!({ "id": case, "version": version, "occurredOn": world.today(), "note": "电话询问权利人" });
        let suspend = json!({ "id": case, "version": version, "transition": "SUSPEND", "occurredOn": world.today(), "ground": "等待鉴定" });
        let (first, second) = tokio::join!(
            officer.mutate("noteOnCase", note, "case { version status } errors { code }"),
            head.mutate("recordCaseStep", suspend, "case { version status } errors { code }")
        );
        let codes = |answer: &Value| answer["errors"].as_array().unwrap().len();
        assert_eq!(codes(&first) + codes(&second), 1, "{first} {second}");
        let loser = if codes(&first) == 1 { &first } else { &second };
        assert_eq!(loser["errors"][0]["code"], "CONFLICT");
        let now = whole(&officer, &case).await;
        assert_eq!(loser["case"]["version"], now["version"], "the loser is shown the case as it is now");
        history_is_whole(&world, &case).await;
    });
}

#[test]
fn a_decision_is_heard_served_published_and_told() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let (office, culture) = (world.client("office").await, world.client("culture_officer").await);
        let person = json!({ "kind": "PERSON", "name": "张三丰", "address": "岳阳市岳阳楼区五里牌路12号3栋201室",
            "phone": "13812345678" });
        let party = officer.succeed("registerParty", person, "party { id }").await["party"]["id"].clone();
        let informant = json!({ "name": "刘举报", "telephone": "13900001111" });
        let lead = json!({
            "parties": [{ "partyId": party, "role": "RESPONDENT" }],
            "informant": informant,
            "summary": "张三丰（430602198001011234，电话13812345678）住岳阳市岳阳楼区五里牌路12号3栋201室，销售假酒"
        });
        let case = investigated(&world, &head, &officer, lead).await;
        assert_eq!(whole(&culture, &case).await, Value::Null);
        let seen = whole(&officer, &case).await;
        assert_eq!(
            seen["informant"],
            json!({ "anonymous": false, "hasTelephone": true, "told": false, "viewerCanReveal": true })
        );

        // The name is in no row in the clear, is shown to few, and each showing is logged.
        let kept = entity::case_informant::Entity::find().one(&world.app.db.read).await.unwrap().unwrap();
        assert!(!kept.name_cipher.unwrap().contains("刘举报"));
        let reveal = json!({ "id": case, "reason": "核实线索" });
        for (client, may) in [
            (&officer, true),
            (&office, true),
            (&world.client("observer").await, false),
            (&world.client("leader").await, false),
        ] {
            if may {
                let shown =
                    client.succeed("revealInformant", reveal.clone(), "informant { name telephone }").await;
                assert_eq!(shown["informant"], json!({ "name": "刘举报", "telephone": "13900001111" }));
            } else {
                assert_eq!(client.refused("revealInformant", reveal.clone()).await, ["FORBIDDEN"]);
            }
        }
        assert_eq!(culture.refused("revealInformant", reveal).await, ["NOT_FOUND"]);
        let read = entity::audit_entry::Entity::find()
            .filter(entity::audit_entry::Column::Action.eq("revealInformant"));
        assert_eq!(read.count(&world.app.db.read).await.unwrap(), 2);

        world.step(&officer, &case, "GIVE_NOTICE", json!({})).await;
        let seen = whole(&officer, &case).await;
        assert!(deeds(&seen).contains(&"WAIVE_HEARING"));
        let penalty = json!({ "outcome": "PENALTY", "penalty": { "fine": "5000.00" } });
        let decide = json!({ "id": case, "version": seen["version"], "transition": "DECIDE", "occurredOn": world.today(),
            "ground": "《商标法》第六十条", "documents": ["岳市监处罚〔2026〕1号"], "outcome": "PENALTY", "penalty": { "fine": "5000.00" } });
        assert_eq!(head.refused("recordCaseStep", decide).await, ["ILLEGAL_TRANSITION"]);
        world.waive_hearing(&officer, &case).await;
        world.step(&head, &case, "DECIDE", penalty).await;
        assert!(deeds(&whole(&officer, &case).await).contains(&"SERVE_DECISION"));
        world.serve(&officer, &case).await;

        let seen = whole(&officer, &case).await;
        let draft = seen["publicationDraft"].as_str().unwrap().to_owned();
        for secret in ["张三丰", "430602198001011234", "13812345678", "201室"] {
            assert!(!draft.contains(secret), "{secret} in {draft}");
        }
        assert!(draft.contains("张某") && draft.contains("罚款5000.00元"), "{draft}");
        let publish = |version: &Value, text: &str| json!({ "id": case, "version": version, "publishedOn": world.today(), "text": text });
        let leaking = format!("{draft}\n被处罚人：张三丰");
        assert_eq!(officer.refused("publishPenalty", publish(&seen["version"], &leaking)).await, ["INVALID"]);
        officer.succeed("publishPenalty", publish(&seen["version"], &draft), "case { id }").await;
        let seen = whole(&officer, &case).await;
        assert_eq!(seen["publication"]["text"], draft);

        let tell = json!({ "id": case, "version": seen["version"], "toldOn": world.today() });
        officer.succeed("tellInformant", tell, "case { id }").await;
        let seen = whole(&officer, &case).await;
        assert_eq!(seen["informant"]["told"], true);
        assert!(!deeds(&seen).contains(&"TELL_INFORMANT"));

        let typical = json!({ "id": case, "version": seen["version"], "typical": true, "markedOn": world.today(), "ground": "手段典型" });
        assert_eq!(officer.refused("markTypicalCase", typical.clone()).await, ["FORBIDDEN"]);
        office.succeed("markTypicalCase", typical, "case { id }").await;
        assert!(whole(&officer, &case).await["mark"].as_array().unwrap().contains(&json!("TYPICAL")));

        // Who handles it jointly adds to it, but neither decides nor moves it.
        let version = whole(&head, &case).await["version"].clone();
        let join = json!({ "id": case, "version": version, "departmentId": world.department("culture"), "since": world.today() });
        head.succeed("addCoHandler", join, "case { id }").await;
        let seen = whole(&culture, &case).await;
        assert_eq!(deeds(&seen), ["NOTE"]);
        let note = json!({ "id": case, "version": seen["version"], "occurredOn": world.today(), "note": "协助查询出版物来源" });
        culture.succeed("noteOnCase", note, "case { id }").await;
        let version = whole(&culture, &case).await["version"].clone();
        let enforce =
            json!({ "id": case, "version": version, "transition": "ENFORCE", "occurredOn": world.today() });
        assert_eq!(culture.refused("recordCaseStep", enforce).await, ["FORBIDDEN"]);
        world.step(&officer, &case, "ENFORCE", json!({})).await;
        world.step(&officer, &case, "CLOSE", json!({ "outcome": "PENALTY" })).await;

        let events = whole(&officer, &case).await["events"].clone();
        for kind in ["HEARING", "SERVICE", "PUBLICATION", "INFORMANT", "MARK", "NOTE"] {
            assert!(
                events.as_array().unwrap().iter().any(|event| event["kind"] == kind),
                "no {kind} in {events}"
            );
        }
        history_is_whole(&world, &case).await;
        assert_eq!(verify(&world.app, &[]).await.unwrap().faults, []);
    });
}

/// A life at random: whatever anybody tries, nothing illegal happens, and nothing that happened is lost.
#[test]
fn random_lives_keep_their_history() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let mut seed = 20_261_122_u64;
        let mut draw = move |of: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % of
        };
        for _ in 0..6 {
            let case = world.lead(&officer, json!({})).await;
            for _ in 0..14 {
                let by = if draw(3) == 0 { &officer } else { &head };
                let seen = whole(by, &case).await;
                let options = seen["allowedTransitions"].as_array().unwrap().clone();
                let fitting: Vec<_> = options
                    .iter()
                    .filter(|option| {
                        !matches!(
                            option["transition"].as_str(),
                            Some("REFER" | "REFER_TO_POLICE" | "TAKE_BACK")
                        )
                    })
                    .collect();
                if fitting.is_empty() {
                    break;
                }
                let option = fitting[draw(fitting.len())];
                let decides = option["transition"] == "DECIDE";
                let mut input = json!({ "id": case, "version": seen["version"], "transition": option["transition"],
                    "occurredOn": world.today(), "ground": "依据", "documents": ["文书"] });
                if decides {
                    input["outcome"] = json!("NO_PENALTY");
                }
                if option["transition"] == "CLOSE" {
                    input["outcome"] = json!("NO_PENALTY");
                }
                let answer = by
                    .mutate("recordCaseStep", input, "case { version status } errors { code message }")
                    .await;
                let refused = !answer["errors"].as_array().unwrap().is_empty();
                assert_eq!(refused, option["allowed"] == false, "{option} {answer}");
                let now = whole(by, &case).await;
                assert_eq!(
                    now["version"] == seen["version"],
                    refused,
                    "a refusal changes nothing, a step counts"
                );
                if !refused && draw(2) == 0 && deeds(&now).contains(&"NOTE") {
                    let note = json!({ "id": case, "version": now["version"], "occurredOn": world.today(), "note": "记录" });
                    by.succeed("noteOnCase", note, "case { id }").await;
                }
                if deeds(&whole(by, &case).await).contains(&"SERVE_DECISION") {
                    world.serve(by, &case).await;
                }
                history_is_whole(&world, &case).await;
            }
        }
    });
}
