//! Batched reads of trainings and their parts. By its own key each is read within the viewer's
//! scope; parts by their training's key follow a training that was seen already.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{department, training, training_audience, training_department};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::queries::visible;
use crate::shared::{
    errors::LoadError,
    loaders::{Batch, grouped},
    policy::{self, Subject},
};

/// A training by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TrainingById(pub Uuid);

impl Loader<TrainingById> for Batch {
    type Value = training::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[TrainingById]) -> Result<HashMap<TrainingById, Self::Value>, LoadError> {
        let rows = training::Entity::find()
            .filter(training::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (TrainingById(row.id), row)).collect())
    }
}

/// The departments that took part in a training, in the roster's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DepartmentsOf(pub Uuid);

impl Loader<DepartmentsOf> for Batch {
    type Value = Vec<department::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[DepartmentsOf]) -> Result<HashMap<DepartmentsOf, Self::Value>, LoadError> {
        let rows = training_department::Entity::find()
            .find_also_related(department::Entity)
            .filter(training_department::Column::TrainingId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(department::Column::SortOrder)
            .order_by_asc(department::Column::Id)
            .all(&self.app.db.read)
            .await?;
        let mut lists: HashMap<_, Self::Value> = HashMap::new();
        for (link, department) in rows {
            lists.entry(DepartmentsOf(link.training_id)).or_default().extend(department);
        }
        Ok(lists)
    }
}

/// The audiences of a training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AudiencesOf(pub Uuid);

impl Loader<AudiencesOf> for Batch {
    type Value = Vec<training_audience::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[AudiencesOf]) -> Result<HashMap<AudiencesOf, Self::Value>, LoadError> {
        let rows = training_audience::Entity::find()
            .filter(training_audience::Column::TrainingId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(training_audience::Column::Kind)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| AudiencesOf(row.training_id)))
    }
}
