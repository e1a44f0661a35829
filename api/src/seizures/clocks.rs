//! A seizure's period: its clock by the measure, and what the seizure keeps of it.

use entity::{
    case, clock,
    enums::{ClockKind, SeizureMeasure, WaitsFor},
    seizure,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::rules;
use crate::{
    clocks::{
        service as clocks,
        service::{Start, Subject},
    },
    shared::{change::Change, errors::Failure},
};

/// The clock by which a measure runs.
pub fn clock_of(measure: SeizureMeasure) -> ClockKind {
    match measure {
        SeizureMeasure::Preservation => ClockKind::Preservation,
        SeizureMeasure::Sealing | SeizureMeasure::Detention => ClockKind::Sealing,
    }
}

/// Starts the period of the present measure.
pub async fn start(change: &Change, case: &case::Model, row: &mut seizure::Model) -> Result<(), Failure> {
    let start = Start {
        kind: clock_of(row.measure),
        case_id: Some(case.id),
        subject: Subject::Seizure(row.id),
        region_key: &case.region_key,
        department_id: case.department_id,
        waits_for: WaitsFor::Handlers,
        started_on: row.measure_since,
        started_at: None,
        due_on: None,
    };
    let clock = clocks::start(change, start).await?;
    mirror(&change.transaction, &clock).await?;
    show(row, &clock);
    Ok(())
}

/// Writes the last day of its clock into a seizure; none once the clock has ended.
pub fn show(row: &mut seizure::Model, clock: &clock::Model) {
    row.due_on = clock.due_on.filter(|_| clock.is_open);
    row.due_sort = rules::due_sort(row.due_on);
}

/// Keeps the last day of a clock on its seizure, where lists sort by it: whatever changes a clock
/// calls this.
pub async fn mirror(db: &impl ConnectionTrait, clock: &clock::Model) -> Result<(), DbErr> {
    let due_on = clock.due_on.filter(|_| clock.is_open);
    let changes = seizure::ActiveModel {
        due_on: Set(due_on),
        due_sort: Set(rules::due_sort(due_on)),
        ..Default::default()
    };
    let its = seizure::Column::Id.eq(clock.subject_id);
    seizure::Entity::update_many().set(changes).filter(its).exec(db).await?;
    Ok(())
}

/// Forgets that its period was extended: the extension was revoked, and may be given again.
pub async fn unextend(db: &impl ConnectionTrait, id: Uuid) -> Result<(), DbErr> {
    let changes = seizure::ActiveModel { extended_on: Set(None), ..Default::default() };
    seizure::Entity::update_many().set(changes).filter(seizure::Column::Id.eq(id)).exec(db).await?;
    Ok(())
}
