//! The page that tries queries, in a browser that lets it load nothing from elsewhere.

use serde_json::json;

use crate::browser::{Screen, journey};

#[test]
fn a_developer_reads_the_schema_and_tries_a_query() {
    journey(|stage| async move {
        let officer = stage.world.client("officer").await;
        stage.world.lead(&officer, json!({})).await;
        let developer = stage.browser(Screen::Desk).await;
        developer.goto("/graphiql").await;
        developer.sees("所有类型").await;

        // What is read leads to a query that can be asked as it is.
        developer.type_into("#search", "qqqq").await;
        developer.sees("没有找到").await;
        developer.press("#trail button").await;
        developer.press("#docs li button").await;
        developer.sees("type Query").await;
        developer.type_into("#token", officer.token().unwrap()).await;
        developer
            .run(
                "for (const item of document.querySelectorAll('#docs li')) {
            if (item.textContent.startsWith('cases(')) [...item.querySelectorAll('button')].at(-1).click();
        }",
            )
            .await;
        let query = developer.run("return document.getElementById('query').value").await;
        assert!(query.as_str().unwrap().starts_with("query Cases($first: Int"), "{query}");
        developer.press("#run").await;
        developer.sees("200 ·").await;
        let answer = developer.run("return document.getElementById('answer').textContent").await;
        let answer: serde_json::Value = serde_json::from_str(answer.as_str().unwrap()).unwrap();
        assert_eq!(answer["data"]["cases"]["nodes"].as_array().map(Vec::len), Some(1), "{answer:#}");
        assert!(answer.get("errors").is_none(), "{answer:#}");

        // What was asked is remembered, and the token is not.
        let kept = developer.run("return JSON.stringify(sessionStorage)").await;
        let kept = kept.as_str().unwrap();
        assert!(kept.contains("query Cases") && !kept.contains(officer.token().unwrap()), "{kept}");
    });
}
