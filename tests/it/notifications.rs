//! Who is told what, and that it reaches their open streams and nobody else's.

use std::time::Duration;

use entity::{department, enums::NotificationKind, notification, user};
use sea_orm::{EntityTrait, Iterable, PaginatorTrait};
use serde_json::{Value, json};
use shuangda::{
    app::{App, AppState, Front},
    notifications::service::{Note, Recipient, notify},
    shared::{
        audit::Record,
        caller::Caller,
        change::{self, Begun, Change},
        ids::{self, Kind},
        language::text,
        live::Live,
        secrets::Secrets,
        storage::Files,
        viewer::{RequestInfo, Viewer},
    },
};
use tests::{Client, Engine, World, client::Event, on_each_engine};
use uuid::Uuid;

const LISTEN: &str = "subscription { notificationAdded { unread notification { id kind text objectType objectId dueOn readAt } } }";
const LIST: &str = "query($unread: Boolean) { notifications(first: 20, unreadOnly: $unread) { totalCount nodes { id text readAt } } viewer { unreadNotifications } }";
const SOON: Duration = Duration::from_secs(10);
const MOMENT: Duration = Duration::from_millis(400);

/// A change by `username`.
async fn change(world: &World, username: &str) -> Change {
    let db = &world.app.db.read;
    let (user, department) = user::Entity::find_by_id(world.user_uuid(username))
        .find_also_related(department::Entity)
        .one(db)
        .await
        .unwrap()
        .unwrap();
    let department = department.unwrap();
    let viewer = Viewer {
        user_id: user.id,
        display_name: user.display_name,
        role: user.role,
        department_id: department.id,
        region_id: department.region_id,
        region_key: department.region_key,
        in_coordination_office: department.is_coordination_office,
        observes_region: user.observes_region,
        read_only: false,
        must_change_password: false,
        session_id: None,
    };
    let caller = Caller { app: world.app.clone(), viewer, info: RequestInfo::default() };
    match change::begin(&caller, None).await.unwrap() {
        Begun::Fresh(change) => change,
        Begun::Repeated(_) => panic!("no key was given"),
    }
}

async fn commit(change: Change) {
    let record =
        Record { action: "test".to_owned(), object_type: "Case", object_id: None, detail: Value::Null };
    change.commit(record).await.unwrap();
}

fn note(about: Uuid, once: Option<&str>) -> Note {
    Note {
        kind: NotificationKind::Progress,
        object: ("Case", about),
        text: text("案件有新进展", "News of a case"),
        due_on: None,
        once: once.map(str::to_owned),
    }
}

async fn tell(world: &World, recipients: &[Recipient], note: Note) {
    let change = change(world, "officer").await;
    notify(&change, recipients, note).await.unwrap();
    commit(change).await;
}

async fn unread(client: &Client) -> i64 {
    let data = client.data(LIST, json!({ "unread": true })).await;
    assert_eq!(data["notifications"]["totalCount"], data["viewer"]["unreadNotifications"]);
    data["viewer"]["unreadNotifications"].as_i64().unwrap()
}

#[test]
fn whoever_is_meant_is_told_once_and_nobody_else() {
    on_each_engine(|world| async move {
        let market = world.department_uuid("market");
        let officer = world.client("officer").await;
        let case = world.lead(&officer, json!({})).await;
        let case = ids::decode_as(Kind::Case, &case).unwrap();
        let before = notification::Entity::find().count(&world.app.db.read).await.unwrap();
        let everybody = [
            Recipient::Head(market),
            Recipient::Department(market),
            Recipient::User(world.user_uuid("officer")),
            Recipient::User(world.user_uuid("admin")),
            Recipient::User(world.user_uuid("auditor")),
            Recipient::User(world.user_uuid("service")),
            Recipient::Handlers(case),
            Recipient::Office("4306".to_owned()),
        ];
        tell(&world, &everybody, note(case, Some("once"))).await;
        tell(&world, &everybody, note(case, Some("once"))).await;
        let rows = notification::Entity::find().all(&world.app.db.read).await.unwrap();
        let told = |username: &str| {
            let user = world.user_uuid(username);
            rows.iter().filter(|row| row.user_id == user && row.once_key.as_deref() == Some("once")).count()
        };
        for (username, expected) in [
            ("head", 1),
            ("officer", 1),
            ("officer2", 1),
            ("office", 1),
            ("observer", 0),
            ("service", 0),
            ("admin", 0),
            ("auditor", 0),
            ("leader", 0),
            ("culture_officer", 0),
            ("county_office", 0),
            ("other_office", 0),
        ] {
            assert_eq!(told(username), expected, "{username}");
        }
        assert_eq!(rows.len() as u64, before + 4);

        // What was undone was never told.
        let undone = change(&world, "officer").await;
        notify(&undone, &[Recipient::User(world.user_uuid("officer"))], note(case, None)).await.unwrap();
        drop(undone);
        assert_eq!(notification::Entity::find().count(&world.app.db.read).await.unwrap(), before + 4);
    });
}

