//! Recording and correcting publicity events: load, authorise, check, save, make findable, log.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entity::{
    enums::{PublicityKind, SearchKind},
    publicity_event, publicity_event_department,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, Set,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{queries::visible, types};
use crate::{
    actions,
    shared::{
        audit::Record,
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        errors::{Failure, Problem},
        input::{self, Checks},
        participation,
        policy::{self, Act},
        search,
        values::QuantityInput,
    },
};

/// A publicity event as it was held.
pub struct Held {
    /// The joint action that it belongs to.
    pub action_id: Option<Uuid>,
    /// The form.
    pub kind: PublicityKind,
    /// The name.
    pub name: String,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
    /// Where.
    pub place: String,
    /// The other departments that took part.
    pub participant_ids: Vec<Uuid>,
    /// Materials handed out.
    pub materials: QuantityInput,
    /// People advised.
    pub consultations: QuantityInput,
    /// Items in the media.
    pub media_items: i32,
    /// Television programmes.
    pub television_programmes: i32,
}

/// Records a publicity event of `department_id`, or of the caller's department.
pub async fn record(
    caller: &Caller,
    key: Option<IdempotencyKey>,
    department_id: Option<Uuid>,
    held: Held,
) -> Result<publicity_event::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Fresh(change) => change,
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
    };
    let department = participation::acting(&change.transaction, caller, department_id).await?;
    if !policy::may(&caller.viewer, Act::RecordOutreach, &participation::owner(&department)) {
        return Err(change.deny(caller, "recordPublicityEvent", "PublicityEvent", None).await);
    }
    let blank = publicity_event::Model {
        id: Uuid::now_v7(),
        region_id: department.region_id,
        region_key: department.region_key.clone(),
        department_id: department.id,
        action_id: None,
        kind: held.kind,
        name: String::new(),
        starts_on: held.starts_on,
        ends_on: held.ends_on,
        place: String::new(),
        materials: 0,
        materials_at_least: false,
        consultations: 0,
        consultations_at_least: false,
        media_items: 0,
        television_programmes: 0,
        recorded_by_id: caller.viewer.user_id,
        recorded_at: change.now,
        version: 1,
    };
    let (row, departments) =
        prepare(&change, caller, blank, &BTreeSet::new(), &held, Checks::default()).await?;
    publicity_event::Entity::insert(row.clone().into_active_model())
        .exec_without_returning(&change.transaction)
        .await?;
    save_parts(&change.transaction, &row, &departments).await?;
    commit(change, "recordPublicityEvent", row.id, json!({ "after": facts(&row, &departments) })).await?;
    Ok(row)
}

/// Replaces what the publicity event `id` says, for a stated reason.
pub async fn correct(
    caller: &Caller,
    key: Option<IdempotencyKey>,
    id: Uuid,
    version: i32,
    reason: &str,
    held: Held,
) -> Result<publicity_event::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Fresh(change) => change,
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
    };
    let seen = load(&change.transaction, caller, id).await?;
    if !policy::may(&caller.viewer, Act::RecordOutreach, &types::owner(&seen)) {
        return Err(change.deny(caller, "correctPublicityEvent", "PublicityEvent", Some(id)).await);
    }
    if seen.version != version {
        return Err(Failure::Conflict);
    }
    let known = departments_of(&change.transaction, id).await?;
    let mut checks = Checks::default();
    let reason = checks.text("reason", reason, input::LONG);
    let (mut row, departments) = prepare(&change, caller, seen.clone(), &known, &held, checks).await?;
    row.version = version + 1;
    let saved = publicity_event::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(publicity_event::Column::Id.eq(id))
        .filter(publicity_event::Column::Version.eq(version))
        .exec(&change.transaction)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    publicity_event_department::Entity::delete_many()
        .filter(publicity_event_department::Column::PublicityEventId.eq(id))
        .exec(&change.transaction)
        .await?;
    save_parts(&change.transaction, &row, &departments).await?;
    let detail = json!({
        "reason": reason,
        "before": facts(&seen, &known),
        "after": facts(&row, &departments),
    });
    commit(change, "correctPublicityEvent", id, detail).await?;
    Ok(row)
}

