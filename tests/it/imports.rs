//! Ledgers that are taken in: all rows or none, each by the checks that typing it meets, and none twice.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use http::Method;
use serde_json::{Value, json};
use tests::{
    Client, on_each_engine,
    workbook::{book, workbook},
};
use uuid::Uuid;

/// A ledger of each kind that goes in, with the cells as people write them: title rows, other names of columns, hints,
/// sums, dates in five forms, numbers as text, full width.
fn ledgers() -> [(&'static str, Vec<u8>, usize); 4] {
    let cases = [
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
            "办理期限",
            "处理结果",
            "涉案金额（万元）",
            "罚款金额",
            "处罚决定书文号",
            "承办人",
            "标记"
        ]),
        json!([1, "岳市监〔2025〕1号", "销售假冒白酒案", "商标侵权", "执法检查", "宏达商行", "单位", { "date": "2025-01-06" }, "2025-01-07",
            "2025/1/8", "20250310", "2025年3月20日", "2025-04-08", "行政处罚", 1.28, "１２，８００.５０", "岳市监罚〔2025〕1号", "李雷", "典型、涉外"]),
        json!([
            2,
            "岳市监〔2025〕2号",
            "网售假冒化妆品案",
            "商标侵权",
            "投诉",
            null,
            null,
            "45700",
            "2025.2.13",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null
        ]),
        json!([
            3,
            "岳市监〔2025〕3号",
            "擅自使用他人标识案",
            "不正当竞争",
            "举报",
            "利民超市",
            "单位",
            "2026-11-02",
            "2026-11-03",
            "2026-11-04",
            null,
            null,
            null,
            null,
            "5万",
            null,
            null,
            null,
            null
        ]),
        json!(["合计", null, null, null, null, null, null, null, null, null, null, null, null, null, "6.28"]),
    ];
    let inspections = [
        json!([
            "检查日期",
            "检查地点",
            "被检查单位",
            "单位地址",
            "检查结果",
            "执法人员",
            "参与部门",
            "检查商品件数",
            "检查发现"
        ]),
        json!(["填写说明：必填", "必填", "必填", null, "必填", "必填"]),
        json!([{ "date": "2026-03-05" }, "建材市场", "宏达五金店、利民超市", "建材市场3栋", "未发现问题、责令改正", "执法员李雷、执法员韩梅",
            "岳阳市文化市场综合执法局", "120", "部分商品未标明产地"]),
        json!([
            "2026年3月6日",
            "农资市场",
            "惠农种子店",
            null,
            "未发现问题",
            "执法员李雷，执法员韩梅",
            null,
            "500余件",
            null
        ]),
    ];
    let trainings = [
        json!([
            "培训形式",
            "培训名称",
            "培训日期",
            "地点",
            "主讲人",
            "参训人数",
            "参训企业",
            "是否考试",
            "发证数"
        ]),
        json!(["讲座", "商标法讲座", "2026-04-20", "市民中心", "张教授", "60余人次", 12, "是", 30]),
        json!(["培训班", "执法办案培训班", "20260512", "局会议室", null, "４５", null, "否", null]),
    ];
    let publicity = [
        json!([
            "活动形式",
            "活动名称",
            "开始日期",
            "结束日期",
            "活动地点",
            "发放资料",
            "咨询人次",
            "媒体报道"
        ]),
        json!([
            "咨询服务",
            "知识产权宣传周",
            "2026-04-20",
            "2026-04-26",
            "步行街",
            "3,500余份",
            "260人次",
            "3篇"
        ]),
    ];
    [
        ("CASES", workbook(&cases), 3),
        ("INSPECTIONS", workbook(&inspections), 2),
        ("TRAININGS", workbook(&trainings), 2),
        ("PUBLICITY_EVENTS", workbook(&publicity), 1),
    ]
}

const CASE: &str = "{ cases(first: 9, orderBy: { field: NUMBER, direction: ASC }) { nodes {
    id number title kind source status outcome receivedOn acceptedOn filedOn decidedOn closedOn dueOn marks amount
    penalty { fine } parties { party { name } } events(first: 9) { transition toStatus occurredOn note documents } } } }";

