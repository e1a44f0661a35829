//! Writing documents, issuing them, confirming their receipt, offering items: inputs, payloads, thin resolvers.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::{enums::OfficeDocumentKind, json::DocumentSection};

use super::{
    items::offer,
    paper,
    queries::find,
    service::{self, Stated},
    types::{BulletinItem, OfficeDocument},
};
use crate::{
    exports::mutations::{ExportedFile, asked},
    shared::{
        caller::Caller,
        errors::UserError,
        ids::{self, Kind},
        values::DateRangeInput,
    },
};

/// A part of a document.
#[derive(InputObject, Clone, Debug)]
pub struct OfficeDocumentSectionInput {
    /// The heading, without its number; empty where it has none.
    #[graphql(default)]
    heading: String,
    /// The text; `{{name}}` stands for the figure of the indicator with that name or code, `{{name:上年同期}}` for that of the year
    /// before, `{{name:同比}}` for its change, `{{name:万元}}` for an amount in ten thousand yuan.
    #[graphql(default)]
    text: String,
    /// The codes of the indicators whose figures follow as a table.
    #[graphql(default)]
    indicators: Vec<String>,
    /// The item of a department from which it was taken.
    item_id: Option<ID>,
}

impl From<OfficeDocumentSectionInput> for DocumentSection {
    fn from(input: OfficeDocumentSectionInput) -> Self {
        let item_id = ids::optional(Kind::BulletinItem, &input.item_id);
        Self { heading: input.heading, text: input.text, indicators: input.indicators, item_id }
    }
}

/// What a document is to say.
#[derive(InputObject, Clone, Debug)]
pub struct OfficeDocumentContentInput {
    /// The title.
    title: String,
    /// To whom it is addressed (主送).
    addressee: Option<String>,
    /// The days of which its figures speak.
    period: DateRangeInput,
    /// Its parts; of a new one none: those with which its kind begins.
    #[graphql(default)]
    sections: Vec<OfficeDocumentSectionInput>,
}

impl From<OfficeDocumentContentInput> for Stated {
    fn from(input: OfficeDocumentContentInput) -> Self {
        Self {
            title: input.title,
            addressee: input.addressee,
            period: (input.period.from.0, input.period.to.0),
            sections: input.sections.into_iter().map(DocumentSection::from).collect(),
        }
    }
}

/// A document to begin.
#[derive(InputObject, Clone, Debug)]
pub struct WriteOfficeDocumentInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    /// What it is.
    kind: OfficeDocumentKind,
    /// What it says.
    #[graphql(flatten)]
    content: OfficeDocumentContentInput,
}

/// The document begun, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct WriteOfficeDocumentPayload {
    /// The document.
    document: Option<OfficeDocument>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What a draft is to say from now on, in whole.
#[derive(InputObject, Clone, Debug)]
pub struct ReviseOfficeDocumentInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    /// The document.
    id: ID,
    /// The version that the viewer saw.
    version: i32,
    /// What it says.
    #[graphql(flatten)]
    content: OfficeDocumentContentInput,
}

/// The document revised, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct ReviseOfficeDocumentPayload {
    /// The document; beside a CONFLICT, as it is now.
    document: Option<OfficeDocument>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// A draft to issue.
#[derive(InputObject, Clone, Debug)]
pub struct IssueOfficeDocumentInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    /// The document.
    id: ID,
    /// The version that the viewer saw.
    version: i32,
}

/// The document issued, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct IssueOfficeDocumentPayload {
    /// The document; beside a CONFLICT, as it is now.
    document: Option<OfficeDocument>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// A document that was received.
#[derive(InputObject, Clone, Debug)]
pub struct AcknowledgeOfficeDocumentInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    /// The document.
    id: ID,
}

/// The document, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct AcknowledgeOfficeDocumentPayload {
    /// The document.
    document: Option<OfficeDocument>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// An item for the bulletin.
#[derive(InputObject, Clone, Debug)]
pub struct OfferBulletinItemInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    idempotency_key: Option<ID>,
    /// The title.
    title: String,
    /// The text.
    text: String,
}

