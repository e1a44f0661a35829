//! What records add to figures.

use sea_orm::{ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{Base, Departments, Part, Recorded, amounts};
use crate::shared::{
    figures::{Contribution, Counted, Source},
    loaders::grouped,
};

/// A record, and the departments that took part, first its own.
pub struct Held<E: Recorded> {
    /// The record.
    pub row: E::Model,
    /// The departments.
    pub departments: Vec<Uuid>,
}

/// A table whose records add to figures.
pub trait Counting: Recorded {
    /// Its records, whose figures are entered with every change of one.
    const SOURCE: &'static Source =
        &Source::of::<Self>(Self::NAME, |db, ids| Box::pin(counted::<Self>(db, ids)));

    /// What each of these adds.
    fn contributions(
        db: &DatabaseTransaction,
        held: &[Held<Self>],
    ) -> impl Future<Output = Result<Vec<Vec<Contribution>>, DbErr>> + Send;
}

async fn counted<E: Counting>(db: &DatabaseTransaction, ids: &[Uuid]) -> Result<Vec<Counted>, DbErr> {
    let ids = || ids.iter().copied();
    let rows = E::find().filter(E::ID.is_in(ids())).all(db).await?;
    let links: Vec<(Uuid, Uuid)> = E::Departments::find()
        .select_only()
        .column(<E::Departments as Part>::OF)
        .column(E::Departments::DEPARTMENT)
        .filter(<E::Departments as Part>::OF.is_in(ids()))
        .order_by_asc(E::Departments::DEPARTMENT)
        .into_tuple()
        .all(db)
        .await?;
    let mut amounts = amounts::contributions::<E>(db, &rows).await?;
    let mut took_part = grouped(links, |(id, _)| *id);
    let held: Vec<Held<E>> = rows
        .into_iter()
        .map(|row| {
            let Base { id, department_id, .. } = E::base(&row);
            let took_part = took_part.remove(&id).unwrap_or_default();
            let others =
                took_part.into_iter().map(|(_, other)| other).filter(|other| *other != department_id);
            Held { row, departments: std::iter::once(department_id).chain(others).collect() }
        })
        .collect();
    let contributions = E::contributions(db, &held).await?;
    let counted = held.into_iter().zip(contributions).map(|(held, mut contributions)| {
        let Base { id, region_key, .. } = E::base(&held.row);
        contributions.extend(amounts.remove(&id).unwrap_or_default());
        Counted { source_id: id, region_key, departments: held.departments, contributions }
    });
    Ok(counted.collect())
}
