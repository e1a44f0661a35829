//! The catalogue of a case, and what may be uploaded.

use async_graphql::{Context, Object, Result, SimpleObject};
use entity::attachment;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{rules, types::Attachment};
use crate::shared::{
    caller::Caller,
    errors::internal,
    pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
};

/// A connection of a case's files in the order of its catalogue; the case is one that the viewer sees.
pub async fn list_of_case(context: &Context<'_>, page: Page, case_id: Uuid) -> Result<Listing<Attachment>> {
    let caller = Caller::of(context)?;
    let select = attachment::Entity::find().filter(attachment::Column::CaseId.eq(case_id));
    let sort = Sort {
        by: SortedBy::Number,
        column: Expr::col((attachment::Entity, attachment::Column::Number)),
        id: Expr::col((attachment::Entity, attachment::Column::Id)),
        descending: false,
    };
    let rows = page.read(&caller.app.db, select.clone(), sort).await?;
    let rows = rows.into_iter().map(Attachment).collect();
    let position = |item: &Attachment| Position::new(SortValue::Number(item.0.number.into()), item.0.id);
    Ok(page.listing(rows, position, Total::of(select)))
}

/// What may be uploaded as evidence.
#[derive(SimpleObject)]
pub struct UploadLimits {
    /// The most bytes of a file.
    max_bytes: i64,
    /// The media types that are accepted; a file's content tells, not its name.
    media_types: Vec<&'static str>,
    /// The usual endings of their files' names, each with its dot.
    extensions: Vec<String>,
}

/// What can be asked about files.
#[derive(Default)]
pub struct AttachmentQueries;

/// What can be asked about files.
#[Object]
impl AttachmentQueries {
    /// What may be uploaded as evidence: by `PUT /attachments/{a UUID of the client's}` with the file
    /// as the body, and `case`, `name` and, if wanted, `kind`, `obtainedOn`, `note` and `corrects`
    /// (which then needs a `note`) as parameters of the address. The same file sent again under the
    /// same UUID is filed once. The answer has the file's global `id` and the `caseVersion` that this
    /// moved on, `from` and `to`.
    async fn upload_limits(&self, context: &Context<'_>) -> Result<UploadLimits> {
        let caller = Caller::of(context)?;
        let extensions = rules::ACCEPTED.iter().flat_map(|media| media.extensions);
        Ok(UploadLimits {
            max_bytes: i64::try_from(caller.app.files.max_bytes).map_err(internal)?,
            media_types: rules::ACCEPTED.iter().map(|media| media.name).collect(),
            extensions: extensions.map(|extension| format!(".{extension}")).collect(),
        })
    }
}
