//! Joint actions and inspections as the people who plan and record them meet them.

use entity::{certificate, enums::Role};
use sea_orm::{EntityTrait, Set};
use serde_json::{Value, json};
use shuangda::shared::ids::{self, Kind};
use tests::{Client, World, on_each_engine, records::with, visitor::code, world::day};
use uuid::Uuid;

/// An action 雷雨 of the city's and the county's departments, which is under way.
async fn action(world: &World) -> String {
    let planned = plan(world, &world.client("office").await, json!({})).await;
    assert_eq!(code(&planned), "", "{planned}");
    planned["jointAction"]["id"].as_str().unwrap().to_owned()
}

async fn plan(world: &World, by: &Client, overrides: Value) -> Value {
    let county = world.department("county_market");
    let input = json!({
        "regionCode": "430600", "codeName": "雷雨", "name": "打击侵犯知识产权专项行动",
        "startsOn": "2026-11-01", "endsOn": "2026-11-30",
        "leadDepartmentId": world.department("market"), "participantIds": [county],
        "tasks": [{ "content": "检查农资市场", "departmentIds": [county], "dueOn": "2026-11-25" }],
    });
    let shown = "jointAction { id status version viewerCanRevise participants { name }
        tasks { id ordinal responsible departments { name } } }";
    by.mutate("planJointAction", with(input, overrides), shown).await
}

fn outing(world: &World, overrides: Value) -> Value {
    let input = json!({
        "inspectedOn": "2026-11-16", "place": "江阳区农资市场",
        "officerIds": [world.user("officer"), world.user("officer2")],
        "premises": [{ "name": "惠农种子店", "result": "SEIZED" }, { "name": "丰收农资", "result": "NO_ISSUE" }],
        "goodsChecked": { "value": 7500, "atLeast": true }, "amounts": [], "findings": "发现假种子",
    });
    with(input, overrides)
}

const SHOWN: &str = "inspection { id version place goodsChecked { value atLeast } departments { name }
    action { codeName } officers { id certificateNumber person { displayName } }
    premises { id ordinal name result party { id } } viewerCanCorrect recordedBy { displayName } }";

async fn record(world: &World, by: &Client, overrides: Value) -> Value {
    by.mutate("recordInspection", outing(world, overrides), SHOWN).await
}

async fn correct(world: &World, by: &Client, overrides: Value) -> Value {
    by.mutate("correctInspection", outing(world, overrides), SHOWN).await
}

async fn found(by: &Client, filter: Value) -> i64 {
    let document = "query($filter: InspectionFilter) { inspections(first: 10, filter: $filter) { totalCount nodes { id } } }";
    let page = by.data(document, json!({ "filter": filter })).await["inspections"].take();
    assert_eq!(page["nodes"].as_array().unwrap().len() as i64, page["totalCount"].as_i64().unwrap());
    page["totalCount"].as_i64().unwrap()
}

#[test]
fn an_inspection_within_an_action_is_recorded_found_and_corrected() {
    on_each_engine(|world| async move {
        let action = action(&world).await;
        let (officer, county) = (world.client("officer").await, world.client("county_officer").await);
        let county_market = world.department("county_market");
        let within = json!({ "actionId": action, "participantIds": [county_market],
            "officerIds": [world.user("officer"), world.user("county_officer")], "idempotencyKey": "one" });
        let recorded = record(&world, &officer, within.clone()).await;
        assert_eq!(code(&recorded), "", "{recorded}");
        let inspection = &recorded["inspection"];
        assert_eq!(inspection["action"]["codeName"], "雷雨");
        assert_eq!(inspection["goodsChecked"], json!({ "value": 7500, "atLeast": true }));
        assert_eq!(inspection["departments"].as_array().unwrap().len(), 2);
        assert_eq!(inspection["officers"][0]["certificateNumber"], "湘F-officer");
        assert_eq!(inspection["premises"][1]["name"], "丰收农资");
        let again = record(&world, &officer, within).await;
        assert_eq!(again["inspection"]["id"], inspection["id"]);

        // The county took part; another city did not.
        for (who, count) in [("officer", 1), ("county_officer", 1), ("office", 1), ("other_officer", 0)] {
            let client = world.client(who).await;
            for filter in [
                json!({}),
                json!({ "search": "种子" }),
                json!({ "search": "雷雨" }),
                json!({ "actionId": action, "result": ["SEIZED"], "departmentId": county_market,
                        "inspected": { "from": "2026-11-16", "to": "2026-11-16" }, "regionCode": "430600" }),
            ] {
                assert_eq!(found(&client, filter.clone()).await, count, "{who} {filter}");
            }
            assert_eq!(found(&client, json!({ "search": "水泥" })).await, 0);
            assert_eq!(found(&client, json!({ "result": ["RECTIFY_ON_SPOT"] })).await, 0);
            let one = "query($id: ID!) { inspection(id: $id) { place } }";
            let one = client.data(one, json!({ "id": inspection["id"] })).await;
            assert_eq!(one["inspection"].is_null(), count == 0, "{who}");
        }

        let input = json!({ "id": inspection["id"], "version": 1, "reason": "", "participantIds": [],
            "place": "龙马潭区建材市场" });
        let refused = correct(&world, &officer, input.clone()).await;
        assert_eq!(refused["errors"][0]["path"], json!(["reason"]), "{refused}");
        let input = with(input, json!({ "reason": "地点填错" }));
        assert_eq!(code(&correct(&world, &county, input.clone()).await), "FORBIDDEN");
        let corrected = correct(&world, &officer, input.clone()).await;
        assert_eq!(code(&corrected), "", "{corrected}");
        assert_eq!(corrected["inspection"]["version"], 2);
        assert_eq!(corrected["inspection"]["departments"].as_array().unwrap().len(), 1);
        let stale = correct(&world, &officer, input).await;
        assert_eq!(code(&stale), "CONFLICT");
        assert_eq!(stale["inspection"]["version"], 2);
        assert_eq!(found(&officer, json!({ "search": "建材" })).await, 1);
        assert_eq!(found(&officer, json!({ "search": "江阳" })).await, 0);
        assert_eq!(found(&county, json!({})).await, 0);
    });
}

