//! Administering accounts and departments: who may, what it ends, and what the log says of it.

use chrono::Duration;
use entity::enums::Role;
use serde_json::{Value, json};
use shuangda::{
    shared::{
        audit,
        ids::{self, Kind},
    },
    users::command_line::{self, FirstAdministrator},
};
use tests::{Client, Visitor, World, on_each_engine, visitor::code, world::PASSWORD};
use uuid::Uuid;

/// Runs the mutation `name` and answers its payload.
async fn run(by: &Client, name: &str, input: Value) -> Value {
    let shown = match name {
        "registerDepartment" | "deactivateDepartment" => "department { id name active version }",
        "createUser" | "resetPassword" => "oneTimePassword user { id username role version active }",
        "issueServiceToken" => "token",
        _ => "user { id role version active certificates { number valid } }",
    };
    by.mutate(name, input, shown).await
}

/// Where nobody confirms what the administrator does, each test runs.
fn in_each_world_of_one_person<F: Future<Output = ()>>(test: impl Fn(World) -> F) {
    on_each_engine(|world| test(world.of_one_person()));
}

fn new_user(world: &World, username: &str, role: &str, department: &str) -> Value {
    json!({ "departmentId": world.department(department), "username": username, "displayName": "王丽", "role": role })
}

async fn sign_in(world: &World, username: &str, password: &str) -> Value {
    Visitor::new(world, "192.0.2.1").sign_in(username, password).await
}

#[test]
fn a_new_user_signs_in_once_with_the_password_shown_and_must_change_it() {
    in_each_world_of_one_person(|world| async move {
        let admin = world.client("admin").await;
        let made = run(&admin, "createUser", new_user(&world, " Wang.Li", "OFFICER", "market")).await;
        assert_eq!(code(&made), "");
        assert_eq!(made["user"]["username"], "wang.li");
        let password = made["oneTimePassword"].as_str().unwrap();
        let client = world.anonymous().sign_in("wang.li", password).await;
        let viewer = "{ viewer { user { mustChangePassword } canRecordInspection } }";
        let shown = client.data(viewer, json!({})).await["viewer"].take();
        assert_eq!(shown, json!({ "user": { "mustChangePassword": true }, "canRecordInspection": false }));
        let input = json!({ "currentPassword": password, "newPassword": "a good new password" });
        assert_eq!(client.succeed("changePassword", input, "changed").await["changed"], true);
        let shown = client.data(viewer, json!({})).await["viewer"].take();
        assert_eq!(shown, json!({ "user": { "mustChangePassword": false }, "canRecordInspection": true }));
    });
}

#[test]
fn accounts_follow_the_rules_of_role_department_and_region() {
    in_each_world_of_one_person(|world| async move {
        let admin = world.client("admin").await;
        for (username, role, of, expected) in [
            ("a.b", "OFFICE_STAFF", "market", "INVALID"),
            ("a.b", "OFFICER", "office", "INVALID"),
            ("a b", "OFFICER", "market", "INVALID"),
            ("ADMIN", "OFFICER", "market", "DUPLICATE"),
            ("a.b", "OFFICER", "other_market", "FORBIDDEN"),
            ("a.b", "OFFICER", "county_market", ""),
            ("a.b", "OBSERVER", "market", "DUPLICATE"),
        ] {
            let made = run(&admin, "createUser", new_user(&world, username, role, of)).await;
            assert_eq!(code(&made), expected, "{username} {role} {of}: {made}");
        }
        let mut nowhere = new_user(&world, "c.d", "OFFICER", "market");
        nowhere["departmentId"] = json!(ids::encode(Kind::Department, Uuid::now_v7()));
        assert_eq!(code(&run(&admin, "createUser", nowhere).await), "NOT_FOUND");
        let mut observer = new_user(&world, "chief", "OFFICER", "market");
        observer["observesRegion"] = json!(true);
        assert_eq!(code(&run(&admin, "createUser", observer.clone()).await), "INVALID");
        observer["role"] = json!("OBSERVER");
        assert_eq!(code(&run(&admin, "createUser", observer).await), "");
    });
}

