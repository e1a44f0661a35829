//! The office's month: departments fill in, correct and submit, one is late and urged, one is returned; the month is told, and
//! becomes a bulletin whose numbers open to what was recorded.

use chrono::Duration;
use entity::enums::Role;
use serde_json::json;

use crate::browser::{Screen, journey};

#[test]
fn a_month_is_told_and_becomes_a_bulletin_that_opens_to_its_records() {
    journey(|stage| async move {
        stage.world.account("police_head", "head", Role::DepartmentHead, "police").await;
        let officer = stage.world.client("officer").await;
        let culture = stage.world.client("culture_officer").await;
        stage.world.inspection(&officer, json!({ "place": "五里牌建材市场" })).await;
        let officers = [stage.world.user("culture_officer"), stage.world.user("culture_officer2")];
        stage.world.inspection(&culture, json!({ "place": "东风书店", "officerIds": officers })).await;

        // The office opens the month, on its page of it.
        let office = stage.person("office", Screen::Desk).await;
        office.goto("/reports").await;
        office.sees("该月尚未开始填报").await;
        office.click("open-month").await;
        office.submit().await;
        office.says("month-counts", "应报 4 份，已报 0 份").await;

        // A head corrects a number with its reason, on a phone; the check says what does not add up.
        let head = stage.person("head", Screen::Phone).await;
        head.goto("/reports").await;
        head.open_row("2026年11月").await;
        head.shows("reported-INSPECTIONS", "1").await;
        head.click("only-some").await;
        head.click("correct-TRAININGS").await;
        head.fill("corrections.0.value", "2").await;
        head.fill("corrections.0.reason", "两次培训尚未登记").await;
        head.submit().await;
        head.says("finding", "漏报").await;
        head.press("[data-testid='field-zerosConfirmed']").await;
        head.click("submit").await;
        head.says("finding", "勾稽关系").await;
        head.click("only-some").await;
        head.click("correct-TRAININGS").await;
        head.click("withdraw").await;
        head.sees("检查未发现问题").await;
        head.click("act-SUBMIT").await;
        head.submit().await;
        head.sees("待审核").await;

        // The office sends it back, and takes it the second time.
        office.goto("/reports").await;
        office.open_row("岳阳市市场监督管理局").await;
        office.click("act-RETURN").await;
        office.sets("dueOn", "2026-11-20").await;
        office.fill("note", "请核对检查次数").await;
        office.submit().await;
        office.sees("已退回").await;
        head.goto("/reports").await;
        head.open_row("2026年11月").await;
        head.sees("请核对检查次数").await;
        head.click("act-SUBMIT").await;
        head.submit().await;
        head.sees("待审核").await;
        office.goto("/reports").await;
        office.open_row("岳阳市市场监督管理局").await;
        office.click("act-ACCEPT").await;
        office.submit().await;
        office.sees("已采用").await;

        // A number of the report opens to the outing that it counts.
        office.click("computed-INSPECTIONS").await;
        office.shows("opened-value", "1").await;
        office.says("row", "五里牌建材市场").await;

        // Who is late is seen, and urged.
        stage.world.pass(Duration::days(11));
        let office = stage.person("office", Screen::Desk).await;
        office.goto("/reports?month=2026-11-01").await;
        office.sees("逾期未报 2 份").await;
        office.open_row("岳阳市公安局").await;
        office.click("act-URGE").await;
        office.fill("note", "请今日报送").await;
        office.submit().await;
        office.sees("请今日报送").await;

        // A department offers an item; the office writes the bulletin with it and with live figures.
        let head = stage.person("head", Screen::Phone).await;
        head.goto("/documents").await;
        head.click("offer").await;
        head.fill("title", "市场监管局查获假冒白酒").await;
        head.fill("text", "执法人员在建材市场查获假冒白酒12箱。").await;
        head.submit().await;
        head.sees("未采用").await;
        office.goto("/documents").await;
        office.click("new-BULLETIN").await;
        office.click("submit").await;
        office.sees("插入数据").await;
        office.choose_in("take-item", "市场监管局查获假冒白酒").await;
        office.choose_in("insert-0", "检查经营单位").await;
        office.choose_in("table-0", "执法检查").await;
        office.click("submit").await;
        office.says("document", "本期开展执法检查2次").await;
        office.says("typed", "1 处手工数字").await;
        office.says("typed-number", "12").await;
        office.click("issue").await;
        office.submit().await;
        office.sees("〔2026〕第1期").await;
        office.says("awaited", "岳阳市公安局").await;

        // The department confirms the receipt; the leader opens a number down to the outing.
        head.goto("/documents").await;
        head.sees("待签收").await;
        head.open_row("打击侵权假冒工作动态").await;
        head.sees("本文稿送本单位").await;
        head.click("submit").await;
        head.sees("已签收").await;
        let leader = stage.person("leader", Screen::Desk).await;
        leader.goto("/documents").await;
        leader.open_row("打击侵权假冒工作动态").await;
        leader.press("[data-testid='live-figure']").await;
        leader.shows("opened-value", "2").await;
        leader.sees("五里牌建材市场").await;
    });
}
