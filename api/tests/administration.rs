//! Administering accounts and departments: who may, what it ends, and what the log says of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may")]

mod common;

use async_graphql::ID;
use common::{Office, PASSWORD, code, id_of};
use entity::enums::Role;
use serde_json::{Value, json};
use shuangda::{
    shared::{
        audit,
        ids::{self, Kind},
    },
    users::command_line::{self, FirstAdministrator},
};

const OFFICE: &str = "泸州市双打办";
const DEPARTMENT: &str = "泸州市知识产权局";
const COUNTY: &str = "泸县知识产权局";
const ELSEWHERE: &str = "遂宁市知识产权局";

async fn office() -> (Office, String) {
    let office = Office::new().await;
    office.user("admin", Role::SystemAdmin, OFFICE).await;
    let token = office.token("admin").await;
    (office, token)
}

fn user(name: &str) -> ID {
    ids::encode(Kind::User, id_of(name))
}

fn department(name: &str) -> ID {
    ids::encode(Kind::Department, id_of(name))
}

/// Runs the mutation `name` and answers its payload.
async fn run(office: &Office, token: &str, name: &str, input: Value) -> Value {
    let (kind, shown) = match name {
        "registerDepartment" | "reviseDepartment" | "deactivateDepartment" => {
            (name, "department { id name active version }")
        }
        "createUser" | "resetPassword" => (name, "oneTimePassword user { id username role version active }"),
        "issueServiceToken" => (name, "token"),
        _ => (name, "user { id role version active certificates { number valid } }"),
    };
    let (first, rest) = kind.split_at(1);
    let document = format!(
        "mutation ($input: {}{rest}Input!) {{ {name}(input: $input) {{ {shown} errors {{ code path message }} }} }}",
        first.to_uppercase()
    );
    office.field(token, &document, json!({ "input": input })).await
}

fn new_user(username: &str, role: &str, of: &str) -> Value {
    json!({ "departmentId": department(of), "username": username, "displayName": "王丽", "role": role })
}

#[tokio::test]
async fn a_new_user_signs_in_once_with_the_password_shown_and_must_change_it() {
    let (office, admin) = office().await;
    let made = run(&office, &admin, "createUser", new_user(" Wang.Li", "OFFICER", DEPARTMENT)).await;
    assert_eq!(code(&made), "");
    assert_eq!(made["user"]["username"], "wang.li");
    let password = made["oneTimePassword"].as_str().unwrap();
    let signed_in = office.sign_in_from("192.0.2.1", "wang.li", password).await;
    let token = signed_in["accessToken"].as_str().unwrap();
    let viewer = "{ viewer { user { mustChangePassword } canRecordInspection } }";
    let shown = office.field(token, viewer, json!({})).await;
    assert_eq!(shown, json!({ "user": { "mustChangePassword": true }, "canRecordInspection": false }));
    let change = "mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { changed } }";
    let input = json!({ "input": { "currentPassword": password, "newPassword": "a good new password" } });
    assert_eq!(office.field(token, change, input).await["changed"], true);
    let shown = office.field(token, viewer, json!({})).await;
    assert_eq!(shown, json!({ "user": { "mustChangePassword": false }, "canRecordInspection": true }));
}

#[tokio::test]
async fn accounts_follow_the_rules_of_role_department_and_region() {
    let (office, admin) = office().await;
    for (username, role, of, expected) in [
        ("a.b", "OFFICE_STAFF", DEPARTMENT, "INVALID"),
        ("a.b", "OFFICER", OFFICE, "INVALID"),
        ("a b", "OFFICER", DEPARTMENT, "INVALID"),
        ("ADMIN", "OFFICER", DEPARTMENT, "DUPLICATE"),
        ("a.b", "OFFICER", ELSEWHERE, "FORBIDDEN"),
        ("a.b", "OFFICER", "nowhere", "NOT_FOUND"),
        ("a.b", "OFFICER", COUNTY, ""),
        ("a.b", "OBSERVER", DEPARTMENT, "DUPLICATE"),
    ] {
        let made = run(&office, &admin, "createUser", new_user(username, role, of)).await;
        assert_eq!(code(&made), expected, "{username} {role} {of}: {made}");
    }
    let mut observer = new_user("leader", "OFFICER", DEPARTMENT);
    observer["observesRegion"] = json!(true);
    assert_eq!(code(&run(&office, &admin, "createUser", observer.clone()).await), "INVALID");
    observer["role"] = json!("OBSERVER");
    assert_eq!(code(&run(&office, &admin, "createUser", observer).await), "");
}

