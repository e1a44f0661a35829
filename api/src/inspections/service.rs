//! Recording and correcting inspections: load, authorise, check, save, make findable, log.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use entity::{
    certificate, department,
    enums::{PremisesResult, Role, SearchKind},
    inspected_premises, inspection, inspection_department, inspection_officer, joint_action, party, user,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    queries::visible,
    rules::{self, Certificate, Officer},
    types,
};
use crate::{
    actions,
    parties::{self, particulars::Learnt},
    shared::{
        audit::Record,
        caller::{Caller, IdempotencyKey},
        change::{self, Begun, Change},
        errors::{Failure, Problem},
        input::{self, Checks},
        participation,
        policy::{self, Act},
        search,
    },
};

/// An outing as it is recorded.
pub struct Outing {
    /// The joint action that it belongs to.
    pub action_id: Option<Uuid>,
    /// The day.
    pub inspected_on: NaiveDate,
    /// Where it went.
    pub place: String,
    /// The other departments that took part.
    pub participant_ids: Vec<Uuid>,
    /// The officers.
    pub officer_ids: Vec<Uuid>,
    /// The premises, in the record's order.
    pub premises: Vec<Visit>,
    /// How many pieces of goods were checked.
    pub goods_checked: i64,
    /// The number is a lower bound (余).
    pub goods_checked_at_least: bool,
    /// What was found.
    pub findings: Option<String>,
}

/// A visit of premises.
pub struct Visit {
    /// The name.
    pub name: String,
    /// The address.
    pub address: Option<String>,
    /// The party on record.
    pub party_id: Option<Uuid>,
    /// What it led to.
    pub result: PremisesResult,
    /// What else was noted.
    pub note: Option<String>,
}

/// The rows that belong to an inspection.
#[derive(Default)]
struct Parts {
    departments: BTreeSet<Uuid>,
    officers: Vec<inspection_officer::Model>,
    premises: Vec<inspected_premises::Model>,
}

/// Records an outing of `department_id`, or of the caller's department.
pub async fn record(
    caller: &Caller,
    key: Option<IdempotencyKey>,
    department_id: Option<Uuid>,
    outing: Outing,
) -> Result<inspection::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Fresh(change) => change,
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
    };
    let department = participation::acting(&change.transaction, caller, department_id).await?;
    if !policy::may(&caller.viewer, Act::RecordInspection, &participation::owner(&department)) {
        let problem = match department.is_coordination_office {
            true => rules::office_cannot_inspect(),
            false => Problem::forbidden(""),
        };
        return Err(change.deny_saying(caller, "recordInspection", "Inspection", None, vec![problem]).await);
    }
    let blank = inspection::Model {
        id: Uuid::now_v7(),
        region_id: department.region_id,
        region_key: department.region_key.clone(),
        department_id: department.id,
        action_id: None,
        inspected_on: outing.inspected_on,
        place: String::new(),
        goods_checked: 0,
        goods_checked_at_least: false,
        findings: None,
        recorded_by_id: caller.viewer.user_id,
        recorded_at: change.now,
        version: 1,
    };
    let prepared = prepare(&change, caller, &blank, &Parts::default(), outing).await?;
    inspection::Entity::insert(prepared.row.clone().into_active_model())
        .exec_without_returning(&change.transaction)
        .await?;
    prepared.save_parts(&change).await?;
    let detail = json!({ "after": facts(&prepared.row, &prepared.parts) });
    commit(change, "recordInspection", prepared.row.id, detail).await?;
    Ok(prepared.row)
}

