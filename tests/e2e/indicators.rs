//! An office adds an indicator of its own, which a department then enters with a record, and the summary opens to it.

use crate::browser::{Screen, journey};

#[test]
fn an_office_adds_an_indicator_that_is_entered_and_comes_back_in_the_summary() {
    journey(|stage| async move {
        let office = stage.person("office", Screen::Desk).await;
        office.goto("/summary/indicators").await;
        office.click("add-indicator").await;
        office.fill("name", "发放环保袋").await;
        office.fill("unit", "个").await;
        office.choose("group", "PUBLICITY").await;
        office.fill("definition", "宣传活动中发放印有举报电话的环保袋个数").await;
        // What is counted is looked at first: there is nothing of it yet.
        office.choose("counts.measure", "PUBLICITY_EVENT").await;
        office.shows("preview-value", "0").await;
        office.click("way-entered").await;
        office.press("[data-testid='field-enteredWith'] input[value='PUBLICITY_EVENT']").await;
        office.submit().await;
        office.sees("发放环保袋").await;

        let officer = stage.person("officer", Screen::Phone).await;
        officer.goto("/publicity/new").await;
        officer.fill("name", "打假宣传进社区").await;
        officer.choose("kind", "LEAFLETS").await;
        officer.fill("place", "东风社区").await;
        officer.click("add-amount").await;
        officer.pick("amounts.0.indicatorId", "环保").await;
        officer.fill("amounts.0.value", "80").await;
        officer.click("submit").await;
        officer.sees("发放环保袋 80 个").await;

        office.goto("/summary?from=2026-11-01&to=2026-11-30").await;
        office.shows("figure-430600-1", "80").await;
        office.click("figure-430600-1").await;
        office.shows("opened-value", "80").await;
        office.says("row", "打假宣传进社区").await;
    });
}
