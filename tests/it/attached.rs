//! What happens to a case names the files on which it rests: steps, deeds, what is proposed to the head,
//! seizures, and the package for the police.

use axum::body::Body;
use entity::audit_entry;
use http::{Request, header};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use shuangda::shared::ids;
use tests::{Client, World, on_each_engine, records::with};
use tower::ServiceExt;

/// The newest line of a case's history.
async fn last_line(client: &Client, case: &str) -> Value {
    const LAST: &str = "query($id: ID!) { case(id: $id) { version
        events(first: 1) { kind documents attachments { id name } } } }";
    client.data(LAST, json!({ "id": case })).await["case"]["events"][0].clone()
}

fn names(line: &Value) -> Vec<&str> {
    line["attachments"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect()
}

async fn version(client: &Client, case: &str) -> Value {
    client.data("query($id: ID!) { case(id: $id) { version } }", json!({ "id": case })).await["case"]["version"]
        .clone()
}

async fn logged(world: &World, action: &str) -> String {
    let rows = audit_entry::Entity::find().filter(audit_entry::Column::Action.eq(action));
    rows.all(&world.app.db.read).await.unwrap().pop().map(|row| row.detail).unwrap_or_default()
}

#[test]
fn a_step_and_a_deed_rest_on_files_of_their_own_case() {
    on_each_engine(|world| async move {
        let (officer, head) = (world.client("officer").await, world.client("head").await);
        let case = world.lead(&officer, json!({})).await;
        let elsewhere = world.lead(&officer, json!({})).await;
        let old = world.file(&officer, &case, "old.pdf", "").await;
        let new = world.file(&officer, &case, "new.pdf", &format!("&corrects={old}&note=x")).await;
        let report = world.file(&officer, &case, "report.pdf", "").await;
        let foreign = world.file(&officer, &elsewhere, "foreign.pdf", "").await;

        let accept = json!({ "id": case, "version": version(&officer, &case).await, "transition": "ACCEPT",
            "occurredOn": world.today(), "attachmentIds": [report, old, foreign, "nonsense"] });
        let refused = officer.mutate("recordCaseStep", accept, "").await;
        let said: Vec<_> = refused["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|error| (error["code"].as_str().unwrap(), error["path"].clone()))
            .collect();
        assert_eq!(
            said,
            [
                ("INVALID", json!(["attachmentIds", "1"])),
                ("NOT_FOUND", json!(["attachmentIds", "2"])),
                ("NOT_FOUND", json!(["attachmentIds", "3"])),
            ]
        );
        let named = json!({ "attachmentIds": [report, new, report], "documents": [] });
        world.step(&officer, &case, "ACCEPT", named).await;
        let line = last_line(&officer, &case).await;
        assert_eq!(names(&line), ["report.pdf", "new.pdf"]);
        assert_eq!(line["documents"], json!(["report.pdf", "new.pdf"]), "a file is a document");
        assert!(
            logged(&world, "recordCaseStep").await.contains(&ids::decode(&report).unwrap().1.to_string())
        );
        // Where documents are numbered, the numbers stand.
        let note = json!({ "id": case, "version": version(&officer, &case).await, "occurredOn": world.today(),
            "note": "询问", "documents": ["笔录1号"], "attachmentIds": [new] });
        officer.succeed("noteOnCase", note, "case { id }").await;
        let line = last_line(&officer, &case).await;
        assert_eq!((names(&line), &line["documents"]), (vec!["new.pdf"], &json!(["笔录1号"])));

        // What is proposed rests on its files, and so does the step that comes of it.
        let propose = json!({ "id": case, "version": version(&officer, &case).await, "transition": "FILE",
            "occurredOn": world.today(), "ground": "《商标法》", "attachmentIds": [report] });
        officer.succeed("proposeCaseStep", propose, "case { id }").await;
        assert_eq!(names(&last_line(&officer, &case).await), ["report.pdf"]);
        let seen = "query($id: ID!) { case(id: $id) { version approvals { id attachments { name } } } }";
        let seen = head.data(seen, json!({ "id": case })).await["case"].clone();
        assert_eq!(seen["approvals"][0]["attachments"], json!([{ "name": "report.pdf" }]));
        let approve = json!({ "id": seen["approvals"][0]["id"], "version": seen["version"], "occurredOn": world.today() });
        head.succeed("approveCaseStep", approve, "case { status }").await;
        let steps =
            "query($id: ID!) { case(id: $id) { events(first: 5) { transition attachments { name } } } }";
        let steps = head.data(steps, json!({ "id": case })).await["case"]["events"].clone();
        let file =
            steps.as_array().unwrap().iter().find(|line| line["transition"] == "FILE").unwrap().clone();
        assert_eq!(file["attachments"], json!([{ "name": "report.pdf" }]));

        // The history is as fixed as ever.
        for statement in
            ["UPDATE case_event_attachments SET ordinal = 9", "DELETE FROM case_event_attachments"]
        {
            let refusal = world.app.db.writer().execute_unprepared(statement).await.unwrap_err();
            assert!(refusal.to_string().contains("append-only"), "{refusal}");
        }
    });
}

#[test]
fn a_decision_is_served_by_a_file_and_goods_are_seized_on_one() {
    on_each_engine(|world| async move {
        let (officer, head) = (world.client("officer").await, world.client("head").await);
        let case = world.investigated(&head, &officer, json!({ "amount": "86000.00" })).await;
        let list = world.file(&officer, &case, "list.pdf", "").await;
        let elsewhere = world.lead(&officer, json!({})).await;
        let foreign = world.file(&officer, &elsewhere, "foreign.pdf", "").await;
        let seizure = |file: &str| {
            json!({ "caseId": case, "measure": "DETENTION", "takenOn": world.today(), "decisionNumber": "扣1号",
                "ground": "《行政强制法》", "place": "库房", "attachmentIds": [file],
                "officerIds": [world.user("officer"), world.user("officer2")],
                "goods": [{ "name": "假酒", "quantity": "12", "unit": "瓶" }] })
        };
        assert_eq!(officer.refused("recordSeizure", seizure(&foreign)).await, ["NOT_FOUND"]);
        let taken =
            officer.succeed("recordSeizure", seizure(&list), "seizure { id }").await["seizure"].clone();
        let line = last_line(&officer, &case).await;
        assert_eq!((&line["kind"], names(&line)), (&json!("SEIZURE"), vec!["list.pdf"]));
        let back = json!({ "id": taken["id"], "version": 1, "document": "还1号", "returnedOn": world.today(),
            "recipient": "店主", "attachmentIds": [list] });
        let mut wrong = back.clone();
        wrong["attachmentIds"] = json!([foreign]);
        assert_eq!(officer.refused("returnGoods", wrong).await, ["NOT_FOUND"]);
        officer.succeed("returnGoods", back, "seizure { id }").await;
        assert_eq!(names(&last_line(&officer, &case).await), ["list.pdf"]);

        world.step(&officer, &case, "SUBMIT_LEGAL_REVIEW", json!({})).await;
        world.step(&world.client("officer2").await, &case, "PASS_LEGAL_REVIEW", json!({})).await;
        world.waive_hearing(&officer, &case).await;
        let decision = world.file(&officer, &case, "decision.pdf", "").await;
        let penalty = json!({ "outcome": "PENALTY", "penalty": { "fine": "5000.00" },
            "reasonNotReferred": "情节显著轻微", "documents": [], "attachmentIds": [decision] });
        world.step(&head, &case, "DECIDE", penalty).await;
        let receipt = world.file(&officer, &case, "receipt.pdf", "").await;
        let serve =
            json!({ "id": case, "version": version(&officer, &case).await, "servedOn": world.today() });
        assert_eq!(officer.refused("serveDecision", serve.clone()).await, ["REQUIRED"]);
        let mut with = serve;
        with["attachmentIds"] = json!([receipt]);
        officer.succeed("serveDecision", with, "case { id }").await;
        let line = last_line(&officer, &case).await;
        assert_eq!((&line["kind"], names(&line)), (&json!("SERVICE"), vec!["receipt.pdf"]));
    });
}

#[test]
fn a_package_for_the_police_is_complete_by_files() {
    on_each_engine(|world| async move {
        let (officer, head) = (world.client("officer").await, world.client("head").await);
        let case = world.investigated(&head, &officer, json!({ "amount": "86000.00" })).await;
        let letter = world.file(&officer, &case, "letter.pdf", "").await;
        let report = world.file(&officer, &case, "report.pdf", "").await;
        let elsewhere = world.lead(&officer, json!({})).await;
        let foreign = world.file(&officer, &elsewhere, "foreign.pdf", "").await;
        let propose = async |file: &str| {
            json!({ "caseId": case, "version": version(&officer, &case).await,
                "departmentId": world.department("police"), "occurredOn": world.today(), "ground": "涉嫌犯罪",
                "items": [{ "kind": "TRANSFER_LETTER", "document": "移1号" },
                    { "kind": "INVESTIGATION_REPORT", "attachmentIds": [file] }] })
        };
        let refused = officer.mutate("proposePoliceReferral", propose(&foreign).await, "").await;
        assert_eq!(refused["errors"][0]["path"], json!(["items", "1", "attachmentIds", "0"]));
        let referral = officer
            .succeed("proposePoliceReferral", propose(&report).await, "referral { id }")
            .await["referral"]["id"]
            .clone();
        assert_eq!(names(&last_line(&officer, &case).await), ["report.pdf"]);
        let act = |version: i32, more: Value| {
            with(json!({ "id": referral, "version": version, "occurredOn": world.today() }), more)
        };
        head.succeed("decidePoliceReferral", act(1, json!({ "approved": true })), "referral { id }").await;
        let early = officer.refused("handOverToPolice", act(2, json!({ "documents": ["移1号"] }))).await;
        assert!(!early.is_empty(), "the list of goods is missing");
        let items = json!([{ "kind": "TRANSFER_LETTER", "document": "移1号", "attachmentIds": [letter] },
            { "kind": "INVESTIGATION_REPORT", "attachmentIds": [report] },
            { "kind": "GOODS_LIST", "attachmentIds": [report] },
            { "kind": "APPRAISAL", "reason": "权利人已鉴别" }]);
        let hand_over = act(2, json!({ "documents": ["移1号"], "items": items }));
        officer.succeed("handOverToPolice", hand_over, "referral { status }").await;
        assert_eq!(names(&last_line(&officer, &case).await), ["letter.pdf", "report.pdf"]);

        // The police see what was handed over, and open it.
        let police = world.client("police_officer").await;
        let seen = "query($id: ID!) { case(id: $id) { referrals {
            items { kind document missing attachments { name url } } } } }";
        let seen = police.data(seen, json!({ "id": case })).await["case"]["referrals"][0]["items"].clone();
        let item = |kind: &str| {
            let items = seen.as_array().unwrap();
            items.iter().find(|item| item["kind"] == kind).cloned().unwrap()
        };
        assert_eq!(item("TRANSFER_LETTER")["document"], "移1号");
        assert_eq!(item("TRANSFER_LETTER")["attachments"][0]["name"], "letter.pdf");
        let goods = item("GOODS_LIST");
        assert_eq!((&goods["document"], &goods["missing"]), (&json!("report.pdf"), &json!(false)));
        let request = Request::get(goods["attachments"][0]["url"].as_str().unwrap())
            .header(header::AUTHORIZATION, format!("Bearer {}", police.token().unwrap()))
            .body(Body::empty())
            .unwrap();
        assert_eq!(world.router.clone().oneshot(request).await.unwrap().status(), 200);
        assert_eq!(
            world
                .client("culture_officer")
                .await
                .data("query($id: ID!) { case(id: $id) { id } }", json!({ "id": case }))
                .await["case"],
            Value::Null
        );
    });
}