/// Replaces what the inspection `id` says, for a stated reason.
pub async fn correct(
    caller: &Caller,
    key: Option<IdempotencyKey>,
    id: Uuid,
    version: i32,
    reason: &str,
    outing: Outing,
) -> Result<inspection::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Fresh(change) => change,
        Begun::Repeated(id) => return load(&caller.app.db.read, caller, id).await,
    };
    let seen = load(&change.transaction, caller, id).await?;
    if !policy::may(&caller.viewer, Act::RecordInspection, &types::owner(&seen)) {
        return Err(change.deny(caller, "correctInspection", "Inspection", Some(id)).await);
    }
    if seen.version != version {
        return Err(Failure::Conflict);
    }
    let mut checks = Checks::default();
    let reason = checks.text("reason", reason, input::LONG);
    let parts = parts_of(&change.transaction, id).await?;
    let mut prepared = match (prepare(&change, caller, &seen, &parts, outing).await, checks.into_problems()) {
        (Ok(prepared), none) if none.is_empty() => prepared,
        (Ok(_), problems) => return Err(problems.into()),
        (Err(Failure::Rejected(more)), problems) => {
            return Err(problems.into_iter().chain(more).collect::<Vec<_>>().into());
        }
        (Err(failure), _) => return Err(failure),
    };
    prepared.row.version += 1;
    let mut row = prepared.row.clone().into_active_model().reset_all();
    row.id = NotSet;
    let saved = inspection::Entity::update_many()
        .set(row)
        .filter(inspection::Column::Id.eq(id))
        .filter(inspection::Column::Version.eq(version))
        .exec(&change.transaction)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Failure::Conflict);
    }
    remove_parts(&change.transaction, id).await?;
    prepared.save_parts(&change).await?;
    let after = facts(&prepared.row, &prepared.parts);
    let detail = json!({ "reason": reason, "before": facts(&seen, &parts), "after": after });
    commit(change, "correctInspection", id, detail).await?;
    Ok(prepared.row)
}

async fn commit(change: Change, action: &str, id: Uuid, detail: Value) -> Result<(), Failure> {
    let record = Record { action: action.to_owned(), object_type: "Inspection", object_id: Some(id), detail };
    change.commit(record).await
}

