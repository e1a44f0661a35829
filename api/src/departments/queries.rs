//! Root fields of the address book.

use async_graphql::{Context, Object, Result};
use entity::region;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::types::Region;
use crate::shared::{
    caller::Caller,
    errors::internal,
    policy::{self, Scope, Subject},
};

/// What can be asked about departments and regions.
#[derive(Default)]
pub struct DepartmentQueries;

/// What can be asked about departments and regions.
#[Object]
impl DepartmentQueries {
    /// The region with this code (GB/T 2260).
    async fn region(&self, context: &Context<'_>, code: String) -> Result<Option<Region>> {
        let caller = Caller::of(context)?;
        if policy::scope(&caller.viewer, Subject::Directory) == Scope::Nothing {
            return Ok(None);
        }
        let row = region::Entity::find()
            .filter(region::Column::Code.eq(code))
            .one(&caller.app.db.read)
            .await
            .map_err(internal)?;
        Ok(row.map(Region))
    }
}
