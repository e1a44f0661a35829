//! The root field of saved views.

use async_graphql::{Context, Object, Result};
use entity::{enums::ListName, saved_view};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::types::SavedView;
use crate::shared::{caller::Caller, errors::internal};

/// The viewer's own saved view with this key.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<SavedView>> {
    let own = saved_view::Entity::find_by_id(id)
        .filter(saved_view::Column::UserId.eq(caller.viewer.user_id))
        .one(&caller.app.db.read)
        .await
        .map_err(internal)?;
    Ok(own.map(SavedView))
}

/// What can be asked about saved views.
#[derive(Default)]
pub struct ViewQueries;

/// What can be asked about saved views.
#[Object]
impl ViewQueries {
    /// The viewer's own saved views of a list, at most 30, the oldest first.
    async fn saved_views(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Of which list.")] list: ListName,
    ) -> Result<Vec<SavedView>> {
        let caller = Caller::of(context)?;
        let rows = saved_view::Entity::find()
            .filter(saved_view::Column::UserId.eq(caller.viewer.user_id))
            .filter(saved_view::Column::List.eq(list))
            .order_by_asc(saved_view::Column::Id)
            .all(&caller.app.db.read)
            .await
            .map_err(internal)?;
        Ok(rows.into_iter().map(SavedView).collect())
    }
}
