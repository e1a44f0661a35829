//! Makes anew what was written for search under an earlier form of terms: when the server starts on a database
//! of before. It goes on where it was stopped.

use std::collections::{BTreeMap, HashMap};

use entity::{
    action_task, department, enums::SearchKind, inspected_premises, inspection, joint_action, party,
    party_department, publicity_event, search_document, seized_goods, seizure, training, user,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    actions, cases, inspections, parties, seizures,
    shared::{db::Database, loaders::grouped, recorded::Recording, search},
};

/// How many documents are made anew in one transaction.
const AT_ONCE: u64 = 500;

/// Makes every document of an earlier form anew; answers how many there were.
///
/// # Errors
///
/// The database's.
pub async fn complete(db: &Database) -> Result<u64, DbErr> {
    let mut done = 0;
    loop {
        let stale: Vec<(i64, SearchKind, Uuid)> = search_document::Entity::find()
            .select_only()
            .columns([
                search_document::Column::Id,
                search_document::Column::Kind,
                search_document::Column::EntityId,
            ])
            .filter(search_document::Column::Form.lt(search::FORM))
            .order_by_asc(search_document::Column::Form)
            .order_by_asc(search_document::Column::Id)
            .limit(AT_ONCE)
            .into_tuple()
            .all(db.current())
            .await?;
        if stale.is_empty() {
            return Ok(done);
        }
        if done == 0 {
            tracing::info!("making the search index anew");
        }
        let transaction = db.begin().await?;
        let mut by_kind: BTreeMap<String, (SearchKind, Vec<Uuid>)> = BTreeMap::new();
        for (_, kind, id) in &stale {
            by_kind.entry(format!("{kind:?}")).or_insert((*kind, Vec::new())).1.push(*id);
        }
        for (kind, ids) in by_kind.into_values() {
            search::write(&transaction, documents(&transaction, kind, &ids).await?).await?;
        }
        // Also those whose object is gone, so that nobody asks again.
        search_document::Entity::update_many()
            .col_expr(search_document::Column::Form, Expr::val(search::FORM))
            .filter(search_document::Column::Id.is_in(stale.iter().map(|(id, ..)| *id)))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        done += stale.len() as u64;
        if done.is_multiple_of(100 * AT_ONCE) {
            tracing::info!(done, "making the search index anew");
        }
    }
}

/// What is searched for the objects of `kind` with these `ids`.
async fn documents(
    db: &impl ConnectionTrait,
    kind: SearchKind,
    ids: &[Uuid],
) -> Result<Vec<search_document::ActiveModel>, DbErr> {
    let ids = || ids.iter().copied();
    Ok(match kind {
        SearchKind::Case => cases::indexing::documents(db, &ids().collect::<Vec<_>>()).await?,
        SearchKind::Party => {
            let rows = party::Entity::find().filter(party::Column::Id.is_in(ids())).all(db).await?;
            parties::service::documents(db, &rows).await?
        }
        SearchKind::PartyParticulars => {
            let rows = party_department::Entity::find().filter(party_department::Column::Id.is_in(ids()));
            rows.all(db).await?.iter().map(parties::particulars::document).collect()
        }
        SearchKind::JointAction => {
            let rows = joint_action::Entity::find().filter(joint_action::Column::Id.is_in(ids()));
            let tasks = action_task::Entity::find().filter(action_task::Column::ActionId.is_in(ids()));
            let tasks = grouped(tasks.all(db).await?, |task| task.action_id);
            let document = |row: joint_action::Model| {
                let texts = actions::service::texts(&row, of(&tasks, row.id));
                search::document(kind, row.id, texts.iter().map(String::as_str))
            };
            rows.all(db).await?.into_iter().map(document).collect()
        }
        SearchKind::Inspection => {
            let rows = inspection::Entity::find()
                .find_also_related(joint_action::Entity)
                .filter(inspection::Column::Id.is_in(ids()));
            let premises = inspected_premises::Entity::find()
                .filter(inspected_premises::Column::InspectionId.is_in(ids()))
                .order_by_asc(inspected_premises::Column::Ordinal);
            let premises = grouped(premises.all(db).await?, |one| one.inspection_id);
            let document = |(row, action): (inspection::Model, Option<joint_action::Model>)| {
                let texts = inspections::service::texts(&row, of(&premises, row.id), action.as_ref());
                search::document(kind, row.id, texts)
            };
            rows.all(db).await?.into_iter().map(document).collect()
        }
        SearchKind::Training => {
            let rows = training::Entity::find().filter(training::Column::Id.is_in(ids())).all(db).await?;
            let document = |row: &training::Model| {
                search::document(kind, row.id, training::Entity::texts(row, &Vec::new()))
            };
            rows.iter().map(document).collect()
        }
        SearchKind::PublicityEvent => {
            let rows = publicity_event::Entity::find().filter(publicity_event::Column::Id.is_in(ids()));
            let document = |row: &publicity_event::Model| {
                search::document(kind, row.id, publicity_event::Entity::texts(row, &()))
            };
            rows.all(db).await?.iter().map(document).collect()
        }
        SearchKind::Seizure => {
            let rows = seizure::Entity::find().filter(seizure::Column::Id.is_in(ids())).all(db).await?;
            let goods = seized_goods::Entity::find().filter(seized_goods::Column::SeizureId.is_in(ids()));
            let goods = grouped(goods.all(db).await?, |one| one.seizure_id);
            let document = |row: &seizure::Model| {
                search::document(kind, row.id, seizures::service::searchable(row, of(&goods, row.id)))
            };
            rows.iter().map(document).collect()
        }
        SearchKind::Department => {
            let rows = department::Entity::find().filter(department::Column::Id.is_in(ids())).all(db).await?;
            let document = |row: &department::Model| {
                search::document(kind, row.id, [row.name.as_str(), row.short_name.as_str()])
            };
            rows.iter().map(document).collect()
        }
        SearchKind::User => {
            let rows = user::Entity::find().filter(user::Column::Id.is_in(ids())).all(db).await?;
            let document = |row: &user::Model| {
                search::document(kind, row.id, [row.display_name.as_str(), row.username.as_str()])
            };
            rows.iter().map(document).collect()
        }
    })
}

fn of<T>(groups: &HashMap<Uuid, Vec<T>>, id: Uuid) -> &[T] {
    groups.get(&id).map(Vec::as_slice).unwrap_or_default()
}
