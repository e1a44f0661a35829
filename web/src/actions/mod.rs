//! Joint actions: the list, one action with its tasks and results, the plan and what changes it.

mod change;
mod detail;
mod list;
mod operations;
mod plan;
mod tasks;

use crate::lazy::lazy;
use detail::ActionPage;
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::ActionsPage;
use plan::{NewActionPage, ReviseActionPage};

/// Everything below `/actions`.
#[component(transparent)]
pub fn ActionRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/actions") view=Outlet>
            <Route path=path!("") view=lazy!(work, ActionsPage)/>
            <Route path=path!("new") view=lazy!(work, NewActionPage)/>
            <Route path=path!(":id") view=lazy!(work, ActionPage)/>
            <Route path=path!(":id/revise") view=lazy!(work, ReviseActionPage)/>
        </ParentRoute>
    }
    .into_inner()
}
