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

use crate::lazy::lazy;
use detail::UserPage;
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::UsersPage;
use requests::{RequestPage, RequestsPage};

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
