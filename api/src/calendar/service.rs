//! Reading and maintaining the calendar.

use chrono::{Datelike, NaiveDate};
use entity::{
    calendar_year,
    json::{CalendarSpan, CalendarSpans},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter,
};
use uuid::Uuid;

use super::rules::{self, Calendar, Span, SpanError};
use crate::{
    clocks::maintenance::{authorise, recount},
    shared::{
        audit::Record,
        caller::{Caller, IdempotencyKey},
        change::{self, Begun},
        errors::{Failure, Problem, UserErrorCode},
        input::{Checks, NAME},
    },
};

/// A year's lines as the rules see them.
pub fn spans(year: &calendar_year::Model) -> Vec<Span> {
    let span =
        |span: &CalendarSpan| Span { rest: span.rest, from: span.from, to: span.to, name: span.name.clone() };
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

/// A year, as it is written down from its notice.
#[derive(Clone, Debug)]
pub struct NewYear {
    /// Which.
    pub year: i32,
    /// The version that the viewer saw; 0 where the year was not known.
    pub version: i32,
    /// The notice's number.
    pub notice: String,
    /// When it was published.
    pub published_on: NaiveDate,
    /// Its lines.
    pub spans: Vec<Span>,
}

/// Writes a year down in place of what was known of it, and counts all open clocks anew; answers how
/// many moved.
pub async fn save_year(
    caller: &Caller,
    year: NewYear,
    key: Option<IdempotencyKey>,
) -> Result<(calendar_year::Model, i32), Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(_) => {
            let found = calendar_year::Entity::find_by_id(year.year).one(&caller.app.db.read).await?;
            return found.map(|row| (row, 0)).ok_or_else(|| Problem::not_found("year").into());
        }
        Begun::Fresh(change) => change,
    };
    let change = authorise(change, caller, "saveCalendarYear").await?;
    let db = &change.transaction;
    let before = calendar_year::Entity::find_by_id(year.year).one(db).await?;
    if before.as_ref().map_or(0, |before| before.version) != year.version {
        return Err(Failure::Conflict);
    }
    let row = checked(year, change.today)?;
    if before.is_some() {
        let saved = calendar_year::Entity::update_many()
            .set(row.clone().into_active_model().reset_all())
            .filter(calendar_year::Column::Year.eq(row.year))
            .filter(calendar_year::Column::Version.eq(row.version - 1))
            .exec(db)
            .await?;
        if saved.rows_affected == 0 {
            return Err(Failure::Conflict);
        }
    } else {
        calendar_year::Entity::insert(row.clone().into_active_model()).exec_without_returning(db).await?;
    }
    let moved = recount(&change, Condition::all()).await?;
    let detail = serde_json::json!({
        "year": row.year, "notice": row.notice, "days": row.days, "moved": moved,
        "before": before.map(|before| before.days),
    });
    let record = Record {
        action: "saveCalendarYear".to_owned(),
        object_type: "CalendarYear",
        // A year has no key of its own; a repeat under the same key must find that it was done.
        object_id: Some(Uuid::from_u128(u128::from(row.year.unsigned_abs()))),
        detail,
    };
    change.commit(record).await?;
    Ok((row, moved))
}

fn checked(year: NewYear, today: NaiveDate) -> Result<calendar_year::Model, Failure> {
    let mut checks = Checks::default();
    if !(2000..=2100).contains(&year.year) {
        checks.add(Problem::new(
            UserErrorCode::OutOfRange,
            "year",
            "年份应在2000至2100之间",
            "The year must lie between 2000 and 2100",
        ));
    }
    let notice = checks.text("notice", &year.notice, NAME);
    checks.happened("publishedOn", year.published_on, today);
    if year.published_on.year() > year.year {
        checks.add(Problem::new(
            UserErrorCode::DateOrder,
            "publishedOn",
            "放假安排应在该年度结束前发布",
            "A notice is published before its year is over",
        ));
    }
    checks.length("spans", year.spans.len());
    if year.spans.is_empty() {
        checks.add(Problem::required("spans"));
    }
    let mut spans = Vec::new();
    for (index, span) in year.spans.iter().enumerate() {
        let name = checks.text(&format!("spans.{index}.name"), &span.name, NAME);
        spans.push(CalendarSpan { rest: span.rest, from: span.from, to: span.to, name });
    }
    for (index, error) in rules::check(year.year, &year.spans) {
        checks.add(problem(index, error));
    }
    checks.finish()?;
    spans.sort_by_key(|span| span.from);
    Ok(calendar_year::Model {
        year: year.year,
        notice,
        published_on: year.published_on,
        days: CalendarSpans(spans),
        version: year.version + 1,
    })
}

fn problem(index: usize, error: SpanError) -> Problem {
    let path = |field: &str| format!("spans.{index}.{field}");
    let invalid =
        |field: &str, zh: String, en: String| Problem::new(UserErrorCode::Invalid, &path(field), zh, en);
    match error {
        SpanError::Order => Problem::new(
            UserErrorCode::DateOrder,
            &path("to"),
            "结束日期不能早于开始日期",
            "The last day must not lie before the first",
        ),
        SpanError::OtherYear => {
            invalid("from", "日期不属于该年度".to_owned(), "The days are not of this year".to_owned())
        }
        SpanError::Twice(day) => invalid("from", format!("{day}重复列入"), format!("{day} is named twice")),
        SpanError::WorkingAnyway(day) => invalid(
            "from",
            format!("{day}本来就是工作日，不属于调休上班"),
            format!("{day} is a working day anyway"),
        ),
    }
}
