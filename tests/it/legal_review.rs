//! From which amount on a case is reviewed before its decision: dated data, and nobody's constant.

use serde_json::{Value, json};
use tests::{Client, World, on_each_engine};

const AMOUNTS: &str = "{ legalReviewAmounts { id version amount article validFrom validTo viewerCanMaintain region { name } } }";

/// A case of 60,000 yuan under investigation, of a kind without a threshold for prosecution below that.
async fn investigated(world: &World) -> String {
    let (head, officer) = (world.client("head").await, world.client("officer").await);
    let lead = json!({ "kind": "UNFAIR_COMPETITION", "amount": "60000.00" });
    world.investigated(&head, &officer, lead).await
}

async fn may_give_notice(client: &Client, case: &str) -> bool {
    const DOCUMENT: &str = "query($id: ID!) { case(id: $id) { allowedTransitions { transition allowed } } }";
    let case = client.data(DOCUMENT, json!({ "id": case })).await["case"].clone();
    let options = case["allowedTransitions"].as_array().unwrap();
    options.iter().any(|one| one["transition"] == "GIVE_NOTICE" && one["allowed"] == true)
}

#[test]
fn the_amount_in_force_on_the_day_decides() {
    on_each_engine(|world| async move {
        let (office, officer) = (world.client("office").await, world.client("officer").await);
        let case = investigated(&world).await;
        assert!(may_give_notice(&officer, &case).await, "60,000 yuan are less than 100,000");
        let known = office.data(AMOUNTS, json!({})).await["legalReviewAmounts"].clone();
        assert_eq!(
            (&known[0]["amount"], &known[0]["viewerCanMaintain"], &known[0]["region"]),
            (&json!("100000.00"), &json!(false), &Value::Null),
            "the platform's, which no office revises"
        );
        let add = |amount: &str, from: &str| {
            json!({ "amount": amount, "validFrom": from, "article": "《湖南省行政处罚法制审核办法》",
                "ground": "岳政办发〔2026〕8号" })
        };
        let county = world.client("county_office").await;
        assert_eq!(
            office.refused("addLegalReviewAmount", add("100000.01", "2026-11-18")).await,
            ["FIXED_BY_STATUTE"]
        );
        let mut groundless = add("90000.00", "2026-11-18");
        groundless["ground"] = Value::Null;
        assert_eq!(office.refused("addLegalReviewAmount", groundless).await, ["REQUIRED"]);
        office
            .succeed("addLegalReviewAmount", add("90000.00", "2026-11-18"), "legalReviewAmount { id }")
            .await;
        assert_eq!(
            office.refused("addLegalReviewAmount", add("80000.00", "2026-12-01")).await,
            ["DUPLICATE"]
        );
        let above_the_citys = county.refused("addLegalReviewAmount", add("95000.00", "2026-11-19")).await;
        assert_eq!(
            above_the_citys,
            ["FIXED_BY_STATUTE"],
            "a county asks for a review no later than its city"
        );
        let known = office.data(AMOUNTS, json!({})).await["legalReviewAmounts"].clone();
        assert_eq!(known[0]["region"]["name"], "岳阳市");
        let elsewhere = world.client("other_office").await.data(AMOUNTS, json!({})).await;
        assert_eq!(elsewhere["legalReviewAmounts"].as_array().unwrap().len(), 1, "{elsewhere}");
        let platform = json!({ "id": known[1]["id"], "version": 1, "validFrom": "2026-11-20", "amount": "50000.00",
            "article": "《湖南省行政处罚法制审核办法》" });
        assert_eq!(office.refused("reviseLegalReviewAmount", platform).await, ["FORBIDDEN"]);
        let foreign = json!({ "id": known[0]["id"], "version": 1, "validFrom": "2026-11-20", "amount": "50000.00",
            "article": "《湖南省行政处罚法制审核办法》" });
        let stranger = world.client("other_office").await;
        assert_eq!(stranger.refused("reviseLegalReviewAmount", foreign).await, ["NOT_FOUND"]);
        let revise = |id: &Value, version: i32, from: &str, amount: &str| {
            json!({ "id": id, "version": version, "validFrom": from, "amount": amount,
                "article": "《湖南省行政处罚法制审核办法》" })
        };
        let first = known[0]["id"].clone();
        for username in ["head", "officer", "leader", "county_office", "admin", "auditor"] {
            let client = world.client(username).await;
            let input = revise(&first, 1, "2026-11-20", "50000.00");
            assert_eq!(client.refused("reviseLegalReviewAmount", input).await, ["FORBIDDEN"], "{username}");
        }
        let refused = async |version: i32, from: &str, amount: &str| {
            office.refused("reviseLegalReviewAmount", revise(&first, version, from, amount)).await
        };
        assert_eq!(refused(1, "2026-11-17", "50000.00").await, ["DATE_ORDER"]);
        assert_eq!(refused(1, "2026-11-20", "0").await, ["OUT_OF_RANGE"]);
        assert_eq!(refused(5, "2026-11-20", "50000.00").await, ["CONFLICT"]);

        let input = revise(&first, 1, "2026-11-20", "50000.00");
        let shown = "legalReviewAmount { id amount validFrom validTo }";
        let next = office.succeed("reviseLegalReviewAmount", input, shown).await["legalReviewAmount"].clone();
        assert_eq!(next["validFrom"], "2026-11-20");
        let now = office.data(AMOUNTS, json!({})).await["legalReviewAmounts"].clone();
        assert_eq!((&now[1]["id"], &now[1]["validTo"]), (&first, &json!("2026-11-19")));
        assert!(may_give_notice(&officer, &case).await, "not in force yet");

        world.pass(chrono::Duration::days(2));
        let officer = world.client("officer").await;
        assert!(!may_give_notice(&officer, &case).await, "in force: the case is reviewed first");
        let version = "query($id: ID!) { case(id: $id) { version } }";
        let version = officer.data(version, json!({ "id": case })).await["case"]["version"].clone();
        let notice = json!({ "id": case, "version": version, "transition": "GIVE_NOTICE",
            "occurredOn": world.today(), "documents": ["告知书1号"] });
        assert_eq!(officer.refused("recordCaseStep", notice).await, ["ILLEGAL_TRANSITION"]);
        world.step(&officer, &case, "SUBMIT_LEGAL_REVIEW", json!({})).await;
    });
}