#[tokio::test]
async fn nobody_else_administers_or_sees_accounts_and_every_refusal_is_logged() {
    let (office, _) = office().await;
    for (name, role, of) in [
        ("staff", Role::OfficeStaff, OFFICE),
        ("auditor", Role::SecurityAuditor, OFFICE),
        ("head", Role::DepartmentHead, DEPARTMENT),
        ("officer", Role::Officer, DEPARTMENT),
        ("observer", Role::Observer, DEPARTMENT),
    ] {
        office.user(name, role, of).await;
        let token = office.token(name).await;
        let made = run(&office, &token, "createUser", new_user("new", "OFFICER", DEPARTMENT)).await;
        assert_eq!(code(&made), "FORBIDDEN", "{name}");
        let input = json!({ "id": user("admin"), "version": 1 });
        assert_eq!(code(&run(&office, &token, "disableUser", input.clone()).await), "FORBIDDEN", "{name}");
        assert_eq!(code(&run(&office, &token, "resetPassword", input).await), "FORBIDDEN", "{name}");
        let input = json!({ "id": department(DEPARTMENT), "version": 1 });
        assert_eq!(code(&run(&office, &token, "deactivateDepartment", input).await), "FORBIDDEN", "{name}");
        let users = office.field(&token, "{ users(first: 10) { totalCount nodes { id } } }", json!({})).await;
        assert_eq!(users, json!({ "totalCount": 0, "nodes": [] }), "{name}");
        let of_id = "query ($id: ID!) { user(id: $id) { username } }";
        assert_eq!(office.field(&token, of_id, json!({ "id": user("admin") })).await, Value::Null, "{name}");
        let own = office.field(&token, of_id, json!({ "id": user(name) })).await;
        assert_eq!(own["username"], name, "one's own account can be seen");
    }
    let auditor = office.token("auditor").await;
    let log = "{ auditEntries(first: 100, filter: { action: \"denied:\" }) { totalCount nodes { action } } }";
    assert_eq!(office.field(&auditor, log, json!({})).await["totalCount"], 20);
    assert_eq!(office.field(&office.token("admin").await, log, json!({})).await["totalCount"], 0);
    let verified = audit::verification::verify(&office.app, &[]).await.unwrap();
    assert_eq!(verified.faults, []);
}

#[tokio::test]
async fn an_administrator_of_a_county_is_kept_to_it() {
    let (office, city) = office().await;
    office.user("county", Role::SystemAdmin, COUNTY).await;
    office.user("officer", Role::Officer, DEPARTMENT).await;
    let county = office.token("county").await;
    let input = json!({ "id": user("officer"), "version": 1 });
    assert_eq!(code(&run(&office, &county, "disableUser", input.clone()).await), "NOT_FOUND");
    assert_eq!(
        code(&run(&office, &county, "createUser", new_user("new", "OFFICER", DEPARTMENT)).await),
        "FORBIDDEN"
    );
    let count = "{ users(first: 10) { totalCount } }";
    assert_eq!(office.field(&county, count, json!({})).await["totalCount"], 1);
    assert_eq!(office.field(&city, count, json!({})).await["totalCount"], 3);
    assert_eq!(code(&run(&office, &city, "disableUser", input).await), "");
}

#[tokio::test]
async fn what_takes_a_right_away_ends_the_sessions_at_once() {
    let (office, admin) = office().await;
    for (name, mutation, more) in [
        ("li", "changeUserRole", json!({ "role": "OBSERVER" })),
        ("wang", "resetPassword", json!({})),
        ("zhao", "disableUser", json!({})),
    ] {
        office.user(name, Role::Officer, DEPARTMENT).await;
        let token = office.token(name).await;
        let mut input = more;
        input["id"] = json!(user(name));
        input["version"] = json!(1);
        assert_eq!(code(&run(&office, &admin, mutation, input).await), "", "{mutation}");
        let viewer = "{ viewer { user { role } } }";
        assert_eq!(office.ask(&token, viewer, json!({})).await.codes, ["UNAUTHENTICATED"], "{mutation}");
    }
    assert_eq!(code(&office.sign_in_from("192.0.2.1", "wang", PASSWORD).await), "SIGN_IN_FAILED");
    assert_eq!(code(&office.sign_in_from("192.0.2.1", "zhao", PASSWORD).await), "SIGN_IN_FAILED");
    let input = json!({ "id": user("zhao"), "version": 2 });
    assert_eq!(run(&office, &admin, "enableUser", input).await["user"]["active"], true);
    assert_eq!(code(&office.sign_in_from("192.0.2.1", "zhao", PASSWORD).await), "");
}

