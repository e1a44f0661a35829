//! Files over HTTP, beside GraphQL: with the same access token, the same viewer, and refusals of the
//! same form. What is served can do nothing in a browser but be saved or, as a preview, looked at.

use axum::{
    Router,
    body::Body,
    extract::{Path, Query, Request, State},
    response::{IntoResponse, Response},
    routing::{get, put},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::NaiveDate;
use entity::{attachment, enums::EvidenceKind};
use http::{HeaderName, HeaderValue, StatusCode, header, request::Parts};
use object_store::{GetOptions, GetRange, GetResult, ObjectStore};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    preview::{self, Size},
    rules::{self, Asked},
    service::{self, Filed, NewAttachment},
    upload::{self, NotReceived},
};
use crate::{
    shared::{
        caller::Caller,
        errors::{Failure, Problem, UserErrorCode},
        ids::{self, Kind},
        language::Language,
        room, storage,
        transport::{self, TransportError},
    },
    users::gate::Gate,
};

type Answered = Result<Response, TransportError>;

/// `PUT` and `GET /attachments/{id}`, `GET /attachments/{id}/preview`.
pub fn router(gate: Gate) -> Router {
    Router::new()
        .route("/attachments/{id}", put(upload).get(download))
        .route("/attachments/{id}/preview", get(preview))
        .with_state(gate)
}

async fn upload(State(gate): State<Gate>, Path(id): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    answer(&parts, take_in(&gate, &id, &parts, body).await)
}

async fn download(State(gate): State<Gate>, Path(id): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    answer(&parts, hand_out(&gate, &id, &parts).await)
}

async fn preview(State(gate): State<Gate>, Path(id): Path<String>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    answer(&parts, show(&gate, &id, &parts).await)
}

fn answer(parts: &Parts, answered: Answered) -> Response {
    let language = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = Language::from_accept_language(language.unwrap_or_default());
    answered.unwrap_or_else(|error| transport::refusal(error, language))
}

/// The parameters of an upload's address; the body is the file.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Upload {
    case: String,
    name: String,
    kind: Option<EvidenceKind>,
    obtained_on: Option<NaiveDate>,
    note: Option<String>,
    corrects: Option<String>,
}

async fn take_in(gate: &Gate, id: &str, parts: &Parts, body: Body) -> Answered {
    let caller = gate.caller(parts).await?;
    let Query(upload) = Query::<Upload>::try_from_uri(&parts.uri).map_err(|error| {
        let detail = error.body_text();
        bad_request(format!("上传参数有误：{detail}"), format!("The upload's parameters are wrong: {detail}"))
    })?;
    let id = id
        .parse::<Uuid>()
        .map_err(|_| bad_request("文件编号应为UUID".to_owned(), "The file's id must be a UUID".to_owned()))?;
    let new = NewAttachment {
        id,
        case_id: ids::decode_as(Kind::Case, &upload.case).unwrap_or_default(),
        name: upload.name,
        kind: upload.kind,
        obtained_on: upload.obtained_on,
        note: upload.note,
        corrects_id: upload.corrects.map(|id| ids::decode_as(Kind::Attachment, &id).unwrap_or_default()),
    };
    let new = service::admit(&caller, new).await.map_err(refused)?;
    let announced = parts
        .headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.parse().ok());
    let received = upload::receive(&caller.app.files, body, announced).await.map_err(not_received)?;
    let Filed { row, fresh } = service::file(&caller, new, received).await.map_err(refused)?;
    let status = if fresh { StatusCode::CREATED } else { StatusCode::OK };
    let same =
        service::same_content(caller.app.db.current(), &row).await.map_err(TransportError::internal)?;
    let body = serde_json::json!({
        "id": ids::encode(Kind::Attachment, row.id).to_string(),
        "number": row.number,
        "name": row.name,
        "mediaType": row.media_type,
        "size": row.size,
        "digest": row.digest,
        "url": format!("/attachments/{}", row.id),
        // Filed all the same: the same photograph may prove two things. The person decides.
        "sameContentAs": same.map(|same| serde_json::json!({
            "id": ids::encode(Kind::Attachment, same.id).to_string(),
            "number": same.number,
            "name": same.name,
        })),
        // Who has read the case at the first goes on at the second: nobody else came between.
        "caseVersion": row.case_version.map(|to| serde_json::json!({ "from": to - 1, "to": to })),
    });
    Ok((status, [(header::CACHE_CONTROL, NO_STORE)], axum::Json(body)).into_response())
}

