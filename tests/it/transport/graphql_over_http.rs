//! What the GraphQL-over-HTTP draft demands, recommends and allows. The ids in comments are those of the
//! 61 audits of its reference implementation (graphql-http 1.23); tests without one are ours.

use axum::body::Body;
use http::{Method, StatusCode, header};
use serde_json::{Value, json};

use super::support::*;

const WITH_NAME: &str = "query Type($name: String!) { __type(name: $name) { name } }";

fn assert_ok(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(answer.json().get("errors").is_none(), "{}", answer.text);
}

async fn ask(accept: &str) -> Answer {
    post(accept, json!({ "query": "{ __typename }" })).await
}

// Media types

/// 22EB
#[tokio::test]
async fn should_accept_graphql_response_json_and_answer_with_it() {
    let answer = ask(GRAPHQL).await;
    assert_ok(&answer);
    assert_eq!(answer.content_type(), "application/graphql-response+json; charset=utf-8");
}

/// 4655
#[tokio::test]
async fn must_accept_application_json_and_answer_with_it() {
    let answer = ask(JSON).await;
    assert_ok(&answer);
    assert_eq!(answer.content_type(), "application/json; charset=utf-8");
}

/// 47DE
#[tokio::test]
async fn should_accept_any_and_answer_with_application_json() {
    let answer = ask("*/*").await;
    assert_ok(&answer);
    assert!(answer.content_type().starts_with(JSON));
}

/// 80D8, 78D5, 82A3, 2C94, 03D4
#[tokio::test]
async fn must_accept_post_of_json_without_accept_or_charset_and_answer_in_utf_8() {
    let answer = post_raw(&[("content-type", JSON)], r#"{"query": "{ hello }"}"#).await;
    assert_ok(&answer);
    assert_eq!(answer.content_type(), "application/json; charset=utf-8");
    assert_eq!(answer.json()["data"]["hello"], "你好");
}

/// BF61
#[tokio::test]
async fn must_accept_utf_8_requests() {
    let body = r#"{"query": "{ __type(name: \"Run🏃Swim🏊\") { name } }"}"#;
    assert_ok(&post_raw(&[("content-type", "application/json; charset=utf-8")], body).await);
    assert_ok(&post_raw(&[("content-type", "Application/JSON;charset=\"UTF-8\"")], body).await);
}

#[tokio::test]
async fn the_accepted_type_with_the_highest_weight_is_answered() {
    for (accept, expected) in [
        ("application/graphql-response+json, application/json;q=0.9", GRAPHQL),
        ("application/json;q=0.9, application/graphql-response+json", GRAPHQL),
        ("application/json, application/graphql-response+json", GRAPHQL),
        ("application/graphql-response+json;q=0.5, application/json", JSON),
        ("application/graphql-response+json; charset=utf-8", GRAPHQL),
        ("Application/GraphQL-Response+JSON", GRAPHQL),
        ("text/html, */*;q=0.1", JSON),
        ("application/*", JSON),
        ("application/json;q=0, */*", GRAPHQL),
        ("*/*, application/graphql-response+json;q=0", JSON),
        ("application/json, */*;q=0.8", JSON),
        ("", JSON),
    ] {
        let answer = ask(accept).await;
        assert_eq!(answer.status, StatusCode::OK, "{accept}");
        assert!(answer.content_type().starts_with(expected), "{accept}: {}", answer.content_type());
    }
}

#[tokio::test]
async fn should_answer_406_when_nothing_accepted_is_available() {
    for accept in ["text/html", "application/xml, image/*", "application/json;q=0", "nonsense"] {
        assert_eq!(ask(accept).await.status, StatusCode::NOT_ACCEPTABLE, "{accept}");
    }
}

// Methods

/// 5A70
#[tokio::test]
async fn may_accept_get_with_url_encoded_parameters() {
    assert_ok(&get("*/*", &[("query", "{ __typename }")]).await);
}

/// 9C48; "MUST NOT" in the draft
#[tokio::test]
async fn must_not_execute_mutations_on_get() {
    for accept in [GRAPHQL, JSON] {
        let answer = get(accept, &[("query", "mutation { add(number: 1) }")]).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(answer.headers[header::ALLOW], "POST");
        assert!(answer.json().get("data").is_none());
        let document = "query A { hello } mutation B { add(number: 1) }";
        let answer = get(accept, &[("query", document), ("operationName", "B")]).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_ok(&get(accept, &[("query", document), ("operationName", "A")]).await);
    }
}

#[tokio::test]
async fn other_methods_are_answered_405_with_those_allowed() {
    for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS] {
        let answer = send(app(development()), request(method, "/graphql", &[], Body::empty())).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(answer.headers[header::ALLOW], "GET, HEAD, POST");
    }
}

