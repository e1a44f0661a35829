//! Documents of cases: made of templates with what the case says, numbered without gaps or doubles, filed as Word with their
//! digest; who may make them, and make them void; and departments' own templates.

use std::collections::BTreeSet;

use axum::body::{Body, to_bytes};
use entity::enums::Role;
use http::{Request, header};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tests::{Client, World, on_each_engine};
use tower::ServiceExt;

use super::office_documents::walk;

const CODE: &str = "岳市监";

/// The market department's numbers begin with [`CODE`] from here on.
async fn coded(world: &World) {
    let head = world.client("head").await;
    let version = head.data("{ viewer { user { department { version } } } }", json!({})).await["viewer"]["user"]["department"]
        ["version"]
        .clone();
    let set = json!({ "code": CODE, "version": version });
    let set = head.succeed("setDocumentCode", set, "department { documentCode }").await;
    assert_eq!(set["department"]["documentCode"], CODE);
}

fn receipt(case: &str) -> Value {
    let typed = [
        ("送达文书", "行政处罚决定书"),
        ("当事人", "宏达五金店"),
        ("送达地点", "店内"),
        ("送达方式", "直接送达"),
        ("办案人员", "李雷"),
    ];
    let fields: Vec<Value> =
        typed.iter().map(|(name, value)| json!({ "name": name, "text": value })).collect();
    json!({ "caseId": case, "template": "SERVICE_RECEIPT", "fields": fields })
}

async fn make(by: &Client, input: Value) -> Value {
    let selection = "document { id number version voidable issuedOn
        attachment { id url name kind digest mediaType size } }";
    by.succeed("issueCaseDocument", input, selection).await["document"].take()
}

/// The file's bytes, as it is read.
async fn read(world: &World, by: &Client, attachment: &Value) -> Vec<u8> {
    let request = Request::get(attachment["url"].as_str().expect("an address"))
        .header(header::AUTHORIZATION, format!("Bearer {}", by.token().unwrap_or_default()))
        .body(Body::empty())
        .expect("a request");
    let response = world.router.clone().oneshot(request).await.expect("an answer");
    assert_eq!(response.status(), 200);
    to_bytes(response.into_body(), 1 << 20).await.expect("the file").to_vec()
}

/// The words of a file of Word.
fn words(bytes: &[u8]) -> String {
    let document = docx_rs::read_docx(bytes).expect("a document").json();
    let document: Value = serde_json::from_str(&document).expect("json");
    let mut said = String::new();
    walk(&document["document"], &mut |node| {
        if node["type"] == "text" {
            said.push_str(node["data"]["text"].as_str().unwrap_or_default());
        }
    });
    said
}

