//! Batched reads of departments and regions: both are in the address book, which every viewer of
//! records may see.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{department, region};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::shared::{errors::LoadError, loaders::Batch};

/// A department by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DepartmentById(pub Uuid);

impl Loader<DepartmentById> for Batch {
    type Value = department::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[DepartmentById]) -> Result<HashMap<DepartmentById, Self::Value>, LoadError> {
        let rows = department::Entity::find()
            .filter(department::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (DepartmentById(row.id), row)).collect())
    }
}

/// A region by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RegionById(pub Uuid);

impl Loader<RegionById> for Batch {
    type Value = region::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[RegionById]) -> Result<HashMap<RegionById, Self::Value>, LoadError> {
        let rows = region::Entity::find()
            .filter(region::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (RegionById(row.id), row)).collect())
    }
}