#[test]
fn everybody_reads_their_own_and_marks_their_own() {
    on_each_engine(|world| async move {
        let (officer, colleague) = (world.client("officer").await, world.client("officer2").await);
        let already = unread(&officer).await;
        let about = Uuid::now_v7();
        for key in ["a", "b", "c"] {
            tell(&world, &[Recipient::User(world.user_uuid("officer"))], note(about, Some(key))).await;
        }
        assert_eq!(unread(&officer).await, already + 3);
        let seen = officer.data(LIST, json!({})).await["notifications"].clone();
        let id = seen["nodes"][0]["id"].clone();
        assert_eq!(seen["nodes"][0]["text"], "案件有新进展");
        assert_eq!(
            officer.in_english().data(LIST, json!({})).await["notifications"]["nodes"][0]["text"],
            "News of a case"
        );
        // Neither by its id, nor by marking it, does another touch it.
        let node = "query($id: ID!) { node(id: $id) { id } }";
        assert_eq!(officer.data(node, json!({ "id": id })).await["node"]["id"], id);
        assert_eq!(colleague.data(node, json!({ "id": id })).await["node"], Value::Null);
        colleague.succeed("markNotificationsRead", json!({ "ids": [id] }), "unread").await;
        assert_eq!(unread(&officer).await, already + 3);

        let left = officer.succeed("markNotificationsRead", json!({ "ids": [id] }), "unread").await;
        assert_eq!(left["unread"], already + 2);
        let left = officer.succeed("markNotificationsRead", json!({ "all": true }), "unread").await;
        assert_eq!(left["unread"], 0);
        assert_eq!(officer.refused("markNotificationsRead", json!({})).await, ["REQUIRED"]);
        assert_eq!(unread(&world.client("admin").await).await, 0);
    });
}

#[test]
fn a_notification_reaches_the_open_stream_of_who_is_told() {
    on_each_engine(|world| async move {
        let (officer, colleague) = (world.client("officer").await, world.client("officer2").await);
        let already = unread(&officer).await;
        let mut stream = officer.listen(LISTEN).await;
        let mut other = colleague.listen(LISTEN).await;
        assert_eq!((stream.status, stream.content_type.as_str()), (200, "text/event-stream"));
        // The stream begins to listen when it is first read.
        assert_eq!(stream.next(MOMENT).await, Event::Silence);
        assert_eq!(other.next(MOMENT).await, Event::Silence);

        let about = Uuid::now_v7();
        let me = [Recipient::User(world.user_uuid("officer"))];
        let undone = change(&world, "officer").await;
        notify(&undone, &me, note(about, None)).await.unwrap();
        drop(undone);
        tell(&world, &me, note(about, Some("x"))).await;
        let Event::Next(answer) = stream.next(SOON).await else { panic!("nothing came") };
        let added = &answer["data"]["notificationAdded"];
        assert_eq!(added["unread"], already + 1, "{answer}");
        assert_eq!(added["notification"]["text"], "案件有新进展");
        assert_eq!(added["notification"]["objectId"], json!(ids::encode(Kind::Case, about).to_string()));
        assert_eq!(stream.next(MOMENT).await, Event::Silence);
        assert_eq!(other.next(MOMENT).await, Event::Silence);

        // The session ends: so does the stream, and nothing more is told.
        let signed_out = officer.data("mutation { signOut(input: {}) { signedOut } }", json!({})).await;
        assert_eq!(signed_out["signOut"]["signedOut"], true, "{signed_out}");
        tell(&world, &me, note(about, Some("y"))).await;
        assert_eq!(stream.next(SOON).await, Event::Complete);
        assert_eq!(stream.next(SOON).await, Event::Closed);
        // Without anything to tell it ends as well, soon.
        disable(&world, "officer2").await;
        assert_eq!(other.next(SOON).await, Event::Complete);

        let mut last = world.client("head").await.listen(LISTEN).await;
        assert_eq!(last.next(MOMENT).await, Event::Silence);
        world.app.live.close();
        assert_eq!(last.next(SOON).await, Event::Complete);
    });
}

