//! What is proposed to the head, and what is done in a case without moving its status.

use super::operations::{CaseStanding, PenaltyInput, RecordCaseStepInput};
use crate::evidence::FileRef;
use crate::graphql::{
    enums::{ApprovalState, CaseDeed, CaseOutcome, CaseStepField, CaseTransition},
    fragments::{PersonRef, UserError},
    scalars::{Date, DateTime},
    schema,
};

#[derive(cynic::QueryFragment, Clone)]
pub struct DeedOption {
    pub deed: CaseDeed,
    pub label: String,
    pub allowed: bool,
    pub reason: Option<String>,
    pub requires: Vec<CaseStepField>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct CaseApproval {
    pub id: cynic::Id,
    pub label: String,
    pub state: ApprovalState,
    pub ground: Option<String>,
    pub documents: Vec<String>,
    pub attachments: Vec<FileRef>,
    pub note: Option<String>,
    pub outcome: Option<CaseOutcome>,
    pub penalty: Option<super::operations::Penalty>,
    pub proposed_by: PersonRef,
    pub proposed_at: DateTime,
    pub decided_by: Option<PersonRef>,
    pub reason: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Informant {
    pub anonymous: bool,
    pub has_telephone: bool,
    pub told: bool,
    pub viewer_can_reveal: bool,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Publication {
    pub text: String,
    pub published_on: Date,
    pub place: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct DraftVariables {
    pub id: cynic::Id,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "DraftVariables")]
pub struct ShowDraft {
    #[arguments(id: $id)]
    pub case: Option<CaseDraft>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct CaseDraft {
    pub publication_draft: Option<String>,
    pub publication: Option<Publication>,
}

// Approvals

#[derive(cynic::InputObject)]
pub struct ProposeCaseStepInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub transition: CaseTransition,
    pub occurred_on: Date,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub ground: Option<String>,
    pub documents: Vec<String>,
    pub attachment_ids: Vec<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<CaseOutcome>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub penalty: Option<PenaltyInput>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub reason_not_referred: Option<String>,
}

impl From<RecordCaseStepInput> for ProposeCaseStepInput {
    fn from(step: RecordCaseStepInput) -> Self {
        Self {
            idempotency_key: step.idempotency_key,
            id: step.id,
            version: step.version,
            transition: step.transition,
            occurred_on: step.occurred_on,
            ground: step.ground,
            documents: step.documents,
            attachment_ids: step.attachment_ids,
            note: step.note,
            outcome: step.outcome,
            penalty: step.penalty,
            reason_not_referred: step.reason_not_referred,
        }
    }
}

#[derive(cynic::QueryVariables)]
pub struct ProposeCaseStepVariables {
    pub input: ProposeCaseStepInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ProposeCaseStepVariables")]
pub struct ProposeCaseStep {
    #[arguments(input: $input)]
    pub propose_case_step: ProposeCaseStepPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ProposeCaseStepPayload {
    pub case: Option<CaseStanding>,
    pub errors: Vec<UserError>,
}

/// A proposal's case, beside a conflict as it is now.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CaseApproval")]
pub struct ApprovalStanding {
    pub case: Option<CaseStanding>,
}

#[derive(cynic::InputObject)]
pub struct ApproveCaseStepInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct ApproveCaseStepVariables {
    pub input: ApproveCaseStepInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ApproveCaseStepVariables")]
pub struct ApproveCaseStep {
    #[arguments(input: $input)]
    pub approve_case_step: ApproveCaseStepPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ApproveCaseStepPayload {
    pub approval: Option<ApprovalStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct ReturnCaseStepInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub reason: String,
}

#[derive(cynic::QueryVariables)]
pub struct ReturnCaseStepVariables {
    pub input: ReturnCaseStepInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ReturnCaseStepVariables")]
pub struct ReturnCaseStep {
    #[arguments(input: $input)]
    pub return_case_step: ReturnCaseStepPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ReturnCaseStepPayload {
    pub approval: Option<ApprovalStanding>,
    pub errors: Vec<UserError>,
}

// Deeds

#[derive(cynic::InputObject)]
pub struct ServeDecisionInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub served_on: Date,
    pub documents: Vec<String>,
    pub attachment_ids: Vec<cynic::Id>,
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct ServeDecisionVariables {
    pub input: ServeDecisionInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ServeDecisionVariables")]
pub struct ServeDecision {
    #[arguments(input: $input)]
    pub serve_decision: ServeDecisionPayload,
}

#[derive(cynic::QueryFragment)]
pub struct ServeDecisionPayload {
    pub case: Option<CaseStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct WaiveHearingInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub waived_on: Date,
    pub documents: Vec<String>,
    pub attachment_ids: Vec<cynic::Id>,
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct WaiveHearingVariables {
    pub input: WaiveHearingInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "WaiveHearingVariables")]
pub struct WaiveHearing {
    #[arguments(input: $input)]
    pub waive_hearing: WaiveHearingPayload,
}

#[derive(cynic::QueryFragment)]
pub struct WaiveHearingPayload {
    pub case: Option<CaseStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct PublishPenaltyInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub published_on: Date,
    pub text: String,
    pub place: Option<String>,
    pub attachment_ids: Vec<cynic::Id>,
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct PublishPenaltyVariables {
    pub input: PublishPenaltyInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "PublishPenaltyVariables")]
pub struct PublishPenalty {
    #[arguments(input: $input)]
    pub publish_penalty: PublishPenaltyPayload,
}

#[derive(cynic::QueryFragment)]
pub struct PublishPenaltyPayload {
    pub case: Option<CaseStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct TellInformantInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub told_on: Date,
    pub documents: Vec<String>,
    pub attachment_ids: Vec<cynic::Id>,
    pub note: Option<String>,
}

#[derive(cynic::QueryVariables)]
pub struct TellInformantVariables {
    pub input: TellInformantInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "TellInformantVariables")]
pub struct TellInformant {
    #[arguments(input: $input)]
    pub tell_informant: TellInformantPayload,
}

#[derive(cynic::QueryFragment)]
pub struct TellInformantPayload {
    pub case: Option<CaseStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct MarkTypicalCaseInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub typical: bool,
    pub marked_on: Date,
    pub ground: String,
}

#[derive(cynic::QueryVariables)]
pub struct MarkTypicalCaseVariables {
    pub input: MarkTypicalCaseInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "MarkTypicalCaseVariables")]
pub struct MarkTypicalCase {
    #[arguments(input: $input)]
    pub mark_typical_case: MarkTypicalCasePayload,
}

#[derive(cynic::QueryFragment)]
pub struct MarkTypicalCasePayload {
    pub case: Option<CaseStanding>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::InputObject)]
pub struct NoteOnCaseInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub occurred_on: Date,
    pub note: String,
    pub documents: Vec<String>,
    pub attachment_ids: Vec<cynic::Id>,
}

#[derive(cynic::QueryVariables)]
pub struct NoteOnCaseVariables {
    pub input: NoteOnCaseInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "NoteOnCaseVariables")]
pub struct NoteOnCase {
    #[arguments(input: $input)]
    pub note_on_case: NoteOnCasePayload,
}

#[derive(cynic::QueryFragment)]
pub struct NoteOnCasePayload {
    pub case: Option<CaseStanding>,
    pub errors: Vec<UserError>,
}

// The informant

#[derive(cynic::InputObject)]
pub struct InformantInput {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
}

#[derive(cynic::InputObject)]
pub struct RevealInformantInput {
    pub id: cynic::Id,
    pub reason: String,
}

#[derive(cynic::QueryVariables)]
pub struct RevealInformantVariables {
    pub input: RevealInformantInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RevealInformantVariables")]
pub struct RevealInformant {
    #[arguments(input: $input)]
    pub reveal_informant: RevealInformantPayload,
}

#[derive(cynic::QueryFragment)]
pub struct RevealInformantPayload {
    pub informant: Option<RevealedInformant>,
    pub errors: Vec<UserError>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct RevealedInformant {
    pub name: Option<String>,
    pub telephone: Option<String>,
}
