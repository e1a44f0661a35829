//! What the pages of rules ask and send, where no other room does.

use crate::graphql::{
    enums::{CaseKind, ThresholdMeasure},
    fragments::{DepartmentRef, PageInfo, RegionRef},
    operation::mutation,
    scalars::{Date, DateTime, Money},
    schema,
};

// Legal review

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query")]
pub struct ListAmounts {
    pub legal_review_amounts: Vec<LegalReviewAmount>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct LegalReviewAmount {
    pub id: cynic::Id,
    pub amount: Money,
    pub article: String,
    pub ground: Option<String>,
    pub region: Option<RegionRef>,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
    pub viewer_can_maintain: bool,
    pub version: i32,
}

#[derive(cynic::InputObject)]
pub struct AddLegalReviewAmountInput {
    pub idempotency_key: Option<cynic::Id>,
    pub amount: Money,
    pub article: String,
    pub ground: Option<String>,
    pub valid_from: Date,
}

mutation!(AddAmount = add_legal_review_amount("addLegalReviewAmount": AddLegalReviewAmountInput)
    -> "AddLegalReviewAmountPayload" { "legalReviewAmount": LegalReviewAmount });

#[derive(cynic::InputObject)]
pub struct ReviseLegalReviewAmountInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub amount: Money,
    pub article: String,
    pub ground: Option<String>,
    pub valid_from: Date,
}

mutation!(ReviseAmount = revise_legal_review_amount("reviseLegalReviewAmount": ReviseLegalReviewAmountInput)
    -> "ReviseLegalReviewAmountPayload" { "legalReviewAmount": LegalReviewAmount });

// Thresholds

/// What a change answers of the threshold: the page asks for it anew.
#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "ProsecutionThreshold")]
#[allow(dead_code, reason = "a selection can't be empty")]
pub struct ThresholdVersion {
    pub version: i32,
}

#[derive(cynic::InputObject)]
pub struct AddProsecutionThresholdInput {
    pub idempotency_key: Option<cynic::Id>,
    pub case_kind: CaseKind,
    pub crime: String,
    pub criminal_article: String,
    pub measure: ThresholdMeasure,
    pub amount: Money,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    pub article: String,
    pub ground: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    pub valid_from: Date,
}

mutation!(AddThreshold = add_prosecution_threshold("addProsecutionThreshold": AddProsecutionThresholdInput)
    -> "AddProsecutionThresholdPayload" { "threshold": ThresholdVersion });

#[derive(cynic::InputObject)]
pub struct EndProsecutionThresholdInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub valid_to: Date,
}

mutation!(EndThreshold = end_prosecution_threshold("endProsecutionThreshold": EndProsecutionThresholdInput)
    -> "EndProsecutionThresholdPayload" { "threshold": ThresholdVersion });

#[derive(cynic::InputObject)]
pub struct ConfirmProsecutionThresholdInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub article: String,
}

mutation!(ConfirmThreshold = confirm_prosecution_threshold("confirmProsecutionThreshold": ConfirmProsecutionThresholdInput)
    -> "ConfirmProsecutionThresholdPayload" { "threshold": ThresholdVersion });

// Changes

#[derive(cynic::QueryVariables)]
pub struct ChangesVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub total: bool,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "ChangesVariables")]
pub struct ListChanges {
    #[arguments(first: $first, after: $after, last: $last, before: $before)]
    pub rule_changes: ChangePageOf,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "RuleChangeConnection", variables = "ChangesVariables")]
pub struct ChangePageOf {
    pub nodes: Vec<RuleChange>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct RuleChange {
    pub id: cynic::Id,
    pub title: String,
    pub ground: String,
    pub region: Option<RegionRef>,
    pub changed_at: DateTime,
    pub moved_count: i32,
}

#[derive(cynic::QueryVariables)]
pub struct ChangeVariables {
    pub id: cynic::Id,
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub total: bool,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "ChangeVariables")]
pub struct ShowChange {
    #[arguments(id: $id)]
    pub rule_change: Option<ChangeWithMoved>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "RuleChange", variables = "ChangeVariables")]
pub struct ChangeWithMoved {
    pub title: String,
    pub ground: String,
    pub region: Option<RegionRef>,
    pub actor: Option<ActorName>,
    pub changed_at: DateTime,
    pub moved_count: i32,
    #[arguments(first: $first, after: $after, last: $last, before: $before)]
    pub moved: MovedPageOf,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Person")]
pub struct ActorName {
    pub display_name: String,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "MovedClockConnection", variables = "ChangeVariables")]
pub struct MovedPageOf {
    pub nodes: Vec<MovedClock>,
    pub page_info: PageInfo,
    #[directives(include(if: $total))]
    pub total_count: Option<i32>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct MovedClock {
    pub clock: ClockLabel,
    pub case: Option<MovedCase>,
    pub department: DepartmentRef,
    pub due_before: Option<Date>,
    pub due_after: Option<Date>,
    pub rule: Option<MovedRule>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Clock")]
pub struct ClockLabel {
    pub label: String,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct MovedCase {
    pub id: cynic::Id,
    pub number: String,
    pub title: String,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "ClockRule")]
pub struct MovedRule {
    pub period: String,
    pub article: String,
}
