//! Last year's ledger comes in from the list that it fills: looked at first, mended, taken in whole, and its records
//! opened from there.

use serde_json::{Value, json};
use tests::workbook::workbook;

use crate::browser::{Screen, journey};

fn ledger(day: Value) -> Vec<u8> {
    workbook(&[
        json!(["2026年宣传活动台账"]),
        json!(["活动形式", "活动名称", "活动时间", "活动地点", "发放资料", "备注"]),
        json!(["咨询服务", "知识产权宣传周咨询", "2026年4月20日", "步行街广场", "３５００余份", "晴"]),
        json!(["发放资料", "送法进社区", day, "东风社区", 200, null]),
        json!(["合计", null, null, null, 3700]),
    ])
}

#[test]
fn a_ledger_is_looked_at_mended_and_taken_in_from_the_list_that_it_fills() {
    journey(|stage| async move {
        let folder = tempfile::tempdir().unwrap();
        let (wrong, right) = (folder.path().join("宣传台账.xlsx"), folder.path().join("宣传台账-改.xlsx"));
        std::fs::write(&wrong, ledger(json!("五月上旬"))).unwrap();
        std::fs::write(&right, ledger(json!("2026/5/6"))).unwrap();
        let officer = stage.person("officer", Screen::Desk).await;
        officer.goto("/publicity").await;
        officer.click("import").await;
        officer.element("template").await;
        officer.upload("ledger-file", &wrong).await;
        officer.shows("count-rows", "1").await;
        officer.shows("count-refused", "1").await;
        officer.says("why-not", "有1行不能导入").await;
        officer.sees("五月上旬").await;
        officer.sees("C4").await;
        assert!(officer.has("[data-testid='take-in']:disabled").await, "all or none");
        officer.element("refused-rows").await;

        officer.upload("ledger-file", &right).await;
        officer.shows("count-rows", "2").await;
        officer.shows("count-refused", "0").await;
        officer.click("take-in").await;
        officer.says("import-done", "已导入2行").await;
        officer.click("import-records").await;
        officer.sees("宣传台账-改.xlsx").await;
        officer.press("[data-testid='row'] a").await;
        officer.sees("知识产权宣传周咨询").await;
        officer.sees("3,500").await;

        // Once more there is nothing to do.
        officer.goto("/imports?kind=PUBLICITY_EVENTS").await;
        officer.upload("ledger-file", &right).await;
        officer.shows("count-repeated", "2").await;
        assert!(officer.has("[data-testid='take-in']:disabled").await);
    });
}