#[test]
fn a_document_says_what_the_case_says_and_lies_among_its_files() {
    on_each_engine(|world| async move {
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let party = world.party(&officer, "岳阳市宏达五金店").await;
        let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
        let case = world.investigated(&head, &officer, json!({ "parties": parties })).await;

        // Before the department has a code for its numbers nothing is numbered, and it says so.
        let draft = "query($id: ID!) { caseDocumentDraft(caseId: $id, template: \"INQUIRY_NOTICE\") { nextNumber allowed
            fields { name value ofCase } lines { label pieces { text field } } addressee { field } } }";
        let shown = officer.data(draft, json!({ "id": case })).await["caseDocumentDraft"].take();
        assert_eq!((&shown["nextNumber"], &shown["allowed"]), (&Value::Null, &json!(true)));
        let field = |name: &str| {
            let fields = shown["fields"].as_array().expect("fields").iter();
            fields.clone().find(|field| field["name"] == name).cloned().unwrap_or_default()
        };
        assert_eq!(field("当事人"), json!({ "name": "当事人", "value": "岳阳市宏达五金店", "ofCase": true }));
        assert_eq!(field("办案人员")["value"], "执法员李雷、执法员韩梅");
        assert_eq!(field("执法证号")["value"], "湘F-officer、湘F-officer2");
        assert_eq!(field("询问地点"), json!({ "name": "询问地点", "value": null, "ofCase": false }));
        let typed = json!([{ "name": "询问时间", "text": "2026年11月20日上午9时" }, { "name": "询问地点", "text": "市局302室" },
            { "name": "携带材料", "text": "营业执照、{{案号}}\n<进货票据>" }, { "name": "联系电话", "text": "0730-8888888" }]);
        let input = json!({ "caseId": case, "template": "INQUIRY_NOTICE", "fields": typed });
        assert_eq!(officer.refused("issueCaseDocument", input.clone()).await, ["ILLEGAL_TRANSITION"]);
        coded(&world).await;
        let shown = officer.data(draft, json!({ "id": case })).await["caseDocumentDraft"].take();
        assert_eq!(shown["nextNumber"], "岳市监询通〔2026〕1号");

        // What is missing is named, each field; what the case says is not typed over.
        let few = json!({ "caseId": case, "template": "INQUIRY_NOTICE", "fields": [typed[0],
            { "name": "当事人", "text": "别人" }, { "name": "没有", "text": "x" }] });
        let wrong = officer.mutate("issueCaseDocument", few, "").await["errors"].take();
        let of = |code: &str| {
            let errors = wrong.as_array().expect("errors").iter().filter(|error| error["code"] == code);
            errors.map(|error| error["path"][1].as_str().expect("a field").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(of("INVALID"), ["当事人", "没有"], "{wrong:#}");
        assert_eq!(of("REQUIRED"), ["询问地点", "携带材料", "联系电话"], "{wrong:#}");

        // Made, it is a file of the case, of the kind of its own documents, with its digest, and says all of it.
        let made = make(&officer, input.clone()).await;
        let attachment = &made["attachment"];
        assert_eq!(made["number"], "岳市监询通〔2026〕1号");
        assert_eq!(attachment["kind"], "CASE_DOCUMENT");
        assert_eq!(attachment["name"], "询问通知书岳市监询通〔2026〕1号.docx");
        let bytes = read(&world, &head, attachment).await;
        assert_eq!(attachment["digest"], hex::encode(Sha256::digest(&bytes)));
        assert_eq!(attachment["size"], bytes.len());
        let words = words(&bytes);
        for said in [
            "询问通知书",
            "岳市监询通〔2026〕1号",
            "岳阳市宏达五金店：",
            "湘F-officer、湘F-officer2",
            "市局302室",
            "营业执照、{{案号}}",
            "<进货票据>",
            "岳阳市市场监督管理局",
            "2026年11月18日",
        ] {
            assert!(words.contains(said), "{said}: {words}");
        }
        let history =
            "query($id: ID!) { case(id: $id) { documents { number name } events(first: 1) { kind documents }
            attachments(first: 5) { nodes { name } } } }";
        let seen = head.data(history, json!({ "id": case })).await["case"].take();
        assert_eq!(seen["documents"], json!([{ "number": made["number"], "name": "询问通知书" }]));
        assert!(seen.to_string().contains("EVIDENCE"), "{seen:#}");

        // Numbers run on by template; where the case stands elsewhere none is made, and it says where it must.
        assert_eq!(make(&officer, input).await["number"], "岳市监询通〔2026〕2号");
        let mut receipt = receipt(&case);
        // The case says who the party is, and who handles it.
        let typed = receipt["fields"].as_array_mut().expect("fields");
        typed.retain(|field| !["当事人", "办案人员"].contains(&field["name"].as_str().expect("a name")));
        assert_eq!(make(&officer, receipt).await["number"], "岳市监送达〔2026〕1号");
        let decision = json!({ "caseId": case, "template": "PENALTY_DECISION", "fields": [] });
        let wrong = officer.mutate("issueCaseDocument", decision, "").await["errors"].take();
        assert_eq!(wrong[0]["code"], "ILLEGAL_TRANSITION");
        assert!(wrong[0]["message"].as_str().expect("words").contains("已决定"), "{wrong:#}");
        assert!(
            officer.refused("issueCaseDocument", json!({ "caseId": case, "template": "NONE" })).await
                == ["NOT_FOUND"]
        );
        let choices = "query($id: ID!) { case(id: $id) { documentChoices { allowed nextNumber template { code own } } } }";
        let choices = officer.data(choices, json!({ "id": case })).await["case"]["documentChoices"].take();
        let choice = |code: &str| {
            let all = choices.as_array().expect("choices");
            all.iter().find(|choice| choice["template"]["code"] == code).cloned().unwrap_or_default()
        };
        assert_eq!(choice("INQUIRY_NOTICE")["nextNumber"], "岳市监询通〔2026〕3号");
        assert_eq!(choice("PENALTY_DECISION")["allowed"], false);

        // The penalty is the case's.
        world.step(&officer, &case, "SUBMIT_LEGAL_REVIEW", json!({})).await;
        world.step(&world.client("officer2").await, &case, "PASS_LEGAL_REVIEW", json!({})).await;
        world.waive_hearing(&officer, &case).await;
        let penalty = json!({ "outcome": "PENALTY", "penalty": { "fine": "5000.00", "confiscatedGoods": "假冒白酒12箱" } });
        world.step(&head, &case, "DECIDE", penalty).await;
        let draft = draft.replace("INQUIRY_NOTICE", "PENALTY_DECISION");
        let shown = officer.data(&draft, json!({ "id": case })).await["caseDocumentDraft"].take();
        let fields = shown["fields"].as_array().expect("fields").iter();
        let said = fields.clone().find(|field| field["name"] == "处罚内容").expect("the penalty");
        assert_eq!(said["value"], "罚款5000.00元；没收假冒白酒12箱");
    });
}