#[test]
fn nobody_else_administers_or_sees_accounts_and_every_refusal_is_logged() {
    in_each_world_of_one_person(|world| async move {
        for name in ["office", "auditor", "head", "officer", "observer"] {
            let client = world.client(name).await;
            let new = new_user(&world, "new", "OFFICER", "market");
            assert_eq!(client.refused("createUser", new).await, ["FORBIDDEN"], "{name}");
            let input = json!({ "id": world.user("admin"), "version": 1 });
            // Of all accounts only auditors' exist for an auditor.
            let refused = if name == "auditor" { "NOT_FOUND" } else { "FORBIDDEN" };
            assert_eq!(client.refused("disableUser", input.clone()).await, [refused], "{name}");
            assert_eq!(client.refused("resetPassword", input).await, [refused], "{name}");
            let input = json!({ "id": world.department("market"), "version": 1 });
            assert_eq!(client.refused("deactivateDepartment", input).await, ["FORBIDDEN"], "{name}");
            let users = client.data("{ users(first: 10) { totalCount nodes { id } } }", json!({})).await;
            let expected = match name {
                "auditor" => json!({ "totalCount": 1, "nodes": [{ "id": world.user("auditor") }] }),
                _ => json!({ "totalCount": 0, "nodes": [] }),
            };
            assert_eq!(users["users"], expected, "{name}");
            let of_id = "query($id: ID!) { user(id: $id) { username } }";
            let other = client.data(of_id, json!({ "id": world.user("admin") })).await;
            assert_eq!(other["user"], Value::Null, "{name}");
            let own = client.data(of_id, json!({ "id": world.user(name) })).await;
            assert_eq!(own["user"]["username"], name, "one's own account can be seen");
        }
        let log = "{ auditEntries(first: 100, filter: { action: \"denied:\" }) { totalCount } }";
        let seen = world.client("auditor").await.data(log, json!({})).await;
        assert_eq!(seen["auditEntries"]["totalCount"], 18);
        let seen = world.client("admin").await.data(log, json!({})).await;
        assert_eq!(seen["auditEntries"]["totalCount"], 0);
        let verified = audit::verification::verify(&world.app, &[]).await.unwrap();
        assert_eq!(verified.faults, []);
    });
}

#[test]
fn an_administrator_of_a_county_is_kept_to_it() {
    in_each_world_of_one_person(|world| async move {
        let city = world.client("admin").await;
        world.account("county_admin", "admin", Role::SystemAdmin, "county_market").await;
        let county = world.client("county_admin").await;
        let input = json!({ "id": world.user("officer"), "version": 1 });
        assert_eq!(county.refused("disableUser", input.clone()).await, ["NOT_FOUND"]);
        let new = new_user(&world, "new", "OFFICER", "market");
        assert_eq!(county.refused("createUser", new).await, ["FORBIDDEN"]);
        let names = async |client: &Client| {
            let page = client.data("{ users(first: 100) { nodes { username } } }", json!({})).await;
            let nodes = page["users"]["nodes"].as_array().unwrap().clone();
            let mut names: Vec<_> =
                nodes.iter().map(|node| node["username"].as_str().unwrap().to_owned()).collect();
            names.sort();
            names
        };
        assert_eq!(
            names(&county).await,
            ["county_admin", "county_office", "county_officer", "county_officer2"]
        );
        let of_the_city = names(&city).await;
        let seen = |name: &str| of_the_city.iter().any(|one| one == name);
        assert!(["admin", "auditor", "officer", "county_admin", "county_officer"].into_iter().all(seen));
        assert!(!["other_office", "other_officer"].into_iter().any(seen));
        assert_eq!(code(&run(&city, "disableUser", input).await), "");
    });
}

#[test]
fn what_takes_a_right_away_ends_the_sessions_at_once() {
    in_each_world_of_one_person(|world| async move {
        let admin = world.client("admin").await;
        for (name, mutation, more) in [
            ("officer", "changeUserRole", json!({ "role": "OBSERVER" })),
            ("officer2", "resetPassword", json!({})),
            ("culture_officer", "disableUser", json!({})),
        ] {
            let client = world.client(name).await;
            let mut input = more;
            input["id"] = json!(world.user(name));
            input["version"] = json!(1);
            assert_eq!(code(&run(&admin, mutation, input).await), "", "{mutation}");
            let viewer = "{ viewer { user { role } } }";
            assert_eq!(client.ask(viewer, json!({})).await.codes(), ["UNAUTHENTICATED"], "{mutation}");
        }
        assert_eq!(code(&sign_in(&world, "officer2", PASSWORD).await), "SIGN_IN_FAILED");
        assert_eq!(code(&sign_in(&world, "culture_officer", PASSWORD).await), "SIGN_IN_FAILED");
        let input = json!({ "id": world.user("culture_officer"), "version": 2 });
        assert_eq!(run(&admin, "enableUser", input).await["user"]["active"], true);
        assert_eq!(code(&sign_in(&world, "culture_officer", PASSWORD).await), "");
    });
}