async fn disable(world: &World, username: &str) {
    let admin = world.client("admin").await;
    let version = user::Entity::find_by_id(world.user_uuid(username))
        .one(&world.app.db.read)
        .await
        .unwrap()
        .unwrap()
        .version;
    let input = json!({ "id": world.user(username), "version": version });
    admin.succeed("disableUser", input, "user { active }").await;
}

#[test]
fn a_stream_is_refused_like_any_other_request() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        // Over JSON there is none.
        let answer = officer.ask(LISTEN, json!({})).await;
        assert_eq!(answer.status, 400);
        assert_eq!(answer.body["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED");
        // A document at fault, as the protocol has it, is told by an event.
        for (document, code) in [
            ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
            ("subscription {", "GRAPHQL_PARSE_FAILED"),
        ] {
            let mut stream = officer.listen(document).await;
            let Event::Next(answer) = stream.next(SOON).await else { panic!("{document}") };
            assert_eq!(answer["errors"][0]["extensions"]["code"], code, "{answer}");
            assert!(answer.get("data").is_none(), "{answer}");
            assert_eq!(stream.next(SOON).await, Event::Complete);
        }
        // Queries come as events to who wants events only.
        let mut stream = officer.listen("{ viewer { today } }").await;
        let Event::Next(answer) = stream.next(SOON).await else { panic!("no answer") };
        assert_eq!(answer["data"]["viewer"]["today"], "2026-11-18");
        assert_eq!(stream.next(SOON).await, Event::Complete);

        // Who sees no records is told of accounts, and a department's system asks when it wants to know.
        for username in ["admin", "auditor"] {
            let mut stream = world.client(username).await.listen(LISTEN).await;
            assert_eq!(stream.next(Duration::from_millis(100)).await, Event::Silence, "{username}");
        }
        assert_eq!(world.anonymous().listen(LISTEN).await.status, 401);
        let stale = world.anonymous().with_token("not.a.token").listen(LISTEN).await;
        assert_eq!(stale.status, 401);

        let mut open = Vec::new();
        for _ in 0..10 {
            let mut stream = officer.listen(LISTEN).await;
            assert_eq!(stream.next(Duration::from_millis(100)).await, Event::Silence);
            open.push(stream);
        }
        let mut one_more = officer.listen(LISTEN).await;
        let Event::Next(answer) = one_more.next(SOON).await else { panic!("no limit") };
        assert_eq!(answer["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED");
        open.pop();
        let mut again = officer.listen(LISTEN).await;
        assert_eq!(again.next(MOMENT).await, Event::Silence);
    });
}

