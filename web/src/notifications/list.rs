//! The page of all notifications.

use super::{
    live::{Notices, href},
    operations::{ListNotifications, Notification, NotificationsVariables},
};
use crate::{
    components::{
        display::{Badge, PageHeader},
        states::{Empty, Loaded},
        table::Pagination,
        url_state::use_url_state,
    },
    graphql::{
        enums::{Choice, NotificationKind},
        query::use_query,
    },
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::{prelude::*, task::spawn_local};

/// `/notifications`
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let url = use_url_state();
    let notices = Notices::current();
    let words = &t().notifications;
    let query = use_query(move || {
        notices.arrived.track();
        let page = url.page();
        ListNotifications::build(NotificationsVariables {
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            unread_only: url.on("unread").then_some(true),
            total: url.on("total"),
        })
    });
    let mark_all = move |_| {
        spawn_local(async move {
            if notices.mark_read(Vec::new(), true).await {
                query.refetch();
            }
        });
    };
    let choice = move |label: &'static str, value: Option<&'static str>| {
        view! {
            <a href=move || url.href(&[("unread", value)]) data-noscroll=""
                aria-current=move || (url.on("unread") == value.is_some()).then_some("page")>{label}</a>
        }
    };
    view! {
        <PageHeader title=words.title>
            <button type="button" on:click=mark_all disabled=move || notices.unread.get() == 0 data-testid="mark-all">{words.mark_all}</button>
        </PageHeader>
        <nav class="tabs">{choice(words.all, None)}{choice(words.unread, Some("1"))}</nav>
        <Loaded query let:data>
            {if data.notifications.nodes.is_empty() {
                view! { <Empty filtered=untrack(|| url.filtered())/> }.into_any()
            } else {
                let lines = data.notifications.nodes.into_iter()
                    .map(|notification| view! { <Line notification refetch=move || query.refetch()/> })
                    .collect_view();
                view! { <ul class="notifications">{lines}</ul> }.into_any()
            }}
            <Pagination page=data.notifications.page_info total=data.notifications.total_count more=data.notifications.total_count_is_lower_bound/>
        </Loaded>
    }
}

#[component]
fn Line(notification: Notification, refetch: impl Fn() + Copy + 'static) -> impl IntoView {
    let notices = Notices::current();
    let words = &t().notifications;
    let unread = notification.read_at.is_none();
    let id = notification.id.clone();
    // Who goes to what it is about has read it.
    let follow = move |_| {
        if unread {
            let id = id.clone();
            spawn_local(async move {
                notices.mark_read(vec![id], false).await;
            });
        }
    };
    let id = notification.id.clone();
    let mark = move |_| {
        let id = id.clone();
        spawn_local(async move {
            if notices.mark_read(vec![id], false).await {
                refetch();
            }
        });
    };
    let tone = if notification.kind == NotificationKind::Overdue { "overdue" } else { "calm" };
    let text = notification.text.clone();
    let text = match href(&notification) {
        Some(href) => view! { <a href=href on:click=follow>{text}</a> }.into_any(),
        None => view! { <span>{text}</span> }.into_any(),
    };
    view! {
        <li class:unread=unread data-testid="notification">
            <p class="notification-text">
                {unread.then(|| view! { <span class="visually-hidden">{words.unread}</span> })}
                {text}
            </p>
            <p class="notification-facts">
                <Badge label=notification.kind.label() tone/>
                <span>{notification.created_at.shanghai()}</span>
                {unread.then(|| view! { <button type="button" class="quiet" on:click=mark data-testid="mark-read">{words.mark}</button> })}
            </p>
        </li>
    }
}
