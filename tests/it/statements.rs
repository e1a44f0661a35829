//! The number of statements does not grow with the number of rows: on some whole pages, and for every list of the
//! schema. Lists that can't be filled or do cost more stand in `statements/exceptions.txt`, with the reason; they may
//! only become fewer.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql_parser::types::{BaseType, TypeKind};
use chrono::{Days, NaiveDate};
use entity::{clock_rule, enums::Role, legal_review_amount, prosecution_threshold, region};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::{Value, json};
use tests::{
    Client, World, on_each_engine,
    schema::{Types, name_of},
};
use uuid::Uuid;

use crate::mutations::{self, stage::Stage};

const PAGES: [(&str, &str); 8] = [
    (
        "cases",
        "{ cases(first: 50) { totalCount nodes { id number department { name region { name } } action { name }
           parties { role party { name } } handlers { person { displayName } } coHandlers { name }
           events(first: 3) { transition actor { displayName } } } } }",
    ),
    (
        "inspections",
        "{ inspections(first: 50) { totalCount nodes { id department { name } departments { name } action { name }
           officers { person { displayName department { name } } } premises { name party { name } } } } }",
    ),
    ("trainings", "{ trainings(first: 50) { totalCount nodes { id department { name } departments { name } audiences { people } } } }"),
    ("publicityEvents", "{ publicityEvents(first: 50) { totalCount nodes { id department { name } departments { name } } } }"),
    (
        "jointActions",
        "{ jointActions(first: 50) { totalCount nodes { id leadDepartment { name } participants { name }
           tasks { content departments { name } } } } }",
    ),
    ("parties", "{ parties(first: 50) { totalCount nodes { id name region { name } } } }"),
    (
        "dashboard",
        "{ dashboard { openCases attention { subject { __typename ... on Case { number department { name } } } } } }",
    ),
    (
        "summary, taken apart",
        "{ workSummary(regionCode: \"430600\", period: { from: \"2026-01-01\", to: \"2026-12-31\" }) {
           departments: breakdown(by: DEPARTMENT, indicators: [\"CASES_ACCEPTED\", \"OFFICERS\"]) {
             department { name } onTimeClosingRate { percent } figures { value } }
           regions: breakdown(by: REGION, indicators: [\"CASES_PENDING\"]) { region { name } figures { value } } } }",
    ),
];

async fn fill(world: &World, rounds: usize) {
    let (office, officer) = (world.client("office").await, world.client("officer").await);
    let culture = world.department("culture");
    for round in 0..rounds {
        let action = world
            .action(&office, json!({ "tasks": [{ "content": "联合检查", "departmentIds": [world.department("market")] }] }))
            .await;
        let party = world.party(&officer, &format!("第{round}商行")).await;
        let inspection = json!({
            "actionId": action,
            "participantIds": [culture],
            "premises": [
                { "name": format!("第{round}商行"), "partyId": party, "result": "NO_ISSUE" },
                { "name": "宏达五金店", "result": "RECTIFY_ON_SPOT" }
            ]
        });
        world.inspection(&officer, inspection).await;
        let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
        let case = world.lead(&officer, json!({ "actionId": action, "parties": parties })).await;
        world.step(&officer, &case, "ACCEPT", json!({})).await;
        world
            .training(
                &officer,
                json!({ "participantIds": [culture], "audiences": [{ "kind": "PUBLIC", "people": 60 }] }),
            )
            .await;
        world.publicity_event(&officer, json!({ "participantIds": [culture] })).await;
    }
}

async fn statements(world: &World, client: &Client) -> Vec<u64> {
    let mut counts = Vec::new();
    for (_, document) in PAGES {
        let before = world.app.db.statements();
        client.data(document, json!({})).await;
        counts.push(world.app.db.statements() - before);
    }
    counts
}

#[test]
fn a_page_of_many_costs_the_statements_of_a_page_of_few() {
    on_each_engine(|world| async move {
        let client = world.client("office").await;
        fill(&world, 2).await;
        let few = statements(&world, &client).await;
        fill(&world, 43).await;
        let many = statements(&world, &client).await;
        for (((name, _), few), many) in PAGES.iter().zip(&few).zip(&many) {
            assert!(*few > 0 && many <= few, "{name}: {few} statements for 2 rows, {many} for 45");
            assert!(*many <= 14, "{name}: {many} statements");
        }
    });
}

/// Who is shown the lists: whoever sees records, accounts, the log.
const VIEWERS: [&str; 4] = ["office", "officer", "admin", "auditor"];

/// How lists are asked for that ask something themselves.
const ASKED: [(&str, &str); 4] = [
    // The log is longer than a page from the start.
    ("auditEntries", "first: 50, filter: { action: \"saveCalendarYear\" }"),
    ("likelyTwins", "input: { kind: BUSINESS, name: \"惠农种子店\" }"),
    ("regions", "parentCode: \"430600\""),
    ("savedViews", "list: CASES"),
];

/// A list of the schema, and the documents that ask for its rows: their leaves, and then each object that they show.
struct List {
    /// Type and field.
    at: String,
    /// Which objects' it is; none of the root.
    of: Option<String>,
    documents: Vec<String>,
}

fn lists(types: &Types) -> Vec<List> {
    let mut lists = Vec::new();
    for (of, definition) in types.all() {
        if !matches!(definition.kind, TypeKind::Object(_)) {
            continue;
        }
        for field in types.fields(of) {
            let answered = name_of(&field.ty.node);
            let is_connection = answered.ends_with("Connection");
            let is_list =
                matches!(field.ty.node.base, BaseType::List(_)) && !types.fields(answered).is_empty();
            let is_root_list = of == "Query" && is_list;
            if !is_connection && !is_root_list {
                continue;
            }
            let name = field.name.node.as_str();
            let asked = ASKED.iter().find(|(list, _)| *list == name).map(|(_, asked)| format!("({asked})"));
            let asked = asked.unwrap_or_else(|| match is_connection {
                true => "(first: 50)".to_owned(),
                false => String::new(),
            });
            let row = match types.fields(answered).into_iter().find(|field| field.name.node == "nodes") {
                Some(nodes) if is_connection => name_of(&nodes.ty.node),
                _ => answered,
            };
            let documents = rows(types, row).into_iter().map(|row| {
                let rows = if is_connection { format!("{{ nodes {{ {row} }} }}") } else { format!("{{ {row} }}") };
                match of {
                    "Query" => format!("{{ rows: {name}{asked} {rows} }}"),
                    _ => format!("query($id: ID!) {{ node(id: $id) {{ ... on {of} {{ rows: {name}{asked} {rows} }} }} }}"),
                }
            });
            let documents = documents.collect();
            lists.push(List {
                at: format!("{of}.{name}"),
                of: Some(of.to_owned()).filter(|of| of != "Query"),
                documents,
            });
        }
    }
    lists
}

/// What is selected of a row in each document.
fn rows(types: &Types, row: &str) -> Vec<String> {
    let shown = types.fields(row).into_iter().filter(|field| {
        field.arguments.iter().all(|argument| {
            argument.node.name.node != "first"
                && (argument.node.ty.node.nullable || argument.node.default_value.is_some())
        })
    });
    let (objects, leaves): (Vec<_>, Vec<_>) =
        shown.partition(|field| !types.selection(name_of(&field.ty.node), 2).is_empty());
    let mut rows = vec!["__typename".to_owned()];
    rows[0].extend(leaves.iter().map(|field| format!(" {}", field.name.node)));
    rows.extend(
        objects
            .iter()
            .map(|field| format!("{}{}", field.name.node, types.selection(name_of(&field.ty.node), 2))),
    );
    rows
}

/// What all rounds fill.
struct Shared {
    action: String,
    party: String,
    case: String,
}

/// One more row of each list.
async fn more(stage: &Stage, shared: &Shared, round: usize) {
    let world = &stage.world;
    let (office, officer, admin) =
        (stage.client("office").await, stage.client("officer").await, stage.client("admin").await);
    let rows = [
        "extendSeizure",
        "urgeSupervision",
        "acceptReferral",
        "acknowledgeDeconfliction",
        "dismissBlacklistProposal",
        "completeActionTask",
        "revealInformant",
        "correctTraining",
        "correctPublicityEvent",
        "decideLostPointAppeal",
        "acknowledgeOfficeDocument",
        "voidCaseDocument",
        "withdrawDocumentTemplate",
    ];
    mutations::prepare(stage, &rows).await;

    let parties = json!([{ "partyId": shared.party, "role": "RESPONDENT" }]);
    world.lead(&officer, json!({ "actionId": shared.action, "parties": parties })).await;
    let premises = json!([{ "name": "第1商行", "partyId": shared.party, "result": "SEIZED" }]);
    world.inspection(&officer, json!({ "actionId": shared.action, "premises": premises })).await;
    world.file(&officer, &shared.case, "a.pdf", "").await;
    let seizure = json!({ "caseId": shared.case, "measure": "DETENTION", "takenOn": world.today(), "decisionNumber": "扣1号",
        "ground": "《行政强制法》第二十二条", "place": "库房", "partyId": shared.party,
        "officerIds": [world.user("officer"), world.user("officer2")],
        "goods": [{ "name": "假冒白酒", "quantity": "12", "unit": "瓶" }] });
    officer.succeed("recordSeizure", seizure, "").await;
    let view = json!({ "list": "CASES", "name": format!("筛选{round}"), "query": "" });
    for client in [&officer, &office] {
        client.succeed("saveView", view.clone(), "").await;
    }

    let name = format!("岳阳市第{round}分局");
    let department = json!({ "regionCode": "430600", "name": name, "shortName": name, "kind": "OTHER" });
    admin.succeed("registerDepartment", department, "").await;
    let username = format!("account{round}");
    world.account(&username, "officer", Role::Officer, "market").await;
    admin.succeed("resetPassword", json!({ "id": world.user(&username), "version": 1 }), "").await;
    let certificate = json!({ "userId": world.user(&username), "number": format!("湘F-{round}"),
        "validFrom": "2026-01-01", "validTo": "2030-12-31" });
    admin.succeed("grantCertificate", certificate, "").await;

    let item = json!({ "title": "查获假酒", "text": "当事人已被立案。" });
    officer.succeed("offerBulletinItem", item, "").await;
    // Earlier months, one a round.
    let month = world.today().checked_sub_months(chrono::Months::new(u32::try_from(round).unwrap())).unwrap();
    let month = json!({ "month": month, "dueOn": world.today() });
    office.succeed("openReportingMonth", month, "").await;

    // Each round's is longer than the one before.
    let held = |number| json!(["讲座", format!("第{round}讲之{number}"), "2026-04-20", "市民中心", 60]);
    let head = json!(["培训形式", "培训名称", "开始日期", "地点", "培训人次"]);
    let rows: Vec<Value> = std::iter::once(head).chain((0..=round).map(held)).collect();
    let ledger = tests::workbook::workbook(&rows);
    assert_eq!(world.take_ledger_in(&officer, "TRAININGS", ledger).await.0, 201);

    let indicator = json!({ "group": "PUBLICITY", "name": format!("宣传品{round}"), "unit": "件",
        "definition": "发放宣传品的件数。", "enteredWith": ["PUBLICITY_EVENT"] });
    office.succeed("addIndicator", indicator, "").await;

    let text = json!({ "name": "五年内再次受到行政处罚", "article": "《商标法》第六十条", "ground": "《条例》", "penalties": 9,
        "months": 60, "caseKinds": ["TRADEMARK"], "listedMonths": 36 });
    office.succeed("addBlacklistRule", json!({ "validFrom": "2026-11-19", "text": text }), "").await;
    // Every other round the region has a day off, which moves the dates of all that is open.
    let spans = match round % 2 {
        0 => json!([{ "rest": true, "from": "2026-12-01", "to": "2026-12-01", "name": "龙舟节" }]),
        _ => json!([]),
    };
    let year = json!({ "year": 2026, "version": round, "notice": "岳政发〔2026〕6号", "publishedOn": "2026-11-18", "spans": spans });
    office.succeed("saveCalendarYear", year, "").await;
    let year = 2030 + i32::try_from(round).unwrap();
    let first = format!("{year}-01-01");
    let days = json!([{ "rest": true, "from": first, "to": first, "name": "元旦" }]);
    world.notice(year, "国办发明电〔2026〕9号", days).await;
    copy_rules(world, round).await;
}

/// What offices and operators add once in years.
async fn copy_rules(world: &World, round: usize) {
    let db = world.app.db.writer();
    let day = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + Days::new(round as u64);
    let rule = clock_rule::Entity::find().one(db).await.unwrap().unwrap();
    let rule = clock_rule::Model { id: Uuid::now_v7(), valid_from: day, valid_to: Some(day), ..rule };
    rule.into_active_model().reset_all().insert(db).await.unwrap();
    let amount = legal_review_amount::Entity::find().one(db).await.unwrap().unwrap();
    let amount =
        legal_review_amount::Model { id: Uuid::now_v7(), valid_from: day, valid_to: Some(day), ..amount };
    amount.into_active_model().reset_all().insert(db).await.unwrap();
    let threshold = prosecution_threshold::Entity::find().one(db).await.unwrap().unwrap();
    let threshold = prosecution_threshold::Model { id: Uuid::now_v7(), ..threshold };
    threshold.into_active_model().reset_all().insert(db).await.unwrap();
    let county =
        region::Entity::find().filter(region::Column::Code.eq("430621")).one(db).await.unwrap().unwrap();
    let code = format!("4306{}", 30 + round);
    let county = region::Model { id: Uuid::now_v7(), code: code.clone(), key: code, ..county };
    county.into_active_model().reset_all().insert(db).await.unwrap();
}

/// How many rows each list has for each viewer, and how many statements each of its documents costs.
type Measured = BTreeMap<(String, &'static str), (usize, Vec<u64>)>;

/// How many statements more are no growth: batches that a busy machine takes in two however often it is asked. Six rows
/// more that are each looked up cost more than that.
const SPLIT: u64 = 2;

/// How often a document is asked that costs more than before.
const PATIENCE: usize = 8;

/// Asks for every list. What costs more than it did `before` is asked again, and the least counts: a busy machine may
/// take a batch in two, which is no property of the list, and what is looked up row by row never costs less.
async fn measure(stage: &Stage, lists: &[List], shared: &Shared, before: Option<&Measured>) -> Measured {
    // The one that moved most of what the office sees.
    let changes = "{ ruleChanges(first: 50) { nodes { id movedCount } } }";
    let changes = stage.client("office").await.data(changes, json!({})).await;
    let changes = changes["ruleChanges"]["nodes"].as_array().into_iter().flatten();
    let change = changes.max_by_key(|change| change["movedCount"].as_i64()).map(|change| &change["id"]);
    let imports = "{ imports(first: 50) { nodes { id rows } } }";
    let imports = stage.client("office").await.data(imports, json!({})).await;
    let imports = imports["imports"]["nodes"].as_array().into_iter().flatten();
    let import = imports.max_by_key(|import| import["rows"].as_i64()).map(|import| &import["id"]);
    let samples = BTreeMap::from([
        ("Case", json!(shared.case)),
        ("JointAction", json!(shared.action)),
        ("Party", json!(shared.party)),
        ("Department", json!(stage.world.department("market"))),
        ("RuleChange", json!(change)),
        ("Import", json!(import)),
    ]);
    let mut measured = BTreeMap::new();
    for (list, username) in lists.iter().flat_map(|list| VIEWERS.map(|username| (list, username))) {
        let id = list.of.as_deref().map(|of| samples.get(of).cloned().unwrap_or_default());
        if id == Some(Value::Null) {
            continue;
        }
        let client = stage.client(username).await;
        let (mut rows, mut statements) = (0, Vec::new());
        let known = before.and_then(|before| before.get(&(list.at.clone(), username)));
        for (number, document) in list.documents.iter().enumerate() {
            // The first time, what is kept for a while is still fetched.
            client.data(document, json!({ "id": id })).await;
            let enough = known.map_or(u64::MAX, |(_, statements)| statements[number]);
            let (mut data, mut least) = (Value::Null, u64::MAX);
            for _ in 0..PATIENCE {
                let begun = stage.world.app.db.statements();
                data = client.data(document, json!({ "id": id })).await;
                least = least.min(stage.world.app.db.statements() - begun);
                if least <= enough.saturating_add(SPLIT) {
                    break;
                }
            }
            statements.push(least);
            let found = if list.of.is_some() { &data["node"]["rows"] } else { &data["rows"] };
            rows = found.get("nodes").unwrap_or(found).as_array().map_or(0, Vec::len);
        }
        measured.insert((list.at.clone(), username), (rows, statements));
    }
    measured
}

#[test]
fn every_list_costs_the_same_statements_however_many_rows_it_has() {
    let exceptions = concat!(env!("CARGO_MANIFEST_DIR"), "/it/statements/exceptions.txt");
    let exceptions = std::fs::read_to_string(exceptions).unwrap();
    let excepted: BTreeMap<&str, &str> = exceptions
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split_once(" # ").expect("an exception is `Type.field # why`"))
        .collect();
    let excepted = &excepted;
    on_each_engine(|world| async move {
        let types = Types::read();
        let lists = lists(&types);
        assert!(lists.len() > 30, "{}", lists.len());
        let stage = Stage::new(world);
        let officer = stage.client("officer").await;
        let party = stage.world.party(&officer, "第1商行").await;
        let named = json!({ "parties": [{ "partyId": party, "role": "RESPONDENT" }] });
        let case = stage.world.investigated(&stage.client("head").await, &officer, named).await;
        let action = stage.world.action(&stage.client("office").await, json!({})).await;
        let shared = Shared { action, party, case };
        for round in 0..2 {
            more(&stage, &shared, round).await;
        }
        let few = measure(&stage, &lists, &shared, None).await;
        for round in 2..8 {
            more(&stage, &shared, round).await;
        }
        let many = measure(&stage, &lists, &shared, Some(&few)).await;

        let (mut grown, mut costly) = (BTreeSet::new(), BTreeMap::new());
        for ((at, username), (rows, statements)) in &many {
            let (rows_before, statements_before) = &few[&(at.clone(), *username)];
            if *rows_before > 0 && rows > rows_before {
                grown.insert(at.as_str());
            }
            let list = lists.iter().find(|list| list.at == *at).unwrap();
            for (document, (few, many)) in list.documents.iter().zip(statements_before.iter().zip(statements))
            {
                if *many > few + SPLIT {
                    costly.insert(
                        at.as_str(),
                        format!("{username}: {few} statements for {rows_before} rows, {many} for {rows}: {document}"),
                    );
                }
            }
        }
        let holds = |at: &str| grown.contains(at) && !costly.contains_key(at);
        let faults: Vec<_> = lists
            .iter()
            .map(|list| list.at.as_str())
            .filter(|at| !excepted.contains_key(at) && !holds(at))
            .map(|at| costly.get(at).cloned().unwrap_or_else(|| format!("nobody sees {at} grow")))
            .collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
        let is_needed = |at: &str| lists.iter().any(|list| list.at == at) && !holds(at);
        let needless: Vec<_> = excepted.keys().filter(|at| !is_needed(at)).collect();
        assert!(needless.is_empty(), "needs no exception: {needless:?}");
    });
}
