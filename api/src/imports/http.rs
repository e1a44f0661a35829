//! Ledgers over HTTP, beside GraphQL: the file comes as other uploads do, with the same access token and refusals of the
//! same form. `POST /imports/preview` tells what would come of a ledger, `POST /imports/refused` hands out the rows that
//! are refused as a workbook, `PUT /imports/{id}` takes it in, once under one id.

use axum::{
    Json, Router,
    body::Body,
    extract::{Path, Query, Request, State},
    response::{IntoResponse, Response},
    routing::{post, put},
};
use bytes::Bytes;
use entity::enums::LedgerKind;
use http::{HeaderValue, StatusCode, header, request::Parts};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;
use vocabulary::{Language, Term};

use super::{
    columns::{self, letters},
    reading::{MOST_BYTES, Row},
    report::{self, Report, Told},
    service::{self, Ledger, Refusal},
    stating::shown,
};
use crate::{
    shared::{
        caller::Caller,
        errors::{Failure, UserErrorCode},
        ids::{self, Kind},
        language::preferred,
        room,
        transport::{self, TransportError},
    },
    users::gate::Gate,
};

type Answered = Result<Response, TransportError>;

/// The most faults that an answer lists; the workbook of refused rows has them all.
const LISTED: usize = 500;

/// `POST /imports/preview`, `POST /imports/refused`, `PUT /imports/{id}`.
pub fn router(gate: Gate) -> Router {
    Router::new()
        .route("/imports/preview", post(preview))
        .route("/imports/refused", post(refused))
        .route("/imports/{id}", put(take_in))
        .with_state(gate)
}

async fn preview(State(gate): State<Gate>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    answer(&parts, told(&gate, &parts, body, None).await)
}

async fn refused(State(gate): State<Gate>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    answer(&parts, handed_out(&gate, &parts, body).await)
}

async fn take_in(State(gate): State<Gate>, Path(id): Path<String>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let answered = match id.parse::<Uuid>() {
        Ok(id) => told(&gate, &parts, body, Some(id)).await,
        Err(_) => {
            Err(bad_request("导入编号应为UUID".to_owned(), "The import's id must be a UUID".to_owned()))
        }
    };
    answer(&parts, answered)
}

fn answer(parts: &Parts, answered: Answered) -> Response {
    let language = parts.headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let language = preferred(language.unwrap_or_default());
    answered.unwrap_or_else(|error| transport::refusal(error, language))
}

/// The parameters of an address; the body is the workbook.
#[derive(Deserialize)]
struct Asked {
    kind: LedgerKind,
    name: String,
}

async fn received(
    caller: &Caller,
    parts: &Parts,
    body: Body,
    id: Option<Uuid>,
) -> Result<Report, TransportError> {
    let Query(Asked { kind, name }) = Query::<Asked>::try_from_uri(&parts.uri).map_err(|error| {
        let detail = error.body_text();
        bad_request(format!("导入参数有误：{detail}"), format!("The import's parameters are wrong: {detail}"))
    })?;
    let content = read(parts, body).await?;
    service::run(caller, Ledger { kind, file_name: name, content }, id).await.map_err(failed)
}

async fn read(parts: &Parts, body: Body) -> Result<Bytes, TransportError> {
    let too_large = || {
        TransportError::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "LIMIT_EXCEEDED",
            format!("文件过大：最大 {} MB", MOST_BYTES >> 20),
            format!("The file is too large: at most {} MB", MOST_BYTES >> 20),
        )
        .with("limit", "fileBytes")
        .with("allowed", MOST_BYTES as u64)
    };
    let announced =
        parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if announced.is_some_and(|announced: usize| announced > MOST_BYTES) {
        return Err(too_large());
    }
    axum::body::to_bytes(body, MOST_BYTES).await.map_err(|error| {
        let mut cause: Option<&dyn std::error::Error> = Some(&error);
        while let Some(error) = cause {
            if error.to_string().contains("length limit exceeded") {
                return too_large();
            }
            cause = error.source();
        }
        let (zh, en) = ("上传中断，请重试", "The upload broke off; try again");
        TransportError::new(StatusCode::BAD_REQUEST, "INTERRUPTED", zh, en)
    })
}

async fn told(gate: &Gate, parts: &Parts, body: Body, id: Option<Uuid>) -> Answered {
    let caller = gate.caller(parts).await?;
    let report = received(&caller, parts, body, id).await?;
    // Nothing was done where something was to be.
    let refused = id.is_some() && report.import.is_none() && !report.refused.is_empty();
    let status = match (&report.import, refused) {
        (Some(_), _) => StatusCode::CREATED,
        (None, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, false) => StatusCode::OK,
    };
    let body = Json(shape(&report, caller.language()));
    Ok((status, [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], body).into_response())
}