#[tokio::test]
async fn the_last_administrator_stays_and_nobody_touches_their_own_account() {
    let (office, admin) = office().await;
    let own = json!({ "id": user("admin"), "version": 1 });
    assert_eq!(code(&run(&office, &admin, "disableUser", own.clone()).await), "FORBIDDEN");
    assert_eq!(code(&run(&office, &admin, "resetPassword", own.clone()).await), "FORBIDDEN");
    let mut demote = own.clone();
    demote["role"] = json!("OBSERVER");
    assert_eq!(code(&run(&office, &admin, "changeUserRole", demote).await), "FORBIDDEN");

    office.user("county", Role::SystemAdmin, COUNTY).await;
    let last = json!({ "id": user("county"), "version": 1 });
    assert_eq!(code(&run(&office, &admin, "disableUser", last.clone()).await), "LAST_ADMINISTRATOR");
    let mut demote = last.clone();
    demote["role"] = json!("OBSERVER");
    assert_eq!(code(&run(&office, &admin, "changeUserRole", demote).await), "LAST_ADMINISTRATOR");
    office.user("second", Role::SystemAdmin, COUNTY).await;
    assert_eq!(code(&run(&office, &admin, "disableUser", last).await), "");
}

#[tokio::test]
async fn a_lost_race_is_a_conflict_with_the_present_object_and_a_repeat_acts_once() {
    let (office, admin) = office().await;
    office.user("officer", Role::Officer, DEPARTMENT).await;
    let input = json!({ "id": user("officer"), "version": 1, "displayName": "王丽" });
    assert_eq!(run(&office, &admin, "reviseUser", input.clone()).await["user"]["version"], 2);
    let late = run(&office, &admin, "reviseUser", input).await;
    assert_eq!(code(&late), "CONFLICT");
    assert_eq!(late["user"]["version"], 2);

    let mut input = new_user("once", "OFFICER", DEPARTMENT);
    input["idempotencyKey"] = json!("b7c1");
    let first = run(&office, &admin, "createUser", input.clone()).await;
    let second = run(&office, &admin, "createUser", input.clone()).await;
    assert_eq!(first["user"], second["user"]);
    assert_eq!(second["oneTimePassword"], Value::Null, "it is shown once");
    input["username"] = json!("other");
    assert_eq!(code(&run(&office, &admin, "createUser", input).await), "IDEMPOTENCY_KEY_REUSED");
}

#[tokio::test]
async fn departments_are_registered_found_and_taken_out_of_use() {
    let (office, admin) = office().await;
    let input = |region: &str, name: &str| json!({ "regionCode": region, "name": name, "shortName": "文旅局", "kind": "CULTURE" });
    let made =
        run(&office, &admin, "registerDepartment", input("510500", " 泸州市文化广播电视和旅游局 ")).await;
    assert_eq!(made["department"]["name"], "泸州市文化广播电视和旅游局");
    let again =
        run(&office, &admin, "registerDepartment", input("510500", "泸州市文化广播电视和旅游局")).await;
    assert_eq!(code(&again), "DUPLICATE");
    assert_eq!(code(&run(&office, &admin, "registerDepartment", input("510900", "甲")).await), "FORBIDDEN");
    assert_eq!(code(&run(&office, &admin, "registerDepartment", input("000000", "甲")).await), "NOT_FOUND");
    let nameless = run(&office, &admin, "registerDepartment", input("510500", " ")).await;
    assert_eq!(code(&nameless), "REQUIRED");
    assert_eq!(nameless["errors"][0]["path"], json!(["name"]));

    let found = "{ departments(first: 5, filter: { search: \"广播\", regionCode: \"510000\" }) { nodes { name users(first: 5) { totalCount } hotlines { number } viewerCanRevise } } }";
    let shown = office.field(&admin, found, json!({})).await;
    assert_eq!(
        shown["nodes"],
        json!([{ "name": "泸州市文化广播电视和旅游局", "users": { "totalCount": 0 }, "hotlines": [],
                 "viewerCanRevise": true }])
    );

    office.user("officer", Role::Officer, DEPARTMENT).await;
    let input = json!({ "id": department(DEPARTMENT), "version": 1 });
    assert_eq!(code(&run(&office, &admin, "deactivateDepartment", input.clone()).await), "INVALID");
    run(&office, &admin, "disableUser", json!({ "id": user("officer"), "version": 1 })).await;
    let gone = run(&office, &admin, "deactivateDepartment", input).await;
    assert_eq!(gone["department"]["active"], false);
    let input = json!({ "id": user("officer"), "version": 2 });
    assert_eq!(code(&run(&office, &admin, "enableUser", input).await), "INVALID");
}

