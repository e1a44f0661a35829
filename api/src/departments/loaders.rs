//! Batched reads of departments and regions: both are in the address book, which every viewer of
//! records may see.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{department, hotline, region};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
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

/// A region by its key, which is its code without padding.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RegionByKey(pub String);

impl Loader<RegionByKey> for Batch {
    type Value = region::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[RegionByKey]) -> Result<HashMap<RegionByKey, Self::Value>, LoadError> {
        let rows = region::Entity::find()
            .filter(region::Column::Key.is_in(keys.iter().map(|key| key.0.as_str())))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (RegionByKey(row.key.clone()), row)).collect())
    }
}

/// The telephone numbers that a department answers, in the roster's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HotlinesOfDepartment(pub Uuid);

impl Loader<HotlinesOfDepartment> for Batch {
    type Value = Vec<hotline::Model>;
    type Error = LoadError;

    async fn load(
        &self,
        keys: &[HotlinesOfDepartment],
    ) -> Result<HashMap<HotlinesOfDepartment, Self::Value>, LoadError> {
        let rows = hotline::Entity::find()
            .filter(hotline::Column::DepartmentId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(hotline::Column::SortOrder)
            .order_by_asc(hotline::Column::Id)
            .all(&self.app.db.read)
            .await?;
        let mut of_departments: HashMap<_, Vec<_>> = HashMap::new();
        for row in rows {
            if let Some(id) = row.department_id {
                of_departments.entry(HotlinesOfDepartment(id)).or_default().push(row);
            }
        }
        Ok(of_departments)
    }
}
