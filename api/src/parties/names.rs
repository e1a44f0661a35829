//! The dated names of a business. What is said of a day is said under the name in force on it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entity::{case_party, party, party_department, party_name};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use uuid::Uuid;

use super::rules::naming::in_force;

/// The names of `parties`, each party's in the order in which they began.
pub async fn of(
    db: &impl ConnectionTrait,
    parties: impl IntoIterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, Vec<party_name::Model>>, DbErr> {
    let rows = party_name::Entity::find()
        .filter(party_name::Column::PartyId.is_in(parties))
        .order_by_asc(party_name::Column::ValidFrom)
        .order_by_asc(party_name::Column::Id)
        .all(db)
        .await?;
    let mut names: BTreeMap<Uuid, Vec<party_name::Model>> = BTreeMap::new();
    for row in rows {
        names.entry(row.party_id).or_default().push(row);
    }
    Ok(names)
}

/// Records that the business `party` is called as it says, from `valid_from` on.
pub async fn record(
    db: &impl ConnectionTrait,
    party: &party::Model,
    valid_from: NaiveDate,
    (recorded_by_id, recorded_at): (Uuid, chrono::DateTime<chrono::Utc>),
) -> Result<(), DbErr> {
    let row = party_name::Model {
        id: Uuid::now_v7(),
        party_id: party.id,
        name: party.name.clone(),
        valid_from,
        recorded_by_id,
        recorded_at,
    };
    party_name::Entity::insert(row.into_active_model()).exec_without_returning(db).await?;
    Ok(())
}

/// Has the case call its parties as they were called on `day`, the day of its filing: a business by its name
/// in force, a person as the case's department calls them. Answers whether that changed anything.
pub async fn as_of(
    transaction: &DatabaseTransaction,
    case_id: Uuid,
    department_id: Uuid,
    day: NaiveDate,
) -> Result<bool, DbErr> {
    let links =
        case_party::Entity::find().filter(case_party::Column::CaseId.eq(case_id)).all(transaction).await?;
    let ids: Vec<Uuid> = links.iter().map(|link| link.party_id).collect();
    let dated = of(transaction, ids.iter().copied()).await?;
    let own: BTreeMap<Uuid, String> = party_department::Entity::find()
        .filter(party_department::Column::PartyId.is_in(ids))
        .filter(party_department::Column::DepartmentId.eq(department_id))
        .all(transaction)
        .await?
        .into_iter()
        .filter_map(|row| Some((row.party_id, row.name?)))
        .collect();
    let mut changed = false;
    for link in links {
        let dated = dated.get(&link.party_id).map(Vec::as_slice).unwrap_or_default();
        let name = in_force(dated, |name| name.valid_from, day).map(|name| name.name.clone());
        let name = name.or_else(|| own.get(&link.party_id).cloned());
        let Some(name) = name.filter(|name| *name != link.name) else { continue };
        let mut row = link.into_active_model();
        row.name = Set(name);
        row.update(transaction).await?;
        changed = true;
    }
    Ok(changed)
}
