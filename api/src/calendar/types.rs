//! The calendar as GraphQL shows it.

use async_graphql::{Context, Object, Result, SimpleObject};
use entity::{calendar_year, clock};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::{
    clocks::queries::visible,
    shared::{caller::Caller, errors::internal, policy, values::Date, viewer},
};

/// A year of the calendar, known or not.
pub struct CalendarYear {
    /// Which.
    pub year: i32,
    /// What its notice arranges.
    pub row: Option<calendar_year::Model>,
}

/// Days in a row of a holiday notice.
#[derive(SimpleObject)]
pub struct CalendarSpan {
    /// Whether they are off; otherwise they are make-up working days (调休上班).
    pub rest: bool,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The holiday.
    pub name: String,
}

/// A year of the holiday calendar. Days that its notice does not name are ordinary: Saturdays and
/// Sundays off.
#[Object]
impl CalendarYear {
    /// The year.
    async fn year(&self) -> i32 {
        self.year
    }

    /// Whether its holidays are known. Where not, no due date that reaches into it is certain.
    async fn known(&self) -> bool {
        self.row.is_some()
    }

    /// The number of the State Council's notice (文号).
    async fn notice(&self) -> Option<&str> {
        self.row.as_ref().map(|row| row.notice.as_str())
    }

    /// When the notice was published.
    async fn published_on(&self) -> Option<Date> {
        self.row.as_ref().map(|row| Date(row.published_on))
    }

    /// The notice's lines, in the order of their days.
    async fn spans(&self) -> Vec<CalendarSpan> {
        let span = |span: &entity::json::CalendarSpan| CalendarSpan {
            rest: span.rest,
            from: Date(span.from),
            to: Date(span.to),
            name: span.name.clone(),
        };
        self.row.iter().flat_map(|row| row.days.0.iter().map(span)).collect()
    }

    /// How many open clocks of the viewer's wait for this year's notice.
    async fn waiting_clocks(&self, context: &Context<'_>) -> Result<i32> {
        if self.row.is_some() {
            return Ok(0);
        }
        let caller = Caller::of(context)?;
        let waiting = clock::Entity::find()
            .filter(clock::Column::IsOpen.eq(true))
            .filter(clock::Column::MissingYear.eq(self.year))
            .filter(visible(&caller.records()))
            .count(&caller.app.db.read)
            .await
            .map_err(internal)?;
        i32::try_from(waiting).map_err(internal)
    }

    /// Whether the viewer maintains the calendar and the rules.
    async fn viewer_can_maintain(&self, context: &Context<'_>) -> Result<bool> {
        Ok(policy::maintains_rules(viewer::viewer(context)?))
    }

    /// Counts the changes, 0 where the year is not known; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.row.as_ref().map_or(0, |row| row.version)
    }
}
