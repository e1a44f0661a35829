//! Recording and correcting trainings: load, authorise, check, save, make findable, log.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use entity::{
    enums::{AudienceKind, SearchKind, TrainingKind},
    training, training_audience, training_department,
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
        errors::{Failure, Problem, UserErrorCode},
        input::{self, Checks},
        participation,
        policy::{self, Act},
        search,
        values::QuantityInput,
    },
};

/// A training as it was held.
pub struct Held {
    /// The joint action that it belongs to.
    pub action_id: Option<Uuid>,
    /// The form.
    pub kind: TrainingKind,
    /// The name.
    pub name: String,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
    /// Where.
    pub place: String,
    /// What it was about.
    pub subject: Option<String>,
    /// Who spoke.
    pub speakers: Option<String>,
    /// The other departments that took part.
    pub participant_ids: Vec<Uuid>,
    /// Person-times.
    pub person_times: QuantityInput,
    /// Companies.
    pub companies: QuantityInput,
    /// Who came.
    pub audiences: Vec<(AudienceKind, i32)>,
    /// Whether there was an exam.
    pub exam_held: bool,
    /// Certificates issued.
    pub certificates_issued: i32,
}

/// Records a training of `department_id`, or of the caller's department.
pub async fn record(
    caller: &Caller,
    key: Option<IdempotencyKey>,
    department_id: Option<Uuid>,
    held: Held,
) -> Result<training::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Fresh(change) => change,
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
    };
    let department = participation::acting(&change.transaction, caller, department_id).await?;
    if !policy::may(&caller.viewer, Act::RecordOutreach, &participation::owner(&department)) {
        return Err(change.deny(caller, "recordTraining", "Training", None).await);
    }
    let blank = training::Model {
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
        subject: None,
        speakers: None,
        person_times: 0,
        person_times_at_least: false,
        companies: 0,
        companies_at_least: false,
        exam_held: false,
        certificates_issued: 0,
        recorded_by_id: caller.viewer.user_id,
        recorded_at: change.now,
        version: 1,
    };
    let (row, departments) =
        prepare(&change, caller, blank, &BTreeSet::new(), &held, Checks::default()).await?;
    training::Entity::insert(row.clone().into_active_model())
        .exec_without_returning(&change.transaction)
        .await?;
    save_parts(&change.transaction, &row, &departments, &held.audiences).await?;
    commit(change, "recordTraining", row.id, json!({ "after": facts(&row, &departments, &held.audiences) }))
        .await?;
    Ok(row)
}

/// Replaces what the training `id` says, for a stated reason.
pub async fn correct(
    caller: &Caller,
    key: Option<IdempotencyKey>,
    id: Uuid,
    version: i32,
    reason: &str,
    held: Held,
) -> Result<training::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Fresh(change) => change,
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
    };
    let seen = load(&change.transaction, caller, id).await?;
    if !policy::may(&caller.viewer, Act::RecordOutreach, &types::owner(&seen)) {
        return Err(change.deny(caller, "correctTraining", "Training", Some(id)).await);
    }
    if seen.version != version {
        return Err(Failure::Conflict);
    }
    let known = departments_of(&change.transaction, id).await?;
    let came = audiences_of(&change.transaction, id).await?;
    let mut checks = Checks::default();
    let reason = checks.text("reason", reason, input::LONG);
    let (mut row, departments) = prepare(&change, caller, seen.clone(), &known, &held, checks).await?;
    row.version = version + 1;
    let saved = training::Entity::update_many()
        .set(row.clone().into_active_model().reset_all())
        .filter(training::Column::Id.eq(id))
        .filter(training::Column::Version.eq(version))
        .exec(&change.transaction)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    training_department::Entity::delete_many()
        .filter(training_department::Column::TrainingId.eq(id))
        .exec(&change.transaction)
        .await?;
    training_audience::Entity::delete_many()
        .filter(training_audience::Column::TrainingId.eq(id))
        .exec(&change.transaction)
        .await?;
    save_parts(&change.transaction, &row, &departments, &held.audiences).await?;
    let detail = json!({
        "reason": reason,
        "before": facts(&seen, &known, &came),
        "after": facts(&row, &departments, &held.audiences),
    });
    commit(change, "correctTraining", id, detail).await?;
    Ok(row)
}

async fn commit(change: Change, action: &str, id: Uuid, detail: Value) -> Result<(), Failure> {
    let record = Record { action: action.to_owned(), object_type: "Training", object_id: Some(id), detail };
    change.commit(record).await
}

