//! A case on a phone, and the ways that it takes more rarely: it comes back from where it was referred, its
//! party is heard, its goods are held longer, and two people are at one clock or one pair of cases.

use serde_json::{Value, json};
use tests::{Client, World};

use crate::browser::{Screen, journey};

/// A case under investigation that 李雷 and 韩梅 handle.
async fn investigated(world: &World, overrides: Value) -> String {
    let (officer, head) = (world.client("officer").await, world.client("head").await);
    let case = world.lead(&officer, overrides).await;
    world.step(&officer, &case, "ACCEPT", json!({})).await;
    world.step(&head, &case, "FILE", json!({})).await;
    let handlers = json!([{ "userId": world.user("officer"), "lead": true },
        { "userId": world.user("officer2") }]);
    let version = version(&head, &case).await;
    let assign = json!({ "id": case, "version": version, "handlers": handlers });
    head.succeed("assignCaseHandlers", assign, "case { id }").await;
    world.step(&officer, &case, "INVESTIGATE", json!({})).await;
    case
}

async fn version(client: &Client, case: &str) -> Value {
    client.data("query($id: ID!) { case(id: $id) { version } }", json!({ "id": case })).await["case"]["version"]
        .clone()
}

#[test]
fn a_phone_shows_first_where_a_case_stands_then_what_is_next_then_its_parts() {
    journey(|stage| async move {
        let case = investigated(&stage.world, json!({})).await;
        let officer = stage.person("officer", Screen::Phone).await;
        officer.goto(&format!("/cases/{case}")).await;
        officer.shows("status", "调查中").await;
        let mut tops = Vec::new();
        for id in ["status", "due", "step-SUBMIT_LEGAL_REVIEW", "deeds", "tab-overview"] {
            tops.push(officer.top(id).await);
        }
        assert!(tops.is_sorted() && tops[4] < 600.0, "{tops:?}");
        // However far one reads, the parts stay at hand.
        officer.click("tab-timeline").await;
        officer.element("timeline").await;
        officer.scroll_down().await;
        let bar = officer.top("tab-evidence").await;
        assert!((0.0..100.0).contains(&bar), "{bar}");
    });
}

#[test]
fn a_referral_is_taken_back_and_the_case_goes_on() {
    journey(|stage| async move {
        let case = investigated(&stage.world, json!({})).await;
        let page = format!("/cases/{case}?tab=referrals");
        let officer = stage.person("officer", Screen::Phone).await;
        officer.goto(&page).await;
        officer.click("refer").await;
        officer.pick("departmentId", "文化市场").await;
        officer.fill("ground", "涉案商品为音像制品，属其职权").await;
        officer.submit().await;
        officer.shows("status", "已移送").await;
        let receiver = stage.person("culture_officer", Screen::Desk).await;
        receiver.goto(&page).await;
        receiver.shows("status", "已移送").await;
        receiver.element("act-ACCEPT").await;

        officer.click("act-TAKE_BACK").await;
        officer.send().await;
        officer.find("[data-testid='field-ground'][aria-invalid='true']").await;
        officer.fill("ground", "经核实属本局管辖").await;
        officer.submit().await;
        officer.shows("status", "调查中").await;
        officer.sees("经核实属本局管辖").await;
        assert!(!officer.has("[data-testid='act-TAKE_BACK']").await);
        officer.element("step-SUBMIT_LEGAL_REVIEW").await;

        // Who had it sees where it went, and can do nothing more with it.
        receiver.goto(&page).await;
        receiver.sees("收回").await;
        assert!(!receiver.has("[data-testid='act-ACCEPT']").await);
    });
}

#[test]
fn a_party_is_heard_before_the_decision() {
    journey(|stage| async move {
        let world = &stage.world;
        let case = investigated(world, json!({})).await;
        let officer = world.client("officer").await;
        world.step(&officer, &case, "SUBMIT_LEGAL_REVIEW", json!({})).await;
        let reviewer = world.client("officer2").await;
        world.step(&reviewer, &case, "PASS_LEGAL_REVIEW", json!({})).await;
        let officer = stage.person("officer", Screen::Phone).await;
        officer.goto(&format!("/cases/{case}")).await;
        officer.shows("status", "已告知").await;
        officer.click("step-HOLD_HEARING").await;
        officer.says("follows", "听证").await;
        officer.fill("documents", "听证笔录").await;
        officer.submit().await;
        officer.shows("status", "听证中").await;
        // Heard is heard: nothing is left to waive, and the head may decide.
        assert!(!officer.has("[data-testid='deed-WAIVE_HEARING']").await);
        officer.element("propose-DECIDE").await;
        officer.click("tab-timeline").await;
        officer.says("timeline", "听证笔录").await;
    });
}