#[test]
fn a_ledger_of_each_kind_goes_in_and_is_read_back() {
    on_each_engine(|world| async move {
        let (head, office) = (world.client("head").await, world.client("office").await);
        for (kind, content, rows) in ledgers() {
            let seen = world.preview_ledger(&head, kind, content.clone()).await;
            assert_eq!((&seen["rows"], &seen["refused"]), (&json!(rows), &json!(0)), "{kind} {seen:#}");
            let (status, done) = world.take_ledger_in(&head, kind, content).await;
            assert_eq!((status, &done["rows"]), (201, &json!(rows)), "{kind} {done:#}");
        }
        let cases = head.data(CASE, json!({})).await["cases"]["nodes"].take();
        let closed = &cases[0];
        for (field, expected) in [
            ("number", json!("岳市监〔2025〕1号")),
            ("status", json!("CLOSED")),
            ("outcome", json!("PENALTY")),
            ("receivedOn", json!("2025-01-06")),
            ("acceptedOn", json!("2025-01-07")),
            ("filedOn", json!("2025-01-08")),
            ("decidedOn", json!("2025-03-10")),
            ("closedOn", json!("2025-03-20")),
            ("dueOn", json!("2025-04-08")),
            ("amount", json!("12800.00")),
            ("penalty", json!({ "fine": "12800.50" })),
            ("marks", json!(["TYPICAL", "FOREIGN_RELATED"])),
            ("parties", json!([{ "party": { "name": "宏达商行" } }])),
        ] {
            assert_eq!(closed[field], expected, "{field}");
        }
        // Each stage is a line of its history, which says from which row of which file it comes.
        let mut lines: Vec<Value> = closed["events"].as_array().unwrap().clone();
        lines.sort_by_key(|line| line["occurredOn"].to_string());
        let steps: Vec<_> = lines.iter().map(|line| line["transition"].as_str().unwrap_or("LEAD")).collect();
        assert_eq!(steps, ["LEAD", "ACCEPT", "FILE", "DECIDE", "CLOSE"]);
        assert_eq!(lines[3]["documents"], json!(["岳市监罚〔2025〕1号"]));
        assert!(
            lines.iter().all(|line| line["note"] == "据台账录入：2025年台账.xlsx，“台账”第3行"),
            "{lines:#?}"
        );
        // What is open goes on, by its clock.
        assert_eq!(
            (&cases[1]["status"], &cases[1]["receivedOn"]),
            (&json!("ACCEPTED"), &json!("2025-02-12"))
        );
        assert_eq!((&cases[2]["status"], &cases[2]["amount"]), (&json!("FILED"), &json!("50000.00")));
        assert!(cases[2]["dueOn"].is_string(), "{cases:#}");

        let inspections = "{ inspections(first: 9) { nodes { inspectedOn place goodsChecked { value atLeast } departments { name }
            premises { name address result } officers { person { displayName } } } } }";
        let inspections = head.data(inspections, json!({})).await["inspections"]["nodes"].take();
        assert_eq!(inspections[0]["goodsChecked"], json!({ "value": 500, "atLeast": true }));
        assert_eq!(
            inspections[1]["premises"][1],
            json!({ "name": "利民超市", "address": "建材市场3栋", "result": "RECTIFY_ON_SPOT" })
        );
        assert_eq!(inspections[1]["departments"].as_array().unwrap().len(), 2);
        let trainings = "{ trainings(first: 9) { nodes { startsOn endsOn trainedPersonTimes { value atLeast } examHeld } } }";
        let trainings = head.data(trainings, json!({})).await["trainings"]["nodes"].take();
        assert_eq!(
            trainings[1],
            json!({ "startsOn": "2026-04-20", "endsOn": "2026-04-20", "trainedPersonTimes": { "value": 60, "atLeast": true }, "examHeld": true })
        );
        let events = "{ publicityEvents(first: 9) { nodes { materials { value atLeast } mediaItems } } }";
        let events = head.data(events, json!({})).await["publicityEvents"]["nodes"].take();
        assert_eq!(events[0], json!({ "materials": { "value": 3500, "atLeast": true }, "mediaItems": 3 }));

        // Figures count what came in, by the year in which it was.
        world.figures_are_right().await;
        let summary =
            "{ workSummary(regionCode: \"430600\", period: { from: \"2025-01-01\", to: \"2025-12-31\" }) {
            figures { indicator value } } }";
        let figures = office.data(summary, json!({})).await["workSummary"]["figures"].take();
        let figure = |code: &str| {
            let found = figures.as_array().unwrap().iter().find(|figure| figure["indicator"] == code);
            found.map(|figure| figure["value"].clone())
        };
        assert_eq!(figure("CASES_CLOSED"), Some(json!("1")), "{figures:#}");

        // The office sees who took in what; each record leads to its row.
        let imports = "{ imports(first: 9) { totalCount nodes { id kind fileName rows importedBy { displayName } department { name }
            records(first: 9) { nodes { sheet row recordId } } } } }";
        let seen = office.data(imports, json!({})).await["imports"].take();
        assert_eq!(seen["totalCount"], 4);
        assert_eq!(seen["nodes"][3]["kind"], "CASES");
        assert_eq!(
            seen["nodes"][3]["records"]["nodes"][0],
            json!({ "sheet": "台账", "row": 3, "recordId": closed["id"] })
        );
        let origin = "query($id: ID!) { importOf(recordId: $id) { sheet row import { fileName importedBy { displayName } } } }";
        let origin = head.data(origin, json!({ "id": closed["id"] })).await["importOf"].take();
        assert_eq!(
            origin,
            json!({ "sheet": "台账", "row": 3, "import": { "fileName": "2025年台账.xlsx", "importedBy": { "displayName": "局长王强" } } })
        );
        let log = "{ auditEntries(first: 20) { nodes { action objectType } } }";
        let log = world.client("auditor").await.data(log, json!({})).await["auditEntries"]["nodes"].take();
        let taken_in = json!({ "action": "importLedger", "objectType": "Import" });
        let entries = log.as_array().unwrap().iter().filter(|entry| **entry == taken_in);
        assert_eq!(entries.count(), 4, "one of each ledger: {log:#}");
    });
}