#[tokio::test]
async fn certificates_make_people_who_can_be_named() {
    let (office, admin) = office().await;
    for name in ["li", "wang"] {
        office.user(name, Role::Officer, DEPARTMENT).await;
    }
    office.user("observer", Role::Observer, DEPARTMENT).await;
    let grant = |name: &str, number: &str, from: &str, to: &str| json!({ "userId": user(name), "number": number, "validFrom": from, "validTo": to });
    for (input, expected) in [
        (grant("li", " 川Ｅ－001 ", "2010-01-01", "2011-04-20"), ""),
        (grant("wang", "川E-001", "2010-01-01", "2011-04-20"), "DUPLICATE"),
        (grant("wang", "川E-002", "2011-01-02", "2011-01-01"), "DATE_ORDER"),
        (grant("wang", "川E-002", "2010-01-01", "2011-04-19"), ""),
        (grant("observer", "川E-003", "2010-01-01", "2011-04-19"), "INVALID"),
        (grant("nobody", "川E-003", "2010-01-01", "2011-04-19"), "NOT_FOUND"),
    ] {
        let granted = run(&office, &admin, "grantCertificate", input).await;
        assert_eq!(code(&granted), expected, "{granted}");
    }
    let li = office.token("li").await;
    let people = "query ($filter: PersonFilter) { people(filter: $filter) { person { displayName } certificateNumber } }";
    let all = office.field(&li, people, json!({})).await;
    assert_eq!(
        all,
        json!([
            { "person": { "displayName": "li 的姓名" }, "certificateNumber": "川E-001" },
            { "person": { "displayName": "wang 的姓名" }, "certificateNumber": null },
        ])
    );
    let on = |day: &str| json!({ "filter": { "certifiedOn": day } });
    assert_eq!(office.field(&li, people, on("2011-04-19")).await.as_array().unwrap().len(), 2);
    assert_eq!(office.field(&li, people, on("2011-04-20")).await.as_array().unwrap().len(), 1);
    assert_eq!(office.field(&li, people, on("2011-04-21")).await.as_array().unwrap().len(), 0);
    let elsewhere = json!({ "filter": { "departmentIds": [department(ELSEWHERE)] } });
    assert_eq!(office.field(&li, people, elsewhere).await, json!([]));
    assert_eq!(office.field(&admin, people, json!({})).await, json!([]));
}

#[tokio::test]
async fn a_system_calls_with_its_token_within_its_scopes_until_it_is_disabled() {
    let (office, admin) = office().await;
    office.user("system", Role::Service, DEPARTMENT).await;
    office.user("officer", Role::Officer, DEPARTMENT).await;
    let issue = |name: &str, scopes: Value, expires: &str| json!({ "userId": user(name), "name": "办案系统", "expiresOn": expires, "scopes": scopes });
    for (input, expected) in [
        (issue("officer", json!(["READ"]), "2011-05-01"), "INVALID"),
        (issue("system", json!([]), "2011-05-01"), "REQUIRED"),
        (issue("system", json!(["READ"]), "2011-04-19"), "OUT_OF_RANGE"),
    ] {
        assert_eq!(code(&run(&office, &admin, "issueServiceToken", input).await), expected);
    }
    let viewer = "{ viewer { canRecordInspection user { username } } }";
    let mut tokens = Vec::new();
    for (scopes, writes) in [(json!(["READ"]), false), (json!(["WRITE", "READ"]), true)] {
        let issued = run(&office, &admin, "issueServiceToken", issue("system", scopes, "2011-04-21")).await;
        let token = issued["token"].as_str().unwrap().to_owned();
        assert!(token.starts_with("sdt_"));
        let shown = office.field(&token, viewer, json!({})).await;
        assert_eq!(shown, json!({ "canRecordInspection": writes, "user": { "username": "system" } }));
        tokens.push(token);
    }
    office.pass(chrono::TimeDelta::days(1));
    assert_eq!(office.ask(&tokens[0], viewer, json!({})).await.codes, Vec::<String>::new());
    let admin = office.token("admin").await;
    run(&office, &admin, "disableUser", json!({ "id": user("system"), "version": 1 })).await;
    assert_eq!(office.ask(&tokens[0], viewer, json!({})).await.codes, ["UNAUTHENTICATED"]);
    run(&office, &admin, "enableUser", json!({ "id": user("system"), "version": 2 })).await;
    assert_eq!(office.ask(&tokens[0], viewer, json!({})).await.codes, ["UNAUTHENTICATED"], "for good");
    let issued =
        run(&office, &admin, "issueServiceToken", issue("system", json!(["READ"]), "2011-04-21")).await;
    office.pass(chrono::TimeDelta::days(1));
    let token = issued["token"].as_str().unwrap();
    assert_eq!(office.ask(token, viewer, json!({})).await.codes, ["UNAUTHENTICATED"], "its last day is over");
}

