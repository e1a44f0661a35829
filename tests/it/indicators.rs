//! Indicators as data: what is entered with records and what is counted of goods comes back and opens to its records; a
//! region's office adds its own, looks at what they would count, and they are counted for all of the past, there and
//! below, and nowhere else.

use futures::future::join_all;
use serde_json::{Value, json};
use tests::{Client, World, on_each_engine, records::with};

use crate::work_summary::assert_opens_to_its_records;

const FIGURES: &str = "query($region: String!, $period: DateRangeInput!) {
    workSummary(regionCode: $region, period: $period) { figures { indicator label unit value atLeast } } }";

fn about(world: &World, region: &str) -> Value {
    json!({ "region": region, "period": { "from": "2026-01-01", "to": world.today() } })
}

/// The figures of the city's year so far.
async fn figures(world: &World, client: &Client, region: &str) -> Vec<Value> {
    let data = client.data(FIGURES, about(world, region)).await;
    data["workSummary"]["figures"].as_array().expect("figures").clone()
}

async fn figure(world: &World, client: &Client, region: &str, name: &str) -> Option<Value> {
    let figures = figures(world, client, region).await;
    figures.into_iter().find(|figure| figure["indicator"] == name || figure["label"] == name)
}

/// The figure of the city is this, and opens to its records.
async fn assert_is(world: &World, office: &Client, name: &str, value: &str, at_least: bool) {
    let found = figure(world, office, "430600", name).await.unwrap_or_else(|| panic!("no figure {name}"));
    assert_eq!((&found["value"], &found["atLeast"]), (&json!(value), &json!(at_least)), "{name}");
    assert_opens_to_its_records(office, &about(world, "430600"), &found).await;
}

/// The id of the indicator with this code.
async fn indicator(client: &Client, code: &str) -> Value {
    let data = client.data("{ indicators { id code } }", json!({})).await;
    let found = data["indicators"].as_array().unwrap().iter().find(|row| row["code"] == code).cloned();
    found.unwrap_or_else(|| panic!("no indicator {code}"))["id"].take()
}

async fn amounts(client: &Client, entered: &[(&str, i64, bool)]) -> Value {
    let mut amounts = Vec::new();
    for (code, value, at_least) in entered {
        let id = indicator(client, code).await;
        amounts.push(json!({ "indicatorId": id, "value": value, "atLeast": at_least }));
    }
    json!(amounts)
}

#[test]
fn what_offices_publish_can_be_entered_and_read_back_to_its_records() {
    on_each_engine(|world| async move {
        let (office, officer) = (world.client("office").await, world.client("officer").await);
        let with_event = [
            ("LEAFLETS", 3_000, true),
            ("BANNERS", 12, false),
            ("BOARDS", 8, false),
            ("BOOKLETS", 400, false),
            ("GUIDES", 150, false),
            ("DESKS", 3, false),
            ("ONLINE_CONSULTATIONS", 27, false),
        ];
        let with_training = [("PILOT_COMPANIES", 5, false), ("COACHING_VISITS", 9, true)];
        let with_outing =
            [("SELF_CHECKS", 31, false), ("ECOMMERCE_LINKS", 14, false), ("ECOMMERCE_OPINIONS", 6, false)];
        let event = json!({ "amounts": amounts(&officer, &with_event).await });
        let event = world.publicity_event(&officer, event).await;
        let people = json!({ "value": 60, "atLeast": true });
        let training = json!({ "amounts": amounts(&officer, &with_training).await, "companies": people });
        world.training(&officer, training).await;
        world.inspection(&officer, json!({ "amounts": amounts(&officer, &with_outing).await })).await;
        for (code, value, at_least) in with_event.iter().chain(&with_training).chain(&with_outing) {
            assert_is(&world, &office, code, &value.to_string(), *at_least).await;
        }
        assert_is(&world, &office, "TRAINING_COMPANIES", "60", true).await;

        // The record shows them, and a correction replaces them.
        let shown = "query($id: ID!) { publicityEvent(id: $id) { version amounts { indicator { code unit } quantity { value } } } }";
        let data = officer.data(shown, json!({ "id": event })).await;
        assert_eq!(data["publicityEvent"]["amounts"].as_array().map(Vec::len), Some(with_event.len()));
        let correction = with(
            world.publicity_event_input(json!({
                "participantIds": [], "mediaItems": 0, "televisionProgrammes": 0,
                "amounts": amounts(&officer, &[("LEAFLETS", 2_000, false)]).await
            })),
            json!({ "id": event, "version": 1, "reason": "数量写错" }),
        );
        officer.succeed("correctPublicityEvent", correction, "").await;
        assert_is(&world, &office, "LEAFLETS", "2000", false).await;
        assert_is(&world, &office, "BANNERS", "0", false).await;

        let leaflets = indicator(&officer, "LEAFLETS").await;
        let refused = async |amounts: Value| {
            let input = world.publicity_event_input(json!({ "amounts": amounts }));
            officer.refused("recordPublicityEvent", input).await
        };
        let amount = |id: &Value, value: i64| json!({ "indicatorId": id, "value": value });
        assert_eq!(refused(json!([amount(&leaflets, 1), amount(&leaflets, 2)])).await, ["DUPLICATE"]);
        assert_eq!(refused(json!([amount(&leaflets, -1)])).await, ["OUT_OF_RANGE"]);
        let self_made = indicator(&officer, "CASES_ACCEPTED").await;
        assert_eq!(
            refused(json!([amount(&self_made, 1)])).await,
            ["NOT_FOUND"],
            "it is counted, not entered"
        );
        world.figures_are_right().await;
    });
}

