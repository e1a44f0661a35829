//! Parties, departments that meet at one, and the blacklist.

use serde_json::{Value, json};
use shuangda::shared::policy::Act;
use tests::records::with;

use super::{
    cases::{decided, investigated},
    stage::{May, Recipe, Stage, recipe},
};

const DECIDES: May = May::To(Act::DecideBlacklist, "market");

async fn business(stage: &Stage, by: &str, name: &str) -> String {
    stage.world.party(&stage.client(by).await, name).await
}

async fn lead(stage: &Stage, by: &str, party: &str) -> String {
    let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
    stage.world.lead(&stage.client(by).await, json!({ "parties": parties })).await
}

/// Makes two businesses of the name one.
async fn merging(stage: &Stage, name: &str) -> Value {
    let (first, second) =
        (business(stage, "officer", name).await, business(stage, "culture_officer", name).await);
    lead(stage, "officer", &first).await;
    lead(stage, "culture_officer", &second).await;
    json!({ "id": first, "version": 1, "mergedId": second, "mergedVersion": 1, "reason": "同一商户" })
}

/// The market and the culture department meet at a business of this name; what is done about it.
async fn met(stage: &Stage, name: &str, fields: Value) -> Value {
    let office = stage.client("office").await;
    let merge = merging(stage, name).await;
    let party = office.succeed("mergeParties", merge, "party { id }").await["party"]["id"].take();
    let pairs = "query($party: ID!) { deconflictions(first: 1, filter: { partyId: $party }) { nodes { id version } } }";
    let pair = office.data(pairs, json!({ "party": party })).await["deconflictions"]["nodes"][0].take();
    with(json!({ "id": pair["id"], "version": pair["version"] }), fields)
}

fn proposal(stage: &Stage) -> Value {
    json!({ "ownerDepartmentId": stage.world.department("market"), "ground": "同一经营场所，宜联合办理" })
}

/// A business that a major case against it proposes for the blacklist, and what was done so far; answers the entry.
async fn entry(stage: &Stage, name: &str, done: &[&str]) -> Value {
    let party = business(stage, "officer", name).await;
    let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
    let case = investigated(stage, json!({ "parties": parties, "marks": ["MAJOR"] })).await;
    decided(stage, &case).await;
    let (office, officer) = (stage.client("office").await, stage.client("officer").await);
    stage.world.serve(&officer, &case).await;
    stage.world.step(&officer, &case, "ENFORCE", json!({})).await;
    stage.world.step(&officer, &case, "CLOSE", json!({ "outcome": "PENALTY" })).await;
    let entries = "{ blacklistEntries(first: 100) { nodes { id version party { id } } } }";
    let entries = office.data(entries, json!({})).await["blacklistEntries"]["nodes"].take();
    let mut entry = entries
        .as_array()
        .and_then(|entries| entries.iter().find(|entry| entry["party"]["id"] == json!(party)))
        .expect("an entry")
        .clone();
    for name in done {
        let input = decision(stage, &entry, name);
        entry = office.succeed(name, input, "entry { id version }").await["entry"].take();
    }
    entry
}

/// What each decision on an entry says.
fn decision(stage: &Stage, entry: &Value, name: &str) -> Value {
    let today = stage.world.today();
    let fields = match name {
        "giveBlacklistNotice" => json!({ "notifiedOn": today, "document": "告1号" }),
        "recordBlacklistStatement" => json!({ "statedOn": today, "statement": "无异议" }),
        "listOnBlacklist" => json!({ "listedOn": today, "document": "决1号" }),
        "publishBlacklisting" => json!({ "publishedOn": today }),
        "dismissBlacklistProposal" => json!({ "reason": "情节轻微" }),
        _ => {
            json!({ "removedOn": today, "removal": "REVOKED", "ground": "处罚决定已撤销", "document": "撤1号" })
        }
    };
    with(json!({ "id": entry["id"], "version": entry["version"] }), fields)
}

pub fn recipes() -> Vec<Recipe> {
    let mut recipes = parties();
    recipes.extend(blacklist());
    recipes
}

fn parties() -> Vec<Recipe> {
    vec![
        recipe(
            "registerParty",
            "officer",
            May::Own(Act::RegisterParty),
            async |_| json!({ "kind": "BUSINESS", "name": "恒昌名酒商行" }),
        ),
        recipe("reviseParty", "officer", May::Own(Act::RegisterParty), async |stage| {
            let id = business(&stage, "officer", "宏达五金店").await;
            json!({ "id": id, "version": 1, "name": "宏达五金店", "address": "建材市场3栋12号" })
        }),
        recipe("revealIdentityNumber", "officer", May::Own(Act::RevealIdentityNumber), async |stage| {
            let person = json!({ "kind": "PERSON", "name": "刘某", "idNumber": "11010519491231002X" });
            let registered =
                stage.client("officer").await.succeed("registerParty", person, "party { id }").await;
            let party = registered["party"]["id"].as_str().expect("an id");
            lead(&stage, "officer", party).await;
            json!({ "partyId": party, "reason": "核对送达信息" })
        }),
        recipe("mergeParties", "office", May::Own(Act::MergeParties), async |stage| {
            merging(&stage, "丰收农资经营部").await
        }),
        recipe(
            "acknowledgeDeconfliction",
            "officer",
            May::Either(Act::HandleCase, ["market", "culture"]),
            async |stage| met(&stage, "惠农种子店", json!({})).await,
        ),
        recipe(
            "proposeJointHandling",
            "office",
            May::To(Act::ProposeJointHandling, "market"),
            async |stage| met(&stage, "兴旺百货", proposal(&stage)).await,
        ),
        recipe("answerJointHandling", "head", May::To(Act::ApproveCase, "market"), async |stage| {
            let propose = met(&stage, "永盛酒业", proposal(&stage)).await;
            let office = stage.client("office").await;
            let shown = "deconfliction { version }";
            let proposed = office.succeed("proposeJointHandling", propose.clone(), shown).await;
            json!({ "id": propose["id"], "version": proposed["deconfliction"]["version"], "accept": true })
        }),
    ]
}

fn blacklist() -> Vec<Recipe> {
    const NOTICE: &str = "giveBlacklistNotice";
    const STATEMENT: &str = "recordBlacklistStatement";
    const LISTING: &str = "listOnBlacklist";
    let decisions: [(&str, &str, &[&str]); 6] = [
        (NOTICE, "甲商行", &[]),
        (STATEMENT, "乙商行", &[NOTICE]),
        (LISTING, "丙商行", &[NOTICE, STATEMENT]),
        ("publishBlacklisting", "丁商行", &[NOTICE, STATEMENT, LISTING]),
        ("dismissBlacklistProposal", "戊商行", &[]),
        ("removeFromBlacklist", "己商行", &[NOTICE, STATEMENT, LISTING]),
    ];
    let recipes = decisions.map(|(name, party, done)| {
        recipe(name, "office", DECIDES, move |stage| async move {
            let entry = entry(&stage, party, done).await;
            decision(&stage, &entry, name)
        })
    });
    recipes.into()
}
