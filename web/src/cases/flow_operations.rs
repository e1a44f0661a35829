//! What is proposed to the head, and what is done in a case without moving its status.

use super::operations::{CaseStanding, PenaltyInput, RecordCaseStepInput};
use crate::evidence::FileRef;
use crate::graphql::{
    enums::{ApprovalState, CaseDeed, CaseOutcome, CaseStepField, CaseTransition},
    fragments::PersonRef,
    operation::mutation,
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

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
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

mutation!(ProposeCaseStep = propose_case_step("proposeCaseStep": ProposeCaseStepInput)
    -> "ProposeCaseStepPayload" { "case": CaseStanding });

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

mutation!(ApproveCaseStep = approve_case_step("approveCaseStep": ApproveCaseStepInput)
    -> "ApproveCaseStepPayload" { "approval": ApprovalStanding });

#[derive(cynic::InputObject)]
pub struct ReturnCaseStepInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub reason: String,
}

mutation!(ReturnCaseStep = return_case_step("returnCaseStep": ReturnCaseStepInput)
    -> "ReturnCaseStepPayload" { "approval": ApprovalStanding });

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

mutation!(ServeDecision = serve_decision("serveDecision": ServeDecisionInput)
    -> "ServeDecisionPayload" { "case": CaseStanding });

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

mutation!(WaiveHearing = waive_hearing("waiveHearing": WaiveHearingInput)
    -> "WaiveHearingPayload" { "case": CaseStanding });

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

mutation!(PublishPenalty = publish_penalty("publishPenalty": PublishPenaltyInput)
    -> "PublishPenaltyPayload" { "case": CaseStanding });

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

mutation!(TellInformant = tell_informant("tellInformant": TellInformantInput)
    -> "TellInformantPayload" { "case": CaseStanding });

#[derive(cynic::InputObject)]
pub struct MarkTypicalCaseInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub typical: bool,
    pub marked_on: Date,
    pub ground: String,
}

mutation!(MarkTypicalCase = mark_typical_case("markTypicalCase": MarkTypicalCaseInput)
    -> "MarkTypicalCasePayload" { "case": CaseStanding });

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

mutation!(NoteOnCase = note_on_case("noteOnCase": NoteOnCaseInput)
    -> "NoteOnCasePayload" { "case": CaseStanding });

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

mutation!(RevealInformant = reveal_informant("revealInformant": RevealInformantInput)
    -> "RevealInformantPayload" { "informant": RevealedInformant });

#[derive(cynic::QueryFragment, Clone)]
pub struct RevealedInformant {
    pub name: Option<String>,
    pub telephone: Option<String>,
}
