//! Inspections as they are recorded and corrected: what is stated of one, and what must hold of it.

use std::collections::{HashMap, HashSet};

use async_graphql::{ID, InputObject};
use chrono::NaiveDate;
use entity::{
    certificate, department,
    enums::{PremisesResult, Role},
    inspected_premises,
    inspection::{self, Model},
    inspection_officer, joint_action, party, user,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::rules::{self, Certificate, Officer};
use crate::{
    actions,
    parties::{self, particulars::Learnt},
    shared::{
        caller::Caller,
        errors::{Failure, Problem},
        ids::{self, Kind},
        input::{self, Checks},
        recorded::{self, Base, Draft, RecordAmountInput, Recorded, Recording, Saved},
        search,
        values::{Date, QuantityInput},
    },
};

/// Premises visited.
#[derive(InputObject)]
pub struct InspectedPremisesInput {
    /// The name, at most 200 characters.
    pub name: String,
    /// The address, at most 300 characters.
    pub address: Option<String>,
    /// The party on record.
    pub party_id: Option<ID>,
    /// What the visit led to.
    pub result: PremisesResult,
    /// What else was noted.
    pub note: Option<String>,
}

/// An outing as it is recorded.
#[derive(InputObject)]
pub struct Outing {
    /// The joint action that it belongs to.
    pub action_id: Option<ID>,
    /// The day, not in the future.
    pub inspected_on: Date,
    /// Where it went, at most 300 characters.
    pub place: String,
    /// The other departments that took part.
    #[graphql(default)]
    pub participant_ids: Vec<ID>,
    /// What else is counted of it, by indicators that are entered with such records.
    #[graphql(default)]
    pub amounts: Vec<RecordAmountInput>,
    /// The officers: at least two, each with a certificate valid on that day.
    pub officer_ids: Vec<ID>,
    /// The premises visited, at least one.
    pub premises: Vec<InspectedPremisesInput>,
    /// How many pieces of goods were checked.
    pub goods_checked: QuantityInput,
    /// What was found.
    pub findings: Option<String>,
}

/// What hangs on an inspection, and the action that it belongs to, under whose name it is found.
#[derive(Default)]
pub struct Parts {
    officers: Vec<inspection_officer::Model>,
    premises: Vec<inspected_premises::Model>,
    action: Option<joint_action::Model>,
}

impl Recording for inspection::Entity {
    type Stated = Outing;
    type Parts = Parts;

    fn refusal(department: &department::Model) -> Problem {
        match department.is_coordination_office {
            true => rules::office_cannot_inspect(),
            false => Problem::forbidden(""),
        }
    }

    fn participants(outing: &Outing) -> &[ID] {
        &outing.participant_ids
    }

    fn amounts(outing: &Outing) -> &[RecordAmountInput] {
        &outing.amounts
    }

    fn row(base: Base, outing: &Outing, checks: &mut Checks, today: NaiveDate) -> Model {
        let place = checks.text("place", &outing.place, input::PLACE);
        let findings = checks.optional("findings", outing.findings.as_deref(), input::LONG);
        checks.happened("inspectedOn", outing.inspected_on.0, today);
        checks.count("goodsChecked.value", outing.goods_checked.value);
        checks.length("officerIds", outing.officer_ids.len());
        checks.length("premises", outing.premises.len());
        Model {
            id: base.id,
            region_id: base.region_id,
            region_key: base.region_key,
            department_id: base.department_id,
            action_id: ids::optional(Kind::JointAction, &outing.action_id),
            inspected_on: outing.inspected_on.0,
            place,
            goods_checked: outing.goods_checked.value,
            goods_checked_at_least: outing.goods_checked.at_least,
            findings,
            recorded_by_id: base.recorded_by_id,
            recorded_at: base.recorded_at,
            version: base.version,
        }
    }

    async fn check(draft: Draft<'_, Self>, checks: &mut Checks) -> Result<Parts, DbErr> {
        let (none, transaction) = (Parts::default(), &draft.change.transaction);
        let before = draft.before.map_or(&none, |before| &before.parts);
        let officers = officers(&draft, before, checks).await?;
        let (action, problems) = actions::naming::within(
            transaction,
            draft.caller,
            draft.row.action_id,
            draft.row.department_id,
            ("inspectedOn", draft.row.inspected_on),
            draft.action_before(),
        )
        .await?;
        checks.extend(problems);
        let visits = &draft.stated.premises;
        let known = known_parties(transaction, draft.caller, visits, before).await?;
        let premises = premises(checks, draft.row.id, visits, &known, before);
        Ok(Parts { officers, premises, action })
    }

    async fn parts(transaction: &DatabaseTransaction, id: Uuid) -> Result<Parts, DbErr> {
        let officers = recorded::parts_of::<inspection_officer::Entity>(transaction, id).await?;
        let premises = recorded::parts_of::<inspected_premises::Entity>(transaction, id).await?;
        Ok(Parts { officers, premises, action: None })
    }

    async fn save(saved: Saved<'_, Self>, parts: &Parts) -> Result<(), Failure> {
        // Whoever inspected a party may see it, and keeps what was written down on the spot.
        let learnt: Vec<_> = parts.premises.iter().filter_map(learnt).collect();
        let (transaction, now) = (&saved.change.transaction, saved.change.now);
        for department in saved.departments {
            let department = (department.id, department.region_key.as_str());
            parties::particulars::link(transaction, department, learnt.clone(), now).await?;
        }
        saved.replace::<inspection_officer::Entity>(&parts.officers).await?;
        saved.replace::<inspected_premises::Entity>(&parts.premises).await?;
        Ok(())
    }

    fn texts<'a>(row: &'a Model, parts: &'a Parts) -> Vec<&'a str> {
        texts(row, &parts.premises, parts.action.as_ref())
    }

    fn facts(row: &Model, parts: &Parts) -> Value {
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
            "officers": officers,
            "premises": premises,
        })
    }
}

