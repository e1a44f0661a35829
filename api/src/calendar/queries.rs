//! What can be asked about the calendar. Holidays are no secret: all who are signed in may look.

use async_graphql::{Context, Object, Result};
use entity::{calendar_year, clock};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::types::CalendarYear;
use crate::{
    clocks::sight::visible,
    shared::{caller::Caller, errors::internal},
};

/// What can be asked about the calendar.
#[derive(Default)]
pub struct CalendarQueries;

/// What can be asked about the calendar.
#[Object]
impl CalendarQueries {
    /// A year of the holiday calendar, known or not.
    async fn calendar(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The year.")] year: i32,
    ) -> Result<CalendarYear> {
        let caller = Caller::of(context)?;
        CalendarYear::read(&caller, year).await
    }

    /// The years whose holidays are known, the latest first.
    async fn calendar_years(&self, context: &Context<'_>) -> Result<Vec<CalendarYear>> {
        let caller = Caller::of(context)?;
        let rows = calendar_year::Entity::find()
            .filter(calendar_year::Column::RegionKey.eq(""))
            .order_by_desc(calendar_year::Column::Year)
            .all(&caller.app.db.read)
            .await
            .map_err(internal)?;
        let years: Vec<i32> = rows.iter().map(|row| row.year).collect();
        CalendarYear::read_all(&caller, &years).await
    }

    /// The years whose holidays are not known although open clocks of the viewer's reach into them.
    async fn missing_calendar_years(&self, context: &Context<'_>) -> Result<Vec<CalendarYear>> {
        let caller = Caller::of(context)?;
        let years: Vec<Option<i32>> = clock::Entity::find()
            .select_only()
            .column(clock::Column::MissingYear)
            .distinct()
            .filter(clock::Column::IsOpen.eq(true))
            .filter(clock::Column::MissingYear.is_not_null())
            .filter(visible(&caller.records()))
            .order_by_asc(clock::Column::MissingYear)
            .into_tuple()
            .all(&caller.app.db.read)
            .await
            .map_err(internal)?;
        let years: Vec<i32> = years.into_iter().flatten().collect();
        CalendarYear::read_all(&caller, &years).await
    }
}
