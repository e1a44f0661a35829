//! Whose a rule is: the platform's bind all, a region's own only what lies below it and only where the law
//! leaves room. Whoever's dates move is told, with their region's office and auditor, and nobody else.

use chrono::{Duration, NaiveDate};
use entity::enums::{ClockKind, Role};
use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait, QueryFilter,
};
use serde_json::{Value, json};
use shuangda::{
    clocks::service::rule_on,
    rulebook::{command_line, file},
    shared::{audit::verification::verify, ids},
};
use tests::{Client, World, on_each_engine};
use uuid::Uuid;

const RULES: &str =
    "{ clockRules(kind: [CASE_DECISION, APPROVAL, LEAD_VERIFICATION, HEARING_REQUEST]) { id version kind
    length extension article ground confirmed room roomReason viewerCanMaintain validTo region { name } } }";
const MOVED: &str = "query($id: ID!) { ruleChange(id: $id) { title ground movedCount region { name } actor { displayName }
    moved(first: 10) { totalCount nodes { dueBefore dueAfter clock { id dueOn } case { id number } rule { length }
        department { name } } } } }";
const TOLD: &str = "{ notifications(first: 20) { nodes { kind text objectType objectId } } }";
const AUDITED: &str = "{ auditEntries(first: 50) { nodes { action objectType objectId detail } } }";

async fn rules(client: &Client, kind: &str) -> Vec<Value> {
    let rules = client.data(RULES, json!({})).await["clockRules"].clone();
    rules.as_array().unwrap().iter().filter(|rule| rule["kind"] == kind).cloned().collect()
}

async fn told(client: &Client) -> Vec<Value> {
    let nodes = client.data(TOLD, json!({})).await["notifications"]["nodes"].clone();
    nodes.as_array().unwrap().iter().filter(|note| note["kind"] == "RULES").cloned().collect()
}

async fn audited(client: &Client, action: &str) -> Vec<Value> {
    let nodes = client.data(AUDITED, json!({})).await["auditEntries"]["nodes"].clone();
    nodes.as_array().unwrap().iter().filter(|entry| entry["action"] == action).cloned().collect()
}

async fn due_on(client: &Client, case: &str) -> Value {
    client.data("query($id: ID!) { case(id: $id) { dueOn } }", json!({ "id": case })).await["case"]["dueOn"]
        .clone()
}

/// Heads and auditors of the county and of the other city, and an office of the province.
async fn more_people(world: &mut World) {
    world.account("county_head", "head", Role::DepartmentHead, "county_market").await;
    world.account("county_auditor", "auditor", Role::SecurityAuditor, "county_office").await;
    world.account("other_auditor", "auditor", Role::SecurityAuditor, "other_office").await;
    world.account("other_head", "head", Role::DepartmentHead, "other_market").await;
}

fn decision(length: i32, ground: &str) -> Value {
    json!({ "kind": "CASE_DECISION", "unit": "DAYS", "length": length, "extension": 30, "collective": true,
        "article": "《岳阳市行政执法提速办法》第三条", "ground": ground, "validFrom": "2026-11-01" })
}

/// A case filed today by the head named so.
async fn filed(world: &World, officer: &str, head: &str) -> String {
    let (officer, head) = (world.client(officer).await, world.client(head).await);
    let case = world.lead(&officer, json!({})).await;
    world.step(&officer, &case, "ACCEPT", json!({})).await;
    world.step(&head, &case, "FILE", json!({})).await;
    case
}

