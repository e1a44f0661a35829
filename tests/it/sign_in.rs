//! Signing in: who gets in, for how long, and what ends it.

use chrono::Duration;
use entity::audit_entry;
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};
use shuangda::{app::Front, shared::audit};
use tests::{Client, Visitor, World, on_each_engine, visitor::code, world::PASSWORD};

const VIEWER: &str =
    "{ viewer { user { username role department { name region { name } } certificates { number }
    viewerCanRevise } office { name } canRecordInspection canAdminister canSeeRecords today } }";

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("{value}"))
}

/// The payload of a sign-in that asks for the refresh token, as who is no browser does.
async fn sign_in_from(world: &World, address: &str, username: &str, password: &str) -> Value {
    let document = "mutation($input: SignInInput!) { signIn(input: $input) {
        accessToken expiresAt refreshToken errors { code path message } } }";
    let input = json!({ "username": username, "password": password, "returnRefreshToken": true });
    let answer = Visitor::new(world, address).ask(document, json!({ "input": input }), None).await;
    assert_eq!(answer.codes(), [""; 0]);
    answer.body["data"]["signIn"].clone()
}

async fn refresh(world: &World, token: &Value) -> Value {
    world
        .anonymous()
        .mutate("refreshSession", json!({ "refreshToken": token }), "accessToken refreshToken")
        .await
}

async fn is_signed_in(client: &Client) -> bool {
    match client.ask(VIEWER, json!({})).await.codes().as_slice() {
        [] => true,
        ["UNAUTHENTICATED"] => false,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_sign_in_shows_the_viewer_and_its_token_works_for_a_quarter_of_an_hour() {
    on_each_engine(|world| async move {
        let shown = VIEWER.trim_start_matches('{').trim_end_matches('}');
        let document = format!(
            "mutation {{ signIn(input: {{ username: \" OFFICER \", password: \"{PASSWORD}\" }}) {{
             accessToken refreshToken {shown} errors {{ code }} }} }}"
        );
        let mut browser = Visitor::new(&world, "192.0.2.1");
        let answer = browser.ask(&document, json!({}), None).await;
        assert_eq!(answer.codes(), [""; 0]);
        let payload = &answer.body["data"]["signIn"];
        assert_eq!(payload["viewer"]["user"]["username"], "officer");
        assert_eq!(payload["viewer"]["user"]["department"]["region"]["name"], "岳阳市");
        assert_eq!(payload["viewer"]["canRecordInspection"], true);
        assert_eq!(payload["viewer"]["canAdminister"], false);
        assert_eq!(payload["viewer"]["today"], "2026-11-18");
        assert_eq!(payload["refreshToken"], Value::Null, "a browser gets a cookie");
        let cookies = browser.set_cookies;
        let cookie = cookies.iter().find(|cookie| cookie.starts_with("shuangda_refresh=")).unwrap();
        assert!(cookie.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"), "{cookie}");

        let client = world.anonymous().with_token(text(&payload["accessToken"]));
        assert_eq!(client.data(VIEWER, json!({})).await["viewer"], payload["viewer"]);
        world.pass(Duration::seconds(899));
        assert!(is_signed_in(&client).await);
        world.pass(Duration::seconds(1));
        assert!(!is_signed_in(&client).await);
        assert!(!is_signed_in(&world.anonymous()).await);
        assert!(!is_signed_in(&world.anonymous().with_token("sdt_unknown")).await);
    });
}

#[test]
fn a_wrong_password_an_unknown_name_and_a_system_fail_alike() {
    on_each_engine(|world| async move {
        let mut payloads = Vec::new();
        for name in ["officer", "nobody", "service"] {
            payloads.push(sign_in_from(&world, "192.0.2.1", name, "wrong password").await);
        }
        assert_eq!(code(&payloads[0]), "SIGN_IN_FAILED");
        assert_eq!(payloads[0], payloads[1]);
        assert_eq!(payloads[0], payloads[2]);
    });
}

