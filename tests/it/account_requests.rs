//! 三员分立: no administrator comes to hold what signs in as another; somebody else confirms, and all who are
//! concerned are told.

use chrono::Duration;
use entity::{account_mail, audit_entry, enums::Role, user};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};
use serde_json::{Value, json};
use shuangda::users::command_line::{self, NewAccount};
use tests::{Client, Visitor, World, on_each_engine, visitor::code, world::PASSWORD};

const RESET: &str =
    "oneTimePassword user { version } request { id kind state version viewerCanConfirm viewerCanWithdraw }";
const CONFIRMED: &str = "oneTimePassword token request { state decidedBy { displayName } viewerCanConfirm }";

fn of(world: &World, username: &str) -> Value {
    json!({ "id": world.user(username), "version": 1 })
}

/// The request that `by` makes with `mutation`.
async fn asked(by: &Client, mutation: &str, input: Value) -> Value {
    let selection = match mutation {
        "issueServiceToken" => "token request { id version state }",
        "changeUserRole" => "user { role version } request { id version state }",
        _ => "oneTimePassword user { id active } request { id version state }",
    };
    let payload = by.succeed(mutation, input, selection).await;
    assert_eq!(payload["request"]["state"], "PENDING", "{mutation}: {payload:#}");
    assert!(payload["oneTimePassword"].is_null() && payload["token"].is_null(), "{payload:#}");
    json!({ "id": payload["request"]["id"], "version": payload["request"]["version"] })
}

async fn notices(client: &Client) -> Vec<String> {
    let document = "{ notifications(first: 50) { nodes { kind text objectType } } }";
    let nodes = client.data(document, json!({})).await["notifications"]["nodes"].clone();
    let accounts = nodes.as_array().unwrap().iter().filter(|node| node["kind"] == "ACCOUNT");
    accounts.map(|node| node["text"].as_str().unwrap().to_owned()).collect()
}

async fn operator(world: &World, username: &str, role: Role, department: &str, region: &str) -> String {
    let new = NewAccount {
        username: username.to_owned(),
        display_name: format!("{username} 的姓名"),
        role,
        department: department.to_owned(),
        region_code: region.to_owned(),
        email: Some(format!("{username}@example.cn")),
    };
    command_line::create(&world.app, new).await.unwrap()
}

/// Signs in with a one-time password, and changes it as everybody must.
async fn settle(world: &World, username: &str, password: &str) -> Client {
    let client = world.anonymous().sign_in(username, password).await;
    let input = json!({ "currentPassword": password, "newPassword": PASSWORD });
    client.succeed("changePassword", input, "changed").await;
    client
}

