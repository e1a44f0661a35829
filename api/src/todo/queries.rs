//! The list of what waits for the viewer, and how much it is.

use std::collections::HashMap;

use async_graphql::{Context, Object, Result};
use chrono::{DateTime, Utc};
use entity::{
    case,
    clock::{self, Column},
    department,
};
use sea_orm::{ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    service::{counts, most_urgent_first, so_urgent, sort_day},
    sight::waiting_for,
    types::{TodoCounts, TodoItem, Urgency},
};
use crate::{
    cases,
    shared::{
        caller::Caller,
        errors::internal,
        pagination::{Listing, Page, Position, SortValue, Total},
    },
};

/// The page's clocks with their cases, where the viewer may see them, and departments: a statement each.
async fn with_what_is_shown(
    caller: &Caller,
    rows: Vec<clock::Model>,
    now: DateTime<Utc>,
) -> Result<Vec<TodoItem>, DbErr> {
    let db = &caller.app.db.read;
    let cases = case::Entity::find()
        .filter(cases::sight::visible(&caller.records()))
        .filter(case::Column::Id.is_in(rows.iter().filter_map(|row| row.case_id)))
        .all(db)
        .await?;
    let departments = department::Entity::find()
        .filter(department::Column::Id.is_in(rows.iter().map(|row| row.department_id)))
        .all(db)
        .await?;
    let cases: HashMap<Uuid, case::Model> = cases.into_iter().map(|row| (row.id, row)).collect();
    let departments: HashMap<Uuid, department::Model> =
        departments.into_iter().map(|row| (row.id, row)).collect();
    let item = |row: clock::Model| TodoItem {
        case: row.case_id.and_then(|id| cases.get(&id)).cloned(),
        department: departments.get(&row.department_id).cloned(),
        row,
        now,
    };
    Ok(rows.into_iter().map(item).collect())
}

/// What waits for the viewer under this key.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<TodoItem>> {
    let db = &caller.app.db.read;
    let row = waiting_for(&caller.viewer).filter(Column::Id.eq(id)).one(db).await.map_err(internal)?;
    let shown =
        with_what_is_shown(caller, row.into_iter().collect(), caller.now()).await.map_err(internal)?;
    Ok(shown.into_iter().next())
}

/// What can be asked about what waits for the viewer.
#[derive(Default)]
pub struct TodoQueries;

/// What can be asked about what waits for the viewer.
#[Object]
impl TodoQueries {
    /// What waits for the viewer (待办), most urgent first: by the last day, then what stands, then what has
    /// no limit.
    #[allow(clippy::too_many_arguments, reason = "a connection's arguments")]
    async fn todo(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the beginning, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those that are so urgent.")] urgency: Option<Urgency>,
    ) -> Result<Listing<TodoItem>> {
        let caller = Caller::of(context)?;
        let page = Page::new(context, first, after, last, before)?;
        let wanted = urgency.map(|urgency| so_urgent(urgency.into(), caller.now()));
        let select = waiting_for(&caller.viewer).filter(Condition::all().add_option(wanted));
        let total = Total::of(select.clone());
        let rows = page.read(&caller.app.db, select, most_urgent_first()).await?;
        let position = |item: &TodoItem| Position::new(SortValue::Date(sort_day(&item.row)), item.row.id);
        let now = caller.now();
        let items = with_what_is_shown(&caller, rows, now).await.map_err(internal)?;
        Ok(page.listing(items, position, total))
    }

    /// How much waits for the viewer, by urgency: what `todo` lists, counted.
    async fn todo_counts(&self, context: &Context<'_>) -> Result<TodoCounts> {
        let caller = Caller::of(context)?;
        let counts = counts(&caller.app.db.read, &caller.viewer, caller.now()).await.map_err(internal)?;
        Ok(counts.into())
    }
}
