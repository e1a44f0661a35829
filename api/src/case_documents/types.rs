//! Documents of cases and their templates, as GraphQL shows them.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use entity::{
    case_document, document_template,
    enums::{CaseDocumentLayout, CaseStatus},
};

use super::{
    rules,
    service::{self, Choice, Draft},
};
use crate::{
    attachments::types::{Attachment, attachment_by_id},
    cases::types::{Case, case_by_id},
    departments::types::{Department, department_by_id},
    shared::{
        braces::{Part, parts},
        caller::Caller,
        ids::{self, Kind},
        values::Date,
    },
    users::types::{Person, person_by_id},
};

/// A document of a case (执法文书) that was made of a template and numbered.
pub struct CaseDocument(pub case_document::Model);

/// A document of a case (执法文书) that was made of a template and numbered: it never changes; one made in error is void.
#[Object]
impl CaseDocument {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::CaseDocument, self.0.id)
    }

    /// The code of its template.
    async fn template_code(&self) -> &str {
        &self.0.template_code
    }

    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Its number (文号).
    async fn number(&self) -> &str {
        &self.0.full_number
    }

    /// The department that issued it.
    async fn department(&self, context: &Context<'_>) -> Result<Department> {
        department_by_id(context, self.0.department_id).await
    }

    /// The case, where the viewer may see it.
    async fn case(&self, context: &Context<'_>) -> Result<Option<Case>> {
        case_by_id(context, self.0.case_id).await
    }

    /// The file, among the case's files.
    async fn attachment(&self, context: &Context<'_>) -> Result<Option<Attachment>> {
        attachment_by_id(context, self.0.attachment_id).await
    }

    /// The day that it bears.
    async fn issued_on(&self) -> Date {
        Date(self.0.issued_on)
    }

    /// When it was made.
    async fn issued_at(&self) -> DateTime<Utc> {
        self.0.issued_at
    }

    /// Who made it.
    async fn issued_by(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.issued_by_id).await
    }

    /// Since when it is void (作废); null of one in force.
    async fn voided_on(&self) -> Option<Date> {
        self.0.voided_on.map(Date)
    }

    /// Who made it void.
    async fn voided_by(&self, context: &Context<'_>) -> Result<Option<Person>> {
        match self.0.voided_by_id {
            Some(id) => person_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }

    /// Why it is void.
    async fn void_reason(&self) -> Option<&str> {
        self.0.void_reason.as_deref()
    }

    /// Whether the viewer may make it void.
    async fn voidable(&self, context: &Context<'_>) -> Result<bool> {
        let caller = Caller::of(context)?;
        Ok(self.0.voided_on.is_none() && service::is_theirs(&caller.viewer, &self.0))
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// A template of a case's documents (文书模板).
pub struct DocumentTemplate(pub document_template::Model);

/// A template of a case's documents (文书模板): the platform's, or the department's own.
#[Object]
impl DocumentTemplate {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::DocumentTemplate, self.0.id)
    }

    /// Its code, by which documents are numbered apart.
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// What it is called.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What stands for it in numbers, after the department's own code: 罚决.
    async fn word(&self) -> &str {
        &self.0.word
    }

    /// How it is laid out.
    async fn layout(&self) -> CaseDocumentLayout {
        self.0.layout
    }

    /// Where a case must stand for one to be made; anywhere where it names none.
    async fn statuses(&self) -> &[CaseStatus] {
        &self.0.statuses.0
    }

    /// To whom it is addressed; may name fields.
    async fn addressee(&self) -> Option<&str> {
        self.0.addressee.as_deref()
    }

    /// Its text: a paragraph, or a row of a form, a line; `{{name}}` is a field.
    async fn text(&self) -> &str {
        &self.0.text
    }

    /// Whether it is the department's own and not the platform's.
    async fn own(&self) -> bool {
        self.0.department_id.is_some()
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
}

/// A template, and whether a document is made of it of a case.
#[derive(SimpleObject)]
pub struct CaseDocumentChoice {
    /// The template.
    template: DocumentTemplate,
    /// Whether the case stands where it must.
    allowed: bool,
    /// The number that the document would have now; null where the department has no code for its numbers.
    next_number: Option<String>,
}

impl From<Choice> for CaseDocumentChoice {
    fn from(choice: Choice) -> Self {
        let Choice { template, fits, number, .. } = choice;
        Self { template: DocumentTemplate(template), allowed: fits, next_number: number }
    }
}

/// A field of a document to be made.
#[derive(SimpleObject)]
pub struct CaseDocumentFieldValue {
    /// Its name.
    name: String,
    /// What the case says there; null where who makes the document types it.
    value: Option<String>,
    /// Whether it is a field of the case, which only lacks it where there is no value.
    of_case: bool,
}

/// A piece of a line: words, or a field.
#[derive(SimpleObject)]
pub struct CaseDocumentPiece {
    /// The words, or the field as it is written.
    text: String,
    /// The field's name.
    field: Option<String>,
}

/// A line of a document: a paragraph of a letter, or a row of a form.
#[derive(SimpleObject)]
pub struct CaseDocumentLine {
    /// What the row is called; empty of a paragraph.
    label: String,
    /// What it says.
    pieces: Vec<CaseDocumentPiece>,
}

fn pieces(text: &str) -> Vec<CaseDocumentPiece> {
    let piece = |part| match part {
        Part::Words(words) => CaseDocumentPiece { text: words.to_owned(), field: None },
        Part::Named { source, name } => {
            CaseDocumentPiece { text: source.to_owned(), field: Some(name.to_owned()) }
        }
    };
    parts(text).into_iter().map(piece).collect()
}

/// What a document of a case would be.
#[Object(name = "CaseDocumentDraft")]
impl Draft {
    /// The template.
    async fn template(&self) -> DocumentTemplate {
        DocumentTemplate(self.template.clone())
    }

    /// Whether the case stands where it must.
    async fn allowed(&self) -> bool {
        rules::fits(&self.template.statuses.0, self.case.status)
    }

    /// The number that it would have now; null where the department has no code for its numbers.
    async fn next_number(&self) -> Option<&str> {
        self.number.as_deref()
    }

    /// Its fields, in the order in which the text names them.
    async fn fields(&self) -> Vec<CaseDocumentFieldValue> {
        let field = |field: &service::Field| CaseDocumentFieldValue {
            name: field.name.clone(),
            value: field.value.clone(),
            of_case: rules::of_case(&field.name).is_some(),
        };
        self.fields.iter().map(field).collect()
    }

    /// To whom it is addressed.
    async fn addressee(&self) -> Vec<CaseDocumentPiece> {
        self.template.addressee.as_deref().map(pieces).unwrap_or_default()
    }

    /// Its lines.
    async fn lines(&self) -> Vec<CaseDocumentLine> {
        let line =
            |(label, text): (&str, &str)| CaseDocumentLine { label: label.to_owned(), pieces: pieces(text) };
        rules::lines(self.template.layout, &self.template.text).into_iter().map(line).collect()
    }
}
