//! Seized goods, and cases under the office's supervision.

use serde_json::{Value, json};
use shuangda::shared::policy::Act;
use tests::records::with;

use super::{
    cases::{decided, investigated},
    stage::{May, Recipe, Stage, recipe},
};

const HANDLES: May = May::To(Act::HandleCase, "market");
const SUPERVISES: May = May::To(Act::SuperviseCase, "market");

fn seizure(stage: &Stage, case: &str, measure: &str) -> Value {
    json!({ "caseId": case, "measure": measure, "takenOn": stage.world.today(),
        "decisionNumber": "岳市监扣〔2026〕1号", "ground": "《行政强制法》第二十二条", "place": "建材市场3栋库房",
        "officerIds": [stage.world.user("officer"), stage.world.user("officer2")],
        "goods": [{ "name": "假冒白酒", "quantity": "12", "unit": "瓶", "value": "3600.00" }] })
}

async fn seized(stage: &Stage, case: &str, measure: &str) -> Value {
    let input = seizure(stage, case, measure);
    stage.client("officer").await.succeed("recordSeizure", input, "seizure { id }").await["seizure"]["id"]
        .take()
}

/// What is done with all that was detained in a new case.
async fn detained(stage: &Stage, fields: Value) -> Value {
    let case = investigated(stage, json!({})).await;
    let id = seized(stage, &case, "DETENTION").await;
    with(json!({ "id": id, "version": 1, "document": "文书1号" }), fields)
}

async fn supervision(stage: &Stage) -> Value {
    let case = stage.world.lead(&stage.client("officer").await, json!({})).await;
    json!({ "caseId": case, "document": "岳双打督〔2026〕1号", "ground": "案情重大", "requirements": "从快办理",
        "listedOn": stage.world.today(), "deadlineOn": "2026-12-31", "reportEveryDays": 7 })
}

/// What is done in the supervision of a new case.
async fn supervised(stage: &Stage, fields: Value) -> Value {
    let input = supervision(stage).await;
    let payload = stage.client("office").await.succeed("superviseCase", input, "supervision { id }").await;
    with(json!({ "id": payload["supervision"]["id"], "version": 1 }), fields)
}

pub fn recipes() -> Vec<Recipe> {
    let mut recipes = goods();
    recipes.extend(supervisions());
    recipes
}

fn goods() -> Vec<Recipe> {
    vec![
        recipe("recordSeizure", "officer", HANDLES, async |stage| {
            let case = investigated(&stage, json!({})).await;
            seizure(&stage, &case, "DETENTION")
        }),
        recipe("extendSeizure", "head", May::To(Act::ApproveCase, "market"), async |stage| {
            detained(&stage, json!({ "approvedOn": stage.world.today(), "reason": "案情复杂" })).await
        }),
        recipe("convertPreservation", "officer", HANDLES, async |stage| {
            let case = investigated(&stage, json!({})).await;
            json!({ "id": seized(&stage, &case, "PRESERVATION").await, "version": 1, "measure": "SEALING",
                "convertedOn": stage.world.today(), "decisionNumber": "岳市监封〔2026〕2号", "ground": "《行政强制法》" })
        }),
        recipe("returnGoods", "officer", HANDLES, async |stage| {
            detained(&stage, json!({ "returnedOn": stage.world.today(), "recipient": "恒昌商行" })).await
        }),
        recipe("confiscateGoods", "officer", HANDLES, async |stage| {
            let case = investigated(&stage, json!({})).await;
            let id = seized(&stage, &case, "DETENTION").await;
            decided(&stage, &case).await;
            let officer = stage.client("officer").await;
            stage.world.serve(&officer, &case).await;
            stage.world.step(&officer, &case, "ENFORCE", json!({})).await;
            json!({ "id": id, "version": 1, "confiscatedOn": stage.world.today(), "document": "文书1号" })
        }),
        recipe("destroyGoods", "officer", HANDLES, async |stage| {
            let fields = json!({ "ofConfiscated": false, "destroyedOn": stage.world.today(), "place": "焚烧厂",
                "ground": "易腐", "witnesses": ["张三", "李四"] });
            detained(&stage, fields).await
        }),
        recipe("transferGoods", "officer", HANDLES, async |stage| {
            let case = investigated(&stage, json!({})).await;
            let id = seized(&stage, &case, "DETENTION").await;
            let officer = stage.client("officer").await;
            let refer = json!({ "caseId": case, "version": stage.version(&officer, "case", &case).await,
                "regionName": "长沙市", "occurredOn": stage.world.today(), "ground": "违法行为发生在长沙市" });
            officer.succeed("referCaseToRegion", refer, "").await;
            json!({ "id": id, "version": 1, "transferredOn": stage.world.today(), "document": "文书1号",
                "recipient": "长沙市市场监督管理局" })
        }),
    ]
}

fn supervisions() -> Vec<Recipe> {
    vec![
        recipe("superviseCase", "office", SUPERVISES, async |stage| supervision(&stage).await),
        recipe("reportSupervisionProgress", "officer", HANDLES, async |stage| {
            supervised(&stage, json!({ "reportedOn": stage.world.today(), "content": "已查明上游" })).await
        }),
        recipe("urgeSupervision", "office", SUPERVISES, async |stage| {
            supervised(&stage, json!({ "content": "请按期报告进展" })).await
        }),
        recipe("extendSupervision", "office", SUPERVISES, async |stage| {
            supervised(&stage, json!({ "deadlineOn": "2027-01-31", "reason": "等待检验结论" })).await
        }),
        recipe("revokeSupervisionExtension", "office", SUPERVISES, async |stage| {
            let extend =
                supervised(&stage, json!({ "deadlineOn": "2027-01-31", "reason": "等待检验" })).await;
            stage.client("office").await.succeed("extendSupervision", extend.clone(), "").await;
            json!({ "id": extend["id"], "version": 2, "reason": "延期系误操作" })
        }),
        recipe("releaseSupervision", "office", SUPERVISES, async |stage| {
            supervised(&stage, json!({ "releasedOn": stage.world.today(), "conclusion": "已查清" })).await
        }),
    ]
}