/// The cells of the first sheet of a workbook.
fn cells(content: &[u8]) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(content)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let shown = |cell: &Data| cell.to_string();
    range.rows().map(|row| row.iter().map(shown).collect()).collect()
}

async fn count(client: &Client, list: &str) -> Value {
    client.data(&format!("{{ {list}(first: 1) {{ totalCount }} }}"), json!({})).await[list]["totalCount"]
        .take()
}

#[test]
fn twenty_kinds_of_wrong_cells_are_named_in_one_file_and_nothing_goes_in() {
    let head = json!([
        "案号",
        "案件名称",
        "案件类型",
        "案件来源",
        "当事人",
        "统一社会信用代码",
        "当事人类型",
        "标记",
        "重点领域",
        "办理状态",
        "办理结果",
        "办案部门",
        "专项行动",
        "收到日期",
        "受理日期",
        "立案日期",
        "决定日期",
        "结案日期",
        "涉案金额（元）",
        "罚款（元）",
        "警告"
    ]);
    let fine = json!([
        "2025-1",
        "销售假酒案",
        "商标侵权",
        "执法检查",
        null,
        null,
        null,
        null,
        null,
        null,
        "行政处罚",
        null,
        null,
        "2025-01-06",
        "2025-01-07",
        "2025-01-08",
        "2025-02-10",
        "2025-02-20",
        100,
        200,
        "是"
    ]);
    // The column and what it holds instead; each row is wrong in one cell, and named by it.
    let long = "案".repeat(201);
    let wrong: [(usize, Value); 23] = [
        (1, json!(null)),
        (1, json!(long)),
        (2, json!("商标")),
        (3, json!(null)),
        (4, json!("无名商行")),
        (5, json!("914306000000000000")),
        (6, json!("外星人")),
        (7, json!("重大、奇怪")),
        (8, json!("海上")),
        (9, json!("调查中")),
        (10, json!("罚了")),
        (10, json!("调解")),
        (11, json!("岳阳市公安局")),
        (12, json!("没有的行动")),
        (13, json!("去年春天")),
        (13, json!("2027-01-01")),
        (14, json!("2025-13-01")),
        (15, json!(null)),
        (16, json!("2024-12-31")),
        (17, json!("2025/02/30")),
        (18, json!("一万元")),
        (19, json!(-5)),
        (20, json!("也许")),
    ];
    on_each_engine(|world| {
        let (head, fine, wrong) = (head.clone(), fine.clone(), wrong.clone());
        async move {
            let by = world.client("head").await;
            let mut rows = vec![head, fine.clone()];
            for (number, (column, value)) in wrong.iter().enumerate() {
                let mut row = fine.clone();
                row[0] = json!(format!("2025-{}", number + 2));
                row[*column] = value.clone();
                if *column == 5 {
                    row[4] = json!("某商行");
                }
                rows.push(row);
            }
            let content = workbook(&rows);
            let seen = world.preview_ledger(&by, "CASES", content.clone()).await;
            assert_eq!((&seen["rows"], &seen["refused"]), (&json!(1), &json!(wrong.len())), "{seen:#}");
            let faults = seen["faults"].as_array().unwrap();
            for (number, (column, value)) in wrong.iter().enumerate() {
                let letter = char::from(b'A' + u8::try_from(*column).unwrap());
                let cell = format!("{letter}{}", number + 3);
                let fault = faults.iter().find(|fault| fault["cell"] == cell.as_str());
                let fault = fault.unwrap_or_else(|| panic!("{cell} is not named: {faults:#?}"));
                if let Some(said) = value.as_str() {
                    assert_eq!(fault["value"], said, "as it is shown");
                }
                assert!(fault["reason"].as_str().is_some_and(|reason| !reason.is_empty()));
            }
            let (status, report) = world.take_ledger_in(&by, "CASES", content.clone()).await;
            assert_eq!((status, &report["importId"]), (422, &Value::Null));
            assert_eq!(count(&by, "cases").await, 0, "all or none");
            assert_eq!(count(&by, "imports").await, 0);
            assert_eq!(count(&by, "parties").await, 0);

            // All of them in one workbook: where each stands, what it shows, and why; the row beside it.
            let (status, file) = world.send_ledger(&by, (Method::POST, "refused"), "CASES", content).await;
            assert_eq!(status, 200);
            let lines = cells(&file);
            assert_eq!(lines.len(), wrong.len() + 1);
            assert_eq!(lines[0][..3], ["工作表", "行号", "不能导入的原因"]);
            for (number, line) in lines[1..].iter().enumerate() {
                assert_eq!(line[1], (number + 3).to_string());
                let letter = char::from(b'A' + u8::try_from(wrong[number].0).unwrap());
                assert!(line[2].contains(&format!("{letter}{} ", number + 3)), "{line:?}");
                assert_eq!(line[3], format!("2025-{}", number + 2), "the row as it was");
            }
            world.figures_are_right().await;
        }
    });
}

