//! Joint actions and inspections as the people who plan and record them meet them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failed step is a failed test")]

mod common;

use chrono::NaiveDate;
use common::{Office, code, id_of};
use entity::{certificate, enums::Role};
use sea_orm::{EntityTrait, Set};
use serde_json::{Value, json};
use shuangda::shared::ids::{self, Kind};

const CITY: &str = "泸州市知识产权局";
const COUNTY: &str = "泸县知识产权局";
const ERRORS: &str = "errors { code path message }";

fn department(name: &str) -> String {
    ids::encode(Kind::Department, id_of(name)).to_string()
}

fn person(name: &str) -> String {
    ids::encode(Kind::User, id_of(name)).to_string()
}

async fn certify(office: &Office, username: &str, valid_to: (i32, u32, u32)) {
    let (year, month, day) = valid_to;
    certificate::Entity::insert(certificate::ActiveModel {
        id: Set(id_of(&format!("certificate of {username}"))),
        user_id: Set(id_of(username)),
        number: Set(format!("川E-{username}")),
        valid_from: Set(NaiveDate::from_ymd_opt(2010, 1, 1).unwrap()),
        valid_to: Set(NaiveDate::from_ymd_opt(year, month, day).unwrap()),
    })
    .exec_without_returning(office.app.db.writer())
    .await
    .unwrap();
}

/// An office with its staff, officers of the city and of the county, and an action 雷雨 that is under way.
async fn people() -> (Office, String) {
    let office = Office::new().await;
    office.user("staff", Role::OfficeStaff, "泸州市双打办").await;
    for name in ["li", "wang", "zhao"] {
        office.user(name, Role::Officer, CITY).await;
        certify(&office, name, if name == "zhao" { (2011, 3, 31) } else { (2012, 12, 31) }).await;
    }
    office.user("county", Role::Officer, COUNTY).await;
    certify(&office, "county", (2012, 12, 31)).await;
    office.user("elsewhere", Role::Officer, "遂宁市知识产权局").await;
    let staff = office.token("staff").await;
    let planned = plan(&office, &staff, json!({})).await;
    assert_eq!(code(&planned), "", "{planned}");
    (office, planned["jointAction"]["id"].as_str().unwrap().to_owned())
}

fn merged(base: Value, with: Value) -> Value {
    let (Value::Object(mut base), Value::Object(with)) = (base, with) else { panic!("no objects") };
    base.extend(with);
    Value::Object(base)
}

async fn plan(office: &Office, token: &str, with: Value) -> Value {
    let input = json!({
        "regionCode": "510500", "codeName": "雷雨", "name": "打击侵犯知识产权专项行动",
        "startsOn": "2011-04-01", "endsOn": "2011-04-30",
        "leadDepartmentId": department(CITY), "participantIds": [department(COUNTY)],
        "tasks": [{ "content": "检查农资市场", "departmentIds": [department(COUNTY)], "dueOn": "2011-04-25" }],
    });
    let document = format!(
        "mutation ($input: PlanJointActionInput!) {{ planJointAction(input: $input) {{ \
         jointAction {{ id status version viewerCanRevise participants {{ name }} \
         tasks {{ id ordinal responsible departments {{ name }} }} }} {ERRORS} }} }}"
    );
    office.field(token, &document, json!({ "input": merged(input, with) })).await
}

fn outing(with: Value) -> Value {
    let input = json!({
        "inspectedOn": "2011-04-18", "place": "江阳区农资市场",
        "officerIds": [person("li"), person("wang")],
        "premises": [{ "name": "惠农种子店", "result": "SEIZED" }, { "name": "丰收农资", "result": "NO_ISSUE" }],
        "goodsChecked": { "value": 7500, "atLeast": true }, "findings": "发现假种子",
    });
    merged(input, with)
}

const SHOWN: &str = "inspection { id version place goodsChecked { value atLeast } departments { name } \
    action { codeName } officers { id certificateNumber person { displayName } } \
    premises { id ordinal name result party { id } } viewerCanCorrect recordedBy { displayName } }";

async fn record(office: &Office, token: &str, with: Value) -> Value {
    let document = format!(
        "mutation ($input: RecordInspectionInput!) {{ recordInspection(input: $input) {{ {SHOWN} {ERRORS} }} }}"
    );
    office.field(token, &document, json!({ "input": outing(with) })).await
}

