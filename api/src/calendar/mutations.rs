//! What can be done to the calendar.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};

use super::{rules::Span, service::NewYear, types::CalendarYear};
use crate::{
    rule_changes::types::RuleChange,
    rulebook::calendar,
    shared::{
        caller::Caller,
        errors::{Failure, UserError},
        values::Date,
    },
};

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

/// The days that a region adds to a year, in whole.
#[derive(InputObject)]
pub struct SaveCalendarYearInput {
    /// The client's name for this intention: a repeat answers what the first answered.
    pub idempotency_key: Option<ID>,
    /// The year.
    pub year: i32,
    /// The version that the viewer saw; 0 where the region had added nothing.
    pub version: i32,
    /// The number of the document (文号) on which that rests.
    pub notice: String,
    /// When it was published.
    pub published_on: Date,
    /// Its lines: days off (地方节假日), and working days made up for them. No day off of the whole country is
    /// taken away. Empty: the region takes back what it added.
    pub spans: Vec<CalendarSpanInput>,
}

/// The year, or what is wrong with the input.
#[derive(SimpleObject)]
pub struct SaveCalendarYearPayload {
    /// The year; on CONFLICT as it is now.
    pub year: Option<CalendarYear>,
    /// How many open clocks it moved.
    pub moved: i32,
    /// The change, with what it moved.
    pub change: Option<RuleChange>,
    /// What is wrong with the input.
    pub errors: Vec<UserError>,
}

/// What can be done to the calendar.
#[derive(Default)]
pub struct CalendarMutations;

/// What can be done to the calendar.
#[Object]
impl CalendarMutations {
    /// Writes down which days the viewer's region adds to a year, in place of those known, and counts its
    /// open clocks and those below anew; whoever's move is told. For the region's office. The State
    /// Council's notices are the platform's, and the operator's to enter.
    async fn save_calendar_year(
        &self,
        context: &Context<'_>,
        input: SaveCalendarYearInput,
    ) -> Result<SaveCalendarYearPayload> {
        let (caller, key) = Caller::acting(context, &input.idempotency_key)?;
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
        let result = calendar::save_year(&caller, year, key).await;
        let shown = matches!(result, Ok(_) | Err(Failure::Conflict));
        let (change, errors) = caller.answer(result)?;
        let year = match shown {
            true => Some(CalendarYear::read(&caller, number).await?),
            false => None,
        };
        let change = change.flatten().map(RuleChange);
        Ok(SaveCalendarYearPayload {
            year,
            moved: change.as_ref().map_or(0, |change| change.0.moved),
            change,
            errors,
        })
    }
}
