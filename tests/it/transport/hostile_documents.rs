//! Documents that were written to hurt: each is refused, by name, within 50 ms, even by a debug build.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use axum::body::Body;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use shuangda::shared::transport::{Limits, TransportConfig};

use super::support::*;

const PATIENCE: Duration = Duration::from_millis(50);

/// How long this thread has worked, where the system tells; else what time it is: what counts is the work, not what
/// else the machine does.
fn worked() -> Duration {
    static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next().and_then(|first| first.parse().ok()));
    nanoseconds.map_or_else(|| BEGIN.elapsed(), Duration::from_nanos)
}

/// Sends `body`, ten times if need be: the first time, more is done than later.
async fn timed(body: &str) -> Answer {
    let app = app(development());
    let mut fastest = Duration::MAX;
    for _ in 0..10 {
        let request = request(
            Method::POST,
            "/graphql",
            &[("content-type", JSON), ("accept", GRAPHQL), ("accept-language", "en")],
            body.to_owned(),
        );
        let start = worked();
        let answer = send(app.clone(), request).await;
        fastest = fastest.min(worked() - start);
        if fastest <= PATIENCE {
            println!("{} bytes: {} in {fastest:?}: {:.90}", body.len(), answer.status, answer.text);
            return answer;
        }
    }
    panic!("{} bytes took {fastest:?}", body.len());
}

async fn query(text: &str) -> Answer {
    timed(&json!({ "query": text }).to_string()).await
}

async fn assert_refused(text: &str, limit: &str) {
    assert_limit(&query(text).await, limit);
}

fn assert_limit(answer: &Answer, limit: &str) {
    assert_eq!(answer.code(), "LIMIT_EXCEEDED", "{:.300}", answer.text);
    assert_eq!(answer.extension("limit"), limit, "{}", answer.text);
    assert!(answer.extension("allowed").is_u64());
    assert!(answer.status.is_client_error());
    assert!(answer.json().get("data").is_none());
}

/// `count` times `part`, with `#` in it replaced by the number.
fn repeat(count: usize, part: &str) -> String {
    (0..count).map(|n| part.replace('#', &n.to_string())).collect()
}

/// Each fragment spreads the next twice: 2^levels selections once expanded.
fn bomb_of(levels: usize, leaf: &str) -> String {
    let spread: String =
        (0..levels).map(|n| format!("fragment f{n} on Query{{...f{}...f{}}}", n + 1, n + 1)).collect();
    format!("{{...f0}}{spread}fragment f{levels} on Query{{{leaf}}}")
}

#[tokio::test]
async fn a_bomb_of_nested_fragments() {
    let bomb = bomb_of(16, "__typename");
    assert!((560..640).contains(&bomb.len()), "{}", bomb.len());
    assert_refused(&bomb, "selections").await;
    assert_refused(&bomb_of(24, "hello"), "selections").await;
    assert_refused(&bomb_of(60, "hello"), "nesting").await;
}

#[tokio::test]
async fn a_bomb_of_fragments_within_fields() {
    let levels: String = (0..12)
        .map(|n| format!("fragment f{n} on Thing{{this{{...f{}}}a:this{{...f{}}}}}", n + 1, n + 1))
        .collect();
    assert_refused(&format!("{{this{{...f0}}}}{levels}fragment f12 on Thing{{id}}"), "selections").await;
}

#[tokio::test]
async fn a_wide_bomb() {
    let document = format!("{{{}}}fragment f on Query{{{}}}", repeat(300, "...f "), repeat(300, "hello "));
    assert_refused(&document, "selections").await;
}

#[tokio::test]
async fn a_bomb_among_fragments_that_nothing_uses() {
    let answer = query(&format!("{{hello}}{}", bomb_of(16, "__typename").replacen("{...f0}", "", 1))).await;
    assert_eq!(answer.code(), "GRAPHQL_VALIDATION_FAILED");
}

#[tokio::test]
async fn ten_thousand_aliases() {
    assert_refused(&format!("{{{}}}", repeat(10_000, "a#:hello ")), "documentBytes").await;
    assert_refused(&format!("{{this{{{}}}}}", repeat(600, "a#:id ")), "aliases").await;
    assert_refused(&format!("{{{}}}", repeat(40, "a#:hello ")), "rootFields").await;
    assert_refused(&format!("{{this{{{}}}}}", repeat(40, "a#:id ")), "repetition").await;
}

