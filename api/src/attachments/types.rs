//! Files as GraphQL shows them.

use async_graphql::{Context, ID, Object, Result};
use entity::{attachment, enums::EvidenceKind};
use uuid::Uuid;

use super::{
    loaders::{AttachmentById, CorrectionOf, SameContentAs},
    rules,
};
use crate::{
    cases::types::{Case, case_by_id},
    shared::{
        errors::internal,
        ids::{self, Kind},
        loaders,
        values::Date,
    },
    users::types::{Person, person_by_id},
};

/// A file of a case.
pub struct Attachment(pub attachment::Model);

/// The file with `id`, if the viewer may see its case.
pub async fn attachment_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<Attachment>> {
    let row = loaders::of(context)?.load_one(AttachmentById(id)).await.map_err(internal)?;
    Ok(row.map(Attachment))
}

/// The files with `ids`, in their order: those whose case the viewer may see.
pub async fn attachments_by_id(context: &Context<'_>, ids: &[Uuid]) -> Result<Vec<Attachment>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let keys = ids.iter().map(|id| AttachmentById(*id));
    let mut rows = loaders::of(context)?.load_many(keys).await.map_err(internal)?;
    Ok(ids.iter().filter_map(|id| rows.remove(&AttachmentById(*id))).map(Attachment).collect())
}

/// A file of a case (附件, 证据). Never changed, never removed: a correction is a new one that names it.
#[Object]
impl Attachment {
    /// The global id.
    pub async fn id(&self) -> ID {
        ids::encode(Kind::Attachment, self.0.id)
    }

    /// The place in the case's catalogue (卷内目录), from 1.
    async fn number(&self) -> i32 {
        self.0.number
    }

    /// What it proves by.
    async fn kind(&self) -> EvidenceKind {
        self.0.kind
    }

    /// The file's name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Its media type, by its content.
    async fn media_type(&self) -> &str {
        &self.0.media_type
    }

    /// Its size in bytes.
    async fn size(&self) -> i64 {
        self.0.size
    }

    /// SHA-256 of the file, in hex.
    async fn digest(&self) -> &str {
        &self.0.digest
    }

    /// The day on which it was obtained (取证日期).
    async fn obtained_on(&self) -> Date {
        Date(self.0.obtained_on)
    }

    /// What it proves or where it comes from; of a correction, why.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }

    /// Who filed it.
    async fn uploaded_by(&self, context: &Context<'_>) -> Result<Person> {
        person_by_id(context, self.0.uploaded_by_id).await
    }

    /// When it was filed.
    async fn uploaded_at(&self) -> chrono::DateTime<chrono::Utc> {
        self.0.uploaded_at
    }

    /// The case.
    async fn case(&self, context: &Context<'_>) -> Result<Option<Case>> {
        case_by_id(context, self.0.case_id).await
    }

    /// The item that this one corrects.
    async fn corrects(&self, context: &Context<'_>) -> Result<Option<Attachment>> {
        match self.0.corrects_id {
            Some(id) => attachment_by_id(context, id).await,
            None => Ok(None),
        }
    }

    /// The item that corrects this one: this one no longer counts.
    async fn corrected_by(&self, context: &Context<'_>) -> Result<Option<Attachment>> {
        let row = loaders::of(context)?.load_one(CorrectionOf(self.0.id)).await.map_err(internal)?;
        Ok(row.map(Attachment))
    }

    /// The item of this case with the very same bytes that was filed first; null of that one itself. A hint:
    /// the same photograph may prove two things.
    async fn same_content_as(&self, context: &Context<'_>) -> Result<Option<Attachment>> {
        let row = &self.0;
        let key = SameContentAs { case_id: row.case_id, digest: row.digest.clone(), number: row.number };
        let row = loaders::of(context)?.load_one(key).await.map_err(internal)?;
        Ok(row.map(Attachment))
    }

    /// Where the file is read, with the access token as for GraphQL. Each read is logged.
    async fn url(&self) -> String {
        format!("/attachments/{}", self.0.id)
    }

    /// Where a preview is read, of pictures: a JPEG of at most 1600 pixels, or of 320 with
    /// `?size=thumbnail`. Each read is logged.
    async fn preview_url(&self) -> Option<String> {
        let previewed = rules::named(&self.0.media_type).is_some_and(|media| media.previewed);
        previewed.then(|| format!("/attachments/{}/preview", self.0.id))
    }
}