#[test]
fn all_faults_of_a_row_are_told_at_once() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let rows = [
            json!(["检查日期", "检查地点", "被检查单位", "检查结果", "执法人员"]),
            json!(["不详", null, "宏达五金店", "尚可", "张三"]),
            json!(["2005-01-01", "建材市场", "宏达五金店", "未发现问题", "执法员李雷"]),
        ];
        let seen = world.preview_ledger(&officer, "INSPECTIONS", workbook(&rows)).await;
        let told = |row: i32| -> Vec<(String, String)> {
            let faults = seen["faults"].as_array().unwrap().iter().filter(|fault| fault["row"] == row);
            let mut told: Vec<_> = faults
                .map(|fault| {
                    (fault["cell"].as_str().unwrap().to_owned(), fault["code"].as_str().unwrap().to_owned())
                })
                .collect();
            told.sort();
            told
        };
        let told_as = |faults: &[(&str, &str)]| -> Vec<(String, String)> {
            faults.iter().map(|(cell, code)| ((*cell).to_owned(), (*code).to_owned())).collect()
        };
        let first = told_as(&[("A2", "INVALID"), ("B2", "REQUIRED"), ("D2", "INVALID"), ("E2", "NOT_FOUND")]);
        assert_eq!(told(2), first, "{seen:#}");
        // By the rule that holds for who types it: two officers, each with a certificate valid on that day.
        assert_eq!(
            told(3),
            told_as(&[("E3", "CERTIFICATE_INVALID"), ("E3", "TOO_FEW_OFFICERS")]),
            "{seen:#}"
        );
    });
}

