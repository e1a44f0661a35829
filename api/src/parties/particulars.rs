//! What each department keeps of a party as its own: address, telephone, legal representative, remarks, and
//! of a person the name. A department reads its own, an office those of the departments of its region and
//! below; nobody reads anybody else's. Whoever records or uses a party is linked by such a row, and so may
//! see the party.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use entity::{
    department,
    enums::{PartyKind, SearchKind},
    party, party_department, search_document,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, IntoActiveModel, Order, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict, Query, SelectStatement},
};
use uuid::Uuid;

use super::{rules::likeness, sight::within, twins};
use crate::shared::{
    policy::Scope,
    search::{self, Place},
};

/// What a person is called by who has no name of theirs: a person's name is never shared.
pub const UNNAMED: &str = "个人";

/// The value of `column` in the row within `scope` that was written last, of the party of the statement
/// around it.
pub fn shown(scope: &Scope, column: party_department::Column) -> SelectStatement {
    let of = (party_department::Entity, party_department::Column::PartyId);
    Query::select()
        .expr(Expr::col((party_department::Entity, column)))
        .from(party_department::Entity)
        .and_where(Expr::col(of).equals((party::Entity, party::Column::Id)))
        .cond_where(within(scope))
        .order_by((party_department::Entity, party_department::Column::ChangedAt), Order::Desc)
        .order_by((party_department::Entity, party_department::Column::Id), Order::Desc)
        .limit(1)
        .to_owned()
}

/// The rows of `parties` within `scope`, the last written first: what is shown of each is its first.
pub async fn of(
    db: &impl ConnectionTrait,
    scope: &Scope,
    parties: impl IntoIterator<Item = Uuid>,
) -> Result<BTreeMap<Uuid, Vec<party_department::Model>>, DbErr> {
    let rows = party_department::Entity::find()
        .filter(party_department::Column::PartyId.is_in(parties))
        .filter(within(scope))
        .order_by_desc(party_department::Column::ChangedAt)
        .order_by_desc(party_department::Column::Id)
        .all(db)
        .await?;
    let mut of: BTreeMap<Uuid, Vec<party_department::Model>> = BTreeMap::new();
    for row in rows {
        of.entry(row.party_id).or_default().push(row);
    }
    Ok(of)
}

/// The party as who reads these rows calls it.
pub fn name<'a>(party: &'a party::Model, rows: &'a [party_department::Model]) -> &'a str {
    rows.first().and_then(|row| row.name.as_deref()).unwrap_or(&party.name)
}

/// What a department learns of a party.
#[derive(Clone, Debug, Default)]
pub struct Learnt {
    /// Of which.
    pub party_id: Uuid,
    /// Its name; kept of a person only.
    pub name: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The legal representative.
    pub legal_representative: Option<String>,
    /// The region in which it is.
    pub region_id: Option<Uuid>,
    /// What else there is to say.
    pub remarks: Option<String>,
}

/// A row of `department`'s.
pub fn row(
    department: (Uuid, &str),
    kind: PartyKind,
    learnt: Learnt,
    at: DateTime<Utc>,
    places: &likeness::Places,
) -> party_department::Model {
    let mut row = party_department::Model {
        id: Uuid::now_v7(),
        party_id: learnt.party_id,
        department_id: department.0,
        region_key: department.1.to_owned(),
        since: at,
        name: learnt.name.filter(|_| kind == PartyKind::Person),
        address: learnt.address,
        phone: learnt.phone,
        legal_representative: learnt.legal_representative,
        region_id: learnt.region_id,
        remarks: learnt.remarks,
        name_key: String::new(),
        phone_key: None,
        address_key: String::new(),
        changed_at: at,
        version: 1,
    };
    set_keys(&mut row, places);
    row
}

/// Sets what of the row is compared.
pub fn set_keys(row: &mut party_department::Model, places: &likeness::Places) {
    row.name_key = row
        .name
        .as_deref()
        .map_or_else(String::new, |name| likeness::name_key(PartyKind::Person, name, places));
    row.phone_key = Some(likeness::phone_key(row.phone.as_deref()));
    row.address_key = likeness::address_key(row.address.as_deref(), places);
}

