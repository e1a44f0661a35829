//! Batched reads: records by their key, within the viewer's scope; what hangs on one follows a record that was
//! seen already.

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    marker::PhantomData,
};

use async_graphql::{Context, dataloader::Loader};
use entity::{department, indicator, record_amount};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};
use uuid::Uuid;

use super::{Keyed, Part, Recorded, visible};
use crate::shared::{
    errors::{LoadError, internal},
    loaders::{self, Batch, grouped},
    policy::{self, Scope, Subject},
};

/// The record of the table `E` with `id`, where the viewer may see it.
///
/// # Errors
///
/// Ours, as all of this module's.
pub async fn by_id<E: Recorded>(context: &Context<'_>, id: Uuid) -> async_graphql::Result<Option<E::Model>> {
    read(context, Key::<One<E>>::new(id)).await
}

/// The row of the table `P` with `id`, where the viewer may see the record that it hangs on.
pub async fn part_by_id<P: Part + Keyed>(
    context: &Context<'_>,
    id: Uuid,
) -> async_graphql::Result<Option<P::Model>> {
    read(context, Key::<OnePart<P>>::new(id)).await
}

/// What of the table `P` hangs on the record with `id`, in its order.
pub async fn parts<P: Part>(context: &Context<'_>, id: Uuid) -> async_graphql::Result<Vec<P::Model>> {
    Ok(read(context, Key::<Parts<P>>::new(id)).await?.unwrap_or_default())
}

/// The departments that took part in the record of the table `E` with `id`, in the roster's order.
pub async fn departments<E: Recorded>(
    context: &Context<'_>,
    id: Uuid,
) -> async_graphql::Result<Vec<department::Model>> {
    Ok(read(context, Key::<TakingPart<E>>::new(id)).await?.unwrap_or_default())
}

/// The amounts entered with the record with `id`, in the order of their indicators.
pub async fn amounts(
    context: &Context<'_>,
    id: Uuid,
) -> async_graphql::Result<Vec<(record_amount::Model, indicator::Model)>> {
    Ok(read(context, Key::<Entered>::new(id)).await?.unwrap_or_default())
}

async fn read<T: 'static>(
    context: &Context<'_>,
    key: Key<T>,
) -> async_graphql::Result<Option<<Batch as Loader<Key<T>>>::Value>>
where
    Batch: Loader<Key<T>, Error = LoadError>,
{
    loaders::of(context)?.load_one(key).await.map_err(internal)
}

/// The key of a record, for reading `T` of it.
struct Key<T> {
    id: Uuid,
    of: PhantomData<fn() -> T>,
}

impl<T> Key<T> {
    fn new(id: Uuid) -> Self {
        Self { id, of: PhantomData }
    }
}

impl<T> Clone for Key<T> {
    fn clone(&self) -> Self {
        Self::new(self.id)
    }
}

impl<T> PartialEq for Key<T> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl<T> Eq for Key<T> {}

impl<T> Hash for Key<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

struct One<E>(PhantomData<E>);
struct OnePart<P>(PhantomData<P>);
struct Parts<P>(PhantomData<P>);
struct TakingPart<E>(PhantomData<E>);
struct Entered;

impl<E: Recorded> Loader<Key<One<E>>> for Batch {
    type Value = E::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[Key<One<E>>]) -> Result<HashMap<Key<One<E>>, E::Model>, LoadError> {
        let rows = E::find()
            .filter(E::ID.is_in(keys.iter().map(|key| key.id)))
            .filter(visible::<E>(&scope(self)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (Key::new(E::id(&row)), row)).collect())
    }
}

impl<P: Part + Keyed> Loader<Key<OnePart<P>>> for Batch {
    type Value = P::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[Key<OnePart<P>>]) -> Result<HashMap<Key<OnePart<P>>, P::Model>, LoadError> {
        let seen = P::Of::find().select_only().column(P::Of::ID).filter(visible::<P::Of>(&scope(self)));
        let rows = P::find()
            .filter(P::ID.is_in(keys.iter().map(|key| key.id)))
            .filter(P::OF.in_subquery(seen.into_query()))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (Key::new(P::id(&row)), row)).collect())
    }
}

impl<P: Part> Loader<Key<Parts<P>>> for Batch {
    type Value = Vec<P::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[Key<Parts<P>>]) -> Result<HashMap<Key<Parts<P>>, Vec<P::Model>>, LoadError> {
        let rows = P::find()
            .filter(P::OF.is_in(keys.iter().map(|key| key.id)))
            .order_by_asc(P::ORDER)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| Key::new(P::of(row))))
    }
}

impl<E: Recorded> Loader<Key<TakingPart<E>>> for Batch {
    type Value = Vec<department::Model>;
    type Error = LoadError;

    async fn load(
        &self,
        keys: &[Key<TakingPart<E>>],
    ) -> Result<HashMap<Key<TakingPart<E>>, Vec<department::Model>>, LoadError> {
        let rows = E::Departments::find()
            .find_also_related(department::Entity)
            .filter(<E::Departments as Part>::OF.is_in(keys.iter().map(|key| key.id)))
            .order_by_asc(department::Column::SortOrder)
            .order_by_asc(department::Column::Id)
            .all(&self.app.db.read)
            .await?;
        let mut lists: HashMap<_, Vec<_>> = HashMap::new();
        for (link, department) in rows {
            lists.entry(Key::new(E::Departments::of(&link))).or_default().extend(department);
        }
        Ok(lists)
    }
}

impl Loader<Key<Entered>> for Batch {
    type Value = Vec<(record_amount::Model, indicator::Model)>;
    type Error = LoadError;

    async fn load(&self, keys: &[Key<Entered>]) -> Result<HashMap<Key<Entered>, Self::Value>, LoadError> {
        let rows = record_amount::Entity::find()
            .find_also_related(indicator::Entity)
            .filter(record_amount::Column::RecordId.is_in(keys.iter().map(|key| key.id)))
            .order_by_asc(indicator::Column::RegionKey)
            .order_by_asc(indicator::Column::Position)
            .all(&self.app.db.read)
            .await?;
        let known = rows.into_iter().filter_map(|(row, indicator)| Some((row, indicator?)));
        Ok(grouped(known, |(row, _)| Key::new(row.record_id)))
    }
}

fn scope(batch: &Batch) -> Scope {
    policy::scope(&batch.viewer, Subject::Records)
}
