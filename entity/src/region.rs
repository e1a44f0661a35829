//! The table `regions`.

use sea_orm::entity::prelude::*;
use serde::Deserialize;

use crate::enums::RegionLevel;

/// A region (行政区划), by its code (GB/T 2260): a tree of province, city, county and township.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "regions", model_attrs(derive(Deserialize)))]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Six to nine digits, as published.
    pub code: String,
    /// The code without the zero pairs that only pad it: a subtree is a prefix.
    pub key: String,
    pub level: RegionLevel,
    pub name: String,
    /// The region above; only the province has none.
    pub parent_id: Option<Uuid>,
    #[sea_orm(self_ref, relation_enum = "Parent", from = "parent_id", to = "id")]
    pub parent: BelongsTo<Option<Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