#[test]
fn a_reset_is_confirmed_by_the_own_head_who_alone_is_shown_the_password() {
    on_each_engine(|world| async move {
        let (admin, head, officer) =
            (world.client("admin").await, world.client("head").await, world.client("officer").await);
        let payload = admin.succeed("resetPassword", of(&world, "officer"), RESET).await;
        assert_eq!(payload["oneTimePassword"], Value::Null);
        assert_eq!(payload["request"]["viewerCanConfirm"], false);
        assert_eq!(payload["request"]["viewerCanWithdraw"], true);
        officer.data("{ cases(first: 1) { totalCount } }", json!({})).await;
        let request = json!({ "id": payload["request"]["id"], "version": 1 });
        assert_eq!(admin.refused("resetPassword", of(&world, "officer")).await, ["DUPLICATE"]);

        for (username, expected) in [
            ("admin", "FORBIDDEN"),
            ("auditor", "NOT_FOUND"),
            ("officer", "NOT_FOUND"),
            ("officer2", "NOT_FOUND"),
            ("observer", "NOT_FOUND"),
            ("culture_head", "NOT_FOUND"),
            ("county_office", "NOT_FOUND"),
            ("other_office", "NOT_FOUND"),
        ] {
            let client = world.client(username).await;
            assert_eq!(
                client.refused("confirmAccountRequest", request.clone()).await,
                [expected],
                "{username}"
            );
            if username != "admin" {
                let found = "query($id: ID!) { accountRequest(id: $id) { id } node(id: $id) { id } }";
                let found = client.data(found, json!({ "id": request["id"] })).await;
                assert_eq!(found, json!({ "accountRequest": null, "node": null }), "{username}");
            }
        }
        assert!(notices(&head).await.iter().any(|text| text.contains("待您确认")));
        assert!(notices(&world.client("office").await).await.is_empty(), "the head is asked");
        let confirmed = head.succeed("confirmAccountRequest", request.clone(), CONFIRMED).await;
        assert_eq!(confirmed["request"]["state"], "CONFIRMED");
        assert_eq!(confirmed["request"]["viewerCanConfirm"], false);
        assert_eq!(head.refused("confirmAccountRequest", request.clone()).await, ["CONFLICT"]);
        let password = confirmed["oneTimePassword"].as_str().unwrap();

        let over = officer.ask("{ viewer { today } }", json!({})).await;
        assert_eq!(over.body["errors"][0]["extensions"]["code"], "UNAUTHENTICATED");
        let mut browser = Visitor::new(&world, "192.0.2.1");
        assert_eq!(code(&browser.sign_in("officer", PASSWORD).await), "SIGN_IN_FAILED");
        let entered = browser.sign_in("officer", password).await;
        let token = entered["accessToken"].as_str().unwrap();
        let records = browser.ask("{ cases(first: 1) { totalCount } }", json!({}), Some(token)).await;
        assert_eq!(records.body["errors"][0]["extensions"]["code"], "PASSWORD_CHANGE_REQUIRED");
        assert_eq!(code(&browser.sign_in("officer", password).await), "SIGN_IN_FAILED", "it works once");
        let officer = world.anonymous().with_token(token);
        let input = json!({ "currentPassword": password, "newPassword": "a good new password" });
        officer.succeed("changePassword", input, "changed").await;
        officer.data("{ cases(first: 1) { totalCount } }", json!({})).await;

        let told = notices(&officer).await;
        assert!(told.iter().any(|text| text.contains("申请") && text.contains("重置密码")), "{told:?}");
        assert!(told.iter().any(|text| text.contains("局长王强确认")), "{told:?}");
        let told = notices(&world.client("auditor").await).await;
        assert_eq!(told.iter().filter(|text| text.contains("执法员李雷")).count(), 2, "{told:?}");
        let logged = audit_entry::Entity::find()
            .filter(audit_entry::Column::Action.is_in(["resetPassword", "confirmAccountRequest"]))
            .all(&world.app.db.read)
            .await
            .unwrap();
        assert_eq!(logged.len(), 2);
        assert!(!format!("{logged:?}").contains(password));
    });
}

#[test]
fn a_one_time_password_and_a_request_run_out() {
    on_each_engine(|world| async move {
        let (admin, head) = (world.client("admin").await, world.client("head").await);
        let request = asked(&admin, "resetPassword", of(&world, "officer")).await;
        let confirmed = head.succeed("confirmAccountRequest", request, CONFIRMED).await;
        let password = confirmed["oneTimePassword"].as_str().unwrap();
        world.pass(Duration::hours(24));
        let late = Visitor::new(&world, "192.0.2.1").sign_in("officer", password).await;
        assert_eq!(code(&late), "SIGN_IN_FAILED");
        assert!(late["errors"][0]["message"].as_str().unwrap().contains("已过期"), "{late:#}");

        let admin = world.client("admin").await;
        let input = json!({ "id": world.user("officer2"), "version": 1 });
        let request = asked(&admin, "resetPassword", input.clone()).await;
        world.pass(Duration::days(7));
        let head = world.client("head").await;
        assert_eq!(head.refused("confirmAccountRequest", request).await, ["ILLEGAL_TRANSITION"]);
        let admin = world.client("admin").await;
        let list = "{ accountRequests(first: 10) { nodes { state } } pending: accountRequests(first: 10, pendingOnly: true) { totalCount } }";
        let listed = admin.data(list, json!({})).await;
        assert_eq!(listed["accountRequests"]["nodes"][0]["state"], "EXPIRED");
        assert_eq!(listed["pending"]["totalCount"], 0);
        // What ran out is asked anew, withdrawn, and refused.
        let request = asked(&admin, "resetPassword", input.clone()).await;
        let mut withdrawn = request.clone();
        withdrawn["reason"] = json!("本人已想起密码");
        let payload = admin.succeed("refuseAccountRequest", withdrawn, "request { state reason }").await;
        assert_eq!(payload["request"], json!({ "state": "WITHDRAWN", "reason": "本人已想起密码" }));
        let mut request = asked(&admin, "resetPassword", input).await;
        request["reason"] = json!("没有人要求");
        let payload = head.succeed("refuseAccountRequest", request, "request { state }").await;
        assert_eq!(payload["request"]["state"], "REFUSED");
        assert_eq!(code(&Visitor::new(&world, "192.0.2.2").sign_in("officer2", PASSWORD).await), "");
    });
}

