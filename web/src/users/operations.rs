//! What the administration of accounts asks, and what it sends.

use crate::graphql::{
    enums::{Role, ServiceScope, UserOrderField},
    fragments::{DepartmentRef, UserError},
    operation::{list, mutation},
    scalars::{Date, DateTime},
    schema,
};

// The list

#[derive(cynic::InputObject, Clone)]
pub struct UserFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub role: Option<Vec<Role>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
}

list!(ListUsers = users("users": UserFilter, "UserOrder" by UserOrderField)
    -> "UserConnection" of User);

#[derive(cynic::QueryFragment, Clone)]
pub struct User {
    pub id: cynic::Id,
    pub username: String,
    pub display_name: String,
    pub role: Role,
    pub department: DepartmentRef,
    pub observes_region: bool,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub active: bool,
    pub must_change_password: bool,
    pub certificates: Vec<Certificate>,
    pub created_at: DateTime,
    pub version: i32,
    pub viewer_can_revise: bool,
    pub is_confirmed: bool,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Certificate {
    pub number: String,
    pub valid_from: Date,
    pub valid_to: Date,
    pub valid: bool,
}

// One account

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
pub struct ShowUser {
    #[arguments(id: $id)]
    pub user: Option<User>,
}

/// What waits for somebody else to confirm it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "AccountRequest")]
pub struct RequestRef {
    #[allow(dead_code, reason = "only whether there is one matters here, and GraphQL wants a field named")]
    pub id: cynic::Id,
}

// What changes one

#[derive(cynic::InputObject)]
pub struct CreateUserInput {
    pub idempotency_key: Option<cynic::Id>,
    pub department_id: cynic::Id,
    pub username: String,
    pub display_name: String,
    pub role: Role,
    pub observes_region: bool,
    pub phone: Option<String>,
    pub email: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct CreateUserVariables {
    pub input: CreateUserInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CreateUserVariables")]
pub struct CreateUser {
    #[arguments(input: $input)]
    pub create_user: CreateUserPayload,
}

#[derive(cynic::QueryFragment)]
pub struct CreateUserPayload {
    pub user: Option<User>,
    pub one_time_password: Option<String>,
    pub request: Option<RequestRef>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct ReviseUserInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub display_name: String,
    pub phone: Option<String>,
    pub email: Option<String>,
}

mutation!(ReviseUser = revise_user("reviseUser": ReviseUserInput)
    -> "ReviseUserPayload" { "user": User });

#[derive(cynic::InputObject)]
pub struct ChangeUserRoleInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub role: Role,
    pub observes_region: bool,
}

#[derive(cynic::QueryVariables)]
pub struct ChangeUserRoleVariables {
    pub input: ChangeUserRoleInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ChangeUserRoleVariables")]
pub struct ChangeUserRole {
    #[arguments(input: $input)]
    pub change_user_role: ChangeUserRolePayload,
}

#[derive(cynic::QueryFragment)]
pub struct ChangeUserRolePayload {
    pub user: Option<User>,
    pub request: Option<RequestRef>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct DisableUserInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
}

mutation!(DisableUser = disable_user("disableUser": DisableUserInput)
    -> "DisableUserPayload" { "user": User });

#[derive(cynic::InputObject)]
pub struct EnableUserInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
}

mutation!(EnableUser = enable_user("enableUser": EnableUserInput)
    -> "EnableUserPayload" { "user": User });

#[derive(cynic::InputObject)]
pub struct ResetPasswordInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
}

#[derive(cynic::QueryVariables)]
pub struct ResetPasswordVariables {
    pub input: ResetPasswordInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ResetPasswordVariables")]
pub struct ResetPassword {
    #[arguments(input: $input)]
    pub reset_password: ResetPasswordPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ResetPasswordPayload {
    pub user: Option<User>,
    pub one_time_password: Option<String>,
    pub request: Option<RequestRef>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct GrantCertificateInput {
    pub idempotency_key: Option<cynic::Id>,
    pub user_id: cynic::Id,
    pub number: String,
    pub valid_from: Date,
    pub valid_to: Date,
}

mutation!(GrantCertificate = grant_certificate("grantCertificate": GrantCertificateInput)
    -> "GrantCertificatePayload" { "user": User });

#[derive(cynic::InputObject)]
pub struct IssueServiceTokenInput {
    pub idempotency_key: Option<cynic::Id>,
    pub user_id: cynic::Id,
    pub name: String,
    pub expires_on: Date,
    pub scopes: Vec<ServiceScope>,
}

#[derive(cynic::QueryVariables)]
pub struct IssueServiceTokenVariables {
    pub input: IssueServiceTokenInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "IssueServiceTokenVariables")]
pub struct IssueServiceToken {
    #[arguments(input: $input)]
    pub issue_service_token: IssueServiceTokenPayload,
}

#[derive(cynic::QueryFragment)]
pub struct IssueServiceTokenPayload {
    pub token: Option<String>,
    pub request: Option<RequestRef>,
    pub errors: Vec<UserError>,
}