#[test]
fn a_ledger_that_is_sent_again_doubles_nothing() {
    on_each_engine(|world| async move {
        let by = world.client("officer").await;
        let head = json!(["培训形式", "培训名称", "开始日期", "地点", "培训人次"]);
        let first = json!(["讲座", "商标法讲座", "2026-04-20", "市民中心", 60]);
        let (status, done) =
            world.take_ledger_in(&by, "TRAININGS", workbook(&[head.clone(), first.clone()])).await;
        assert_eq!((status, &done["rows"]), (201, &json!(1)), "{done:#}");

        // The same row typed otherwise, in another place, beside a new one.
        let again = json!([60, "商标法讲座 ", "市民中心", "２０２６年4月20日", "讲座"]);
        let more = json!([45, "专利法讲座", "市民中心", "2026-05-20", "讲座"]);
        let turned = json!(["人次", "名称", "地点", "日期", "形式"]);
        let grown = workbook(&[turned, more, again]);
        let seen = world.preview_ledger(&by, "TRAININGS", grown.clone()).await;
        assert_eq!((&seen["rows"], &seen["repeated"]), (&json!(1), &json!(1)), "{seen:#}");
        assert_eq!(seen["repeatedRows"], json!([{ "sheet": "台账", "row": 3 }]));

        // Under one id it goes in once, and says the same again.
        let id = Uuid::now_v7().to_string();
        for _ in 0..2 {
            let (status, body) = world.send_ledger(&by, (Method::PUT, &id), "TRAININGS", grown.clone()).await;
            let body: Value = serde_json::from_slice(&body).unwrap();
            assert_eq!((status, &body["rows"]), (201, &json!(1)), "{body:#}");
        }
        assert_eq!(count(&by, "trainings").await, 2);
        let (status, body) = world
            .send_ledger(&by, (Method::PUT, &id), "TRAININGS", workbook(&[head.clone(), first.clone()]))
            .await;
        assert_eq!(status, 409, "{}", String::from_utf8_lossy(&body));
        let (status, done) = world.take_ledger_in(&by, "TRAININGS", grown).await;
        assert_eq!(
            (status, &done["rows"], &done["importId"]),
            (200, &json!(0), &Value::Null),
            "nothing is left to do"
        );
        assert_eq!(count(&by, "imports").await, 2);

        // Two equal rows of one file: the second is refused, and names the first.
        let other = json!(["讲座", "著作权法讲座", "2026-06-20", "市民中心", 30]);
        let seen = world.preview_ledger(&by, "TRAININGS", workbook(&[head, other.clone(), other])).await;
        assert_eq!((&seen["rows"], &seen["refused"]), (&json!(1), &json!(1)), "{seen:#}");
        let reason = seen["faults"][0]["reason"].as_str().unwrap();
        assert!(reason.contains("“台账”第2行"), "{reason}");
        // What another department's ledger says is its own.
        let culture = world.client("culture_officer").await;
        let head = json!(["培训形式", "培训名称", "开始日期", "地点", "培训人次"]);
        let seen = world.preview_ledger(&culture, "TRAININGS", workbook(&[head, first])).await;
        assert_eq!((&seen["rows"], &seen["repeated"]), (&json!(1), &json!(0)));
    });
}

#[test]
fn of_two_who_take_one_ledger_in_at_once_one_does() {
    on_each_engine(|world| async move {
        let (one, other) = (world.client("officer").await, world.client("officer2").await);
        let (_, content, rows) = ledgers()[2].clone();
        let (first, second) = tokio::join!(
            world.take_ledger_in(&one, "TRAININGS", content.clone()),
            world.take_ledger_in(&other, "TRAININGS", content.clone()),
        );
        let mut statuses = [first.0, second.0];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 201], "{first:#?} {second:#?}");
        assert_eq!(count(&one, "trainings").await, json!(rows));
        assert_eq!(count(&one, "imports").await, 1);
        world.figures_are_right().await;
    });
}

