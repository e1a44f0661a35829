//! What the pages of documents ask and send.

use crate::{
    graphql::{
        enums::{DocumentPieceKind, OfficeDocumentKind, OfficeDocumentState},
        fragments::{DateRangeInput, DepartmentRef, ExportedFile, PageInfo, PersonRef, RegionRef},
        operation::mutation,
        scalars::{Date, DateTime},
        schema,
    },
    summary::operations::DateRange,
};

// The lists

#[derive(cynic::InputObject, Clone)]
pub struct OfficeDocumentFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub kind: Option<OfficeDocumentKind>,
}

#[derive(cynic::QueryVariables, Clone)]
pub struct DocumentsVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub filter: OfficeDocumentFilter,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "DocumentsVariables")]
pub struct ListDocuments {
    #[arguments(first: $first, after: $after, last: $last, before: $before, filter: $filter)]
    pub office_documents: DocumentPageOf,
    #[arguments(first: 20)]
    pub bulletin_items: Items,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "OfficeDocumentConnection")]
pub struct DocumentPageOf {
    pub nodes: Vec<DocumentRow>,
    pub page_info: PageInfo,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "OfficeDocument")]
pub struct DocumentRow {
    pub id: cynic::Id,
    pub kind: OfficeDocumentKind,
    pub title: String,
    pub number: Option<String>,
    pub state: OfficeDocumentState,
    pub region: Option<RegionRef>,
    pub period: DateRange,
    pub issued_on: Option<Date>,
    pub viewer_can_acknowledge: bool,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "BulletinItemConnection")]
pub struct Items {
    pub nodes: Vec<BulletinItem>,
    pub total_count: i32,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct BulletinItem {
    pub id: cynic::Id,
    pub title: String,
    pub text: String,
    pub department: DepartmentRef,
    pub offered_at: DateTime,
    pub used: bool,
}

// One document

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
pub struct ShowDocument {
    #[arguments(id: $id)]
    pub office_document_text: Option<DocumentText>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "OfficeDocumentText")]
pub struct DocumentText {
    pub document: Document,
    pub sections: Vec<Section>,
    pub typed_numbers: i32,
    pub unknown_figures: i32,
    pub awaited: Vec<DepartmentRef>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "OfficeDocument")]
pub struct Document {
    pub id: cynic::Id,
    pub version: i32,
    pub kind: OfficeDocumentKind,
    pub title: String,
    pub addressee: Option<String>,
    pub number: Option<String>,
    pub state: OfficeDocumentState,
    pub region: Option<RegionRef>,
    pub department: DepartmentRef,
    pub period: DateRange,
    pub counted_at: Option<DateTime>,
    pub issued_on: Option<Date>,
    pub issued_by: Option<PersonRef>,
    pub receipts: Vec<Receipt>,
    pub viewer_can_revise: bool,
    pub viewer_can_acknowledge: bool,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "OfficeDocumentReceipt")]
pub struct Receipt {
    pub department: DepartmentRef,
    pub received_by: PersonRef,
    pub received_at: DateTime,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "OfficeDocumentSection")]
pub struct Section {
    pub heading: String,
    pub source: String,
    pub pieces: Vec<Piece>,
    pub table: Vec<DocumentFigure>,
    pub item_id: Option<cynic::Id>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "DocumentPiece")]
pub struct Piece {
    pub kind: DocumentPieceKind,
    pub text: String,
    pub indicator: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct DocumentFigure {
    pub indicator: String,
    pub label: String,
    pub unit: String,
    pub value: String,
    pub previous_value: String,
    pub change: Option<String>,
}

// What the editor offers

#[derive(cynic::QueryVariables, Clone)]
pub struct OfferedVariables {
    pub region_code: String,
    pub period: DateRangeInput,
}

#[derive(cynic::InputObject, Clone)]
pub struct BulletinItemFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub used: Option<bool>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "OfferedVariables")]
pub struct ShowOffered {
    #[arguments(regionCode: $region_code, period: $period)]
    pub work_summary: Option<OfferedSummary>,
    #[arguments(first: 50, filter: { used: false })]
    pub bulletin_items: Items,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "WorkSummary")]
pub struct OfferedSummary {
    pub figures: Vec<OfferedFigure>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "SummaryFigure")]
pub struct OfferedFigure {
    pub indicator: String,
    pub label: String,
    pub unit: String,
    pub value: String,
    pub at_least: bool,
}

// Changes

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "OfficeDocument")]
pub struct DocumentId {
    pub id: cynic::Id,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "BulletinItem")]
pub struct ItemOffered {
    pub title: String,
}

#[derive(cynic::InputObject, Clone)]
pub struct OfficeDocumentSectionInput {
    pub heading: String,
    pub text: String,
    pub indicators: Vec<String>,
    pub item_id: Option<cynic::Id>,
}

#[derive(cynic::InputObject)]
pub struct WriteOfficeDocumentInput {
    pub idempotency_key: Option<cynic::Id>,
    pub kind: OfficeDocumentKind,
    pub title: String,
    pub addressee: Option<String>,
    pub period: DateRangeInput,
    pub sections: Vec<OfficeDocumentSectionInput>,
}

mutation!(WriteOfficeDocument = write_office_document("writeOfficeDocument": WriteOfficeDocumentInput)
    -> "WriteOfficeDocumentPayload" { "document": DocumentId });

#[derive(cynic::InputObject)]
pub struct ReviseOfficeDocumentInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub title: String,
    pub addressee: Option<String>,
    pub period: DateRangeInput,
    pub sections: Vec<OfficeDocumentSectionInput>,
}

mutation!(ReviseOfficeDocument = revise_office_document("reviseOfficeDocument": ReviseOfficeDocumentInput)
    -> "ReviseOfficeDocumentPayload" { "document": DocumentId });

#[derive(cynic::InputObject)]
pub struct IssueOfficeDocumentInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
}

mutation!(IssueOfficeDocument = issue_office_document("issueOfficeDocument": IssueOfficeDocumentInput)
    -> "IssueOfficeDocumentPayload" { "document": DocumentId });

#[derive(cynic::InputObject)]
pub struct AcknowledgeOfficeDocumentInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
}

mutation!(AcknowledgeOfficeDocument = acknowledge_office_document("acknowledgeOfficeDocument": AcknowledgeOfficeDocumentInput)
    -> "AcknowledgeOfficeDocumentPayload" { "document": DocumentId });

#[derive(cynic::InputObject)]
pub struct OfferBulletinItemInput {
    pub idempotency_key: Option<cynic::Id>,
    pub title: String,
    pub text: String,
}

mutation!(OfferBulletinItem = offer_bulletin_item("offerBulletinItem": OfferBulletinItemInput)
    -> "OfferBulletinItemPayload" { "item": ItemOffered });

#[derive(cynic::InputObject)]
pub struct ExportOfficeDocumentInput {
    pub id: cynic::Id,
}

mutation!(ExportOfficeDocument = export_office_document("exportOfficeDocument": ExportOfficeDocumentInput)
    -> "ExportOfficeDocumentPayload" { "file": ExportedFile });