#[test]
fn servers_that_share_a_database_tell_each_other() {
    on_each_engine(|world| async move {
        if world.engine != Engine::Postgres {
            return;
        }
        // A second server on the same database, with the same secret.
        let state = AppState {
            db: world.database.connect().await,
            clock: world.app.clock.clone(),
            secrets: Secrets::from_master(&[7; 32]).unwrap(),
            live: Live::default(),
            files: Files::in_memory(),
        };
        let second = App::new(state);
        let hearing = second.clone();
        let task = tokio::spawn(async move { hearing.live.hear_others(&hearing.db).await });
        let officer = world.client("officer").await;
        let there = Client::anonymous(second.router(Front::default()).unwrap())
            .with_token(officer.token().unwrap().to_owned());
        let mut stream = there.listen(LISTEN).await;
        // Streams that began before the server hears the others end when it does.
        while stream.next(Duration::from_secs(1)).await != Event::Silence {
            stream = there.listen(LISTEN).await;
        }
        let about = Uuid::now_v7();
        tell(&world, &[Recipient::User(world.user_uuid("officer"))], note(about, None)).await;
        let Event::Next(answer) = stream.next(SOON).await else { panic!("nothing came from the other") };
        assert_eq!(answer["data"]["notificationAdded"]["notification"]["kind"], "PROGRESS");
        // Its own news are told once, not again when the database brings them back.
        assert_eq!(stream.next(MOMENT).await, Event::Silence);
        task.abort();
        second.db.read.clone().close().await.unwrap();
    });
}

/// The kinds of which somebody was told something.
async fn kinds_told(db: &sea_orm::DatabaseConnection) -> std::collections::BTreeSet<String> {
    let rows = notification::Entity::find().all(db).await.unwrap();
    rows.into_iter().map(|row| format!("{:?}", row.kind)).collect()
}

#[test]
fn who_is_assigned_to_a_case_is_told_and_who_assigns_is_not() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let case = world.lead(&officer, json!({})).await;
        world.step(&officer, &case, "ACCEPT", json!({})).await;
        world.step(&head, &case, "FILE", json!({})).await;
        let assign = async |handlers: &[&str]| {
            let document = "query($id: ID!) { case(id: $id) { version } }";
            let version = head.data(document, json!({ "id": case })).await["case"]["version"].clone();
            let handlers: Vec<_> = handlers
                .iter()
                .enumerate()
                .map(|(at, name)| json!({ "userId": world.user(name), "lead": at == 0 }))
                .collect();
            let input = json!({ "id": case, "version": version, "handlers": handlers });
            head.succeed("assignCaseHandlers", input, "case { version }").await["case"]["version"].clone()
        };
        let told = async |username: &str| {
            let document = "{ notifications(first: 50) { nodes { kind text objectId } } }";
            let client = world.client(username).await;
            let data = client.data(document, json!({})).await;
            let nodes = data["notifications"]["nodes"].as_array().unwrap().clone();
            let assignments = nodes.into_iter().filter(|one| one["kind"] == "ASSIGNMENT");
            assignments
                .map(|one| {
                    assert_eq!(one["objectId"], json!(case));
                    one["text"].as_str().unwrap().split('：').next().unwrap().to_owned()
                })
                .rev()
                .collect::<Vec<_>>()
        };
        assign(&["head", "officer"]).await;
        assign(&["officer", "officer2"]).await;
        let version = assign(&["officer2", "head"]).await;
        assert_eq!(told("officer").await, ["您被指定承办", "您不再承办"]);
        assert_eq!(told("officer2").await, ["您被指定承办"]);
        assert_eq!(told("head").await, Vec::<String>::new());
        let input = json!({
            "id": case, "version": version, "departmentId": world.department("culture"), "since": world.today()
        });
        head.succeed("addCoHandler", input, "case { id }").await;
        for username in ["culture_head", "culture_officer"] {
            assert_eq!(told(username).await, ["本部门参加联合办案"], "{username}");
        }
        for username in ["observer", "office", "leader", "police_officer"] {
            assert_eq!(told(username).await, Vec::<String>::new(), "{username}");
        }
        // By the id of a person as well as by their account's.
        let document = "{ people { person { id displayName } } }";
        let people = head.data(document, json!({})).await;
        let people = people["people"].as_array().unwrap();
        let lei = people.iter().find(|one| one["person"]["displayName"] == "执法员李雷").unwrap();
        assert_ne!(lei["person"]["id"], json!(world.user("officer")));
        let document = "query($id: ID!) { case(id: $id) { version } }";
        let version = head.data(document, json!({ "id": case })).await["case"]["version"].clone();
        let input = json!({ "id": case, "version": version, "handlers": [{ "userId": lei["person"]["id"], "lead": true }] });
        head.succeed("assignCaseHandlers", input, "case { id }").await;
    });
}

