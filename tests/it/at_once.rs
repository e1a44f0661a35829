//! One long story of a case, told twice: each of its deeds sent a hundred times at once under one key,
//! and each done by two people at once on one version.

use std::collections::HashSet;

use axum::body::Body;
use entity::{attachment, audit_entry, case, case_event};
use http::{Request, header};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use shuangda::{attachments::command_line as files, figures, shared::audit::verification::verify};
use tests::{Client, World, on_each_engine, records::with};
use tower::ServiceExt;
use uuid::Uuid;

/// How each deed is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// The same request a hundred times at once, under one key.
    AHundredTimes,
    /// By two people at once who saw the same version; what names no version, once.
    ByTwo,
}

struct Story {
    world: World,
    how: How,
}

impl Story {
    async fn logged(&self, action: &str) -> u64 {
        let rows = audit_entry::Entity::find().filter(audit_entry::Column::Action.eq(action));
        rows.count(&self.world.app.db.read).await.expect("the log")
    }

    /// Does `name`, whose payload shows `object`, and answers that.
    async fn does(&self, by: [&Client; 2], name: &str, object: &str, input: Value) -> Value {
        let before = self.logged(name).await;
        let selection = match object {
            "approval" => "approval { id state case { version } }".to_owned(),
            _ => format!("{object} {{ id version }}"),
        };
        let done = match self.how {
            How::AHundredTimes => a_hundred_times(by[0], name, &selection, input).await,
            How::ByTwo if input.get("version").is_none() => by[0].succeed(name, input, &selection).await,
            How::ByTwo => by_two(by, name, &selection, object, input).await,
        };
        assert_eq!(self.logged(name).await, before + 1, "{name} acted more than once");
        assert_ne!(done[object]["id"], Value::Null, "{name}: {done}");
        done[object].clone()
    }

    async fn step(&self, by: [&Client; 2], case: &str, transition: &str, more: Value) {
        let input = with(
            json!({ "id": case, "version": version(by[0], case).await, "transition": transition,
            "occurredOn": self.world.today(), "ground": "《商标法》", "documents": ["文书1号"] }),
            more,
        );
        self.does(by, "recordCaseStep", "case", input).await;
    }

    /// A deed in a case: its version is found out, and `input` says the rest.
    async fn deed(&self, by: [&Client; 2], case: &str, name: &str, mut input: Value) {
        input["id"] = json!(case);
        input["version"] = version(by[0], case).await;
        self.does(by, name, "case", input).await;
    }
}

async fn version(client: &Client, case: &str) -> Value {
    client.data("query($id: ID!) { case(id: $id) { version } }", json!({ "id": case })).await["case"]["version"]
        .clone()
}

