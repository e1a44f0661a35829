//! Batched reads of what deeds left, and of what a text about a case must know.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::case_publication;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::facts::{self, Part};
use crate::shared::{errors::LoadError, loaders::Batch};

/// The publication of a case's penalty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PublicationOf(pub Uuid);

impl Loader<PublicationOf> for Batch {
    type Value = case_publication::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[PublicationOf]) -> Result<HashMap<PublicationOf, Self::Value>, LoadError> {
        let rows = case_publication::Entity::find()
            .filter(case_publication::Column::CaseId.is_in(keys.iter().map(|key| key.0)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (PublicationOf(row.case_id), row)).collect())
    }
}

/// Everybody who has a part in a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartsOf {
    /// The case.
    pub case_id: Uuid,
    /// Whose it is.
    pub department_id: Uuid,
}

impl Loader<PartsOf> for Batch {
    type Value = Vec<Part>;
    type Error = LoadError;

    async fn load(&self, keys: &[PartsOf]) -> Result<HashMap<PartsOf, Self::Value>, LoadError> {
        let cases: Vec<_> = keys.iter().map(|key| (key.case_id, key.department_id)).collect();
        let mut parts = facts::parts(&self.app.db.read, &cases).await?;
        Ok(keys.iter().filter_map(|key| Some((*key, parts.remove(&key.case_id)?))).collect())
    }
}