#[test]
fn a_citys_rule_moves_its_own_dates_alone_and_tells_whose_they_are() {
    on_each_engine(|mut world| async move {
        more_people(&mut world).await;
        let city = filed(&world, "officer", "head").await;
        let county = filed(&world, "county_officer", "county_head").await;
        let other = filed(&world, "other_officer", "other_head").await;
        let head = world.client("head").await;
        let version = "query($id: ID!) { case(id: $id) { version } }";
        let version = head.data(version, json!({ "id": city })).await["case"]["version"].clone();
        let handlers =
            json!([{ "userId": world.user("officer"), "lead": true }, { "userId": world.user("officer2") }]);
        let assign = json!({ "id": city, "version": version, "handlers": handlers });
        head.succeed("assignCaseHandlers", assign, "case { id }").await;

        // What binds all is nobody's in an office; and what the statute fixes, none lengthens for itself.
        let office = world.client("office").await;
        let platform = rules(&office, "CASE_DECISION").await[0].clone();
        assert_eq!((&platform["region"], &platform["viewerCanMaintain"]), (&Value::Null, &json!(false)));
        assert_eq!((&platform["room"], &platform["confirmed"]), (&json!("SHORTER"), &json!(true)));
        assert!(platform["roomReason"].as_str().unwrap().contains("只能缩短"));
        let attack = json!({ "id": platform["id"], "version": platform["version"], "unit": "DAYS", "length": 360,
            "extension": 30, "collective": true, "article": "《行政处罚法》第六十条" });
        assert_eq!(office.refused("reviseClockRule", attack).await, ["FORBIDDEN"]);
        let refused = office.mutate("addClockRule", decision(360, "岳双打办〔2026〕1号"), "").await;
        assert_eq!(refused["errors"][0]["code"], "FIXED_BY_STATUTE", "{refused}");
        assert_eq!(refused["errors"][0]["path"], json!(["length"]));
        assert!(refused["errors"][0]["message"].as_str().unwrap().contains("不得超过90日"), "{refused}");
        let mut longer = decision(60, "岳双打办〔2026〕1号");
        longer["extension"] = json!(60);
        assert_eq!(office.refused("addClockRule", longer).await, ["FIXED_BY_STATUTE"]);
        let hearing = json!({ "kind": "HEARING_REQUEST", "unit": "WORKING_DAYS", "length": 3, "article": "《办法》",
            "ground": "岳双打办〔2026〕1号", "validFrom": "2026-11-01" });
        assert_eq!(
            office.refused("addClockRule", hearing).await,
            ["FIXED_BY_STATUTE"],
            "the party's own time"
        );
        assert_eq!(office.refused("addClockRule", decision(60, " ")).await, ["REQUIRED"], "without a ground");
        for username in ["head", "officer", "leader", "admin", "auditor"] {
            let client = world.client(username).await;
            let add = decision(60, "岳双打办〔2026〕1号");
            assert_eq!(client.refused("addClockRule", add).await, ["FORBIDDEN"], "{username}");
        }
        assert_eq!(due_on(&office, &city).await, "2027-02-16");

        let mut permitted = decision(60, "岳双打办〔2026〕1号");
        permitted["idempotencyKey"] = json!("7f0f1f6e-61f9-4f3e-8a5a-0c1d2e3f4a5b");
        let shown = "rule { id version region { name } viewerCanMaintain } moved change { id }";
        let added = office.succeed("addClockRule", permitted.clone(), shown).await;
        assert_eq!((&added["moved"], &added["rule"]["region"]["name"]), (&json!(2), &json!("岳阳市")));
        assert_eq!(
            office.succeed("addClockRule", permitted, shown).await,
            added,
            "a repeat answers the same"
        );
        for (client, case, due) in [
            ("officer", &city, "2027-01-17"),
            ("county_officer", &county, "2027-01-17"),
            ("other_officer", &other, "2027-02-16"),
        ] {
            assert_eq!(due_on(&world.client(client).await, case).await, due, "{client}");
        }

        // Whose dates moved is told once, and finds there which; what is not theirs they do not find.
        let change = added["change"]["id"].clone();
        for (username, count) in
            [("head", 1), ("officer", 1), ("officer2", 1), ("county_head", 1), ("county_office", 1)]
        {
            let client = world.client(username).await;
            let notes = told(&client).await;
            assert_eq!(notes.len(), 1, "{username}: {notes:?}");
            assert_eq!((&notes[0]["objectType"], &notes[0]["objectId"]), (&json!("RuleChange"), &change));
            assert!(notes[0]["text"].as_str().unwrap().contains("1项期限变动"), "{notes:?}");
            let seen = client.data(MOVED, json!({ "id": change })).await["ruleChange"].clone();
            assert_eq!(
                (&seen["movedCount"], &seen["moved"]["totalCount"]),
                (&json!(count), &json!(count)),
                "{username}"
            );
            let line = &seen["moved"]["nodes"][0];
            assert_eq!((&line["dueBefore"], &line["dueAfter"]), (&json!("2027-02-16"), &json!("2027-01-17")));
            assert_eq!(
                (&line["rule"]["length"], &seen["ground"]),
                (&json!(60), &json!("岳双打办〔2026〕1号"))
            );
            let own = if username.starts_with("county") { &county } else { &city };
            assert_eq!(line["case"]["id"], json!(own), "{username}");
        }
        let seen = office.data(MOVED, json!({ "id": change })).await["ruleChange"].clone();
        assert_eq!((&seen["movedCount"], &seen["region"]["name"]), (&json!(2), &json!("岳阳市")));
        for username in ["culture_head", "other_office", "other_head", "other_officer"] {
            assert_eq!(told(&world.client(username).await).await, Vec::<Value>::new(), "{username}");
        }
        for username in ["other_office", "other_head", "admin", "auditor"] {
            let client = world.client(username).await;
            assert_eq!(
                client.data(MOVED, json!({ "id": change })).await["ruleChange"],
                Value::Null,
                "{username}"
            );
            let node = client.data("query($id: ID!) { node(id: $id) { id } }", json!({ "id": change })).await;
            assert_eq!(node["node"], Value::Null, "{username}");
            let all = client.data("{ ruleChanges(first: 5) { nodes { id } } }", json!({})).await;
            assert_eq!(all["ruleChanges"]["nodes"], json!([]), "{username}");
        }
        // Seen and read only below; elsewhere it does not exist.
        let (below, elsewhere) = (world.client("county_office").await, world.client("other_office").await);
        let own = rules(&below, "CASE_DECISION").await.pop().unwrap();
        assert_eq!((&own["id"], &own["viewerCanMaintain"]), (&added["rule"]["id"], &json!(false)));
        let revise = json!({ "id": own["id"], "version": own["version"], "unit": "DAYS", "length": 50,
            "extension": 30, "collective": true, "article": "《办法》",
            "ground": "岳双打办〔2026〕2号" });
        assert_eq!(below.refused("reviseClockRule", revise.clone()).await, ["FORBIDDEN"]);
        assert_eq!(rules(&elsewhere, "CASE_DECISION").await.len(), 1);
        assert_eq!(elsewhere.refused("reviseClockRule", revise.clone()).await, ["NOT_FOUND"]);

        // A county keeps within its city's; then its own moves it alone, and the city sees that.
        let county_rule = |length: i32| {
            let mut rule = decision(length, "岳县双打办〔2026〕1号");
            rule["validFrom"] = json!("2026-11-10");
            rule
        };
        assert_eq!(below.refused("addClockRule", county_rule(70)).await, ["FIXED_BY_STATUTE"]);
        let nearer = below.succeed("addClockRule", county_rule(30), "moved").await;
        assert_eq!(nearer["moved"], 1);
        assert_eq!(due_on(&world.client("officer").await, &city).await, "2027-01-17");
        assert_eq!(due_on(&world.client("county_officer").await, &county).await, "2026-12-18");
        assert_eq!(rules(&office, "CASE_DECISION").await.len(), 3);
        assert_eq!(told(&office).await, Vec::<Value>::new(), "the office above is not bound");

        // What is revised tells again, and each region's auditor has a line with its own number.
        let revised = office.succeed("reviseClockRule", revise, "moved rule { length ground }").await;
        assert_eq!(
            (&revised["moved"], &revised["rule"]["ground"]),
            (&json!(1), &json!("岳双打办〔2026〕2号"))
        );
        assert_eq!(told(&world.client("head").await).await.len(), 2);
        for (username, lines, moved) in [("county_auditor", 1, 1), ("other_auditor", 0, 0)] {
            let log = audited(&world.client(username).await, "addClockRule").await;
            let of_the_city: Vec<_> = log
                .iter()
                .filter(|entry| entry["detail"].as_str().unwrap().contains("岳双打办〔2026〕1号"))
                .collect();
            assert_eq!(of_the_city.len(), lines, "{username}: {log:?}");
            if let Some(entry) = of_the_city.first() {
                let detail: Value = serde_json::from_str(entry["detail"].as_str().unwrap()).unwrap();
                assert_eq!((&detail["moved"], &entry["objectId"]), (&json!(moved), &change), "{username}");
            }
        }
        let own = audited(&world.client("auditor").await, "addClockRule").await;
        assert!(own.iter().any(|entry| entry["objectType"] == "ClockRule"), "{own:?}");
        assert_eq!(verify(&world.app, &[]).await.unwrap().faults, []);
        world.figures_are_right().await;
    });
}

