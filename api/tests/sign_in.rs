//! Signing in: who gets in, for how long, and what ends it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may")]

mod common;

use chrono::TimeDelta;
use common::{Office, PASSWORD, code};
use entity::enums::Role;
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};
use shuangda::shared::{audit, viewer::RequestInfo};

const SHOWN: &str = "{ user { username role department { name region { name } } certificates { number } \
                     viewerCanRevise } office { name } canRecordInspection canAdminister canSeeRecords today }";
const REFRESH: &str = "mutation ($input: RefreshSessionInput!) { refreshSession(input: $input) { \
                       accessToken refreshToken errors { code message } } }";
const SIGN_OUT: &str = "mutation { signOut(input: {}) { signedOut errors { code } } }";
const CHANGE: &str = "mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { \
                      changed errors { code path } } }";

fn viewer() -> String {
    format!("{{ viewer {SHOWN} }}")
}

async fn office() -> Office {
    let office = Office::new().await;
    office.user("wang", Role::Officer, "泸州市知识产权局").await;
    office
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value}"))
}

#[tokio::test]
async fn a_sign_in_shows_the_viewer_and_its_token_works_for_a_quarter_of_an_hour() {
    let office = office().await;
    let answer = office
        .ask(
            "",
            &format!(
                "mutation {{ signIn(input: {{ username: \" WANG \", password: \"{PASSWORD}\" }}) {{ \
                 accessToken refreshToken viewer {SHOWN} errors {{ code }} }} }}"
            ),
            json!({}),
        )
        .await;
    assert_eq!(answer.codes, Vec::<String>::new());
    let payload = &answer.data["signIn"];
    assert_eq!(payload["viewer"]["user"]["username"], "wang");
    assert_eq!(payload["viewer"]["user"]["department"]["region"]["name"], "泸州市");
    assert_eq!(payload["viewer"]["canRecordInspection"], true);
    assert_eq!(payload["viewer"]["canAdminister"], false);
    assert_eq!(payload["viewer"]["today"], "2011-04-20");
    assert_eq!(payload["refreshToken"], Value::Null, "a browser gets a cookie");
    let cookie = answer.set_cookie.unwrap();
    assert!(cookie.starts_with("shuangda_refresh="), "{cookie}");
    assert!(cookie.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"), "{cookie}");

    let token = text(&payload["accessToken"]);
    assert_eq!(office.field(token, &viewer(), json!({})).await, payload["viewer"]);
    office.pass(TimeDelta::seconds(899));
    assert_eq!(office.ask(token, &viewer(), json!({})).await.codes, Vec::<String>::new());
    office.pass(TimeDelta::seconds(1));
    assert_eq!(office.ask(token, &viewer(), json!({})).await.codes, ["UNAUTHENTICATED"]);
    assert_eq!(office.ask("", &viewer(), json!({})).await.codes, ["UNAUTHENTICATED"]);
    assert_eq!(office.ask("sdt_unknown", &viewer(), json!({})).await.codes, ["UNAUTHENTICATED"]);
}

#[tokio::test]
async fn a_wrong_password_an_unknown_name_and_a_system_fail_alike() {
    let office = office().await;
    office.user("system", Role::Service, "泸州市知识产权局").await;
    let mut payloads = Vec::new();
    for name in ["wang", "nobody", "system"] {
        payloads.push(office.sign_in_from("192.0.2.1", name, "wrong password").await);
    }
    assert_eq!(code(&payloads[0]), "SIGN_IN_FAILED");
    assert_eq!(payloads[0], payloads[1]);
    assert_eq!(payloads[0], payloads[2]);
}

#[tokio::test]
async fn a_refresh_token_works_once_and_its_replay_ends_the_session() {
    let office = office().await;
    let other_device = office.token("wang").await;
    let first = office.sign_in_from("192.0.2.1", "wang", PASSWORD).await;
    let refresh =
        async |token: &Value| office.field("", REFRESH, json!({ "input": { "refreshToken": token } })).await;
    office.pass(TimeDelta::minutes(14));
    let second = refresh(&first["refreshToken"]).await;
    assert_eq!(code(&second), "");
    assert_ne!(first["refreshToken"], second["refreshToken"]);
    assert_eq!(
        office.ask(text(&second["accessToken"]), &viewer(), json!({})).await.codes,
        Vec::<String>::new()
    );

    assert_eq!(code(&refresh(&first["refreshToken"]).await), "SIGN_IN_FAILED");
    assert_eq!(code(&refresh(&second["refreshToken"]).await), "SIGN_IN_FAILED", "the family is over");
    assert_eq!(
        office.ask(text(&second["accessToken"]), &viewer(), json!({})).await.codes,
        ["UNAUTHENTICATED"]
    );
    assert_eq!(office.ask(&other_device, &viewer(), json!({})).await.codes, Vec::<String>::new());
    assert_eq!(code(&refresh(&json!("made up")).await), "SIGN_IN_FAILED");
}

#[tokio::test]
async fn a_session_ends_when_idle_and_after_a_week_at_the_latest() {
    let office = office().await;
    let idle = office.sign_in_from("192.0.2.1", "wang", PASSWORD).await;
    let mut busy = office.sign_in_from("192.0.2.1", "wang", PASSWORD).await;
    let refresh =
        async |token: &Value| office.field("", REFRESH, json!({ "input": { "refreshToken": token } })).await;
    let mut hours = 0;
    while hours < 7 * 24 - 11 {
        office.pass(TimeDelta::hours(11));
        hours += 11;
        busy = refresh(&busy["refreshToken"]).await;
        assert_eq!(code(&busy), "", "after {hours} hours");
    }
    office.pass(TimeDelta::hours(7 * 24 - hours));
    assert_eq!(code(&refresh(&busy["refreshToken"]).await), "SIGN_IN_FAILED");
    assert_eq!(code(&refresh(&idle["refreshToken"]).await), "SIGN_IN_FAILED");
}

#[tokio::test]
async fn a_browser_refreshes_by_its_cookie_and_loses_it_by_signing_out() {
    let office = office().await;
    let sign_in = format!(
        "mutation {{ signIn(input: {{ username: \"wang\", password: \"{PASSWORD}\" }}) {{ accessToken }} }}"
    );
    let secure = RequestInfo { secure: true, ..RequestInfo::default() };
    let cookie = office.ask_from(secure.clone(), "", &sign_in, json!({})).await.set_cookie.unwrap();
    assert!(cookie.ends_with("; Secure"), "{cookie}");
    let value = cookie.strip_prefix("__Host-shuangda_refresh=").unwrap().split(';').next().unwrap();
    let with_cookie = RequestInfo { refresh_cookie: Some(value.to_owned()), ..secure.clone() };
    let refreshed = office.ask_from(with_cookie, "", REFRESH, json!({ "input": {} })).await;
    let payload = &refreshed.data["refreshSession"];
    assert_eq!(payload["refreshToken"], Value::Null);
    let token = text(&payload["accessToken"]);

    let answer = office.ask_from(secure.clone(), token, SIGN_OUT, json!({})).await;
    assert_eq!(answer.data["signOut"]["signedOut"], true);
    assert!(answer.set_cookie.unwrap().contains("Max-Age=0"));
    assert_eq!(office.ask(token, &viewer(), json!({})).await.codes, ["UNAUTHENTICATED"]);
    let again = refreshed.set_cookie.unwrap();
    let value = again.split(['=', ';']).nth(1).unwrap();
    let with_cookie = RequestInfo { refresh_cookie: Some(value.to_owned()), ..secure };
    let answer = office.ask_from(with_cookie, "", REFRESH, json!({ "input": {} })).await;
    assert_eq!(code(&answer.data["refreshSession"]), "SIGN_IN_FAILED");
    assert_eq!(office.ask("", SIGN_OUT, json!({})).await.data["signOut"]["signedOut"], false);
}

#[tokio::test]
async fn guessing_slows_down_for_its_address_alone_and_a_success_forgets_it() {
    let office = office().await;
    for _ in 0..5 {
        assert_eq!(code(&office.sign_in_from("198.51.100.7", "wang", "guess").await), "SIGN_IN_FAILED");
    }
    let refused = office.sign_in_from("198.51.100.7", "wang", PASSWORD).await;
    assert_eq!(code(&refused), "TOO_MANY_ATTEMPTS");
    assert_eq!(text(&refused["errors"][0]["message"]), "尝试次数过多，请在 1 秒后重试");
    let owner = office.sign_in_from("192.0.2.1", "wang", PASSWORD).await;
    assert_eq!(code(&owner), "", "a stranger elsewhere locks nobody out");

    office.pass(TimeDelta::seconds(1));
    assert_eq!(code(&office.sign_in_from("198.51.100.7", "wang", "guess").await), "SIGN_IN_FAILED");
    office.pass(TimeDelta::seconds(1));
    assert_eq!(code(&office.sign_in_from("198.51.100.7", "wang", PASSWORD).await), "TOO_MANY_ATTEMPTS");
    office.pass(TimeDelta::seconds(1));
    assert_eq!(code(&office.sign_in_from("198.51.100.7", "wang", PASSWORD).await), "");
    assert_eq!(code(&office.sign_in_from("198.51.100.7", "wang", "guess").await), "SIGN_IN_FAILED");
    assert_eq!(code(&office.sign_in_from("198.51.100.7", "wang", PASSWORD).await), "");
}

#[tokio::test]
async fn one_address_cannot_try_every_account() {
    let office = office().await;
    let mut codes = Vec::new();
    for account in 0..32 {
        let payload = office.sign_in_from("198.51.100.7", &format!("user{account}"), "guess").await;
        codes.push(code(&payload).to_owned());
    }
    assert_eq!(codes[30], "SIGN_IN_FAILED");
    assert_eq!(codes[31], "TOO_MANY_ATTEMPTS");
    office.pass(TimeDelta::days(1) + TimeDelta::seconds(1));
    assert_eq!(code(&office.sign_in_from("198.51.100.7", "wang", PASSWORD).await), "");
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions() {
    let office = office().await;
    let (here, elsewhere) = (office.token("wang").await, office.token("wang").await);
    let change = async |current: &str, new: &str| {
        let input = json!({ "input": { "currentPassword": current, "newPassword": new } });
        office.field(&here, CHANGE, input).await
    };
    assert_eq!(code(&change("wrong password", "a good new password").await), "SIGN_IN_FAILED");
    assert_eq!(code(&change(PASSWORD, "short").await), "PASSWORD_WEAK");
    assert_eq!(code(&change(PASSWORD, PASSWORD).await), "PASSWORD_WEAK");
    assert_eq!(change(PASSWORD, "a good new password").await["changed"], true);
    assert_eq!(office.ask(&here, &viewer(), json!({})).await.codes, Vec::<String>::new());
    assert_eq!(office.ask(&elsewhere, &viewer(), json!({})).await.codes, ["UNAUTHENTICATED"]);
    assert_eq!(code(&office.sign_in_from("192.0.2.1", "wang", PASSWORD).await), "SIGN_IN_FAILED");
    assert_eq!(code(&office.sign_in_from("192.0.2.1", "wang", "a good new password").await), "");
}

#[tokio::test]
async fn sign_ins_are_logged_without_what_was_typed() {
    let office = office().await;
    office.sign_in_from("192.0.2.1", "wang", "my secret").await;
    office.sign_in_from("192.0.2.1", "oops, my secret", "x").await;
    let token = office.token("wang").await;
    office.field(&token, SIGN_OUT, json!({})).await;
    let rows = entity::audit_entry::Entity::find()
        .order_by_asc(entity::audit_entry::Column::Sequence)
        .all(&office.app.db.read)
        .await
        .unwrap();
    let actions: Vec<_> = rows.iter().map(|row| (row.action.as_str(), row.actor_name.as_str())).collect();
    let name = "wang 的姓名";
    assert_eq!(
        actions,
        [("denied:signIn", name), ("denied:signIn", ""), ("signIn", name), ("signOut", name)]
    );
    assert!(!format!("{rows:?}").contains("my secret"));
    let verified = audit::verification::verify(&office.app, &[]).await.unwrap();
    assert_eq!((verified.rows, verified.faults), (4, vec![]));
}