#[test]
fn goods_are_held_longer_by_the_head_s_approval_once() {
    journey(|stage| async move {
        let world = &stage.world;
        let case = investigated(world, json!({})).await;
        let officer = world.client("officer").await;
        let input = json!({ "caseId": case, "measure": "DETENTION", "takenOn": world.today(),
            "decisionNumber": "岳市监扣〔2026〕1号", "ground": "《行政强制法》", "place": "库房",
            "officerIds": [world.user("officer"), world.user("officer2")],
            "goods": [{ "name": "假冒白酒", "quantity": "12", "unit": "瓶" }] });
        officer.succeed("recordSeizure", input, "seizure { id }").await;
        world.file(&officer, &case, "notice.pdf", "").await;
        let page = format!("/cases/{case}?tab=goods");
        let officer = stage.person("officer", Screen::Phone).await;
        officer.goto(&page).await;
        officer.sees("2026-12-18").await;
        assert!(!officer.has("[data-testid='goods-EXTEND']").await);

        let head = stage.person("head", Screen::Desk).await;
        head.goto(&page).await;
        head.click("goods-EXTEND").await;
        head.send().await;
        head.find("[data-testid='field-document'][aria-invalid='true']").await;
        head.fill("document", "岳市监延〔2026〕1号").await;
        head.fill("reason", "鉴定尚未完成，情况复杂").await;
        head.tick("attachmentIds", "notice.pdf").await;
        head.submit().await;
        head.sees("2027-01-17").await;
        assert!(!head.has("[data-testid='goods-EXTEND']").await);
        head.click("tab-timeline").await;
        head.shows("files", "notice.pdf").await;
        officer.goto(&page).await;
        officer.sees("2027-01-17").await;
    });
}

#[test]
fn an_extension_given_in_error_is_revoked() {
    journey(|stage| async move {
        let case = investigated(&stage.world, json!({})).await;
        let head = stage.person("head", Screen::Phone).await;
        head.goto(&format!("/cases/{case}?tab=clocks")).await;
        head.element("extend-clock").await;
        assert!(!head.has("[data-testid='revoke-extension']").await);
        head.click("extend-clock").await;
        head.fill("ground", "案情复杂，需调取外地进货记录").await;
        head.submit().await;
        head.sees("经批准延长30日，共120日").await;
        head.click("revoke-extension").await;
        head.send().await;
        head.find("[data-testid='field-ground'][aria-invalid='true']").await;
        head.fill("ground", "延长有误").await;
        head.submit().await;
        head.sees("撤销批准的延长30日，不计入").await;
        assert!(!head.has("[data-testid='revoke-extension']").await);
    });
}

#[test]
fn two_people_at_one_clock_are_told_of_each_other() {
    journey(|stage| async move {
        let case = investigated(&stage.world, json!({})).await;
        let page = format!("/cases/{case}?tab=clocks");
        let fast = stage.person("officer", Screen::Desk).await;
        let slow = stage.person("head", Screen::Phone).await;
        fast.goto(&page).await;
        slow.goto(&page).await;
        slow.click("extend-clock").await;
        slow.fill("ground", "案情复杂，需调取外地进货记录").await;
        slow.fill("document", "延长办案期限审批表").await;
        fast.click("stop-clock").await;
        fast.choose("reason", "APPRAISAL").await;
        fast.fill("ground", "送检鉴定").await;
        fast.submit().await;
        slow.send().await;
        slow.says("state-conflict", "已停算").await;
        assert_eq!(slow.holds("ground").await, "案情复杂，需调取外地进货记录");
        assert_eq!(slow.holds("document").await, "延长办案期限审批表");
        slow.click("conflict-adopt").await;
        slow.gone("[data-testid='state-conflict']").await;
        assert_eq!(slow.holds("ground").await, "案情复杂，需调取外地进货记录");
    });
}

#[test]
fn two_people_at_one_pair_of_cases_are_told_of_each_other() {
    journey(|stage| async move {
        let world = &stage.world;
        let market = world.client("officer").await;
        let business =
            json!({ "kind": "BUSINESS", "name": "恒昌名酒商行", "creditCode": "91350100M000100Y43" });
        let party =
            market.succeed("registerParty", business.clone(), "party { id }").await["party"]["id"].clone();
        let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
        world.lead(&market, json!({ "parties": parties })).await;
        let culture = world.client("culture_officer").await;
        culture.succeed("registerParty", business, "party { id }").await;
        world
            .lead(&culture, json!({ "title": "销售侵权音像制品案", "kind": "COPYRIGHT", "parties": parties }))
            .await;

        let fast = stage.person("office", Screen::Desk).await;
        let slow = stage.person("office", Screen::Phone).await;
        for person in [&fast, &slow] {
            person.goto("/deconflictions").await;
            person.open_row("恒昌名酒商行").await;
            person.click("propose").await;
        }
        slow.fill("ground", "建议由文化执法局牵头").await;
        fast.fill("ground", "建议由市场监管局牵头").await;
        fast.submit().await;
        slow.send().await;
        slow.says("state-conflict", "待答复").await;
        assert_eq!(slow.holds("ground").await, "建议由文化执法局牵头");
        slow.click("conflict-adopt").await;
        // One proposal waits already: the API says so, and nothing typed is gone.
        slow.send().await;
        slow.element("form-errors").await;
        assert_eq!(slow.holds("ground").await, "建议由文化执法局牵头");
    });
}
