//! What is counted once however often, as totals: each thing counts on the first of its days in a year, for its region
//! and every one above, for the region's own level, and for each department. How many things a year had up to a day is
//! then a sum like any other, and costs the same however many lines there are.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use entity::{
    enums::Measure,
    figure_line::{self, Column},
};
use sea_orm::{
    ActiveEnum, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
    Statement,
    sea_query::{Expr, Query, UnionType},
};
use uuid::Uuid;

use super::{Contribution, Line, buckets, is_counted_once, totals::Key};
use crate::shared::regions::{self, LEVELS};

/// Behind a region's key: its own level alone.
const OWN: char = '=';

/// Whether each detail of the measure counts its things on its own.
pub fn by_detail(measure: Measure) -> bool {
    measure == Measure::CaseReferred
}

/// The key under which a region's own level is kept, beside the region with all below it.
pub fn own_level(region_key: &str) -> String {
    format!("{region_key}{OWN}")
}

/// Whose first day it is, and of what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct First {
    department_id: Uuid,
    region_key: String,
    measure: Measure,
    kind: String,
    detail: String,
    thing: String,
    year: i32,
}

impl First {
    /// The total in which it counts where `day` is the first.
    fn total(&self, day: NaiveDate) -> Key {
        Key {
            department_id: self.department_id,
            region_key: self.region_key.clone(),
            measure: self.measure,
            bucket: buckets::first(day),
            kind: self.kind.clone(),
            detail: self.detail.clone(),
        }
    }
}

/// For whom a line counts its thing: its department and, where the region counts it, all.
fn of_line(line: &Line) -> impl Iterator<Item = First> {
    let holders = [Some(line.department_id), line.for_region.then(Uuid::nil)];
    let above = regions::at_and_above(&line.region_key).into_iter().map(str::to_owned);
    let places: Vec<String> = above.chain([own_level(&line.region_key)]).collect();
    let detail = if by_detail(line.adds.measure) { line.adds.detail.clone() } else { String::new() };
    let first = move |department_id: Uuid, region_key: &String| First {
        department_id,
        region_key: region_key.clone(),
        measure: line.adds.measure,
        kind: line.adds.kind.clone(),
        detail: detail.clone(),
        thing: line.adds.distinct_by.clone(),
        year: line.adds.day.year(),
    };
    let of_holder = move |holder: Uuid| places.iter().map(|place| first(holder, place)).collect::<Vec<_>>();
    holders.into_iter().flatten().flat_map(of_holder)
}

/// The first days of a set of lines.
#[derive(Clone, Debug, Default)]
struct Firsts(BTreeMap<First, NaiveDate>);

impl Firsts {
    fn take(&mut self, line: &Line) {
        for first in of_line(line) {
            let day = self.0.entry(first).or_insert(line.adds.day);
            *day = (*day).min(line.adds.day);
        }
    }
}

