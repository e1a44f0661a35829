//! Batched reads of pairs.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{deconfliction, deconfliction_side};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::sight::visible;
use crate::shared::{
    errors::LoadError,
    loaders::{Batch, grouped},
    policy::{self, Subject},
};

/// The two sides of a pair that the viewer sees, the one that was there first before the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SidesOf(pub Uuid);

impl Loader<SidesOf> for Batch {
    type Value = Vec<deconfliction_side::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[SidesOf]) -> Result<HashMap<SidesOf, Self::Value>, LoadError> {
        let rows = deconfliction_side::Entity::find()
            .filter(deconfliction_side::Column::DeconflictionId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(deconfliction_side::Column::Ordinal)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| SidesOf(row.deconfliction_id)))
    }
}

/// The pairs, as the viewer may know of them, in which this case is a side; the latest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PairsOfCase(pub Uuid);

impl Loader<PairsOfCase> for Batch {
    type Value = Vec<deconfliction::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[PairsOfCase]) -> Result<HashMap<PairsOfCase, Self::Value>, LoadError> {
        let rows = deconfliction_side::Entity::find()
            .find_also_related(deconfliction::Entity)
            .filter(deconfliction_side::Column::CaseId.is_in(keys.iter().map(|key| key.0)))
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .order_by_desc(deconfliction_side::Column::DeconflictionId)
            .all(&self.app.db.read)
            .await?;
        let mut pairs: HashMap<PairsOfCase, Self::Value> = HashMap::new();
        for (side, pair) in rows {
            pairs.entry(PairsOfCase(side.case_id)).or_default().extend(pair);
        }
        Ok(pairs)
    }
}

/// The live pairs at a party, as the viewer may know of them; the latest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PairsOfParty(pub Uuid);

impl Loader<PairsOfParty> for Batch {
    type Value = Vec<deconfliction::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[PairsOfParty]) -> Result<HashMap<PairsOfParty, Self::Value>, LoadError> {
        let rows = deconfliction::Entity::find()
            .filter(deconfliction::Column::PartyId.is_in(keys.iter().map(|key| key.0)))
            .filter(deconfliction::Column::EndedOn.is_null())
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .order_by_desc(deconfliction::Column::Id)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| PairsOfParty(row.party_id)))
    }
}

/// The pair of which a row is a side, as the viewer may know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PairOfSide(pub Uuid);

impl Loader<PairOfSide> for Batch {
    type Value = deconfliction::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[PairOfSide]) -> Result<HashMap<PairOfSide, Self::Value>, LoadError> {
        let rows = deconfliction_side::Entity::find()
            .find_also_related(deconfliction::Entity)
            .filter(deconfliction_side::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().filter_map(|(side, pair)| Some((PairOfSide(side.id), pair?))).collect())
    }
}
