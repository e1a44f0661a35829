//! Pages that are no part of the first load: they come when they are opened, or say that they don't.

use serde_json::json;

use crate::browser::{Screen, journey};

#[test]
fn a_page_comes_to_whoever_opens_its_address_first_of_all() {
    journey(|stage| async move {
        let officer = stage.world.client("officer").await;
        let case = stage.world.lead(&officer, json!({})).await;
        // Nobody is signed in, and nothing is there yet but the page that asks for it.
        let browser = stage.browser(Screen::Desk).await;
        browser.goto(&format!("/cases/{case}?tab=timeline")).await;
        browser.sign_in("officer").await;
        browser.shows("status", "线索").await;
        assert_eq!(browser.path().await, format!("/cases/{case}?tab=timeline"));
        // On to another group, and back to one that is here.
        browser.click("nav-inspections").await;
        browser.element("new-inspection").await;
        browser.back().await;
        browser.shows("status", "线索").await;
    });
}

#[test]
fn a_page_that_does_not_come_says_so_and_comes_when_asked_again() {
    journey(|stage| async move {
        let person = stage.person("officer", Screen::Phone).await;
        person.network(false).await;
        person.click("bar-inspections").await;
        person.says("state-not-loaded", "页面未能载入").await;
        // Still without a network, once more brings nothing, and says so again.
        person.click("retry").await;
        person.says("state-not-loaded", "页面未能载入").await;
        // The first page is here, if not what it shows.
        person.back().await;
        person.element("state-error").await;
        person.click("bar-inspections").await;
        person.says("state-not-loaded", "页面未能载入").await;
        person.network(true).await;
        person.click("retry").await;
        person.element("new-inspection").await;
    });
}