#[test]
fn office_staff_are_made_and_reset_with_office_staff_or_by_the_operator() {
    on_each_engine(|world| async move {
        let admin = world.client("admin").await;
        assert_eq!(admin.refused("resetPassword", of(&world, "office")).await, ["NOBODY_CONFIRMS"]);
        let input = json!({
            "departmentId": world.department("county_office"), "username": "new.staff", "displayName": "新同事",
            "role": "OFFICE_STAFF"
        });
        let payload = admin
            .succeed("createUser", input, "oneTimePassword user { id active } request { id version }")
            .await;
        assert_eq!((&payload["oneTimePassword"], &payload["user"]["active"]), (&Value::Null, &json!(false)));
        let request = json!({ "id": payload["request"]["id"], "version": 1 });
        // Enabled without a password, the account opens to nobody.
        let enabled = json!({ "id": payload["user"]["id"], "version": 1 });
        admin.succeed("enableUser", enabled, "user { active }").await;
        for username in ["head", "admin"] {
            let refused =
                world.client(username).await.refused("confirmAccountRequest", request.clone()).await;
            assert!(["FORBIDDEN", "NOT_FOUND"].contains(&refused[0].as_str()), "{username} {refused:?}");
        }
        let county = world.client("county_office").await;
        let confirmed = county.succeed("confirmAccountRequest", request, CONFIRMED).await;
        let staff = settle(&world, "new.staff", confirmed["oneTimePassword"].as_str().unwrap()).await;
        staff.data("{ cases(first: 1) { totalCount } }", json!({})).await;
        // The office of the city confirms for the county's.
        let request = asked(&admin, "resetPassword", of(&world, "county_office")).await;
        world.client("office").await.succeed("confirmAccountRequest", request, CONFIRMED).await;

        let password = operator(&world, "second", Role::OfficeStaff, "岳阳市双打办", "430600").await;
        let second = settle(&world, "second", &password).await;
        let request = asked(&admin, "resetPassword", of(&world, "office")).await;
        second.succeed("confirmAccountRequest", request, CONFIRMED).await;
    });
}

#[test]
fn no_administrator_touches_an_auditor_and_no_account_changes_its_duty() {
    on_each_engine(|world| async move {
        let (admin, auditor) = (world.client("admin").await, world.client("auditor").await);
        let new = |role: &str, department: &str, username: &str| {
            json!({
                "departmentId": world.department(department), "username": username, "displayName": "某人", "role": role
            })
        };
        assert_eq!(
            admin.refused("createUser", new("SECURITY_AUDITOR", "office", "mine")).await,
            ["FORBIDDEN"]
        );
        for mutation in ["resetPassword", "disableUser", "enableUser"] {
            assert_eq!(admin.refused(mutation, of(&world, "auditor")).await, ["FORBIDDEN"], "{mutation}");
        }
        let with =
            |username: &str, role: &str| json!({ "id": world.user(username), "version": 1, "role": role });
        for (username, role, expected) in [
            ("auditor", "SYSTEM_ADMIN", "FORBIDDEN"),
            ("officer", "SECURITY_AUDITOR", "ROLES_EXCLUDE"),
            ("officer", "SYSTEM_ADMIN", "ROLES_EXCLUDE"),
            ("officer", "SERVICE", "ROLES_EXCLUDE"),
            ("service", "OFFICER", "ROLES_EXCLUDE"),
            ("leader", "SECURITY_AUDITOR", "ROLES_EXCLUDE"),
        ] {
            assert_eq!(
                admin.refused("changeUserRole", with(username, role)).await,
                [expected],
                "{username} {role}"
            );
        }
        // Auditors keep auditors, two of them; nobody else's accounts exist for them.
        assert_eq!(auditor.refused("createUser", new("OFFICER", "market", "mine")).await, ["FORBIDDEN"]);
        assert_eq!(auditor.refused("resetPassword", of(&world, "officer")).await, ["NOT_FOUND"]);
        let users = auditor.data("{ users(first: 10) { nodes { username } } }", json!({})).await;
        assert_eq!(users["users"]["nodes"], json!([{ "username": "auditor" }]));
        let third = new("SECURITY_AUDITOR", "office", "third");
        assert_eq!(auditor.refused("createUser", third.clone()).await, ["NOBODY_CONFIRMS"]);
        let password = operator(&world, "second", Role::SecurityAuditor, "岳阳市双打办", "430600").await;
        let second = settle(&world, "second", &password).await;
        let request = asked(&auditor, "createUser", third).await;
        assert_eq!(admin.refused("confirmAccountRequest", request.clone()).await, ["NOT_FOUND"]);
        assert_eq!(auditor.refused("confirmAccountRequest", request.clone()).await, ["FORBIDDEN"]);
        let confirmed = second.succeed("confirmAccountRequest", request, CONFIRMED).await;
        let third = settle(&world, "third", confirmed["oneTimePassword"].as_str().unwrap()).await;
        third.data("{ auditEntries(first: 1) { totalCount } }", json!({})).await;
        let request =
            asked(&auditor, "resetPassword", json!({ "id": user_id(&world, "third").await, "version": 2 }))
                .await;
        second.succeed("confirmAccountRequest", request, CONFIRMED).await;
        assert!(notices(&second).await.iter().any(|text| text.contains("third")));
    });
}