#[test]
fn what_a_region_arranges_it_may_set_and_a_local_rule_never_outlasts_the_statute() {
    on_each_engine(|world| async move {
        let office = world.client("office").await;
        let approval = json!({ "kind": "APPROVAL", "unit": "WORKING_DAYS", "length": 10, "article": "《审批制度》第二条",
            "ground": "岳双打办〔2026〕4号", "validFrom": "2026-11-01" });
        office.succeed("addClockRule", approval, "rule { id }").await;
        let day: NaiveDate = "2026-11-18".parse().unwrap();
        let on = async |kind, region: &str| {
            let rule = rule_on(&world.app.db.read, kind, region, day).await.unwrap().unwrap();
            (rule.region_key, rule.length)
        };
        assert_eq!(on(ClockKind::Approval, "430621").await, ("4306".to_owned(), 10));
        assert_eq!(on(ClockKind::Approval, "4301").await, (String::new(), 3));

        office.succeed("addClockRule", decision(80, "岳双打办〔2026〕5号"), "rule { id }").await;
        assert_eq!(on(ClockKind::CaseDecision, "430621").await, ("4306".to_owned(), 80));
        // The statute becomes shorter than what the city set: the city's no longer counts.
        let shorter = json!({ "ground": "《行政处罚法》修订", "clockRules": [{ "kind": "CASE_DECISION", "unit": "DAYS",
            "length": 45, "extension": 15, "collective": true, "article": "《行政处罚法》第六十条", "validFrom": "2026-11-10" }] });
        world.operate(shorter).await.unwrap().unwrap();
        assert_eq!(on(ClockKind::CaseDecision, "430621").await, (String::new(), 45));
    });
}

