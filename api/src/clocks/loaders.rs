//! Batched reads of clocks, and of what explains them. A case's clocks are loaded for cases that were
//! loaded for the viewer.

use std::{collections::HashMap, sync::Arc};

use async_graphql::dataloader::Loader;
use entity::{clock, clock_event, clock_rule};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    calendar::service::Calendars,
    shared::{
        errors::LoadError,
        loaders::{Batch, grouped},
    },
};

/// The clocks of a case: its own, and those of what belongs to it; the open and urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClocksOf(pub Uuid);

impl Loader<ClocksOf> for Batch {
    type Value = Vec<clock::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[ClocksOf]) -> Result<HashMap<ClocksOf, Self::Value>, LoadError> {
        let rows = clock::Entity::find()
            .filter(clock::Column::CaseId.is_in(keys.iter().map(|key| key.0)))
            .filter(clock::Column::CancelledOn.is_null())
            .order_by_desc(clock::Column::IsOpen)
            .order_by_asc(clock::Column::DueSort)
            .order_by_asc(clock::Column::Id)
            .all(&self.app.db.read)
            .await?;
        let mut of_case: HashMap<ClocksOf, Vec<clock::Model>> = HashMap::new();
        for row in rows {
            if let Some(case_id) = row.case_id {
                of_case.entry(ClocksOf(case_id)).or_default().push(row);
            }
        }
        Ok(of_case)
    }
}

/// What happened to a clock, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EventsOfClock(pub Uuid);

impl Loader<EventsOfClock> for Batch {
    type Value = Vec<clock_event::Model>;
    type Error = LoadError;

    async fn load(&self, keys: &[EventsOfClock]) -> Result<HashMap<EventsOfClock, Self::Value>, LoadError> {
        let rows = clock_event::Entity::find()
            .filter(clock_event::Column::ClockId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(clock_event::Column::ClockId)
            .order_by_asc(clock_event::Column::Sequence)
            .all(&self.app.db.read)
            .await?;
        Ok(grouped(rows, |row| EventsOfClock(row.clock_id)))
    }
}

/// A rule by its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RuleById(pub Uuid);

impl Loader<RuleById> for Batch {
    type Value = clock_rule::Model;
    type Error = LoadError;

    async fn load(&self, keys: &[RuleById]) -> Result<HashMap<RuleById, Self::Value>, LoadError> {
        let rows = clock_rule::Entity::find()
            .filter(clock_rule::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .all(&self.app.db.read)
            .await?;
        Ok(rows.into_iter().map(|row| (RuleById(row.id), row)).collect())
    }
}

/// The whole calendar, of all regions: a row a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WholeCalendar;

impl Loader<WholeCalendar> for Batch {
    type Value = Arc<Calendars>;
    type Error = LoadError;

    async fn load(&self, _: &[WholeCalendar]) -> Result<HashMap<WholeCalendar, Self::Value>, LoadError> {
        let calendars = Calendars::read(&self.app.db.read).await?;
        Ok(HashMap::from([(WholeCalendar, Arc::new(calendars))]))
    }
}
