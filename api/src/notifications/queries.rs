//! Root fields of notifications: everybody reads their own, and nobody else's.

use async_graphql::{Context, Object, Result};
use entity::notification::{self, Column};
use sea_orm::{ColumnTrait, Condition, PaginatorTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::{sight::of_viewer, types::Notification};
use crate::shared::{
    caller::Caller,
    errors::internal,
    pagination::{Listing, Page, Position, Sort, SortValue, SortedBy, Total},
};

/// The notification with `id`, where it is the viewer's. Read where the last commit is sure to be: it
/// may have been written a moment ago.
pub async fn find(caller: &Caller, id: Uuid) -> Result<Option<Notification>> {
    let select = of_viewer(&caller.viewer).filter(Column::Id.eq(id));
    Ok(select.one(caller.app.db.current()).await.map_err(internal)?.map(Notification))
}

/// How many notifications the viewer has not read.
pub async fn unread(caller: &Caller) -> Result<i32> {
    let select = of_viewer(&caller.viewer).filter(Column::ReadAt.is_null());
    let count = select.count(caller.app.db.current()).await.map_err(internal)?;
    i32::try_from(count).map_err(internal)
}

/// What can be asked about notifications.
#[derive(Default)]
pub struct NotificationQueries;

/// What can be asked about notifications.
#[Object]
impl NotificationQueries {
    /// The viewer's notifications, newest first.
    async fn notifications(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many from the beginning, 1 to 100.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Those before this cursor.")] before: Option<String>,
        #[graphql(desc = "Only those that were not read yet.")] unread_only: Option<bool>,
    ) -> Result<Listing<Notification>> {
        let caller = Caller::of(context)?;
        let page = Page::new(context, first, after, last, before)?;
        let unread = unread_only.unwrap_or_default().then(|| Column::ReadAt.is_null());
        let select = of_viewer(&caller.viewer).filter(Condition::all().add_option(unread));
        let id = Expr::col((notification::Entity, Column::Id));
        let sort = Sort { by: SortedBy::Key, column: id.clone(), id, descending: true };
        let total = Total::of(select.clone());
        let rows = page.read(&caller.app.db, select, sort).await?;
        let position = |row: &Notification| Position::new(SortValue::Key, row.0.id);
        Ok(page.listing(rows.into_iter().map(Notification).collect(), position, total))
    }
}
