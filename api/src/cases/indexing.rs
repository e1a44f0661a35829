//! Keeps the words by which cases are found true when what they name is renamed.

use std::collections::HashMap;

use entity::{case, case_party, department, enums::SearchKind, search_document};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict, Query},
};
use uuid::Uuid;

use super::service::searchable;
use crate::{parties, shared::search};

/// Cases indexed by one statement.
const AT_ONCE: usize = 200;

/// Indexes anew every case that names the party, in the transaction that renamed it: it is found under the
/// names that it shows, and under all that its businesses have or had.
pub async fn cases_of_party(transaction: &impl ConnectionTrait, party_id: Uuid) -> Result<(), DbErr> {
    let naming = Query::select()
        .column(case_party::Column::CaseId)
        .from(case_party::Entity)
        .and_where(case_party::Column::PartyId.eq(party_id))
        .to_owned();
    index(transaction, case::Column::Id.in_subquery(naming)).await
}

/// Indexes the case anew, in the transaction that wrote what it says.
pub async fn case(transaction: &impl ConnectionTrait, id: Uuid) -> Result<(), DbErr> {
    index(transaction, case::Column::Id.eq(id)).await
}

async fn index(transaction: &impl ConnectionTrait, which: Expr) -> Result<(), DbErr> {
    let cases =
        case::Entity::find().find_also_related(department::Entity).filter(which).all(transaction).await?;
    for cases in cases.chunks(AT_ONCE) {
        let named = case_party::Entity::find()
            .filter(case_party::Column::CaseId.is_in(cases.iter().map(|(case, _)| case.id)))
            .all(transaction)
            .await?;
        let mut names: HashMap<Uuid, Vec<String>> = HashMap::new();
        let dated = parties::names::of(transaction, named.iter().map(|link| link.party_id)).await?;
        for link in named {
            let of_case = names.entry(link.case_id).or_default();
            let dated = dated.get(&link.party_id).into_iter().flatten().map(|dated| dated.name.clone());
            for name in dated.chain([link.name]) {
                if !of_case.contains(&name) {
                    of_case.push(name);
                }
            }
        }
        let documents = cases.iter().filter_map(|(case, department)| {
            let parties = names.get(&case.id).map(Vec::as_slice).unwrap_or_default();
            let texts = searchable(case, department.as_ref()?, parties);
            Some(search::document(SearchKind::Case, case.id, texts))
        });
        search_document::Entity::insert_many(documents)
            .on_conflict(
                OnConflict::column(search_document::Column::EntityId)
                    .update_column(search_document::Column::Terms)
                    .to_owned(),
            )
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}
