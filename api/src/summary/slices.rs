//! A summary taken apart: by month or day, department, region or kind of case. Each part is a summary of its own, of less.

use entity::{department, enums::CaseKind, region};
use sea_orm::{ActiveEnum, ColumnTrait, DatabaseConnection, DbErr, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;
use vocabulary::{FigureDimension as Dimension, Language, Term};

use super::{extent::Extent, rules::Period};
use crate::shared::{figures::reading::regions_below, language::text};

/// The most months into which a summary is taken apart.
pub const MOST_MONTHS: usize = 60;
/// The most days into which a summary is taken apart.
pub const MOST_DAYS: usize = 92;

/// A part of a summary.
#[derive(Clone, Debug)]
pub struct Slice {
    /// What is apart.
    pub of: Part,
    /// What it is about.
    pub extent: Extent,
}

/// What a part of a summary is.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "a few dozen of them at most")]
pub enum Part {
    /// A month of the period, as far as it lies within.
    Month,
    /// A day.
    Day,
    /// A department.
    Department(department::Model),
    /// A region right below, with all below it; or the region's own level.
    Region(region::Model),
    /// A kind of case.
    CaseKind(CaseKind),
}

impl Slice {
    /// What people read: 2026-11, 市场监管局, 江阳区, 本级, 商标侵权.
    pub fn label(&self, language: Language) -> String {
        let period = self.extent.period;
        match &self.of {
            Part::Month => period.from.format("%Y-%m").to_string(),
            Part::Day => period.from.to_string(),
            Part::Department(department) => department.short_name.clone(),
            Part::Region(_) if self.extent.own_level => {
                text("本级", "Own level").in_language(language).to_owned()
            }
            Part::Region(region) => region.name.clone(),
            Part::CaseKind(kind) => kind.label().in_language(language).to_owned(),
        }
    }

    /// What its sums are called in the period, and in the year before.
    pub fn names(&self) -> (String, String) {
        let both = |name: String| (name.clone(), name);
        let period = self.extent.period;
        match &self.of {
            Part::Month => (month(period), month(period.year_before())),
            Part::Day => (day(period), day(period.year_before())),
            Part::Department(department) => both(department.id.to_string()),
            Part::Region(region) => both(region.key.clone()),
            Part::CaseKind(kind) => both(kind.to_value()),
        }
    }
}

fn month(period: Period) -> String {
    period.from.format("%Y%m").to_string()
}

fn day(period: Period) -> String {
    period.from.format("%Y%m%d").to_string()
}

/// Whether the period has more months or days than it is taken apart into.
pub fn is_too_long(period: Period, by: Dimension) -> bool {
    matches!(by, Dimension::Month | Dimension::Day) && periods(period, by).is_none()
}

fn periods(period: Period, by: Dimension) -> Option<Vec<Period>> {
    match by {
        Dimension::Month => period.months(MOST_MONTHS),
        Dimension::Day => period.days(MOST_DAYS),
        Dimension::Department | Dimension::Region | Dimension::CaseKind => None,
    }
}

/// What the parts of time are called, in their order; none, where the summary is not taken apart by time.
pub fn times(extent: &Extent, by: Option<Dimension>) -> Option<Vec<String>> {
    let by = by?;
    let name = if by == Dimension::Month { month } else { day };
    Some(periods(extent.period, by)?.into_iter().map(name).collect())
}

/// The extent of the year before, in which each part finds its own year before.
pub fn year_before(extent: &Extent, by: Option<Dimension>) -> Extent {
    let parts = by.and_then(|by| periods(extent.period, by)).unwrap_or_default();
    match (parts.first(), parts.last()) {
        (Some(first), Some(last)) => {
            let period = Period { from: first.year_before().from, to: last.year_before().to };
            Extent { period, ..extent.clone() }
        }
        _ => extent.year_before(),
    }
}

/// The parts of `extent`, in the order of the calendar, the roster, the regions' codes, the kinds; those of time are none
/// where they would be too many.
///
/// # Errors
///
/// The database's.
pub async fn parts(
    db: &DatabaseConnection,
    extent: &Extent,
    region: &region::Model,
    by: Dimension,
) -> Result<Vec<Slice>, DbErr> {
    let of_time = |of: Part| {
        let slice = move |period| Slice { of: of.clone(), extent: Extent { period, ..extent.clone() } };
        periods(extent.period, by).unwrap_or_default().into_iter().map(slice).collect()
    };
    Ok(match by {
        Dimension::Month => of_time(Part::Month),
        Dimension::Day => of_time(Part::Day),
        Dimension::Department => departments(db, extent).await?,
        Dimension::Region => regions(db, extent, region).await?,
        Dimension::CaseKind => kinds(extent),
    })
}

/// The departments that were asked for; else those of the region itself, its coordination office among them, which holds
/// trainings and publicity events like any other.
async fn departments(db: &DatabaseConnection, extent: &Extent) -> Result<Vec<Slice>, DbErr> {
    let select = department::Entity::find();
    let select = match extent.department_ids.as_slice() {
        [] => select.filter(department::Column::RegionKey.eq(extent.region_key.as_str())),
        named => select.filter(department::Column::Id.is_in(named.iter().copied())),
    };
    let rows = select
        .order_by_asc(department::Column::RegionKey)
        .order_by_asc(department::Column::SortOrder)
        .order_by_asc(department::Column::Id)
        .all(db)
        .await?;
    let slice = |row: department::Model| {
        let extent = Extent { department_ids: vec![row.id], ..extent.clone() };
        Slice { of: Part::Department(row), extent }
    };
    Ok(rows.into_iter().map(slice).collect())
}

async fn regions(
    db: &DatabaseConnection,
    extent: &Extent,
    region: &region::Model,
) -> Result<Vec<Slice>, DbErr> {
    let own =
        Slice { of: Part::Region(region.clone()), extent: Extent { own_level: true, ..extent.clone() } };
    if extent.own_level {
        return Ok(vec![own]);
    }
    let below = region::Entity::find()
        .filter(regions_below(&extent.region_key, 1))
        .order_by_asc(region::Column::Key)
        .all(db)
        .await?;
    let slice = |row: region::Model| {
        let extent = Extent { region_key: row.key.clone(), ..extent.clone() };
        Slice { of: Part::Region(row), extent }
    };
    Ok(std::iter::once(own).chain(below.into_iter().map(slice)).collect())
}

fn kinds(extent: &Extent) -> Vec<Slice> {
    let meant = |kind: &CaseKind| extent.case_kinds.is_empty() || extent.case_kinds.contains(kind);
    let slice = |kind| Slice {
        of: Part::CaseKind(kind),
        extent: Extent { case_kinds: vec![kind], ..extent.clone() },
    };
    CaseKind::ALL.iter().copied().filter(meant).map(slice).collect()
}

/// The extent of which the sums of all parts are read together: by department, of each of them.
pub fn together(extent: &Extent, slices: &[Slice]) -> Extent {
    let department = |slice: &Slice| match &slice.of {
        Part::Department(row) => Some(row.id),
        _ => None,
    };
    let named: Vec<Uuid> = slices.iter().filter_map(department).collect();
    if named.is_empty() { extent.clone() } else { Extent { department_ids: named, ..extent.clone() } }
}
