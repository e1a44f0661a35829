//! A document as a file of Word, in the official layout. That it was taken out is logged.

use entity::{department, enums::OfficeDocumentKind, office_document::Model, region};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;
use vocabulary::{Language, Term, in_chinese};

use super::{
    service::{OBJECT, load, number},
    text::{self, Row, Section},
};
use crate::{
    exports::{
        official::{self, Block, Document},
        taking::log_taken_out,
    },
    shared::{caller::Caller, errors::Failure},
};

/// The file and what to call it.
pub struct Paper {
    /// The file.
    pub content: Vec<u8>,
    /// Its name.
    pub name: String,
    /// How many parts it has.
    pub parts: usize,
}

/// Writes the document with `id`.
///
/// # Errors
///
/// Where the caller sees no such document; where the file can't be put together.
pub async fn write(caller: &Caller, id: Uuid, asked: serde_json::Value) -> Result<Paper, Failure> {
    let db = &caller.app.db.read;
    let row = load(db, caller, id).await?;
    // An official document is in Chinese, whoever takes it out.
    let written = text::read(db, &row, Language::Chinese).await?;
    let office = department::Entity::find_by_id(row.department_id).one(db).await?;
    let office = office.map(|office| office.name).unwrap_or_default();
    let region =
        region::Entity::find().filter(region::Column::Key.eq(row.region_key.as_str())).one(db).await?;
    let region = region.map(|region| region.name).unwrap_or_default();
    let document = document(&row, &office, &written.sections);
    let parts = written.sections.len();
    let content = tokio::task::spawn_blocking(move || official::write(&document))
        .await
        .map_err(anyhow::Error::from)??;
    log_taken_out(caller, "exportOfficeDocument", OBJECT, parts, asked).await?;
    let number = number(&row).unwrap_or_else(|| row.state.label().zh.to_owned());
    let name = format!("{region}{}{number}.docx", row.kind.label().zh);
    Ok(Paper { content, name, parts })
}

fn document(row: &Model, office: &str, sections: &[Section]) -> Document {
    let bulletin = row.kind == OfficeDocumentKind::Bulletin;
    let number = number(row).unwrap_or_default();
    let day = row.issued_on.map(official::date);
    let mut blocks = Vec::new();
    let mut headings = 0;
    for section in sections {
        if !section.heading.is_empty() {
            headings += 1;
            blocks.push(Block::Heading(1, format!("{}、{}", in_chinese(headings), section.heading)));
        }
        let text: String = section.pieces.iter().map(|piece| piece.text.as_str()).collect();
        if !text.is_empty() {
            blocks.push(Block::Text(text));
        }
        if !section.table.is_empty() {
            blocks.push(table(&section.table));
        }
    }
    Document {
        red_head: bulletin.then(|| (format!("{office}工作简报"), number)),
        title: row.title.clone(),
        number: None,
        addressee: row.addressee.clone(),
        blocks,
        issued: day.map(|day| (office.to_owned(), day)),
    }
}

fn table(rows: &[Row]) -> Block {
    let headings = [("指标", 11), ("单位", 3), ("本期", 5), ("上年同期", 5), ("同比", 4)];
    let row = |row: &Row| {
        vec![
            row.definition.name.zh.clone(),
            row.unit_in_table(Language::Chinese),
            row.in_table(row.present, Language::Chinese),
            row.in_table(row.previous, Language::Chinese),
            row.change().unwrap_or_else(|| "—".to_owned()),
        ]
    };
    Block::Table {
        headings: headings.map(|(heading, share)| (heading.to_owned(), share)).to_vec(),
        rows: rows.iter().map(row).collect(),
    }
}
