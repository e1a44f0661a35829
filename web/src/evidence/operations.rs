//! What the evidence of a case is asked for.

use crate::graphql::{
    enums::{CaseKind, CaseOutcome, EvidenceKind, PartyRole},
    fragments::{DepartmentRef, PageInfo, PersonRef},
    scalars::{Date, DateTime},
    schema,
};

#[derive(cynic::QueryVariables, Clone)]
pub struct EvidenceVariables {
    pub id: cynic::Id,
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "EvidenceVariables")]
pub struct ListEvidence {
    #[arguments(id: $id)]
    pub case: Option<EvidenceOfCase>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case", variables = "EvidenceVariables")]
pub struct EvidenceOfCase {
    #[arguments(first: $first, after: $after, last: $last, before: $before)]
    pub attachments: AttachmentPage,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "AttachmentConnection")]
pub struct AttachmentPage {
    pub nodes: Vec<Attachment>,
    pub page_info: PageInfo,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct Attachment {
    pub id: cynic::Id,
    pub number: i32,
    pub kind: EvidenceKind,
    pub name: String,
    pub size: i32,
    pub digest: String,
    pub obtained_on: Date,
    pub note: Option<String>,
    pub uploaded_by: PersonRef,
    pub uploaded_at: DateTime,
    pub corrects: Option<AttachmentNumber>,
    pub corrected_by: Option<AttachmentNumber>,
    pub same_content_as: Option<AttachmentNumber>,
    pub url: String,
    pub preview_url: Option<String>,
}

impl Attachment {
    /// What is needed to read it.
    pub fn file(&self) -> FileRef {
        FileRef {
            number: self.number,
            name: self.name.clone(),
            note: self.note.clone(),
            digest: self.digest.clone(),
            url: self.url.clone(),
            preview_url: self.preview_url.clone(),
        }
    }
}

/// A file where something rests on it.
#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Attachment")]
pub struct FileRef {
    pub number: i32,
    pub name: String,
    pub note: Option<String>,
    pub digest: String,
    pub url: String,
    pub preview_url: Option<String>,
}

// What a form chooses from

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "EvidenceVariables")]
pub struct OfferFiles {
    #[arguments(id: $id)]
    pub case: Option<FilesOfCase>,
    pub upload_limits: UploadLimits,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case", variables = "EvidenceVariables")]
pub struct FilesOfCase {
    pub viewer_can_file_evidence: bool,
    #[arguments(first: $first, after: $after, last: $last, before: $before)]
    pub attachments: CaseFilePage,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "AttachmentConnection")]
pub struct CaseFilePage {
    pub nodes: Vec<CaseFile>,
    pub page_info: PageInfo,
}

#[derive(cynic::QueryFragment, Clone, PartialEq)]
#[cynic(graphql_type = "Attachment")]
pub struct CaseFile {
    pub id: cynic::Id,
    pub number: i32,
    pub kind: EvidenceKind,
    pub name: String,
    pub obtained_on: Date,
    pub corrected_by: Option<AttachmentNumber>,
}

#[derive(cynic::QueryFragment, Clone, PartialEq)]
#[cynic(graphql_type = "Attachment")]
pub struct AttachmentNumber {
    pub number: i32,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
pub struct MayFile {
    #[arguments(id: $id)]
    pub case: Option<FilingOfCase>,
    pub upload_limits: UploadLimits,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct FilingOfCase {
    pub viewer_can_file_evidence: bool,
}

#[derive(cynic::QueryFragment, Clone)]
pub struct UploadLimits {
    pub max_bytes: i32,
    pub extensions: Vec<String>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Query", variables = "crate::graphql::operation::ById")]
pub struct ShowDossier {
    #[arguments(id: $id)]
    pub case: Option<Dossier>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "Case")]
pub struct Dossier {
    pub number: String,
    pub title: String,
    pub kind: CaseKind,
    pub outcome: Option<CaseOutcome>,
    pub department: DepartmentRef,
    pub parties: Vec<DossierParty>,
    pub handlers: Vec<DossierHandler>,
    pub received_on: Date,
    pub filed_on: Option<Date>,
    pub closed_on: Option<Date>,
    #[arguments(first: 100)]
    pub events: Vec<DossierEvent>,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CaseParty")]
pub struct DossierParty {
    pub name: String,
    pub role: PartyRole,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CaseHandler")]
pub struct DossierHandler {
    pub person: PersonRef,
}

#[derive(cynic::QueryFragment, Clone)]
#[cynic(graphql_type = "CaseEvent")]
pub struct DossierEvent {
    pub kind: crate::graphql::enums::CaseEventKind,
    pub occurred_on: Date,
    pub actor: PersonRef,
    pub documents: Vec<String>,
}