#[test]
fn the_last_administrator_stays_and_nobody_touches_their_own_account() {
    in_each_world_of_one_person(|world| async move {
        let admin = world.client("admin").await;
        let own = json!({ "id": world.user("admin"), "version": 1 });
        assert_eq!(admin.refused("disableUser", own.clone()).await, ["FORBIDDEN"]);
        assert_eq!(admin.refused("resetPassword", own.clone()).await, ["FORBIDDEN"]);
        let mut demote = own.clone();
        demote["role"] = json!("OBSERVER");
        assert_eq!(admin.refused("changeUserRole", demote).await, ["FORBIDDEN"]);

        world.account("county_admin", "admin", Role::SystemAdmin, "county_market").await;
        let last = json!({ "id": world.user("county_admin"), "version": 1 });
        assert_eq!(admin.refused("disableUser", last.clone()).await, ["LAST_ADMINISTRATOR"]);
        let mut demote = last.clone();
        demote["role"] = json!("OBSERVER");
        assert_eq!(admin.refused("changeUserRole", demote).await, ["ROLES_EXCLUDE"]);
        world.account("second", "admin", Role::SystemAdmin, "county_market").await;
        assert_eq!(code(&run(&admin, "disableUser", last).await), "");
    });
}

#[test]
fn a_lost_race_is_a_conflict_with_the_present_object_and_a_repeat_acts_once() {
    in_each_world_of_one_person(|world| async move {
        let admin = world.client("admin").await;
        let input = json!({ "id": world.user("officer"), "version": 1, "displayName": "王丽" });
        assert_eq!(run(&admin, "reviseUser", input.clone()).await["user"]["version"], 2);
        let late = run(&admin, "reviseUser", input).await;
        assert_eq!(code(&late), "CONFLICT");
        assert_eq!(late["user"]["version"], 2);

        let mut input = new_user(&world, "once", "OFFICER", "market");
        input["idempotencyKey"] = json!("b7c1");
        let first = run(&admin, "createUser", input.clone()).await;
        let second = run(&admin, "createUser", input.clone()).await;
        assert_eq!(first["user"], second["user"]);
        assert_eq!(second["oneTimePassword"], Value::Null, "it is shown once");
        input["username"] = json!("other");
        assert_eq!(admin.refused("createUser", input).await, ["IDEMPOTENCY_KEY_REUSED"]);
    });
}

#[test]
fn departments_are_registered_found_and_taken_out_of_use() {
    in_each_world_of_one_person(|world| async move {
        let admin = world.client("admin").await;
        let input = |region: &str, name: &str| json!({ "regionCode": region, "name": name, "shortName": "文旅局", "kind": "CULTURE" });
        let made = run(&admin, "registerDepartment", input("430600", " 岳阳市文化广播电视和旅游局 ")).await;
        assert_eq!(made["department"]["name"], "岳阳市文化广播电视和旅游局");
        let again = input("430600", "岳阳市文化广播电视和旅游局");
        assert_eq!(admin.refused("registerDepartment", again).await, ["DUPLICATE"]);
        assert_eq!(admin.refused("registerDepartment", input("430100", "甲")).await, ["FORBIDDEN"]);
        assert_eq!(admin.refused("registerDepartment", input("000000", "甲")).await, ["NOT_FOUND"]);
        let nameless = run(&admin, "registerDepartment", input("430600", " ")).await;
        assert_eq!(code(&nameless), "REQUIRED");
        assert_eq!(nameless["errors"][0]["path"], json!(["name"]));

        let found = "{ departments(first: 5, filter: { search: \"广播\", regionCode: \"430000\" }) { nodes {
            name users(first: 5) { totalCount } hotlines { number } viewerCanRevise } } }";
        let shown = admin.data(found, json!({})).await;
        assert_eq!(
            shown["departments"]["nodes"],
            json!([{ "name": "岳阳市文化广播电视和旅游局", "users": { "totalCount": 0 }, "hotlines": [],
                     "viewerCanRevise": true }])
        );

        let input = json!({ "id": world.department("police"), "version": 1 });
        assert_eq!(admin.refused("deactivateDepartment", input.clone()).await, ["INVALID"]);
        run(&admin, "disableUser", json!({ "id": world.user("police_officer"), "version": 1 })).await;
        let gone = run(&admin, "deactivateDepartment", input).await;
        assert_eq!(gone["department"]["active"], false);
        let input = json!({ "id": world.user("police_officer"), "version": 2 });
        assert_eq!(admin.refused("enableUser", input).await, ["INVALID"]);
    });
}