/// Another officer of the market department, whose certificate ran out before the action began.
async fn without_certificate(world: &World) -> String {
    let id = world.account("zhao", "officer", Role::Officer, "market").await;
    certificate::Entity::insert(certificate::ActiveModel {
        id: Set(Uuid::now_v7()),
        user_id: Set(id),
        number: Set("湘F-zhao".to_owned()),
        valid_from: Set(day("2010-01-01")),
        valid_to: Set(day("2026-10-31")),
    })
    .exec_without_returning(world.app.db.writer())
    .await
    .unwrap();
    ids::encode(Kind::User, id).to_string()
}

#[test]
fn an_inspection_that_breaks_a_rule_is_refused_with_the_field_at_fault() {
    on_each_engine(|world| async move {
        let action = action(&world).await;
        let officer = world.client("officer").await;
        let (own, county, zhao) =
            (world.user("officer"), world.user("county_officer"), without_certificate(&world).await);
        for (overrides, expected, path) in [
            (json!({ "officerIds": [own] }), "TOO_FEW_OFFICERS", json!(["officerIds"])),
            (json!({ "officerIds": [own, zhao] }), "CERTIFICATE_INVALID", json!(["officerIds", "1"])),
            (json!({ "officerIds": [own, county] }), "INVALID", json!(["officerIds", "1"])),
            (json!({ "inspectedOn": "2026-11-19" }), "DATE_ORDER", json!(["inspectedOn"])),
            (
                json!({ "inspectedOn": "2026-10-31", "actionId": action }),
                "OUT_OF_RANGE",
                json!(["inspectedOn"]),
            ),
            (json!({ "premises": [] }), "REQUIRED", json!(["premises"])),
            (
                json!({ "premises": [{ "name": " ", "result": "SEIZED" }] }),
                "REQUIRED",
                json!(["premises", "0", "name"]),
            ),
            (json!({ "goodsChecked": { "value": -1 } }), "OUT_OF_RANGE", json!(["goodsChecked", "value"])),
            (json!({ "departmentId": world.department("county_market") }), "FORBIDDEN", json!([])),
            (json!({ "actionId": "nonsense" }), "NOT_FOUND", json!(["actionId"])),
        ] {
            let refused = record(&world, &officer, overrides.clone()).await;
            assert_eq!(code(&refused), expected, "{overrides} {refused}");
            assert_eq!(refused["errors"][0]["path"], path, "{refused}");
            assert!(refused["inspection"].is_null());
        }
        let refused = record(&world, &world.client("office").await, json!({})).await;
        assert_eq!(code(&refused), "COORDINATION_OFFICE_CANNOT_INSPECT");
        assert_eq!(found(&officer, json!({})).await, 0);
    });
}

