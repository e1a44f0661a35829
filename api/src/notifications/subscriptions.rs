//! Notifications as they come.

use async_graphql::{Context, Object, Result, Subscription};
use entity::enums::Role;
use futures::{Stream, stream};
use tokio::time::{Instant, MissedTickBehavior, interval_at};

use super::{queries, types::Notification};
use crate::{
    shared::{
        caller::Caller,
        errors::{Problem, coded, internal},
        language,
        live::Listening,
        viewer::password_is_changed,
    },
    users::sessions,
};

/// A notification that has just been written.
pub struct NotificationAdded {
    notification: Notification,
    caller: Caller,
}

/// A notification that has just been written.
#[Object]
impl NotificationAdded {
    /// The notification.
    async fn notification(&self) -> &Notification {
        &self.notification
    }

    /// How many the viewer has not read, this one included.
    async fn unread(&self) -> Result<i32> {
        queries::unread(&self.caller).await
    }
}

/// What can be listened for.
#[derive(Default)]
pub struct NotificationSubscriptions;

/// What can be listened for.
#[Subscription]
impl NotificationSubscriptions {
    /// The viewer's notifications as they are written. The stream ends with the viewer's session, where
    /// their role or department changes, where news may have been missed, and where the server stops: ask
    /// `viewer { unreadNotifications }` and listen again.
    async fn notification_added(
        &self,
        context: &Context<'_>,
    ) -> Result<impl Stream<Item = Result<NotificationAdded>> + use<>> {
        password_is_changed(context)?;
        let caller = Caller::of(context)?;
        let said = |problem: Problem| problem.message.in_language(caller.language()).to_owned();
        if caller.viewer.role == Role::Service {
            return Err(coded("FORBIDDEN", said(Problem::forbidden(""))));
        }
        let Some(listening) = caller.app.live.listen(caller.viewer.user_id) else {
            let (zh, en) =
                ("打开的页面过多，无法继续接收实时提醒", "Too many open pages receive notifications");
            let text = language::text(zh, en);
            return Err(coded("LIMIT_EXCEEDED", text.in_language(caller.language())));
        };
        Ok(as_they_come(caller, listening))
    }
}

fn as_they_come(
    caller: Caller,
    listening: Listening,
) -> impl Stream<Item = Result<NotificationAdded>> + use<> {
    let every = listening.check_every();
    let mut check = interval_at(Instant::now() + every, every);
    check.set_missed_tick_behavior(MissedTickBehavior::Delay);
    stream::unfold(Some((caller, listening, check)), |state| async {
        let (caller, mut listening, mut check) = state?;
        loop {
            let added = tokio::select! {
                added = listening.next() => Some(added?),
                _ = check.tick() => None,
            };
            // Asked again before anything is shown: a session may have ended on another server.
            let stands = match sessions::stands(&caller.app, &caller.viewer).await {
                Ok(stands) => stands,
                Err(error) => return Some((Err(internal(error)), None)),
            };
            if !stands {
                return None;
            }
            let Some(id) = added else { continue };
            let found = match queries::find(&caller, id).await {
                Ok(Some(notification)) => Ok(NotificationAdded { notification, caller: caller.clone() }),
                Ok(None) => continue,
                Err(error) => Err(error),
            };
            return Some((found, Some((caller, listening, check))));
        }
    })
}
