//! Workbooks to the server, beside GraphQL, and what it says of them.

use crate::{
    components::download::ObjectUrl,
    evidence::{asking, received, refused},
    graphql::{enums::LedgerKind, transport::ApiError},
    session::Session,
};
use gloo_net::http::{Request, RequestBuilder, Response};
use serde::Deserialize;
use uuid::Uuid;
use vocabulary::Term;
use web_sys::File;

/// What came of a workbook, or would.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    pub sheets: Vec<Sheet>,
    pub ignored_sheets: Vec<String>,
    pub rows: i64,
    pub columns: Vec<String>,
    pub shown: Vec<Shown>,
    pub repeated: usize,
    pub refused: usize,
    pub faults: Vec<Fault>,
    pub import_id: Option<String>,
}

/// A sheet.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    pub name: String,
    pub head_row: i64,
    pub columns: Vec<Head>,
    pub rows: i64,
    pub left_out: Vec<LeftOut>,
}

/// What a head says, and what it is taken as.
#[derive(Clone, Deserialize)]
pub struct Head {
    pub column: String,
    pub head: String,
    pub meaning: Option<String>,
}

/// A row that is left out.
#[derive(Clone, Deserialize)]
pub struct LeftOut {
    pub row: i64,
    pub reason: String,
}

/// A row that goes in.
#[derive(Clone, Deserialize)]
pub struct Shown {
    pub sheet: String,
    pub row: i64,
    pub cells: Vec<String>,
}

/// What is wrong with a cell.
#[derive(Clone, Deserialize)]
pub struct Fault {
    pub sheet: String,
    pub row: i64,
    pub cell: String,
    pub column: String,
    pub value: String,
    pub reason: String,
}

async fn sent(request: RequestBuilder, file: File, token: String) -> Result<Response, ApiError> {
    let request = asking(request, &token).body(file).map_err(|_| ApiError::Internal(None))?;
    request.send().await.map_err(|_| ApiError::Offline)
}

fn address(path: &str, kind: LedgerKind, file: &File) -> String {
    let name = String::from(js_sys::encode_uri_component(&file.name()));
    format!("/imports/{path}?kind={}&name={name}", kind.code())
}

/// What would come of `file`; with an id, what came of taking it in.
pub async fn report(
    session: Session,
    kind: LedgerKind,
    file: File,
    id: Option<Uuid>,
) -> Result<Report, ApiError> {
    let attempt = move |token| {
        let file = file.clone();
        let request = match id {
            Some(id) => Request::put(&address(&id.to_string(), kind, &file)),
            None => Request::post(&address("preview", kind, &file)),
        };
        async move {
            let response = sent(request, file, token).await?;
            let status = response.status();
            let text = response.text().await.map_err(|_| ApiError::Offline)?;
            // Rows that are refused are told as a preview tells them.
            match serde_json::from_str::<Report>(&text) {
                Ok(report) if matches!(status, 200 | 201 | 422) => Ok(report),
                _ => Err(refused(status, &text)),
            }
        }
    };
    session.with_token(attempt).await
}

/// The rows of `file` that are refused, as a workbook.
pub async fn refused_rows(session: Session, kind: LedgerKind, file: File) -> Result<ObjectUrl, ApiError> {
    let attempt = move |token| {
        let file = file.clone();
        let request = Request::post(&address("refused", kind, &file));
        async move { received(sent(request, file, token).await?).await }
    };
    session.with_token(attempt).await
}
