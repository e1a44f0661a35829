//! What the pages of imports ask.

use crate::graphql::{
    enums::LedgerKind,
    fragments::{DepartmentRef, ExportedFile, PageInfo, PersonRef},
    scalars::DateTime,
    schema,
};

#[derive(cynic::QueryVariables)]
pub struct ImportsVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub total: bool,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "ImportsVariables")]
pub struct ListImports {
    pub importable_ledgers: Vec<LedgerKind>,
    #[arguments(first: $first, after: $after, last: $last, before: $before)]
    pub imports: ImportPageOf,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "ImportConnection", variables = "ImportsVariables")]
pub struct ImportPageOf {
    pub nodes: Vec<Import>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
    #[directives(include(if: $total))]
    pub total_count_is_lower_bound: Option<bool>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Import {
    pub id: cynic::Id,
    pub kind: LedgerKind,
    pub department: DepartmentRef,
    pub file_name: String,
    pub rows: i32,
    pub repeated: i32,
    pub imported_by: PersonRef,
    pub imported_at: DateTime,
}

// One import, with a page of its records

#[derive(cynic::QueryVariables)]
pub struct ImportVariables {
    pub id: cynic::Id,
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub total: bool,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "ImportVariables")]
pub struct ShowImport {
    #[arguments(id: $id)]
    pub node: Option<ImportNode>,
}

#[derive(cynic::InlineFragments, Clone)]
#[cynic(graphql_type = "Node", variables = "ImportVariables")]
pub enum ImportNode {
    Import(Box<ImportWithRecords>),
    #[cynic(fallback)]
    Other,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Import", variables = "ImportVariables")]
pub struct ImportWithRecords {
    pub kind: LedgerKind,
    pub department: DepartmentRef,
    pub file_name: String,
    pub digest: String,
    pub rows: i32,
    pub repeated: i32,
    pub imported_by: PersonRef,
    pub imported_at: DateTime,
    #[arguments(first: $first, after: $after, last: $last, before: $before)]
    pub records: RecordsPageOf,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "ImportedRowConnection", variables = "ImportVariables")]
pub struct RecordsPageOf {
    pub nodes: Vec<ImportedRow>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
    #[directives(include(if: $total))]
    pub total_count_is_lower_bound: Option<bool>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct ImportedRow {
    pub sheet: String,
    pub row: i32,
    pub record_id: cynic::Id,
}

// The template

#[derive(cynic::QueryVariables)]
pub struct TemplateVariables {
    pub kind: LedgerKind,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "TemplateVariables")]
pub struct FetchTemplate {
    #[arguments(kind: $kind)]
    pub import_template: ExportedFile,
}