#[test]
fn ledgers_are_taken_in_by_who_may_record_what_they_list() {
    on_each_engine(|world| async move {
        for (username, may) in [
            ("head", vec!["CASES", "INSPECTIONS", "TRAININGS", "PUBLICITY_EVENTS"]),
            ("officer", vec!["CASES", "INSPECTIONS", "TRAININGS", "PUBLICITY_EVENTS"]),
            ("office", vec!["TRAININGS", "PUBLICITY_EVENTS"]),
            ("observer", vec![]),
            ("leader", vec![]),
            ("admin", vec![]),
            ("auditor", vec![]),
        ] {
            let client = world.client(username).await;
            let offered = client.data("{ importableLedgers }", json!({})).await["importableLedgers"].take();
            assert_eq!(offered, json!(may), "{username}");
            for (kind, content, _) in ledgers() {
                let id = Uuid::now_v7().to_string();
                for asked in
                    [(Method::POST, "preview"), (Method::POST, "refused"), (Method::PUT, id.as_str())]
                {
                    if may.contains(&kind) {
                        continue;
                    }
                    let (status, body) = world.send_ledger(&client, asked, kind, content.clone()).await;
                    let body: Value = serde_json::from_slice(&body).unwrap();
                    assert_eq!(
                        (status, &body["errors"][0]["extensions"]["code"]),
                        (403, &json!("FORBIDDEN")),
                        "{username} {kind}"
                    );
                }
            }
        }
        let (status, _) =
            world.send_ledger(&world.anonymous(), (Method::POST, "preview"), "CASES", Vec::new()).await;
        assert_eq!(status, 401);
        // What was filed, the head alone takes in.
        let (_, content, _) = ledgers()[0].clone();
        let seen = world.preview_ledger(&world.client("officer").await, "CASES", content.clone()).await;
        assert_eq!((&seen["rows"], &seen["refused"]), (&json!(1), &json!(2)), "{seen:#}");
        assert!(
            seen["faults"].as_array().unwrap().iter().all(|fault| fault["code"] == "FORBIDDEN"),
            "{seen:#}"
        );
        world.take_ledger_in(&world.client("head").await, "CASES", content).await;
        // Another city, another department: there is no such import, nor may they take part.
        for username in ["other_office", "other_officer", "culture_head", "admin", "auditor"] {
            assert_eq!(count(&world.client(username).await, "imports").await, 0, "{username}");
        }
        for username in ["office", "leader", "officer", "observer"] {
            assert_eq!(count(&world.client(username).await, "imports").await, 1, "{username}");
        }
        // That somebody tried is logged.
        let log = "{ auditEntries(first: 100) { nodes { action } } }";
        let entries =
            world.client("auditor").await.data(log, json!({})).await["auditEntries"]["nodes"].take();
        let denied =
            entries.as_array().unwrap().iter().filter(|entry| entry["action"] == "denied:importLedger");
        assert!(denied.count() > 10, "{entries:#}");
    });
}

#[test]
fn sheets_titles_merged_cells_and_tall_heads_are_read() {
    on_each_engine(|world| async move {
        let by = world.client("officer").await;
        let tall = [
            json!(["2026年宣传活动台账", null, null, null, null, null]),
            json!(["活动形式", "活动名称", "活动时间", "地点", "成效", null]),
            json!([null, null, null, null, "发放资料", "接受咨询"]),
            json!(["咨询服务", "宣传周第一场", "2026-04-20", "步行街", 500, 40]),
            json!([null, "宣传周第二场", "2026-04-21", null, 300, 20]),
            json!([null, null, null, null, null, null]),
            json!(["小 计", null, null, null, 800, 60]),
        ];
        let merged = [
            (0, 0, 0, 5),
            (1, 0, 2, 0),
            (1, 1, 2, 1),
            (1, 2, 2, 2),
            (1, 3, 2, 3),
            (1, 4, 1, 5),
            (3, 0, 4, 0),
            (3, 3, 4, 3),
        ];
        let other = [json!(["联系人", "电话"]), json!(["张三", "0730"])];
        let third = [
            json!(["形式", "名称", "日期", "地点", "资料份数"]),
            json!(["发放资料", "进社区", "2026-05-01", "东风社区", "200"]),
        ];
        let content = book(&[("宣传", &tall, &merged), ("通讯录", &other, &[]), ("五月", &third, &[])]);
        let seen = world.preview_ledger(&by, "PUBLICITY_EVENTS", content.clone()).await;
        assert_eq!((&seen["rows"], &seen["refused"]), (&json!(3), &json!(0)), "{seen:#}");
        assert_eq!(seen["ignoredSheets"], json!(["通讯录"]));
        assert_eq!(seen["sheets"][0]["headRow"], 3);
        assert_eq!(seen["sheets"][0]["leftOut"], json!([{ "row": 7, "reason": "合计行" }]));
        assert_eq!(
            seen["sheets"][0]["columns"][4],
            json!({ "column": "E", "head": "发放资料", "meaning": "发放资料（份）" })
        );
        let (status, _) = world.take_ledger_in(&by, "PUBLICITY_EVENTS", content).await;
        assert_eq!(status, 201);
        let events = "{ publicityEvents(first: 9) { nodes { kind name place materials { value } } } }";
        let events = by.data(events, json!({})).await["publicityEvents"]["nodes"].take();
        let second = json!({ "kind": "CONSULTATION", "name": "宣传周第二场", "place": "步行街", "materials": { "value": 300 } });
        assert!(events.as_array().unwrap().contains(&second), "{events:#}");
    });
}

