//! The head sets what numbers begin with; the officer makes a notice of what the case says and what is asked, sees it as it will be,
//! and it lies among the case's files; one made in error is void and stays in the register.

use serde_json::json;

use crate::browser::{Screen, journey};

#[test]
fn a_notice_is_made_numbered_filed_and_made_void() {
    journey(|stage| async move {
        let (head, officer) = (stage.world.client("head").await, stage.world.client("officer").await);
        let party = stage.world.party(&officer, "岳阳市宏达五金店").await;
        let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
        let case = stage.world.investigated(&head, &officer, json!({ "parties": parties })).await;

        // Nothing is numbered before the department has a code: the page says so, and leads to where it is set.
        let officer = stage.person("officer", Screen::Phone).await;
        officer.goto(&format!("/cases/{case}?tab=documents")).await;
        officer.says("uncoded", "机关代字").await;
        assert!(officer.has("[data-testid='make-INQUIRY_NOTICE']:disabled").await);
        let head = stage.person("head", Screen::Desk).await;
        head.goto("/case-documents/templates").await;
        head.sees("行政处罚决定书").await;
        head.click("code").await;
        head.fill("code", "岳市监").await;
        head.submit().await;
        head.sees("岳市监").await;

        // What the case says is there; what it does not say is asked, each field by its name.
        officer.goto(&format!("/cases/{case}?tab=documents")).await;
        officer.click("make-INQUIRY_NOTICE").await;
        officer.says("preview", "岳阳市宏达五金店").await;
        officer.says("preview", "【询问地点】").await;
        officer.shows("next-number", "岳市监询通〔2026〕1号").await;
        officer.fill("fields.询问时间", "2026年11月20日上午9时").await;
        officer.fill("fields.询问地点", "市局302室").await;
        officer.says("preview", "市局302室").await;
        officer.send().await;
        officer.sees("请填写“携带材料”").await;
        officer.fill("fields.携带材料", "营业执照").await;
        officer.fill("fields.联系电话", "0730-8888888").await;
        officer.submit().await;
        officer.says("row", "岳市监询通〔2026〕1号").await;
        officer.goto(&format!("/cases/{case}?tab=evidence")).await;
        officer.says("evidence-row", "询问通知书岳市监询通〔2026〕1号.docx").await;

        head.goto(&format!("/cases/{case}?tab=documents")).await;
        head.click("void").await;
        head.fill("reason", "询问时间写错").await;
        head.submit().await;
        head.says("row", "已作废").await;
        head.goto("/case-documents").await;
        head.says("row", "询问时间写错").await;
        head.sees("销售侵犯注册商标专用权白酒案").await;

        // The department writes a template of its own.
        head.goto("/case-documents/templates").await;
        head.click("keep").await;
        head.fill("word", "甲").await;
        head.submit().await;
        head.says("row", "本部门").await;
    });
}
