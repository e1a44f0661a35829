//! Batched reads of files' entries.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::attachment;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::queries::visible;
use crate::shared::{
    errors::LoadError,
    loaders::Batch,
    policy::{self, Subject},
};

/// A file's entry by its key, if the viewer may see its case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AttachmentById(pub Uuid);

impl Loader<AttachmentById> for Batch {
    type Value = attachment::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[AttachmentById]) -> Result<HashMap<AttachmentById, Self::Value>, LoadError> {
        let rows = attachment::Entity::find()
            .filter(attachment::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (AttachmentById(row.id), row)).collect())
    }
}

/// The item that corrects the one with this key; of a case that the viewer sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CorrectionOf(pub Uuid);

impl Loader<CorrectionOf> for Batch {
    type Value = attachment::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[CorrectionOf]) -> Result<HashMap<CorrectionOf, Self::Value>, LoadError> {
        let rows = attachment::Entity::find()
            .filter(attachment::Column::CorrectsId.is_in(keys.iter().map(|key| key.0)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().filter_map(|row| Some((CorrectionOf(row.corrects_id?), row))).collect())
    }
}
