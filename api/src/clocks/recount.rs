//! Counting open clocks anew, where a rule or the calendar changed: in the same transaction, so that no due date
//! is ever older than what it rests on.

use entity::{clock, clock_event};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{bulk::Law, service};
use crate::{
    rule_changes::service::Moved,
    shared::{change::Change, errors::Failure, loaders::grouped, scope::within_region},
};

/// Clocks that are counted anew at a time.
const AT_ONCE: u64 = 500;

/// Counts the open clocks of `region` and below, of those `among` them that have no date set by hand, anew: by
/// the rules and the calendar as they are now. Answers those that moved.
pub async fn recount(change: &Change, region: &str, among: Condition) -> Result<Vec<Moved>, Failure> {
    let db = &change.transaction;
    let law = Law::read(db).await?;
    let (mut after, mut moved) = (Uuid::nil(), Vec::new());
    loop {
        let rows = clock::Entity::find()
            .filter(clock::Column::IsOpen.eq(true))
            .filter(clock::Column::SetOn.is_null())
            .filter(within_region(region, (clock::Entity, clock::Column::RegionKey)))
            .filter(among.clone())
            .filter(clock::Column::Id.gt(after))
            .order_by_asc(clock::Column::Id)
            .limit(AT_ONCE)
            .all(db)
            .await?;
        let Some(last) = rows.last() else { return Ok(moved) };
        after = last.id;
        let changed = rows.iter().filter(|row| row.event_count > 1).map(|row| row.id);
        let events = clock_event::Entity::find()
            .filter(clock_event::Column::ClockId.is_in(changed))
            .order_by_asc(clock_event::Column::ClockId)
            .order_by_asc(clock_event::Column::Sequence)
            .all(db)
            .await?;
        let mut of_clock = grouped(events, |event| event.clock_id);
        for mut row in rows {
            let before = row.clone();
            let events = of_clock.remove(&row.id).unwrap_or_default();
            law.recount(&mut row, &events);
            if row != before {
                let row = service::save(change, row).await?;
                if (row.due_on, row.due_at) != (before.due_on, before.due_at) {
                    moved.push(Moved { clock: row, due_before: before.due_on });
                }
            }
        }
    }
}
