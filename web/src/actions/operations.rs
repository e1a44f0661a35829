//! What the pages of joint actions ask, and what they send.

use crate::{
    cases::CaseRow,
    graphql::{
        enums::{JointActionOrderField, JointActionStatus, OrderDirection},
        fragments::{DepartmentRef, PageInfo, RegionRef, UserError},
        scalars::Date,
        schema,
    },
    inspections::InspectionRow,
};

// The list

#[derive(cynic::QueryVariables, Clone)]
pub struct ActionsVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub filter: Option<JointActionFilter>,
    pub order: Option<JointActionOrder>,
    pub total: bool,
}

#[derive(cynic::InputObject, Clone)]
pub struct JointActionFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub status: Option<Vec<JointActionStatus>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<cynic::Id>,
}

#[derive(cynic::InputObject, Clone)]
pub struct JointActionOrder {
    pub field: JointActionOrderField,
    pub direction: OrderDirection,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "ActionsVariables")]
pub struct ListActions {
    #[arguments(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $order)]
    pub joint_actions: ActionPageOf,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "JointActionConnection", variables = "ActionsVariables")]
pub struct ActionPageOf {
    pub nodes: Vec<ActionRow>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
    #[directives(include(if: $total))]
    pub total_count_is_lower_bound: Option<bool>,
}

/// An action as lists show it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "JointAction")]
pub struct ActionRow {
    pub id: cynic::Id,
    pub code_name: String,
    pub name: String,
    pub starts_on: Date,
    pub ends_on: Date,
    pub extended_to: Option<Date>,
    pub status: JointActionStatus,
    pub lead_department: DepartmentRef,
    pub participants: Vec<DepartmentRef>,
}

// One action

#[derive(cynic::QueryVariables)]
pub struct ActionVariables {
    pub id: cynic::Id,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "ActionVariables")]
pub struct ShowAction {
    #[arguments(id: $id)]
    pub joint_action: Option<JointAction>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct JointAction {
    pub id: cynic::Id,
    pub region: RegionRef,
    pub code_name: String,
    pub name: String,
    pub purpose: Option<String>,
    pub plan_number: Option<String>,
    pub starts_on: Date,
    pub ends_on: Date,
    pub extended_to: Option<Date>,
    pub status: JointActionStatus,
    pub cancel_reason: Option<String>,
    pub lead_department: DepartmentRef,
    pub participants: Vec<DepartmentRef>,
    pub focus_regions: Vec<String>,
    pub focus_products: Vec<String>,
    pub tasks: Vec<ActionTask>,
    #[arguments(first: 20)]
    pub inspections: Inspections,
    #[arguments(first: 20)]
    pub cases: Cases,
    pub viewer_can_revise: bool,
    pub version: i32,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct ActionTask {
    pub id: cynic::Id,
    pub ordinal: i32,
    pub section: Option<String>,
    pub content: String,
    pub responsible: String,
    pub departments: Vec<DepartmentRef>,
    pub due_on: Option<Date>,
    pub completed_on: Option<Date>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "InspectionConnection")]
pub struct Inspections {
    pub nodes: Vec<InspectionRow>,
    pub total_count: i32,
    pub total_count_is_lower_bound: bool,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CaseConnection")]
pub struct Cases {
    pub nodes: Vec<CaseRow>,
    pub total_count: i32,
    pub total_count_is_lower_bound: bool,
}

/// An action as a form that changes it needs it: what a conflict must show.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "JointAction")]
pub struct ActionPlan {
    pub id: cynic::Id,
    pub name: String,
    pub purpose: Option<String>,
    pub plan_number: Option<String>,
    pub ends_on: Date,
    pub extended_to: Option<Date>,
    pub status: JointActionStatus,
    pub lead_department: DepartmentRef,
    pub participants: Vec<DepartmentRef>,
    pub focus_regions: Vec<String>,
    pub focus_products: Vec<String>,
    pub version: i32,
}

// What changes one

#[derive(cynic::InputObject)]
pub struct ActionTaskInput {
    pub section: Option<String>,
    pub content: String,
    pub responsible: Option<String>,
    pub department_ids: Vec<cynic::Id>,
    pub due_on: Option<Date>,
}

#[derive(cynic::InputObject)]
pub struct PlanJointActionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub region_code: String,
    pub code_name: String,
    pub name: String,
    pub purpose: Option<String>,
    pub plan_number: Option<String>,
    pub starts_on: Date,
    pub ends_on: Date,
    pub lead_department_id: cynic::Id,
    pub participant_ids: Vec<cynic::Id>,
    pub focus_regions: Vec<String>,
    pub focus_products: Vec<String>,
    pub tasks: Vec<ActionTaskInput>,
}

#[derive(cynic::QueryVariables)]
pub struct PlanVariables {
    pub input: PlanJointActionInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "PlanVariables")]
pub struct PlanJointAction {
    #[arguments(input: $input)]
    pub plan_joint_action: PlanJointActionPayload,
}

#[derive(cynic::QueryFragment)]
pub struct PlanJointActionPayload {
    pub joint_action: Option<ActionPlan>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct ReviseJointActionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub name: String,
    pub purpose: Option<String>,
    pub plan_number: Option<String>,
    pub lead_department_id: cynic::Id,
    pub participant_ids: Vec<cynic::Id>,
    pub focus_regions: Vec<String>,
    pub focus_products: Vec<String>,
}

#[derive(cynic::QueryVariables)]
pub struct ReviseVariables {
    pub input: ReviseJointActionInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ReviseVariables")]
pub struct ReviseJointAction {
    #[arguments(input: $input)]
    pub revise_joint_action: ReviseJointActionPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ReviseJointActionPayload {
    pub joint_action: Option<ActionPlan>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct ExtendJointActionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub extended_to: Date,
    pub reason: String,
}

#[derive(cynic::QueryVariables)]
pub struct ExtendVariables {
    pub input: ExtendJointActionInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ExtendVariables")]
pub struct ExtendJointAction {
    #[arguments(input: $input)]
    pub extend_joint_action: ExtendJointActionPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ExtendJointActionPayload {
    pub joint_action: Option<ActionPlan>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct CancelJointActionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub reason: String,
}

#[derive(cynic::QueryVariables)]
pub struct CancelVariables {
    pub input: CancelJointActionInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CancelVariables")]
pub struct CancelJointAction {
    #[arguments(input: $input)]
    pub cancel_joint_action: CancelJointActionPayload,
}

#[derive(cynic::QueryFragment)]
pub struct CancelJointActionPayload {
    pub joint_action: Option<ActionPlan>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct CompleteActionTaskInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub completed_on: Date,
}

#[derive(cynic::QueryVariables)]
pub struct CompleteVariables {
    pub input: CompleteActionTaskInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CompleteVariables")]
pub struct CompleteActionTask {
    #[arguments(input: $input)]
    pub complete_action_task: CompleteActionTaskPayload,
}

#[derive(cynic::QueryFragment)]
pub struct CompleteActionTaskPayload {
    pub task: Option<ActionTask>,
    pub errors: Vec<UserError>,
}
