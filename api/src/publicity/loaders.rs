//! Batched reads of publicity events and their parts. By its own key each is read within the viewer's
//! scope; parts by their event's key follow a publicity event that was seen already.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{department, publicity_event, publicity_event_department};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::queries::visible;
use crate::shared::{
    errors::LoadError,
    loaders::Batch,
    policy::{self, Subject},
};

/// A publicity event by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PublicityEventById(pub Uuid);

impl Loader<PublicityEventById> for Batch {
    type Value = publicity_event::Model;
    type Error = LoadError;

    async fn load(
        &self,
        keys: &[PublicityEventById],
    ) -> Result<HashMap<PublicityEventById, Self::Value>, LoadError> {
        let rows = publicity_event::Entity::find()
            .filter(publicity_event::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (PublicityEventById(row.id), row)).collect())
    }
}

/// The departments that took part in a event, in the roster's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DepartmentsOf(pub Uuid);

impl Loader<DepartmentsOf> for Batch {
    type Value = Vec<department::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[DepartmentsOf]) -> Result<HashMap<DepartmentsOf, Self::Value>, LoadError> {
        let rows = publicity_event_department::Entity::find()
            .find_also_related(department::Entity)
            .filter(publicity_event_department::Column::PublicityEventId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(department::Column::SortOrder)
            .order_by_asc(department::Column::Id)
            .all(&self.app.db.read)
            .await?;
        let mut lists: HashMap<_, Self::Value> = HashMap::new();
        for (link, department) in rows {
            lists.entry(DepartmentsOf(link.publicity_event_id)).or_default().extend(department);
        }
        Ok(lists)
    }
}
