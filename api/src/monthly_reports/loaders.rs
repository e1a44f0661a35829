//! Batched reads of what hangs on a report that was seen already.

use std::collections::HashMap;

use async_graphql::dataloader::Loader;
use entity::{
    clock,
    enums::ClockSubject,
    monthly_report_event::{self, Column},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::shared::{
    errors::LoadError,
    loaders::{Batch, grouped},
};

/// What was done with a report, the latest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EventsOfReport(pub Uuid);

impl Loader<EventsOfReport> for Batch {
    type Value = Vec<monthly_report_event::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[EventsOfReport]) -> Result<HashMap<EventsOfReport, Self::Value>, LoadError> {
        let rows = monthly_report_event::Entity::find()
            .filter(Column::ReportId.is_in(keys.iter().map(|key| key.0)))
            .order_by_desc(Column::Sequence)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| EventsOfReport(row.report_id)))
    }
}

/// The clocks of a report, the first first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClocksOfReport(pub Uuid);

impl Loader<ClocksOfReport> for Batch {
    type Value = Vec<clock::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[ClocksOfReport]) -> Result<HashMap<ClocksOfReport, Self::Value>, LoadError> {
        let rows = clock::Entity::find()
            .filter(clock::Column::SubjectKind.eq(ClockSubject::MonthlyReport))
            .filter(clock::Column::SubjectId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(clock::Column::Id)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| ClocksOfReport(row.subject_id)))
    }
}
