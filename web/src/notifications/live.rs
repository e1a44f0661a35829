//! The count of unread notifications, kept up to date by a stream for as long as the page is in sight. A page out of
//! sight holds no connection: browsers allow six to a server, over all their windows.

use super::operations::{
    CountUnread, ListenForNotifications, MarkNotificationsReadInput, MarkRead, MarkReadVariables,
    Notification,
};
use crate::{
    components::toast::Toasts,
    graphql::{events::Events, transport::Answer},
    i18n::t,
    pages::object_href,
    session::Session,
};
use cynic::{MutationBuilder, QueryBuilder, SubscriptionBuilder};
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};
use leptos_router::components::A;

const FIRST_PAUSE_MS: u32 = 1_000;
const LONGEST_PAUSE_MS: u32 = 60_000;
/// How often to look whether the page is in sight.
const LOOK_MS: u32 = 2_000;

/// What was told, for everything in the frame.
#[derive(Clone, Copy)]
pub struct Notices {
    /// How many are unread, as far as is known.
    pub unread: RwSignal<i32>,
    /// Changes when something new came.
    pub arrived: RwSignal<u32>,
    session: Session,
}

impl Notices {
    /// Listens for as long as the component lives that calls it.
    pub fn provide() -> Self {
        let session = Session::current();
        let toasts = Toasts::current();
        let notices = Self { unread: RwSignal::new(0), arrived: RwSignal::new(0), session };
        provide_context(notices);
        spawn_local(notices.keep_listening(toasts));
        notices
    }

    /// The frame's. Components only.
    pub fn current() -> Self {
        expect_context()
    }

    /// Marks these as read, or all.
    pub async fn mark_read(self, ids: Vec<cynic::Id>, all: bool) -> bool {
        let input = MarkNotificationsReadInput { ids, all };
        let answer = self.session.send(&MarkRead::build(MarkReadVariables { input })).await;
        let Some(unread) = answer.ok().and_then(|data| data.mark_notifications_read.unread) else {
            return false;
        };
        self.unread.try_set(unread);
        true
    }

    /// Until the frame is gone: asks for the count, listens, and after an end begins anew.
    async fn keep_listening(self, toasts: Toasts) {
        let mut pause = FIRST_PAUSE_MS;
        while !self.unread.is_disposed() {
            if !in_sight() {
                TimeoutFuture::new(LOOK_MS).await;
                continue;
            }
            if let Ok(events) = self.session.listen(&ListenForNotifications::build(())).await {
                // Asked once the stream is open, so that nothing falls between the two.
                if let Ok(counted) = self.session.send(&CountUnread::build(())).await {
                    pause = FIRST_PAUSE_MS;
                    if self.unread.try_get_untracked() != Some(counted.viewer.unread_notifications) {
                        self.unread.try_set(counted.viewer.unread_notifications);
                        self.arrived.try_update(|count| *count += 1);
                    }
                }
                self.follow(events, toasts).await;
            }
            // Not all at once after the server was away.
            let spread = (js_sys::Math::random() * f64::from(pause) / 2.0) as u32;
            TimeoutFuture::new(pause + spread).await;
            pause = (pause * 2).min(LONGEST_PAUSE_MS);
        }
    }

    /// Takes what comes until the stream ends or the page is out of sight.
    async fn follow(self, mut events: Events, toasts: Toasts) {
        loop {
            let next = Box::pin(events.next());
            let Either::Left((event, _)) = select(next, Box::pin(out_of_sight(self))).await else { return };
            let Some(text) = event else { return };
            let Ok(data) = Answer::of_event(text).read::<ListenForNotifications>() else { return };
            let added = data.notification_added;
            self.unread.try_set(added.unread);
            self.arrived.try_update(|count| *count += 1);
            toasts.say(added.notification.text);
        }
    }
}

fn in_sight() -> bool {
    !document().hidden()
}

async fn out_of_sight(notices: Notices) {
    while in_sight() && !notices.unread.is_disposed() {
        TimeoutFuture::new(LOOK_MS).await;
    }
}

/// Where the object of a notification is shown, if anywhere.
pub fn href(notification: &Notification) -> Option<String> {
    object_href(&notification.object_type, notification.object_id.as_ref())
}

/// The bell of the frame.
#[component]
pub fn Bell() -> impl IntoView {
    let notices = Notices::current();
    let label = move || format!("{} {}", t().notifications.title, notices.unread.get());
    view! {
        <A href="/notifications" attr:class="bell" attr:aria-label=label attr:data-testid="bell">
            <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 14V9a6 6 0 0 1 12 0v5l1.5 1.5h-15ZM8 17.5a2 2 0 0 0 4 0"/></svg>
            {move || match notices.unread.get() {
                0 => None,
                count @ 1..=99 => Some(view! { <span class="bell-count" aria-hidden="true" data-testid="unread">{count.to_string()}</span> }),
                _ => Some(view! { <span class="bell-count" aria-hidden="true" data-testid="unread">{"99+".to_owned()}</span> }),
            }}
        </A>
    }
}