#[test]
fn a_hundred_documents_made_at_once_by_ten_people_have_a_hundred_numbers() {
    on_each_engine(|world| async move {
        coded(&world).await;
        let officer = world.client("officer").await;
        let mut cases = Vec::new();
        for _ in 0..5 {
            cases.push(world.lead(&officer, json!({})).await);
        }
        let mut people = Vec::new();
        for n in 0..10 {
            let name = format!("officer_{n}");
            world.account(&name, "officer", Role::Officer, "market").await;
            people.push(world.client(&name).await);
        }
        let makers = people.iter().enumerate().map(|(n, person)| {
            let cases = &cases;
            async move {
                let mut numbers = Vec::new();
                for round in 0..10 {
                    let made = make(person, receipt(&cases[(n + round) % cases.len()])).await;
                    numbers.push(made["number"].as_str().expect("a number").to_owned());
                }
                numbers
            }
        });
        let numbers: BTreeSet<String> =
            futures::future::join_all(makers).await.into_iter().flatten().collect();
        let wanted: BTreeSet<String> = (1..=100).map(|n| format!("岳市监送达〔2026〕{n}号")).collect();
        assert_eq!(numbers, wanted);
        let register = "{ caseDocuments(first: 1, filter: { templateCode: \"SERVICE_RECEIPT\", year: 2026 }) { totalCount } }";
        assert_eq!(officer.data(register, json!({})).await["caseDocuments"]["totalCount"], 100);
    });
}

#[test]
fn documents_are_made_by_who_files_evidence_and_void_ones_keep_their_number() {
    on_each_engine(|world| async move {
        coded(&world).await;
        let (head, officer) = (world.client("head").await, world.client("officer").await);
        let case = world.lead(&officer, json!({})).await;
        for (who, code) in [
            ("observer", "FORBIDDEN"),
            ("office", "FORBIDDEN"),
            ("leader", "FORBIDDEN"),
            ("culture_officer", "NOT_FOUND"),
            ("other_officer", "NOT_FOUND"),
            ("admin", "NOT_FOUND"),
        ] {
            let client = world.client(who).await;
            assert_eq!(client.refused("issueCaseDocument", receipt(&case)).await, [code], "{who}");
            let asked = "query($id: ID!) { case(id: $id) { documentChoices { allowed } } }";
            assert_eq!(
                client.data(asked, json!({ "id": case })).await["case"]["documentChoices"],
                Value::Null,
                "{who}"
            );
        }
        let made = make(&officer, receipt(&case)).await;
        assert_eq!(made["voidable"], true);
        let id = made["id"].clone();
        for (who, seen) in
            [("head", true), ("office", true), ("culture_officer", false), ("other_office", false)]
        {
            let asked = "query($id: ID!) { node(id: $id) { ... on CaseDocument { voidable } } caseDocuments(first: 1) { totalCount } }";
            let shown = world.client(who).await.data(asked, json!({ "id": id })).await;
            assert_eq!(shown["node"].is_object(), seen, "{who}");
            assert_eq!(shown["caseDocuments"]["totalCount"], i32::from(seen), "{who}");
        }

        // Who made it, and the head; with a reason, once.
        let void = |version: &Value, reason: &str| json!({ "id": id, "version": version, "reason": reason });
        let version = &made["version"];
        let other = world.client("officer2").await;
        assert_eq!(other.refused("voidCaseDocument", void(version, "打错")).await, ["FORBIDDEN"]);
        assert_eq!(officer.refused("voidCaseDocument", void(version, " ")).await, ["REQUIRED"]);
        assert_eq!(officer.refused("voidCaseDocument", void(&json!(7), "打错")).await, ["CONFLICT"]);
        let selection = "document { version voidedOn voidReason voidable voidedBy { displayName } }";
        let voided = head.succeed("voidCaseDocument", void(version, "当事人名称打错"), selection).await;
        assert_eq!(voided["document"]["voidedOn"], json!(world.today()));
        assert_eq!(voided["document"]["voidReason"], "当事人名称打错");
        assert_eq!(voided["document"]["voidable"], false);
        let again = void(&voided["document"]["version"], "再作废");
        assert_eq!(officer.refused("voidCaseDocument", again).await, ["ILLEGAL_TRANSITION"]);
        assert_eq!(make(&officer, receipt(&case)).await["number"], "岳市监送达〔2026〕2号");
        assert_eq!(read(&world, &officer, &made["attachment"]).await.get(..2), Some(&b"PK"[..]));
        let void_ones = "{ caseDocuments(first: 1, filter: { voided: true }) { totalCount } }";
        assert_eq!(head.data(void_ones, json!({})).await["caseDocuments"]["totalCount"], 1);

        // A repeat of one intention makes one document.
        let key = tests::records::with(receipt(&case), json!({ "idempotencyKey": "once" }));
        assert_eq!(make(&officer, key.clone()).await["number"], make(&officer, key).await["number"]);
        assert_eq!(make(&officer, receipt(&case)).await["number"], "岳市监送达〔2026〕4号");
    });
}