async fn load(
    connection: &impl ConnectionTrait,
    caller: &Caller,
    id: Uuid,
) -> Result<training::Model, Failure> {
    let found = training::Entity::find_by_id(id).filter(visible(&caller.records())).one(connection).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

/// The row as `held` states it and the departments that took part, once every check has passed.
async fn prepare(
    change: &Change,
    caller: &Caller,
    mut row: training::Model,
    known: &BTreeSet<Uuid>,
    held: &Held,
    mut checks: Checks,
) -> Result<(training::Model, BTreeSet<Uuid>), Failure> {
    row.kind = held.kind;
    row.name = checks.text("name", &held.name, input::NAME);
    row.place = checks.text("place", &held.place, input::PLACE);
    row.subject = checks.optional("subject", held.subject.as_deref(), input::NAME);
    row.speakers = checks.optional("speakers", held.speakers.as_deref(), input::NAME);
    checks.in_order("endsOn", held.starts_on, held.ends_on);
    checks.happened("endsOn", held.ends_on, change.today);
    (row.starts_on, row.ends_on) = (held.starts_on, held.ends_on);
    checks.count("trainedPersonTimes.value", held.person_times.value);
    (row.person_times, row.person_times_at_least) = (held.person_times.value, held.person_times.at_least);
    checks.count("companies.value", held.companies.value);
    (row.companies, row.companies_at_least) = (held.companies.value, held.companies.at_least);
    checks.count("certificatesIssued", held.certificates_issued.into());
    (row.exam_held, row.certificates_issued) = (held.exam_held, held.certificates_issued);
    for (index, (kind, people)) in held.audiences.iter().enumerate() {
        checks.count(&format!("audiences.{index}.people"), (*people).into());
        if held.audiences[..index].iter().any(|(other, _)| other == kind) {
            checks.add(Problem::new(
                UserErrorCode::Duplicate,
                &format!("audiences.{index}.kind"),
                "同一类培训对象只能填一次",
                "Each kind of audience can be given once",
            ));
        }
    }
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
    row: &training::Model,
    departments: &BTreeSet<Uuid>,
    audiences: &[(AudienceKind, i32)],
) -> Result<(), DbErr> {
    let link = |department: &Uuid| training_department::ActiveModel {
        training_id: Set(row.id),
        department_id: Set(*department),
    };
    training_department::Entity::insert_many(departments.iter().map(link))
        .exec_without_returning(connection)
        .await?;
    if !audiences.is_empty() {
        let audience = |(kind, people): &(AudienceKind, i32)| training_audience::ActiveModel {
            training_id: Set(row.id),
            kind: Set(*kind),
            people: Set(*people),
        };
        training_audience::Entity::insert_many(audiences.iter().map(audience))
            .exec_without_returning(connection)
            .await?;
    }
    search::index(connection, SearchKind::Training, row.id, terms(row)).await
}

/// Under what a training is found.
pub fn terms(row: &training::Model) -> impl Iterator<Item = &str> {
    [Some(row.name.as_str()), Some(row.place.as_str()), row.subject.as_deref(), row.speakers.as_deref()]
        .into_iter()
        .flatten()
}

async fn departments_of(connection: &impl ConnectionTrait, id: Uuid) -> Result<BTreeSet<Uuid>, DbErr> {
    let links = training_department::Entity::find()
        .filter(training_department::Column::TrainingId.eq(id))
        .all(connection)
        .await?;
    Ok(links.into_iter().map(|link| link.department_id).collect())
}

async fn audiences_of(
    connection: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Vec<(AudienceKind, i32)>, DbErr> {
    let rows = training_audience::Entity::find()
        .filter(training_audience::Column::TrainingId.eq(id))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| (row.kind, row.people)).collect())
}

/// What the audit log keeps of a training.
fn facts(row: &training::Model, departments: &BTreeSet<Uuid>, audiences: &[(AudienceKind, i32)]) -> Value {
    json!({
        "actionId": row.action_id,
        "kind": row.kind,
        "name": row.name,
        "startsOn": row.starts_on,
        "endsOn": row.ends_on,
        "place": row.place,
        "subject": row.subject,
        "speakers": row.speakers,
        "personTimes": [row.person_times, i64::from(row.person_times_at_least)],
        "companies": [row.companies, i64::from(row.companies_at_least)],
        "examHeld": row.exam_held,
        "certificatesIssued": row.certificates_issued,
        "departments": departments,
        "audiences": audiences,
    })
}