/// The item offered, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct OfferBulletinItemPayload {
    /// The item.
    item: Option<BulletinItem>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// Which document to write into a file.
#[derive(InputObject, Clone, Debug)]
pub struct ExportOfficeDocumentInput {
    /// The document.
    id: ID,
}

/// The file, or what is wrong.
#[derive(SimpleObject)]
pub struct ExportOfficeDocumentPayload {
    /// The file of Word (.docx).
    file: Option<ExportedFile>,
    /// What is wrong with the input.
    errors: Vec<UserError>,
}

/// What can be done with documents.
#[derive(Default)]
pub struct OfficeDocumentMutations;

/// What can be done with documents.
#[Object]
impl OfficeDocumentMutations {
    /// Begins a document of the viewer's region; without parts, with those of its kind, to be edited. For the region's office.
    async fn write_office_document(
        &self,
        context: &Context<'_>,
        input: WriteOfficeDocumentInput,
    ) -> Result<WriteOfficeDocumentPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let result = service::write(&caller, input.kind, input.content.into(), key).await;
        let (document, errors) = caller.answer(result.map(OfficeDocument))?;
        Ok(WriteOfficeDocumentPayload { document, errors })
    }

    /// States what a draft says, in whole. For the region's office.
    async fn revise_office_document(
        &self,
        context: &Context<'_>,
        input: ReviseOfficeDocumentInput,
    ) -> Result<ReviseOfficeDocumentPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::OfficeDocument, &input.id);
        let result = service::revise(&caller, (id, input.version), input.content.into(), key).await;
        let (document, errors) = caller.answer_or(result.map(OfficeDocument), find(&caller, id)).await?;
        Ok(ReviseOfficeDocumentPayload { document, errors })
    }

    /// Issues a draft (印发): it gets the next number of its year, without gaps; its figures stay as they are now; the region's
    /// departments and the offices below are told. For the region's office.
    async fn issue_office_document(
        &self,
        context: &Context<'_>,
        input: IssueOfficeDocumentInput,
    ) -> Result<IssueOfficeDocumentPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::OfficeDocument, &input.id);
        let result = service::issue(&caller, (id, input.version), key).await;
        let (document, errors) = caller.answer_or(result.map(OfficeDocument), find(&caller, id)).await?;
        Ok(IssueOfficeDocumentPayload { document, errors })
    }

    /// Confirms that the viewer's department received a document (签收); a second time changes nothing.
    async fn acknowledge_office_document(
        &self,
        context: &Context<'_>,
        input: AcknowledgeOfficeDocumentInput,
    ) -> Result<AcknowledgeOfficeDocumentPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let id = ids::named(Kind::OfficeDocument, &input.id);
        let result = service::acknowledge(&caller, id, key).await;
        let (document, errors) = caller.answer(result.map(OfficeDocument))?;
        Ok(AcknowledgeOfficeDocumentPayload { document, errors })
    }

    /// Offers an item to the office of the viewer's region for its bulletin; the office is told, and who offered it once it
    /// is used.
    async fn offer_bulletin_item(
        &self,
        context: &Context<'_>,
        input: OfferBulletinItemInput,
    ) -> Result<OfferBulletinItemPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
        let result = offer(&caller, (&input.title, &input.text), key).await;
        let (item, errors) = caller.answer(result.map(BulletinItem))?;
        Ok(OfferBulletinItemPayload { item, errors })
    }

    /// Writes a document into a file of Word, in the official layout (GB/T 9704-2012). That it was done is in the audit log.
    async fn export_office_document(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which document.")] input: ExportOfficeDocumentInput,
    ) -> Result<ExportOfficeDocumentPayload> {
        let caller = Caller::of(context)?;
        let asked = asked(context)?;
        let id = ids::named(Kind::OfficeDocument, &input.id);
        let (paper, errors) = caller.answer(paper::write(&caller, id, asked).await)?;
        let file = paper.map(|paper| ExportedFile::of_word(paper.content, paper.name, paper.parts));
        Ok(ExportOfficeDocumentPayload { file: file.transpose()?, errors })
    }
}
