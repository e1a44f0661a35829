//! What several domains ask for alike: references to other objects, pages, and what was wrong with an input.

use super::{
    enums::{DepartmentKind, Role, UserErrorCode},
    scalars::Date,
    schema,
};

/// A region, as other records name it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Region")]
pub struct RegionRef {
    pub id: cynic::Id,
    pub code: String,
    pub name: String,
}

/// A department, as other records name it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Department")]
pub struct DepartmentRef {
    pub id: cynic::Id,
    pub name: String,
    pub short_name: String,
    pub kind: DepartmentKind,
}

/// A person, as other records name them.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct PersonRef {
    pub id: cynic::Id,
    pub display_name: String,
    pub department: DepartmentRef,
}

/// A joint action, as other records name it.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "JointAction")]
pub struct ActionRef {
    pub id: cynic::Id,
    pub code_name: String,
    pub name: String,
}

/// A count or sum that may be a lower bound.
#[derive(cynic::QueryFragment, Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quantity {
    pub value: i32,
    pub at_least: bool,
}

/// A count as somebody states it.
#[derive(cynic::InputObject, Clone, Copy, Debug)]
pub struct QuantityInput {
    pub value: i32,
    pub at_least: bool,
}

/// An amount entered with a record, for what has no records of its own.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct RecordAmount {
    pub indicator: IndicatorRef,
    pub quantity: Quantity,
}

/// An indicator, where one is named.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Indicator")]
pub struct IndicatorRef {
    pub id: cynic::Id,
    pub label: String,
    pub unit: String,
}

/// An amount as somebody states it.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RecordAmountInput {
    pub indicator_id: cynic::Id,
    pub value: i32,
    pub at_least: bool,
}

/// Two days, both included.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DateRangeInput {
    pub from: Date,
    pub to: Date,
}

/// Where a page stands within its list.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct PageInfo {
    pub has_previous_page: bool,
    pub has_next_page: bool,
    pub start_cursor: Option<String>,
    pub end_cursor: Option<String>,
}

/// What is wrong with an input, said by the API in the chosen language.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct UserError {
    pub code: UserErrorCode,
    pub path: Vec<String>,
    pub message: String,
}

/// Who is signed in, and what to offer them.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Viewer {
    pub user: ViewerUser,
    pub office: RegionRef,
    pub can_record_inspection: bool,
    pub can_register_lead: bool,
    pub can_plan_action: bool,
    pub can_record_training: bool,
    pub can_record_publicity: bool,
    pub can_see_records: bool,
    pub can_see_summary: bool,
    pub can_administer: bool,
    pub can_administer_auditors: bool,
    pub can_see_account_requests: bool,
    pub can_maintain_rules: bool,
    pub can_audit: bool,
    pub today: Date,
}

/// The viewer as records name them.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct ViewerPerson {
    pub id: cynic::Id,
}

/// The viewer's own account.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "User")]
pub struct ViewerUser {
    pub id: cynic::Id,
    pub person: ViewerPerson,
    pub username: String,
    pub display_name: String,
    pub role: Role,
    pub department: DepartmentRef,
    pub must_change_password: bool,
}

/// A workbook, its bytes in Base64.
#[derive(cynic::QueryFragment)]
pub struct ExportedFile {
    pub name: String,
    pub media_type: String,
    pub rows: i32,
    pub content: String,
}
