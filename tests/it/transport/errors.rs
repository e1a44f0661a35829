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
async fn what_fails_is_null_at_the_nearest_parent_that_may_be() {
    let thing = json!({ "id": "1" });
    for (query, data) in [
        // The field itself, alone in its object or not.
        ("{ this { fails } }", json!({ "this": { "fails": null } })),
        ("{ this { id fails } }", json!({ "this": { "id": "1", "fails": null } })),
        // The object around it, however many may not be null between.
        ("{ maybe: this { maybe { id must } } }", json!({ "maybe": { "maybe": null } })),
        ("{ this { id maybe { this { this { must } } } } }", json!({ "this": { "id": "1", "maybe": null } })),
        (
            "{ this { maybe { ...F } } } fragment F on Thing { x: this { y: must } }",
            json!({ "this": { "maybe": null } }),
        ),
        // Nothing but the data itself.
        ("{ hello this { must } }", json!(null)),
        ("{ hello things { nodes { must } } }", json!(null)),
        // Lists whose items may be null, or only the list, or neither.
        ("{ this { some { id } } }", json!({ "this": { "some": [thing, null, null] } })),
        ("{ this { allOrNone { id } id } }", json!({ "this": { "allOrNone": null, "id": "1" } })),
        ("{ this { maybe { id all { id } } } }", json!({ "this": { "maybe": null } })),
        ("{ hello this { all { id } } }", json!(null)),
        (
            "{ this { some { maybe { must } } } }",
            json!({ "this": { "some": [{ "maybe": null }, null, null] } }),
        ),
        ("{ this { some { must } } }", json!({ "this": { "some": [null, null, null] } })),
        // Rows that go to the answer as the database wrote them.
        ("{ this { id row { id } } }", json!({ "this": { "id": "1", "row": null } })),
        ("{ this { maybe { rows { id } } } }", json!({ "this": { "maybe": null } })),
    ] {
        let answer = post(GRAPHQL, json!({ "query": query })).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(!answer.json()["errors"].as_array().unwrap().is_empty());
        assert_eq!(answer.json()["data"], data, "{query}: {}", answer.text);
    }
}

#[tokio::test]
async fn a_document_that_does_not_parse_is_told_where() {
    for (document, line, column, zh, en) in [
        (
            "{\n  hello(\n}",
            3,
            1,
            "查询语法错误：第3行第1列：此处不应有“}”。",
            "Syntax error in line 3, column 1: \"}\" is not expected here.",
        ),
        (
            "{ 你好 }",
            1,
            3,
            "查询语法错误：第1行第3列：此处不应有“你”。",
            "Syntax error in line 1, column 3: \"你\" is not expected here.",
        ),
        (
            "{ hello",
            1,
            8,
            "查询语法错误：第1行第8列：此处内容不完整。",
            "Syntax error in line 1, column 8: something is missing here.",
        ),
    ] {
        for (language, message) in [("zh-CN", zh), ("en", en)] {
            let headers = [("content-type", JSON), ("accept-language", language)];
            let answer = post_raw(&headers, json!({ "query": document }).to_string()).await;
            let error = &answer.json()["errors"][0];
            assert_eq!(error["message"], message);
            assert_eq!(error["locations"], json!([{ "line": line, "column": column }]));
            assert_eq!(error["extensions"]["code"], "GRAPHQL_PARSE_FAILED");
        }
    }
}

/// What Apollo's, urql's and Relay's clients of persisted queries send first, and the answer on which they send the
/// document: 200, and a message and a code that they compare.
#[tokio::test]
async fn a_digest_instead_of_a_document_is_answered_so_that_clients_go_on() {
    let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": "ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38" } });
    let written = extensions.to_string();
    for accept in [GRAPHQL, JSON] {
        let posted = post(accept, json!({ "operationName": null, "extensions": extensions })).await;
        for answer in [posted, get(accept, &[("extensions", &written), ("variables", "{}")]).await] {
            assert_eq!(answer.status, StatusCode::OK);
            assert_eq!(answer.json()["errors"][0]["message"], "PersistedQueryNotSupported");
            assert_eq!(answer.code(), "PERSISTED_QUERY_NOT_SUPPORTED");
        }
        let whole = post(accept, json!({ "query": "{ hello }", "extensions": extensions })).await;
        assert_eq!(whole.json(), json!({ "data": { "hello": "你好" } }));
        let nothing = post(accept, json!({ "extensions": {} })).await;
        assert_eq!((nothing.status, nothing.code().as_str()), (StatusCode::BAD_REQUEST, "BAD_REQUEST"));
    }
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
