//! The built app over HTTP: what is found, what is said of it, and what is not given away.

use axum::Router;
use axum::body::{Body, to_bytes};
use http::{HeaderMap, Method, Request, StatusCode};
use shuangda::assets;
use tower::ServiceExt;

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// A folder such as `cargo xtask app` makes, with a name for content, and a file beside it that is
/// nobody's business.
fn app() -> (tempfile::TempDir, Router) {
    let folder = tempfile::tempdir().unwrap();
    let assets = folder.path().join("app/assets/d1");
    std::fs::create_dir_all(assets.join("snippets")).unwrap();
    for (name, content) in [
        ("../../index.html", "page"),
        ("../../index.html.br", "page br"),
        ("../../pages.txt", "/\n/cases\n/cases/:id\n/cases/:id/dossier\n"),
        ("../../../secret.txt", "secret"),
        ("app.js", "script"),
        ("app.js.br", "script br"),
        ("app.js.gz", "script gz"),
        ("app_bg.wasm", "wasm"),
        ("app_bg.wasm.gz", "wasm gz"),
        ("snippets/inline0.js", "snippet"),
    ] {
        std::fs::write(assets.join(name), content).unwrap();
    }
    let router = assets::router(&folder.path().join("app")).unwrap().layer(assets::security_headers());
    (folder, router)
}

async fn ask(method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let (_folder, router) = app();
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, 1_000_000).await.unwrap();
    Answer { status: parts.status, headers: parts.headers, body: String::from_utf8(body.to_vec()).unwrap() }
}

async fn get(path: &str, headers: &[(&str, &str)]) -> Answer {
    ask(Method::GET, path, headers).await
}

#[tokio::test]
async fn an_asset_is_kept_for_ever_and_typed() {
    for (path, body, content_type) in [
        ("/assets/d1/app.js", "script", "text/javascript; charset=utf-8"),
        ("/assets/d1/app_bg.wasm", "wasm", "application/wasm"),
        ("/assets/d1/snippets/inline0.js", "snippet", "text/javascript; charset=utf-8"),
    ] {
        let answer = get(path, &[]).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, body), "{path}");
        assert_eq!(answer.header("content-type"), content_type);
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(answer.header("vary"), "Accept-Encoding");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("content-encoding"), "");
    }
}

#[tokio::test]
async fn the_client_chooses_the_coding() {
    for (path, accepted, coding, body) in [
        ("/assets/d1/app.js", "gzip, deflate, br, zstd", "br", "script br"),
        ("/assets/d1/app.js", "gzip;q=1.0, br;q=0", "gzip", "script gz"),
        ("/assets/d1/app.js", "br;q=0, *", "gzip", "script gz"),
        ("/assets/d1/app.js", "*", "br", "script br"),
        ("/assets/d1/app.js", "GZIP", "gzip", "script gz"),
        ("/assets/d1/app.js", "brotli, x-gzip", "", "script"),
        ("/assets/d1/app.js", "identity", "", "script"),
        ("/assets/d1/app_bg.wasm", "br, gzip;q=0.5", "gzip", "wasm gz"),
        ("/assets/d1/snippets/inline0.js", "br, gzip", "", "snippet"),
        ("/cases", "br", "br", "page br"),
    ] {
        let answer = get(path, &[("accept-encoding", accepted)]).await;
        assert_eq!(
            (answer.header("content-encoding"), answer.body.as_str()),
            (coding, body),
            "{path} {accepted}"
        );
    }
}

#[tokio::test]
async fn a_deep_link_is_the_page_asked_for_anew_each_time() {
    for path in ["/", "/cases", "/cases/", "/cases/Q2FzZTox?tab=events", "/cases/%E6%A1%88/dossier"] {
        let answer = get(path, &[("accept", "text/html,application/xhtml+xml,*/*;q=0.8")]).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, "page"), "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(answer.header("cache-control"), "no-cache");

        let tag = answer.header("etag");
        let again = get(path, &[("if-none-match", tag)]).await;
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
        assert_eq!(again.header("etag"), tag);
        let changed = get(path, &[("if-none-match", "W/\"another\"")]).await;
        assert_eq!(changed.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn what_is_no_page_of_the_app_is_missing_and_says_so_in_the_app() {
    for path in [
        "/metrics",
        "/graphqll",
        "/cases/1/2",
        "/cases//dossier",
        "/index.html",
        "/pages.txt",
        "/../secret.txt",
    ] {
        let answer = get(path, &[("accept", "text/html,*/*;q=0.8")]).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::NOT_FOUND, "page"), "{path}");
        assert_eq!((answer.header("cache-control"), answer.header("etag")), ("no-cache", ""));
        let post = ask(Method::POST, path, &[]).await;
        assert_eq!((post.status, post.body.as_str()), (StatusCode::NOT_FOUND, ""), "POST {path}");
    }
}

#[tokio::test]
async fn who_takes_no_html_gets_no_page() {
    for accepted in ["application/json", "image/*", "text/html;q=0, */*"] {
        let answer = get("/cases", &[("accept", accepted)]).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::NOT_FOUND, ""), "{accepted}");
    }
}

#[tokio::test]
async fn what_is_not_an_asset_is_missing() {
    for path in [
        "/assets/d1/gone.js",
        "/assets/d0/app.js",
        "/assets/d1/app.js.br",
        "/assets/d1/",
        "/assets/d1/../../../secret.txt",
        "/assets/d1/..%2F..%2F..%2Fsecret.txt",
        "/assets//etc/passwd",
    ] {
        let answer = get(path, &[("accept", "text/html")]).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::NOT_FOUND, ""), "{path}");
        assert_ne!(answer.header("cache-control"), "public, max-age=31536000, immutable");
    }
}

#[tokio::test]
async fn head_tells_the_length_and_nothing_else_is_allowed() {
    let head = ask(Method::HEAD, "/assets/d1/app.js", &[("accept-encoding", "gzip")]).await;
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
    assert_eq!(head.header("content-length"), "9");
    assert_eq!(head.header("content-encoding"), "gzip");
    let post = ask(Method::POST, "/cases", &[]).await;
    assert_eq!((post.status, post.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD"));
}

#[tokio::test]
async fn every_response_carries_the_security_headers() {
    for path in ["/", "/assets/d1/app.js", "/assets/d1/gone.js"] {
        let answer = get(path, &[]).await;
        let policy = answer.header("content-security-policy");
        for directive in
            ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "frame-ancestors 'none'"]
        {
            assert!(policy.split("; ").any(|found| found == directive), "{path}: {directive} in {policy}");
        }
        assert!(!policy.contains("unsafe-inline"), "{policy}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
    }
}

#[test]
fn a_folder_without_a_page_says_how_to_build_it() {
    let folder = tempfile::tempdir().unwrap();
    let error = assets::router(folder.path()).unwrap_err().to_string();
    assert!(error.contains("index.html") && error.contains("cargo xtask app"), "{error}");
    std::fs::write(folder.path().join("index.html"), "page").unwrap();
    let error = assets::router(folder.path()).unwrap_err().to_string();
    assert!(error.contains("pages.txt") && error.contains("cargo xtask app"), "{error}");
}
