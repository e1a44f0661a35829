//! What the address book asks, and what the administrator sends.

use crate::graphql::{
    enums::{DepartmentKind, DepartmentOrderField, OrderDirection},
    fragments::{PageInfo, RegionRef, UserError},
    schema,
};

// The list

#[derive(cynic::QueryVariables, Clone)]
pub struct DepartmentsVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub filter: Option<DepartmentFilter>,
    pub order: Option<DepartmentOrder>,
    pub total: bool,
}

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

#[derive(cynic::InputObject, Clone)]
pub struct DepartmentOrder {
    pub field: DepartmentOrderField,
    pub direction: OrderDirection,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "DepartmentsVariables")]
pub struct ListDepartments {
    #[arguments(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $order)]
    pub departments: DepartmentPageOf,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "DepartmentConnection", variables = "DepartmentsVariables")]
pub struct DepartmentPageOf {
    pub nodes: Vec<Department>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
    #[directives(include(if: $total))]
    pub total_count_is_lower_bound: Option<bool>,
}

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

#[derive(cynic::QueryVariables)]
pub struct DepartmentVariables {
    pub id: cynic::Id,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "DepartmentVariables")]
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

#[derive(cynic::QueryVariables)]
pub struct RegisterVariables {
    pub input: RegisterDepartmentInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RegisterVariables")]
pub struct RegisterDepartment {
    #[arguments(input: $input)]
    pub register_department: RegisterDepartmentPayload,
}

#[derive(cynic::QueryFragment)]
pub struct RegisterDepartmentPayload {
    pub department: Option<Department>,
    pub errors: Vec<UserError>,
}

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

#[derive(cynic::QueryVariables)]
pub struct ReviseVariables {
    pub input: ReviseDepartmentInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ReviseVariables")]
pub struct ReviseDepartment {
    #[arguments(input: $input)]
    pub revise_department: ReviseDepartmentPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ReviseDepartmentPayload {
    pub department: Option<Department>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct DeactivateDepartmentInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
}

#[derive(cynic::QueryVariables)]
pub struct DeactivateVariables {
    pub input: DeactivateDepartmentInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "DeactivateVariables")]
pub struct DeactivateDepartment {
    #[arguments(input: $input)]
    pub deactivate_department: DeactivateDepartmentPayload,
}

#[derive(cynic::QueryFragment)]
pub struct DeactivateDepartmentPayload {
    pub department: Option<Department>,
    pub errors: Vec<UserError>,
}
