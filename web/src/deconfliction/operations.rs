//! What the pages of departments that meet at a party ask, and what they send.

use crate::graphql::{
    enums::JointHandlingAnswer,
    fragments::{DepartmentRef, PageInfo, PersonRef},
    lookups::PartyRef,
    operation::mutation,
    scalars::{Date, DateTime},
    schema,
};

#[derive(cynic::QueryVariables)]
pub struct PairsVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub filter: Option<DeconflictionFilter>,
    pub total: bool,
}

#[derive(cynic::InputObject)]
pub struct DeconflictionFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub live: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub unacknowledged: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub proposed: Option<bool>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "PairsVariables")]
pub struct ListPairs {
    #[arguments(first: $first, after: $after, last: $last, before: $before, filter: $filter)]
    pub deconflictions: PairPage,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "DeconflictionConnection", variables = "PairsVariables")]
pub struct PairPage {
    pub nodes: Vec<PairRow>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
    #[directives(include(if: $total))]
    pub total_count_is_lower_bound: Option<bool>,
}

/// A pair as lists show it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Deconfliction")]
pub struct PairRow {
    pub id: cynic::Id,
    pub party: Option<PartyRef>,
    pub found_on: Date,
    pub ended_on: Option<Date>,
    pub sides: Vec<SideRow>,
    pub proposal: Option<ProposalRow>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "DeconflictionSide")]
pub struct SideRow {
    pub department: DepartmentRef,
    pub acknowledged_at: Option<DateTime>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "JointHandlingProposal")]
pub struct ProposalRow {
    pub answer: Option<JointHandlingAnswer>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
pub struct ShowPair {
    #[arguments(id: $id)]
    pub deconfliction: Option<Deconfliction>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Deconfliction {
    pub id: cynic::Id,
    pub party: Option<PartyRef>,
    pub found_on: Date,
    pub ended_on: Option<Date>,
    pub sides: Vec<DeconflictionSide>,
    pub proposal: Option<JointHandlingProposal>,
    pub viewer_can_acknowledge: bool,
    pub viewer_can_propose: bool,
    pub viewer_can_answer: bool,
    pub version: i32,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct DeconflictionSide {
    pub department: ContactDepartment,
    pub acknowledged_at: Option<DateTime>,
    pub acknowledged_by: Option<PersonRef>,
    pub case: Option<OwnCase>,
}

/// A department with whom to get in touch.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Department")]
pub struct ContactDepartment {
    pub id: cynic::Id,
    pub name: String,
    pub liaison_name: Option<String>,
    pub liaison_phone: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct OwnCase {
    pub id: cynic::Id,
    pub number: String,
    pub title: String,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct JointHandlingProposal {
    pub proposed_at: DateTime,
    pub ground: Option<String>,
    pub owner: DepartmentRef,
    pub answer: Option<JointHandlingAnswer>,
    pub answered_at: Option<DateTime>,
    pub reason: Option<String>,
}

#[derive(cynic::InputObject)]
pub struct AcknowledgeDeconflictionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
}

mutation!(Acknowledge = acknowledge_deconfliction("acknowledgeDeconfliction": AcknowledgeDeconflictionInput)
    -> "AcknowledgeDeconflictionPayload" { "deconfliction": PairStanding });

/// A pair as it stands after a change, or as a form meets it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Deconfliction")]
pub struct PairStanding {
    pub ended_on: Option<Date>,
    pub proposal: Option<ProposalRow>,
    pub version: i32,
}

#[derive(cynic::InputObject)]
pub struct ProposeJointHandlingInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub owner_department_id: cynic::Id,
    pub ground: String,
}

mutation!(Propose = propose_joint_handling("proposeJointHandling": ProposeJointHandlingInput)
    -> "ProposeJointHandlingPayload" { "deconfliction": PairStanding });

#[derive(cynic::InputObject)]
pub struct AnswerJointHandlingInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub accept: bool,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

mutation!(Answer = answer_joint_handling("answerJointHandling": AnswerJointHandlingInput)
    -> "AnswerJointHandlingPayload" { "deconfliction": PairStanding });