/// The viewer may see it, and that they read it is on record. Everything else does not exist.
async fn open(caller: &Caller, id: &str, action: &str) -> Result<attachment::Model, TransportError> {
    let id = id.parse::<Uuid>().map_err(|_| not_found())?;
    let row = service::read(caller, id, action).await.map_err(|error| failed(error.into()))?;
    row.ok_or_else(not_found)
}

async fn object(
    caller: &Caller,
    row: &attachment::Model,
    part: Option<std::ops::Range<u64>>,
) -> Result<GetResult, TransportError> {
    let place = storage::filed(row.id, &row.digest);
    let options = GetOptions { range: part.map(GetRange::Bounded), ..GetOptions::default() };
    let object = caller.app.files.store.get_opts(&place, options).await;
    let object = object.map_err(|error| TransportError::internal(format!("{place}: {error}")))?;
    if i64::try_from(object.meta.size) != Ok(row.size) {
        return Err(TransportError::internal(format!("{place} is not what was filed")));
    }
    Ok(object)
}

async fn hand_out(gate: &Gate, id: &str, parts: &Parts) -> Answered {
    let caller = gate.caller(parts).await?;
    let row = open(&caller, id, "readEvidence").await?;
    let size = u64::try_from(row.size).map_err(TransportError::internal)?;
    // The digest names the content: a part that was fetched before is continued only of the same.
    let tag = format!("\"{}\"", row.digest);
    let header = |name| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let range = header(header::RANGE).filter(|_| header(header::IF_RANGE).is_none_or(|known| known == tag));
    let part = match rules::asked(range, size) {
        Asked::Whole => None,
        Asked::Part(part) => Some(part),
        Asked::Nothing => {
            let mut response = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
            response.headers_mut().insert(header::CONTENT_RANGE, ascii(format!("bytes */{size}"))?);
            return Ok(harmless(response));
        }
    };
    let object = object(&caller, &row, part.clone()).await?;
    let mut response = Body::from_stream(object.into_stream()).into_response();
    if let Some(part) = &part {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        let range = format!("bytes {}-{}/{size}", part.start, part.end - 1);
        response.headers_mut().insert(header::CONTENT_RANGE, ascii(range)?);
    }
    let out = response.headers_mut();
    out.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    out.insert(header::ETAG, ascii(tag)?);
    // The type is one of ours, so that no file's name or content chooses a header.
    let media = rules::named(&row.media_type);
    let name = media.map_or_else(|| rules::file_name(&row.name), |media| rules::name_as(&row.name, media));
    let media = media.map_or("application/octet-stream", |media| media.name);
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    let length = part.map_or(size, |part| part.end - part.start);
    out.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    let disposition = format!("attachment; filename*=UTF-8''{}", percent_encoded(&name));
    out.insert(header::CONTENT_DISPOSITION, ascii(disposition)?);
    if let Ok(digest) = hex::decode(&row.digest) {
        let digest = format!("sha-256=:{}:", STANDARD.encode(digest));
        out.insert(HeaderName::from_static("repr-digest"), ascii(digest)?);
    }
    Ok(harmless(response))
}

async fn show(gate: &Gate, id: &str, parts: &Parts) -> Answered {
    let caller = gate.caller(parts).await?;
    let size = match parts.uri.query() {
        Some("size=thumbnail") => Size::Thumbnail,
        _ => Size::Screen,
    };
    let row = open(&caller, id, "previewEvidence").await?;
    let previewed = rules::named(&row.media_type).is_some_and(|media| media.previewed);
    if !previewed || row.size > preview::MAX_ORIGINAL as i64 {
        return Err(no_preview());
    }
    let _permit = caller.app.files.previews.acquire().await.map_err(TransportError::internal)?;
    let bytes = object(&caller, &row, None).await?.bytes().await.map_err(TransportError::internal)?;
    let made = tokio::task::spawn_blocking(move || preview::render(&bytes, size)).await;
    let jpeg = made.map_err(TransportError::internal)?.map_err(|error| {
        tracing::info!(attachment = %row.id, %error, "no preview can be made");
        no_preview()
    })?;
    let mut response = Body::from(jpeg).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
    Ok(harmless(response))
}

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// Nothing of it runs, whoever opens it how; and nobody finds it in a shared computer's cache.
fn harmless(mut response: Response) -> Response {
    let out = response.headers_mut();
    let policy = HeaderValue::from_static("default-src 'none'; sandbox");
    out.insert(header::CONTENT_SECURITY_POLICY, policy);
    out.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    out.insert(header::CACHE_CONTROL, NO_STORE);
    response
}

