//! Accounts: who can sign in as what, and what the administrator changes about it.

mod change;
mod create;
mod detail;
mod grant;
mod list;
mod operations;
mod request_operations;
mod requests;
mod secret;
mod standing;

use crate::{
    i18n::t,
    lazy::lazy,
    pages::{Group, Place},
};
use detail::UserPage;
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::UsersPage;
use requests::{RequestPage, RequestsPage};

/// Where they are.
pub const PLACE: Place = Place {
    name: "users",
    path: "/users",
    object: None,
    group: Some(Group::Manage),
    label: || t().users.title,
    open_to: |viewer| viewer.can_administer || viewer.can_administer_auditors,
};

/// Where what one administrator asks another to confirm is.
pub const REQUESTS: Place = Place {
    name: "account-requests",
    path: "/account-requests",
    object: Some("AccountRequest"),
    group: Some(Group::Manage),
    label: || t().users.requests,
    open_to: |viewer| viewer.can_see_account_requests,
};

/// Everything below `/users`.
#[component(transparent)]
pub fn UserRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/users") view=Outlet>
            <Route path=path!("") view=lazy!(office, UsersPage)/>
            <Route path=path!(":id") view=lazy!(office, UserPage)/>
        </ParentRoute>
    }
    .into_inner()
}

/// Everything below `/account-requests`.
#[component(transparent)]
pub fn AccountRequestRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/account-requests") view=Outlet>
            <Route path=path!("") view=lazy!(office, RequestsPage)/>
            <Route path=path!(":id") view=lazy!(office, RequestPage)/>
        </ParentRoute>
    }
    .into_inner()
}
