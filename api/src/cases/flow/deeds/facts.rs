//! What the rules must know of a case and of who does something in it, as rows say it.

use std::collections::{BTreeSet, HashMap};

use entity::{case, case_event, case_party, enums, party, party_department};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    redaction::Known,
    rules::{Particulars, Rights},
};
use crate::{
    cases::sight::owner,
    parties::particulars,
    shared::{
        caller::Caller,
        policy::{self, Act, Owner, Scope},
    },
};

/// What the rules of deeds must know of the case.
pub fn particulars(row: &case::Model, happened: &[case_event::Model], named_informant: bool) -> Particulars {
    let was = |kind| happened.iter().any(|event| event.kind == kind);
    Particulars {
        named_informant,
        informant_told: was(enums::CaseEventKind::Informant),
        published: was(enums::CaseEventKind::Publication),
        typical: row.mark_typical,
    }
}

/// What the rules of deeds must know of who asks.
pub fn rights(caller: &Caller, row: &case::Model, jointly: bool) -> Rights {
    let works_as = if jointly { Owner::own(&caller.viewer) } else { owner(row) };
    Rights {
        may_contribute: policy::may(&caller.viewer, Act::ContributeToCase, &works_as),
        may_mark: policy::may(&caller.viewer, Act::MarkTypicalCase, &owner(row)),
    }
}

/// Whether the caller's department handles the case jointly (联合办案).
pub async fn handles_jointly(
    db: &impl ConnectionTrait,
    caller: &Caller,
    row: &case::Model,
) -> Result<bool, DbErr> {
    let department_id = caller.viewer.department_id;
    if department_id == row.department_id || row.co_handler_count == 0 {
        return Ok(false);
    }
    let part = entity::case_department::Entity::find_by_id((row.id, department_id)).one(db).await?;
    Ok(part.is_some_and(|part| part.role == enums::CaseDepartmentRole::CoHandler))
}

/// Everybody who has a part in the case.
pub async fn respondents(db: &impl ConnectionTrait, row: &case::Model) -> Result<Vec<Part>, DbErr> {
    let mut parts = parts(db, &[(row.id, row.department_id)]).await?;
    Ok(parts.remove(&row.id).unwrap_or_default())
}

/// The same of each of these cases, beside whose department it is.
pub async fn parts(
    db: &impl ConnectionTrait,
    cases: &[(Uuid, Uuid)],
) -> Result<HashMap<Uuid, Vec<Part>>, DbErr> {
    let rows = case_party::Entity::find()
        .find_also_related(party::Entity)
        .filter(case_party::Column::CaseId.is_in(cases.iter().map(|(id, _)| *id)))
        .all(db)
        .await?;
    let mut parts: HashMap<Uuid, Vec<Part>> = HashMap::new();
    for department_id in cases.iter().map(|(_, department_id)| *department_id).collect::<BTreeSet<_>>() {
        let own: BTreeSet<Uuid> =
            cases.iter().filter(|(_, other)| *other == department_id).map(|(id, _)| *id).collect();
        let links = || rows.iter().filter(|(link, _)| own.contains(&link.case_id));
        let scope = Scope::Department(department_id);
        let kept = particulars::of(db, &scope, links().map(|(link, _)| link.party_id)).await?;
        for (link, party) in links() {
            let Some(party) = party.clone() else { continue };
            let kept = kept.get(&link.party_id).and_then(|rows| rows.first()).cloned();
            parts.entry(link.case_id).or_default().push(Part { party, link: link.clone(), kept });
        }
    }
    Ok(parts)
}

/// What must not be read in a text about them, and what may.
pub fn known(parts: &[Part]) -> Known {
    let mut known = Known::default();
    for Part { link, party, kept } in parts {
        let kept = kept.as_ref();
        known.telephones.extend(kept.and_then(|kept| kept.phone.clone()));
        known.names.extend(kept.and_then(|kept| kept.legal_representative.clone()));
        if party.kind == enums::PartyKind::Person {
            known.names.push(link.name.clone());
            known.names.extend(kept.and_then(|kept| kept.name.clone()).filter(|name| *name != link.name));
            known.homes.extend(kept.and_then(|kept| kept.address.clone()));
        }
        known.kept.extend(party.credit_code.clone());
    }
    known
}

/// As whose the case is judged when `caller` adds something to it: for who handles it jointly, as their
/// own department's; otherwise as its department's. Steps and approvals remain the owner's.
pub async fn works_as(db: &impl ConnectionTrait, caller: &Caller, row: &case::Model) -> Result<Owner, DbErr> {
    let jointly = handles_jointly(db, caller, row).await?;
    Ok(if jointly { Owner::own(&caller.viewer) } else { owner(row) })
}

/// Somebody who has a part in a case.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its part.
    pub link: case_party::Model,
    /// The party.
    pub party: party::Model,
    /// What the case's department keeps of them.
    pub kept: Option<party_department::Model>,
}
