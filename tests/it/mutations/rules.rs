//! The rules and the calendar that a region keeps for itself.

use serde_json::{Value, json};
use shuangda::shared::policy::Act;

use super::stage::{May, Recipe, Stage, recipe};

const ADDS: May = May::Own(Act::MaintainRules);
const KEEPS: May = May::To(Act::MaintainRules, "office");

fn clock_rule(kind: &str, length: i32) -> Value {
    json!({ "kind": kind, "unit": "WORKING_DAYS", "length": length, "article": "《岳阳市行政执法提速办法》第三条",
        "ground": "岳双打办〔2026〕1号", "validFrom": "2026-11-18" })
}

fn review_amount(amount: &str, from: &str) -> Value {
    json!({ "amount": amount, "validFrom": from, "article": "《湖南省行政处罚法制审核办法》", "ground": "岳政办发〔2026〕8号" })
}

fn blacklist_rule(name: &str, penalties: i32) -> Value {
    json!({ "name": name, "article": "《商标法》第六十条第二款", "ground": "《湖南省知识产权保护和促进条例》",
        "penalties": penalties, "months": 60, "caseKinds": ["TRADEMARK"], "listedMonths": 36 })
}

fn indicator_words(name: &str) -> Value {
    json!({ "group": "INSPECTION", "name": name, "unit": "家次", "definition": "检查中立案调查的经营单位家次。" })
}

fn indicator(name: &str) -> Value {
    let counts = json!({ "counts": { "measure": "PREMISES_VISIT", "details": ["CASE_OPENED"] } });
    tests::records::with(indicator_words(name), counts)
}

fn threshold(amount: &str) -> Value {
    json!({ "caseKind": "TRADEMARK", "crime": "假冒注册商标罪", "criminalArticle": "刑法第二百一十三条",
        "measure": "AMOUNT", "amount": amount, "article": "湘检会〔2026〕2号第三条", "ground": "湘检会〔2026〕2号",
        "validFrom": "2026-11-01" })
}

/// Adds a rule with `mutation`; answers it, as the payload's `field` shows it.
async fn added(stage: &Stage, mutation: &str, input: Value, field: &str) -> Value {
    let shown = format!("{field} {{ id version }}");
    stage.client("office").await.succeed(mutation, input, &shown).await[field].take()
}

/// A case of the market department's whose limit has long run out: the point that it costs.
async fn lost_point(stage: &Stage) -> Value {
    let head = stage.client("head").await;
    let case = stage.world.lead(&head, json!({ "receivedOn": "2026-08-03" })).await;
    stage.world.step(&head, &case, "ACCEPT", json!({ "occurredOn": "2026-08-04" })).await;
    json!({ "caseId": case, "indicator": "CASES_DUE", "ground": "鉴定机构延误" })
}

const WRITES: May = May::Own(Act::WriteOfficeDocument);
const WRITES_ITS: May = May::To(Act::WriteOfficeDocument, "office");

fn bulletin(sections: Value) -> Value {
    json!({ "kind": "BULLETIN", "title": "工作动态", "period": { "from": "2026-01-01", "to": "2026-11-30" }, "sections": sections })
}

/// A bulletin's id and version, as a draft.
async fn begun(stage: &Stage) -> Value {
    let office = stage.client("office").await;
    office.succeed("writeOfficeDocument", bulletin(json!([])), "document { id version }").await["document"]
        .take()
}

const RECEIVES: May = May::Own(Act::ReceiveMonthlyReports);

fn month() -> Value {
    json!({ "month": "2026-11-18", "dueOn": "2026-12-31" })
}

/// The market department's report of the month, opened where it is not.
pub async fn owed(stage: &Stage) -> Value {
    stage.client("office").await.succeed("openReportingMonth", month(), "").await;
    let asked = "{ monthlyReports(first: 1) { nodes { id version } } }";
    stage.client("head").await.data(asked, json!({})).await["monthlyReports"]["nodes"][0].take()
}