async fn handed_out(gate: &Gate, parts: &Parts, body: Body) -> Answered {
    let caller = gate.caller(parts).await?;
    let report = received(&caller, parts, body, None).await?;
    let language = caller.language();
    let written = tokio::task::spawn_blocking(move || report::refused(&report, language)).await;
    let content = written
        .map_err(TransportError::internal)?
        .map_err(|error| TransportError::internal(format!("{error:#}")))?;
    let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment")),
    ];
    Ok((headers, content).into_response())
}

/// The report as JSON.
fn shape(report: &Report, language: Language) -> Value {
    let table = columns::of(report.kind);
    let called = |place: usize| table[place].label.in_language(language);
    let sheets = report.sheets.iter().map(|found| {
        let sheet = &found.sheet;
        let heads = sheet.heads.iter().map(|(column, said, place)| {
            json!({ "column": letters(*column), "head": said, "meaning": place.map(called) })
        });
        let left_out = found
            .left_out
            .iter()
            .take(LISTED)
            .map(|(row, why)| json!({ "row": row, "reason": report::why(*why).in_language(language) }));
        json!({
            "name": sheet.name,
            "headRow": sheet.head,
            "columns": heads.collect::<Vec<_>>(),
            "rows": found.rows,
            "leftOut": left_out.collect::<Vec<_>>(),
        })
    });
    // Only columns of which some sheet says something are shown.
    let used: Vec<usize> = (0..table.len())
        .filter(|place| report.sheets.iter().any(|found| found.sheet.placed[*place].is_some()))
        .collect();
    let line = |row: &Row| {
        let cells: Vec<String> = used.iter().map(|place| shown(&table[*place], &row.cells[*place])).collect();
        json!({ "sheet": row.sheet.name, "row": row.number, "cells": cells })
    };
    let repeated = report.repeated.iter().take(LISTED);
    let repeated = repeated.map(|(sheet, row)| json!({ "sheet": sheet.name, "row": row }));
    let of_row = |refused: &report::Refused| {
        let tell = |fault| {
            let Told { cell, column, value, reason } = refused.tell(report.kind, fault, language);
            let code = fault.code.code();
            json!({ "sheet": refused.row.sheet.name, "row": refused.row.number, "cell": cell, "column": column,
                "value": value, "code": code, "reason": reason })
        };
        refused.faults.iter().map(tell).collect::<Vec<_>>()
    };
    json!({
        "kind": report.kind.code(),
        "digest": report.digest,
        "sheets": sheets.collect::<Vec<_>>(),
        "ignoredSheets": report.ignored,
        "rows": report.rows,
        "columns": used.iter().map(|place| called(*place)).collect::<Vec<_>>(),
        "shown": report.shown.iter().map(line).collect::<Vec<_>>(),
        "repeated": report.repeated.len(),
        "repeatedRows": repeated.collect::<Vec<_>>(),
        "refused": report.refused.len(),
        "faults": report.refused.iter().flat_map(of_row).take(LISTED).collect::<Vec<_>>(),
        "importId": report.import.as_ref().map(|import| ids::encode(Kind::Import, import.id).to_string()),
    })
}

fn bad_request(zh: String, en: String) -> TransportError {
    TransportError::new(StatusCode::BAD_REQUEST, "BAD_USER_INPUT", zh, en)
}

fn failed(refusal: Refusal) -> TransportError {
    let failure = match refusal {
        Refusal::Unreadable(unreadable) => {
            let said = unreadable.message();
            return TransportError::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "UNREADABLE_WORKBOOK",
                said.zh,
                said.en,
            );
        }
        Refusal::Failure(failure) => failure,
    };
    match failure {
        Failure::Conflict => {
            let (zh, en) = ("该导入编号已被使用", "Another import has this id");
            TransportError::new(StatusCode::CONFLICT, "CONFLICT", zh, en)
        }
        Failure::Rejected(problems) => {
            let Some(problem) = problems.into_iter().next() else {
                return TransportError::internal("refused without a reason");
            };
            let (status, code) = match problem.code {
                UserErrorCode::Forbidden => (StatusCode::FORBIDDEN, "FORBIDDEN"),
                _ => (StatusCode::BAD_REQUEST, "BAD_USER_INPUT"),
            };
            let error = TransportError::new(status, code, problem.message.zh, problem.message.en);
            match problem.path.first() {
                Some(field) => error.with("field", field.as_str()),
                None => error,
            }
        }
        Failure::Internal(error) if room::is_missing(&error) => {
            let said = room::missing();
            TransportError::new(StatusCode::INSUFFICIENT_STORAGE, room::CODE, said.zh, said.en)
        }
        Failure::Internal(error) => TransportError::internal(format!("{error:#}")),
    }
}