#[test]
fn certificates_make_people_who_can_be_named() {
    in_each_world_of_one_person(|world| async move {
        let admin = world.client("admin").await;
        for name in ["li", "wang"] {
            world.account(name, "officer", Role::Officer, "police").await;
        }
        let user = |name: &str| world.user(name);
        let grant = |user: String, number: &str, from: &str, to: &str| json!({ "userId": user, "number": number, "validFrom": from, "validTo": to });
        let nobody = ids::encode(Kind::User, Uuid::now_v7()).to_string();
        for (input, expected) in [
            (grant(user("li"), " 湘Ｆ－001 ", "2010-01-01", "2026-11-18"), ""),
            (grant(user("wang"), "湘F-001", "2010-01-01", "2026-11-18"), "DUPLICATE"),
            (grant(user("wang"), "湘F-002", "2011-01-02", "2011-01-01"), "DATE_ORDER"),
            (grant(user("wang"), "湘F-002", "2010-01-01", "2026-11-17"), ""),
            (grant(user("observer"), "湘F-003", "2010-01-01", "2026-11-17"), "INVALID"),
            (grant(nobody, "湘F-003", "2010-01-01", "2026-11-17"), "NOT_FOUND"),
        ] {
            let granted = run(&admin, "grantCertificate", input).await;
            assert_eq!(code(&granted), expected, "{granted}");
        }
        let li = world.client("li").await;
        let people = async |client: &Client, filter: Value| {
            let document = "query($filter: PersonFilter) { people(filter: $filter) { person { displayName } certificateNumber } }";
            client.data(document, json!({ "filter": filter })).await["people"].take()
        };
        let of = |department: &str, more: Value| {
            let filter = json!({ "departmentIds": [world.department(department)] });
            tests::records::with(filter, more)
        };
        assert_eq!(
            people(&li, of("police", json!({}))).await,
            json!([
                { "person": { "displayName": "li" }, "certificateNumber": "湘F-001" },
                { "person": { "displayName": "wang" }, "certificateNumber": null },
                { "person": { "displayName": "民警何伟" }, "certificateNumber": "湘F-police_officer" },
            ])
        );
        for (day, count) in [("2026-11-17", 3), ("2026-11-18", 2), ("2026-11-19", 1)] {
            let certified = people(&li, of("police", json!({ "certifiedOn": day }))).await;
            assert_eq!(certified.as_array().unwrap().len(), count, "{day}");
        }
        assert_eq!(people(&li, of("office", json!({}))).await, json!([]));
        assert_eq!(people(&admin, json!({})).await, json!([]));
    });
}

