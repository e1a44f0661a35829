//! Batched reads of supervisions. By its own key one is read within the viewer's scope; what hangs on
//! a case or a supervision follows one that was seen already.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{supervision, supervision_entry};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::sight::visible;
use crate::shared::{
    errors::LoadError,
    loaders::{Batch, grouped},
    policy::{self, Subject},
};

/// A supervision by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SupervisionById(pub Uuid);

impl Loader<SupervisionById> for Batch {
    type Value = supervision::Model;
    type Error = LoadError;

    async fn load(
        &self,
        keys: &[SupervisionById],
    ) -> Result<HashMap<SupervisionById, Self::Value>, LoadError> {
        let rows = supervision::Entity::find()
            .filter(supervision::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (SupervisionById(row.id), row)).collect())
    }
}

/// The supervisions of a case, latest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SupervisionsOf(pub Uuid);

impl Loader<SupervisionsOf> for Batch {
    type Value = Vec<supervision::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[SupervisionsOf]) -> Result<HashMap<SupervisionsOf, Self::Value>, LoadError> {
        let rows = supervision::Entity::find()
            .filter(supervision::Column::CaseId.is_in(keys.iter().map(|key| key.0)))
            .order_by_desc(supervision::Column::ListedOn)
            .order_by_desc(supervision::Column::Id)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| SupervisionsOf(row.case_id)))
    }
}

/// What happened within a supervision, latest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SupervisionEntriesOf(pub Uuid);

impl Loader<SupervisionEntriesOf> for Batch {
    type Value = Vec<supervision_entry::Model>;
    type Error = LoadError;

    async fn load(
        &self,
        keys: &[SupervisionEntriesOf],
    ) -> Result<HashMap<SupervisionEntriesOf, Self::Value>, LoadError> {
        let rows = supervision_entry::Entity::find()
            .filter(supervision_entry::Column::SupervisionId.is_in(keys.iter().map(|key| key.0)))
            .order_by_desc(supervision_entry::Column::Sequence)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| SupervisionEntriesOf(row.supervision_id)))
    }
}
