//! Saved views: one's own, replaced by name, bounded.

use serde_json::json;
use tests::{Client, on_each_engine};

async fn names(client: &Client, list: &str) -> Vec<String> {
    let document = format!("{{ savedViews(list: {list}) {{ name query }} }}");
    let data = client.data(&document, json!({})).await;
    let views = data["savedViews"].as_array().unwrap();
    views
        .iter()
        .map(|view| format!("{}?{}", view["name"].as_str().unwrap(), view["query"].as_str().unwrap()))
        .collect()
}

#[test]
fn a_view_is_its_owner_s_alone_and_one_of_the_same_name_replaces_it() {
    on_each_engine(|world| async move {
        let (officer, colleague) = (world.client("officer").await, world.client("officer2").await);
        let save = |query: &str| json!({ "list": "CASES", "name": " 我的超期案件 ", "query": query });
        let saved = officer.succeed("saveView", save("overdue=1"), "savedView { id list }").await;
        officer.succeed("saveView", save("overdue=1&sort=DUE_ON"), "").await;
        assert_eq!(names(&officer, "CASES").await, ["我的超期案件?overdue=1&sort=DUE_ON"]);
        assert!(names(&officer, "INSPECTIONS").await.is_empty());
        assert!(names(&colleague, "CASES").await.is_empty());

        let id = saved["savedView"]["id"].clone();
        assert_eq!(colleague.refused("removeView", json!({ "id": id })).await, ["NOT_FOUND"]);
        officer.succeed("removeView", json!({ "id": id }), "removed").await;
        assert!(names(&officer, "CASES").await.is_empty());
        assert_eq!(officer.refused("removeView", json!({ "id": id })).await, ["NOT_FOUND"]);
    });
}

#[test]
fn a_view_needs_a_name_and_there_are_thirty_at_most() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        let save = |name: String, query: String| json!({ "list": "CASES", "name": name, "query": query });
        assert_eq!(officer.refused("saveView", save("  ".into(), String::new())).await, ["REQUIRED"]);
        let (name, query) = ("名".repeat(31), "x".repeat(2001));
        assert_eq!(officer.refused("saveView", save(name, query)).await, ["OUT_OF_RANGE", "OUT_OF_RANGE"]);
        for number in 0..30 {
            officer.succeed("saveView", save(format!("筛选{number}"), String::new()), "").await;
        }
        assert_eq!(officer.refused("saveView", save("多一个".into(), String::new())).await, ["OUT_OF_RANGE"]);
        officer.succeed("saveView", save("筛选7".into(), "open=1".into()), "").await;
    });
}
