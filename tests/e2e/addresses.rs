//! Addresses that are typed one after another: each is shown, though the browser keeps the pages before.

use serde_json::json;

use crate::browser::{Screen, journey};

#[test]
fn one_typed_address_after_another_is_shown_and_so_is_the_way_back() {
    journey(|stage| async move {
        let officer = stage.world.client("officer").await;
        let case = stage.world.lead(&officer, json!({})).await;
        let person = stage.person("officer", Screen::Desk).await;
        // More than the six connections that a browser opens to one server.
        for tab in ["overview", "clocks", "goods", "referrals", "timeline", "evidence", "overview", "clocks"]
        {
            person.goto(&format!("/cases/{case}?tab={tab}")).await;
            person.shows("status", "线索").await;
        }
        person.back().await;
        person.shows("status", "线索").await;
    });
}
