//! Actions, inspections, trainings, publicity; and what everybody keeps for themselves.

use serde_json::{Value, json};
use shuangda::shared::policy::Act;
use tests::records::with;

use super::stage::{May, Recipe, Stage, recipe};

const PLANS: May = May::To(Act::PlanAction, "market");

async fn action(stage: &Stage, overrides: Value) -> String {
    stage.world.action(&stage.client("office").await, overrides).await
}

/// The input of a correction of `id`: what was recorded, without whose it is.
fn correction(id: &str, recorded: Value, more: Value) -> Value {
    let correction = json!({ "id": id, "version": 1, "reason": "核对后更正", "participantIds": [] });
    with(with(recorded, correction), more)
}

pub fn recipes() -> Vec<Recipe> {
    vec![
        recipe("planJointAction", "office", PLANS, async |stage| stage.world.action_input(json!({}))),
        recipe("reviseJointAction", "office", PLANS, async |stage| {
            let market = stage.world.department("market");
            json!({ "id": action(&stage, json!({})).await, "version": 1, "name": "春雷护农", "leadDepartmentId": market,
                "participantIds": [market], "focusRegions": [], "focusProducts": [] })
        }),
        recipe(
            "extendJointAction",
            "office",
            PLANS,
            async |stage| json!({ "id": action(&stage, json!({})).await, "version": 1, "extendedTo": "2027-01-31", "reason": "案情复杂" }),
        ),
        recipe(
            "cancelJointAction",
            "office",
            PLANS,
            async |stage| json!({ "id": action(&stage, json!({})).await, "version": 1, "reason": "上级另有部署" }),
        ),
        recipe("completeActionTask", "officer", May::To(Act::CompleteTask, "market"), async |stage| {
            let market = stage.world.department("market");
            let tasks =
                json!([{ "content": "检查农资市场", "departmentIds": [market], "dueOn": "2026-11-25" }]);
            let id = action(&stage, json!({ "tasks": tasks })).await;
            let tasks = "query($id: ID!) { jointAction(id: $id) { tasks { id } } }";
            let seen = stage.client("office").await.data(tasks, json!({ "id": id })).await;
            json!({ "id": seen["jointAction"]["tasks"][0]["id"], "completedOn": stage.world.today() })
        }),
        recipe("recordInspection", "officer", May::Own(Act::RecordInspection), async |stage| {
            stage.world.inspection_input(json!({}))
        }),
        recipe("correctInspection", "officer", May::To(Act::RecordInspection, "market"), async |stage| {
            let id = stage.world.inspection(&stage.client("officer").await, json!({})).await;
            correction(&id, stage.world.inspection_input(json!({})), json!({}))
        }),
        recipe("recordTraining", "officer", May::Own(Act::RecordOutreach), async |stage| {
            stage.world.training_input(json!({}))
        }),
        recipe("correctTraining", "officer", May::To(Act::RecordOutreach, "market"), async |stage| {
            let id = stage.world.training(&stage.client("officer").await, json!({})).await;
            let more = json!({ "audiences": [], "examHeld": false, "certificatesIssued": 0 });
            correction(&id, stage.world.training_input(json!({})), more)
        }),
        recipe("recordPublicityEvent", "officer", May::Own(Act::RecordOutreach), async |stage| {
            stage.world.publicity_event_input(json!({}))
        }),
        recipe("correctPublicityEvent", "officer", May::To(Act::RecordOutreach, "market"), async |stage| {
            let id = stage.world.publicity_event(&stage.client("officer").await, json!({})).await;
            let more = json!({ "mediaItems": 0, "televisionProgrammes": 0 });
            correction(&id, stage.world.publicity_event_input(json!({})), more)
        }),
        recipe("markNotificationsRead", "officer", May::Anybody, async |_| json!({ "all": true })),
        recipe(
            "saveView",
            "officer",
            May::Anybody,
            async |_| json!({ "list": "CASES", "name": "我的超期案件", "query": "overdue=1" }),
        ),
        recipe("removeView", "officer", May::Anybody, async |stage| {
            let view = json!({ "list": "CASES", "name": "多余的", "query": "" });
            let saved = stage.client("officer").await.succeed("saveView", view, "savedView { id }").await;
            json!({ "id": saved["savedView"]["id"] })
        }),
        recipe(
            "exportWorkSummary",
            "officer",
            May::Anybody,
            async |_| json!({ "regionCode": "430600", "period": { "from": "2026-01-01", "to": "2026-12-31" } }),
        ),
        recipe(
            "exportMonthlyReport",
            "head",
            May::Anybody,
            async |stage| json!({ "id": super::rules::owed(&stage).await["id"] }),
        ),
        recipe("exportCases", "officer", May::Anybody, async |_| json!({ "columns": ["NUMBER", "TITLE"] })),
    ]
}
