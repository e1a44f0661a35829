//! Batched reads of parties.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::party;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::queries::visible;
use crate::shared::{
    errors::LoadError,
    loaders::Batch,
    policy::{self, Subject},
};

/// A party by its key, if the viewer may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartyById(pub Uuid);

impl Loader<PartyById> for Batch {
    type Value = party::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[PartyById]) -> Result<HashMap<PartyById, Self::Value>, LoadError> {
        let rows = party::Entity::find()
            .filter(party::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (PartyById(row.id), row)).collect())
    }
}
