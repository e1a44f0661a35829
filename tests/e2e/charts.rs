//! The office looks rather than reads: from the first page to a chart, from its mark to the records; and a department
//! appeals against a point that it lost, which its office gives back.

use serde_json::json;

use crate::browser::{Screen, journey};

#[test]
fn a_mark_of_a_chart_opens_to_what_it_counts() {
    journey(|stage| async move {
        let officer = stage.world.client("officer").await;
        stage.world.inspection(&officer, json!({ "place": "五里牌建材市场" })).await;
        let case = stage.world.lead(&officer, json!({})).await;
        stage.world.step(&officer, &case, "ACCEPT", json!({})).await;

        let office = stage.person("office", Screen::Desk).await;
        office.goto("/").await;
        office.click("more-charts").await;
        office.says("finding", "合计 1 件").await;
        office.goto("/summary/charts?indicator=INSPECTIONS").await;
        office.says("finding", "合计 1 次").await;
        // The same figures as a table, and its number opens to the record.
        office.click("chart-table").await;
        office.press(".chart-table.shown a").await;
        office.shows("opened-value", "1").await;
        office.says("row", "五里牌建材市场").await;
        // Back, by region: the office's own level is a part like any other.
        office.goto("/summary/charts?indicator=INSPECTIONS").await;
        office.press(".bars a.bar-mark").await;
        office.shows("opened-value", "1").await;

        let phone = stage.person("observer", Screen::Phone).await;
        phone.goto("/summary/charts").await;
        phone.says("finding", "合计 1 件").await;
    });
}

#[test]
fn a_lost_point_is_appealed_against_and_given_back() {
    journey(|stage| async move {
        let head = stage.world.client("head").await;
        let case = stage.world.lead(&head, json!({ "receivedOn": "2026-08-03" })).await;
        stage.world.step(&head, &case, "ACCEPT", json!({ "occurredOn": "2026-08-04" })).await;

        let head = stage.person("head", Screen::Phone).await;
        head.goto("/league").await;
        head.sees("扣 3 分").await;
        head.click("appeal").await;
        head.fill("ground", "鉴定机构延误，不可归责于本部门").await;
        head.submit().await;
        head.sees("待核定").await;

        let office = stage.person("office", Screen::Desk).await;
        office.goto("/league").await;
        office.click("decide").await;
        office.fill("decision", "经核实延误属实").await;
        office.submit().await;
        office.sees("申诉成立").await;
        office.sees("申诉核减 1 件").await;
    });
}
