//! Keeps the words by which cases are found true when what they name is renamed.

use std::collections::HashMap;

use entity::{case, case_party, department, enums::SearchKind, party, search_document};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::{OnConflict, Query},
};
use uuid::Uuid;

use super::service::searchable;
use crate::shared::search;

/// Cases indexed by one statement.
const AT_ONCE: usize = 200;

/// Indexes anew every case that names the party, in the transaction that renamed it.
pub async fn cases_of_party(transaction: &impl ConnectionTrait, party_id: Uuid) -> Result<(), DbErr> {
    let naming = Query::select()
        .column(case_party::Column::CaseId)
        .from(case_party::Entity)
        .and_where(case_party::Column::PartyId.eq(party_id))
        .to_owned();
    let cases = case::Entity::find()
        .find_also_related(department::Entity)
        .filter(case::Column::Id.in_subquery(naming))
        .all(transaction)
        .await?;
    for cases in cases.chunks(AT_ONCE) {
        let named = case_party::Entity::find()
            .find_also_related(party::Entity)
            .filter(case_party::Column::CaseId.is_in(cases.iter().map(|(case, _)| case.id)))
            .all(transaction)
            .await?;
        let mut names: HashMap<Uuid, Vec<String>> = HashMap::new();
        for (link, party) in named {
            names.entry(link.case_id).or_default().extend(party.map(|party| party.name));
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
