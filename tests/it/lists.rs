//! Lists: pages that neither skip nor repeat, cursors that belong, fragments that find.

use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};
use shuangda::shared::db::{Database, DatabaseOptions};
use tests::{Client, Engine, World, on_each_engine};

async fn page(client: &Client, arguments: &str) -> Value {
    let document = format!(
        "{{ cases({arguments}) {{ edges {{ cursor node {{ id number }} }} pageInfo {{ hasNextPage hasPreviousPage endCursor startCursor }} }} }}"
    );
    client.data(&document, json!({})).await["cases"].clone()
}

fn numbers(page: &Value) -> Vec<String> {
    page["edges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edge| edge["node"]["number"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn pages_forwards_and_backwards_neither_skip_nor_repeat() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        for _ in 0..7 {
            world.lead(&officer, json!({})).await;
        }
        for order in ["RECEIVED_ON", "DUE_ON", "NUMBER"] {
            for direction in ["ASC", "DESC"] {
                let sorted = format!("orderBy: {{ field: {order}, direction: {direction} }}");
                let all = numbers(&page(&officer, &format!("first: 100, {sorted}")).await);
                assert_eq!(all.len(), 7);
                let (mut forwards, mut after) = (Vec::new(), String::new());
                loop {
                    let found = page(&officer, &format!("first: 3, {sorted}{after}")).await;
                    forwards.extend(numbers(&found));
                    if found["pageInfo"]["hasNextPage"] == false {
                        break;
                    }
                    after = format!(", after: {}", found["pageInfo"]["endCursor"]);
                }
                assert_eq!(forwards, all, "{sorted}");
                let (mut backwards, mut before) = (Vec::new(), String::new());
                loop {
                    let found = page(&officer, &format!("last: 3, {sorted}{before}")).await;
                    backwards.splice(0..0, numbers(&found));
                    if found["pageInfo"]["hasPreviousPage"] == false {
                        break;
                    }
                    before = format!(", before: {}", found["pageInfo"]["startCursor"]);
                }
                assert_eq!(backwards, all, "{sorted} backwards");
            }
        }
    });
}

/// How often PostgreSQL followed a plan that it keeps for whatever values, of ten times with the same statement.
async fn kept_plans(connection: &impl ConnectionTrait) -> i64 {
    let select = "SELECT count(*) FROM cases WHERE status = $1";
    for _ in 0..10 {
        let statement =
            Statement::from_sql_and_values(connection.get_database_backend(), select, ["FILED".into()]);
        connection.query_one_raw(statement).await.unwrap();
    }
    let plans = "SELECT sum(generic_plans)::bigint AS n FROM pg_prepared_statements WHERE statement = $1";
    let plans = Statement::from_sql_and_values(connection.get_database_backend(), plans, [select.into()]);
    connection.query_one_raw(plans).await.unwrap().unwrap().try_get("", "n").unwrap()
}

/// A list's values decide whether an index in its order, or one that leaves few, is the better one.
#[test]
fn a_list_is_planned_for_its_values() {
    on_each_engine(async |world: World| {
        if world.engine == Engine::Sqlite {
            // It plans when a statement is prepared, and knows no other way.
            return;
        }
        let url = world.database.url.clone();
        // One connection each, so that a statement is always the one prepared before.
        let db =
            Database::connect(&DatabaseOptions { url, read_url: None, max_connections: 1 }).await.unwrap();
        assert_eq!(kept_plans(&db.lists).await, 0);
        assert!(kept_plans(&db.read).await > 0, "nothing was kept, so this test says nothing");
    });
}

#[test]
fn a_page_must_be_bounded_and_its_cursor_must_be_the_list_s_own() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        world.lead(&officer, json!({})).await;
        let by_number = page(&officer, "first: 1, orderBy: { field: NUMBER, direction: ASC }").await;
        let foreign = format!("first: 1, after: {}", by_number["pageInfo"]["endCursor"]);
        for arguments in
            ["first: 0", "first: 101", "last: -1", "first: 1, last: 1", "first: 1, after: \"x\"", &foreign]
        {
            let document = format!("{{ cases({arguments}) {{ nodes {{ id }} }} }}");
            let answer = officer.ask(&document, json!({})).await;
            assert_eq!(answer.body["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{arguments}");
        }
        let unbounded = officer.ask("{ cases { nodes { id } } }", json!({})).await;
        assert_eq!(unbounded.body["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    });
}

#[test]
fn a_fragment_of_two_characters_finds_wherever_it_stands() {
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        world.lead(&officer, json!({ "title": "岳阳恒昌名酒商行销售假冒ＡＢＣ牌白酒案" })).await;
        world.lead(&officer, json!({ "title": "南湖大道书店侵犯著作权案", "summary": null })).await;
        for (fragment, found) in [
            ("恒昌", 1),
            ("名酒商行", 1),
            ("牌白", 1),
            ("书店", 1),
            ("案", 2),
            ("昌", 1),
            ("abc", 1),
            ("ＡＢ", 1),
            (" 恒昌 白酒 ", 1),
            ("昌恒", 0),
            ("恒酒", 0),
            ("恒昌书店", 0),
            (" \u{3000}", 2),
            ("'\" OR 1=1 --", 0),
        ] {
            let document =
                "query($word: String!) { cases(first: 10, filter: { search: $word }) { totalCount } }";
            let data = officer.data(document, json!({ "word": fragment })).await;
            assert_eq!(data["cases"]["totalCount"], found, "{fragment}");
        }
    });
}
