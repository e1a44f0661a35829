//! Batched reads of users, as records name them.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{certificate, user};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::shared::{
    errors::LoadError,
    loaders::{Batch, grouped},
};

/// A user by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UserById(pub Uuid);

impl Loader<UserById> for Batch {
    type Value = user::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[UserById]) -> Result<HashMap<UserById, Self::Value>, LoadError> {
        let rows = user::Entity::find()
            .filter(user::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (UserById(row.id), row)).collect())
    }
}

/// The certificates of a user, the one that lasts longest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CertificatesOfUser(pub Uuid);

impl Loader<CertificatesOfUser> for Batch {
    type Value = Vec<certificate::Model>;
    type Error = LoadError;

    async fn load(
        &self,
        keys: &[CertificatesOfUser],
    ) -> Result<HashMap<CertificatesOfUser, Self::Value>, LoadError> {
        let rows = certificate::Entity::find()
            .filter(certificate::Column::UserId.is_in(keys.iter().map(|key| key.0)))
            .order_by_desc(certificate::Column::ValidTo)
            .order_by_asc(certificate::Column::Id)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| CertificatesOfUser(row.user_id)))
    }
}