#[test]
fn a_department_keeps_templates_of_its_own() {
    on_each_engine(|world| async move {
        coded(&world).await;
        let (head, officer, culture) =
            (world.client("head").await, world.client("officer").await, world.client("culture_head").await);
        let own = json!({ "code": "service_receipt", "name": "送达回证", "word": "送", "layout": "FORM",
            "text": "送达文书：{{送达文书}}\n备注：", "statuses": ["DECIDED", "LEAD"] });
        for who in ["officer", "office", "observer"] {
            let client = world.client(who).await;
            assert_eq!(client.refused("keepDocumentTemplate", own.clone()).await, ["FORBIDDEN"], "{who}");
            let code = json!({ "code": "我", "version": 1 });
            assert_eq!(client.refused("setDocumentCode", code).await, ["FORBIDDEN"], "{who}");
        }
        let wrong =
            tests::records::with(own.clone(), json!({ "text": "{{没有结束", "code": "送达 1", "word": "" }));
        let mut codes = head.refused("keepDocumentTemplate", wrong).await;
        codes.sort();
        assert_eq!(codes, ["INVALID", "INVALID", "REQUIRED"]);
        let selection = "template { id code own version statuses }";
        let kept = head.succeed("keepDocumentTemplate", own.clone(), selection).await["template"].take();
        assert_eq!((&kept["code"], &kept["own"]), (&json!("SERVICE_RECEIPT"), &json!(true)));
        assert_eq!(kept["statuses"], json!(["LEAD", "DECIDED"]));
        assert_eq!(head.refused("keepDocumentTemplate", own.clone()).await, ["CONFLICT"]);

        // It holds for this department alone, and numbers run on.
        let templates = "{ documentTemplates { id code own } }";
        let count = |seen: &Value| {
            let all = seen["documentTemplates"].as_array().expect("templates");
            (all.len(), all.iter().filter(|template| template["own"] == true).count())
        };
        assert_eq!(count(&officer.data(templates, json!({})).await), (10, 1));
        assert_eq!(count(&culture.data(templates, json!({})).await), (10, 0));
        let withdraw = json!({ "id": kept["id"], "version": kept["version"] });
        assert_eq!(culture.refused("withdrawDocumentTemplate", withdraw.clone()).await, ["NOT_FOUND"]);
        let case = world.lead(&officer, json!({})).await;
        let input = json!({ "caseId": case, "template": "SERVICE_RECEIPT", "fields": [{ "name": "送达文书", "text": "告知书" }] });
        assert_eq!(make(&officer, input.clone()).await["number"], "岳市监送〔2026〕1号");

        // Taken back, the platform's holds again; what was made stays, and its number is not given twice.
        head.succeed("withdrawDocumentTemplate", withdraw.clone(), "").await;
        assert_eq!(head.refused("withdrawDocumentTemplate", withdraw).await, ["CONFLICT"]);
        assert_eq!(count(&officer.data(templates, json!({})).await), (10, 0));
        assert_eq!(make(&officer, receipt(&case)).await["number"], "岳市监送达〔2026〕2号");
        let again = head.succeed("keepDocumentTemplate", own, selection).await["template"].take();
        assert_eq!(again["version"], 3);
        let platform = culture.data(templates, json!({})).await["documentTemplates"][0]["id"].clone();
        let withdraw = json!({ "id": platform, "version": 1 });
        assert_eq!(culture.refused("withdrawDocumentTemplate", withdraw).await, ["ILLEGAL_TRANSITION"]);
    });
}