#[test]
fn the_operator_keeps_the_platforms_rules_at_the_command_line() {
    on_each_engine(|mut world| async move {
        more_people(&mut world).await;
        let city = filed(&world, "officer", "head").await;
        let other = filed(&world, "other_officer", "other_head").await;
        let shown = file::show(&world.app.db.read).await.unwrap();
        assert!(shown.clock_rules.len() > 20 && shown.calendar_years.len() == 5);
        let mut again = serde_json::to_value(&shown).unwrap();
        again["ground"] = json!("不变");
        assert!(world.operate(again).await.unwrap().is_none(), "what is shown and applied changes nothing");

        let revise = |length: i32| {
            json!({ "ground": "《行政处罚法》修订", "clockRules": [{ "kind": "CASE_DECISION", "unit": "DAYS", "length": length,
                "extension": 30, "collective": true, "article": "《行政处罚法》第六十条", "validFrom": "2026-11-01" }] })
        };
        let wrong = world.operate(revise(0)).await.unwrap_err().to_string();
        assert!(wrong.starts_with("clockRules[0].length: "), "{wrong}");
        let unknown = json!({ "ground": "x", "clockrules": [] });
        assert!(world.operate(unknown).await.is_err(), "a misspelt key is no empty list");
        let change = world.operate(revise(60)).await.unwrap().unwrap();
        assert_eq!((change.moved, change.region_key.as_str(), change.actor_id), (2, "", None));
        for (username, case) in [("officer", &city), ("other_officer", &other)] {
            assert_eq!(due_on(&world.client(username).await, case).await, "2027-01-17", "{username}");
        }
        for username in ["head", "other_head", "office", "other_office", "county_office"] {
            assert_eq!(told(&world.client(username).await).await.len(), 1, "{username}");
        }
        let id = ids::encode(ids::Kind::RuleChange, change.id).to_string();
        let seen =
            world.client("other_head").await.data(MOVED, json!({ "id": id })).await["ruleChange"].clone();
        assert_eq!(
            (&seen["movedCount"], &seen["region"], &seen["actor"]),
            (&json!(1), &Value::Null, &Value::Null)
        );
        for (username, lines) in [("auditor", 2), ("other_auditor", 2), ("county_auditor", 1)] {
            let log = audited(&world.client(username).await, "rules apply").await;
            assert_eq!(
                log.len(),
                lines,
                "{username}: the operator's line, and the region's with its number: {log:?}"
            );
        }
        let counted = command_line::recount(&world.app).await.unwrap();
        assert_eq!(counted.moved, 0, "all is as it binds");
    });
}