async fn correct(office: &Office, token: &str, with: Value) -> Value {
    let document = format!(
        "mutation ($input: CorrectInspectionInput!) {{ correctInspection(input: $input) {{ {SHOWN} {ERRORS} }} }}"
    );
    office.field(token, &document, json!({ "input": outing(with) })).await
}

async fn found(office: &Office, token: &str, filter: Value) -> i64 {
    let document = "query ($filter: InspectionFilter) { inspections(first: 10, filter: $filter) { totalCount nodes { id } } }";
    let answer = office.field(token, document, json!({ "filter": filter })).await;
    assert_eq!(answer["nodes"].as_array().unwrap().len() as i64, answer["totalCount"].as_i64().unwrap());
    answer["totalCount"].as_i64().unwrap()
}

#[tokio::test]
async fn an_inspection_within_an_action_is_recorded_found_and_corrected() {
    let (office, action) = people().await;
    let li = office.token("li").await;
    let recorded = record(
        &office,
        &li,
        json!({ "actionId": action, "participantIds": [department(COUNTY)],
                "officerIds": [person("li"), person("county")], "idempotencyKey": "one" }),
    )
    .await;
    assert_eq!(code(&recorded), "", "{recorded}");
    let inspection = &recorded["inspection"];
    assert_eq!(inspection["action"]["codeName"], "雷雨");
    assert_eq!(inspection["goodsChecked"], json!({ "value": 7500, "atLeast": true }));
    assert_eq!(inspection["departments"].as_array().unwrap().len(), 2);
    assert_eq!(inspection["officers"][0]["certificateNumber"], "川E-li");
    assert_eq!(inspection["premises"][1]["name"], "丰收农资");
    let again = record(
        &office,
        &li,
        json!({ "actionId": action, "participantIds": [department(COUNTY)],
                "officerIds": [person("li"), person("county")], "idempotencyKey": "one" }),
    )
    .await;
    assert_eq!(again["inspection"]["id"], inspection["id"]);

    // The county took part; another city did not.
    office.user("staff2", Role::Officer, "遂宁市知识产权局").await;
    for (who, count) in [("li", 1), ("county", 1), ("staff", 1), ("elsewhere", 0)] {
        let token = office.token(who).await;
        for filter in [
            json!({}),
            json!({ "search": "种子" }),
            json!({ "search": "雷雨" }),
            json!({ "actionId": action, "result": ["SEIZED"], "departmentId": department(COUNTY),
                    "inspected": { "from": "2011-04-18", "to": "2011-04-18" }, "regionCode": "510500" }),
        ] {
            assert_eq!(found(&office, &token, filter.clone()).await, count, "{who} {filter}");
        }
        assert_eq!(found(&office, &token, json!({ "search": "水泥" })).await, 0);
        assert_eq!(found(&office, &token, json!({ "result": ["RECTIFY_ON_SPOT"] })).await, 0);
        let one = office
            .field(
                &token,
                "query ($id: ID!) { inspection(id: $id) { place } }",
                json!({ "id": inspection["id"] }),
            )
            .await;
        assert_eq!(one.is_null(), count == 0, "{who}");
    }

    let base = json!({ "id": inspection["id"], "version": 1, "reason": "", "participantIds": [],
                       "place": "龙马潭区建材市场" });
    let refused = correct(&office, &li, base.clone()).await;
    assert_eq!(refused["errors"][0]["path"], json!(["reason"]), "{refused}");
    let county = office.token("county").await;
    let base = merged(base, json!({ "reason": "地点填错" }));
    assert_eq!(code(&correct(&office, &county, base.clone()).await), "FORBIDDEN");
    let corrected = correct(&office, &li, base.clone()).await;
    assert_eq!(code(&corrected), "", "{corrected}");
    assert_eq!(corrected["inspection"]["version"], 2);
    assert_eq!(corrected["inspection"]["departments"].as_array().unwrap().len(), 1);
    let stale = correct(&office, &li, base).await;
    assert_eq!(code(&stale), "CONFLICT");
    assert_eq!(stale["inspection"]["version"], 2);
    assert_eq!(found(&office, &li, json!({ "search": "建材" })).await, 1);
    assert_eq!(found(&office, &li, json!({ "search": "江阳" })).await, 0);
    assert_eq!(found(&office, &county, json!({})).await, 0);
}

