//! Keeps the words by which cases are found true, and the places within which they are: written anew from
//! what stands in the database, by whoever changed any of it.

use std::collections::HashMap;

use entity::{case, case_department, case_party, department, enums::SearchKind, search_document};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, sea_query::Query};
use uuid::Uuid;

use crate::{
    parties,
    shared::search::{self, Place},
};

/// Cases indexed by one statement.
const AT_ONCE: usize = 200;

/// Indexes the case, in the transaction that changed what it says or who handles it.
pub async fn case(transaction: &impl ConnectionTrait, id: Uuid) -> Result<(), DbErr> {
    search::write(transaction, documents(transaction, &[id]).await?).await
}

/// Indexes anew every case that names the party, in the transaction that renamed it: it is found under the
/// names that it shows, and under all that its businesses have or had.
pub async fn cases_of_party(transaction: &impl ConnectionTrait, party_id: Uuid) -> Result<(), DbErr> {
    let naming = Query::select()
        .column(case_party::Column::CaseId)
        .from(case_party::Entity)
        .and_where(case_party::Column::PartyId.eq(party_id))
        .to_owned();
    let cases: Vec<Uuid> = case::Entity::find()
        .select_only()
        .column(case::Column::Id)
        .filter(case::Column::Id.in_subquery(naming))
        .into_tuple()
        .all(transaction)
        .await?;
    for cases in cases.chunks(AT_ONCE) {
        search::write(transaction, documents(transaction, cases).await?).await?;
    }
    Ok(())
}

/// What is searched for the cases with these `ids`.
pub async fn documents(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<Vec<search_document::ActiveModel>, DbErr> {
    let cases = case::Entity::find()
        .find_also_related(department::Entity)
        .filter(case::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let named = case_party::Entity::find()
        .filter(case_party::Column::CaseId.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let mut names: HashMap<Uuid, Vec<String>> = HashMap::new();
    let dated = parties::names::of(db, named.iter().map(|link| link.party_id)).await?;
    for link in named {
        let of_case = names.entry(link.case_id).or_default();
        let dated = dated.get(&link.party_id).into_iter().flatten().map(|dated| dated.name.clone());
        for name in dated.chain([link.name]) {
            if !of_case.contains(&name) {
                of_case.push(name);
            }
        }
    }
    let handling = case_department::Entity::find()
        .find_also_related(department::Entity)
        .filter(case_department::Column::CaseId.is_in(ids.iter().copied()))
        .all(db)
        .await?;
    let mut places: HashMap<Uuid, Vec<Place>> = HashMap::new();
    for (link, department) in handling {
        let place = department
            .map(|department| Place { region_key: department.region_key, department_id: department.id });
        places.entry(link.case_id).or_default().extend(place);
    }
    let document = move |(case, department): (case::Model, Option<department::Model>)| {
        let parties = names.get(&case.id).map(Vec::as_slice).unwrap_or_default();
        let mut places = places.remove(&case.id).unwrap_or_default();
        places.push(Place { region_key: case.region_key.clone(), department_id: case.department_id });
        let texts = searchable(&case, department.as_ref()?, parties);
        Some(search::document_in(SearchKind::Case, case.id, texts, &places))
    };
    Ok(cases.into_iter().filter_map(document).collect())
}

/// The texts under which a case is found; the generator of demonstration data indexes the same.
pub fn searchable<'a>(
    row: &'a case::Model,
    department: &'a department::Model,
    parties: &'a [String],
) -> impl Iterator<Item = &'a str> {
    let own = [row.number.as_str(), row.title.as_str(), department.short_name.as_str()];
    own.into_iter().chain(parties.iter().map(String::as_str)).chain(row.summary.as_deref())
}
