//! Documents of cases, and the templates that departments keep.

use serde_json::{Value, json};
use shuangda::shared::policy::Act;
use uuid::Uuid;

use super::stage::{May, Recipe, Stage, recipe};

const KEEPS: May = May::Own(Act::KeepDocumentTemplates);
const KEEPS_ITS: May = May::To(Act::KeepDocumentTemplates, "market");
const FILES: May = May::To(Act::FileEvidence, "market");

/// What sets the market department's code, as it stands now.
async fn code(stage: &Stage) -> Value {
    let asked = "{ viewer { user { department { version } } } }";
    let seen = stage.client("head").await.data(asked, json!({})).await;
    json!({ "code": "岳市监", "version": seen["viewer"]["user"]["department"]["version"] })
}

/// A receipt of a new lead, with what the case does not say.
async fn receipt(stage: &Stage) -> Value {
    let set = code(stage).await;
    stage.client("head").await.succeed("setDocumentCode", set, "").await;
    let case = stage.world.lead(&stage.client("officer").await, json!({})).await;
    let typed = ["送达文书", "当事人", "送达地点", "送达方式", "办案人员"]
        .map(|name| json!({ "name": name, "text": "某" }));
    json!({ "caseId": case, "template": "SERVICE_RECEIPT", "fields": typed })
}

/// A template of a code of its own.
fn template() -> Value {
    json!({ "code": format!("T{}", Uuid::new_v4().simple()), "name": "提醒函", "word": "提醒", "layout": "LETTER", "text": "请{{提醒事项}}。" })
}

pub fn recipes() -> Vec<Recipe> {
    vec![
        recipe("issueCaseDocument", "officer", FILES, async |stage| receipt(&stage).await),
        // Nobody but its head where somebody else made it; here the head made it.
        recipe("voidCaseDocument", "head", May::To(Act::ApproveCase, "market"), async |stage| {
            let input = receipt(&stage).await;
            let head = stage.client("head").await;
            let made = head.succeed("issueCaseDocument", input, "document { id version }").await;
            json!({ "id": made["document"]["id"], "version": made["document"]["version"], "reason": "打错" })
        }),
        recipe("keepDocumentTemplate", "head", KEEPS, async |_| template()),
        recipe("withdrawDocumentTemplate", "head", KEEPS_ITS, async |stage| {
            let head = stage.client("head").await;
            let kept = head.succeed("keepDocumentTemplate", template(), "template { id version }").await;
            json!({ "id": kept["template"]["id"], "version": kept["template"]["version"] })
        }),
        recipe("setDocumentCode", "head", KEEPS, async |stage| code(&stage).await),
    ]
}