#[test]
fn an_action_is_planned_extended_worked_on_and_called_off() {
    on_each_engine(|world| async move {
        let action = action(&world).await;
        let (office, county, officer) = (
            world.client("office").await,
            world.client("county_officer").await,
            world.client("officer").await,
        );
        let elsewhere = world.department("other_market");
        assert_eq!(code(&plan(&world, &officer, json!({})).await), "FORBIDDEN");
        for (overrides, expected, path) in [
            (json!({ "endsOn": "2026-10-01", "tasks": [] }), "DATE_ORDER", json!(["endsOn"])),
            (json!({ "leadDepartmentId": elsewhere }), "INVALID", json!(["leadDepartmentId"])),
            (json!({ "participantIds": [], "tasks": [] }), "REQUIRED", json!(["participantIds"])),
            (
                json!({ "tasks": [{ "content": "宣传", "departmentIds": [elsewhere] }] }),
                "INVALID",
                json!(["tasks", "0", "departmentIds", "0"]),
            ),
        ] {
            let refused = plan(&world, &office, overrides).await;
            assert_eq!(code(&refused), expected, "{refused}");
            assert_eq!(refused["errors"][0]["path"], path, "{refused}");
        }

        let show = "query($id: ID!) { jointAction(id: $id) { status version lead: leadDepartment { name }
            tasks { id completedOn responsible } inspections(first: 5) { totalCount } cases(first: 5) { totalCount } } }";
        let shown = county.data(show, json!({ "id": action })).await["jointAction"].take();
        assert_eq!(shown["status"], "ONGOING");
        assert_eq!(shown["tasks"][0]["responsible"], "岳阳县市场监督管理局");
        let input = json!({ "id": shown["tasks"][0]["id"], "completedOn": "2026-11-17" });
        assert_eq!(officer.refused("completeActionTask", input.clone()).await, ["FORBIDDEN"]);
        let done = county.succeed("completeActionTask", input.clone(), "task { completedOn }").await;
        assert_eq!(done["task"]["completedOn"], "2026-11-17");
        assert_eq!(office.refused("completeActionTask", input).await, ["ILLEGAL_TRANSITION"]);

        let extend = |version: i32, to: &str| json!({ "id": action, "version": version, "extendedTo": to, "reason": "案情复杂" });
        assert_eq!(office.refused("extendJointAction", extend(1, "2026-11-30")).await, ["DATE_ORDER"]);
        let selection = "jointAction { extendedTo version }";
        let extended = office.succeed("extendJointAction", extend(1, "2026-12-31"), selection).await;
        assert_eq!(extended["jointAction"], json!({ "extendedTo": "2026-12-31", "version": 2 }));
        let stale = office.mutate("extendJointAction", extend(1, "2027-01-31"), selection).await;
        assert_eq!((code(&stale), &stale["jointAction"]["version"]), ("CONFLICT", &json!(2)));

        let list = "query($filter: JointActionFilter) { jointActions(first: 5, filter: $filter,
            orderBy: { field: NAME, direction: ASC }) { nodes { name } } }";
        for (filter, count) in [
            (json!({ "status": ["ONGOING"], "codeName": "雷雨", "search": "农资" }), 1),
            (json!({ "status": ["PLANNED", "ENDED", "CANCELLED"] }), 0),
            (json!({ "departmentId": world.department("county_market"), "regionCode": "430000" }), 1),
        ] {
            let page = county.data(list, json!({ "filter": filter })).await;
            assert_eq!(page["jointActions"]["nodes"].as_array().unwrap().len(), count, "{filter}");
        }

        // What was recorded is found under the new name.
        assert_eq!(code(&record(&world, &officer, json!({ "actionId": action })).await), "");
        let market = world.department("market");
        let input = json!({ "id": action, "version": 2, "name": "春雷护农", "leadDepartmentId": market,
            "participantIds": [market], "focusRegions": ["江阳区"], "focusProducts": [] });
        let revised = office.succeed("reviseJointAction", input, "jointAction { name version }").await;
        assert_eq!(revised["jointAction"]["version"], 3, "{revised}");
        assert_eq!(found(&officer, json!({ "search": "护农" })).await, 1);

        let cancel = |version: i32| json!({ "id": action, "version": version, "reason": "上级另有部署" });
        let selection = "jointAction { status viewerCanRevise }";
        let cancelled = office.succeed("cancelJointAction", cancel(3), selection).await;
        assert_eq!(cancelled["jointAction"], json!({ "status": "CANCELLED", "viewerCanRevise": false }));
        assert_eq!(office.refused("cancelJointAction", cancel(4)).await, ["ILLEGAL_TRANSITION"]);
        assert_eq!(code(&record(&world, &officer, json!({ "actionId": action })).await), "INVALID");
    });
}

#[test]
fn a_page_costs_the_same_statements_however_many_rows_it_has() {
    on_each_engine(|world| async move {
        let action = action(&world).await;
        let officer = world.client("officer").await;
        let document = "{ inspections(first: 50) { totalCount nodes { region { name } department { name }
            departments { name } action { codeName participants { name } tasks { departments { name } } }
            officers { person { displayName department { name } } } premises { name party { name } }
            recordedBy { displayName } } } }";
        let mut counts = Vec::new();
        for more in [2, 6] {
            for _ in 0..more {
                assert_eq!(code(&record(&world, &officer, json!({ "actionId": action })).await), "");
            }
            let before = world.app.db.statements();
            let page = officer.data(document, json!({})).await["inspections"].take();
            counts.push((world.app.db.statements() - before, page["nodes"].as_array().unwrap().len()));
        }
        let [(few, 2), (many, 8)] = counts[..] else { panic!("{counts:?}") };
        assert_eq!(few, many);
    });
}
