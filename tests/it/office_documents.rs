//! Work summaries and bulletins: text and figures are kept apart, what is issued stays, numbers have neither gaps nor doubles,
//! departments offer and confirm; and the file of Word is in the official layout.

use std::{collections::BTreeSet, path::Path, process::Command};

use serde_json::{Value, json};
use shuangda::exports::official::{self, Block, CHARACTERS, Document, LINES};
use tests::{Client, World, on_each_engine};

const TEXT: &str =
    "query($id: ID!) { officeDocumentText(id: $id) { typedNumbers unknownFigures awaited { id }
    document { id version state number title countedAt viewerCanRevise viewerCanAcknowledge
        receipts { department { id } receivedBy { displayName } } }
    sections { heading source pieces { kind text indicator }
        table { indicator label unit value previousValue change } itemId } } }";

async fn text(client: &Client, id: &Value) -> Value {
    client.data(TEXT, json!({ "id": id })).await["officeDocumentText"].take()
}

fn content(title: &str, sections: Value) -> Value {
    json!({ "title": title, "period": { "from": "2026-01-01", "to": "2026-11-30" }, "sections": sections })
}

async fn begin(office: &Client, kind: &str, title: &str, sections: Value) -> Value {
    let input = tests::records::with(content(title, sections), json!({ "kind": kind }));
    office.succeed("writeOfficeDocument", input, "document { id version }").await["document"].take()
}

async fn revise(office: &Client, document: &Value, sections: Value) -> Value {
    let named = json!({ "id": document["id"], "version": document["version"] });
    let input = tests::records::with(content("岳阳市打击侵权假冒工作动态", sections), named);
    office.succeed("reviseOfficeDocument", input, "document { id version }").await["document"].take()
}

fn issue(document: &Value) -> Value {
    json!({ "id": document["id"], "version": document["version"] })
}

/// The text as it is read.
fn read(text: &Value) -> String {
    let sections = text["sections"].as_array().expect("sections").iter();
    let pieces = sections.flat_map(|section| section["pieces"].as_array().expect("pieces"));
    pieces.map(|piece| piece["text"].as_str().expect("words")).collect()
}

