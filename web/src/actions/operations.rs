//! What the pages of joint actions ask, and what they send.

use crate::{
    cases::CaseRow,
    graphql::{
        enums::{JointActionOrderField, JointActionStatus},
        fragments::{DepartmentRef, RegionRef},
        operation::{list, mutation},
        scalars::Date,
        schema,
    },
    inspections::InspectionRow,
};

// The list

#[derive(cynic::InputObject, Clone)]
pub struct JointActionFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub status: Option<Vec<JointActionStatus>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<cynic::Id>,
}

list!(ListActions = joint_actions("jointActions": JointActionFilter, "JointActionOrder" by JointActionOrderField)
    -> "JointActionConnection" of ActionRow);

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

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
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

mutation!(PlanJointAction = plan_joint_action("planJointAction": PlanJointActionInput)
    -> "PlanJointActionPayload" { "jointAction": ActionPlan });

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

mutation!(ReviseJointAction = revise_joint_action("reviseJointAction": ReviseJointActionInput)
    -> "ReviseJointActionPayload" { "jointAction": ActionPlan });

#[derive(cynic::InputObject)]
pub struct ExtendJointActionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub extended_to: Date,
    pub reason: String,
}

mutation!(ExtendJointAction = extend_joint_action("extendJointAction": ExtendJointActionInput)
    -> "ExtendJointActionPayload" { "jointAction": ActionPlan });

#[derive(cynic::InputObject)]
pub struct CancelJointActionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub reason: String,
}

mutation!(CancelJointAction = cancel_joint_action("cancelJointAction": CancelJointActionInput)
    -> "CancelJointActionPayload" { "jointAction": ActionPlan });

#[derive(cynic::InputObject)]
pub struct CompleteActionTaskInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub completed_on: Date,
}

mutation!(CompleteActionTask = complete_action_task("completeActionTask": CompleteActionTaskInput)
    -> "CompleteActionTaskPayload" { "task": ActionTask });
