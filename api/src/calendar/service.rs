//! Reading the calendar.

use entity::calendar_year;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

use super::rules::{Calendar, Span};

/// A year's lines as the rules see them.
pub fn spans(year: &calendar_year::Model) -> Vec<Span> {
    let span = |span: &entity::json::CalendarSpan| Span {
        rest: span.rest,
        from: span.from,
        to: span.to,
        name: span.name.clone(),
    };
    year.days.0.iter().map(span).collect()
}

/// All that is known of working days: a row a year, in one statement.
pub async fn read(db: &impl ConnectionTrait) -> Result<Calendar, DbErr> {
    let mut calendar = Calendar::default();
    for year in calendar_year::Entity::find().all(db).await? {
        calendar.add(year.year, &spans(&year));
    }
    Ok(calendar)
}
