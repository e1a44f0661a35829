//! Batched reads of what hangs on a case that was seen already.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use chrono::Datelike;
use entity::{
    case_document::{self, Column},
    department,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::service::Numbering;
use crate::shared::{
    clock::statutory_day,
    errors::LoadError,
    loaders::{Batch, grouped},
};

/// The documents made of a case, the last first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DocumentsOf(pub Uuid);

impl Loader<DocumentsOf> for Batch {
    type Value = Vec<case_document::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[DocumentsOf]) -> Result<HashMap<DocumentsOf, Self::Value>, LoadError> {
        let rows = case_document::Entity::find()
            .filter(Column::CaseId.is_in(keys.iter().map(|key| key.0)))
            .order_by_desc(Column::Id)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| DocumentsOf(row.case_id)))
    }
}

/// How a department numbers its documents of this year. Who asks is of one department: it is read once, of however many cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NumberingOf(pub Uuid);

impl Loader<NumberingOf> for Batch {
    type Value = Numbering;
    type Error = LoadError;

    async fn load(&self, keys: &[NumberingOf]) -> Result<HashMap<NumberingOf, Self::Value>, LoadError> {
        let year = statutory_day(self.app.clock.now()).year();
        let ids = department::Column::Id.is_in(keys.iter().map(|key| key.0));
        let mut found = HashMap::new();
        for department in department::Entity::find().filter(ids).all(&self.app.db.read).await? {
            let key = NumberingOf(department.id);
            found.insert(key, Numbering::of(&self.app.db.read, department, year).await?);
        }
        Ok(found)
    }
}