#[test]
fn the_template_is_a_ledger_and_so_are_the_refused_rows() {
    on_each_engine(|world| async move {
        let by = world.client("head").await;
        for kind in ["CASES", "INSPECTIONS", "TRAININGS", "PUBLICITY_EVENTS"] {
            let template = "query($kind: LedgerKind!) { importTemplate(kind: $kind) { name content } }";
            for client in [by.clone(), by.in_english()] {
                let file = client.data(template, json!({ "kind": kind })).await["importTemplate"].take();
                let content = base64::Engine::decode(
                    &base64::engine::general_purpose::STANDARD,
                    file["content"].as_str().unwrap(),
                );
                let seen = world.preview_ledger(&by, kind, content.unwrap()).await;
                let columns = seen["sheets"][0]["columns"].as_array().unwrap();
                assert!(columns.iter().all(|column| column["meaning"].is_string()), "{kind} {columns:#?}");
                assert_eq!((&seen["rows"], &seen["refused"]), (&json!(0), &json!(0)), "{kind}: {seen:#}");
            }
        }
        let rows = [
            json!(["培训形式", "培训名称", "开始日期", "地点", "培训人次"]),
            json!(["讲座", "商标法讲座", "不详", "市民中心", 60]),
        ];
        let (_, file) = world.send_ledger(&by, (Method::POST, "refused"), "TRAININGS", workbook(&rows)).await;
        let seen = world.preview_ledger(&by, "TRAININGS", file).await;
        assert_eq!(seen["faults"][0]["value"], "不详", "{seen:#}");
    });
}

#[test]
fn hostile_files_are_refused_in_so_many_words() {
    on_each_engine(|world| async move {
        let by = world.client("officer").await;
        let (_, good, _) = ledgers()[2].clone();
        let mut damaged = good.clone();
        let middle = damaged.len() / 2;
        damaged[middle..middle + 64].fill(0xff);
        let bomb = bomb();
        assert!(bomb.len() < 2 << 20, "{}", bomb.len());
        let long: Vec<Value> = std::iter::once(json!(["培训形式", "培训名称"]))
            .chain((0..20_001).map(|number| json!(["讲座", number])))
            .collect();
        for (content, status, said) in [
            (Vec::new(), 422, "不是Excel工作簿"),
            (b"%PDF-1.7".to_vec(), 422, "不是Excel工作簿"),
            (vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], 422, "旧版.xls"),
            (good[..good.len() / 2].to_vec(), 422, "不是Excel工作簿"),
            (damaged, 422, "损坏"),
            (bomb, 422, "解压后过大"),
            (workbook(&[json!(["甲", "乙"]), json!([1, 2])]), 422, "没有找到表头"),
            (workbook(&long), 422, "20000行"),
            (vec![0; (16 << 20) + 1], 413, "16 MB"),
        ] {
            let (found, body) = world.send_ledger(&by, (Method::POST, "preview"), "TRAININGS", content).await;
            let body: Value = serde_json::from_slice(&body).unwrap();
            let message = body["errors"][0]["message"].as_str().unwrap_or_default();
            assert!(found == status && message.contains(said), "{found} {message}, not {said}");
        }
        let (status, _) = world.send_ledger(&by, (Method::PUT, "1"), "TRAININGS", good.clone()).await;
        assert_eq!(status, 400);
        let (status, _) = world.send_ledger(&by, (Method::POST, "preview"), "PARTIES", good).await;
        assert_eq!(status, 400);
        assert_eq!(count(&by, "trainings").await, 0);
    });
}

/// A workbook whose texts unpack to more than is held.
fn bomb() -> Vec<u8> {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..80 {
        archive.write_all(&block).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