/// As RFC 8187 writes a parameter's value.
fn percent_encoded(name: &str) -> String {
    let mut encoded = String::with_capacity(name.len() * 3);
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(byte.into()),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

fn ascii(value: String) -> Result<HeaderValue, TransportError> {
    HeaderValue::try_from(value).map_err(TransportError::internal)
}

fn bad_request(zh: String, en: String) -> TransportError {
    TransportError::new(StatusCode::BAD_REQUEST, "BAD_USER_INPUT", zh, en)
}

fn not_found() -> TransportError {
    let (zh, en) = ("找不到该文件，或您无权查看", "There is no such file, or you may not see it");
    TransportError::new(StatusCode::NOT_FOUND, "NOT_FOUND", zh, en)
}

fn no_preview() -> TransportError {
    let (zh, en) = ("该文件无法预览，请下载原件查看", "There is no preview of this file; download it");
    TransportError::new(StatusCode::UNPROCESSABLE_ENTITY, "NO_PREVIEW", zh, en)
}

/// A service's refusal, as HTTP tells it: the gravest problem decides status and code.
fn refused(failure: Failure) -> TransportError {
    let problems = match failure {
        Failure::Rejected(problems) => problems,
        Failure::Conflict => {
            let (zh, en) = ("案件刚被他人修改，请重试", "The case was changed just now; try again");
            return TransportError::new(StatusCode::SERVICE_UNAVAILABLE, "BUSY", zh, en)
                .with_header(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        Failure::Internal(error) => return failed(error),
    };
    let grave = |problem: &&Problem| status(problem.code).0;
    let Some(problem) = problems.iter().min_by_key(grave) else {
        return TransportError::internal("refused without a reason");
    };
    let (_, status, code) = status(problem.code);
    let mut error = TransportError::new(status, code, problem.message.zh.clone(), problem.message.en.clone());
    if let Some(field) = problem.path.first() {
        error = error.with("field", field.as_str());
    }
    error
}

/// A fault of ours, as HTTP tells it.
fn failed(error: anyhow::Error) -> TransportError {
    if !room::is_missing(&error) {
        return TransportError::internal(format!("{error:#}"));
    }
    tracing::error!(error = format!("{error:#}"), "no room is left");
    let message = room::missing();
    TransportError::new(StatusCode::INSUFFICIENT_STORAGE, room::CODE, message.zh, message.en)
}

/// How grave a problem is (lowest first), its status and code.
fn status(code: UserErrorCode) -> (u8, StatusCode, &'static str) {
    match code {
        UserErrorCode::NotFound => (0, StatusCode::NOT_FOUND, "NOT_FOUND"),
        UserErrorCode::Forbidden => (1, StatusCode::FORBIDDEN, "FORBIDDEN"),
        UserErrorCode::Conflict => (2, StatusCode::CONFLICT, "CONFLICT"),
        UserErrorCode::IllegalTransition => (3, StatusCode::CONFLICT, "ILLEGAL_TRANSITION"),
        _ => (4, StatusCode::BAD_REQUEST, "BAD_USER_INPUT"),
    }
}

fn not_received(reason: NotReceived) -> TransportError {
    let error = |status, code, zh: &str, en: &str| TransportError::new(status, code, zh, en);
    match reason {
        NotReceived::TooLarge(limit) => TransportError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "LIMIT_EXCEEDED",
            format!("文件过大：最大 {} MB", limit >> 20),
            format!("The file is too large: at most {} MB", limit >> 20),
        )
        .with("limit", "fileBytes")
        .with("allowed", limit),
        NotReceived::Empty => {
            error(StatusCode::BAD_REQUEST, "BAD_USER_INPUT", "文件是空的", "The file is empty")
        }
        NotReceived::Unaccepted => error(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "UNSUPPORTED_MEDIA_TYPE",
            "不支持该类文件（按内容判断）。请上传照片、PDF、OFD、docx、xlsx、pptx、音频或视频",
            "This type of file (by its content) is not accepted: upload pictures, PDF, OFD, docx, xlsx, pptx, \
             audio or video",
        ),
        NotReceived::BrokenOff => error(
            StatusCode::BAD_REQUEST,
            "INTERRUPTED",
            "上传中断，请重试",
            "The upload broke off; try again",
        ),
        NotReceived::Slow => error(
            StatusCode::REQUEST_TIMEOUT,
            "TIMEOUT",
            "上传速度过慢，请检查网络后重试",
            "The upload is too slow; check the network and try again",
        ),
        NotReceived::Store(cause) => failed(cause),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        assert_eq!(percent_encoded("店内\"; x=.jpg\r\n"), "%E5%BA%97%E5%86%85%22%3B%20x%3D.jpg%0D%0A");
    }
}
