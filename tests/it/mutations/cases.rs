//! A case's record, its steps and deeds, and its clocks.

use serde_json::{Value, json};
use shuangda::shared::policy::Act;
use tests::records::with;

use super::stage::{May, Recipe, Stage, recipe};

const HANDLES: May = May::To(Act::HandleCase, "market");
const APPROVES: May = May::To(Act::ApproveCase, "market");

async fn lead(stage: &Stage, overrides: Value) -> String {
    stage.world.lead(&stage.client("officer").await, overrides).await
}

async fn filed(stage: &Stage) -> String {
    stage.world.filed(&stage.client("head").await, &stage.client("officer").await, json!({})).await
}

pub async fn investigated(stage: &Stage, overrides: Value) -> String {
    stage.world.investigated(&stage.client("head").await, &stage.client("officer").await, overrides).await
}

/// Has an investigated case reviewed.
async fn reviewed(stage: &Stage, case: &str) {
    stage.world.step(&stage.client("officer").await, case, "SUBMIT_LEGAL_REVIEW", json!({})).await;
    stage.world.step(&stage.client("officer2").await, case, "PASS_LEGAL_REVIEW", json!({})).await;
}

/// Brings an investigated case to its decision by the head: a fine, and the goods are confiscated.
pub async fn decided(stage: &Stage, case: &str) {
    reviewed(stage, case).await;
    stage.world.waive_hearing(&stage.client("officer").await, case).await;
    let penalty =
        json!({ "outcome": "PENALTY", "penalty": { "fine": "5000.00", "confiscatedGoods": "侵权商品" } });
    stage.world.step(&stage.client("head").await, case, "DECIDE", penalty).await;
}

/// What is done to the case now, with these fields.
async fn of(stage: &Stage, case: &str, fields: Value) -> Value {
    let version = stage.version(&stage.client("officer").await, "case", case).await;
    with(json!({ "id": case, "version": version }), fields)
}

/// What is done to the clock of the case's decision now, with these fields.
async fn of_clock(stage: &Stage, case: &str, fields: Value) -> Value {
    let clocks = "query($id: ID!) { case(id: $id) { clocks { id kind version } } }";
    let seen = stage.client("officer").await.data(clocks, json!({ "id": case })).await;
    let clocks = seen["case"]["clocks"].as_array().expect("clocks").clone();
    let clock = clocks.into_iter().find(|clock| clock["kind"] == "CASE_DECISION").expect("its clock");
    let today = json!({ "id": clock["id"], "version": clock["version"], "occurredOn": stage.world.today(),
        "ground": "送检鉴定" });
    with(today, fields)
}

async fn stop(stage: &Stage, case: &str) {
    let input = of_clock(stage, case, json!({ "reason": "APPRAISAL" })).await;
    stage.client("officer").await.succeed("stopClock", input, "").await;
}

/// A step that the officer proposes and the head is to approve or return.
async fn proposed(stage: &Stage, fields: Value) -> Value {
    let case = lead(stage, json!({})).await;
    stage.world.step(&stage.client("officer").await, &case, "ACCEPT", json!({})).await;
    let propose = json!({ "transition": "FILE", "occurredOn": stage.world.today(), "ground": "《商标法》" });
    let propose = of(stage, &case, propose).await;
    stage.client("officer").await.succeed("proposeCaseStep", propose, "").await;
    let seen = "query($id: ID!) { case(id: $id) { version approvals { id } } }";
    let seen = stage.client("head").await.data(seen, json!({ "id": case })).await["case"].take();
    with(json!({ "id": seen["approvals"][0]["id"], "version": seen["version"] }), fields)
}

pub fn recipes() -> Vec<Recipe> {
    let mut recipes = record();
    recipes.extend(deeds());
    recipes.extend(clocks());
    recipes
}