#[test]
fn goods_are_counted_when_they_are_taken_and_when_they_are_destroyed() {
    on_each_engine(|world| async move {
        let (office, head) = (world.client("office").await, world.client("head").await);
        let officer = world.client("officer").await;
        let case = world.investigated(&head, &officer, json!({})).await;
        let seizure = json!({
            "caseId": case, "measure": "DETENTION", "takenOn": world.today(), "decisionNumber": "岳市监扣〔2026〕1号",
            "ground": "《行政强制法》第二十二条", "place": "建材市场3栋库房",
            "officerIds": [world.user("officer"), world.user("officer2")],
            "goods": [
                { "name": "假冒白酒", "quantity": "12", "unit": "瓶", "value": "3600.00" },
                { "name": "假冒 白酒", "quantity": "2", "unit": "箱", "value": "1000.00" },
                { "name": "散装白酒", "quantity": "30.125", "unit": "公斤", "value": "0.10" },
            ]
        });
        let made = officer.succeed("recordSeizure", seizure, "seizure { id version }").await;
        assert_is(&world, &office, "SEIZURES", "1", false).await;
        assert_is(&world, &office, "SEIZED_KINDS", "3", false).await;
        assert_is(&world, &office, "SEIZED_VALUE", "4600.10", false).await;
        assert_is(&world, &office, "DESTROYED_ITEMS", "0", false).await;
        let burnt = json!({ "id": made["seizure"]["id"], "version": made["seizure"]["version"], "document": "文书1号",
            "ofConfiscated": false, "ground": "《产品质量法》", "destroyedOn": world.today(), "place": "垃圾焚烧厂", "witnesses": ["张三", "李四"] });
        officer.succeed("destroyGoods", burnt, "").await;
        assert_is(&world, &office, "DESTROYED_ITEMS", "14", false).await;
        assert_is(&world, &office, "DESTROYED_KILOGRAMS", "30", true).await;
        assert_is(&world, &office, "DESTROYED_VALUE", "4600.10", false).await;
        assert_is(&world, &office, "DESTROYED_KINDS", "3", false).await;
        world.figures_are_right().await;
    });
}

fn seized_premises() -> Value {
    json!({ "group": "INSPECTION", "name": "查扣物品的经营单位", "unit": "家次",
        "definition": "检查中查扣物品的经营单位家次。",
        "counts": { "measure": "PREMISES_VISIT", "details": ["SEIZED"] } })
}

