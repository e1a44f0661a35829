//! Errors: what passes, what is hidden, and what else a response carries.

use axum::body::Body;
use http::{Method, StatusCode, header};
use serde_json::json;
use shuangda::shared::transport::{Limits, TransportConfig};

use super::support::*;

#[tokio::test]
async fn internal_errors_are_hidden_behind_an_id() {
    for (language, message) in [("en", "Something went wrong on our side"), ("zh-CN", "系统内部错误")] {
        let headers = [("content-type", JSON), ("accept-language", language), ("x-request-id", "req-7")];
        let answer = post_raw(&headers, r#"{"query": "{ broken hello }"}"#).await;
        assert!(!answer.text.contains("db-3"), "{}", answer.text);
        assert_eq!(answer.code(), "INTERNAL");
        assert_eq!(answer.extension("requestId"), "req-7");
        assert!(answer.json()["errors"][0]["message"].as_str().unwrap().starts_with(message));
        assert_eq!(answer.json()["data"], json!({ "broken": null, "hello": "你好" }));
    }
}

#[tokio::test]
async fn a_field_that_failed_is_null_where_it_was_asked_for() {
    let answer = post(GRAPHQL, json!({ "query": "{ hello x: denied things { nodes { id fails } } }" })).await;
    let expected =
        json!({ "hello": "你好", "x": null, "things": { "nodes": [{ "id": "1", "fails": null }] } });
    assert_eq!(answer.json()["data"], expected);
}

#[tokio::test]
async fn an_internal_error_has_an_id_even_when_the_request_has_none() {
    let answer = post(GRAPHQL, json!({ "query": "{ broken }" })).await;
    assert!(!answer.extension("requestId").as_str().unwrap().is_empty());
}

#[tokio::test]
async fn errors_with_a_code_pass_as_the_resolver_wrote_them() {
    let answer = post(GRAPHQL, json!({ "query": "{ denied }" })).await;
    assert_eq!(answer.code(), "UNAUTHENTICATED");
    assert_eq!(answer.json()["errors"][0]["message"], "请先登录");
}

#[tokio::test]
async fn scalars_that_do_not_parse_are_the_clients_fault() {
    let query = "query($day: NaiveDate!) { day(of: $day) }";
    let answer = post(GRAPHQL, json!({ "query": query, "variables": { "day": "2026-02-30" } })).await;
    assert_eq!(answer.code(), "BAD_USER_INPUT", "{}", answer.text);
}

#[tokio::test]
async fn a_refused_document_is_answered_with_twenty_errors_at_most() {
    let limits = Limits { root_fields: 1000, ..Limits::default() };
    let fields: Vec<_> = (0..400).map(|n| format!("unknown{n}")).collect();
    let query = format!("{{ {} }}", fields.join(" "));
    let answer =
        post_to(app(TransportConfig { limits, ..development() }), GRAPHQL, json!({ "query": query })).await;
    assert_eq!(answer.json()["errors"].as_array().unwrap().len(), 20);
}

#[tokio::test]
async fn resolvers_set_headers_and_answers_are_not_stored() {
    let answer = post(GRAPHQL, json!({ "query": "{ withHeaders }" })).await;
    let cookies: Vec<_> = answer.headers.get_all(header::SET_COOKIE).iter().collect();
    assert_eq!(cookies, ["a=1", "b=2"]);
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    assert_eq!(answer.headers[header::VARY], "accept, accept-language");
}

#[tokio::test]
async fn what_prepare_attaches_reaches_the_resolver() {
    let headers = [("content-type", JSON), ("authorization", "li-min")];
    let answer = post_raw(&headers, r#"{"query": "{ me }"}"#).await;
    assert_eq!(answer.json()["data"]["me"], "li-min");
}

#[tokio::test]
async fn what_prepare_attaches_is_of_one_request_even_when_the_document_is_cached() {
    let app = app(development());
    for name in ["a", "b", "c"] {
        let headers = [("content-type", JSON), ("authorization", name)];
        let body = r#"{"query": "query($n: Int) { me echo(number: $n) }"}"#;
        let answer = send(app.clone(), request(Method::POST, "/graphql", &headers, body)).await;
        assert_eq!(answer.json()["data"]["me"], name);
    }
}

#[tokio::test]
async fn introspection_is_for_development() {
    let query = json!({ "query": "{ __schema { types { name } } }" });
    assert_eq!(post(GRAPHQL, query.clone()).await.status, StatusCode::OK);
    let answer = post_to(app(TransportConfig::default()), GRAPHQL, query).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert_eq!(answer.code(), "GRAPHQL_VALIDATION_FAILED");
    let hidden =
        json!({ "query": "{ ...F } fragment F on Query { ... { t: __type(name: \"Thing\") { name } } }" });
    let answer = post_to(app(TransportConfig::default()), GRAPHQL, hidden).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    let typename = json!({ "query": "{ __typename }" });
    assert_eq!(post_to(app(TransportConfig::default()), GRAPHQL, typename).await.status, StatusCode::OK);
}

#[tokio::test]
async fn who_opens_the_endpoint_in_a_browser_is_sent_to_the_explorer_where_there_is_one() {
    let open = || request(Method::GET, "/graphql", &[("accept", "text/html,*/*;q=0.8")], Body::empty());
    let answer = send(app(TransportConfig { explorer: Some("/graphiql"), ..development() }), open()).await;
    assert_eq!(
        (answer.status, &answer.headers[header::LOCATION]),
        (StatusCode::SEE_OTHER, &"/graphiql".parse().unwrap())
    );
    let answer = send(app(TransportConfig::default()), open()).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

fn impatient() -> axum::Router {
    app(TransportConfig { limits: Limits { time_ms: 50, ..Limits::default() }, ..development() })
}

#[tokio::test]
async fn an_operation_that_takes_too_long_is_given_up() {
    for accept in [GRAPHQL, JSON] {
        let answer = post_to(impatient(), accept, json!({ "query": "{ slow }" })).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.code(), "TIMEOUT");
    }
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_given_up() {
    let body = Body::from_stream(futures::stream::pending::<Result<Vec<u8>, std::io::Error>>());
    let answer = send(impatient(), request(Method::POST, "/graphql", &[("content-type", JSON)], body)).await;
    assert_eq!(answer.status, StatusCode::REQUEST_TIMEOUT);
}
