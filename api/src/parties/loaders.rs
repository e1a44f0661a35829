//! Batched reads of parties.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::party;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    queries::visible,
    twins::{self, Twin},
};
use crate::shared::{
    errors::LoadError,
    loaders::Batch,
    policy::{self, Subject},
};

/// A party by its key, if the viewer may see it; a merged one is the party that it became part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartyById(pub Uuid);

impl Loader<PartyById> for Batch {
    type Value = party::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[PartyById]) -> Result<HashMap<PartyById, Self::Value>, LoadError> {
        let db = &self.app.db.read;
        let seen = visible(&policy::scope(&self.viewer, Subject::Records));
        let rows = party::Entity::find()
            .filter(party::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(seen.clone())
            .all(db)
            .await?;
        let merged: Vec<Uuid> = rows.iter().filter_map(|row| row.merged_into_id).collect();
        if merged.is_empty() {
            return Ok(rows.into_iter().map(|row| (PartyById(row.id), row)).collect());
        }
        let survivors = party::Entity::find().filter(party::Column::Id.is_in(merged)).filter(seen).all(db);
        let survivors: HashMap<Uuid, party::Model> =
            survivors.await?.into_iter().map(|row| (row.id, row)).collect();
        let found = |row: party::Model| {
            let key = PartyById(row.id);
            let survivor = match row.merged_into_id {
                Some(id) => survivors.get(&id).cloned(),
                None => Some(row),
            };
            survivor.map(|row| (key, row))
        };
        Ok(rows.into_iter().filter_map(found).collect())
    }
}

/// The likely twins of a party among those that the viewer may see, the likeliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TwinsOf(pub Uuid);

impl Loader<TwinsOf> for Batch {
    type Value = Vec<Twin>;
    type Error = LoadError;

    async fn load(&self, keys: &[TwinsOf]) -> Result<HashMap<TwinsOf, Self::Value>, LoadError> {
        let db = &self.app.db.read;
        let scope = policy::scope(&self.viewer, Subject::Records);
        let rows = party::Entity::find()
            .filter(party::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(visible(&scope))
            .all(db)
            .await?;
        let found = twins::of(db, &scope, &rows).await?;
        Ok(found.into_iter().map(|(id, twins)| (TwinsOf(id), twins)).collect())
    }
}

/// The parties that became part of this one, in the order in which they were recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MergedInto(pub Uuid);

impl Loader<MergedInto> for Batch {
    type Value = Vec<party::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[MergedInto]) -> Result<HashMap<MergedInto, Self::Value>, LoadError> {
        let rows = party::Entity::find()
            .filter(party::Column::MergedIntoId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(party::Column::Id)
            .all(&self.app.db.read)
            .await?;
        let mut merged: HashMap<MergedInto, Vec<party::Model>> = HashMap::new();
        for row in rows {
            if let Some(id) = row.merged_into_id {
                merged.entry(MergedInto(id)).or_default().push(row);
            }
        }
        Ok(merged)
    }
}