#[tokio::test]
async fn an_inspection_that_breaks_a_rule_is_refused_with_the_field_at_fault() {
    let (office, action) = people().await;
    let li = office.token("li").await;
    for (with, expected, path) in [
        (json!({ "officerIds": [person("li")] }), "TOO_FEW_OFFICERS", json!(["officerIds"])),
        (
            json!({ "officerIds": [person("li"), person("zhao")] }),
            "CERTIFICATE_INVALID",
            json!(["officerIds", "1"]),
        ),
        (json!({ "officerIds": [person("li"), person("county")] }), "INVALID", json!(["officerIds", "1"])),
        (json!({ "inspectedOn": "2011-04-21" }), "DATE_ORDER", json!(["inspectedOn"])),
        (json!({ "inspectedOn": "2011-03-31", "actionId": action }), "OUT_OF_RANGE", json!(["inspectedOn"])),
        (json!({ "premises": [] }), "REQUIRED", json!(["premises"])),
        (
            json!({ "premises": [{ "name": " ", "result": "SEIZED" }] }),
            "REQUIRED",
            json!(["premises", "0", "name"]),
        ),
        (json!({ "goodsChecked": { "value": -1 } }), "OUT_OF_RANGE", json!(["goodsChecked", "value"])),
        (json!({ "departmentId": department(COUNTY) }), "FORBIDDEN", json!([])),
        (json!({ "actionId": "nonsense" }), "NOT_FOUND", json!(["actionId"])),
    ] {
        let refused = record(&office, &li, with.clone()).await;
        assert_eq!(code(&refused), expected, "{with} {refused}");
        assert_eq!(refused["errors"][0]["path"], path, "{refused}");
        assert!(refused["inspection"].is_null());
    }
    let staff = office.token("staff").await;
    assert_eq!(code(&record(&office, &staff, json!({})).await), "COORDINATION_OFFICE_CANNOT_INSPECT");
    assert_eq!(found(&office, &li, json!({})).await, 0);
}

