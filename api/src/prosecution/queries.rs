//! A threshold for prosecution by its key; the list of them stands among the queries of referrals.

use async_graphql::{Context, Result};
use entity::prosecution_threshold;
use sea_orm::EntityTrait;
use uuid::Uuid;

use super::types::ProsecutionThreshold;
use crate::shared::{caller::Caller, errors::internal};

/// The threshold with this key.
pub async fn threshold_by_id(context: &Context<'_>, id: Uuid) -> Result<Option<ProsecutionThreshold>> {
    let caller = Caller::of(context)?;
    let row =
        prosecution_threshold::Entity::find_by_id(id).one(&caller.app.db.read).await.map_err(internal)?;
    Ok(row.map(ProsecutionThreshold))
}
