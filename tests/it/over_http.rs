//! What HTTP says around the answers: how they are compressed, what is served beside GraphQL, what is
//! missing, when to come again.

use std::io::Read;

use axum::{Router, body::Body, body::to_bytes};
use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode};
use serde_json::{Value, json};
use shuangda::{
    app::Front,
    explorer, schema,
    shared::transport::{Limits, TransportConfig},
};
use tests::{Client, Engine, World, on_each_engine};
use tower::ServiceExt;

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Bytes,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn text(&self) -> String {
        String::from_utf8(self.bytes.to_vec()).unwrap()
    }
}

async fn send(router: &Router, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 64 << 20).await.unwrap();
    Answer { status: parts.status, headers: parts.headers, bytes }
}

async fn get(router: &Router, path: &str, headers: &[(&str, &str)]) -> Answer {
    send(router, Method::GET, path, headers, Body::empty()).await
}

/// Fifty cases, or their number alone.
async fn ask(world: &World, client: &Client, accepts: &str, coding: &str, document: &str) -> Answer {
    let authorization = format!("Bearer {}", client.token().unwrap());
    let headers = [
        ("content-type", "application/json"),
        ("accept", accepts),
        ("accept-encoding", coding),
        ("authorization", &authorization),
    ];
    let body = json!({ "query": document }).to_string();
    send(&world.router, Method::POST, "/graphql", &headers, Body::from(body)).await
}

fn unpacked(answer: &Answer) -> Value {
    let packed = &*answer.bytes;
    let mut plain = Vec::new();
    match answer.header("content-encoding") {
        "gzip" => drop(flate2::read::GzDecoder::new(packed).read_to_end(&mut plain).unwrap()),
        "br" => drop(brotli::Decompressor::new(packed, 4096).read_to_end(&mut plain).unwrap()),
        "zstd" => plain = zstd::decode_all(packed).unwrap(),
        _ => plain = packed.to_vec(),
    }
    serde_json::from_slice(&plain).unwrap()
}

#[test]
fn a_long_answer_is_compressed_as_its_client_likes() {
    const JSON: &str = "application/json";
    const LONG: &str =
        "{ cases(first: 50) { nodes { id number title status receivedOn department { name } } } }";
    const SHORT: &str = "{ cases(first: 50) { totalCount } }";
    on_each_engine(|world| async move {
        let officer = world.client("officer").await;
        for _ in 0..10 {
            world.lead(&officer, json!({})).await;
        }
        let plain = ask(&world, &officer, JSON, "identity", LONG).await;
        assert_eq!((plain.status, plain.header("content-encoding")), (StatusCode::OK, ""));
        assert!(plain.bytes.len() > 1024);
        for (accepted, coding) in [
            ("gzip", "gzip"),
            ("br", "br"),
            ("zstd", "zstd"),
            ("gzip, deflate, br, zstd", "zstd"),
            ("gzip, deflate, br", "br"),
            ("gzip;q=1.0, br;q=0.5", "gzip"),
            ("deflate", ""),
            ("gzip;q=0", ""),
        ] {
            let answer = ask(&world, &officer, JSON, accepted, LONG).await;
            assert_eq!(answer.header("content-encoding"), coding, "{accepted}");
            let varies = answer.headers.get_all("vary").iter().any(|by| by == "accept-encoding");
            assert!(varies || coding.is_empty(), "{accepted}");
            assert_eq!(unpacked(&answer), unpacked(&plain), "{accepted}");
            assert!(coding.is_empty() || answer.bytes.len() * 2 < plain.bytes.len(), "{accepted}");
        }
        let short = ask(&world, &officer, JSON, "gzip, br, zstd", SHORT).await;
        assert_eq!(short.header("content-encoding"), "");
        let events = ask(&world, &officer, "text/event-stream", "gzip, br, zstd", LONG).await;
        assert_eq!(
            (events.header("content-type"), events.header("content-encoding")),
            ("text/event-stream", "")
        );
    });
}