#[tokio::test]
async fn the_auditor_reads_the_log_of_the_region_page_by_page() {
    let (office, admin) = office().await;
    office.user("auditor", Role::SecurityAuditor, OFFICE).await;
    office.user("county", Role::SecurityAuditor, COUNTY).await;
    office.user("officer", Role::Officer, DEPARTMENT).await;
    for number in 0..5 {
        let name = format!("王丽{number}");
        let input = json!({ "id": user("officer"), "version": number + 1, "displayName": name });
        assert_eq!(code(&run(&office, &admin, "reviseUser", input).await), "");
    }
    office.sign_in_from("192.0.2.1", "unknown", "x").await;
    let auditor = office.token("auditor").await;
    let log = "query ($after: String, $filter: AuditFilter) { auditEntries(first: 4, after: $after, filter: $filter) { \
               totalCount pageInfo { hasNextPage endCursor } \
               nodes { sequence at actor action objectType objectId detail address hash } } }";
    let mut sequences = Vec::new();
    let mut after = Value::Null;
    loop {
        let page = office.field(&auditor, log, json!({ "after": after })).await;
        assert_eq!(page["totalCount"], 8);
        sequences
            .extend(page["nodes"].as_array().unwrap().iter().map(|node| node["sequence"].as_i64().unwrap()));
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(sequences, [8, 7, 6, 5, 4, 3, 2, 1]);
    let filtered = async |token: &str, filter: Value| {
        office.field(token, log, json!({ "filter": filter })).await["totalCount"].as_i64().unwrap()
    };
    assert_eq!(filtered(&auditor, json!({ "action": "reviseUser" })).await, 5);
    assert_eq!(filtered(&auditor, json!({ "objectId": user("officer") })).await, 5);
    assert_eq!(filtered(&auditor, json!({ "actor": "admin" })).await, 6);
    assert_eq!(filtered(&auditor, json!({ "at": { "from": "2011-04-20", "to": "2011-04-20" } })).await, 8);
    assert_eq!(filtered(&auditor, json!({ "at": { "from": "2011-04-21", "to": "2011-04-21" } })).await, 0);
    // The unknown name's and its own.
    assert_eq!(filtered(&office.token("county").await, json!({})).await, 2);
}

#[tokio::test]
async fn the_command_line_makes_the_first_administrator_and_helps_who_forgot() {
    let office = Office::new().await;
    let first = |code: &str, username: &str| FirstAdministrator {
        region_code: code.into(),
        region_name: "岳阳市".into(),
        office: "岳阳市双打办".into(),
        username: username.into(),
    };
    let password =
        command_line::create_first_administrator(&office.app, first("430600", "root")).await.unwrap();
    let signed_in = office.sign_in_from("192.0.2.1", "root", &password).await;
    let token = signed_in["accessToken"].as_str().unwrap();
    let viewer =
        "{ viewer { office { code name level } user { role department { name isCoordinationOffice } } } }";
    assert_eq!(
        office.field(token, viewer, json!({})).await,
        json!({
            "office": { "code": "430600", "name": "岳阳市", "level": "CITY" },
            "user": { "role": "SYSTEM_ADMIN",
                      "department": { "name": "岳阳市双打办", "isCoordinationOffice": true } },
        })
    );
    for wrong in
        [first("430600", "root"), first("430600", "根"), first("4306", "root2"), first("abcdef", "root2")]
    {
        assert!(command_line::create_first_administrator(&office.app, wrong).await.is_err());
    }
    let next = command_line::set_password(&office.app, "ROOT").await.unwrap();
    assert_eq!(office.ask(token, viewer, json!({})).await.codes, ["UNAUTHENTICATED"]);
    assert_eq!(code(&office.sign_in_from("192.0.2.1", "root", &next).await), "");
    assert!(command_line::set_password(&office.app, "nobody").await.is_err());
}
