//! Batched reads of parties.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{party, party_department, party_name};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{
    names, particulars,
    sight::{named, shown, visible},
    twins::{self, Twin},
};
use crate::shared::{
    errors::LoadError,
    loaders::Batch,
    policy::{self, Subject},
};

/// A party by its key, if something shows it to the viewer; a merged one is the party that it became part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartyById(pub Uuid);

impl Loader<PartyById> for Batch {
    type Value = party::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[PartyById]) -> Result<HashMap<PartyById, Self::Value>, LoadError> {
        let db = &self.app.db.read;
        let seen = shown(&policy::scope(&self.viewer, Subject::Records));
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
        let known = twins::known(db, &scope, rows).await?;
        let found = twins::of(db, &scope, &known).await?;
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

/// What the viewer may read of what departments keep of a party, the last written first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ParticularsOf(pub Uuid);

impl Loader<ParticularsOf> for Batch {
    type Value = Vec<party_department::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[ParticularsOf]) -> Result<HashMap<ParticularsOf, Self::Value>, LoadError> {
        let scope = policy::scope(&self.viewer, Subject::Records);
        let rows = particulars::of(&self.app.db.read, &scope, keys.iter().map(|key| key.0)).await?;
        Ok(rows.into_iter().map(|(id, rows)| (ParticularsOf(id), rows)).collect())
    }
}

/// The dated names of a business, in the order in which they began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NamesOf(pub Uuid);

impl Loader<NamesOf> for Batch {
    type Value = Vec<party_name::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[NamesOf]) -> Result<HashMap<NamesOf, Self::Value>, LoadError> {
        let rows = names::of(&self.app.db.read, keys.iter().map(|key| key.0)).await?;
        Ok(rows.into_iter().map(|(id, rows)| (NamesOf(id), rows)).collect())
    }
}

/// Whether a record that the viewer may see names the party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IsNamed(pub Uuid);

impl Loader<IsNamed> for Batch {
    type Value = bool;
    type Error = LoadError;

    async fn load(&self, keys: &[IsNamed]) -> Result<HashMap<IsNamed, Self::Value>, LoadError> {
        let found: Vec<Uuid> = party::Entity::find()
            .select_only()
            .column(party::Column::Id)
            .filter(party::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(named(&policy::scope(&self.viewer, Subject::Records)))
            .into_tuple()
            .all(&self.app.db.read)
            .await?;
        Ok(found.into_iter().map(|id| (IsNamed(id), true)).collect())
    }
}

/// The departments that keep something of a party, each with its region's key; for the rules, never shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LinkedTo(pub Uuid);

impl Loader<LinkedTo> for Batch {
    type Value = Vec<(Uuid, String)>;
    type Error = LoadError;

    async fn load(&self, keys: &[LinkedTo]) -> Result<HashMap<LinkedTo, Self::Value>, LoadError> {
        let rows: Vec<(Uuid, Uuid, String)> = party_department::Entity::find()
            .select_only()
            .columns([
                party_department::Column::PartyId,
                party_department::Column::DepartmentId,
                party_department::Column::RegionKey,
            ])
            .filter(party_department::Column::PartyId.is_in(keys.iter().map(|key| key.0)))
            .into_tuple()
            .all(&self.app.db.read)
            .await?;
        let mut linked: HashMap<LinkedTo, Self::Value> = HashMap::new();
        for (party_id, department_id, region_key) in rows {
            linked.entry(LinkedTo(party_id)).or_default().push((department_id, region_key));
        }
        Ok(linked)
    }
}
