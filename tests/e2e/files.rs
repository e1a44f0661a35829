//! What is done names the files on which it rests: chosen among the case's evidence, or photographed in the
//! very dialog; and whoever reads the case opens them from there.

use image::{ImageFormat, RgbImage};
use serde_json::json;

use crate::browser::{Screen, journey};

#[test]
fn a_step_rests_on_files_that_are_chosen_or_photographed_in_its_dialog() {
    journey(|stage| async move {
        let world = &stage.world;
        let client = world.client("officer").await;
        let case = world.lead(&client, json!({})).await;
        let officer = stage.person("officer", Screen::Phone).await;
        officer.goto(&format!("/cases/{case}")).await;

        // Nothing is there yet, and nothing is demanded.
        officer.click("step-ACCEPT").await;
        officer.element("no-files").await;
        officer.click("dialog-close").await;
        world.file(&client, &case, "shouli.pdf", "").await;
        world.file(&client, &case, "goods.pdf", "").await;
        officer.goto(&format!("/cases/{case}")).await;
        officer.click("step-ACCEPT").await;
        officer.tick("attachmentIds", "shouli.pdf").await;
        officer.submit().await;
        officer.shows("status", "已受理").await;
        officer.click("tab-timeline").await;
        officer.shows("files", "shouli.pdf").await;

        // The page that the head shall approve is photographed where it lies; the form goes on from there,
        // and names no document but this.
        let folder = tempfile::tempdir().unwrap();
        let page = folder.path().join("IMG_20261118.png");
        RgbImage::new(64, 48).save_with_format(&page, ImageFormat::Png).unwrap();
        officer.click("propose-FILE").await;
        officer.fill("ground", "《中华人民共和国商标法》第五十七条第三项").await;
        officer.upload("files-camera", &page).await;
        officer.says("field-attachmentIds", "已选1件").await;
        officer.says("field-attachmentIds", "立案照片1.png").await;
        assert_eq!(officer.ticked("attachmentIds").await, ["立案照片1.png"]);
        assert!(officer.holds("ground").await.contains("第五十七条"), "what was typed stays");
        officer.submit().await;
        officer.says("approval", "待批").await;

        // The head looks at it before deciding.
        let head = stage.person("head", Screen::Desk).await;
        head.goto(&format!("/cases/{case}")).await;
        head.shows("files", "立案照片1.png").await;
        head.click("open-file").await;
        head.element("preview").await;
        head.press("dialog[open] [data-testid='dialog-close']").await;
        head.gone("dialog[open]").await;
        head.click("approve").await;
        head.submit().await;
        head.shows("status", "已立案").await;
        head.click("tab-timeline").await;
        head.says("timeline", "立案照片1.png").await;
    });
}

#[test]
fn chosen_files_survive_a_conflict_and_a_replaced_one_is_told_at_its_field() {
    journey(|stage| async move {
        let world = &stage.world;
        let (officer, head) = (world.client("officer").await, world.client("head").await);
        let case = world.lead(&officer, json!({})).await;
        world.step(&officer, &case, "ACCEPT", json!({})).await;
        world.step(&head, &case, "FILE", json!({})).await;
        let old = world.file(&officer, &case, "old.pdf", "").await;
        world.file(&officer, &case, "other.pdf", "").await;
        let person = stage.person("head", Screen::Phone).await;
        person.goto(&format!("/cases/{case}")).await;
        person.click("step-INVESTIGATE").await;
        person.tick("attachmentIds", "old.pdf").await;
        person.tick("attachmentIds", "other.pdf").await;
        person.fill("note", "赴现场调查").await;

        world.file(&officer, &case, "new.pdf", &format!("&corrects={old}&note=x")).await;
        person.send().await;
        person.says("state-conflict", "已被他人修改").await;
        assert_eq!(person.ticked("attachmentIds").await, ["other.pdf", "old.pdf"]);
        assert_eq!(person.holds("note").await, "赴现场调查");
        person.click("conflict-adopt").await;
        person.send().await;
        person.says("field-attachmentIds", "已被更正").await;
        person.find("[data-testid='file'][aria-invalid='true']").await;
        person.tick("attachmentIds", "old.pdf").await;
        assert!(!person.has("[data-testid='field-attachmentIds'] .field-error").await);
        person.submit().await;
        person.shows("status", "调查中").await;
        person.click("tab-timeline").await;
        person.shows("files", "other.pdf").await;
    });
}

#[test]
fn a_package_for_the_police_is_made_of_files_and_keeps_them() {
    journey(|stage| async move {
        let world = &stage.world;
        let (officer, head) = (world.client("officer").await, world.client("head").await);
        let case = world.lead(&officer, json!({ "amount": "86000.00" })).await;
        world.step(&officer, &case, "ACCEPT", json!({})).await;
        world.step(&head, &case, "FILE", json!({})).await;
        world.step(&head, &case, "INVESTIGATE", json!({})).await;
        world.file(&officer, &case, "letter.pdf", "").await;
        world.file(&officer, &case, "report.pdf", "").await;
        let person = stage.person("head", Screen::Desk).await;
        person.goto(&format!("/cases/{case}?tab=referrals")).await;
        person.click("refer-to-police").await;
        person.pick("departmentId", "公安局").await;
        person.fill("ground", "涉嫌销售假冒注册商标的商品罪").await;
        person.unfold("items.0.attachmentIds").await;
        person.tick("items.0.attachmentIds", "letter.pdf").await;
        person.unfold("items.1.attachmentIds").await;
        person.tick("items.1.attachmentIds", "report.pdf").await;
        person.submit().await;
        person.sees("待审批").await;
        person.click("act-APPROVE").await;
        person.submit().await;

        // What was packed once is still in it at the hand-over; what lacks is added.
        person.click("act-HAND_OVER").await;
        person.says("field-items.0.attachmentIds", "已选1件").await;
        person.fill("documents", "岳市监移〔2026〕1号").await;
        person.unfold("items.2.attachmentIds").await;
        person.tick("items.2.attachmentIds", "report.pdf").await;
        person.fill("items.3.reason", "权利人已出具鉴别意见").await;
        person.submit().await;
        person.shows("status", "已移送公安机关").await;

        let police = stage.person("police_officer", Screen::Phone).await;
        police.goto(&format!("/cases/{case}?tab=referrals")).await;
        police.press("[data-testid='package-there'] > summary").await;
        police.says("package-there", "letter.pdf").await;
        police.says("package-there", "report.pdf").await;
    });
}

impl crate::browser::Browser {
    /// Opens the folded field of files `field`.
    async fn unfold(&self, field: &str) {
        self.press(&format!("[data-testid='field-{field}'] summary")).await;
    }
}
