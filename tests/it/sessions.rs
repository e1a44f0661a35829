//! A session goes on by its refresh token: two requests at once and a lost answer end nothing, a copy does;
//! and another site's page sends no cookie of ours.

use chrono::Duration;
use serde_json::{Value, json};
use tests::{Visitor, on_each_engine, visitor::code, world::PASSWORD};

const VIEWER: &str = "{ viewer { user { username } } }";

async fn is_signed_in(visitor: &Visitor, payload: &Value) -> bool {
    let token = payload["accessToken"].as_str().unwrap_or("none");
    let mut visitor = visitor.clone();
    visitor.ask(VIEWER, json!({}), Some(token)).await.body["data"]["viewer"]["user"]["username"] == "officer"
}

#[test]
fn two_refreshes_at_once_get_the_same_successor_ten_times_of_ten() {
    on_each_engine(|world| async move {
        let mut browser = Visitor::new(&world, "192.0.2.1");
        assert_eq!(code(&browser.sign_in("officer", PASSWORD).await), "");
        for _ in 0..10 {
            let (mut one, mut other) = (browser.clone(), browser.clone());
            let before = browser.cookies["shuangda_refresh"].clone();
            let (first, second) = tokio::join!(one.refresh(), other.refresh());
            assert_eq!((code(&first), code(&second)), ("", ""));
            assert_eq!(one.cookies, other.cookies, "the same successor, and no cookie cleared");
            assert_ne!(one.cookies["shuangda_refresh"], before);
            assert!(is_signed_in(&browser, &first).await && is_signed_in(&browser, &second).await);
            browser = one;
            world.pass(Duration::minutes(10));
        }
    });
}

#[test]
fn a_lost_answer_is_answered_again_and_a_copy_ends_the_session_without_taking_a_cookie() {
    on_each_engine(|world| async move {
        let mut browser = Visitor::new(&world, "192.0.2.1");
        browser.sign_in("officer", PASSWORD).await;
        let mut lost = browser.clone();
        let first = browser.refresh().await;
        world.pass(Duration::seconds(20));
        let again = lost.refresh().await;
        assert_eq!(code(&again), "");
        assert_eq!(lost.cookies, browser.cookies);

        // Its successor is in use: the one before it is no longer the immediately previous one.
        let mut late = browser.clone();
        let second = browser.refresh().await;
        assert!(is_signed_in(&browser, &first).await && is_signed_in(&browser, &second).await);
        world.pass(Duration::seconds(21));
        let kept = late.cookies.clone();
        let replayed = late.refresh().await;
        assert_eq!(code(&replayed), "SIGN_IN_FAILED");
        assert_eq!(late.cookies, kept, "a loser clears no cookie");
        assert!(!is_signed_in(&browser, &second).await, "the family is over");
        assert_eq!(code(&browser.refresh().await), "SIGN_IN_FAILED");
    });
}

#[test]
fn a_token_two_steps_back_is_a_replay_even_within_the_grace() {
    on_each_engine(|world| async move {
        let mut browser = Visitor::new(&world, "192.0.2.1");
        browser.sign_in("officer", PASSWORD).await;
        let mut stale = browser.clone();
        browser.refresh().await;
        let last = browser.refresh().await;
        assert_eq!(code(&stale.refresh().await), "SIGN_IN_FAILED");
        assert!(!is_signed_in(&browser, &last).await);
    });
}

#[test]
fn another_site_s_page_is_refused_with_our_cookies() {
    on_each_engine(|world| async move {
        let mut browser = Visitor::new(&world, "192.0.2.1");
        browser.sign_in("officer", PASSWORD).await;
        for (headers, status) in [
            (vec![("sec-fetch-site", "cross-site")], 403),
            (vec![("sec-fetch-site", "same-site")], 403),
            (vec![("origin", "https://elsewhere.example")], 403),
            (vec![("origin", "null")], 403),
            (vec![("sec-fetch-site", "same-origin"), ("origin", "https://shuangda.test")], 200),
            (vec![("origin", "http://shuangda.test")], 200),
            (vec![], 200),
        ] {
            browser.headers = headers.clone();
            let answer = browser.ask("{ __typename }", json!({}), None).await;
            assert_eq!(answer.status, status, "{headers:?}");
            if status == 403 {
                assert_eq!(answer.body["errors"][0]["extensions"]["code"], "FORBIDDEN");
            }
        }
        // Without a cookie there is nothing that another site could misuse.
        let mut stranger = Visitor::new(&world, "192.0.2.1");
        stranger.headers = vec![("sec-fetch-site", "cross-site")];
        assert_eq!(stranger.ask("{ __typename }", json!({}), None).await.status, 200);
    });
}
