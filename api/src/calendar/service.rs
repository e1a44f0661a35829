//! Reading and maintaining the calendar.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use entity::{
    calendar_year,
    json::{CalendarSpan, CalendarSpans},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
};
use uuid::Uuid;

use super::rules::{self, Calendar, Span, SpanError};
use crate::shared::{
    change::Change,
    dated,
    errors::{Failure, Problem, UserErrorCode},
    input::{Checks, NAME},
    language::{Text, text},
};

/// A year's lines as the rules see them.
pub fn spans(year: &calendar_year::Model) -> Vec<Span> {
    let span =
        |span: &CalendarSpan| Span { rest: span.rest, from: span.from, to: span.to, name: span.name.clone() };
    year.days.0.iter().map(span).collect()
}

/// What is known of working days in `region`: the notices', and what it and the regions above it add.
pub async fn read(db: &impl ConnectionTrait, region: &str) -> Result<Calendar, DbErr> {
    let rows = calendar_year::Entity::find()
        .filter(calendar_year::Column::RegionKey.is_in(dated::binding_keys(region)))
        .all(db)
        .await?;
    Ok(Calendars::made(rows).of(region).clone())
}

/// What is known of working days, region by region.
#[derive(Clone, Default)]
pub struct Calendars {
    national: Calendar,
    /// Of the regions that add days of their own.
    own: BTreeMap<String, Calendar>,
}

impl Calendars {
    /// Reads all of it, in one statement.
    pub async fn read(db: &impl ConnectionTrait) -> Result<Self, DbErr> {
        Ok(Self::made(calendar_year::Entity::find().all(db).await?))
    }

    fn made(mut rows: Vec<calendar_year::Model>) -> Self {
        // What two notices say of one day, the later says.
        rows.sort_by(|a, b| {
            (&a.region_key, a.published_on, a.year).cmp(&(&b.region_key, b.published_on, b.year))
        });
        let mut calendars = Self::default();
        for row in rows {
            if row.region_key.is_empty() {
                calendars.national.add(row.year, &spans(&row));
            } else {
                // Keys in order: those above a region come before it.
                let base = calendars.of(&row.region_key).clone();
                calendars.own.entry(row.region_key.clone()).or_insert(base).add_own(&spans(&row));
            }
        }
        calendars
    }

    /// The calendar of the region with this key.
    pub fn of(&self, region: &str) -> &Calendar {
        if self.own.is_empty() {
            return &self.national;
        }
        let nearest = dated::binding_keys(region).into_iter().rev().find_map(|key| self.own.get(key));
        nearest.unwrap_or(&self.national)
    }
}

/// A year, as it is written down.
#[derive(Clone, Debug)]
pub struct NewYear {
    /// Which.
    pub year: i32,
    /// The version that the viewer saw; 0 where there was none.
    pub version: i32,
    /// The notice's number.
    pub notice: String,
    /// When it was published.
    pub published_on: NaiveDate,
    /// Its lines.
    pub spans: Vec<Span>,
}

/// What changed, in a sentence.
pub fn title(row: &calendar_year::Model) -> Text {
    match row.region_key.is_empty() {
        true => text(format!("{}年放假安排", row.year), format!("holidays of {}", row.year)),
        false => text(format!("{}年地方放假安排", row.year), format!("local holidays of {}", row.year)),
    }
}

/// Writes a year of `region` down, in place of what was known of it.
///
/// # Errors
///
/// What is wrong with it; a conflict where another version is known.
pub async fn write(change: &Change, region: &str, year: NewYear) -> Result<calendar_year::Model, Failure> {
    let db = &change.transaction;
    let before = calendar_year::Entity::find()
        .filter(calendar_year::Column::RegionKey.eq(region))
        .filter(calendar_year::Column::Year.eq(year.year))
        .one(db)
        .await?;
    let version = before.as_ref().map_or(0, |before| before.version);
    if version != year.version {
        return Err(Failure::Conflict);
    }
    let national = match region.is_empty() {
        true => None,
        false => Some(read(db, "").await?),
    };
    let id = before.as_ref().map_or_else(Uuid::now_v7, |before| before.id);
    let row = checked((id, region), year, change.today, national.as_ref())?;
    if before.is_some() {
        let saved = calendar_year::Entity::update_many()
            .set(row.clone().into_active_model().reset_all())
            .filter(calendar_year::Column::Id.eq(row.id))
            .filter(calendar_year::Column::Version.eq(version))
            .exec(db)
            .await?;
        if saved.rows_affected == 0 {
            return Err(Failure::Conflict);
        }
    } else {
        calendar_year::Entity::insert(row.clone().into_active_model()).exec_without_returning(db).await?;
    }
    Ok(row)
}

/// `national`: the notices', for a region's own days.
fn checked(
    (id, region): (Uuid, &str),
    year: NewYear,
    today: NaiveDate,
    national: Option<&Calendar>,
) -> Result<calendar_year::Model, Failure> {
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
    // A region may take back what it added.
    if year.spans.is_empty() && (national.is_none() || year.version == 0) {
        checks.add(Problem::required("spans"));
    }
    let mut spans = Vec::new();
    for (index, span) in year.spans.iter().enumerate() {
        let name = checks.text(&format!("spans.{index}.name"), &span.name, NAME);
        spans.push(CalendarSpan { rest: span.rest, from: span.from, to: span.to, name });
    }
    let mut errors = rules::check(year.year, &year.spans);
    errors.extend(national.into_iter().flat_map(|national| rules::check_own(national, &year.spans)));
    for (index, error) in errors {
        checks.add(problem(index, error));
    }
    checks.finish()?;
    spans.sort_by_key(|span| span.from);
    Ok(calendar_year::Model {
        id,
        region_key: region.to_owned(),
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
        SpanError::NationalHoliday(day) => invalid(
            "from",
            format!("{day}是国务院规定的放假日，各地不得调为上班"),
            format!("{day} is a holiday of the whole country: no region takes it away"),
        ),
    }
}