async fn a_hundred_times(by: &Client, name: &str, selection: &str, mut input: Value) -> Value {
    input["idempotencyKey"] = json!(Uuid::now_v7());
    let mut asked = Vec::new();
    for _ in 0..100 {
        let (by, name, selection, input) = (by.clone(), name.to_owned(), selection.to_owned(), input.clone());
        asked.push(tokio::spawn(async move { by.succeed(&name, input, &selection).await }));
    }
    let mut answers = Vec::new();
    for one in asked {
        answers.push(one.await.expect("an answer"));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{name} answers differ: {answers:#?}");
    answers.remove(0)
}

async fn by_two(by: [&Client; 2], name: &str, selection: &str, object: &str, input: Value) -> Value {
    let (first, second) =
        tokio::join!(by[0].mutate(name, input.clone(), selection), by[1].mutate(name, input, selection));
    let (won, lost) = if first["errors"] == json!([]) { (first, second) } else { (second, first) };
    assert_eq!(won["errors"], json!([]), "nobody wins {name}: {won} {lost}");
    assert_eq!(lost["errors"][0]["code"], "CONFLICT", "{name}: {lost}");
    // Where the loser would have made something there is nothing to show.
    if lost[object] != Value::Null {
        assert_eq!(lost[object], won[object], "the loser of {name} is not shown the present");
    } else {
        assert!(name.starts_with("refer") || name == "proposePoliceReferral", "{name} shows nothing: {lost}");
    }
    won
}

#[test]
fn every_deed_of_a_case_sent_a_hundred_times_at_once_acts_once() {
    on_each_engine(|world| tell(Story { world, how: How::AHundredTimes }));
}

#[test]
fn every_deed_of_a_case_done_by_two_at_once_is_done_by_one_of_them() {
    on_each_engine(|world| tell(Story { world, how: How::ByTwo }));
}

async fn tell(story: Story) {
    let world = &story.world;
    let officer = world.client("officer").await;
    let code = json!({ "kind": "BUSINESS", "name": "恒昌名酒商行", "creditCode": "91350100M000100Y43" });
    let culture = world.client("culture_officer").await;
    let mut parties = Vec::new();
    for client in [&officer, &culture] {
        parties
            .push(client.succeed("registerParty", code.clone(), "party { id }").await["party"]["id"].clone());
    }
    let lead = world.lead_input(json!({ "amount": "86000.00", "marks": ["EGREGIOUS"],
        "informant": { "name": "刘举报", "telephone": "13900001111" },
        "parties": [{ "partyId": parties[0], "role": "RESPONDENT" }] }));
    let case = story.does([&officer, &officer], "registerLead", "case", lead).await["id"].clone();
    let case = case.as_str().expect("an id");
    meet_another(&story, &culture, &parties[1]).await;
    file(&story, case).await;
    measure(&story, case).await;
    supervise(&story, case).await;
    refer(&story, case).await;
    decide(&story, case).await;
    blacklist(&story).await;
    pass_on(&story).await;

    let db = &world.app.db.read;
    for row in case::Entity::find().all(db).await.expect("the cases") {
        let lines = case_event::Entity::find()
            .filter(case_event::Column::CaseId.eq(row.id))
            .order_by_asc(case_event::Column::Sequence)
            .all(db)
            .await
            .expect("a history");
        let numbers: Vec<i32> = lines.iter().map(|line| line.sequence).collect();
        assert_eq!(numbers, (1..=row.event_count).collect::<Vec<_>>(), "{}", row.number);
        assert_eq!(lines.last().map(|line| line.to_status), Some(row.status));
    }
    assert!(figures::verify(&world.app.db).await.expect("the figures").is_right());
    assert_eq!(verify(&world.app, &[]).await.expect("the log").faults, []);
}

/// The culture department meets the market department at one party.
async fn meet_another(story: &Story, culture: &Client, party: &Value) {
    let world = &story.world;
    let lead = json!({ "parties": [{ "partyId": party, "role": "RESPONDENT" }] });
    world.lead(culture, lead).await;
    let (officer, colleague) = (world.client("officer").await, world.client("officer2").await);
    let (office, head) = (world.client("office").await, world.client("head").await);
    let pair = "{ deconflictions(first: 1) { nodes { id } } }";
    let pair = officer.data(pair, json!({})).await["deconflictions"]["nodes"][0]["id"].clone();
    let note = json!({ "id": pair, "version": 1 });
    story.does([&officer, &colleague], "acknowledgeDeconfliction", "deconfliction", note).await;
    let propose = json!({ "id": pair, "version": 2, "ownerDepartmentId": world.department("market"),
        "ground": "同一当事人" });
    story.does([&office, &office], "proposeJointHandling", "deconfliction", propose).await;
    let accept = json!({ "id": pair, "version": 3, "accept": true });
    story.does([&head, &head], "answerJointHandling", "deconfliction", accept).await;
}

async fn file(story: &Story, case: &str) {
    let world = &story.world;
    let (officer, colleague) = (world.client("officer").await, world.client("officer2").await);
    let head = world.client("head").await;
    let both = [&officer, &colleague];
    story.step(both, case, "ACCEPT", json!({})).await;
    let approvals = "query($id: ID!) { case(id: $id) { version approvals { id state } } }";
    for approved in [false, true] {
        let propose = json!({ "transition": "FILE", "occurredOn": world.today(), "ground": "《商标法》" });
        story.deed(both, case, "proposeCaseStep", propose).await;
        let seen = head.data(approvals, json!({ "id": case })).await["case"].clone();
        let pending = seen["approvals"].as_array().unwrap().iter().find(|one| one["state"] == "PENDING");
        let mut input = json!({ "id": pending.expect("a proposal")["id"], "version": seen["version"] });
        let name = if approved {
            input["occurredOn"] = json!(world.today());
            "approveCaseStep"
        } else {
            input["reason"] = json!("补充笔录");
            "returnCaseStep"
        };
        story.does([&head, &head], name, "approval", input).await;
    }
    let handlers = json!([{ "userId": world.user("officer"), "lead": true },
        { "userId": world.user("officer2") }]);
    story.deed([&head, &head], case, "assignCaseHandlers", json!({ "handlers": handlers })).await;
    story.step(both, case, "INVESTIGATE", json!({})).await;
    let note = json!({ "occurredOn": world.today(), "note": "询问店主" });
    story.deed(both, case, "noteOnCase", note).await;
    let clocks = "query($id: ID!) { case(id: $id) { clocks { id kind version } } }";
    for (name, by, reason) in [
        ("stopClock", both, Some("APPRAISAL")),
        ("resumeClock", both, Some("APPRAISAL")),
        ("extendClock", [&head, &head], None),
    ] {
        let seen = officer.data(clocks, json!({ "id": case })).await["case"]["clocks"].clone();
        let clock = seen.as_array().unwrap().iter().find(|clock| clock["kind"] == "CASE_DECISION").cloned();
        let clock = clock.expect("its clock");
        let mut input = json!({ "id": clock["id"], "version": clock["version"],
            "occurredOn": world.today(), "ground": "送检" });
        if let Some(reason) = reason {
            input["reason"] = json!(reason);
        }
        story.does(by, name, "clock", input).await;
    }
}

async fn measure(story: &Story, case: &str) {
    let world = &story.world;
    let (officer, colleague) = (world.client("officer").await, world.client("officer2").await);
    let (head, today) = (world.client("head").await, world.today());
    let both = [&officer, &colleague];
    let seizure = json!({ "caseId": case, "measure": "DETENTION", "takenOn": today,
        "decisionNumber": "扣1号", "ground": "《行政强制法》第二十二条", "place": "库房",
        "officerIds": [world.user("officer"), world.user("officer2")],
        "goods": [{ "name": "假冒白酒", "quantity": "12", "unit": "瓶" },
            { "name": "包装", "quantity": "8", "unit": "箱" }] });
    let taken = story.does(both, "recordSeizure", "seizure", seizure).await;
    let goods = "query($id: ID!) { seizure(id: $id) { version goods { id } } }";
    let goods = officer.data(goods, json!({ "id": taken["id"] })).await["seizure"]["goods"].clone();
    let of = |version: i32, more: Value| {
        with(json!({ "id": taken["id"], "version": version, "document": "文书1号" }), more)
    };
    let extend = of(1, json!({ "approvedOn": today, "reason": "案情复杂" }));
    story.does([&head, &head], "extendSeizure", "seizure", extend).await;
    let part =
        |index: usize, quantity: &str| json!([{ "goodsId": goods[index]["id"], "quantity": quantity }]);
    let back = of(2, json!({ "returnedOn": today, "recipient": "恒昌商行", "goods": part(0, "2") }));
    story.does(both, "returnGoods", "seizure", back).await;
    let burnt = json!({ "ofConfiscated": false, "destroyedOn": today, "place": "焚烧厂", "ground": "易腐", "witnesses": ["张三", "李四"], "goods": part(1, "3") });
    story.does(both, "destroyGoods", "seizure", of(3, burnt)).await;
    let rest = of(4, json!({ "returnedOn": today, "recipient": "恒昌商行" }));
    story.does(both, "returnGoods", "seizure", rest).await;
    let preserve = json!({ "caseId": case, "measure": "PRESERVATION", "takenOn": today,
        "decisionNumber": "存1号", "ground": "《行政处罚法》第五十六条", "place": "店内",
        "officerIds": [world.user("officer"), world.user("officer2")],
        "goods": [{ "name": "账册", "quantity": "1", "unit": "本" }] });
    let kept = story.does(both, "recordSeizure", "seizure", preserve).await;
    let convert = json!({ "id": kept["id"], "version": 1, "measure": "SEALING", "convertedOn": today,
        "decisionNumber": "封1号", "ground": "《行政强制法》" });
    story.does(both, "convertPreservation", "seizure", convert).await;
    let back = json!({ "id": kept["id"], "version": 2, "document": "还1号", "returnedOn": today, "recipient": "店主" });
    story.does(both, "returnGoods", "seizure", back).await;
}

async fn supervise(story: &Story, case: &str) {
    let world = &story.world;
    let office = world.client("office").await;
    let (officer, colleague) = (world.client("officer").await, world.client("officer2").await);
    let today = world.today();
    let list = json!({ "caseId": case, "document": "督1号", "ground": "重大", "requirements": "从快",
        "listedOn": today, "deadlineOn": "2026-12-31", "reportEveryDays": 7 });
    let id = story.does([&office, &office], "superviseCase", "supervision", list).await["id"].clone();
    let twice = [&office, &office];
    let urge = json!({ "id": id, "version": 1, "content": "请报告" });
    story.does(twice, "urgeSupervision", "supervision", urge).await;
    let report = json!({ "id": id, "version": 2, "reportedOn": today, "content": "已查明" });
    story.does([&officer, &colleague], "reportSupervisionProgress", "supervision", report).await;
    let later = json!({ "id": id, "version": 3, "deadlineOn": "2027-01-31", "reason": "等待检验" });
    story.does(twice, "extendSupervision", "supervision", later).await;
    let release = json!({ "id": id, "version": 4, "releasedOn": today, "conclusion": "解除" });
    story.does(twice, "releaseSupervision", "supervision", release).await;
}

/// To the police and back, with everything that may happen on the way.
async fn refer(story: &Story, case: &str) {
    let world = &story.world;
    let (officer, colleague) = (world.client("officer").await, world.client("officer2").await);
    let (head, police) = (world.client("head").await, world.client("police_officer").await);
    let (both, heads, answering) = ([&officer, &colleague], [&head, &head], [&police, &police]);
    let today = world.today();
    let items = json!([{ "kind": "TRANSFER_LETTER", "document": "移1号" },
        { "kind": "INVESTIGATION_REPORT", "document": "报告" },
        { "kind": "GOODS_LIST", "document": "清单" },
        { "kind": "APPRAISAL", "reason": "已鉴别" }]);
    let propose = json!({ "caseId": case, "version": version(&officer, case).await,
        "departmentId": world.department("police"), "occurredOn": today, "ground": "涉嫌犯罪", "items": items });
    let id = story.does(both, "proposePoliceReferral", "referral", propose).await["id"].clone();
    let acts = [
        (both, "completeReferralPackage", json!({ "items": items })),
        (heads, "decidePoliceReferral", json!({ "approved": true })),
        (both, "handOverToPolice", json!({ "documents": ["移1号"], "items": items })),
        (answering, "notePoliceReferralComplex", json!({ "ground": "案情复杂" })),
        (
            answering,
            "answerPoliceReferral",
            json!({ "filed": false, "ground": "情节轻微", "documents": ["不立1号"] }),
        ),
        (both, "requestPoliceReconsideration", json!({ "ground": "数额已达", "documents": ["复1号"] })),
        (
            answering,
            "answerPoliceReconsideration",
            json!({ "filed": false, "ground": "维持", "documents": ["复2号"] }),
        ),
        (answering, "returnPoliceFile", json!({ "documents": ["退1号"] })),
        (both, "suggestProsecutorialSupervision", json!({ "ground": "应当立案", "documents": ["建1号"] })),
    ];
    for (index, (by, name, mut input)) in acts.into_iter().enumerate() {
        input["id"] = id.clone();
        input["version"] = json!(index + 1);
        input["occurredOn"] = json!(today);
        story.does(by, name, "referral", input).await;
    }
}

async fn decide(story: &Story, case: &str) {
    let world = &story.world;
    let (officer, colleague) = (world.client("officer").await, world.client("officer2").await);
    let (head, office) = (world.client("head").await, world.client("office").await);
    let (both, heads) = ([&officer, &colleague], [&head, &head]);
    let today = world.today();
    story.step(both, case, "SUBMIT_LEGAL_REVIEW", json!({})).await;
    story.step(both, case, "PASS_LEGAL_REVIEW", json!({})).await;
    story.deed(both, case, "waiveHearing", json!({ "waivedOn": today, "documents": ["声明"] })).await;
    let penalty = json!({ "outcome": "PENALTY", "penalty": { "fine": "5000.00" } });
    story.step(heads, case, "DECIDE", penalty).await;
    story.deed(both, case, "serveDecision", json!({ "servedOn": today, "documents": ["回证"] })).await;
    let draft = "query($id: ID!) { case(id: $id) { publicationDraft } }";
    let draft = officer.data(draft, json!({ "id": case })).await["case"]["publicationDraft"].clone();
    story.deed(both, case, "publishPenalty", json!({ "publishedOn": today, "text": draft })).await;
    story.deed(both, case, "tellInformant", json!({ "toldOn": today })).await;
    let typical = json!({ "typical": true, "markedOn": today, "ground": "手段典型" });
    story.deed([&office, &office], case, "markTypicalCase", typical).await;
    upload(story, case).await;
    story.step(both, case, "ENFORCE", json!({})).await;
    story.step(both, case, "CLOSE", json!({ "outcome": "PENALTY" })).await;
}

async fn put(story: &Story, by: &Client, case: &str, id: Uuid, bytes: Vec<u8>) -> (u16, Value) {
    let request = Request::put(format!("/attachments/{id}?case={case}&name=a.jpg"))
        .header(header::AUTHORIZATION, format!("Bearer {}", by.token().expect("a token")))
        .body(Body::from(bytes))
        .expect("a request");
    let response = story.world.router.clone().oneshot(request).await.expect("an answer");
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.expect("a body");
    (status, serde_json::from_slice(&body).unwrap_or_default())
}

fn photograph(fill: u8) -> Vec<u8> {
    let mut bytes = vec![fill; 70_000];
    bytes[..10].copy_from_slice(b"\xff\xd8\xff\xe0\0\x10JFIF");
    bytes
}

/// A file goes the same way: its id is its key, and its content its version.
async fn upload(story: &Story, case: &str) {
    let world = &story.world;
    let (officer, colleague) = (world.client("officer").await, world.client("officer2").await);
    let id = Uuid::now_v7();
    match story.how {
        How::AHundredTimes => {
            let sent = (0..100).map(|_| put(story, &officer, case, id, photograph(1)));
            let answers = futures::future::join_all(sent).await;
            let fresh = answers.iter().filter(|(status, _)| *status == 201).count();
            let again = answers.iter().filter(|(status, _)| *status == 200).count();
            assert_eq!((fresh, again), (1, 99), "{answers:?}");
            let bodies: HashSet<String> = answers.iter().map(|(_, body)| body.to_string()).collect();
            assert_eq!(bodies.len(), 1, "{bodies:?}");
        }
        How::ByTwo => {
            let (first, second) = tokio::join!(
                put(story, &officer, case, id, photograph(1)),
                put(story, &colleague, case, id, photograph(2))
            );
            let mut statuses = [first.0, second.0];
            statuses.sort_unstable();
            assert_eq!(statuses, [201, 409], "{first:?} {second:?}");
        }
    }
    let filed = attachment::Entity::find().count(&world.app.db.read).await.expect("the files");
    assert_eq!(filed, 1);
    let found = files::verify(&world.app).await.expect("the store");
    assert_eq!((found.files, found.faults), (1, Vec::new()));
}

async fn blacklist(story: &Story) {
    let world = &story.world;
    let office = world.client("office").await;
    let today = world.today();
    let entries = "{ blacklistEntries(first: 1) { nodes { id } } }";
    let id = office.data(entries, json!({})).await["blacklistEntries"]["nodes"][0]["id"].clone();
    let acts = [
        ("giveBlacklistNotice", json!({ "notifiedOn": today, "document": "告1" })),
        ("recordBlacklistStatement", json!({ "statedOn": today, "statement": "无异议" })),
        ("listOnBlacklist", json!({ "listedOn": today, "document": "决1" })),
        ("publishBlacklisting", json!({ "publishedOn": today })),
    ];
    for (index, (name, mut input)) in acts.into_iter().enumerate() {
        input["id"] = id.clone();
        input["version"] = json!(index + 1);
        story.does([&office, &office], name, "entry", input).await;
    }
}

/// Another lead, referred to a department that returns it, to a region, taken back, and referred for good.
async fn pass_on(story: &Story) {
    let world = &story.world;
    let (officer, colleague) = (world.client("officer").await, world.client("officer2").await);
    let (culture, deputy) = (world.client("culture_officer").await, world.client("culture_officer2").await);
    let (both, receivers) = ([&officer, &colleague], [&culture, &deputy]);
    let case = &world.lead(&officer, json!({})).await;
    let day = json!(world.today());
    let to_culture = json!({ "departmentId": world.department("culture") });
    let rounds = [
        ("referCaseToDepartment", to_culture.clone(), receivers, "returnReferral"),
        ("referCaseToRegion", json!({ "regionName": "长沙市" }), both, "takeBackReferral"),
        ("referCaseToDepartment", to_culture, receivers, "acceptReferral"),
    ];
    for (name, mut input, answering, answer) in rounds {
        input["caseId"] = json!(case);
        input["version"] = version(&officer, case).await;
        input["occurredOn"] = day.clone();
        input["ground"] = json!("管辖");
        let id = story.does(both, name, "referral", input).await["id"].clone();
        let mut input = json!({ "id": id, "version": 1, "occurredOn": day });
        if answer != "acceptReferral" {
            input["ground"] = json!("理由");
        }
        story.does(answering, answer, "referral", input).await;
    }
}
