//! What the pages of account requests ask, and what they send.

use crate::graphql::{
    enums::{AccountRequestKind, AccountRequestState, Role, ServiceScope},
    fragments::{PageInfo, PersonRef, UserError},
    operation::mutation,
    scalars::{Date, DateTime},
    schema,
};

#[derive(cynic::QueryVariables, Clone)]
pub struct RequestsVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub pending_only: Option<bool>,
    pub total: bool,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "RequestsVariables")]
pub struct ListRequests {
    #[arguments(first: $first, after: $after, last: $last, before: $before, pendingOnly: $pending_only)]
    pub account_requests: RequestPageOf,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "AccountRequestConnection", variables = "RequestsVariables")]
pub struct RequestPageOf {
    pub nodes: Vec<AccountRequest>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct AccountRequest {
    pub id: cynic::Id,
    pub kind: AccountRequestKind,
    pub state: AccountRequestState,
    pub person: PersonRef,
    pub username: String,
    pub present_role: Role,
    pub role: Role,
    pub observes_region: bool,
    pub token_name: Option<String>,
    pub token_expires_on: Option<Date>,
    pub token_scopes: Vec<ServiceScope>,
    pub asked_by: PersonRef,
    pub asked_at: DateTime,
    pub expires_at: DateTime,
    pub decided_by: Option<PersonRef>,
    pub decided_at: Option<DateTime>,
    pub reason: Option<String>,
    pub version: i32,
    pub viewer_can_confirm: bool,
    pub viewer_can_withdraw: bool,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
pub struct ShowRequest {
    #[arguments(id: $id)]
    pub account_request: Option<AccountRequest>,
}

#[derive(cynic::InputObject)]
pub struct ConfirmAccountRequestInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
}

#[derive(cynic::QueryVariables)]
pub struct ConfirmRequestVariables {
    pub input: ConfirmAccountRequestInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ConfirmRequestVariables")]
pub struct ConfirmRequest {
    #[arguments(input: $input)]
    pub confirm_account_request: ConfirmAccountRequestPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ConfirmAccountRequestPayload {
    pub request: Option<AccountRequest>,
    pub one_time_password: Option<String>,
    pub token: Option<String>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct RefuseAccountRequestInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub reason: String,
}

mutation!(RefuseRequest = refuse_account_request("refuseAccountRequest": RefuseAccountRequestInput)
    -> "RefuseAccountRequestPayload" { "request": AccountRequest });
