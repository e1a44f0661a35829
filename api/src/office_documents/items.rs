//! What departments offer for the bulletin (简报稿件).

use entity::{
    bulletin_item::{Entity, Model},
    enums::NotificationKind,
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter};
use serde_json::json;
use uuid::Uuid;

use super::sight::visible_items;
use crate::{
    notifications::service::{Note, Recipient, notify},
    shared::{
        audit::Record,
        caller::{Caller, IdempotencyKey},
        change::{self, Begun},
        errors::{Failure, Problem},
        input::{Checks, LONG, NAME},
        language::text,
        policy::{self, Act, Owner},
    },
};

const OBJECT: &str = "BulletinItem";

/// The item with `id`, where the caller may see it.
///
/// # Errors
///
/// The database's.
pub async fn find(db: &impl ConnectionTrait, caller: &Caller, id: Uuid) -> Result<Option<Model>, DbErr> {
    Entity::find_by_id(id).filter(visible_items(&caller.records())).one(db).await
}

/// Offers an item to the office of the caller's region, which is told.
///
/// # Errors
///
/// Where the caller may not, or something is wrong with it.
pub async fn offer(
    caller: &Caller,
    (title, words): (&str, &str),
    key: Option<IdempotencyKey>,
) -> Result<Model, Failure> {
    const MUTATION: &str = "offerBulletinItem";
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => {
            let found = find(&caller.app.db.read, caller, id).await?;
            return found.ok_or_else(|| Problem::not_found("id").into());
        }
        Begun::Fresh(change) => change,
    };
    if !policy::may(&caller.viewer, Act::AnswerOfficeDocument, &Owner::own(&caller.viewer)) {
        return Err(change.deny(caller, MUTATION, OBJECT, None).await);
    }
    let mut checks = Checks::default();
    let row = Model {
        id: Uuid::now_v7(),
        department_id: caller.viewer.department_id,
        region_key: caller.viewer.region_key.clone(),
        title: checks.text("title", title, NAME),
        text: checks.text("text", words, LONG),
        offered_by_id: caller.viewer.user_id,
        offered_at: change.now,
        used_in_id: None,
    };
    checks.finish()?;
    Entity::insert(row.clone().into_active_model()).exec_without_returning(&change.transaction).await?;
    let note = Note {
        kind: NotificationKind::OfficeDocument,
        object: (OBJECT, row.id),
        text: text(
            format!("收到简报稿件《{}》", row.title),
            format!("An item for the bulletin: {}", row.title),
        ),
        due_on: None,
        once: None,
    };
    notify(&change, &[Recipient::Office(row.region_key.clone())], note).await?;
    let detail = json!({ "title": row.title });
    let record = Record { action: MUTATION.to_owned(), object_type: OBJECT, object_id: Some(row.id), detail };
    change.commit(record).await?;
    Ok(row)
}