#[tokio::test]
async fn an_action_is_planned_extended_worked_on_and_called_off() {
    let (office, action) = people().await;
    let (staff, county, li) =
        (office.token("staff").await, office.token("county").await, office.token("li").await);
    assert_eq!(code(&plan(&office, &li, json!({})).await), "FORBIDDEN");
    for (with, expected, path) in [
        (json!({ "endsOn": "2011-03-01", "tasks": [] }), "DATE_ORDER", json!(["endsOn"])),
        (
            json!({ "leadDepartmentId": department("遂宁市知识产权局") }),
            "INVALID",
            json!(["leadDepartmentId"]),
        ),
        (json!({ "participantIds": [], "tasks": [] }), "REQUIRED", json!(["participantIds"])),
        (
            json!({ "tasks": [{ "content": "宣传", "departmentIds": [department("遂宁市知识产权局")] }] }),
            "INVALID",
            json!(["tasks", "0", "departmentIds", "0"]),
        ),
    ] {
        let refused = plan(&office, &staff, with).await;
        assert_eq!(code(&refused), expected, "{refused}");
        assert_eq!(refused["errors"][0]["path"], path, "{refused}");
    }

    let show = "query ($id: ID!) { jointAction(id: $id) { status version lead: leadDepartment { name } \
        tasks { id completedOn responsible } inspections(first: 5) { totalCount } cases(first: 5) { totalCount } } }";
    let shown = office.field(&county, show, json!({ "id": action })).await;
    assert_eq!(shown["status"], "ONGOING");
    assert_eq!(shown["tasks"][0]["responsible"], COUNTY);
    let task = &shown["tasks"][0]["id"];
    let complete = format!(
        "mutation ($input: CompleteActionTaskInput!) {{ completeActionTask(input: $input) {{ \
         task {{ completedOn }} {ERRORS} }} }}"
    );
    let input = json!({ "input": { "id": task, "completedOn": "2011-04-19" } });
    assert_eq!(code(&office.field(&li, &complete, input.clone()).await), "FORBIDDEN");
    let done = office.field(&county, &complete, input.clone()).await;
    assert_eq!(done["task"]["completedOn"], "2011-04-19", "{done}");
    assert_eq!(code(&office.field(&staff, &complete, input).await), "ILLEGAL_TRANSITION");

    let extend = format!(
        "mutation ($input: ExtendJointActionInput!) {{ extendJointAction(input: $input) {{ \
         jointAction {{ extendedTo version }} {ERRORS} }} }}"
    );
    let input = |version: i32, to: &str| json!({ "input": { "id": action, "version": version, "extendedTo": to, "reason": "案情复杂" } });
    assert_eq!(code(&office.field(&staff, &extend, input(1, "2011-04-30")).await), "DATE_ORDER");
    let extended = office.field(&staff, &extend, input(1, "2011-05-31")).await;
    assert_eq!(extended["jointAction"], json!({ "extendedTo": "2011-05-31", "version": 2 }));
    let stale = office.field(&staff, &extend, input(1, "2011-06-30")).await;
    assert_eq!((code(&stale), &stale["jointAction"]["version"]), ("CONFLICT", &json!(2)));

    let list = "query ($filter: JointActionFilter) { jointActions(first: 5, filter: $filter, \
        orderBy: { field: NAME, direction: ASC }) { nodes { name } } }";
    for (filter, count) in [
        (json!({ "status": ["ONGOING"], "codeName": "雷雨", "search": "农资" }), 1),
        (json!({ "status": ["PLANNED", "ENDED", "CANCELLED"] }), 0),
        (json!({ "departmentId": department(COUNTY), "regionCode": "510000" }), 1),
    ] {
        let page = office.field(&county, list, json!({ "filter": filter })).await;
        assert_eq!(page["nodes"].as_array().unwrap().len(), count, "{filter}");
    }

    // What was recorded is found under the new name.
    assert_eq!(code(&record(&office, &li, json!({ "actionId": action })).await), "");
    let revise = format!(
        "mutation ($input: ReviseJointActionInput!) {{ reviseJointAction(input: $input) {{ \
         jointAction {{ name version }} {ERRORS} }} }}"
    );
    let input = json!({ "input": { "id": action, "version": 2, "name": "春雷护农", "leadDepartmentId": department(CITY),
        "participantIds": [department(CITY)], "focusRegions": ["江阳区"], "focusProducts": [] } });
    let revised = office.field(&staff, &revise, input).await;
    assert_eq!(revised["jointAction"]["version"], 3, "{revised}");
    assert_eq!(found(&office, &li, json!({ "search": "护农" })).await, 1);

    let cancel = format!(
        "mutation ($input: CancelJointActionInput!) {{ cancelJointAction(input: $input) {{ \
         jointAction {{ status viewerCanRevise }} {ERRORS} }} }}"
    );
    let input = json!({ "input": { "id": action, "version": 3, "reason": "上级另有部署" } });
    let cancelled = office.field(&staff, &cancel, input).await;
    assert_eq!(cancelled["jointAction"], json!({ "status": "CANCELLED", "viewerCanRevise": false }));
    let input = json!({ "input": { "id": action, "version": 4, "reason": "再次取消" } });
    assert_eq!(code(&office.field(&staff, &cancel, input).await), "ILLEGAL_TRANSITION");
    assert_eq!(code(&record(&office, &li, json!({ "actionId": action })).await), "INVALID");
}

#[tokio::test]
async fn a_page_costs_the_same_statements_however_many_rows_it_has() {
    let (office, action) = people().await;
    let li = office.token("li").await;
    let document = "{ inspections(first: 50) { totalCount nodes { region { name } department { name } \
        departments { name } action { codeName participants { name } tasks { departments { name } } } \
        officers { person { displayName department { name } } } premises { name party { name } } \
        recordedBy { displayName } } } }";
    let mut counts = Vec::new();
    for more in [2, 6] {
        for _ in 0..more {
            assert_eq!(code(&record(&office, &li, json!({ "actionId": action })).await), "");
        }
        let before = office.app.db.statements();
        let page = office.field(&li, document, json!({})).await;
        counts.push((office.app.db.statements() - before, page["nodes"].as_array().unwrap().len()));
    }
    let [(few, 2), (many, 8)] = counts[..] else { panic!("{counts:?}") };
    assert_eq!(few, many);
}