#[test]
fn a_region_adds_its_own_holidays() {
    on_each_engine(|mut world| async move {
        more_people(&mut world).await;
        let lead = async |username: &str| world.lead(&world.client(username).await, json!({})).await;
        let (city, county, other) =
            (lead("officer").await, lead("county_officer").await, lead("other_officer").await);
        let office = world.client("office").await;
        let day_off = |from: &str, version: i32| {
            json!({ "year": 2026, "version": version, "notice": "岳政发〔2026〕6号", "publishedOn": "2026-11-18",
                "spans": [{ "rest": true, "from": from, "to": from, "name": "龙舟节" }] })
        };
        for username in ["officer", "leader", "auditor"] {
            let client = world.client(username).await;
            assert_eq!(client.refused("saveCalendarYear", day_off("2026-12-01", 0)).await, ["FORBIDDEN"]);
        }
        let taken = json!({ "year": 2026, "version": 0, "notice": "岳政发〔2026〕6号", "publishedOn": "2026-11-18",
            "spans": [{ "rest": false, "from": "2026-10-04", "to": "2026-10-04", "name": "国庆节" }] });
        assert_eq!(
            office.refused("saveCalendarYear", taken).await,
            ["INVALID"],
            "the whole country's day off"
        );
        assert_eq!(due_on(&office, &city).await, "2026-12-09");
        let shown = "moved year { version spans { from } regional { region { name } notice viewerCanMaintain spans { from name } } }";
        let saved = office.succeed("saveCalendarYear", day_off("2026-12-01", 0), shown).await;
        assert_eq!((&saved["moved"], &saved["year"]["version"]), (&json!(2), &json!(1)));
        assert_eq!(
            saved["year"]["regional"][0]["spans"][0],
            json!({ "from": "2026-12-01", "name": "龙舟节" })
        );
        for (username, case, due) in [
            ("officer", &city, "2026-12-10"),
            ("county_officer", &county, "2026-12-10"),
            ("other_officer", &other, "2026-12-09"),
        ] {
            assert_eq!(due_on(&world.client(username).await, case).await, due, "{username}");
        }
        let calendar = "{ calendar(year: 2026) { known notice version regional { region { name } viewerCanMaintain } } }";
        let below = world.client("county_office").await.data(calendar, json!({})).await["calendar"].clone();
        assert_eq!(
            below["regional"],
            json!([{ "region": { "name": "岳阳市" }, "viewerCanMaintain": false }])
        );
        assert_eq!((&below["version"], &below["known"]), (&json!(0), &json!(true)));
        let elsewhere =
            world.client("other_officer").await.data(calendar, json!({})).await["calendar"].clone();
        assert_eq!(elsewhere["regional"], json!([]));
        assert_eq!(told(&world.client("county_head").await).await.len(), 1);
        assert_eq!(told(&world.client("other_head").await).await.len(), 0);

        assert_eq!(office.refused("saveCalendarYear", day_off("2026-12-02", 0)).await, ["CONFLICT"]);
        let back = json!({ "year": 2026, "version": 1, "notice": "岳政发〔2026〕7号", "publishedOn": "2026-11-18", "spans": [] });
        assert_eq!(office.succeed("saveCalendarYear", back, "moved").await["moved"], 2, "taken back");
        assert_eq!(due_on(&office, &city).await, "2026-12-09");
        // A region's days are no notice: the year stays unknown.
        let next = json!({ "year": 2027, "version": 0, "notice": "岳政发〔2026〕8号", "publishedOn": "2026-11-18",
            "spans": [{ "rest": true, "from": "2027-06-01", "to": "2027-06-01", "name": "龙舟节" }] });
        let saved = office.succeed("saveCalendarYear", next, "year { known }").await;
        assert_eq!(saved["year"]["known"], false);
    });
}

