//! Making documents and making them void, keeping templates: inputs, payloads, thin resolvers.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::enums::{CaseDocumentLayout, CaseStatus};

use super::{
    queries::{find, find_template},
    service::{self, NewDocument},
    templates::{self, Stated},
    types::{CaseDocument, DocumentTemplate},
};
use crate::{
    departments::{self, types::Department},
    shared::{
        caller::Caller,
        errors::UserError,
        ids::{self, Kind},
    },
};

/// What was typed into a field.
#[derive(InputObject, Clone, Debug)]
pub struct CaseDocumentFieldInput {
    /// The field's name.
    name: String,
    /// What it says.
    text: String,
}

/// A document to make of a case.
#[derive(InputObject, Clone, Debug)]
pub struct IssueCaseDocumentInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    /// The case.
    case_id: ID,
    /// The code of the template.
    template: String,
    /// The fields that the case does not know.
    #[graphql(default)]
    fields: Vec<CaseDocumentFieldInput>,
}

/// The document made, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct IssueCaseDocumentPayload {
    /// The document.
    document: Option<CaseDocument>,
    /// What is wrong with the input; the path of a field is `fields` and its name.
    errors: Vec<UserError>,
}

/// A document to make void.
#[derive(InputObject, Clone, Debug)]
pub struct VoidCaseDocumentInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    /// The document.
    id: ID,
    /// The version that the viewer saw.
    version: i32,
    /// Why.
    reason: String,
}

/// The document made void, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct VoidCaseDocumentPayload {
    /// The document; beside a CONFLICT, as it is now.
    document: Option<CaseDocument>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What the department's own template says.
#[derive(InputObject, Clone, Debug)]
pub struct KeepDocumentTemplateInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    /// Its code: the platform's of the same code no longer holds for the department. Capital letters, digits and underscores.
    code: String,
    /// The version of the department's own that the viewer saw; none where there is none yet.
    version: Option<i32>,
    /// What it is called.
    name: String,
    /// What stands for it in numbers, after the department's own code: 罚决.
    word: String,
    /// How it is laid out.
    layout: CaseDocumentLayout,
    /// Where a case must stand for one to be made; anywhere where it names none.
    #[graphql(default)]
    statuses: Vec<CaseStatus>,
    /// To whom it is addressed; may name fields.
    addressee: Option<String>,
    /// Its text: a paragraph, or a row of a form, a line; `{{name}}` is a field.
    text: String,
}

/// The template kept, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct KeepDocumentTemplatePayload {
    /// The template.
    template: Option<DocumentTemplate>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// A template of the department's own to take back.
#[derive(InputObject, Clone, Debug)]
pub struct WithdrawDocumentTemplateInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    /// The template.
    id: ID,
    /// The version that the viewer saw.
    version: i32,
}

/// The template taken back, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct WithdrawDocumentTemplatePayload {
    /// The template; beside a CONFLICT, as it is now.
    template: Option<DocumentTemplate>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What numbers of the viewer's department begin with.
#[derive(InputObject, Clone, Debug)]
pub struct SetDocumentCodeInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    /// The code (机关代字), at most 10 characters: 岳市监.
    code: String,
    /// The version of the department that the viewer saw.
    version: i32,
}

/// The department with its code, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct SetDocumentCodePayload {
    /// The department; beside a CONFLICT, as it is now.
    department: Option<Department>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What can be done to documents of cases.
#[derive(Default)]
pub struct CaseDocumentMutations;

/// What can be done to documents of cases.
#[Object]
impl CaseDocumentMutations {
    /// Makes a document of a case: gives it the next number of its department, template and year, and files it as Word among the
    /// case's files. Who may file evidence of the case may.
    async fn issue_case_document(
        &self,
        context: &Context<'_>,
        input: IssueCaseDocumentInput,
    ) -> Result<IssueCaseDocumentPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let new = NewDocument {
            case_id: ids::named(Kind::Case, &input.case_id),
            template: input.template,
            typed: input.fields.into_iter().map(|field| (field.name, field.text)).collect(),
        };
        let (document, errors) = caller.answer(service::issue(&caller, new, key).await)?;
        Ok(IssueCaseDocumentPayload { document: document.map(CaseDocument), errors })
    }

    /// Makes a document void, with the reason: its number is not given again, and its file stays. Who made it may, and the head of
    /// its department.
    async fn void_case_document(
        &self,
        context: &Context<'_>,
        input: VoidCaseDocumentInput,
    ) -> Result<VoidCaseDocumentPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::CaseDocument, &input.id);
        let result = service::void(&caller, (id, input.version), &input.reason, key).await;
        let (document, errors) = caller.answer_or(result.map(CaseDocument), find(&caller, id)).await?;
        Ok(VoidCaseDocumentPayload { document, errors })
    }

    /// Writes the viewer's department's own template, or revises it; its head may. What was made of it stays.
    async fn keep_document_template(
        &self,
        context: &Context<'_>,
        input: KeepDocumentTemplateInput,
    ) -> Result<KeepDocumentTemplatePayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let stated = Stated {
            code: input.code,
            name: input.name,
            word: input.word,
            layout: input.layout,
            statuses: input.statuses,
            addressee: input.addressee,
            text: input.text,
        };
        let (template, errors) = caller.answer(templates::keep(&caller, stated, input.version, key).await)?;
        Ok(KeepDocumentTemplatePayload { template: template.map(DocumentTemplate), errors })
    }

    /// Takes the viewer's department's own template back: the platform's of its code holds again. The department's head may.
    async fn withdraw_document_template(
        &self,
        context: &Context<'_>,
        input: WithdrawDocumentTemplateInput,
    ) -> Result<WithdrawDocumentTemplatePayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::DocumentTemplate, &input.id);
        let result = templates::withdraw(&caller, (id, input.version), key).await;
        let result = result.map(DocumentTemplate);
        let (template, errors) = caller.answer_or(result, find_template(&caller, id)).await?;
        Ok(WithdrawDocumentTemplatePayload { template, errors })
    }

    /// Sets what numbers of the viewer's department begin with (机关代字); its head may.
    async fn set_document_code(
        &self,
        context: &Context<'_>,
        input: SetDocumentCodeInput,
    ) -> Result<SetDocumentCodePayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = caller.viewer.department_id;
        let result = templates::set_code(&caller, &input.code, input.version, key).await;
        let (row, errors) = caller.answer_or(result, departments::queries::find(&caller, id)).await?;
        Ok(SetDocumentCodePayload { department: row.map(Department), errors })
    }
}
