//! What the address book asks, and what the administrator sends.

use crate::graphql::{
    enums::{DepartmentKind, DepartmentOrderField},
    fragments::RegionRef,
    operation::{list, mutation},
    schema,
};

// The list

#[derive(cynic::InputObject, Clone)]
pub struct DepartmentFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Vec<DepartmentKind>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub region_code: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

list!(ListDepartments = departments("departments": DepartmentFilter, "DepartmentOrder" by DepartmentOrderField)
    -> "DepartmentConnection" of Department);

#[derive(cynic::QueryFragment, Clone)]
pub struct Department {
    pub id: cynic::Id,
    pub region: RegionRef,
    pub name: String,
    pub short_name: String,
    pub kind: DepartmentKind,
    pub is_coordination_office: bool,
    pub liaison_name: Option<String>,
    pub liaison_phone: Option<String>,
    pub hotlines: Vec<Hotline>,
    pub active: bool,
    pub viewer_can_revise: bool,
    pub version: i32,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Hotline {
    pub number: String,
    pub purpose: String,
}

/// The regions whose departments can be asked for: the viewer's own and those right below.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query")]
pub struct ListRegions {
    pub regions: Vec<RegionRef>,
}

// One department

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
pub struct ShowDepartment {
    #[arguments(id: $id)]
    pub department: Option<Department>,
}

// What changes one

#[derive(cynic::InputObject)]
pub struct RegisterDepartmentInput {
    pub idempotency_key: Option<cynic::Id>,
    pub region_code: String,
    pub name: String,
    pub short_name: String,
    pub kind: DepartmentKind,
    pub is_coordination_office: bool,
    pub liaison_name: Option<String>,
    pub liaison_phone: Option<String>,
}

mutation!(RegisterDepartment = register_department("registerDepartment": RegisterDepartmentInput)
    -> "RegisterDepartmentPayload" { "department": Department });

#[derive(cynic::InputObject)]
pub struct ReviseDepartmentInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub name: String,
    pub short_name: String,
    pub kind: DepartmentKind,
    pub liaison_name: Option<String>,
    pub liaison_phone: Option<String>,
}

mutation!(ReviseDepartment = revise_department("reviseDepartment": ReviseDepartmentInput)
    -> "ReviseDepartmentPayload" { "department": Department });

#[derive(cynic::InputObject)]
pub struct DeactivateDepartmentInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
}

mutation!(DeactivateDepartment = deactivate_department("deactivateDepartment": DeactivateDepartmentInput)
    -> "DeactivateDepartmentPayload" { "department": Department });