#[tokio::test]
async fn the_same_field_ten_thousand_times() {
    assert_refused(&format!("{{{}}}", repeat(10_000, "hello ")), "documentBytes").await;
    assert_refused(&format!("{{{}}}", repeat(2_500, "hello ")), "tokens").await;
    assert_refused(&format!("{{{}}}", repeat(1_600, "hello ")), "selections").await;
    assert_refused(&format!("{{this{{{}}}}}", repeat(1_400, "id ")), "repetition").await;
    let spread = format!("{{this{{{}}}}}fragment f on Thing{{id}}", repeat(40, "...f "));
    assert_refused(&spread, "repetition").await;
    let inline = format!("{{this{{{}}}}}", repeat(40, "...{...on Thing{id}}"));
    assert_refused(&inline, "repetition").await;
}

#[tokio::test]
async fn ten_thousand_levels() {
    for level in ["{a", "{a(b:[", "{a(b:{c:", "query($a:[", "{...", "[", "("] {
        assert_refused(&level.repeat(1_500), "nesting").await;
    }
    assert_refused(&"{a".repeat(10_000), "documentBytes").await;
    let list = format!("{{echo(list:{}{})}}", "[".repeat(5_000), "]".repeat(5_000));
    assert_refused(&list, "nesting").await;
    let kind = format!("query($a:{}Int{}){{hello}}", "[".repeat(5_000), "]".repeat(5_000));
    assert_refused(&kind, "nesting").await;
}