/// 9ABE
#[tokio::test]
async fn should_refuse_post_without_content_type() {
    let answer = post_raw(&[], r#"{"query": "{ __typename }"}"#).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
}

#[tokio::test]
async fn other_content_types_and_charsets_are_answered_415() {
    for content_type in [
        "text/plain",
        "text/plain; application/json",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "application/graphql",
        "application/json; charset=utf-16",
        "application/json; charset=gbk",
        "application/jsonp",
    ] {
        let answer = post_raw(&[("content-type", content_type)], r#"{"query": "{ __typename }"}"#).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{content_type}");
    }
}

/// A5BF
#[tokio::test]
async fn may_answer_400_to_post_without_body() {
    let answer = post_raw(&[("content-type", JSON)], Body::empty()).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

// Parameters

async fn assert_400(body: Value) {
    for accept in [GRAPHQL, JSON, "*/*"] {
        let answer = post(accept, body.clone()).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{accept} {body}: {}", answer.text);
        assert_eq!(answer.code(), "BAD_REQUEST");
        assert!(answer.json().get("data").is_none());
    }
}

/// 423L, 8764, 3E3A
#[tokio::test]
async fn may_answer_400_when_query_is_missing() {
    assert_400(json!({ "notquery": "{ __typename }" })).await;
    assert_400(json!({ "qeury": "{ __typename }" })).await;
    assert_400(json!({ "query": null })).await;
    let answer = get(GRAPHQL, &[("qeury", "{ __typename }")]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

/// LKJ0 to LKJ3
#[tokio::test]
async fn may_answer_400_when_query_is_no_string() {
    for invalid in [json!({ "obj": "ect" }), json!(0), json!(false), json!(["array"])] {
        assert_400(json!({ "query": invalid })).await;
    }
}

/// 34A2, 13EE
#[tokio::test]
async fn must_allow_query_as_string() {
    assert_ok(&ask(GRAPHQL).await);
    assert_ok(&ask(JSON).await);
}

/// 6C00 to 6C03
#[tokio::test]
async fn may_answer_400_when_operation_name_is_no_string() {
    for invalid in [json!({ "obj": "ect" }), json!(0), json!(false), json!(["array"])] {
        assert_400(json!({ "query": "{ __typename }", "operationName": invalid })).await;
    }
}

/// 8161, B8B3
#[tokio::test]
async fn must_allow_operation_name_as_string() {
    for accept in [GRAPHQL, JSON] {
        let query = "query Query { __typename } query Other { hello }";
        let answer = post(accept, json!({ "operationName": "Query", "query": query })).await;
        assert_ok(&answer);
        assert_eq!(answer.json()["data"], json!({ "__typename": "Query" }));
    }
}

/// 94B0 to 94B2, 0220 to 0222
#[tokio::test]
async fn must_allow_optional_parameters_as_null() {
    for accept in [GRAPHQL, JSON] {
        for parameter in ["variables", "operationName", "extensions"] {
            assert_ok(&post(accept, json!({ "query": "{ __typename }", parameter: null })).await);
        }
    }
}

/// 4760 to 4763
#[tokio::test]
async fn may_answer_400_when_variables_are_no_map() {
    for invalid in [json!("string"), json!(0), json!(false), json!(["array"])] {
        assert_400(json!({ "query": "{ __typename }", "variables": invalid })).await;
    }
}

/// 2EA1, 28B9
#[tokio::test]
async fn must_allow_variables_as_map() {
    for accept in [GRAPHQL, JSON] {
        assert_ok(&post(accept, json!({ "query": WITH_NAME, "variables": { "name": "sometype" } })).await);
    }
}

/// D6D5, 6A70
#[tokio::test]
async fn may_allow_variables_as_json_in_get() {
    for accept in [GRAPHQL, JSON] {
        let parameters = [("query", WITH_NAME), ("variables", r#"{"name":"Thing"}"#)];
        let answer = get(accept, &parameters).await;
        assert_ok(&answer);
        assert_eq!(answer.json()["data"]["__type"]["name"], "Thing");
    }
}

#[tokio::test]
async fn empty_optional_parameters_of_get_count_as_absent() {
    let empty = [("operationName", ""), ("variables", ""), ("extensions", "")];
    assert_ok(&get(GRAPHQL, &[&[("query", "{ hello }")], &empty[..]].concat()).await);
    for (name, value) in [("variables", "[]"), ("variables", "{"), ("extensions", "7")] {
        let answer = get(GRAPHQL, &[("query", "{ hello }"), (name, value)]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name}={value}");
    }
    // The draft: this names an operation called null.
    assert_ok(&get(GRAPHQL, &[("query", "query null { hello }"), ("operationName", "null")]).await);
}

/// 58B0 to 58B3
#[tokio::test]
async fn may_answer_400_when_extensions_are_no_map() {
    for invalid in [json!("string"), json!(0), json!(false), json!(["array"])] {
        assert_400(json!({ "query": "{ __typename }", "extensions": invalid })).await;
    }
}

/// 428F, 1B7A
#[tokio::test]
async fn must_allow_extensions_as_map() {
    for accept in [GRAPHQL, JSON] {
        assert_ok(
            &post(accept, json!({ "query": "{ __typename }", "extensions": { "some": "value" } })).await,
        );
    }
}

#[tokio::test]
async fn must_ignore_properties_that_are_not_understood() {
    assert_ok(&post(GRAPHQL, json!({ "query": "{ __typename }", "else": [1], "documentId": "x" })).await);
}

/// B6DC, BCF8, B7N8
#[tokio::test]
async fn should_answer_400_to_malformed_json() {
    for accept in [GRAPHQL, JSON] {
        for body in ["{ \"not a JSON", "NONSENSE", "{\"query\":", "\"{ hello }\"", "\u{feff}{}"] {
            let answer = post_raw(&[("content-type", JSON), ("accept", accept)], body).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}");
        }
        let latin = b"{\"query\": \"{ node(id: \\\"\xe9\\\") }\"}".to_vec();
        let answer = post_raw(&[("content-type", JSON), ("accept", accept)], latin).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "must be UTF-8");
    }
}

#[tokio::test]
async fn batches_are_refused() {
    assert_400(json!([{ "query": "{ __typename }" }, { "query": "{ hello }" }])).await;
    assert_400(json!([])).await;
    assert_400(json!(["{ __typename }"])).await;
}

// Documents at fault

async fn assert_request_error(body: Value, code: &str) {
    let answer = post(GRAPHQL, body.clone()).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{body}: {}", answer.text);
    assert_eq!(answer.code(), code, "{body}: {}", answer.text);
    assert!(answer.json().get("data").is_none(), "{}", answer.text);
    assert!(answer.content_type().starts_with(GRAPHQL));

    let answer = post(JSON, body).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.code(), code);
    assert!(answer.json().get("data").is_none());
}

/// 572B, 865D, 556A, D586
#[tokio::test]
async fn should_answer_400_without_data_to_a_document_that_does_not_parse_but_200_for_json() {
    for query in [
        "{",
        "",
        "}",
        "{ a(b: 1e999) }",
        "{ hello",
        "query { hello } query { hello }",
        "fragment F on Query { hello }",
    ] {
        assert_request_error(json!({ "query": query }), "GRAPHQL_PARSE_FAILED").await;
    }
}

/// FDE2, 51FE, 74FF, 5E5B
#[tokio::test]
async fn should_answer_400_without_data_to_a_document_that_is_not_valid_but_200_for_json() {
    for query in
        ["{ f31403dfe404bccbb0e835f2629c6a7 }", "{ hello { x } }", "{ ...Unknown }", "{ hello @unknown }"]
    {
        assert_request_error(json!({ "query": query }), "GRAPHQL_VALIDATION_FAILED").await;
    }
    // The audit's own is no name at all, since it starts with a digit.
    let query = "{ 8f31403dfe404bccbb0e835f2629c6a7 }";
    assert_request_error(json!({ "query": query }), "GRAPHQL_PARSE_FAILED").await;
}

/// 7B9B, 86EE
#[tokio::test]
async fn should_answer_400_to_variables_that_cannot_be_coerced_but_200_for_json() {
    let unused =
        json!({ "query": "query CoerceFailure($id: ID!){ __typename }", "variables": { "id": null } });
    assert_request_error(unused, "BAD_USER_INPUT").await;
    let query = "query Q($id: ID!) { node(id: $id) }";
    assert_request_error(json!({ "query": query }), "BAD_USER_INPUT").await;
    let query = "query Q($number: Int) { echo(number: $number) }";
    for number in [json!("1"), json!(1.5), json!({})] {
        assert_request_error(json!({ "query": query, "variables": { "number": number } }), "BAD_USER_INPUT")
            .await;
    }
    assert_ok(&post(GRAPHQL, json!({ "query": query })).await);
    let query = "query Q($n: Int! = 3) { echo(number: $n) }";
    assert_request_error(json!({ "query": query, "variables": { "n": null } }), "BAD_USER_INPUT").await;
    assert_ok(&post(GRAPHQL, json!({ "query": "query Q($n: Int! = 3) { echo(number: $n) }" })).await);
}

#[tokio::test]
async fn should_answer_400_when_the_operation_cannot_be_determined() {
    let two = "query A { hello } query B { hello }";
    assert_request_error(json!({ "query": two }), "GRAPHQL_VALIDATION_FAILED").await;
    assert_request_error(json!({ "query": two, "operationName": "C" }), "GRAPHQL_VALIDATION_FAILED").await;
    assert_request_error(json!({ "query": "{ hello }", "operationName": "C" }), "GRAPHQL_VALIDATION_FAILED")
        .await;
    assert_request_error(json!({ "query": "subscription { x }" }), "GRAPHQL_VALIDATION_FAILED").await;
}

// Execution

#[tokio::test]
async fn must_answer_2xx_when_there_is_data_even_if_partial() {
    for accept in [GRAPHQL, JSON] {
        let answer = post(accept, json!({ "query": "{ hello denied }" })).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.json()["data"], json!({ "hello": "你好", "denied": null }));
        assert_eq!(answer.json()["errors"][0]["path"], json!(["denied"]));
    }
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let uri = "/graphql?query=%7Bhello%7D";
    let answer = send(app(development()), request(Method::HEAD, uri, &[], Body::empty())).await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, ""));
}

/// BC58, an audit that the reference names and leaves open
#[tokio::test]
async fn should_answer_401_when_the_request_is_not_permitted() {
    for accept in [GRAPHQL, JSON] {
        let headers = [("content-type", JSON), ("accept", accept), ("authorization", "bad")];
        let answer = post_raw(&headers, r#"{"query": "{ hello }"}"#).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer.code(), "UNAUTHENTICATED");
    }
}
