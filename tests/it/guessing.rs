//! What can be guessed of one account is bounded wherever the guesses come from, and nobody is locked out by it.

use chrono::Duration;
use futures::future::join_all;
use serde_json::{Value, json};
use shuangda::users::rules::guessing::MOST_A_DAY;
use tests::{Visitor, World, on_each_engine, visitor::code, world::PASSWORD};

/// Guesses at `username` from each address; how many of them were looked at.
async fn guess(world: &World, username: &str, addresses: impl IntoIterator<Item = String>) -> usize {
    let mut looked_at = 0;
    for address in addresses {
        let payload = Visitor::new(world, &address).sign_in(username, "guess").await;
        match code(&payload) {
            "SIGN_IN_FAILED" => looked_at += 1,
            "TOO_MANY_ATTEMPTS" => {}
            other => panic!("{other}"),
        }
    }
    looked_at
}

#[test]
fn many_addresses_guess_no_more_often_than_one() {
    on_each_engine(|world| async move {
        let of_one_64 = (1..=120).map(|host| format!("2001:db8:1:2::{host:x}"));
        assert_eq!(guess(&world, "officer", of_one_64).await, 5, "one place");
        let of_many = (1..=60).map(|host| format!("198.51.100.{host}"));
        assert_eq!(guess(&world, "officer", of_many).await, 15, "the rest of the account's budget");
        let of_many_64 = (1..=60).map(|net| format!("2001:db8:2:{net:x}::1"));
        assert_eq!(guess(&world, "officer", of_many_64).await, 0);
        // An hour gives one more back, a day as many as there are hours.
        let mut looked_at = 20;
        for hour in 1..24 {
            world.pass(Duration::hours(1));
            let from = (1..=3).map(|net| format!("2001:db8:3:{:x}::1", hour * 10 + net));
            looked_at += guess(&world, "officer", from).await;
        }
        assert!(looked_at <= MOST_A_DAY as usize && looked_at > 20, "{looked_at}");
    });
}

#[test]
fn guesses_at_once_are_counted_one_by_one() {
    on_each_engine(|world| async move {
        let guesses = (1..=60).map(|host| {
            let mut visitor = Visitor::new(&world, &format!("203.0.113.{host}"));
            async move { code(&visitor.sign_in("officer", "guess").await).to_owned() }
        });
        let codes = join_all(guesses).await;
        let looked_at = codes.iter().filter(|code| *code == "SIGN_IN_FAILED").count();
        assert_eq!(looked_at, 20, "{codes:?}");
    });
}

#[test]
fn an_owner_on_a_device_of_theirs_is_never_delayed_by_others_and_is_told() {
    on_each_engine(|world| async move {
        let mut own = Visitor::new(&world, "192.0.2.1");
        let first = own.sign_in("officer", PASSWORD).await;
        assert_eq!(first["failedAttempts"], Value::Null);
        // From everywhere, and from the owner's own place as well.
        let everywhere = (1..=40).map(|host| format!("198.51.100.{host}"));
        let from_here = (0..10).map(|_| "192.0.2.1".to_owned());
        let looked_at = guess(&world, "officer", from_here.chain(everywhere)).await;
        assert_eq!(looked_at, 20);

        let mut strange = Visitor::new(&world, "192.0.2.77");
        assert_eq!(code(&strange.sign_in("officer", PASSWORD).await), "TOO_MANY_ATTEMPTS", "no known device");
        let told = own.sign_in("officer", PASSWORD).await;
        assert_eq!(code(&told), "");
        let failed = &told["failedAttempts"];
        assert_eq!(failed["count"], 20);
        let places = failed["places"].as_array().unwrap();
        assert_eq!(places.len(), 16);
        assert!(places.iter().any(|place| place["address"] == "192.0.2.1" && place["count"] == 5));
        // Wherever the device is carried, and told once.
        let again = own.at("203.0.113.9").sign_in("officer", PASSWORD).await;
        assert_eq!((code(&again), &again["failedAttempts"]), ("", &Value::Null));

        // The device is known of its owner alone, and its own failures count.
        let elsewhere = own.sign_in("officer2", "guess").await;
        assert_eq!(code(&elsewhere), "SIGN_IN_FAILED");
        let mut codes = Vec::new();
        for _ in 0..8 {
            codes.push(code(&own.sign_in("officer", "guess").await).to_owned());
        }
        assert_eq!(codes.iter().filter(|code| *code == "SIGN_IN_FAILED").count(), 5, "{codes:?}");
    });
}

#[test]
fn one_browser_knows_several_people_and_forgets_them_with_their_passwords() {
    on_each_engine(|world| async move {
        let mut shared = Visitor::new(&world, "192.0.2.1");
        for username in ["officer", "officer2", "head"] {
            assert_eq!(code(&shared.sign_in(username, PASSWORD).await), "");
        }
        let everywhere = || (1..=40).map(|host| format!("198.51.100.{host}"));
        for username in ["officer", "officer2"] {
            guess(&world, username, everywhere()).await;
        }
        let payload = shared.sign_in("officer", PASSWORD).await;
        assert_eq!(code(&payload), "");
        assert_eq!(code(&shared.sign_in("officer2", PASSWORD).await), "");

        // A password changed elsewhere: who had the old one may have used this device.
        let mut other = shared.clone();
        other.cookies.remove("shuangda_devices");
        world.pass(Duration::hours(30));
        let token = other.sign_in("officer", PASSWORD).await["accessToken"].as_str().unwrap().to_owned();
        let change = "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { changed } }";
        let input = json!({ "input": { "currentPassword": PASSWORD, "newPassword": "a good new password" } });
        let changed = other.ask(change, input, Some(&token)).await;
        assert_eq!(changed.body["data"]["changePassword"]["changed"], true);
        guess(&world, "officer", everywhere()).await;
        assert_eq!(code(&shared.sign_in("officer", "a good new password").await), "TOO_MANY_ATTEMPTS");
        assert_eq!(code(&other.sign_in("officer", "a good new password").await), "");
    });
}

#[test]
fn wrong_names_from_a_shared_address_block_no_colleague() {
    on_each_engine(|world| async move {
        let mut known = Visitor::new(&world, "192.0.2.1");
        known.sign_in("officer2", PASSWORD).await;
        for number in 0..45 {
            guess(&world, &format!("nobody{number}"), ["192.0.2.1".to_owned()]).await;
        }
        assert_eq!(code(&known.sign_in("officer2", PASSWORD).await), "", "a known device");
        assert_eq!(
            code(&Visitor::new(&world, "192.0.2.1").sign_in("officer", PASSWORD).await),
            "",
            "a first try"
        );
        // A name with failures of its own waits there, and elsewhere does not.
        guess(&world, "head", (0..3).map(|_| "192.0.2.1".to_owned())).await;
        let waits = Visitor::new(&world, "192.0.2.1").sign_in("head", PASSWORD).await;
        assert_eq!(code(&waits), "TOO_MANY_ATTEMPTS");
        assert_eq!(code(&Visitor::new(&world, "192.0.2.2").sign_in("head", PASSWORD).await), "");
    });
}