#[tokio::test]
async fn brackets_hidden_from_a_careless_count() {
    let deep = "{a".repeat(2_000);
    // Closing brackets where none are open, and quotes and comments that end earlier than they seem to.
    assert_refused(&format!("}}}}}}{deep}"), "nesting").await;
    assert_refused(&format!("\"\\\\\"{deep}"), "nesting").await;
    assert_refused(&format!("\"\"\"\\\"\"\" \"\"\"{deep}"), "nesting").await;
    assert_refused(&format!("\"\n{deep}"), "nesting").await;
    assert_refused(&format!("#\r{deep}"), "nesting").await;
    // An unclosed block is an empty string and the beginning of another: all the rest is text.
    let unclosed = format!("{{node(id:[\"\"\"{deep}\"])}}");
    assert_eq!(query(&unclosed).await.code(), "BAD_USER_INPUT");
    assert_refused(&format!("{{node(id:[\"\"\"{deep}\"{deep}"), "nesting").await;
    assert_eq!(query(&"\"\"\"\\".repeat(1_000)).await.code(), "GRAPHQL_PARSE_FAILED");
    // Brackets that are only text.
    let text = "{[(".repeat(1_000);
    assert_eq!(query(&format!("{{node(id:\"{text}\")}} #{text}")).await.status, StatusCode::OK);
    assert_eq!(
        query(&format!("{{node(id:\"\"\"{text}\\\"\"\" \" {text}\"\"\")}}")).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn fields_deeper_than_anything_we_show() {
    let level = |count: usize| {
        format!("{{{}{{id}}{}}}", "this{".repeat(count).trim_end_matches('{'), "}".repeat(count - 1))
    };
    assert_eq!(query(&level(14)).await.status, StatusCode::OK);
    assert_refused(&level(17), "depth").await;
    let chain: String =
        (0..9).map(|n| format!("fragment f{n} on Thing{{this{{this{{...f{}}}}}}}", n + 1)).collect();
    assert_refused(&format!("{{this{{...f0}}}}{chain}fragment f9 on Thing{{id}}"), "depth").await;
}

#[tokio::test]
async fn the_deepest_document_that_is_let_to_the_parser_fits_a_worker_thread() {
    // As deep as brackets may be, on a stack as small as a worker's.
    let limits = Limits::default();
    let documents = [
        format!("{{echo(list:{}{})}}", "[".repeat(limits.nesting - 2), "]".repeat(limits.nesting - 2)),
        format!("{}id{}", "{this".repeat(limits.nesting - 1), "}".repeat(limits.nesting - 1)),
        format!("{{{}id{}}}", "...{".repeat(limits.nesting - 1), "}".repeat(limits.nesting - 1)),
        "{this".repeat(limits.nesting),
    ];
    let run = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        for document in documents {
            assert_eq!(runtime.block_on(query(&document)).status, StatusCode::BAD_REQUEST, "{document}");
        }
    };
    std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(run).unwrap().join().unwrap();
}

#[tokio::test]
async fn huge_numbers_and_names() {
    assert_refused(&format!("{{echo(number:{})}}", "9".repeat(10_000)), "tokenBytes").await;
    assert_refused(&format!("{{echo(number:-1.5e+{})}}", "9".repeat(10_000)), "tokenBytes").await;
    assert_refused(&format!("{{{}}}", "a".repeat(10_000)), "tokenBytes").await;
    assert_eq!(query("{echo(number:99999999999999999999)}").await.code(), "BAD_USER_INPUT");
}

#[tokio::test]
async fn many_operations() {
    assert_refused(&repeat(200, "query q#{hello}"), "operations").await;
    assert_refused(&repeat(2_000, "query q#{hello}"), "documentBytes").await;
    assert_eq!(query(&repeat(200, "{hello}")).await.code(), "GRAPHQL_PARSE_FAILED");
}

#[tokio::test]
async fn fragments_in_a_circle() {
    for document in [
        "{...a} fragment a on Query{...a}",
        "{...a} fragment a on Query{...b} fragment b on Query{...a}",
        "{this{...a}} fragment a on Thing{this{...b}} fragment b on Thing{this{this{...a}}}",
        "{hello} fragment a on Query{...b} fragment b on Query{...a}",
        "{...a} fragment a on Query{...on Query{...{...a}}}",
    ] {
        assert_eq!(query(document).await.code(), "GRAPHQL_VALIDATION_FAILED", "{document}");
    }
    let chain: String =
        (0..200).map(|n| format!("fragment f{n} on Query{{...f{}}}", (n + 1) % 200)).collect();
    assert_refused(&format!("{{...f0}}{chain}"), "nesting").await;
}

#[tokio::test]
async fn directives_by_the_hundred() {
    assert_refused(&format!("{{hello {}}}", repeat(900, "@a ")), "directives").await;
    assert_refused(&format!("query {} {{hello}}", repeat(900, "@a# ")), "directives").await;
    let spread = format!("{{...f {}}} fragment f on Query{{hello}}", repeat(60, "@include(if:true)"));
    assert_refused(&spread, "directives").await;
    assert_refused(&format!("{{hello {}}}", repeat(9_000, "@a ")), "documentBytes").await;
}

#[tokio::test]
async fn tokens_without_selections() {
    assert_refused(&format!("{{echo(list:[{}])}}", "1,".repeat(5_000)), "tokens").await;
    assert_refused(&format!("{{{}}}", "!".repeat(5_000)), "tokens").await;
    assert_eq!(query(&"#\n".repeat(5_000)).await.code(), "GRAPHQL_PARSE_FAILED");
    assert_eq!(query(&" \t,".repeat(5_000)).await.code(), "GRAPHQL_PARSE_FAILED");
    assert_eq!(query(&"\"".repeat(2_500)).await.code(), "GRAPHQL_PARSE_FAILED");
    assert_eq!(query(&"\"\"\" ".repeat(2_500)).await.code(), "GRAPHQL_PARSE_FAILED");
}

#[tokio::test]
async fn the_worst_that_every_limit_allows_is_answered_in_time() {
    // As many unknown fields as fit: validation compares each with each known name.
    let set = repeat(29, "unknown_field_of_some_# ");
    let nested = format!("{{{}}}", repeat(20, &format!("this{{{set}}}")));
    let answer = query(&nested).await;
    assert_eq!(answer.code(), "GRAPHQL_VALIDATION_FAILED");
    let spread =
        format!("{{{}}}fragment f on Thing{{{}}}", repeat(20, "this{...f this{...f}}"), repeat(30, "id "));
    let answer = query(&spread).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
}

#[tokio::test]
async fn pages_of_pages() {
    let levels = |page: &str, count: usize| {
        let open = format!("things({page}){{nodes{{").repeat(count);
        format!("{{{open}id{}}}", "}}".repeat(count))
    };
    assert_eq!(query(&levels("first:100", 2)).await.status, StatusCode::OK);
    assert_refused(&levels("first:100", 3), "cost").await;
    assert_refused(&levels("last:100", 3), "cost").await;
    assert_refused(&levels("first:null", 3), "cost").await;
    assert_refused(&levels("first:1,last:100", 3), "cost").await;
    assert_refused(&levels("first:2147483647", 7), "cost").await;
    assert_eq!(query(&levels("first:3", 5)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn pages_of_pages_by_variables() {
    let document = |default: &str| {
        let open = "things(first:$n){nodes{".repeat(3);
        format!("query($n:Int{default}){{{open}id{}}}", "}}".repeat(3))
    };
    let send = async |default: &str, variables: Value| {
        timed(&json!({ "query": document(default), "variables": variables }).to_string()).await
    };
    assert_limit(&send("", json!({ "n": 100 })).await, "cost");
    assert_limit(&send("", json!({ "n": null })).await, "cost");
    assert_limit(&send("", json!({})).await, "cost");
    assert_limit(&send("=100", json!({})).await, "cost");
    assert_eq!(send("=2", json!({})).await.status, StatusCode::OK);
    assert_eq!(send("=100", json!({ "n": 2 })).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_cost_is_counted_anew_when_the_document_is_cached() {
    let app = app(development());
    let open = "things(first:$n){nodes{".repeat(3);
    let document = format!("query($n:Int){{{open}id{}}}", "}}".repeat(3));
    for (n, refused) in [(2, false), (100, true), (3, false)] {
        let body = json!({ "query": document, "variables": { "n": n } });
        let answer = post_to(app.clone(), GRAPHQL, body).await;
        assert_eq!(answer.text.contains("LIMIT_EXCEEDED"), refused, "{n}: {}", answer.text);
    }
}

#[tokio::test]
async fn huge_variables() {
    let document = "query($list:[Int!]){echo(list:$list)}";
    let send = async |list: String| {
        timed(&format!(r#"{{"query":"{document}","variables":{{"list":{list}}}}}"#)).await
    };
    assert_limit(&send(format!("[{}1]", "1,".repeat(20_000))).await, "variablesValues");
    assert_limit(&send("[".repeat(40) + &"]".repeat(40)).await, "variablesDepth");
    assert_limit(&send("[".repeat(10_000) + &"]".repeat(10_000)).await, "variablesDepth");
    assert_limit(&send(r#"{"a":"#.repeat(40) + "1" + &"}".repeat(40)).await, "variablesDepth");
    assert_limit(&send(format!("[{}1]", "1,".repeat(100_000))).await, "bodyBytes");
    // Those that the document doesn't ask for count as well.
    let body = format!(r#"{{"query":"{{hello}}","variables":{{{}"z":1}}}}"#, repeat(10_001, r##""a#":1,"##));
    assert_limit(&timed(&body).await, "variablesValues");
}

#[tokio::test]
async fn deep_extensions_and_unknown_properties() {
    let deep = "[".repeat(50_000) + &"]".repeat(50_000);
    let answer = timed(&format!(r#"{{"query":"{{hello}}","other":{deep}}}"#)).await;
    assert!(answer.status.is_success() || answer.status.is_client_error());
    let answer = timed(&format!(r#"{{"query":"{{hello}}","extensions":{{"a":{deep}}}}}"#)).await;
    assert!(answer.status.is_success() || answer.status.is_client_error());
}

#[tokio::test]
async fn a_mutation_from_a_link_or_a_form() {
    // What a page elsewhere can make a browser send without asking: none of it may act.
    let answer = get("*/*", &[("query", "mutation{add(number:1)}")]).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"] {
        let answer = post_raw(&[("content-type", kind)], r#"{"query":"mutation{add(number:1)}"}"#).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        assert!(!answer.text.contains("data"), "{}", answer.text);
    }
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_not_read_to_its_end() {
    let read = Arc::new(AtomicUsize::new(0));
    let counter = read.clone();
    let chunks = futures::stream::iter((0..200).map(move |_| {
        counter.fetch_add(1, Ordering::Relaxed);
        Ok::<_, std::io::Error>(vec![b' '; 1024])
    }));
    let limits = Limits { body_bytes: 1024, ..Limits::default() };
    let app = app(TransportConfig { limits, ..development() });
    let headers = [("content-type", JSON)];
    let answer =
        send(app.clone(), request(Method::POST, "/graphql", &headers, Body::from_stream(chunks))).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_limit(&answer, "bodyBytes");
    assert_eq!(read.load(Ordering::Relaxed), 2, "200 KB were offered");

    // Announced by its length, it is not read at all.
    let headers = [("content-type", JSON), ("content-length", "204800")];
    let answer = send(app, request(Method::POST, "/graphql", &headers, vec![b' '; 204_800])).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.extension("actual"), 204_800);
}

#[tokio::test]
async fn a_long_address() {
    let answer = get("*/*", &[("query", &"a".repeat(10_000))]).await;
    assert_eq!(answer.status, StatusCode::URI_TOO_LONG);
    assert_limit(&answer, "uriBytes");
}

#[tokio::test]
async fn a_refusal_names_the_limit_in_the_clients_language() {
    let document = json!({ "query": format!("{{this{{{}}}}}", "id ".repeat(31)) }).to_string();
    let answer = post_raw(&[("content-type", JSON), ("accept", GRAPHQL)], document.clone()).await;
    let error = &answer.json()["errors"][0];
    assert_eq!(error["message"], "请求超出限制：同一字段的重复次数最多为 30，本次为 31。");
    let expected = json!({ "code": "LIMIT_EXCEEDED", "limit": "repetition", "allowed": 30, "actual": 31 });
    assert_eq!(error["extensions"], expected);
    let answer = post_raw(&[("content-type", JSON), ("accept-language", "en")], document).await;
    let message = "The request exceeds a limit: at most 30 repetitions of one field, got 31.";
    assert_eq!(answer.json()["errors"][0]["message"], message);
}

#[tokio::test]
async fn what_the_app_and_tools_send_passes() {
    let fields = repeat(12, "id this{id} ");
    let page = format!(
        "query Page($n:Int!){{me things(first:$n){{totalCount nodes{{{fields}things(last:3){{nodes{{id}}}}}}}}}}"
    );
    let body = json!({ "query": page, "variables": { "n": 50 }, "operationName": "Page" });
    assert_eq!(timed(&body.to_string()).await.status, StatusCode::OK);

    let kinds = "kind name ofType{".repeat(9) + "kind name" + &"}".repeat(9);
    let introspection = format!(
        "query IntrospectionQuery{{__schema{{queryType{{name}}mutationType{{name}}subscriptionType{{name}}\
         types{{...FullType}}directives{{name description locations args{{...InputValue}}}}}}}}\
         fragment FullType on __Type{{kind name description fields(includeDeprecated:true){{name description \
         args{{...InputValue}}type{{...TypeRef}}isDeprecated deprecationReason}}inputFields{{...InputValue}}\
         interfaces{{...TypeRef}}enumValues(includeDeprecated:true){{name description isDeprecated \
         deprecationReason}}possibleTypes{{...TypeRef}}}}\
         fragment InputValue on __InputValue{{name description type{{...TypeRef}}defaultValue}}\
         fragment TypeRef on __Type{{{kinds}}}"
    );
    let answer = post(GRAPHQL, json!({ "query": introspection })).await;
    assert_eq!(answer.status, StatusCode::OK, "{:.300}", answer.text);
    assert!(answer.json().get("errors").is_none());
}

proptest::proptest! {
    /// Pieces of GraphQL in any order: whatever comes of it, the answer is well formed and prompt.
    #[test]
    fn any_document_is_answered(
        pieces in proptest::collection::vec(proptest::sample::select(&[
            "{", "}", "(", ")", "[", "]", "\"", "\"\"\"", "\\", "#", "\n", " ", "...", "f", "on Query", "fragment f on Query",
            "query", "mutation", "this", "hello", "a:", "$v", ":", "Int!", "=", "1", "-1e9", "null", "@skip(if:true)",
            "things(first:$v)", "nodes", "id", "\u{feff}", "雷雨", ",", "|", "!",
        ][..]), 0..300),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let answer = runtime.block_on(query(&pieces.concat()));
        proptest::prop_assert!(matches!(answer.status.as_u16(), 200 | 400), "{}", answer.text);
        answer.json();
    }
}
