//! Serves the built app: a folder whose files are named by their content (`/assets/<digest>/…`), with
//! compressed copies beside them, and one page for each path that the app has one for, so that a deep link
//! works. Which those are the folder says itself (`pages.txt`, a pattern a line), as its build read them from
//! the app's routes. Any other path is missing, and says so to people by the same page.
//!
//! The folder is read once, at start. What is served is then a lookup in a map, so that no path can
//! lead out of it, and replacing the folder under a running server breaks no page halfway.

use std::collections::HashMap;
use std::future::{Ready, ready};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use axum::Router;
use axum::body::Body;
use axum::middleware::{MapResponseLayer, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use http::header::{
    ACCEPT, ACCEPT_ENCODING, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    ETAG, IF_NONE_MATCH, REFERRER_POLICY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use sha2::{Digest, Sha256};

/// The folder can't be served.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// There is no page in it, so it isn't a built app.
    #[error("{0} is missing: build the app with `cargo xtask app`, or name its folder with --app")]
    NoPage(PathBuf),
    /// It doesn't say which pages it has.
    #[error("{0} is missing: build the app again with `cargo xtask app`")]
    NoPages(PathBuf),
    /// Something in it can't be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// What.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Serves the app in `folder` on every path that no other route takes. A path under `/assets/` is a
/// file or missing; any other is the page, for whoever accepts HTML, with 404 where the app has none.
///
/// # Errors
/// If the folder holds no built app.
pub fn router(folder: &Path) -> Result<Router, LoadError> {
    let app = Arc::new(App::load(folder)?);
    let read = app.clone();
    let read = get(async move |uri: Uri, headers: HeaderMap| read.answer(uri.path(), &headers));
    Ok(Router::new().fallback(read.fallback(async move |uri: Uri| app.refuse(uri.path()))))
}

/// A weak tag of a content: it stands for it, whichever way that is compressed.
pub(crate) fn tag(content: &[u8]) -> HeaderValue {
    let tag = format!("W/\"{}\"", &hex::encode(Sha256::digest(content))[..16]);
    HeaderValue::try_from(tag).unwrap_or(HeaderValue::from_static("W/\"\""))
}

/// Whether the browser has the very content that `ours` is the tag of.
pub(crate) fn is_known(headers: &HeaderMap, ours: &HeaderValue) -> bool {
    // A tag is compared without its weakness, as RFC 9110 section 13.1.2 has it.
    let strong = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let ours = ours.to_str().map(strong).unwrap_or_default();
    elements(headers, IF_NONE_MATCH).any(|tag| tag == "*" || strong(tag) == ours)
}

/// Headers by which a browser refuses what the app never does: foreign scripts, being framed, telling
/// other sites where one comes from. For every response of the server; what a response already says stays.
pub fn security_headers() -> SecurityHeaders {
    map_response(add_security_headers as fn(Response) -> Ready<Response>)
}

/// The layer that [`security_headers`] makes.
pub type SecurityHeaders = MapResponseLayer<fn(Response) -> Ready<Response>, (), ()>;

fn add_security_headers(mut response: Response) -> Ready<Response> {
    const HEADERS: [(HeaderName, &str); 6] = [
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
             img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; \
             base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        ),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    ready(response)
}

/// The built app, in memory.
struct App {
    page: File,
    page_tag: HeaderValue,
    pages: Pages,
    /// By path, as in a request: `/assets/<digest>/app.js`.
    assets: HashMap<String, File>,
}

/// One file, as it is and compressed.
struct File {
    content_type: HeaderValue,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

impl App {
    fn load(folder: &Path) -> Result<Self, LoadError> {
        let page_path = folder.join("index.html");
        if !page_path.is_file() {
            return Err(LoadError::NoPage(page_path));
        }
        let mut contents = HashMap::new();
        read(folder, "", &mut contents)?;
        let pages =
            contents.remove("/pages.txt").ok_or_else(|| LoadError::NoPages(folder.join("pages.txt")))?;
        let pages = Pages::read(&String::from_utf8_lossy(&pages));
        let mut assets: HashMap<String, File> = contents
            .iter()
            .filter(|(path, _)| !is_compressed_copy(path, &contents))
            .map(|(path, plain)| {
                let copy = |extension: &str| contents.get(&format!("{path}.{extension}")).cloned();
                let content_type = HeaderValue::from_static(content_type(path));
                let file = File { content_type, plain: plain.clone(), brotli: copy("br"), gzip: copy("gz") };
                (path.clone(), file)
            })
            .collect();
        let page = assets.remove("/index.html").ok_or(LoadError::NoPage(page_path))?;
        let page_tag = tag(&page.plain);
        Ok(Self { page, page_tag, pages, assets })
    }

    fn answer(&self, path: &str, headers: &HeaderMap) -> Response {
        const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
        const ASK_EACH_TIME: HeaderValue = HeaderValue::from_static("no-cache");
        if let Some(file) = self.assets.get(path) {
            return ([(CACHE_CONTROL, FOR_EVER)], file.response(headers)).into_response();
        }
        if path.starts_with("/assets/") || quality(headers, ACCEPT, &["text/html", "text/*", "*/*"]) == 0.0 {
            return (StatusCode::NOT_FOUND, [(CACHE_CONTROL, ASK_EACH_TIME)]).into_response();
        }
        if !self.pages.have(path) {
            return (StatusCode::NOT_FOUND, [(CACHE_CONTROL, ASK_EACH_TIME)], self.page.response(headers))
                .into_response();
        }
        let caching = [(CACHE_CONTROL, ASK_EACH_TIME), (ETAG, self.page_tag.clone())];
        if is_known(headers, &self.page_tag) {
            return (StatusCode::NOT_MODIFIED, caching, [(VARY, "Accept-Encoding")]).into_response();
        }
        (caching, self.page.response(headers)).into_response()
    }

    /// The answer to a method that changes something: nothing here can be changed.
    fn refuse(&self, path: &str) -> Response {
        if self.assets.contains_key(path) || self.pages.have(path) {
            return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
        }
        StatusCode::NOT_FOUND.into_response()
    }
}

/// The paths that the app has a page for.
struct Pages(Vec<Vec<String>>);

impl Pages {
    /// Reads patterns such as `/cases/:id`, a line each.
    fn read(text: &str) -> Self {
        let segments = |pattern: &str| pattern.split('/').skip(1).map(str::to_owned).collect();
        Self(text.lines().filter(|line| line.starts_with('/')).map(segments).collect())
    }

    /// Whether one of them stands for `path`; a slash at its end is no matter, as to the app's router.
    fn have(&self, path: &str) -> bool {
        let path = if path.len() > 1 { path.strip_suffix('/').unwrap_or(path) } else { path };
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        self.0.iter().any(|page| {
            page.len() == segments.len()
                && page
                    .iter()
                    .zip(&segments)
                    .all(|(ours, theirs)| ours == theirs || ours.starts_with(':') && !theirs.is_empty())
        })
    }
}

impl File {
    /// The smallest form that the client takes. (`identity;q=0` is answered plainly all the same.)
    fn response(&self, headers: &HeaderMap) -> Response {
        let takes = |coding: &str| quality(headers, ACCEPT_ENCODING, &[coding, "*"]) > 0.0;
        let (body, coding) = match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if takes("br") => (brotli, Some("br")),
            (_, Some(gzip)) if takes("gzip") => (gzip, Some("gzip")),
            _ => (&self.plain, None),
        };
        let mut response = Body::from(body.clone()).into_response();
        let out = response.headers_mut();
        out.insert(CONTENT_TYPE, self.content_type.clone());
        out.insert(VARY, HeaderValue::from_static("Accept-Encoding"));
        if let Some(coding) = coding {
            out.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
        }
        response
    }
}

/// How much the client wants the first of `names` that the header has, from 0 (not at all) to 1: names
/// are given from the particular to the general, and the particular decides (RFC 9110 section 12.4).
/// Without an `Accept` everything is welcome; without an `Accept-Encoding` nothing but the plain bytes.
fn quality(headers: &HeaderMap, header: HeaderName, names: &[&str]) -> f32 {
    if header == ACCEPT && !headers.contains_key(ACCEPT) {
        return 1.0;
    }
    let find = |name: &str| {
        elements(headers, header.clone()).find_map(|element| {
            let mut parts = element.split(';').map(str::trim);
            let is_it = parts.next()?.eq_ignore_ascii_case(name);
            let quality = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
            is_it.then(|| quality.map_or(1.0, |quality| quality.trim().parse().unwrap_or(0.0)))
        })
    };
    names.iter().find_map(|name| find(name)).unwrap_or(0.0)
}

/// The elements of a header that holds a list.
fn elements(headers: &HeaderMap, header: HeaderName) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(header).into_iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim)
}

/// Reads everything under `folder` into `contents`, by its path as in a request.
fn read(folder: &Path, prefix: &str, contents: &mut HashMap<String, Bytes>) -> Result<(), LoadError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| LoadError::Read { path, source }
    };
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let entry = entry.map_err(failed(folder))?;
        let path = entry.path();
        let name = format!("{prefix}/{}", entry.file_name().to_string_lossy());
        if path.is_dir() {
            read(&path, &name, contents)?;
        } else {
            contents.insert(name, fs::read(&path).map_err(failed(&path))?.into());
        }
    }
    Ok(())
}

fn is_compressed_copy(path: &str, contents: &HashMap<String, Bytes>) -> bool {
    let original = path.strip_suffix(".br").or(path.strip_suffix(".gz"));
    original.is_some_and(|original| contents.contains_key(original))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
