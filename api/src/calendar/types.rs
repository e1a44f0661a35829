//! The calendar as GraphQL shows it.

use async_graphql::{Context, Object, Result, SimpleObject};
use entity::{calendar_year, clock};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::{rules::touches, service::spans};
use crate::{
    clocks::sight::visible,
    departments::types::{Region, region_of_rule},
    shared::{caller::Caller, errors::internal, policy, scope::rules_of, values::Date, viewer},
};

/// A year of the calendar, known or not.
pub struct CalendarYear {
    /// Which.
    pub year: i32,
    /// What its notice arranges.
    row: Option<calendar_year::Model>,
    /// What the notices of the years beside it say of its days.
    neighbours: Vec<calendar_year::Model>,
    /// What regions add, of those whose rules exist for the viewer.
    own: Vec<calendar_year::Model>,
}

impl CalendarYear {
    /// The year as the viewer may know of it.
    pub async fn read(caller: &Caller, year: i32) -> Result<Self> {
        let mut years = Self::read_all(caller, &[year]).await?;
        years.pop().ok_or_else(|| internal(format!("the year {year} is missing")))
    }

    /// The same of several years, in one statement.
    pub async fn read_all(caller: &Caller, years: &[i32]) -> Result<Vec<Self>> {
        use calendar_year::Column;
        let near = years.iter().flat_map(|year| [year.saturating_sub(1), *year, year.saturating_add(1)]);
        let rows = calendar_year::Entity::find()
            .filter(Column::Year.is_in(near))
            .filter(rules_of(&caller.viewer, (calendar_year::Entity, Column::RegionKey)))
            .order_by_asc(Column::RegionKey)
            .order_by_asc(Column::Year)
            .all(&caller.app.db.read)
            .await
            .map_err(internal)?;
        let of = |year: i32| {
            let national = || rows.iter().filter(|row| row.region_key.is_empty());
            let near = |row: &&calendar_year::Model| (row.year - year).abs() == 1;
            Self {
                year,
                row: national().find(|row| row.year == year).cloned(),
                neighbours: national().filter(near).cloned().collect(),
                own: rows
                    .iter()
                    .filter(|row| row.year == year && !row.region_key.is_empty())
                    .cloned()
                    .collect(),
            }
        };
        Ok(years.iter().map(|year| of(*year)).collect())
    }
}

fn shown(span: &entity::json::CalendarSpan) -> CalendarSpan {
    CalendarSpan { rest: span.rest, from: Date(span.from), to: Date(span.to), name: span.name.clone() }
}

/// What a region adds to a year.
pub struct RegionalDays(calendar_year::Model);

/// What a region adds to a year of the holiday calendar, for all below it (地方节假日).
#[Object]
impl RegionalDays {
    /// Whose days they are.
    async fn region(&self, context: &Context<'_>) -> Result<Option<Region>> {
        region_of_rule(context, &self.0.region_key).await
    }

    /// The number of the document (文号) on which they rest.
    async fn notice(&self) -> &str {
        &self.0.notice
    }

    /// When it was published.
    async fn published_on(&self) -> Date {
        Date(self.0.published_on)
    }

    /// Its lines, in the order of their days.
    async fn spans(&self) -> Vec<CalendarSpan> {
        self.0.days.0.iter().map(shown).collect()
    }

    /// Whether the viewer keeps them.
    async fn viewer_can_maintain(&self, context: &Context<'_>) -> Result<bool> {
        Ok(policy::maintains_rules_of(viewer::viewer(context)?, &self.0.region_key))
    }

    /// Counts the changes; a change names the version that it saw.
    async fn version(&self) -> i32 {
        self.0.version
    }
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
        self.row.iter().flat_map(|row| row.days.0.iter().map(shown)).collect()
    }

    /// The lines of the notices of the years beside it that name days of this year: a new year's holiday may
    /// begin in the last days of December.
    async fn neighbour_spans(&self) -> Vec<CalendarSpan> {
        let lines = self.neighbours.iter().flat_map(|row| row.days.0.iter().zip(spans(row)));
        lines.filter(|(_, span)| touches(self.year, span)).map(|(line, _)| shown(line)).collect()
    }

    /// What regions add to it: the viewer's, those above, and for its office those below.
    async fn regional(&self) -> Vec<RegionalDays> {
        self.own.iter().cloned().map(RegionalDays).collect()
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

    /// Whether the viewer may add days of their region's own.
    async fn viewer_can_maintain(&self, context: &Context<'_>) -> Result<bool> {
        Ok(policy::maintains_rules(viewer::viewer(context)?))
    }

    /// Counts the changes of the days that the viewer's region adds, 0 where it adds none; a change names the
    /// version that it saw.
    async fn version(&self, context: &Context<'_>) -> Result<i32> {
        let region = &viewer::viewer(context)?.region_key;
        Ok(self.own.iter().find(|row| row.region_key == *region).map_or(0, |row| row.version))
    }
}