async fn commit(change: Change, action: &str, id: Uuid, detail: Value) -> Result<(), Failure> {
    let record =
        Record { action: action.to_owned(), object_type: "PublicityEvent", object_id: Some(id), detail };
    change.commit(record).await
}

async fn load(
    connection: &impl ConnectionTrait,
    caller: &Caller,
    id: Uuid,
) -> Result<publicity_event::Model, Failure> {
    let found =
        publicity_event::Entity::find_by_id(id).filter(visible(&caller.records())).one(connection).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

/// The row as `held` states it and the departments that took part, once every check has passed.
async fn prepare(
    change: &Change,
    caller: &Caller,
    mut row: publicity_event::Model,
    known: &BTreeSet<Uuid>,
    held: &Held,
    mut checks: Checks,
) -> Result<(publicity_event::Model, BTreeSet<Uuid>), Failure> {
    row.kind = held.kind;
    row.name = checks.text("name", &held.name, input::NAME);
    row.place = checks.text("place", &held.place, input::PLACE);
    checks.in_order("endsOn", held.starts_on, held.ends_on);
    checks.happened("endsOn", held.ends_on, change.today);
    (row.starts_on, row.ends_on) = (held.starts_on, held.ends_on);
    checks.count("materials.value", held.materials.value);
    (row.materials, row.materials_at_least) = (held.materials.value, held.materials.at_least);
    checks.count("consultations.value", held.consultations.value);
    (row.consultations, row.consultations_at_least) = (held.consultations.value, held.consultations.at_least);
    checks.count("mediaItems", held.media_items.into());
    checks.count("televisionProgrammes", held.television_programmes.into());
    (row.media_items, row.television_programmes) = (held.media_items, held.television_programmes);
    checks.length("participantIds", held.participant_ids.len());
    let (departments, problems) = participation::participants(
        &change.transaction,
        row.department_id,
        &held.participant_ids,
        known,
        "participantIds",
    )
    .await?;
    checks.extend(problems);
    checks.extend(
        actions::service::named_by_outreach(&change.transaction, caller, held.action_id, row.action_id)
            .await?,
    );
    row.action_id = held.action_id;
    checks.finish()?;
    Ok((row, departments.into_iter().map(|department| department.id).collect()))
}

async fn save_parts(
    connection: &impl ConnectionTrait,
    row: &publicity_event::Model,
    departments: &BTreeSet<Uuid>,
) -> Result<(), DbErr> {
    let link = |department: &Uuid| publicity_event_department::ActiveModel {
        publicity_event_id: Set(row.id),
        department_id: Set(*department),
    };
    publicity_event_department::Entity::insert_many(departments.iter().map(link))
        .exec_without_returning(connection)
        .await?;
    search::index(connection, SearchKind::PublicityEvent, row.id, terms(row)).await
}

/// Under what a publicity event is found.
pub fn terms(row: &publicity_event::Model) -> impl Iterator<Item = &str> {
    [row.name.as_str(), row.place.as_str()].into_iter()
}

async fn departments_of(connection: &impl ConnectionTrait, id: Uuid) -> Result<BTreeSet<Uuid>, DbErr> {
    let links = publicity_event_department::Entity::find()
        .filter(publicity_event_department::Column::PublicityEventId.eq(id))
        .all(connection)
        .await?;
    Ok(links.into_iter().map(|link| link.department_id).collect())
}

/// What the audit log keeps of a publicity event.
fn facts(row: &publicity_event::Model, departments: &BTreeSet<Uuid>) -> Value {
    json!({
        "actionId": row.action_id,
        "kind": row.kind,
        "name": row.name,
        "startsOn": row.starts_on,
        "endsOn": row.ends_on,
        "place": row.place,
        "materials": [row.materials, i64::from(row.materials_at_least)],
        "consultations": [row.consultations, i64::from(row.consultations_at_least)],
        "mediaItems": row.media_items,
        "televisionProgrammes": row.television_programmes,
        "departments": departments,
    })
}