#[test]
fn a_notice_may_claim_days_of_its_neighbours() {
    on_each_engine(|world| async move {
        world.pass(Duration::days(23));
        let officer2 = world.client("officer").await;
        // Received on 11 December: fifteen working days end on 1 January 2027 at the earliest.
        let case = world.lead(&officer2, json!({ "receivedOn": world.today() })).await;
        let days = json!([{ "rest": true, "from": "2026-12-31", "to": "2027-01-03", "name": "元旦" },
            { "rest": false, "from": "2026-12-26", "to": "2026-12-26", "name": "元旦" },
            { "rest": false, "from": "2028-01-02", "to": "2028-01-02", "name": "元旦" }]);
        world.notice(2027, "国办发明电〔2026〕9号", days).await;
        let officer2 = world.client("officer").await;
        assert_eq!(due_on(&officer2, &case).await, "2027-01-04", "26 December is worked for 31 December");
        let shown = "{ calendar(year: 2026) { spans { from } neighbourSpans { from to rest } } }";
        let shown = officer2.data(shown, json!({})).await["calendar"].clone();
        let claimed = json!([{ "from": "2026-12-26", "to": "2026-12-26", "rest": false },
            { "from": "2026-12-31", "to": "2027-01-03", "rest": true }]);
        assert_eq!(shown["neighbourSpans"], claimed);
        assert!(shown["spans"].as_array().unwrap().iter().all(|span| span["from"] != "2026-12-31"));
        let far = json!({ "ground": "x", "calendarYears": [{ "year": 2027, "notice": "x", "publishedOn": "2026-11-18",
            "days": [{ "rest": true, "from": "2028-02-01", "to": "2028-02-01", "name": "春节" }] }] });
        assert!(world.operate(far).await.unwrap_err().to_string().contains("calendarYears[0].spans.0.from"));
    });
}

#[test]
fn each_complaint_runs_by_the_procedure_of_its_day() {
    on_each_engine(|world| async move {
        let on = async |kind, day: &str| {
            let day: NaiveDate = day.parse().unwrap();
            let rule = rule_on(&world.app.db.read, kind, "4306", day).await.unwrap().unwrap();
            (rule.article.contains("第121号"), rule.confirmed, rule.length)
        };
        for (kind, length) in [
            (ClockKind::ComplaintAcceptance, 7),
            (ClockKind::ReportVerification, 15),
            (ClockKind::ReporterNotice, 5),
        ] {
            assert_eq!(on(kind, "2026-04-14").await, (false, true, length), "{kind:?}");
            assert_eq!(on(kind, "2026-04-15").await, (true, false, length), "{kind:?}: not compared yet");
        }
        let shown = "{ clockRules(kind: [COMPLAINT_ACCEPTANCE]) { validFrom validTo confirmed } }";
        let shown = world.client("officer").await.data(shown, json!({})).await;
        assert_eq!(
            shown["clockRules"],
            json!([{ "validFrom": "2026-04-15", "validTo": null, "confirmed": false },
                { "validFrom": "2020-01-01", "validTo": "2026-04-14", "confirmed": true }])
        );
    });
}

#[test]
fn thresholds_are_the_countrys_and_a_province_adds_lower_ones() {
    on_each_engine(|world| async move {
        let (office, officer) = (world.client("office").await, world.client("officer").await);
        let add = |amount: &str| {
            json!({ "caseKind": "TRADEMARK", "crime": "假冒注册商标罪", "criminalArticle": "刑法第二百一十三条",
                "measure": "AMOUNT", "amount": amount, "article": "湘检会〔2026〕2号第三条", "ground": "湘检会〔2026〕2号",
                "validFrom": "2026-11-01" })
        };
        assert_eq!(
            office.refused("addProsecutionThreshold", add("30000.00")).await,
            ["FIXED_BY_STATUTE"],
            "a city"
        );
        let listed =
            "{ prosecutionThresholds(caseKind: TRADEMARK, on: \"2026-11-18\") { id version amount condition
            region { name } viewerCanMaintain } }";
        let before = office.data(listed, json!({})).await["prosecutionThresholds"].clone();
        let platform = &before[0];
        assert_eq!((&platform["region"], &platform["viewerCanMaintain"]), (&Value::Null, &json!(false)));
        let end = json!({ "id": platform["id"], "version": platform["version"], "validTo": "2026-11-18" });
        assert_eq!(office.refused("endProsecutionThreshold", end).await, ["FORBIDDEN"]);
        let confirm = json!({ "id": platform["id"], "version": platform["version"], "article": "x" });
        assert_eq!(office.refused("confirmProsecutionThreshold", confirm).await, ["FORBIDDEN"]);

        world.make_the_office_provincial().await;
        let office = world.client("office").await;
        assert_eq!(
            office.refused("addProsecutionThreshold", add("50000.01")).await,
            ["FIXED_BY_STATUTE"],
            "raised"
        );
        let case = world.lead(&officer, json!({ "amount": "40000.00" })).await;
        let state = "query($id: ID!) { case(id: $id) { prosecution { state } } }";
        let of = async |case: &str| {
            officer.data(state, json!({ "id": case })).await["case"]["prosecution"]["state"].clone()
        };
        assert_eq!(of(&case).await, "POSSIBLE");
        office.succeed("addProsecutionThreshold", add("35000.00"), "threshold { region { name } }").await;
        assert_eq!(of(&case).await, "MET", "the province's lower one stands beside the country's");
        assert_eq!(told(&world.client("other_office").await).await.len(), 1, "bound as well");
        let other =
            world.client("other_officer").await.data(listed, json!({})).await["prosecutionThresholds"]
                .clone();
        assert!(other.as_array().unwrap().iter().any(|row| row["region"]["name"] == "湖南省"));
    });
}

