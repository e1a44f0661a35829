//! Saving and removing one's own views: nobody sees or changes another's.

use entity::{enums::ListName, saved_view};
use sea_orm::{
    ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, sea_query::OnConflict,
};
use uuid::Uuid;

use crate::shared::{
    audit::Record,
    caller::{Caller, IdempotencyKey},
    change::{self, Begun, Change},
    errors::{Failure, Problem, UserErrorCode},
    input::Checks,
};

/// The most views that a person keeps of one list.
const MOST: u64 = 30;
/// The most characters of a view's name: it has to fit on a tab.
const NAME: usize = 30;
/// The most characters of a view's query.
const QUERY: usize = 2_000;

/// Saves a view; one of the same name is replaced.
pub async fn save(
    caller: &Caller,
    list: ListName,
    name: &str,
    query: &str,
    key: Option<IdempotencyKey>,
) -> Result<saved_view::Model, Failure> {
    let change = match change::begin(caller, key).await? {
        Begun::Repeated(id) => return own(caller, id).await,
        Begun::Fresh(change) => change,
    };
    let mut checks = Checks::default();
    let name = checks.text("name", name, NAME);
    let query = checks.optional("query", Some(query), QUERY).unwrap_or_default();
    let others = saved_view::Entity::find()
        .filter(saved_view::Column::UserId.eq(caller.viewer.user_id))
        .filter(saved_view::Column::List.eq(list))
        .filter(saved_view::Column::Name.ne(&name));
    if others.count(&change.transaction).await? >= MOST {
        checks.add(Problem::new(
            UserErrorCode::OutOfRange,
            "name",
            format!("每个列表最多保存{MOST}个常用筛选，请先删除不用的"),
            format!("At most {MOST} views of a list; remove one first"),
        ));
    }
    checks.finish()?;
    let row = saved_view::Model {
        id: Uuid::now_v7(),
        user_id: caller.viewer.user_id,
        list,
        name,
        query,
        saved_at: change.now,
    };
    let key = [saved_view::Column::UserId, saved_view::Column::List, saved_view::Column::Name];
    let replace = OnConflict::columns(key)
        .update_columns([saved_view::Column::Query, saved_view::Column::SavedAt])
        .to_owned();
    let saved = saved_view::Entity::insert(row.into_active_model())
        .on_conflict(replace)
        .exec_with_returning(&change.transaction)
        .await?;
    commit(change, "saveView", &saved).await?;
    Ok(saved)
}

/// Removes one of the caller's own views.
pub async fn remove(caller: &Caller, id: Uuid) -> Result<(), Failure> {
    let Begun::Fresh(change) = change::begin(caller, None).await? else { return Ok(()) };
    let view = saved_view::Entity::find_by_id(id)
        .filter(saved_view::Column::UserId.eq(caller.viewer.user_id))
        .one(&change.transaction)
        .await?
        .ok_or_else(|| Problem::not_found("id"))?;
    saved_view::Entity::delete_by_id(view.id).exec(&change.transaction).await?;
    commit(change, "removeView", &view).await
}

async fn own(caller: &Caller, id: Uuid) -> Result<saved_view::Model, Failure> {
    let found = saved_view::Entity::find_by_id(id)
        .filter(saved_view::Column::UserId.eq(caller.viewer.user_id))
        .one(&caller.app.db.read)
        .await?;
    found.ok_or_else(|| Problem::not_found("id").into())
}

async fn commit(change: Change, action: &str, view: &saved_view::Model) -> Result<(), Failure> {
    let detail = serde_json::json!({ "list": view.list, "name": view.name });
    let record =
        Record { action: action.to_owned(), object_type: "SavedView", object_id: Some(view.id), detail };
    change.commit(record).await
}
