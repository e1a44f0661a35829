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
        if let Ok(to) = std::env::var("SHUANGDA_TEST_SHOTS") {
            shots(&stage, &to, &folder).await;
        }
    });
}
async fn shots(stage: &crate::browser::Stage, to: &str, folder: &tempfile::TempDir) {
    let wrong = folder.path().join("案件台账2025.xlsx");
    let rows = [
        json!(["2025年侵权假冒案件台账"]),
        json!([
            "序号",
            "案件编号",
            "案名",
            "案件类别",
            "来源",
            "当事人名称",
            "当事人类型",
            "收案日期",
            "受理日期",
            "立案日期",
            "处罚决定日期",
            "结案日期",
            "处理结果",
            "涉案金额（万元）",
            "罚款金额"
        ]),
        json!([1, "岳市监〔2025〕1号", "销售假冒白酒案", "商标侵权", "执法检查", "宏达商行", "单位", { "date": "2025-01-06" }, "2025-01-07", "2025/1/8", "20250310", "2025年3月20日", "行政处罚", 1.28, "１２，８００.５０"]),
        json!([
            2,
            "岳市监〔2025〕2号",
            "网售假冒化妆品案",
            "商标",
            "投诉",
            null,
            null,
            "去年春天",
            null,
            null,
            null,
            null,
            null,
            "一万",
            null
        ]),
        json!([
            3,
            "岳市监〔2025〕3号",
            "擅自使用他人标识案",
            "不正当竞争",
            "举报",
            "利民超市",
            null,
            "2026-11-02",
            "2026-11-01",
            "2026-11-04",
            null,
            null,
            null,
            "5",
            null
        ]),
    ];
    std::fs::write(&wrong, workbook(&rows)).unwrap();
    for (screen, name) in [(Screen::Desk, "desk"), (Screen::Phone, "phone")] {
        let head = stage.person("head", screen).await;
        head.goto("/imports?kind=CASES").await;
        head.element("template").await;
        head.shot(&format!("{to}/{name}-1.png")).await;
        head.upload("ledger-file", &wrong).await;
        head.element("why-not").await;
        head.shot(&format!("{to}/{name}-2.png")).await;
        head.goto("/cases").await;
        head.element("import").await;
        head.shot(&format!("{to}/{name}-3.png")).await;
    }
}