/// What offices changed before rules had regions becomes their own region's, by the audit log; the platform's say
/// again what was shipped.
#[test]
fn what_an_office_changed_before_becomes_its_regions() {
    on_each_engine(|world| async move {
        let db = world.app.db.writer();
        let names: Vec<String> =
            Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect();
        let step = names.iter().position(|name| name == "m20261129_000010_rules_by_region").unwrap();
        Migrator::down(db, Some(u32::try_from(names.len() - step).unwrap())).await.unwrap();
        let key = |number: u128| match db.get_database_backend() {
            DbBackend::Postgres => format!("'{}'", Uuid::from_u128(number)),
            _ => format!("X'{}'", Uuid::from_u128(number).simple()),
        };
        let (decision, approval, added) = (0x8000_8000_0000_c10c_0005, 0x8000_8000_0000_c10c_0013, 77);
        for statement in [
            format!(
                "UPDATE clock_rules SET length = 360, article = '改', version = 2 WHERE id = {}",
                key(decision)
            ),
            format!(
                "UPDATE clock_rules SET valid_to = '2026-10-31', version = 2 WHERE id = {}",
                key(approval)
            ),
            format!(
                "INSERT INTO clock_rules (id, kind, unit, length, collective, article, valid_from, version) \
                 VALUES ({}, 'APPROVAL', 'WORKING_DAYS', 9, FALSE, '岳双打办〔2026〕9号', '2026-11-01', 1)",
                key(added)
            ),
        ] {
            db.execute_unprepared(&statement).await.unwrap();
        }
        for (action, object) in [("reviseClockRule", decision), ("addClockRule", added)] {
            let last = entity::audit_entry::Entity::find().count(db).await.unwrap();
            let entry = entity::audit_entry::Model {
                sequence: i64::try_from(last).unwrap() + 1,
                at: world.app.clock.now(),
                actor_id: None,
                actor_name: "张明".to_owned(),
                department_id: None,
                region_key: "4306".to_owned(),
                action: action.to_owned(),
                object_type: "ClockRule".to_owned(),
                object_id: Some(Uuid::from_u128(object)),
                detail: "{}".to_owned(),
                address: None,
                previous_hash: String::new(),
                hash: action.to_owned(),
            };
            entity::audit_entry::ActiveModel::from(entry).insert(db).await.unwrap();
        }
        Migrator::up(db, None).await.unwrap();
        let day: NaiveDate = "2026-11-18".parse().unwrap();
        for (kind, region, whose, length) in [
            (ClockKind::CaseDecision, "4301", "", 90),
            (ClockKind::CaseDecision, "4306", "", 90),
            (ClockKind::Approval, "4301", "", 3),
            (ClockKind::Approval, "430621", "4306", 9),
        ] {
            let rule = rule_on(&world.app.db.read, kind, region, day).await.unwrap().unwrap();
            assert_eq!((rule.region_key.as_str(), rule.length), (whose, length), "{kind:?} in {region}");
        }
        let own = entity::clock_rule::Entity::find()
            .filter(entity::clock_rule::Column::RegionKey.eq("4306"))
            .filter(entity::clock_rule::Column::Kind.eq(ClockKind::CaseDecision))
            .one(&world.app.db.read)
            .await
            .unwrap()
            .unwrap();
        assert_eq!((own.length, own.ground.as_deref()), (360, Some("改")), "kept, though it binds nobody");
        let years = entity::calendar_year::Entity::find().all(&world.app.db.read).await.unwrap();
        assert!(years.len() == 5 && years.iter().all(|year| year.region_key.is_empty()));
    });
}