#[test]
fn a_refresh_token_works_once_and_its_replay_ends_the_session() {
    on_each_engine(|world| async move {
        let other_device = world.client("officer").await;
        let first = sign_in_from(&world, "192.0.2.1", "officer", PASSWORD).await;
        world.pass(Duration::minutes(14));
        let second = refresh(&world, &first["refreshToken"]).await;
        assert_eq!(code(&second), "");
        assert_ne!(first["refreshToken"], second["refreshToken"]);
        let client = world.anonymous().with_token(text(&second["accessToken"]));
        assert!(is_signed_in(&client).await);

        let again = refresh(&world, &first["refreshToken"]).await;
        assert_eq!(again["refreshToken"], second["refreshToken"], "asked again at once");
        world.pass(Duration::seconds(21));
        assert_eq!(code(&refresh(&world, &first["refreshToken"]).await), "SIGN_IN_FAILED");
        let over = refresh(&world, &second["refreshToken"]).await;
        assert_eq!(code(&over), "SIGN_IN_FAILED", "the family is over");
        assert!(!is_signed_in(&client).await);
        assert!(is_signed_in(&other_device).await);
        assert_eq!(code(&refresh(&world, &json!("made up")).await), "SIGN_IN_FAILED");
    });
}

#[test]
fn a_session_ends_when_idle_and_after_a_week_at_the_latest() {
    on_each_engine(|world| async move {
        let idle = sign_in_from(&world, "192.0.2.1", "officer", PASSWORD).await;
        let mut busy = sign_in_from(&world, "192.0.2.1", "officer", PASSWORD).await;
        let mut hours = 0;
        while hours < 7 * 24 - 11 {
            world.pass(Duration::hours(11));
            hours += 11;
            busy = refresh(&world, &busy["refreshToken"]).await;
            assert_eq!(code(&busy), "", "after {hours} hours");
        }
        world.pass(Duration::hours(7 * 24 - hours));
        assert_eq!(code(&refresh(&world, &busy["refreshToken"]).await), "SIGN_IN_FAILED");
        assert_eq!(code(&refresh(&world, &idle["refreshToken"]).await), "SIGN_IN_FAILED");
    });
}

#[test]
fn a_browser_refreshes_by_its_cookie_and_loses_it_by_signing_out() {
    on_each_engine(|mut world| async move {
        world.router = world.app.router(Front { https: true, ..Front::default() }).unwrap();
        let refreshed = |browser: &Visitor| {
            let mut cookies = browser.set_cookies.iter();
            cookies.find(|cookie| cookie.starts_with("__Host-shuangda_refresh=")).cloned().unwrap()
        };
        let mut browser = Visitor::new(&world, "192.0.2.1");
        assert_eq!(code(&browser.sign_in("officer", PASSWORD).await), "");
        let cookie = refreshed(&browser);
        assert!(cookie.ends_with("; Secure"), "{cookie}");
        let payload = browser.refresh().await;
        assert_eq!(payload["refreshToken"], Value::Null);
        let client = world.anonymous().with_token(text(&payload["accessToken"]));
        assert!(is_signed_in(&client).await);

        let mut late = browser.clone();
        let sign_out = "mutation { signOut(input: {}) { signedOut errors { code } } }";
        let answer = browser.ask(sign_out, json!({}), client.token()).await;
        assert_eq!(answer.body["data"]["signOut"]["signedOut"], true);
        assert!(refreshed(&browser).contains("Max-Age=0"));
        assert!(!is_signed_in(&client).await);
        assert_eq!(code(&late.refresh().await), "SIGN_IN_FAILED");
        let answer = Visitor::new(&world, "192.0.2.1").ask(sign_out, json!({}), None).await;
        assert_eq!(answer.body["data"]["signOut"]["signedOut"], false);
    });
}