pub fn recipes() -> Vec<Recipe> {
    vec![
        recipe("appealLostPoint", "head", May::Own(Act::AppealLostPoint), async |stage| {
            lost_point(&stage).await
        }),
        recipe(
            "decideLostPointAppeal",
            "office",
            May::To(Act::DecideLostPointAppeal, "market"),
            async |stage| {
                let input = lost_point(&stage).await;
                let raised = stage.client("head").await;
                let raised = raised.succeed("appealLostPoint", input, "appeal { id version }").await;
                json!({ "id": raised["appeal"]["id"], "version": raised["appeal"]["version"], "upheld": true,
                    "decision": "延误属实" })
            },
        ),
        recipe("writeOfficeDocument", "office", WRITES, async |_| bulletin(json!([]))),
        recipe("reviseOfficeDocument", "office", WRITES_ITS, async |stage| {
            let begun = begun(&stage).await;
            let named = json!({ "id": begun["id"], "version": begun["version"] });
            let mut input =
                tests::records::with(bulletin(json!([{ "text": "执法检查{{执法检查}}次。" }])), named);
            input.as_object_mut().expect("an input").remove("kind");
            input
        }),
        recipe("issueOfficeDocument", "office", WRITES_ITS, async |stage| begun(&stage).await),
        recipe("acknowledgeOfficeDocument", "head", May::Own(Act::AnswerOfficeDocument), async |stage| {
            let begun = begun(&stage).await;
            stage.client("office").await.succeed("issueOfficeDocument", begun.clone(), "").await;
            json!({ "id": begun["id"] })
        }),
        recipe(
            "offerBulletinItem",
            "head",
            May::Own(Act::AnswerOfficeDocument),
            async |_| json!({ "title": "查获假酒", "text": "当事人已被立案。" }),
        ),
        recipe(
            "exportOfficeDocument",
            "office",
            May::Anybody,
            async |stage| json!({ "id": begun(&stage).await["id"] }),
        ),
        recipe("openReportingMonth", "office", RECEIVES, async |_| month()),
        recipe("reviseMonthlyReport", "head", May::To(Act::FillMonthlyReport, "market"), async |stage| {
            let report = owed(&stage).await;
            json!({ "id": report["id"], "version": report["version"], "corrections": [], "zerosConfirmed": true })
        }),
        recipe(
            "recordMonthlyReportAct",
            "head",
            May::To(Act::SubmitMonthlyReport, "market"),
            async |stage| {
                let report = owed(&stage).await;
                let stated = json!({ "id": report["id"], "version": report["version"], "corrections": [],
                    "zerosConfirmed": true, "remark": "已核对" });
                let stated = stage
                    .client("head")
                    .await
                    .succeed("reviseMonthlyReport", stated, "report { version }")
                    .await;
                json!({ "id": report["id"], "version": stated["report"]["version"], "act": "SUBMIT" })
            },
        ),
        recipe("addClockRule", "office", ADDS, async |_| clock_rule("LEAD_VERIFICATION", 10)),
        recipe("reviseClockRule", "office", KEEPS, async |stage| {
            let rule = added(&stage, "addClockRule", clock_rule("APPROVAL", 10), "rule").await;
            json!({ "id": rule["id"], "version": rule["version"], "unit": "WORKING_DAYS", "length": 5,
                "article": "《审批制度》第二条", "ground": "岳双打办〔2026〕4号" })
        }),
        recipe("saveCalendarYear", "office", ADDS, async |_| {
            json!({ "year": 2026, "version": 0, "notice": "岳政发〔2026〕6号", "publishedOn": "2026-11-18",
                "spans": [{ "rest": true, "from": "2026-12-01", "to": "2026-12-01", "name": "龙舟节" }] })
        }),
        recipe("addIndicator", "office", ADDS, async |_| indicator("重点市场检查")),
        recipe("reviseIndicator", "office", KEEPS, async |stage| {
            let indicator = added(&stage, "addIndicator", indicator("专业市场检查"), "indicator").await;
            let mut input = indicator_words("专业市场检查家次");
            input["id"] = indicator["id"].clone();
            input["version"] = indicator["version"].clone();
            input
        }),
        recipe("addLegalReviewAmount", "office", ADDS, async |_| review_amount("90000.00", "2026-11-18")),
        recipe("reviseLegalReviewAmount", "office", KEEPS, async |stage| {
            let amounts = "{ legalReviewAmounts { id version region { name } } }";
            let amounts = stage.client("office").await.data(amounts, json!({})).await;
            let amounts = amounts["legalReviewAmounts"].as_array().expect("amounts").clone();
            let own = amounts.into_iter().find(|amount| amount["region"]["name"] == "岳阳市");
            let own = own.expect("what was added before");
            tests::records::with(
                review_amount("80000.00", "2026-11-20"),
                json!({ "id": own["id"], "version": own["version"] }),
            )
        }),
        recipe(
            "addBlacklistRule",
            "office",
            ADDS,
            async |_| json!({ "validFrom": "2026-11-19", "text": blacklist_rule("五年内再次受到行政处罚", 2) }),
        ),
        recipe("reviseBlacklistRule", "office", KEEPS, async |stage| {
            let input =
                json!({ "validFrom": "2026-11-20", "text": blacklist_rule("五年内三次受到行政处罚", 3) });
            let rule = added(&stage, "addBlacklistRule", input, "rule").await;
            json!({ "id": rule["id"], "version": rule["version"], "validFrom": "2026-11-20",
                "text": blacklist_rule("五年内四次受到行政处罚", 4) })
        }),
        recipe("endBlacklistRule", "office", KEEPS, async |stage| {
            let input =
                json!({ "validFrom": "2026-11-18", "text": blacklist_rule("五年内五次受到行政处罚", 5) });
            let rule = added(&stage, "addBlacklistRule", input, "rule").await;
            json!({ "id": rule["id"], "version": rule["version"], "validTo": "2026-11-30" })
        }),
    ]
}

/// Thresholds for prosecution, which provinces alone add: for a world whose office is the province's.
pub fn of_a_province() -> Vec<Recipe> {
    vec![
        recipe("addProsecutionThreshold", "office", ADDS, async |_| threshold("35000.00")),
        recipe("confirmProsecutionThreshold", "office", KEEPS, async |stage| {
            let added = added(&stage, "addProsecutionThreshold", threshold("34000.00"), "threshold").await;
            json!({ "id": added["id"], "version": added["version"], "article": "湘检会〔2026〕2号第四条" })
        }),
        recipe("endProsecutionThreshold", "office", KEEPS, async |stage| {
            let added = added(&stage, "addProsecutionThreshold", threshold("33000.00"), "threshold").await;
            json!({ "id": added["id"], "version": added["version"], "validTo": "2026-12-31" })
        }),
    ]
}