/// What people of a world are told of that the demonstration has none of.
async fn a_case_of_everything(world: &World) {
    let (head, officer) = (world.client("head").await, world.client("officer").await);
    let case = world.investigated(&head, &officer, json!({ "amount": "86000.00" })).await;
    let officers = [world.user("officer"), world.user("officer2")];
    world.file(&officer, &case, "%E7%AC%94%E5%BD%95.pdf", "").await;
    let seizure = json!({
        "caseId": case, "measure": "DETENTION", "takenOn": world.today(), "decisionNumber": "岳市监扣〔2026〕1号",
        "ground": "《行政强制法》第二十二条", "place": "建材市场3栋库房", "officerIds": officers,
        "goods": [{ "name": "假冒白酒", "quantity": "12", "unit": "瓶" }]
    });
    officer.succeed("recordSeizure", seizure, "seizure { id }").await;
    let supervision = json!({
        "caseId": case, "document": "岳双打督〔2026〕1号", "ground": "案情重大", "requirements": "依法从快办理",
        "listedOn": world.today(), "deadlineOn": "2026-12-31", "reportEveryDays": 7
    });
    world.client("office").await.succeed("superviseCase", supervision, "supervision { id }").await;
    let document = "query($id: ID!) { case(id: $id) { version } }";
    let version = officer.data(document, json!({ "id": case })).await["case"]["version"].clone();
    let items = ["TRANSFER_LETTER", "INVESTIGATION_REPORT", "GOODS_LIST", "APPRAISAL"]
        .map(|kind| json!({ "kind": kind, "document": "文书1号" }));
    let referral = json!({
        "caseId": case, "version": version, "departmentId": world.department("police"),
        "occurredOn": world.today(), "ground": "涉嫌销售假冒注册商标的商品罪", "items": items
    });
    officer.succeed("proposePoliceReferral", referral, "referral { id }").await;
    let reset = json!({ "id": world.user("observer"), "version": 1 });
    world.client("admin").await.succeed("resetPassword", reset, "__typename").await;
    let late = world.lead(&head, json!({ "receivedOn": "2026-08-03" })).await;
    world.step(&head, &late, "ACCEPT", json!({ "occurredOn": "2026-08-04" })).await;
    let appeal = json!({ "caseId": late, "indicator": "CASES_DUE", "ground": "鉴定机构延误" });
    head.succeed("appealLostPoint", appeal, "").await;
    let item = json!({ "title": "查获假酒", "text": "当事人已被立案。" });
    officer.succeed("offerBulletinItem", item, "").await;
    let month = json!({ "month": world.today() });
    world.client("office").await.succeed("openReportingMonth", month, "").await;
    let sooner = json!({
        "kind": "CASE_DECISION", "unit": "DAYS", "length": 60, "article": "《岳阳市双打工作规程》第八条",
        "ground": "岳双打办〔2026〕1号", "validFrom": "2026-11-01"
    });
    let moved = world.client("office").await.succeed("addClockRule", sooner, "moved").await;
    assert_eq!(moved["moved"], 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_kind_of_notification_is_made_by_something() {
    for engine in tests::engines() {
        let demonstration = tests::Demonstration::load(engine).await;
        shuangda::reminders::run(&demonstration.app, None).await.unwrap();
        let mut told = kinds_told(&demonstration.app.db.read).await;
        demonstration.database.remove().await;
        let world = World::new(engine).await;
        a_case_of_everything(&world).await;
        told.extend(kinds_told(&world.app.db.read).await);
        world.database.remove().await;
        let all = NotificationKind::iter().map(|kind| format!("{kind:?}"));
        let silent: Vec<_> = all.filter(|kind| !told.contains(kind)).collect();
        assert!(silent.is_empty(), "{silent:?}");
    }
}