async fn user_id(world: &World, username: &str) -> String {
    let row = user::Entity::find().filter(user::Column::Username.eq(username)).one(&world.app.db.read).await;
    shuangda::shared::ids::encode(shuangda::shared::ids::Kind::User, row.unwrap().unwrap().id).to_string()
}

#[test]
fn another_administrator_confirms_an_administrator_and_nobody_s_records() {
    on_each_engine(|world| async move {
        let admin = world.client("admin").await;
        let new = json!({
            "departmentId": world.department("office"), "username": "mine", "displayName": "某人", "role": "SYSTEM_ADMIN"
        });
        assert_eq!(admin.refused("createUser", new.clone()).await, ["NOBODY_CONFIRMS"]);
        let password = operator(&world, "second", Role::SystemAdmin, "岳阳市双打办", "430600").await;
        let second = settle(&world, "second", &password).await;
        let request = asked(&admin, "createUser", new).await;
        second.succeed("confirmAccountRequest", request, CONFIRMED).await;
        // Two administrators together still hold nobody's password.
        let request = asked(&admin, "resetPassword", of(&world, "officer")).await;
        assert_eq!(second.refused("confirmAccountRequest", request).await, ["FORBIDDEN"]);
    });
}

#[test]
fn a_role_changes_and_a_token_is_issued_once_somebody_else_agrees() {
    on_each_engine(|world| async move {
        let (admin, head) = (world.client("admin").await, world.client("head").await);
        let input = json!({ "id": world.user("observer"), "version": 1, "role": "OFFICER" });
        let request = asked(&admin, "changeUserRole", input).await;
        let roles = "query($id: ID!) { user(id: $id) { role isConfirmed } }";
        let present = admin.data(roles, json!({ "id": world.user("observer") })).await;
        assert_eq!(present["user"], json!({ "role": "OBSERVER", "isConfirmed": true }));
        head.succeed("confirmAccountRequest", request, CONFIRMED).await;
        let present = admin.data(roles, json!({ "id": world.user("observer") })).await;
        assert_eq!(present["user"]["role"], "OFFICER");
        // Who may confirm the one role and not the other confirms nothing.
        let input =
            json!({ "id": world.user("leader"), "version": 1, "role": "OBSERVER", "observesRegion": false });
        let request = asked(&admin, "changeUserRole", input).await;
        assert_eq!(head.refused("confirmAccountRequest", request).await, ["NOT_FOUND"]);

        let input = json!({
            "userId": world.user("service"), "name": "办案系统", "expiresOn": "2027-06-30", "scopes": ["READ"]
        });
        let request = asked(&admin, "issueServiceToken", input).await;
        let confirmed = head.succeed("confirmAccountRequest", request, CONFIRMED).await;
        let system = world.anonymous().with_token(confirmed["token"].as_str().unwrap());
        system.data("{ cases(first: 1) { totalCount } }", json!({})).await;
    });
}

#[test]
fn whoever_has_an_address_is_told_by_mail_and_the_disabled_too() {
    on_each_engine(|world| async move {
        user::Entity::update_many()
            .col_expr(user::Column::Email, Expr::val("someone@example.cn"))
            .filter(user::Column::Username.is_in(["officer", "auditor"]))
            .exec(world.app.db.writer())
            .await
            .unwrap();
        let admin = world.client("admin").await;
        admin.succeed("disableUser", of(&world, "officer"), "user { active }").await;
        let mails = account_mail::Entity::find().count(&world.app.db.read).await.unwrap();
        assert_eq!(mails, 2, "the person and the auditor");
        command_line::disable(&world.app, "officer2").await.unwrap();
        let mails = account_mail::Entity::find().count(&world.app.db.read).await.unwrap();
        assert_eq!(mails, 3, "the auditor: the person has no address");
        let told = notices(&world.client("auditor").await).await;
        assert!(told.iter().any(|text| text.contains("命令行停用了执法员韩梅")), "{told:?}");
        assert_eq!(
            code(&Visitor::new(&world, "192.0.2.1").sign_in("officer2", PASSWORD).await),
            "SIGN_IN_FAILED"
        );
    });
}
