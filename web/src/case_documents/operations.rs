//! What the pages of a case's documents ask and send.

use crate::{
    evidence::FileRef,
    graphql::{
        enums::{CaseDocumentField, CaseDocumentLayout, CaseStatus},
        fragments::{DepartmentRef, PageInfo, PersonRef},
        operation::mutation,
        scalars::Date,
        schema,
    },
};

// A case's documents, and what can be made of it

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
pub struct ShowCaseDocuments {
    #[arguments(id: $id)]
    pub case: Option<DocumentsOfCase>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct DocumentsOfCase {
    pub documents: Vec<CaseDocument>,
    pub document_choices: Option<Vec<Choice>>,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct CaseDocument {
    pub id: cynic::Id,
    pub version: i32,
    pub name: String,
    pub number: String,
    pub department: DepartmentRef,
    pub attachment: Option<FileRef>,
    pub issued_on: Date,
    pub issued_by: PersonRef,
    pub voided_on: Option<Date>,
    pub void_reason: Option<String>,
    pub voidable: bool,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CaseDocumentChoice")]
pub struct Choice {
    pub template: TemplateRef,
    pub allowed: bool,
    pub next_number: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "DocumentTemplate")]
pub struct TemplateRef {
    pub code: String,
    pub name: String,
    pub statuses: Vec<CaseStatus>,
}

// What one would say

#[derive(cynic::QueryVariables, Clone)]
pub struct DraftVariables {
    pub case_id: cynic::Id,
    pub template: String,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "DraftVariables")]
pub struct ShowDraft {
    #[arguments(caseId: $case_id, template: $template)]
    pub case_document_draft: Option<Draft>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CaseDocumentDraft")]
pub struct Draft {
    pub template: DraftTemplate,
    pub next_number: Option<String>,
    pub fields: Vec<DraftField>,
    pub addressee: Vec<Piece>,
    pub lines: Vec<Line>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "DocumentTemplate")]
pub struct DraftTemplate {
    pub code: String,
    pub name: String,
    pub layout: CaseDocumentLayout,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CaseDocumentFieldValue")]
pub struct DraftField {
    pub name: String,
    pub value: Option<String>,
    pub of_case: bool,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CaseDocumentLine")]
pub struct Line {
    pub label: String,
    pub pieces: Vec<Piece>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CaseDocumentPiece")]
pub struct Piece {
    pub text: String,
    pub field: Option<String>,
}

// The register

#[derive(cynic::InputObject, Clone)]
pub struct CaseDocumentFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub template_code: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub voided: Option<bool>,
}

#[derive(cynic::QueryVariables, Clone)]
pub struct RegisterVariables {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
    pub filter: CaseDocumentFilter,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "RegisterVariables")]
pub struct ListCaseDocuments {
    #[arguments(first: $first, after: $after, last: $last, before: $before, filter: $filter)]
    pub case_documents: RegisterPageOf,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CaseDocumentConnection")]
pub struct RegisterPageOf {
    pub nodes: Vec<Registered>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CaseDocument")]
pub struct Registered {
    pub name: String,
    pub number: String,
    pub department: DepartmentRef,
    pub case: Option<CaseOfDocument>,
    pub issued_on: Date,
    pub issued_by: PersonRef,
    pub voided_on: Option<Date>,
    pub void_reason: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct CaseOfDocument {
    pub id: cynic::Id,
    pub number: String,
    pub title: String,
}

// Templates

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query")]
pub struct ListTemplates {
    pub document_templates: Vec<Template>,
    pub case_document_fields: Vec<CaseDocumentField>,
    pub viewer: TemplatesViewer,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Viewer")]
pub struct TemplatesViewer {
    pub can_keep_document_templates: bool,
    pub user: UserOfDepartment,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "User")]
pub struct UserOfDepartment {
    pub department: CodedDepartment,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Department")]
pub struct CodedDepartment {
    pub version: i32,
    pub name: String,
    pub document_code: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "DocumentTemplate")]
pub struct Template {
    pub id: cynic::Id,
    pub version: i32,
    pub code: String,
    pub name: String,
    pub word: String,
    pub layout: CaseDocumentLayout,
    pub statuses: Vec<CaseStatus>,
    pub addressee: Option<String>,
    pub text: String,
    pub own: bool,
}

// Changes

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "CaseDocument")]
pub struct Made {
    pub number: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "DocumentTemplate")]
pub struct Kept {
    pub name: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Department")]
pub struct Coded {
    pub name: String,
}

#[derive(cynic::InputObject, Clone)]
pub struct CaseDocumentFieldInput {
    pub name: String,
    pub text: String,
}

#[derive(cynic::InputObject)]
pub struct IssueCaseDocumentInput {
    pub idempotency_key: Option<cynic::Id>,
    pub case_id: cynic::Id,
    pub template: String,
    pub fields: Vec<CaseDocumentFieldInput>,
}

mutation!(IssueCaseDocument = issue_case_document("issueCaseDocument": IssueCaseDocumentInput)
    -> "IssueCaseDocumentPayload" { "document": Made });

#[derive(cynic::InputObject)]
pub struct VoidCaseDocumentInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
    pub reason: String,
}

mutation!(VoidCaseDocument = void_case_document("voidCaseDocument": VoidCaseDocumentInput)
    -> "VoidCaseDocumentPayload" { "document": Made });

#[derive(cynic::InputObject)]
pub struct KeepDocumentTemplateInput {
    pub idempotency_key: Option<cynic::Id>,
    pub code: String,
    pub version: Option<i32>,
    pub name: String,
    pub word: String,
    pub layout: CaseDocumentLayout,
    pub statuses: Vec<CaseStatus>,
    pub addressee: Option<String>,
    pub text: String,
}

mutation!(KeepDocumentTemplate = keep_document_template("keepDocumentTemplate": KeepDocumentTemplateInput)
    -> "KeepDocumentTemplatePayload" { "template": Kept });

#[derive(cynic::InputObject)]
pub struct WithdrawDocumentTemplateInput {
    pub idempotency_key: Option<cynic::Id>,
    pub id: cynic::Id,
    pub version: i32,
}

mutation!(WithdrawDocumentTemplate = withdraw_document_template("withdrawDocumentTemplate": WithdrawDocumentTemplateInput)
    -> "WithdrawDocumentTemplatePayload" { "template": Kept });

#[derive(cynic::InputObject)]
pub struct SetDocumentCodeInput {
    pub idempotency_key: Option<cynic::Id>,
    pub code: String,
    pub version: i32,
}

mutation!(SetDocumentCode = set_document_code("setDocumentCode": SetDocumentCodeInput)
    -> "SetDocumentCodePayload" { "department": Coded });
