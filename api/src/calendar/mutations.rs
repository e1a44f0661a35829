//! What can be done to the calendar.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::calendar_year;

use super::{
    rules::Span,
    service::{self, NewYear},
    types::CalendarYear,
};
use crate::shared::{
    caller::{Caller, idempotency},
    errors::{UserError, internal, settle_or_now},
    values::Date,
};
use sea_orm::EntityTrait;

/// Days in a row of a holiday notice.
#[derive(InputObject)]
pub struct CalendarSpanInput {
    /// Whether they are off; otherwise they are make-up working days (调休上班).
    pub rest: bool,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The holiday.
    pub name: String,
}

/// A year of the calendar, as its notice arranges it, in whole.
#[derive(InputObject)]
pub struct SaveCalendarYearInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The year.
    pub year: i32,
    /// The version that the viewer saw; 0 where the year was not known.
    pub version: i32,
    /// The number of the State Council's notice (文号).
    pub notice: String,
    /// When the notice was published.
    pub published_on: Date,
    /// Its lines.
    pub spans: Vec<CalendarSpanInput>,
}

/// The year, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct SaveCalendarYearPayload {
    /// The year; on CONFLICT as it is now.
    pub year: Option<CalendarYear>,
    /// How many open clocks it moved.
    pub moved: i32,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What can be done to the calendar.
#[derive(Default)]
pub struct CalendarMutations;

/// What can be done to the calendar.
#[Object]
impl CalendarMutations {
    /// Writes a year down from its notice, in place of what was known of it, and counts every open clock
    /// anew. For the office of the city or the province.
    async fn save_calendar_year(
        &self,
        context: &Context<'_>,
        input: SaveCalendarYearInput,
    ) -> Result<SaveCalendarYearPayload> {
        let caller = Caller::of(context)?;
        let key = idempotency(context, input.idempotency_key.as_ref())?;
        let span = |span: CalendarSpanInput| Span {
            rest: span.rest,
            from: span.from.0,
            to: span.to.0,
            name: span.name,
        };
        let number = input.year;
        let year = NewYear {
            year: number,
            version: input.version,
            notice: input.notice,
            published_on: input.published_on.0,
            spans: input.spans.into_iter().map(span).collect(),
        };
        let result = service::save_year(&caller, year, key).await;
        // Beside a conflict nothing was moved.
        let now = async {
            let found = calendar_year::Entity::find_by_id(number).one(&caller.app.db.read).await;
            Ok(found.map_err(internal)?.map(|row| (row, 0)))
        };
        let (shown, errors) = settle_or_now(result, caller.language(), now).await?;
        let (row, moved) = shown.unzip();
        let year = row.map(|row| CalendarYear { year: row.year, row: Some(row) });
        Ok(SaveCalendarYearPayload { year, moved: moved.unwrap_or_default(), errors })
    }
}
