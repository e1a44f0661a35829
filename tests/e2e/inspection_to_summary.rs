//! What an officer records is at once in the office's summary, and can be found from there.

use serde_json::json;

use crate::browser::{Screen, journey};

#[test]
fn an_inspection_within_an_action_raises_the_summary_and_is_found_behind_its_figure() {
    journey(|stage| async move {
        let office = stage.world.client("office").await;
        stage.world.action(&office, json!({})).await;
        let browser = stage.browser(Screen::Desk).await;

        // A deep link leads to the sign-in, and from there to where one wanted to go.
        let summary = "/summary?from=2026-11-01&to=2026-11-30";
        browser.goto(summary).await;
        browser.sign_in("officer").await;
        browser.shows("figure-INSPECTIONS", "0").await;
        assert_eq!(browser.path().await, summary);

        browser.click("nav-inspections").await;
        browser.click("new-inspection").await;
        browser.fill("place", "岳阳楼区五里牌建材市场").await;
        browser.pick("actionId", "雷雨").await;
        // The officer who records it is among the officers already.
        browser.pick("officerIds", "韩梅").await;
        browser.fill("premises.0.name", "鑫源灯饰批发部").await;
        browser.choose("premises.0.result", "NO_ISSUE").await;
        browser.fill("goodsChecked", "320").await;
        browser.click("submit").await;
        browser.element("premises").await;
        let recorded = browser.path().await;
        assert!(recorded.starts_with("/inspections/"), "{recorded}");

        browser.goto(summary).await;
        browser.shows("figure-INSPECTIONS", "1").await;
        browser.shows("figure-OFFICER_PERSON_TIMES", "2").await;
        browser.shows("figure-GOODS_CHECKED", "320").await;

        browser.click("figure-INSPECTIONS").await;
        browser.shows("opened-value", "1").await;
        browser.press("[data-testid='row'] a").await;
        browser.element("premises").await;
        assert_eq!(browser.path().await, recorded);
        assert!(browser.page().await.contains("鑫源灯饰批发部"));

        // As of the eve nothing was counted; what changed since leads to the record.
        let eve = stage.world.today().pred_opt().expect("a day");
        browser.goto(&format!("{summary}&as-of={eve}")).await;
        browser.element("summary-as-of").await;
        browser.shows("figure-INSPECTIONS", "0").await;
        browser.click("figure-INSPECTIONS").await;
        browser.shows("opened-value", "0").await;
        browser.press("[data-testid='change'] a").await;
        browser.element("premises").await;
        assert_eq!(browser.path().await, recorded);

        browser.click("sign-out").await;
        browser.element("sign-in-username").await;
        browser.back().await;
        browser.element("sign-in-username").await;
        assert!(!browser.page().await.contains("鑫源灯饰批发部"));
        browser.goto(&recorded).await;
        browser.element("sign-in-username").await;
    });
}
