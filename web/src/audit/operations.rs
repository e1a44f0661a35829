//! What the page of the audit log asks.

use crate::graphql::{
    fragments::{DateRangeInput, PageInfo},
    scalars::DateTime,
    schema,
};

#[derive(cynic::QueryVariables)]
pub struct AuditVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub filter: Option<AuditFilter>,
    pub total: bool,
}

#[derive(cynic::InputObject)]
pub struct AuditFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub actor: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub object_id: Option<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub at: Option<DateRangeInput>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "AuditVariables")]
pub struct ListAuditEntries {
    #[arguments(first: $first, after: $after, last: $last, before: $before, filter: $filter)]
    pub audit_entries: AuditPageOf,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "AuditEntryConnection", variables = "AuditVariables")]
pub struct AuditPageOf {
    pub nodes: Vec<AuditEntry>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
    #[directives(include(if: $total))]
    pub total_count_is_lower_bound: Option<bool>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct AuditEntry {
    pub sequence: i32,
    pub at: DateTime,
    pub actor: String,
    pub action: String,
    pub object_type: String,
    pub object_id: Option<cynic::Id>,
    pub detail: String,
    pub address: Option<String>,
    pub hash: String,
}
