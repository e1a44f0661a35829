//! A region's month at a glance: who owes, who is late, what is missing, and whether the month can be closed.

use chrono::NaiveDate;
use entity::{
    clock, department,
    enums::{ClockSubject, MonthlyReportState as State},
    monthly_report::{Column, Entity, Model},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

use super::rules;
use crate::summary::rules::percent;

/// The reports of a month that a region's office receives, and its own.
#[derive(Clone, Debug, Default)]
pub struct Month {
    /// The region's own, as its office tells it upwards or closes it.
    pub own: Option<Model>,
    /// Those that it receives: of its own departments in the roster's order, then of the offices below.
    pub received: Vec<Model>,
    /// How many of these are how.
    pub counts: Counts,
}

/// How many of the reports of a month are how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All that are owed: without those excused.
    pub owed: i64,
    /// Submitted, whether accepted or not.
    pub submitted: i64,
    /// Of these, in time.
    pub on_time: i64,
    /// Neither submitted nor returned, after their last day.
    pub missing: i64,
    /// Returned, and not submitted again.
    pub returned: i64,
    /// Accepted.
    pub accepted: i64,
    /// Excused.
    pub excused: i64,
}

impl Counts {
    /// Submitted of those owed, in per cent; none where nothing is owed.
    pub fn submitted_percent(self) -> Option<String> {
        percent(self.submitted, self.owed)
    }

    /// In time of those owed, in per cent.
    pub fn on_time_percent(self) -> Option<String> {
        percent(self.on_time, self.owed)
    }

    fn add(&mut self, state: State, first: Option<&clock::Model>, today: NaiveDate) {
        let told = rules::is_told(state);
        let late = first.is_some_and(|clock| clock.met_late);
        self.owed += i64::from(state != State::Excused);
        self.submitted += i64::from(told);
        self.on_time += i64::from(told && !late);
        self.missing += i64::from(rules::is_missing(state, first.and_then(|clock| clock.due_on), today));
        self.returned += i64::from(state == State::Returned);
        self.accepted += i64::from(state == State::Accepted);
        self.excused += i64::from(state == State::Excused);
    }
}

/// The month of the region with this key.
///
/// # Errors
///
/// The database's.
pub async fn read(
    db: &impl ConnectionTrait,
    region_key: &str,
    month: NaiveDate,
    today: NaiveDate,
) -> Result<Month, DbErr> {
    let own = Condition::all().add(Column::WholeRegion.eq(true)).add(Column::RegionKey.eq(region_key));
    let rows = Entity::find()
        .find_also_related(department::Entity)
        .filter(Column::Month.eq(month))
        .filter(Condition::any().add(Column::ReceiverKey.eq(region_key)).add(own))
        .order_by_asc(Column::RegionKey)
        .order_by_asc(department::Column::SortOrder)
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let rows: Vec<Model> = rows.into_iter().map(|(row, _)| row).collect();
    let firsts = first_clocks(db, &rows).await?;
    let mut found = Month::default();
    for row in rows {
        if row.whole_region && row.region_key == region_key {
            found.own = Some(row);
        } else {
            found.counts.add(row.state, firsts.get(&row.id), today);
            found.received.push(row);
        }
    }
    Ok(found)
}

/// The first clock of each report: by it is judged whether it came in time, however often it was returned.
async fn first_clocks(
    db: &impl ConnectionTrait,
    rows: &[Model],
) -> Result<HashMap<Uuid, clock::Model>, DbErr> {
    let clocks = clock::Entity::find()
        .filter(clock::Column::SubjectKind.eq(ClockSubject::MonthlyReport))
        .filter(clock::Column::SubjectId.is_in(rows.iter().map(|row| row.id)))
        .order_by_desc(clock::Column::Id)
        .all(db)
        .await?;
    Ok(clocks.into_iter().map(|clock| (clock.subject_id, clock)).collect())
}
