//! Departments and regions as GraphQL shows them.

use async_graphql::{Context, Enum, ID, Object, Result};
use entity::{department, enums, region};
use uuid::Uuid;

use super::loaders::{DepartmentById, RegionById};
use crate::shared::{
    errors::internal,
    ids::{self, Kind},
    loaders,
};

/// The level of a region.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[graphql(remote = "enums::RegionLevel")]
pub enum RegionLevel {
    /// 省
    Province,
    /// 市
    City,
    /// 县区
    County,
    /// 乡镇
    Township,
}

/// A region (行政区划), by its code under GB/T 2260.
pub struct Region(pub region::Model);

/// A region (行政区划): 省 › 市 › 县区 › 乡镇.
#[Object]
impl Region {
    /// The global id.
    async fn id(&self) -> ID {
        ids::encode(Kind::Region, self.0.id)
    }

    /// The code of six to nine digits (GB/T 2260).
    async fn code(&self) -> &str {
        &self.0.code
    }

    /// The name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The level.
    async fn level(&self) -> RegionLevel {
        self.0.level.into()
    }

    /// The region that this one belongs to, where it is on record.
    async fn parent(&self, context: &Context<'_>) -> Result<Option<Region>> {
        match self.0.parent_id {
            Some(id) => region_by_id(context, id).await.map(Some),
            None => Ok(None),
        }
    }
}

/// A member department (成员单位).
pub struct Department(pub department::Model);

/// A member department (成员单位) of a region.
#[Object]
impl Department {
    /// The global id.
    async fn id(&self) -> ID {
        ids::encode(Kind::Department, self.0.id)
    }

    /// The full name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The region that the department belongs to.
    async fn region(&self, context: &Context<'_>) -> Result<Region> {
        region_by_id(context, self.0.region_id).await
    }
}

/// The department that a row's foreign key names.
pub async fn department_by_id(context: &Context<'_>, id: Uuid) -> Result<Department> {
    let row = loaders::of(context)?.load_one(DepartmentById(id)).await.map_err(internal)?;
    row.map(Department).ok_or_else(|| internal(format!("department {id} is missing")))
}

/// The region that a row's foreign key names.
pub async fn region_by_id(context: &Context<'_>, id: Uuid) -> Result<Region> {
    let row = loaders::of(context)?.load_one(RegionById(id)).await.map_err(internal)?;
    row.map(Region).ok_or_else(|| internal(format!("region {id} is missing")))
}