#[tokio::test]
async fn a_file_comes_as_it_was_filed() {
    let world = World::new(Engine::Sqlite).await;
    let officer = world.client("officer").await;
    let case = world.lead(&officer, json!({})).await;
    let mut file = b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec();
    file.resize(20_000, 0);
    let authorization = format!("Bearer {}", officer.token().unwrap());
    let address = format!("/attachments/{}?case={case}&name=a.jpg", uuid::Uuid::now_v7());
    let headers = [("authorization", authorization.as_str()), ("accept-encoding", "gzip, br, zstd")];
    let filed = send(&world.router, Method::PUT, &address, &headers, Body::from(file.clone())).await;
    assert_eq!(filed.status, StatusCode::CREATED);
    let read = get(&world.router, &address, &headers).await;
    assert_eq!((read.header("content-encoding"), &read.bytes[..]), ("", &file[..]));
    assert_eq!(read.header("content-length"), "20000");
}

#[tokio::test]
async fn the_schema_is_served_as_it_is_committed() {
    let world = World::new(Engine::Sqlite).await;
    let answer = get(&world.router, "/schema.graphql", &[]).await;
    assert_eq!((answer.status, answer.text()), (StatusCode::OK, schema::sdl()));
    assert_eq!(answer.header("content-type"), "text/plain; charset=utf-8");
    let tag = answer.header("etag");
    let again = get(&world.router, "/schema.graphql", &[("if-none-match", tag)]).await;
    assert_eq!((again.status, again.bytes.len(), again.header("etag")), (StatusCode::NOT_MODIFIED, 0, tag));
    let head = send(&world.router, Method::HEAD, "/schema.graphql", &[], Body::empty()).await;
    assert_eq!((head.status, head.bytes.len()), (StatusCode::OK, 0));
    let packed = get(&world.router, "/schema.graphql", &[("accept-encoding", "gzip")]).await;
    assert!(packed.header("content-encoding") == "gzip" && packed.bytes.len() * 4 < answer.bytes.len());
}

#[tokio::test]
async fn the_explorer_is_for_development_and_lives_without_anything_from_outside() {
    let world = World::new(Engine::Sqlite).await;
    assert_eq!(get(&world.router, explorer::PATH, &[]).await.status, StatusCode::NOT_FOUND);
    let router = world.app.router(Front { explorer: true, ..Front::default() }).unwrap();
    let page = get(&router, explorer::PATH, &[]).await;
    assert_eq!((page.status, page.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe-inline"), "{policy}");
    let text = page.text();
    assert!(text.contains(r#"data-endpoint="/graphql""#));
    assert!(!text.contains("<style") && !text.contains("style=") && !text.contains("onclick"));
    let mut loaded = 0;
    for address in text.split(['"', '\'']).filter(|part| part.starts_with("/graphiql/")) {
        let part = get(&router, address, &[]).await;
        assert_eq!(part.status, StatusCode::OK, "{address}");
        assert!(!part.text().contains("://"), "{address} names another place");
        loaded += 1;
    }
    assert_eq!(loaded, 2);
    assert!(!text.contains("://"), "the page names another place");
    assert!(get(&router, "/graphiql/explorer.js", &[]).await.text().contains(r#"from "./sdl.js""#));
    assert_eq!(get(&router, "/graphiql/sdl.js", &[]).await.status, StatusCode::OK);
    let endpoint = get(&router, "/graphql", &[("accept", "text/html,*/*;q=0.8")]).await;
    assert_eq!((endpoint.status, endpoint.header("location")), (StatusCode::SEE_OTHER, explorer::PATH));
}

#[tokio::test]
async fn who_is_told_to_wait_is_told_how_long() {
    let world = World::new(Engine::Sqlite).await;
    // Nothing can be answered in no time at all.
    let limits = Limits { time_ms: 0, ..Limits::default() };
    let transport = TransportConfig { limits, ..TransportConfig::default() };
    let router = world.app.router(Front { transport, ..Front::default() }).unwrap();
    let officer = world.client("officer").await;
    let authorization = format!("Bearer {}", officer.token().unwrap());
    let query = "/graphql?query=%7Bcases(first:1)%7BtotalCount%7D%7D";
    let answer = get(&router, query, &[("authorization", &authorization)]).await;
    assert_eq!((answer.status, answer.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "5"));
}
