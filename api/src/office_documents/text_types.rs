//! What a document says, as GraphQL shows it.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use entity::{enums::OfficeDocumentState, office_document};
use vocabulary::DocumentPieceKind;

use super::{
    text::{self, Row, Said, Section, Written},
    types::OfficeDocument,
};
use crate::{
    departments::types::Department,
    shared::{
        caller::Caller,
        errors::internal,
        ids::{self, Kind},
        policy::Scope,
        viewer,
    },
};

/// What a document says.
pub struct OfficeDocumentText {
    /// The document.
    pub row: office_document::Model,
    /// Its text with the numbers in it.
    pub written: Written,
}

/// What a document says: its parts, with the numbers of the figures that they name. Of a draft they are those of now; of one
/// that is issued, those of then, for ever.
#[Object]
impl OfficeDocumentText {
    /// The document.
    async fn document(&self) -> OfficeDocument {
        OfficeDocument(self.row.clone())
    }

    /// Its parts, in their order.
    async fn sections(&self) -> Vec<OfficeDocumentSection> {
        let items = self.row.sections.0.iter().map(|section| section.item_id);
        let parts = self.written.sections.iter().cloned().zip(items);
        parts.map(|(section, item)| OfficeDocumentSection { section, item }).collect()
    }

    /// How many numbers of the text somebody typed: each is marked as a TYPED_NUMBER, for no record stands behind it.
    async fn typed_numbers(&self) -> usize {
        self.count(DocumentPieceKind::TypedNumber)
    }

    /// How many references of the text name no figure; the document can't be issued so.
    async fn unknown_figures(&self) -> usize {
        self.count(DocumentPieceKind::Unknown)
    }

    /// The departments that have not confirmed its receipt; nobody of a draft, and none for who sees one department alone.
    async fn awaited(&self, context: &Context<'_>) -> Result<Vec<Department>> {
        let caller = Caller::of(context)?;
        if self.row.state == OfficeDocumentState::Draft || matches!(caller.records(), Scope::Department(_)) {
            return Ok(Vec::new());
        }
        let rows = text::awaited(&caller.app.db.read, &self.row).await.map_err(internal)?;
        Ok(rows.into_iter().map(Department).collect())
    }
}

impl OfficeDocumentText {
    fn count(&self, kind: DocumentPieceKind) -> usize {
        let pieces = self.written.sections.iter().flat_map(|section| &section.pieces);
        pieces.filter(|piece| piece.kind == kind).count()
    }
}

/// A part of a document.
pub struct OfficeDocumentSection {
    section: Section,
    item: Option<uuid::Uuid>,
}

/// A part of a document: a heading, a text, a table of figures.
#[Object]
impl OfficeDocumentSection {
    /// The heading, without its number; empty where it has none.
    async fn heading(&self) -> &str {
        &self.section.heading
    }

    /// The text as it is edited, with `{{…}}` for each figure.
    async fn source(&self) -> &str {
        &self.section.source
    }

    /// The text as it is read.
    async fn pieces(&self) -> Vec<DocumentPiece> {
        self.section.pieces.iter().cloned().map(DocumentPiece::from).collect()
    }

    /// The figures of the table below the text.
    async fn table(&self, context: &Context<'_>) -> Vec<DocumentFigure> {
        let language = viewer::language(context);
        let figure = |row: &Row| DocumentFigure {
            indicator: row.definition.code.clone(),
            label: row.definition.name.in_language(language).to_owned(),
            unit: row.unit_in_table(language),
            value: row.in_table(row.present, language),
            previous_value: row.in_table(row.previous, language),
            change: row.change(),
        };
        self.section.table.iter().map(figure).collect()
    }

    /// The item of a department from which it was taken.
    async fn item_id(&self) -> Option<ID> {
        self.item.map(|id| ids::encode(Kind::BulletinItem, id))
    }
}

/// A piece of a document's text.
#[derive(SimpleObject)]
pub struct DocumentPiece {
    /// What it is.
    kind: DocumentPieceKind,
    /// The words or the number.
    text: String,
    /// Of a figure: its indicator's code, by which `workSummary` opens it at the document's moment.
    indicator: Option<String>,
}

impl From<Said> for DocumentPiece {
    fn from(Said { kind, text, indicator }: Said) -> Self {
        Self { kind, text, indicator }
    }
}

/// A figure of a document's table, as it is printed.
#[derive(SimpleObject)]
pub struct DocumentFigure {
    /// The indicator's code, by which `workSummary` opens it at the document's moment.
    indicator: String,
    /// What it is called.
    label: String,
    /// Its unit; of amounts, ten thousand yuan.
    unit: String,
    /// The number.
    value: String,
    /// That of the year before.
    previous_value: String,
    /// By how many per cent there is more, +12.0%; null where nothing can be compared.
    change: Option<String>,
}