async fn load(
    connection: &impl ConnectionTrait,
    caller: &Caller,
    id: Uuid,
) -> Result<inspection::Model, Failure> {
    let found = inspection::Entity::find_by_id(id).filter(visible(&caller.records())).one(connection).await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

async fn parts_of(connection: &impl ConnectionTrait, id: Uuid) -> Result<Parts, DbErr> {
    let departments = inspection_department::Entity::find()
        .filter(inspection_department::Column::InspectionId.eq(id))
        .all(connection)
        .await?;
    let officers = inspection_officer::Entity::find()
        .filter(inspection_officer::Column::InspectionId.eq(id))
        .order_by_asc(inspection_officer::Column::Id)
        .all(connection)
        .await?;
    let premises = inspected_premises::Entity::find()
        .filter(inspected_premises::Column::InspectionId.eq(id))
        .order_by_asc(inspected_premises::Column::Ordinal)
        .all(connection)
        .await?;
    Ok(Parts { departments: departments.iter().map(|link| link.department_id).collect(), officers, premises })
}

async fn remove_parts(connection: &impl ConnectionTrait, id: Uuid) -> Result<(), DbErr> {
    inspection_department::Entity::delete_many()
        .filter(inspection_department::Column::InspectionId.eq(id))
        .exec(connection)
        .await?;
    inspection_officer::Entity::delete_many()
        .filter(inspection_officer::Column::InspectionId.eq(id))
        .exec(connection)
        .await?;
    inspected_premises::Entity::delete_many()
        .filter(inspected_premises::Column::InspectionId.eq(id))
        .exec(connection)
        .await?;
    Ok(())
}

/// What the audit log keeps of an inspection.
fn facts(row: &inspection::Model, parts: &Parts) -> Value {
    let officers: Vec<_> =
        parts.officers.iter().map(|one| json!([one.user_id, one.certificate_number])).collect();
    let premises: Vec<_> = parts
        .premises
        .iter()
        .map(|one| json!([one.name, one.address, one.party_id, one.result, one.note]))
        .collect();
    json!({
        "actionId": row.action_id,
        "inspectedOn": row.inspected_on,
        "place": row.place,
        "goodsChecked": row.goods_checked,
        "goodsCheckedAtLeast": row.goods_checked_at_least,
        "findings": row.findings,
        "departments": parts.departments,
        "officers": officers,
        "premises": premises,
    })
}

/// A checked inspection, ready to be saved.
struct Prepared {
    row: inspection::Model,
    departments: Vec<department::Model>,
    parts: Parts,
    action: Option<joint_action::Model>,
}

/// Checks `outing` for the inspection `row` as it stands with its `parts`; all problems at once.
async fn prepare(
    change: &Change,
    caller: &Caller,
    row: &inspection::Model,
    parts: &Parts,
    outing: Outing,
) -> Result<Prepared, Failure> {
    let transaction = &change.transaction;
    let mut checks = Checks::default();
    let place = checks.text("place", &outing.place, input::PLACE);
    let findings = checks.optional("findings", outing.findings.as_deref(), input::LONG);
    checks.happened("inspectedOn", outing.inspected_on, change.today);
    checks.count("goodsChecked.value", outing.goods_checked);
    checks.length("participantIds", outing.participant_ids.len());
    checks.length("officerIds", outing.officer_ids.len());
    checks.length("premises", outing.premises.len());

    let (departments, problems) = participation::participants(
        transaction,
        row.department_id,
        &outing.participant_ids,
        &parts.departments,
        "participantIds",
    )
    .await?;
    checks.extend(problems);

    let kept = parts.officers.iter().map(|one| one.user_id).collect();
    let people = people(transaction, &outing.officer_ids, &kept).await?;
    let inspecting: HashSet<Uuid> =
        departments.iter().filter(|one| !one.is_coordination_office).map(|one| one.id).collect();
    let (officers, problems) =
        rules::officers(outing.inspected_on, &outing.officer_ids, &people, &inspecting);
    checks.extend(problems);

    let (action, problems) = actions::service::within(
        transaction,
        caller,
        outing.action_id,
        row.department_id,
        ("inspectedOn", outing.inspected_on),
        row.action_id,
    )
    .await?;
    checks.extend(problems);

    let known = known_parties(transaction, caller, &outing.premises, parts).await?;
    let premises = premises(&mut checks, row.id, &outing.premises, &known, parts);
    checks.finish()?;

    // A part that stays keeps its key, so that whoever opened it finds it again.
    let officers = officers
        .into_iter()
        .map(|(user_id, certificate_number)| inspection_officer::Model {
            id: parts
                .officers
                .iter()
                .find(|one| one.user_id == user_id)
                .map_or_else(Uuid::now_v7, |one| one.id),
            inspection_id: row.id,
            user_id,
            certificate_number,
        })
        .collect();
    let row = inspection::Model {
        action_id: outing.action_id,
        inspected_on: outing.inspected_on,
        place,
        goods_checked: outing.goods_checked,
        goods_checked_at_least: outing.goods_checked_at_least,
        findings,
        ..row.clone()
    };
    let parts = Parts { departments: departments.iter().map(|one| one.id).collect(), officers, premises };
    Ok(Prepared { row, departments, parts, action })
}

/// The people whom `ids` name, with their certificates; `kept` are on the record already.
pub async fn people(
    transaction: &impl ConnectionTrait,
    ids: &[Uuid],
    kept: &HashSet<Uuid>,
) -> Result<HashMap<Uuid, Officer>, DbErr> {
    let mut certificates: HashMap<Uuid, Vec<Certificate>> = HashMap::new();
    for row in certificate::Entity::find()
        .filter(certificate::Column::UserId.is_in(ids.iter().copied()))
        .all(transaction)
        .await?
    {
        certificates.entry(row.user_id).or_default().push(Certificate {
            number: row.number,
            valid_from: row.valid_from,
            valid_to: row.valid_to,
        });
    }
    let users =
        user::Entity::find().filter(user::Column::Id.is_in(ids.iter().copied())).all(transaction).await?;
    let officer = |row: user::Model| {
        let officer = Officer {
            enforces: row.active && matches!(row.role, Role::Officer | Role::DepartmentHead),
            kept: kept.contains(&row.id),
            certificates: certificates.remove(&row.id).unwrap_or_default(),
            name: row.display_name,
            department_id: row.department_id,
        };
        (row.id, officer)
    };
    Ok(users.into_iter().map(officer).collect())
}

/// The parties that the visits may name, each with the one that it means: those that the caller sees, where
/// one was merged its survivor, and those on record already.
async fn known_parties(
    transaction: &impl ConnectionTrait,
    caller: &Caller,
    visits: &[Visit],
    parts: &Parts,
) -> Result<HashMap<Uuid, Uuid>, DbErr> {
    let mut known: HashMap<Uuid, Uuid> =
        parts.premises.iter().filter_map(|one| one.party_id).map(|id| (id, id)).collect();
    let named: Vec<Uuid> =
        visits.iter().filter_map(|visit| visit.party_id).filter(|id| !known.contains_key(id)).collect();
    if !named.is_empty() {
        let seen: Vec<(Uuid, Option<Uuid>)> = party::Entity::find()
            .select_only()
            .columns([party::Column::Id, party::Column::MergedIntoId])
            .filter(party::Column::Id.is_in(named))
            .filter(parties::queries::visible(&caller.records()))
            .into_tuple()
            .all(transaction)
            .await?;
        known.extend(seen.into_iter().map(|(id, survivor)| (id, survivor.unwrap_or(id))));
    }
    Ok(known)
}

fn premises(
    checks: &mut Checks,
    inspection_id: Uuid,
    visits: &[Visit],
    known: &HashMap<Uuid, Uuid>,
    parts: &Parts,
) -> Vec<inspected_premises::Model> {
    if visits.is_empty() {
        checks.add(Problem::required("premises"));
    }
    let mut rows = Vec::with_capacity(visits.len());
    for ((index, visit), ordinal) in visits.iter().enumerate().zip(1..) {
        let path = |field: &str| format!("premises.{index}.{field}");
        let party_id = visit.party_id.and_then(|id| known.get(&id).copied());
        if visit.party_id.is_some() && party_id.is_none() {
            checks.add(Problem::not_found(&path("partyId")));
        }
        let name = checks.text(&path("name"), &visit.name, input::NAME);
        let identity = rules::identity(party_id, &name);
        let before = parts.premises.get(index).filter(|one| one.identity == identity);
        rows.push(inspected_premises::Model {
            id: before.map_or_else(Uuid::now_v7, |one| one.id),
            inspection_id,
            ordinal,
            identity,
            name,
            address: checks.optional(&path("address"), visit.address.as_deref(), input::PLACE),
            party_id,
            result: visit.result,
            note: checks.optional(&path("note"), visit.note.as_deref(), input::LONG),
        });
    }
    rows
}

impl Prepared {
    /// Saves all that belongs to the inspection, whose own row is saved.
    async fn save_parts(&self, change: &Change) -> Result<(), Failure> {
        let transaction = &change.transaction;
        let links = self.departments.iter().map(|one| {
            inspection_department::Model { inspection_id: self.row.id, department_id: one.id }
                .into_active_model()
        });
        inspection_department::Entity::insert_many(links).exec_without_returning(transaction).await?;
        let texts: Vec<String> = texts(&self.row, &self.parts.premises, self.action.as_ref());
        search::index(transaction, SearchKind::Inspection, self.row.id, texts.iter().map(String::as_str))
            .await?;
        // Whoever inspected a party may see it, and keeps what was written down on the spot.
        let learnt: Vec<_> = self.parts.premises.iter().filter_map(learnt).collect();
        for department in &self.departments {
            let department = (department.id, department.region_key.as_str());
            parties::particulars::link(transaction, department, learnt.clone(), change.now).await?;
        }
        let officers = self.parts.officers.iter().map(|one| one.clone().into_active_model());
        inspection_officer::Entity::insert_many(officers).exec_without_returning(transaction).await?;
        let premises = self.parts.premises.iter().map(|one| one.clone().into_active_model());
        inspected_premises::Entity::insert_many(premises).exec_without_returning(transaction).await?;
        Ok(())
    }
}

/// What a visit tells of the party that it names.
fn learnt(visited: &inspected_premises::Model) -> Option<Learnt> {
    Some(Learnt {
        party_id: visited.party_id?,
        name: Some(visited.name.clone()),
        address: visited.address.clone(),
        ..Learnt::default()
    })
}

/// Under which texts an inspection is found.
pub fn texts(
    row: &inspection::Model,
    premises: &[inspected_premises::Model],
    action: Option<&joint_action::Model>,
) -> Vec<String> {
    let mut texts = vec![row.place.clone()];
    texts.extend(premises.iter().map(|one| one.name.clone()));
    texts.extend(row.findings.clone());
    texts.extend(action.into_iter().flat_map(|action| [action.code_name.clone(), action.name.clone()]));
    texts
}

/// Makes the inspections of `action` findable under its name as it is now.
pub async fn reindex(transaction: &impl ConnectionTrait, action: &joint_action::Model) -> Result<(), DbErr> {
    let rows = inspection::Entity::find()
        .filter(inspection::Column::ActionId.eq(action.id))
        .all(transaction)
        .await?;
    for row in rows {
        let premises = inspected_premises::Entity::find()
            .filter(inspected_premises::Column::InspectionId.eq(row.id))
            .order_by_asc(inspected_premises::Column::Ordinal)
            .all(transaction)
            .await?;
        let texts = texts(&row, &premises, Some(action));
        search::index(transaction, SearchKind::Inspection, row.id, texts.iter().map(String::as_str)).await?;
    }
    Ok(())
}
