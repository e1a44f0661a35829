//! Cases handed over: to another department, to another region, to the police and back.

use serde_json::{Value, json};
use shuangda::shared::policy::Act;
use tests::records::with;

use super::{
    cases::investigated,
    stage::{May, Recipe, Stage, recipe},
};

const SENDS: May = May::To(Act::HandleCase, "market");
/// Whoever receives a case answers; what was answered on paper, whoever sent it records.
const RECEIVES: May = May::Either(Act::HandleCase, ["culture", "market"]);
const POLICE: May = May::Either(Act::HandleCase, ["police", "market"]);

/// How far a referral to the police has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stand {
    Proposed,
    Approved,
    HandedOver,
    Filed,
    Declined,
    Reconsidered,
    DeclinedAgain,
}

fn items() -> Value {
    json!([{ "kind": "TRANSFER_LETTER", "document": "移1号" },
        { "kind": "INVESTIGATION_REPORT", "document": "报告" },
        { "kind": "GOODS_LIST", "document": "清单" },
        { "kind": "APPRAISAL", "reason": "已鉴别" }])
}

/// The input that sends a new lead somewhere.
async fn sending(stage: &Stage, fields: Value) -> Value {
    let case = stage.world.lead(&stage.client("officer").await, json!({})).await;
    let input = json!({ "caseId": case, "version": 1, "occurredOn": stage.world.today(), "ground": "管辖" });
    with(input, fields)
}

fn to_culture(stage: &Stage) -> Value {
    json!({ "departmentId": stage.world.department("culture") })
}

/// What is done with a lead that was sent to the culture department.
async fn sent(stage: &Stage, fields: Value) -> Value {
    let input = sending(stage, to_culture(stage)).await;
    let officer = stage.client("officer").await;
    let payload = officer.succeed("referCaseToDepartment", input, "referral { id version }").await;
    of(stage, &payload["referral"], fields)
}

fn of(stage: &Stage, referral: &Value, fields: Value) -> Value {
    let input =
        json!({ "id": referral["id"], "version": referral["version"], "occurredOn": stage.world.today() });
    with(input, fields)
}

async fn proposing(stage: &Stage) -> Value {
    let case = investigated(stage, json!({ "amount": "86000.00" })).await;
    let version = stage.version(&stage.client("officer").await, "case", &case).await;
    json!({ "caseId": case, "version": version, "departmentId": stage.world.department("police"),
        "occurredOn": stage.world.today(), "ground": "涉嫌犯罪", "items": items() })
}

/// What is done with a referral to the police that has come so far.
async fn at(stage: &Stage, stand: Stand, fields: Value) -> Value {
    let (officer, head) = (stage.client("officer").await, stage.client("head").await);
    let police = stage.client("police_officer").await;
    const SHOWN: &str = "referral { id version }";
    let input = proposing(stage).await;
    let mut referral = officer.succeed("proposePoliceReferral", input, SHOWN).await["referral"].take();
    let declined = json!({ "filed": false, "ground": "情节轻微", "documents": ["不立1号"] });
    let filed = json!({ "filed": true, "documents": ["立1号"] });
    let ask = json!({ "ground": "数额已达", "documents": ["复1号"] });
    let letter = json!({ "documents": ["移1号"] });
    for (by, name, done, reached) in [
        (&head, "decidePoliceReferral", json!({ "approved": true }), stand >= Stand::Approved),
        (&officer, "handOverToPolice", letter, stand >= Stand::HandedOver),
        (&police, "answerPoliceReferral", filed, stand == Stand::Filed),
        (&police, "answerPoliceReferral", declined.clone(), stand >= Stand::Declined),
        (&officer, "requestPoliceReconsideration", ask, stand >= Stand::Reconsidered),
        (&police, "answerPoliceReconsideration", declined, stand >= Stand::DeclinedAgain),
    ] {
        if reached {
            referral = by.succeed(name, of(stage, &referral, done), SHOWN).await["referral"].take();
        }
    }
    of(stage, &referral, fields)
}

pub fn recipes() -> Vec<Recipe> {
    let mut recipes = among_departments();
    recipes.extend(to_the_police());
    recipes
}

fn among_departments() -> Vec<Recipe> {
    vec![
        recipe("referCaseToDepartment", "officer", SENDS, async |stage| {
            sending(&stage, to_culture(&stage)).await
        }),
        recipe("referCaseToRegion", "officer", SENDS, async |stage| {
            sending(&stage, json!({ "regionName": "长沙市" })).await
        }),
        recipe("acceptReferral", "culture_officer", RECEIVES, async |stage| {
            sent(&stage, json!({ "documents": ["函1号"] })).await
        }),
        recipe("returnReferral", "culture_officer", RECEIVES, async |stage| {
            sent(&stage, json!({ "ground": "不属本部门管辖", "documents": ["函1号"] })).await
        }),
        recipe("takeBackReferral", "officer", SENDS, async |stage| {
            sent(&stage, json!({ "ground": "误送" })).await
        }),
    ]
}

fn to_the_police() -> Vec<Recipe> {
    vec![
        recipe("proposePoliceReferral", "officer", SENDS, async |stage| proposing(&stage).await),
        recipe("completeReferralPackage", "officer", SENDS, async |stage| {
            at(&stage, Stand::Proposed, json!({ "items": items() })).await
        }),
        recipe("decidePoliceReferral", "head", May::To(Act::ApproveCase, "market"), async |stage| {
            at(&stage, Stand::Proposed, json!({ "approved": true })).await
        }),
        recipe("handOverToPolice", "officer", SENDS, async |stage| {
            at(&stage, Stand::Approved, json!({ "documents": ["移1号"] })).await
        }),
        recipe("notePoliceReferralComplex", "police_officer", POLICE, async |stage| {
            at(&stage, Stand::HandedOver, json!({ "ground": "案情复杂", "documents": ["函1号"] })).await
        }),
        recipe("answerPoliceReferral", "police_officer", POLICE, async |stage| {
            at(&stage, Stand::HandedOver, json!({ "filed": true, "documents": ["立1号"] })).await
        }),
        recipe("requestPoliceReconsideration", "officer", SENDS, async |stage| {
            at(&stage, Stand::Declined, json!({ "ground": "数额已达", "documents": ["复1号"] })).await
        }),
        recipe("answerPoliceReconsideration", "police_officer", POLICE, async |stage| {
            at(&stage, Stand::Reconsidered, json!({ "filed": true, "documents": ["立1号"] })).await
        }),
        recipe("returnPoliceFile", "police_officer", POLICE, async |stage| {
            at(&stage, Stand::Declined, json!({ "documents": ["退1号"] })).await
        }),
        recipe("suggestProsecutorialSupervision", "officer", SENDS, async |stage| {
            at(&stage, Stand::DeclinedAgain, json!({ "ground": "应当立案", "documents": ["建1号"] })).await
        }),
        recipe("handOverGoodsToPolice", "officer", SENDS, async |stage| {
            at(&stage, Stand::Filed, json!({ "documents": ["交1号"] })).await
        }),
    ]
}
