//! Batched reads of thresholds for prosecution, and of the referrals that settle whether one counts.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{enums::CaseKind, prosecution_threshold, referral};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    referrals::sight::visible,
    shared::{
        errors::LoadError,
        loaders::{Batch, grouped},
        policy::{self, Subject},
    },
};

/// The thresholds for prosecution of a kind of case, of all times and regions; the lowest of each day first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ThresholdsOf(pub CaseKind);

impl Loader<ThresholdsOf> for Batch {
    type Value = Vec<prosecution_threshold::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[ThresholdsOf]) -> Result<HashMap<ThresholdsOf, Self::Value>, LoadError> {
        let rows = prosecution_threshold::Entity::find()
            .filter(prosecution_threshold::Column::CaseKind.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(prosecution_threshold::Column::Fen)
            .order_by_asc(prosecution_threshold::Column::Id)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| ThresholdsOf(row.case_kind)))
    }
}

/// The referrals of a case, oldest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReferralsOf(pub Uuid);

impl Loader<ReferralsOf> for Batch {
    type Value = Vec<referral::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[ReferralsOf]) -> Result<HashMap<ReferralsOf, Self::Value>, LoadError> {
        let rows = referral::Entity::find()
            .filter(referral::Column::CaseId.is_in(keys.iter().map(|key| key.0)))
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .order_by_asc(referral::Column::RecordedAt)
            .order_by_asc(referral::Column::Id)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| ReferralsOf(row.case_id)))
    }
}