#[test]
fn an_office_adds_an_indicator_which_is_counted_for_the_past_while_people_record() {
    on_each_engine(|world| async move {
        let office = world.client("office").await;
        let officer = world.client("officer").await;
        let outing = |result: &str| json!({ "inspectedOn": "2026-03-02", "premises": [{ "name": "宏达五金店", "result": result }] });
        world.inspection(&officer, outing("SEIZED")).await;
        world.inspection(&officer, outing("NO_ISSUE")).await;

        const PREVIEW: &str = "query($period: DateRangeInput!, $counts: IndicatorCountsInput!) {
            indicatorPreview(period: $period, counts: $counts) { value countedBy
                records(first: 10) { totalCount edges { countedOn node { __typename } } } } }";
        let asked = json!({ "period": about(&world, "")["period"], "counts": seized_premises()["counts"] });
        let preview = &office.data(PREVIEW, asked.clone()).await["indicatorPreview"];
        assert_eq!((&preview["value"], &preview["records"]["totalCount"]), (&json!("1"), &json!(1)));
        assert_eq!(preview["records"]["edges"][0]["countedOn"], "2026-03-02");
        assert_eq!(officer.data(PREVIEW, asked).await["indicatorPreview"], Value::Null);

        // Sixteen outings are recorded at once, and beside them the office adds the indicator.
        let record = (0..16).map(|_| world.inspection(&officer, outing("SEIZED")));
        let add = office.succeed(
            "addIndicator",
            seized_premises(),
            "indicator { id code version region { name } }",
        );
        let (_, added) = futures::join!(join_all(record), add);
        let added = &added["indicator"];
        assert_eq!((&added["code"], &added["region"]["name"]), (&json!("430600-1"), &json!("岳阳市")));
        assert_is(&world, &office, "430600-1", "17", false).await;

        // It holds in the county below, and nowhere else.
        let county = world.client("county_office").await;
        assert_eq!(figure(&world, &county, "430621", "430600-1").await.unwrap()["value"], "0");
        let elsewhere = world.client("other_office").await;
        let listed = "{ indicators { code } }";
        let known = elsewhere.data(listed, json!({})).await.to_string();
        assert!(known.contains("CASES_ACCEPTED") && !known.contains("430600-1"));
        let node = "query($id: ID!) { node(id: $id) { id } }";
        assert_eq!(elsewhere.data(node, json!({ "id": added["id"] })).await["node"], Value::Null);

        // A second of the name is refused, with what can't be counted.
        assert_eq!(office.refused("addIndicator", seized_premises()).await, ["DUPLICATE"]);
        let nonsense =
            json!({ "name": "其他", "counts": { "measure": "PREMISES_VISIT", "details": ["PENALTY"] } });
        assert_eq!(office.refused("addIndicator", with(seized_premises(), nonsense)).await, ["INVALID"]);
        let none = json!({ "name": "其他", "counts": null });
        assert_eq!(office.refused("addIndicator", with(seized_premises(), none)).await, ["REQUIRED"]);
        let both = json!({ "name": "其他", "enteredWith": ["TRAINING"] });
        assert_eq!(office.refused("addIndicator", with(seized_premises(), both)).await, ["REQUIRED"]);

        // Ended, it stays in the summaries of its time.
        let mut words = seized_premises();
        words.as_object_mut().unwrap().remove("counts");
        let ended =
            with(words, json!({ "id": added["id"], "version": added["version"], "validTo": "2026-06-30" }));
        assert_eq!(county.refused("reviseIndicator", ended.clone()).await, ["FORBIDDEN"]);
        office.succeed("reviseIndicator", ended.clone(), "").await;
        assert_eq!(office.refused("reviseIndicator", ended).await, ["CONFLICT"]);
        assert_is(&world, &office, "430600-1", "17", false).await;
        let today = json!({ "region": "430600", "period": { "from": "2026-07-01", "to": world.today() } });
        let shown = office.data(FIGURES, today).await.to_string();
        assert!(!shown.contains("430600-1"));
    });
}

#[test]
fn an_offices_own_amounts_are_entered_by_who_owes_them() {
    on_each_engine(|world| async move {
        let (office, officer) = (world.client("office").await, world.client("officer").await);
        let culture = world.client("culture_officer").await;
        let own = json!({ "group": "PUBLICITY", "name": "发放环保袋", "unit": "个", "definition": "宣传活动中发放环保袋的个数。",
            "enteredWith": ["PUBLICITY_EVENT"], "owedBy": ["MARKET_REGULATION"] });
        let id = office.succeed("addIndicator", own, "indicator { id }").await["indicator"]["id"].take();
        let offered = "{ indicators(enteredWith: PUBLICITY_EVENT) { id } }";
        let offers = async |client: &Client| {
            client.data(offered, json!({})).await["indicators"]
                .as_array()
                .unwrap()
                .iter()
                .any(|row| row["id"] == id)
        };
        assert!(offers(&officer).await && !offers(&culture).await);
        let amount = json!({ "amounts": [{ "indicatorId": id, "value": 80, "atLeast": true }] });
        world.publicity_event(&officer, amount.clone()).await;
        let input = world.publicity_event_input(amount);
        assert_eq!(culture.refused("recordPublicityEvent", input).await, ["NOT_FOUND"]);
        assert_is(&world, &office, "发放环保袋", "80", true).await;
    });
}
