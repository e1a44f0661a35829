//! Batched reads of referrals, and of what hangs on them. Referrals are loaded only
//! where the viewer may see them; what hangs on one, for those that were.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{referral, referral_event, referral_item};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::sight::visible;
use crate::shared::{
    errors::LoadError,
    loaders::{Batch, grouped},
    policy::{self, Subject},
};

/// A referral by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReferralById(pub Uuid);

impl Loader<ReferralById> for Batch {
    type Value = referral::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[ReferralById]) -> Result<HashMap<ReferralById, Self::Value>, LoadError> {
        let rows = referral::Entity::find()
            .filter(referral::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (ReferralById(row.id), row)).collect())
    }
}

/// What happened in a referral, oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EventsOf(pub Uuid);

impl Loader<EventsOf> for Batch {
    type Value = Vec<referral_event::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[EventsOf]) -> Result<HashMap<EventsOf, Self::Value>, LoadError> {
        let rows = referral_event::Entity::find()
            .filter(referral_event::Column::ReferralId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(referral_event::Column::Sequence)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| EventsOf(row.referral_id)))
    }
}

/// The package of a referral to the police.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ItemsOf(pub Uuid);

impl Loader<ItemsOf> for Batch {
    type Value = Vec<referral_item::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[ItemsOf]) -> Result<HashMap<ItemsOf, Self::Value>, LoadError> {
        let rows = referral_item::Entity::find()
            .filter(referral_item::Column::ReferralId.is_in(keys.iter().map(|key| key.0)))
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| ItemsOf(row.referral_id)))
    }
}
