//! Batched reads of inspections and their parts. By its own key each is read within the viewer's
//! scope; parts by their inspection's key follow an inspection that was seen already.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{department, inspected_premises, inspection, inspection_department, inspection_officer};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::SelectStatement,
};
use uuid::Uuid;

use super::queries::visible;
use crate::shared::{
    errors::LoadError,
    loaders::{Batch, grouped},
    policy::{self, Subject},
};

fn seen(batch: &Batch) -> SelectStatement {
    inspection::Entity::find()
        .select_only()
        .column(inspection::Column::Id)
        .filter(visible(&policy::scope(&batch.viewer, Subject::Records)))
        .into_query()
}

/// An inspection by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InspectionById(pub Uuid);

impl Loader<InspectionById> for Batch {
    type Value = inspection::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[InspectionById]) -> Result<HashMap<InspectionById, Self::Value>, LoadError> {
        let rows = inspection::Entity::find()
            .filter(inspection::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(visible(&policy::scope(&self.viewer, Subject::Records)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (InspectionById(row.id), row)).collect())
    }
}

/// An officer's part in an inspection by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InspectionOfficerById(pub Uuid);

impl Loader<InspectionOfficerById> for Batch {
    type Value = inspection_officer::Model;
    type Error = LoadError;

    async fn load(
        &self,
        keys: &[InspectionOfficerById],
    ) -> Result<HashMap<InspectionOfficerById, Self::Value>, LoadError> {
        let rows = inspection_officer::Entity::find()
            .filter(inspection_officer::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(inspection_officer::Column::InspectionId.in_subquery(seen(self)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (InspectionOfficerById(row.id), row)).collect())
    }
}

/// Inspected premises by their key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct InspectedPremisesById(pub Uuid);

impl Loader<InspectedPremisesById> for Batch {
    type Value = inspected_premises::Model;
    type Error = LoadError;

    async fn load(
        &self,
        keys: &[InspectedPremisesById],
    ) -> Result<HashMap<InspectedPremisesById, Self::Value>, LoadError> {
        let rows = inspected_premises::Entity::find()
            .filter(inspected_premises::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .filter(inspected_premises::Column::InspectionId.in_subquery(seen(self)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (InspectedPremisesById(row.id), row)).collect())
    }
}

/// The departments that took part in an inspection, in the roster's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DepartmentsOf(pub Uuid);

impl Loader<DepartmentsOf> for Batch {
    type Value = Vec<department::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[DepartmentsOf]) -> Result<HashMap<DepartmentsOf, Self::Value>, LoadError> {
        let rows = inspection_department::Entity::find()
            .find_also_related(department::Entity)
            .filter(inspection_department::Column::InspectionId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(department::Column::SortOrder)
            .order_by_asc(department::Column::Id)
            .all(&self.app.db.read)
            .await?;
        let mut lists: HashMap<_, Self::Value> = HashMap::new();
        for (link, department) in rows {
            lists.entry(DepartmentsOf(link.inspection_id)).or_default().extend(department);
        }
        Ok(lists)
    }
}

/// The officers of an inspection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OfficersOf(pub Uuid);

impl Loader<OfficersOf> for Batch {
    type Value = Vec<inspection_officer::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[OfficersOf]) -> Result<HashMap<OfficersOf, Self::Value>, LoadError> {
        let rows = inspection_officer::Entity::find()
            .filter(inspection_officer::Column::InspectionId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(inspection_officer::Column::Id)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| OfficersOf(row.inspection_id)))
    }
}

/// The premises of an inspection, in the record's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PremisesOf(pub Uuid);

impl Loader<PremisesOf> for Batch {
    type Value = Vec<inspected_premises::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[PremisesOf]) -> Result<HashMap<PremisesOf, Self::Value>, LoadError> {
        let rows = inspected_premises::Entity::find()
            .filter(inspected_premises::Column::InspectionId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(inspected_premises::Column::Ordinal)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| PremisesOf(row.inspection_id)))
    }
}