/// The officers of the outing, each with the certificate that was valid on its day.
async fn officers(
    draft: &Draft<'_, inspection::Entity>,
    before: &Parts,
    checks: &mut Checks,
) -> Result<Vec<inspection_officer::Model>, DbErr> {
    let named = ids::people(&draft.stated.officer_ids);
    let kept = before.officers.iter().map(|one| one.user_id).collect();
    let people = people(&draft.change.transaction, &named, &kept).await?;
    let inspecting: HashSet<Uuid> =
        draft.departments.iter().filter(|one| !one.is_coordination_office).map(|one| one.id).collect();
    let (officers, problems) = rules::officers(draft.row.inspected_on, &named, &people, &inspecting);
    checks.extend(problems);
    let officer = |(user_id, certificate_number)| inspection_officer::Model {
        // A part that stays keeps its key, so that whoever opened it finds it again.
        id: before.officers.iter().find(|one| one.user_id == user_id).map_or_else(Uuid::now_v7, |one| one.id),
        inspection_id: draft.row.id,
        user_id,
        certificate_number,
    };
    Ok(officers.into_iter().map(officer).collect())
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
    visits: &[InspectedPremisesInput],
    before: &Parts,
) -> Result<HashMap<Uuid, Uuid>, DbErr> {
    let mut known: HashMap<Uuid, Uuid> =
        before.premises.iter().filter_map(|one| one.party_id).map(|id| (id, id)).collect();
    let named: Vec<Uuid> = visits
        .iter()
        .filter_map(InspectedPremisesInput::party)
        .filter(|id| !known.contains_key(id))
        .collect();
    if !named.is_empty() {
        let seen: Vec<(Uuid, Option<Uuid>)> = party::Entity::find()
            .select_only()
            .columns([party::Column::Id, party::Column::MergedIntoId])
            .filter(party::Column::Id.is_in(named))
            .filter(parties::sight::visible(&caller.records()))
            .into_tuple()
            .all(transaction)
            .await?;
        known.extend(seen.into_iter().map(|(id, survivor)| (id, survivor.unwrap_or(id))));
    }
    Ok(known)
}

impl InspectedPremisesInput {
    fn party(&self) -> Option<Uuid> {
        ids::optional(Kind::Party, &self.party_id)
    }
}

fn premises(
    checks: &mut Checks,
    inspection_id: Uuid,
    visits: &[InspectedPremisesInput],
    known: &HashMap<Uuid, Uuid>,
    before: &Parts,
) -> Vec<inspected_premises::Model> {
    if visits.is_empty() {
        checks.add(Problem::required("premises"));
    }
    let mut rows = Vec::with_capacity(visits.len());
    for ((index, visit), ordinal) in visits.iter().enumerate().zip(1..) {
        let path = |field: &str| format!("premises.{index}.{field}");
        let party_id = visit.party().and_then(|id| known.get(&id).copied());
        if visit.party_id.is_some() && party_id.is_none() {
            checks.add(Problem::not_found(&path("partyId")));
        }
        let name = checks.text(&path("name"), &visit.name, input::NAME);
        let identity = rules::identity(party_id, &name);
        let before = before.premises.get(index).filter(|one| one.identity == identity);
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
pub fn texts<'a>(
    row: &'a Model,
    premises: &'a [inspected_premises::Model],
    action: Option<&'a joint_action::Model>,
) -> Vec<&'a str> {
    let mut texts = vec![row.place.as_str()];
    texts.extend(premises.iter().map(|one| one.name.as_str()));
    texts.extend(row.findings.as_deref());
    texts.extend(action.into_iter().flat_map(|action| [action.code_name.as_str(), action.name.as_str()]));
    texts
}

/// Makes the inspections of `action` findable under its name as it is now.
pub async fn reindex(transaction: &impl ConnectionTrait, action: &joint_action::Model) -> Result<(), DbErr> {
    let rows = inspection::Entity::find()
        .filter(inspection::Column::ActionId.eq(action.id))
        .all(transaction)
        .await?;
    for row in rows {
        let premises = recorded::parts_of::<inspected_premises::Entity>(transaction, row.id).await?;
        let texts = texts(&row, &premises, Some(action));
        search::index(transaction, inspection::Entity::SEARCH, row.id, texts).await?;
    }
    Ok(())
}
