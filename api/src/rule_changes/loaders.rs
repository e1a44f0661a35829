//! Batched reads of changes of the rules.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{clock, rule_change_clock};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::sight::moved_for;
use crate::{
    clocks::sight,
    shared::{
        errors::LoadError,
        loaders::Batch,
        policy::{self, Subject},
    },
};

/// How many due dates a change moved that the viewer may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MovedBy(pub Uuid);

impl Loader<MovedBy> for Batch {
    type Value = i64;
    type Error = LoadError;

    async fn load(&self, keys: &[MovedBy]) -> Result<HashMap<MovedBy, i64>, LoadError> {
        let scope = policy::scope(&self.viewer, Subject::Records);
        let rows: Vec<(Uuid, i64)> = moved_for(&scope)
            .select_only()
            .column(rule_change_clock::Column::ChangeId)
            .column_as(rule_change_clock::Column::Id.count(), "n")
            .filter(rule_change_clock::Column::ChangeId.is_in(keys.iter().map(|key| key.0)))
            .group_by(rule_change_clock::Column::ChangeId)
            .into_tuple()
            .all(&self.app.db.lists)
            .await?;
        Ok(rows.into_iter().map(|(id, count)| (MovedBy(id), count)).collect())
    }
}

/// A clock by its key, of those that the viewer may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VisibleClock(pub Uuid);

impl Loader<VisibleClock> for Batch {
    type Value = clock::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[VisibleClock]) -> Result<HashMap<VisibleClock, Self::Value>, LoadError> {
        let scope = policy::scope(&self.viewer, Subject::Records);
        let rows = clock::Entity::find()
            .filter(clock::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(sight::visible(&scope))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (VisibleClock(row.id), row)).collect())
    }
}
