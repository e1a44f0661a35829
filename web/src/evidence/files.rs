//! Files to and from the server, beside GraphQL: sent with their progress, fetched with the access token
//! that no link could carry.

use crate::{components::download::ObjectUrl, graphql::transport::ApiError, i18n::language};
use gloo_net::http::{Request, RequestBuilder, Response};
use js_sys::Promise;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, ProgressEvent, XmlHttpRequest};

/// A refusal, of the form that GraphQL's have.
#[derive(Deserialize)]
struct Refusal {
    errors: Vec<RefusalError>,
}

#[derive(Deserialize)]
struct RefusalError {
    message: String,
    extensions: RefusalExtensions,
}

#[derive(Deserialize)]
struct RefusalExtensions {
    code: String,
}

/// What a refusal of a file means.
pub fn refused(status: u16, text: &str) -> ApiError {
    let error = serde_json::from_str::<Refusal>(text).ok().and_then(|mut refusal| refusal.errors.pop());
    match (status, error) {
        (0 | 502..=504, _) => ApiError::Offline,
        (401, _) => ApiError::Unauthenticated,
        (_, Some(error)) => match error.extensions.code.as_str() {
            "INTERRUPTED" | "TIMEOUT" | "BUSY" => ApiError::Offline,
            "INTERNAL" => ApiError::Internal(None),
            _ => ApiError::Refused(error.message),
        },
        (_, None) => ApiError::Internal(None),
    }
}

/// Fetches the file at `url`.
pub async fn fetch(url: String, token: String) -> Result<ObjectUrl, ApiError> {
    let request = asking(Request::get(&url), &token);
    received(request.send().await.map_err(|_| ApiError::Offline)?).await
}

/// The request, as who has the token asks, in the language of the page.
pub fn asking(request: RequestBuilder, token: &str) -> RequestBuilder {
    request.header("accept-language", language().tag()).header("authorization", &format!("Bearer {token}"))
}

/// The file that is answered.
pub async fn received(response: Response) -> Result<ObjectUrl, ApiError> {
    if !response.ok() {
        let status = response.status();
        let text = response.text().await.unwrap_or_default();
        return Err(refused(status, &text));
    }
    let blob = web_sys::Response::from(response).blob().map_err(|_| ApiError::Internal(None))?;
    let blob = JsFuture::from(blob).await.map_err(|_| ApiError::Offline)?;
    let blob: Blob = blob.dyn_into().map_err(|_| ApiError::Internal(None))?;
    ObjectUrl::of(&blob).map_err(|_| ApiError::Internal(None))
}

/// A file that is on record.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Filed {
    /// The item's global id.
    pub id: String,
    /// What it made of the case's version; none where that was before it was kept.
    pub case_version: Option<Moved>,
}

/// A case's version before and after.
#[derive(Clone, Copy, Deserialize)]
pub struct Moved {
    pub from: i32,
    pub to: i32,
}

/// Sends `file` to `url`, telling `progress` the part that has gone, 0 to 1.
pub async fn send(
    url: String,
    file: File,
    token: String,
    progress: impl Fn(f64) + 'static,
) -> Result<Filed, ApiError> {
    let broken = |_: JsValue| ApiError::Internal(None);
    let request = XmlHttpRequest::new().map_err(broken)?;
    request.open_with_async("PUT", &url, true).map_err(broken)?;
    let bearer = format!("Bearer {token}");
    for (name, value) in [("authorization", bearer.as_str()), ("accept-language", language().tag())] {
        request.set_request_header(name, value).map_err(broken)?;
    }
    let moved = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            progress(event.loaded() / event.total());
        }
    });
    let upload = request.upload().map_err(broken)?;
    upload.set_onprogress(Some(moved.as_ref().unchecked_ref()));
    // Ends whichever way it went: the status says which.
    let mut ended = |resolve: js_sys::Function, _| request.set_onloadend(Some(&resolve));
    let end = Promise::new(&mut ended);
    request.send_with_opt_blob(Some(&file)).map_err(broken)?;
    JsFuture::from(end).await.map_err(broken)?;
    upload.set_onprogress(None);
    let text = request.response_text().ok().flatten().unwrap_or_default();
    match request.status().map_err(broken)? {
        200 | 201 => serde_json::from_str(&text).map_err(|_| ApiError::Internal(None)),
        status => Err(refused(status, &text)),
    }
}

/// A size as people read it: `3.4 MB`.
pub fn readable(bytes: f64) -> String {
    match bytes {
        bytes if bytes < 1024.0 => format!("{bytes} B"),
        bytes if bytes < 1_048_576.0 => format!("{:.0} KB", bytes / 1024.0),
        bytes => format!("{:.1} MB", bytes / 1_048_576.0),
    }
}

/// The name of a photograph of `said`: what a camera calls it (`IMG_2071.jpg`) would be the name of a document.
pub fn photograph(name: &str, said: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "jpg"));
    let rest = stem.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let counted = !rest.is_empty()
        && stem.len() - rest.len() <= 5
        && rest.chars().all(|sign| sign.is_ascii_digit() || "_- ()".contains(sign));
    if counted || stem.eq_ignore_ascii_case("image") {
        format!("{said}.{extension}")
    } else {
        name.to_owned()
    }
}
