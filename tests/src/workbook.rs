//! Workbooks as departments keep their ledgers in, and taking them in.

use axum::body::Body;
use http::{Method, Request, header};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use serde_json::Value;
use tower::ServiceExt;
use uuid::Uuid;

use crate::{Client, World};

/// A workbook of one sheet: texts as texts, numbers as numbers, `{ "date": "2025-03-01" }` as a cell of a date.
pub fn workbook(rows: &[Value]) -> Vec<u8> {
    book(&[("台账", rows, &[])])
}

/// A sheet: its name, its rows, and what is merged (first row, first column, last row, last column).
pub type Sheet<'a> = (&'a str, &'a [Value], &'a [(u32, u16, u32, u16)]);

/// A workbook of these sheets.
pub fn book(sheets: &[Sheet<'_>]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows, merged) in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(*name).expect("a name");
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(cells.as_array().expect("cells")) {
                write(sheet, row, column, cell);
            }
        }
        for (first_row, first, last_row, last) in *merged {
            let format = Format::new();
            sheet.merge_range(*first_row, *first, *last_row, *last, "", &format).expect("merged");
            write(sheet, *first_row, *first, &rows[*first_row as usize][*first as usize]);
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Value) {
    let written = match cell {
        Value::Null => Ok(sheet),
        Value::String(text) => sheet.write_string(row, column, text),
        Value::Number(number) => sheet.write_number(row, column, number.as_f64().expect("a number")),
        Value::Bool(flag) => sheet.write_boolean(row, column, *flag),
        date => {
            let date = date["date"].as_str().expect("a date");
            let date = ExcelDateTime::parse_from_str(date).expect("a date");
            let format = Format::new().set_num_format("yyyy/m/d");
            sheet.write_datetime_with_format(row, column, &date, &format)
        }
    };
    assert!(written.is_ok(), "{cell} can't be written");
}

impl World {
    /// Sends a workbook to `path` below `/imports`, and answers the status and the body.
    pub async fn send_ledger(
        &self,
        by: &Client,
        (method, path): (Method, &str),
        kind: &str,
        content: Vec<u8>,
    ) -> (u16, Vec<u8>) {
        let name = "2025%E5%B9%B4%E5%8F%B0%E8%B4%A6.xlsx";
        let request = Request::builder()
            .method(method)
            .uri(format!("/imports/{path}?kind={kind}&name={name}"))
            .header(header::AUTHORIZATION, format!("Bearer {}", by.token().unwrap_or_default()))
            .body(Body::from(content))
            .expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let status = response.status().as_u16();
        let body = axum::body::to_bytes(response.into_body(), 64 << 20).await.expect("a body");
        (status, body.to_vec())
    }

    /// What would come of a ledger.
    pub async fn preview_ledger(&self, by: &Client, kind: &str, content: Vec<u8>) -> Value {
        let (status, body) = self.send_ledger(by, (Method::POST, "preview"), kind, content).await;
        let body = serde_json::from_slice(&body).expect("JSON");
        assert_eq!(status, 200, "{body:#}");
        body
    }

    /// Takes a ledger in under a new id; answers the status and the report.
    pub async fn take_ledger_in(&self, by: &Client, kind: &str, content: Vec<u8>) -> (u16, Value) {
        let id = Uuid::now_v7().to_string();
        let (status, body) = self.send_ledger(by, (Method::PUT, &id), kind, content).await;
        (status, serde_json::from_slice(&body).expect("JSON"))
    }
}