/// What is left of the lines of these things in these years without those that are reversed: the first days, a row for
/// what differs in nothing else.
async fn left(
    db: &impl ConnectionTrait,
    lines: &BTreeSet<&Line>,
    reversed: &[i64],
) -> Result<Vec<Line>, DbErr> {
    #[derive(FromQueryResult)]
    struct Row {
        measure: Measure,
        kind: String,
        detail: String,
        department_id: Uuid,
        for_region: bool,
        region_key: String,
        distinct_by: String,
        day: NaiveDate,
    }
    let days = lines.iter().map(|line| line.adds.day);
    let (Some(from), Some(to)) = (days.clone().min(), days.max()) else { return Ok(Vec::new()) };
    let year =
        |day: NaiveDate, month, of_month| NaiveDate::from_ymd_opt(day.year(), month, of_month).unwrap_or(day);
    let measures: BTreeSet<Measure> = lines.iter().map(|line| line.adds.measure).collect();
    let things: BTreeSet<&str> = lines.iter().map(|line| line.adds.distinct_by.as_str()).collect();
    let told_apart = [
        Column::Measure,
        Column::Kind,
        Column::Detail,
        Column::DepartmentId,
        Column::ForRegion,
        Column::RegionKey,
        Column::DistinctBy,
    ];
    let mut select = figure_line::Entity::find()
        .select_only()
        .columns(told_apart)
        .column_as(Column::Day.min(), "day")
        .filter(Column::DistinctBy.is_in(things))
        // The index has no others.
        .filter(Column::DistinctBy.ne(""))
        .filter(Column::ReversedAt.is_null())
        .filter(Column::Measure.is_in(measures))
        .filter(Column::Day.between(year(from, 1, 1), year(to, 12, 31)))
        .group_by(Expr::cust(YEAR));
    if !reversed.is_empty() {
        select = select.filter(Column::Id.is_not_in(reversed.iter().copied()));
    }
    let rows = told_apart.into_iter().fold(select, QuerySelect::group_by).into_model::<Row>().all(db).await?;
    let line = |row: Row| Line {
        adds: Contribution::one(Uuid::nil(), row.measure, row.day)
            .detailed(row.detail)
            .once_by(row.distinct_by)
            .of_stored_kind(row.kind),
        region_key: row.region_key,
        department_id: row.department_id,
        for_region: row.for_region,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// So few lines are asked for one by one; more are read together.
const FEW: usize = 60;

/// The places of those lines before which the year has another that counts the same thing for the same.
async fn preceded(db: &impl ConnectionTrait, lines: &[&Line]) -> Result<BTreeSet<i32>, DbErr> {
    let mut asked = (0_i32..).zip(lines).map(|(place, line)| {
        let adds = &line.adds;
        let from = NaiveDate::from_ymd_opt(adds.day.year(), 1, 1).unwrap_or(adds.day);
        let mut earlier = Query::select();
        earlier
            .expr(Expr::cust("1"))
            .from(figure_line::Entity)
            .and_where(Column::DistinctBy.eq(adds.distinct_by.as_str()))
            .and_where(Column::DistinctBy.ne(""))
            .and_where(Column::Measure.eq(adds.measure))
            .and_where(Column::Day.between(from, adds.day))
            .and_where(Column::ReversedAt.is_null())
            .and_where(Column::RegionKey.eq(line.region_key.as_str()))
            .and_where(Column::DepartmentId.eq(line.department_id))
            .and_where(Column::ForRegion.eq(line.for_region))
            .and_where(Column::Kind.eq(adds.kind.as_str()));
        if by_detail(adds.measure) {
            earlier.and_where(Column::Detail.eq(adds.detail.as_str()));
        }
        let mut one = Query::select();
        one.expr_as(Expr::cust(place.to_string()), "place").and_where(Expr::exists(earlier));
        one
    });
    let Some(mut statement) = asked.next() else { return Ok(BTreeSet::new()) };
    statement.unions(asked.map(|one| (UnionType::All, one)));
    db.query_all(&statement).await?.iter().map(|row| row.try_get("", "place")).collect()
}

/// The year of a line's day, on both engines.
const YEAR: &str = "substr(CAST(day AS text), 1, 4)";

/// How totals of first days move where some lines are reversed and others entered: by one each.
///
/// # Errors
///
/// The database's.
pub async fn moves(
    db: &impl ConnectionTrait,
    surplus: &[(i64, &Line)],
    missing: &[&Line],
) -> Result<Vec<(Key, i64)>, DbErr> {
    let names_a_thing = |line: &&Line| !line.adds.distinct_by.is_empty();
    let gone: Vec<(i64, &Line)> = surplus.iter().filter(|(_, line)| names_a_thing(line)).copied().collect();
    let mut new: Vec<&Line> = missing.iter().filter(|line| names_a_thing(line)).copied().collect();
    if gone.is_empty() && new.len() <= FEW {
        // Who goes out every week was out before: nothing moves, and their year is not read.
        let known = preceded(db, &new).await?;
        new = (0..).zip(new).filter(|(place, _)| !known.contains(place)).map(|(_, line)| line).collect();
    }
    let touched: BTreeSet<&Line> = gone.iter().map(|(_, line)| *line).chain(new.iter().copied()).collect();
    if touched.is_empty() {
        return Ok(Vec::new());
    }
    let reversed: Vec<i64> = gone.iter().map(|(id, _)| *id).collect();
    let mut before = Firsts::default();
    left(db, &touched, &reversed).await?.iter().for_each(|line| before.take(line));
    let mut after = before.clone();
    gone.iter().for_each(|(_, line)| before.take(line));
    new.iter().for_each(|line| after.take(line));
    let apart = |one: &Firsts, other: &Firsts, by: i64| {
        let differs = |(first, day): &(&First, &NaiveDate)| other.0.get(first) != Some(day);
        one.0.iter().filter(differs).map(|(first, day)| (first.total(*day), by)).collect::<Vec<_>>()
    };
    Ok([apart(&before, &after, -1), apart(&after, &before, 1)].concat())
}

/// What the totals of first days are by the lines, of one measure: counted anew, in SQL, level by level.
///
/// # Errors
///
/// The database's.
pub async fn counted(db: &impl ConnectionTrait, measure: Measure) -> Result<Vec<(Key, i64)>, DbErr> {
    if !is_counted_once(measure) {
        return Ok(Vec::new());
    }
    let levels = LEVELS.map(|length| (format!("substr(region_key, 1, {length})"), length));
    let places = levels.into_iter().chain([(format!("region_key || '{OWN}'"), 0)]);
    let (detail, of_detail) = if by_detail(measure) { ("detail", ", detail") } else { ("''", "") };
    let mut found = Vec::new();
    for (place, length) in places {
        // A department's, and all that the region counts.
        for (holder, condition) in [("department_id, ", "TRUE"), ("", "for_region")] {
            let sql = format!(
                "SELECT {holder}place, kind, detail, day, CAST(COUNT(*) AS BIGINT) AS n FROM \
                 (SELECT {holder}{place} AS place, kind, {detail} AS detail, distinct_by, MIN(day) AS day \
                 FROM figure_lines WHERE measure = '{}' AND distinct_by <> '' AND reversed_at IS NULL \
                 AND {condition} AND length(region_key) >= {length} \
                 GROUP BY {holder}{place}, kind{of_detail}, distinct_by, {YEAR}) AS firsts \
                 GROUP BY {holder}place, kind, detail, day",
                measure.to_value()
            );
            let statement = Statement::from_string(db.get_database_backend(), sql);
            for row in db.query_all_raw(statement).await? {
                let department_id =
                    if holder.is_empty() { Uuid::nil() } else { row.try_get("", "department_id")? };
                let key = Key {
                    department_id,
                    region_key: row.try_get("", "place")?,
                    measure,
                    bucket: buckets::first(row.try_get("", "day")?),
                    kind: row.try_get("", "kind")?,
                    detail: row.try_get("", "detail")?,
                };
                found.push((key, row.try_get("", "n")?));
            }
        }
    }
    Ok(found)
}
