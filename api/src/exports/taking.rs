//! A workbook that leaves the platform: it is written beside the requests, and the log says who took what.

use serde_json::{Value, json};

use super::sheet::{self, Cell, Heading};
use crate::shared::{
    audit::Record,
    caller::Caller,
    change::{self, Begun},
    errors::Failure,
};

/// A finished workbook.
pub struct Workbook {
    /// How many records it lists.
    pub rows: usize,
    /// The file.
    pub content: Vec<u8>,
}

/// What the log says of a workbook.
pub struct TakenOut {
    /// The mutation.
    pub action: &'static str,
    /// The GraphQL type of what it lists.
    pub object_type: &'static str,
    /// What was asked for.
    pub asked: Value,
}

/// Writes the workbook, and logs that it was taken out.
///
/// # Errors
///
/// Where the workbook can't be put together; the database's.
pub async fn take_out(
    caller: &Caller,
    what: TakenOut,
    sheet: &str,
    headings: Vec<Heading>,
    rows: Vec<Vec<Cell>>,
) -> Result<Workbook, Failure> {
    let (count, name) = (rows.len(), sheet.to_owned());
    let content = tokio::task::spawn_blocking(move || sheet::write(&name, &headings, &rows))
        .await
        .map_err(anyhow::Error::from)??;
    let TakenOut { action, object_type, asked } = what;
    log_taken_out(caller, action, object_type, count, asked).await?;
    Ok(Workbook { rows: count, content })
}

/// Logs that a file with so many records or parts was taken out.
///
/// # Errors
///
/// The database's.
pub async fn log_taken_out(
    caller: &Caller,
    action: &str,
    object_type: &'static str,
    rows: usize,
    asked: Value,
) -> Result<(), Failure> {
    if let Begun::Fresh(change) = change::begin(caller, None).await? {
        let detail = json!({ "rows": rows, "asked": asked });
        change.commit(Record { action: action.to_owned(), object_type, object_id: None, detail }).await?;
    }
    Ok(())
}
