//! Two people act on one version of a case: one wins, the other is shown what has changed, keeps what
//! they typed, and goes on from there.

use serde_json::json;

use crate::browser::{Screen, journey};

#[test]
fn who_is_slower_is_told_and_loses_nothing_typed() {
    journey(|stage| async move {
        let (officer, head) = (stage.world.client("officer").await, stage.world.client("head").await);
        let case = stage.world.lead(&officer, json!({ "amount": "86000.00" })).await;
        stage.world.step(&officer, &case, "ACCEPT", json!({})).await;
        stage.world.step(&head, &case, "FILE", json!({})).await;
        stage.world.step(&head, &case, "INVESTIGATE", json!({})).await;
        let page = format!("/cases/{case}");
        let fast = stage.person("head", Screen::Desk).await;
        let slow = stage.person("head", Screen::Phone).await;
        fast.goto(&page).await;
        slow.goto(&page).await;

        // Both write at once; the second is a step, the first only a note.
        slow.click("step-SUSPEND").await;
        slow.fill("ground", "等待商标权利人出具鉴别意见").await;
        slow.fill("note", "已电话告知当事人").await;
        fast.click("deed-NOTE").await;
        fast.fill("note", "当事人提供进货台账").await;
        fast.submit().await;
        slow.press("dialog[open] [data-testid='submit']").await;
        slow.says("state-conflict", "已被他人修改").await;
        assert_eq!(slow.holds("ground").await, "等待商标权利人出具鉴别意见");
        assert_eq!(slow.holds("note").await, "已电话告知当事人");
        slow.click("conflict-adopt").await;
        slow.gone("[data-testid='state-conflict']").await;
        slow.submit().await;
        slow.shows("status", "已中止").await;
        slow.click("tab-timeline").await;
        slow.says("timeline", "当事人提供进货台账").await;
        slow.says("timeline", "已电话告知当事人").await;

        // What is begun anew rests on the case's version as well: nothing typed of a referral is lost.
        slow.step_back_to_investigation().await;
        fast.goto(&format!("{page}?tab=referrals")).await;
        fast.click("refer-to-police").await;
        fast.pick("departmentId", "公安局").await;
        fast.fill("ground", "涉嫌销售假冒注册商标的商品罪").await;
        fast.fill("items.0.document", "岳市监移〔2026〕1号").await;
        slow.click("assign-handlers").await;
        slow.pick("handlers", "李雷").await;
        slow.submit().await;
        fast.press("dialog[open] [data-testid='submit']").await;
        fast.says("state-conflict", "已被他人修改").await;
        assert_eq!(fast.holds("items.0.document").await, "岳市监移〔2026〕1号");
        fast.click("conflict-adopt").await;
        fast.submit().await;
        fast.sees("待审批").await;
    });
}

impl crate::browser::Browser {
    async fn step_back_to_investigation(&self) {
        self.click("step-RESUME").await;
        self.submit().await;
        self.shows("status", "调查中").await;
    }
}