/// Lets the department (its key, and its region's) see the parties of which it learnt. What it keeps of them
/// already stays as it is.
pub async fn link(
    db: &impl ConnectionTrait,
    department: (Uuid, &str),
    learnt: Vec<Learnt>,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let ids: BTreeSet<Uuid> = learnt.iter().map(|one| one.party_id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let kept: BTreeSet<Uuid> = party_department::Entity::find()
        .select_only()
        .column(party_department::Column::PartyId)
        .filter(party_department::Column::PartyId.is_in(ids.iter().copied()))
        .filter(party_department::Column::DepartmentId.eq(department.0))
        .into_tuple()
        .all(db)
        .await?
        .into_iter()
        .collect();
    if ids.is_subset(&kept) {
        return Ok(());
    }
    let kinds: BTreeMap<Uuid, PartyKind> = party::Entity::find()
        .select_only()
        .columns([party::Column::Id, party::Column::Kind])
        .filter(party::Column::Id.is_in(ids.difference(&kept).copied()))
        .into_tuple()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let places = twins::places(db).await?;
    let mut once = kept;
    let new = learnt.into_iter().filter(|one| once.insert(one.party_id));
    let rows: Vec<_> =
        new.filter_map(|one| Some(row(department, *kinds.get(&one.party_id)?, one, at, &places))).collect();
    insert(db, rows).await
}

/// Writes new rows, and makes them findable; where two departments' officers write at once, the first stays.
async fn insert(db: &impl ConnectionTrait, rows: Vec<party_department::Model>) -> Result<(), DbErr> {
    for row in rows {
        let inserted = party_department::Entity::insert(row.clone().into_active_model())
            .on_conflict(
                OnConflict::columns([
                    party_department::Column::PartyId,
                    party_department::Column::DepartmentId,
                ])
                .do_nothing()
                .to_owned(),
            )
            .exec_without_returning(db)
            .await?;
        if inserted > 0 {
            index(db, &row).await?;
        }
    }
    Ok(())
}

/// Hands what the department `from` keeps of `parties`, each with its name in the case, over to
/// `department`, as its own from then on: who receives a case receives its file.
pub async fn hand_over(
    db: &impl ConnectionTrait,
    from: Uuid,
    department: &department::Model,
    parties: Vec<(Uuid, String)>,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    if parties.is_empty() {
        return Ok(());
    }
    let mut kept = of(db, &Scope::Department(from), parties.iter().map(|(id, _)| *id)).await?;
    let learnt = parties.into_iter().map(|(party_id, name)| {
        let of = kept.remove(&party_id).and_then(|rows| rows.into_iter().next());
        let known = of.map(|row| Learnt {
            address: row.address,
            phone: row.phone,
            legal_representative: row.legal_representative,
            region_id: row.region_id,
            ..Learnt::default()
        });
        Learnt { party_id, name: Some(name), ..known.unwrap_or_default() }
    });
    link(db, (department.id, &department.region_key), learnt.collect(), at).await
}

/// Makes the row findable for who may read it.
pub async fn index(db: &impl ConnectionTrait, row: &party_department::Model) -> Result<(), DbErr> {
    search::write(db, vec![document(row)]).await
}

/// What is searched for the row, where it may be read.
pub fn document(row: &party_department::Model) -> search_document::ActiveModel {
    let place = Place { region_key: row.region_key.clone(), department_id: row.department_id };
    search::document_in(SearchKind::PartyParticulars, row.id, searchable(row), &[place])
}

/// The texts under which a department finds a party, beside those that are shared.
fn searchable(row: &party_department::Model) -> impl Iterator<Item = &str> {
    [&row.name, &row.address, &row.phone, &row.legal_representative].into_iter().filter_map(Option::as_deref)
}

/// The departments that keep something of the party, each with its region's key.
pub async fn linked(db: &impl ConnectionTrait, party_id: Uuid) -> Result<Vec<(Uuid, String)>, DbErr> {
    party_department::Entity::find()
        .select_only()
        .columns([party_department::Column::DepartmentId, party_department::Column::RegionKey])
        .filter(party_department::Column::PartyId.eq(party_id))
        .into_tuple()
        .all(db)
        .await
}

/// The regions of the departments that keep something of the party: whose log an act on it belongs to.
pub async fn regions(db: &impl ConnectionTrait, party_id: Uuid) -> Result<BTreeSet<String>, DbErr> {
    Ok(linked(db, party_id).await?.into_iter().map(|(_, region_key)| region_key).collect())
}
