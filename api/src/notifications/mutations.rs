//! Marking notifications as read.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use entity::notification::{self, Column};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;

use super::queries;
use crate::shared::{
    caller::Caller,
    errors::{Failure, Problem, UserError},
    ids::{self, Kind},
    input::Checks,
};

/// Which notifications were read. What is read stays so: a repeat changes nothing.
#[derive(InputObject)]
pub struct MarkNotificationsReadInput {
    /// These; others' and unknown ones are passed over.
    #[graphql(default)]
    ids: Vec<ID>,
    /// All that the viewer has.
    #[graphql(default)]
    all: bool,
}

/// What became of it.
#[derive(SimpleObject)]
pub struct MarkNotificationsReadPayload {
    /// How many are left unread; none where nothing was done.
    unread: Option<i32>,
    /// Why nothing was done.
    errors: Vec<UserError>,
}

/// What can be done with notifications.
#[derive(Default)]
pub struct NotificationMutations;

/// What can be done with notifications.
#[Object]
impl NotificationMutations {
    /// Marks the viewer's notifications as read. No record changes, and the audit log has no line of it.
    async fn mark_notifications_read(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which.")] input: MarkNotificationsReadInput,
    ) -> Result<MarkNotificationsReadPayload> {
        let caller = Caller::of(context)?;
        let ids = ids::all_named(Kind::Notification, &input.ids);
        let (done, errors) = caller.answer(mark_read(&caller, ids, input.all).await)?;
        let unread = match done {
            Some(()) => Some(queries::unread(&caller).await?),
            None => None,
        };
        Ok(MarkNotificationsReadPayload { unread, errors })
    }
}

async fn mark_read(caller: &Caller, ids: Vec<Uuid>, all: bool) -> Result<(), Failure> {
    let mut checks = Checks::default();
    checks.length("ids", ids.len());
    if ids.is_empty() && !all {
        checks.add(Problem::required("ids"));
    }
    checks.finish()?;
    let named = (!all).then(|| Column::Id.is_in(ids));
    notification::Entity::update_many()
        .col_expr(Column::ReadAt, Expr::val(caller.now()))
        .filter(Column::UserId.eq(caller.viewer.user_id))
        .filter(Column::ReadAt.is_null())
        .filter(Condition::all().add_option(named))
        .exec(caller.app.db.writer())
        .await?;
    Ok(())
}