#[test]
fn a_system_calls_with_its_token_within_its_scopes_until_it_is_disabled() {
    in_each_world_of_one_person(|world| async move {
        let admin = world.client("admin").await;
        let issue = |name: &str, scopes: Value, expires: &str| json!({ "userId": world.user(name), "name": "办案系统", "expiresOn": expires, "scopes": scopes });
        for (input, expected) in [
            (issue("officer", json!(["READ"]), "2026-11-29"), "INVALID"),
            (issue("service", json!([]), "2026-11-29"), "REQUIRED"),
            (issue("service", json!(["READ"]), "2026-11-17"), "OUT_OF_RANGE"),
        ] {
            assert_eq!(admin.refused("issueServiceToken", input).await, [expected]);
        }
        let viewer = "{ viewer { canRecordInspection user { username } } }";
        let mut systems = Vec::new();
        for (scopes, writes) in [(json!(["READ"]), false), (json!(["WRITE", "READ"]), true)] {
            let issued = run(&admin, "issueServiceToken", issue("service", scopes, "2026-11-19")).await;
            let token = issued["token"].as_str().unwrap().to_owned();
            assert!(token.starts_with("sdt_"));
            let system = world.anonymous().with_token(token);
            let shown = system.data(viewer, json!({})).await["viewer"].take();
            assert_eq!(shown, json!({ "canRecordInspection": writes, "user": { "username": "service" } }));
            systems.push(system);
        }
        let codes = async |system: &Client| {
            let answer = system.ask(viewer, json!({})).await;
            answer.codes().into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        world.pass(Duration::days(1));
        assert_eq!(codes(&systems[0]).await, [""; 0]);
        let admin = world.client("admin").await;
        run(&admin, "disableUser", json!({ "id": world.user("service"), "version": 1 })).await;
        assert_eq!(codes(&systems[0]).await, ["UNAUTHENTICATED"]);
        run(&admin, "enableUser", json!({ "id": world.user("service"), "version": 2 })).await;
        assert_eq!(codes(&systems[0]).await, ["UNAUTHENTICATED"], "for good");
        let issued = run(&admin, "issueServiceToken", issue("service", json!(["READ"]), "2026-11-19")).await;
        let system = world.anonymous().with_token(issued["token"].as_str().unwrap());
        assert_eq!(codes(&system).await, [""; 0]);
        world.pass(Duration::days(1));
        assert_eq!(codes(&system).await, ["UNAUTHENTICATED"], "its last day is over");
    });
}

#[test]
fn the_auditor_reads_the_log_of_the_region_page_by_page() {
    in_each_world_of_one_person(|world| async move {
        world.account("county_auditor", "auditor", Role::SecurityAuditor, "county_office").await;
        let admin = world.client("admin").await;
        for number in 0..5 {
            let name = format!("王丽{number}");
            let input = json!({ "id": world.user("officer"), "version": number + 1, "displayName": name });
            assert_eq!(code(&run(&admin, "reviseUser", input).await), "");
        }
        sign_in(&world, "unknown", "x").await;
        let auditor = world.client("auditor").await;
        let log = "query($after: String, $filter: AuditFilter) { auditEntries(first: 4, after: $after, filter: $filter) {
            totalCount pageInfo { hasNextPage endCursor }
            nodes { sequence at actor action objectType objectId detail address hash } } }";
        let mut sequences = Vec::new();
        let mut after = Value::Null;
        loop {
            let page = auditor.data(log, json!({ "after": after })).await["auditEntries"].take();
            assert_eq!(page["totalCount"], 8);
            let nodes = page["nodes"].as_array().unwrap();
            sequences.extend(nodes.iter().map(|node| node["sequence"].as_i64().unwrap()));
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
            after = page["pageInfo"]["endCursor"].clone();
        }
        assert_eq!(sequences, [8, 7, 6, 5, 4, 3, 2, 1]);
        let filtered = async |client: &Client, filter: Value| {
            let page = client.data(log, json!({ "filter": filter })).await;
            page["auditEntries"]["totalCount"].as_i64().unwrap()
        };
        assert_eq!(filtered(&auditor, json!({ "action": "reviseUser" })).await, 5);
        assert_eq!(filtered(&auditor, json!({ "objectId": world.user("officer") })).await, 5);
        assert_eq!(filtered(&auditor, json!({ "actor": "管理员" })).await, 6);
        let on = |day: &str| json!({ "at": { "from": day, "to": day } });
        assert_eq!(filtered(&auditor, on("2026-11-18")).await, 8);
        assert_eq!(filtered(&auditor, on("2026-11-19")).await, 0);
        // The unknown name's and its own.
        assert_eq!(filtered(&world.client("county_auditor").await, json!({})).await, 2);
    });
}

#[test]
fn the_command_line_makes_the_first_administrator_and_helps_who_forgot() {
    on_each_engine(|world| async move {
        let first = |code: &str, username: &str| FirstAdministrator {
            region_code: code.into(),
            region_name: "泸州市".into(),
            office: "泸州市双打办".into(),
            username: username.into(),
        };
        let password =
            command_line::create_first_administrator(&world.app, first("510500", "root")).await.unwrap();
        let root = world.anonymous().sign_in("root", &password).await;
        let viewer = "{ viewer { office { code name level }
            user { role department { name isCoordinationOffice } } } }";
        assert_eq!(
            root.data(viewer, json!({})).await["viewer"],
            json!({
                "office": { "code": "510500", "name": "泸州市", "level": "CITY" },
                "user": { "role": "SYSTEM_ADMIN",
                          "department": { "name": "泸州市双打办", "isCoordinationOffice": true } },
            })
        );
        for wrong in
            [first("510500", "root"), first("510500", "根"), first("5105", "root2"), first("abcdef", "root2")]
        {
            assert!(command_line::create_first_administrator(&world.app, wrong).await.is_err());
        }
        let next = command_line::set_password(&world.app, "ROOT").await.unwrap();
        assert_eq!(root.ask(viewer, json!({})).await.codes(), ["UNAUTHENTICATED"]);
        assert_eq!(code(&sign_in(&world, "root", &next).await), "");
        assert!(command_line::set_password(&world.app, "nobody").await.is_err());
    });
}
