//! Batched reads of what hangs on a document that was seen already.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::office_document_receipt::{self, Column};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::shared::{
    errors::LoadError,
    loaders::{Batch, grouped},
};

/// Who received a document, the first first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReceiptsOf(pub Uuid);

impl Loader<ReceiptsOf> for Batch {
    type Value = Vec<office_document_receipt::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[ReceiptsOf]) -> Result<HashMap<ReceiptsOf, Self::Value>, LoadError> {
        let rows = office_document_receipt::Entity::find()
            .filter(Column::DocumentId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(Column::ReceivedAt)
            .order_by_asc(Column::DepartmentId)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| ReceiptsOf(row.document_id)))
    }
}