#[test]
fn guessing_slows_down_for_its_address_alone_and_a_success_forgets_it() {
    on_each_engine(|world| async move {
        let from = async |address: &str, password: &str| {
            let payload = sign_in_from(&world, address, "officer", password).await;
            (code(&payload).to_owned(), payload)
        };
        let stranger = "198.51.100.7";
        for _ in 0..5 {
            assert_eq!(from(stranger, "guess").await.0, "SIGN_IN_FAILED");
        }
        let (refused, payload) = from(stranger, PASSWORD).await;
        assert_eq!(refused, "TOO_MANY_ATTEMPTS");
        assert_eq!(
            payload["errors"][0]["message"],
            "尝试次数过多，请在 1 秒后重试，或在以前登录过的设备上登录"
        );
        assert_eq!(from("192.0.2.1", PASSWORD).await.0, "", "a stranger elsewhere locks nobody out");

        world.pass(Duration::seconds(1));
        assert_eq!(from(stranger, "guess").await.0, "SIGN_IN_FAILED");
        world.pass(Duration::seconds(1));
        assert_eq!(from(stranger, PASSWORD).await.0, "TOO_MANY_ATTEMPTS");
        world.pass(Duration::seconds(1));
        assert_eq!(from(stranger, PASSWORD).await.0, "");
        assert_eq!(from(stranger, "guess").await.0, "SIGN_IN_FAILED");
        assert_eq!(from(stranger, PASSWORD).await.0, "");
    });
}

#[test]
fn one_address_tries_every_account_thrice_and_then_waits() {
    on_each_engine(|world| async move {
        let guess = async |account: usize| {
            let payload = sign_in_from(&world, "198.51.100.7", &format!("user{account}"), "guess").await;
            code(&payload).to_owned()
        };
        for account in 0..40 {
            assert_eq!(guess(account).await, "SIGN_IN_FAILED", "first tries");
        }
        for expected in ["SIGN_IN_FAILED", "SIGN_IN_FAILED", "TOO_MANY_ATTEMPTS"] {
            assert_eq!(guess(0).await, expected);
        }
        world.pass(Duration::days(1) + Duration::seconds(1));
        assert_eq!(code(&sign_in_from(&world, "198.51.100.7", "officer", PASSWORD).await), "");
    });
}

#[test]
fn a_changed_password_ends_the_other_sessions() {
    on_each_engine(|world| async move {
        let (here, elsewhere) = (world.client("officer").await, world.client("officer").await);
        let change = |current: &str, new: &str| json!({ "currentPassword": current, "newPassword": new });
        let wrong = change("wrong password", "a good new password");
        assert_eq!(here.refused("changePassword", wrong).await, ["SIGN_IN_FAILED"]);
        assert_eq!(here.refused("changePassword", change(PASSWORD, "short")).await, ["PASSWORD_WEAK"]);
        assert_eq!(here.refused("changePassword", change(PASSWORD, PASSWORD)).await, ["PASSWORD_WEAK"]);
        let good = change(PASSWORD, "a good new password");
        assert_eq!(here.succeed("changePassword", good, "changed").await["changed"], true);
        assert!(is_signed_in(&here).await);
        assert!(!is_signed_in(&elsewhere).await);
        assert_eq!(code(&sign_in_from(&world, "192.0.2.1", "officer", PASSWORD).await), "SIGN_IN_FAILED");
        assert_eq!(code(&sign_in_from(&world, "192.0.2.1", "officer", "a good new password").await), "");
    });
}

#[test]
fn sign_ins_are_logged_without_what_was_typed() {
    on_each_engine(|world| async move {
        sign_in_from(&world, "192.0.2.1", "officer", "my secret").await;
        sign_in_from(&world, "192.0.2.1", "oops, my secret", "x").await;
        world.client("officer").await.succeed("signOut", json!({}), "signedOut").await;
        let rows = audit_entry::Entity::find()
            .order_by_asc(audit_entry::Column::Sequence)
            .all(&world.app.db.read)
            .await
            .unwrap();
        let actions: Vec<_> = rows.iter().map(|row| (row.action.as_str(), row.actor_name.as_str())).collect();
        let name = "执法员李雷";
        assert_eq!(
            actions,
            [("denied:signIn", name), ("denied:signIn", ""), ("signIn", name), ("signOut", name)]
        );
        assert!(!format!("{rows:?}").contains("my secret"));
        let verified = audit::verification::verify(&world.app, &[]).await.unwrap();
        assert_eq!((verified.rows, verified.faults), (4, vec![]));
    });
}
