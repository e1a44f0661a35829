//! Two people at once, and one person many times.

use std::sync::Arc;

use serde_json::json;
use tests::on_each_engine;

#[test]
fn the_same_mutation_a_hundred_times_at_once_acts_once() {
    on_each_engine(|world| async move {
        let officer = Arc::new(world.client("officer").await);
        let input =
            world.inspection_input(json!({ "idempotencyKey": "0191f2a0-0000-7000-8000-000000000001" }));
        let mut asked = Vec::new();
        for _ in 0..100 {
            let (officer, input) = (officer.clone(), input.clone());
            asked.push(tokio::spawn(async move {
                officer.succeed("recordInspection", input, "inspection { id }").await["inspection"]["id"]
                    .clone()
            }));
        }
        let mut ids = Vec::new();
        for one in asked {
            ids.push(one.await.expect("an answer").as_str().expect("an id").to_owned());
        }
        ids.dedup();
        assert_eq!(ids.len(), 1, "{ids:?}");
        let data = officer.data("{ inspections(first: 1) { totalCount } }", json!({})).await;
        assert_eq!(data["inspections"]["totalCount"], 1);
    });
}

#[test]
fn a_key_is_good_for_one_request_only() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let key = json!({ "idempotencyKey": "one" });
        world.inspection(&officer, key).await;
        let other = world.inspection_input(json!({ "idempotencyKey": "one", "place": "另一处" }));
        assert_eq!(officer.refused("recordInspection", other).await, ["IDEMPOTENCY_KEY_REUSED"]);
        // Another person's keys are their own.
        let culture = json!({
            "idempotencyKey": "one",
            "officerIds": [world.user("culture_officer"), world.user("culture_officer2")]
        });
        world.inspection(&world.client("culture_officer").await, culture).await;
    });
}

#[test]
fn of_two_who_change_the_same_version_one_wins_and_the_other_is_shown_the_present() {
    on_each_engine(|world| async move {
        let (officer, colleague) = (world.client("officer").await, world.client("officer2").await);
        let id = world.inspection(&officer, json!({})).await;
        let correction = |place: &str| {
            let mut input = world.inspection_input(
                json!({ "id": id, "version": 1, "reason": "地点写错", "place": place, "participantIds": [] }),
            );
            if let Some(fields) = input.as_object_mut() {
                fields.remove("departmentId");
            }
            input
        };
        officer.succeed("correctInspection", correction("东风广场"), "inspection { version }").await;
        let lost = colleague
            .mutate("correctInspection", correction("南湖大道"), "inspection { version place }")
            .await;
        assert_eq!(lost["errors"][0]["code"], "CONFLICT");
        assert_eq!(lost["inspection"], json!({ "version": 2, "place": "东风广场" }));
    });
}
