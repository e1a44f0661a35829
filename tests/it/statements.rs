//! The number of statements does not grow with the number of rows.

use serde_json::json;
use tests::{Client, World, on_each_engine};

const PAGES: [(&str, &str); 7] = [
    (
        "cases",
        "{ cases(first: 50) { totalCount nodes { id number department { name region { name } } action { name }
           parties { role party { name } } handlers { person { displayName } } coHandlers { name }
           events(first: 3) { transition actor { displayName } } } } }",
    ),
    (
        "inspections",
        "{ inspections(first: 50) { totalCount nodes { id department { name } departments { name } action { name }
           officers { person { displayName department { name } } } premises { name party { name } } } } }",
    ),
    ("trainings", "{ trainings(first: 50) { totalCount nodes { id department { name } departments { name } audiences { people } } } }"),
    ("publicityEvents", "{ publicityEvents(first: 50) { totalCount nodes { id department { name } departments { name } } } }"),
    (
        "jointActions",
        "{ jointActions(first: 50) { totalCount nodes { id leadDepartment { name } participants { name }
           tasks { content departments { name } } } } }",
    ),
    ("parties", "{ parties(first: 50) { totalCount nodes { id name region { name } } } }"),
    (
        "dashboard",
        "{ dashboard { openCases months { accepted } departments { department { name } open }
           attention { subject { __typename ... on Case { number department { name } } } } } }",
    ),
];

async fn fill(world: &World, rounds: usize) {
    let (office, officer) = (world.client("office").await, world.client("officer").await);
    let culture = world.department("culture");
    for round in 0..rounds {
        let action = world
            .action(&office, json!({ "tasks": [{ "content": "联合检查", "departmentIds": [world.department("market")] }] }))
            .await;
        let party = world.party(&officer, &format!("第{round}商行")).await;
        let inspection = json!({
            "actionId": action,
            "participantIds": [culture],
            "premises": [
                { "name": format!("第{round}商行"), "partyId": party, "result": "NO_ISSUE" },
                { "name": "宏达五金店", "result": "RECTIFY_ON_SPOT" }
            ]
        });
        world.inspection(&officer, inspection).await;
        let parties = json!([{ "partyId": party, "role": "RESPONDENT" }]);
        let case = world.lead(&officer, json!({ "actionId": action, "parties": parties })).await;
        world.step(&officer, &case, "ACCEPT", json!({})).await;
        world
            .training(
                &officer,
                json!({ "participantIds": [culture], "audiences": [{ "kind": "PUBLIC", "people": 60 }] }),
            )
            .await;
        world.publicity_event(&officer, json!({ "participantIds": [culture] })).await;
    }
}

async fn statements(world: &World, client: &Client) -> Vec<u64> {
    let mut counts = Vec::new();
    for (_, document) in PAGES {
        let before = world.app.db.statements();
        client.data(document, json!({})).await;
        counts.push(world.app.db.statements() - before);
    }
    counts
}

#[test]
fn a_page_of_many_costs_the_statements_of_a_page_of_few() {
    on_each_engine(|world| async move {
        let client = world.client("office").await;
        fill(&world, 2).await;
        let few = statements(&world, &client).await;
        fill(&world, 43).await;
        let many = statements(&world, &client).await;
        for (((name, _), few), many) in PAGES.iter().zip(&few).zip(&many) {
            assert!(*few > 0 && many <= few, "{name}: {few} statements for 2 rows, {many} for 45");
            assert!(*many <= 14, "{name}: {many} statements");
        }
    });
}