#[test]
fn a_bulletin_is_written_issued_received_and_stays() {
    on_each_engine(|world| async move {
        let (office, head, officer) =
            (world.client("office").await, world.client("head").await, world.client("officer").await);
        let (county_office, other) =
            (world.client("county_office").await, world.client("other_office").await);
        world.inspection(&officer, json!({})).await;

        // A department offers an item; its office sees it, another city's does not.
        let item = json!({ "title": "市场监管局查获假酒", "text": "当事人已被立案，查扣白酒12箱。" });
        assert_eq!(
            world.client("observer").await.refused("offerBulletinItem", item.clone()).await,
            ["FORBIDDEN"]
        );
        let empty = json!({ "title": "　", "text": "" });
        assert_eq!(head.refused("offerBulletinItem", empty).await, ["REQUIRED", "REQUIRED"]);
        let offered = head.succeed("offerBulletinItem", item, "item { id used }").await["item"].take();
        let items = "{ bulletinItems(first: 9) { nodes { id used } } }";
        for (client, n) in [(&office, 1), (&head, 1), (&other, 0), (&county_office, 0)] {
            let seen = client.data(items, json!({})).await;
            assert_eq!(seen["bulletinItems"]["nodes"].as_array().map(Vec::len), Some(n));
        }

        // Only the office writes; what is wrong is named.
        let wanted = tests::records::with(content("动态", json!([])), json!({ "kind": "BULLETIN" }));
        assert_eq!(head.refused("writeOfficeDocument", wanted).await, ["FORBIDDEN"]);
        let begun = begin(&office, "BULLETIN", "岳阳市打击侵权假冒工作动态", json!([])).await;
        let draft = text(&office, &begun["id"]).await;
        assert!(read(&draft).contains("本期开展执法检查1次"), "{draft:#}");
        assert_eq!((&draft["typedNumbers"], &draft["unknownFigures"]), (&json!(0), &json!(0)));
        for client in [&head, &county_office, &other] {
            assert_eq!(text(client, &begun["id"]).await, Value::Null, "a draft is the office's own");
        }
        let wrong = json!([{ "text": "有{{没有这个指标}}件", "indicators": ["NOTHING"] }]);
        let named = json!({ "id": begun["id"], "version": begun["version"] });
        let input = tests::records::with(content("动态", wrong), named);
        assert_eq!(office.refused("reviseOfficeDocument", input).await, ["NOT_FOUND"]);
        let sections = json!([
            { "heading": "检查", "text": "执法检查{{INSPECTIONS}}次，{{没有这个指标}}件。", "indicators": ["INSPECTIONS", "FINES"] },
            { "heading": "部门动态", "text": "当事人已被立案，查扣白酒12箱。", "itemId": offered["id"] }
        ]);
        let second = revise(&office, &begun, sections).await;
        let draft = text(&office, &begun["id"]).await;
        assert_eq!((&draft["typedNumbers"], &draft["unknownFigures"]), (&json!(1), &json!(1)), "{draft:#}");
        assert_eq!(
            draft["sections"][1]["pieces"][1],
            json!({ "kind": "TYPED_NUMBER", "text": "12", "indicator": null })
        );
        assert_eq!(office.refused("issueOfficeDocument", issue(&second)).await, ["INVALID"]);
        assert_eq!(office.refused("issueOfficeDocument", issue(&begun)).await, ["CONFLICT"]);
        let sections = json!([
            { "heading": "检查", "text": "执法检查{{执法检查}}次，罚款{{罚款:万元}}万元。", "indicators": ["INSPECTIONS", "FINES"] },
            { "heading": "部门动态", "text": "当事人已被立案，查扣白酒12箱。", "itemId": offered["id"] }
        ]);
        let third = revise(&office, &second, sections).await;
        // Figures are refreshed, and no word is touched.
        world.inspection(&officer, json!({})).await;
        assert!(read(&text(&office, &begun["id"]).await).starts_with("执法检查2次，罚款0.00万元。"));

        // Issued, it has its number, tells departments, and stays as it is.
        let issued = office.succeed("issueOfficeDocument", issue(&third), "document { number state }").await;
        assert_eq!(issued["document"], json!({ "number": "〔2026〕第1期", "state": "ISSUED" }));
        world.inspection(&officer, json!({})).await;
        let shown = text(&head, &begun["id"]).await;
        assert!(read(&shown).starts_with("执法检查2次"), "{shown:#}");
        assert_eq!(shown["sections"][0]["table"][0]["value"], "2");
        let opened = "query($at: DateTime!) { workSummary(regionCode: \"430600\", period: { from: \"2026-01-01\", to: \"2026-11-30\" },
            asOf: $at) { figure(indicator: \"INSPECTIONS\") { value records(first: 9) { totalCount } } } }";
        let at = shown["document"]["countedAt"].clone();
        let opened = office.data(opened, json!({ "at": at })).await["workSummary"]["figure"].take();
        assert_eq!((&opened["value"], &opened["records"]["totalCount"]), (&json!("2"), &json!(2)));
        let changed = tests::records::with(
            content("另一标题", json!([{ "text": "改动" }])),
            json!({ "id": begun["id"], "version": 4 }),
        );
        assert_eq!(office.refused("reviseOfficeDocument", changed).await, ["ILLEGAL_TRANSITION"]);
        let again = json!({ "id": begun["id"], "version": 4 });
        assert_eq!(office.refused("issueOfficeDocument", again).await, ["ILLEGAL_TRANSITION"]);
        let used = head.data(items, json!({})).await;
        assert_eq!(used["bulletinItems"]["nodes"][0]["used"], true);
        let told =
            head.data("{ notifications(first: 9) { nodes { kind text } } }", json!({})).await.to_string();
        assert!(told.contains("第1期") && told.contains("已采用"), "{told}");

        // The county's office and departments of the city receive it; another city knows nothing of it.
        assert_eq!(text(&other, &begun["id"]).await, Value::Null);
        let acknowledge = json!({ "id": begun["id"] });
        assert_eq!(other.refused("acknowledgeOfficeDocument", acknowledge.clone()).await, ["NOT_FOUND"]);
        assert_eq!(
            office.refused("acknowledgeOfficeDocument", acknowledge.clone()).await,
            ["ILLEGAL_TRANSITION"]
        );
        let awaited = text(&office, &begun["id"]).await["awaited"].as_array().map(Vec::len);
        assert_eq!(awaited, Some(4), "three departments and the county's office");
        // A county's department may read it, and is not asked; nor is the office above of what the county issues.
        let county_officer = world.client("county_officer").await;
        let not_asked = [(&county_officer, begun["id"].clone()), {
            let own =
                begin(&county_office, "BULLETIN", "岳阳县工作动态", json!([{ "text": "本周开展检查。" }]))
                    .await;
            county_office.succeed("issueOfficeDocument", issue(&own), "").await;
            (&office, own["id"].clone())
        }];
        for (client, id) in not_asked {
            assert_eq!(text(client, &id).await["document"]["viewerCanAcknowledge"], false);
            let refused = client.refused("acknowledgeOfficeDocument", json!({ "id": id })).await;
            assert_eq!(refused, ["ILLEGAL_TRANSITION"]);
        }
        for client in [&head, &officer, &county_office] {
            client.succeed("acknowledgeOfficeDocument", acknowledge.clone(), "").await;
        }
        let shown = text(&office, &begun["id"]).await;
        let received = shown["document"]["receipts"].as_array().expect("receipts").clone();
        assert_eq!((received.len(), &received[0]["receivedBy"]["displayName"]), (2, &json!("局长王强")));
        assert_eq!(shown["awaited"].as_array().map(Vec::len), Some(2));
        world.figures_are_right().await;
    });
}

#[test]
fn documents_issued_at_once_are_numbered_without_a_gap() {
    on_each_engine(|world| async move {
        let office = world.client("office").await;
        let mut drafts = Vec::new();
        for n in 0..30 {
            let sections = json!([{ "text": "执法检查{{执法检查}}次。" }]);
            drafts.push(begin(&office, "WORK_SUMMARY", &format!("第{n}份总结"), sections).await);
        }
        let mut tasks = tokio::task::JoinSet::new();
        for draft in drafts {
            let office = office.clone();
            tasks.spawn(async move {
                let issued =
                    office.succeed("issueOfficeDocument", issue(&draft), "document { number }").await;
                issued["document"]["number"].as_str().expect("a number").to_owned()
            });
        }
        let numbers: BTreeSet<String> = tasks.join_all().await.into_iter().collect();
        let expected: BTreeSet<String> = (1..=30).map(|n| format!("〔2026〕{n}号")).collect();
        assert_eq!(numbers, expected);
    });
}

#[test]
fn a_summary_begins_with_its_parts_and_typical_cases() {
    on_each_engine(|world| async move {
        let (office, head, officer) =
            (world.client("office").await, world.client("head").await, world.client("officer").await);
        let case =
            world.filed(&head, &officer, json!({ "marks": ["TYPICAL"], "title": "销售假冒白酒案" })).await;
        world.close_with_penalty(&case).await;
        let begun = begin(&office, "WORK_SUMMARY", "岳阳市2026年工作总结", json!([])).await;
        let draft = text(&office, &begun["id"]).await;
        let headings: Vec<_> = draft["sections"]
            .as_array()
            .expect("sections")
            .iter()
            .map(|section| &section["heading"])
            .collect();
        assert_eq!(headings, ["", "执法检查", "案件办理", "宣传培训", "典型案例", "存在问题和下一步打算"]);
        let said = read(&draft);
        assert!(
            said.contains("销售假冒白酒案") && said.contains("立案1件") && said.contains("罚款0.50万元"),
            "{said}"
        );
        assert_eq!((&draft["unknownFigures"], &draft["typedNumbers"]), (&json!(0), &json!(0)), "{said}");
    });
}

/// The pages of the document, each a list of its lines, as a word processor lays them out; none where there is none.
fn pages(document: &Document) -> Option<Vec<Vec<String>>> {
    let Some(soffice) = std::env::var_os("SHUANGDA_TEST_SOFFICE") else {
        eprintln!("skipped: no word processor; `cargo xtask test` provides one");
        return None;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("document.docx");
    std::fs::write(&file, official::write(document).expect("the document")).expect("the file");
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    run(Command::new(soffice)
        .arg(profile)
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .arg(&file));
    let pdf = folder.path().join("document.pdf");
    assert!(Path::new(&pdf).exists(), "no pages");
    let output = Command::new("pdftotext").args(["-layout", "-enc", "UTF-8"]).arg(&pdf).arg("-").output();
    let text = String::from_utf8(output.expect("the pages' text").stdout).expect("a text");
    // The grid sets characters apart, which is read as blanks.
    let line = |line: &str| line.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let lines = |page: &str| page.lines().map(line).filter(|line| !line.is_empty()).collect();
    Some(text.split('\u{c}').map(lines).filter(|page: &Vec<String>| !page.is_empty()).collect())
}

fn run(command: &mut Command) {
    let output = command.output().expect("a program");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_page_has_22_lines_of_28_characters() {
    let long = "国".repeat(28 * 22 * 2 + 28 * 10);
    let document = Document {
        title: "岳阳市打击侵权假冒工作总结".to_owned(),
        addressee: Some("各成员单位".to_owned()),
        blocks: vec![Block::Heading(1, "一、总体情况".to_owned()), Block::Text(long)],
        issued: Some(("岳阳市双打办".to_owned(), "2026年11月30日".to_owned())),
        ..Document::default()
    };
    let Some(pages) = pages(&document) else { return };
    assert_eq!(pages[0][0], "岳阳市打击侵权假冒工作总结");
    assert_eq!(pages[0][1..3], ["各成员单位：", "一、总体情况"]);
    // The second page holds nothing but text, and its number at the outer edge.
    let (number, lines) = pages[1].split_last().expect("lines");
    assert_eq!(number, "—2—");
    assert_eq!(lines.len(), usize::try_from(LINES).unwrap(), "{lines:?}");
    for line in lines {
        assert_eq!(line.chars().count(), usize::try_from(CHARACTERS).unwrap(), "{line}");
    }
    assert_eq!(pages[0].last().map(String::as_str), Some("—1—"));
    let last = pages.last().expect("a page");
    assert!(last.contains(&"2026年11月30日".to_owned()), "{last:?}");
}

#[test]
fn every_run_names_its_fonts_and_the_text_is_what_the_page_shows() {
    on_each_engine(|world: World| async move {
        let (office, officer) = (world.client("office").await, world.client("officer").await);
        world.inspection(&officer, json!({})).await;
        let sections =
            json!([{ "heading": "检查", "text": "执法检查{{执法检查}}次。", "indicators": ["INSPECTIONS"] }]);
        let begun = begin(&office, "BULLETIN", "工作动态", sections).await;
        let input = json!({ "id": begun["id"] });
        let file =
            office.succeed("exportOfficeDocument", input, "file { name mediaType content }").await["file"]
                .take();
        assert_eq!(file["name"], "岳阳市工作简报草稿.docx");
        use base64::{Engine, engine::general_purpose::STANDARD};
        let bytes = STANDARD.decode(file["content"].as_str().expect("a file")).expect("bytes");
        let document: Value =
            serde_json::from_str(&docx_rs::read_docx(&bytes).expect("a document").json()).expect("json");
        let (mut said, mut runs) = (String::new(), 0);
        walk(&document["document"], &mut |node| {
            if node["type"] == "run" {
                runs += 1;
                let fonts = &node["data"]["runProperty"]["fonts"];
                for which in ["ascii", "hiAnsi", "eastAsia"] {
                    assert!(fonts[which].is_string(), "{node}");
                }
            }
            if node["type"] == "text" {
                said.push_str(node["data"]["text"].as_str().unwrap_or_default());
            }
        });
        assert!(runs > 8 && said.contains("一、检查") && said.contains("执法检查1次。"), "{runs} {said}");
        assert!(said.contains("岳阳市双打办工作简报"), "the red head: {said}");
        let asked =
            "{ auditEntries(first: 9, filter: { action: \"exportOfficeDocument\" }) { nodes { action } } }";
        let logged = world.client("auditor").await.data(asked, json!({})).await;
        assert_eq!(logged["auditEntries"]["nodes"].as_array().map(Vec::len), Some(1));
    });
}

/// Shows `see` the node and all below.
pub fn walk(node: &Value, see: &mut impl FnMut(&Value)) {
    see(node);
    match node {
        Value::Array(items) => items.iter().for_each(|item| walk(item, see)),
        Value::Object(fields) => fields.values().for_each(|field| walk(field, see)),
        _ => {}
    }
}