fn record() -> Vec<Recipe> {
    vec![
        recipe("registerLead", "officer", May::Own(Act::HandleCase), async |stage| {
            stage.world.lead_input(json!({}))
        }),
        recipe("reviseCase", "officer", HANDLES, async |stage| {
            let case = lead(&stage, json!({})).await;
            let fields = json!({ "title": "侵犯著作权案", "kind": "COPYRIGHT", "marks": [], "focusAreas": [], "parties": [] });
            of(&stage, &case, fields).await
        }),
        recipe("recordCaseStep", "officer", HANDLES, async |stage| {
            let case = lead(&stage, json!({})).await;
            of(&stage, &case, json!({ "transition": "ACCEPT", "occurredOn": stage.world.today() })).await
        }),
        recipe("assignCaseHandlers", "head", APPROVES, async |stage| {
            let case = filed(&stage).await;
            let handlers = json!([{ "userId": stage.world.user("officer2"), "lead": true }]);
            of(&stage, &case, json!({ "handlers": handlers })).await
        }),
        recipe("addCoHandler", "head", APPROVES, async |stage| {
            let case = filed(&stage).await;
            let county = stage.world.department("county_market");
            of(&stage, &case, json!({ "departmentId": county, "since": stage.world.today() })).await
        }),
        recipe("proposeCaseStep", "officer", HANDLES, async |stage| {
            let case = lead(&stage, json!({})).await;
            stage.world.step(&stage.client("officer").await, &case, "ACCEPT", json!({})).await;
            let fields =
                json!({ "transition": "FILE", "occurredOn": stage.world.today(), "ground": "《商标法》" });
            of(&stage, &case, fields).await
        }),
        recipe("approveCaseStep", "head", APPROVES, async |stage| {
            proposed(&stage, json!({ "occurredOn": stage.world.today() })).await
        }),
        recipe("returnCaseStep", "head", APPROVES, async |stage| {
            proposed(&stage, json!({ "reason": "补充笔录" })).await
        }),
    ]
}

fn deeds() -> Vec<Recipe> {
    let informant = || json!({ "informant": { "name": "刘举报", "telephone": "13900001111" } });
    vec![
        recipe("waiveHearing", "officer", HANDLES, async |stage| {
            let case = investigated(&stage, json!({})).await;
            reviewed(&stage, &case).await;
            of(&stage, &case, json!({ "waivedOn": stage.world.today(), "documents": ["放弃听证声明"] })).await
        }),
        recipe("serveDecision", "officer", HANDLES, async |stage| {
            let case = investigated(&stage, json!({})).await;
            decided(&stage, &case).await;
            of(&stage, &case, json!({ "servedOn": stage.world.today(), "documents": ["送达回证"] })).await
        }),
        recipe("publishPenalty", "officer", HANDLES, async |stage| {
            let case = investigated(&stage, json!({})).await;
            decided(&stage, &case).await;
            let officer = stage.client("officer").await;
            stage.world.serve(&officer, &case).await;
            let draft = "query($id: ID!) { case(id: $id) { publicationDraft } }";
            let draft = officer.data(draft, json!({ "id": case })).await["case"]["publicationDraft"].take();
            of(&stage, &case, json!({ "publishedOn": stage.world.today(), "text": draft })).await
        }),
        recipe("tellInformant", "officer", HANDLES, move |stage| async move {
            let case = lead(&stage, with(informant(), json!({ "source": "COMPLAINT" }))).await;
            stage.world.step(&stage.client("officer").await, &case, "DECLINE", json!({})).await;
            of(&stage, &case, json!({ "toldOn": stage.world.today() })).await
        }),
        recipe(
            "revealInformant",
            "officer",
            May::To(Act::ReadInformant, "market"),
            move |stage| async move { json!({ "id": lead(&stage, informant()).await, "reason": "核实线索" }) },
        ),
        recipe("markTypicalCase", "office", May::To(Act::MarkTypicalCase, "market"), async |stage| {
            let case = filed(&stage).await;
            let fields = json!({ "typical": true, "markedOn": stage.world.today(), "ground": "手段典型" });
            of(&stage, &case, fields).await
        }),
        recipe("noteOnCase", "officer", May::To(Act::ContributeToCase, "market"), async |stage| {
            let case = filed(&stage).await;
            of(&stage, &case, json!({ "occurredOn": stage.world.today(), "note": "询问店主" })).await
        }),
    ]
}

fn clocks() -> Vec<Recipe> {
    vec![
        recipe("stopClock", "officer", HANDLES, async |stage| {
            let case = filed(&stage).await;
            of_clock(&stage, &case, json!({ "reason": "APPRAISAL" })).await
        }),
        recipe("resumeClock", "officer", HANDLES, async |stage| {
            let case = filed(&stage).await;
            stop(&stage, &case).await;
            of_clock(&stage, &case, json!({ "reason": "APPRAISAL" })).await
        }),
        recipe("extendClock", "head", APPROVES, async |stage| {
            let case = filed(&stage).await;
            of_clock(&stage, &case, json!({})).await
        }),
        recipe("revokeClockExtension", "head", APPROVES, async |stage| {
            let case = filed(&stage).await;
            let extend = of_clock(&stage, &case, json!({})).await;
            stage.client("head").await.succeed("extendClock", extend, "").await;
            of_clock(&stage, &case, json!({})).await
        }),
    ]
}
