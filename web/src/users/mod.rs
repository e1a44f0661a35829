//! Accounts: who can sign in as what, and what the administrator changes about it.

mod change;
mod create;
mod detail;
mod grant;
mod list;
mod operations;
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
