//! Joint actions: the list, one action with its tasks and results, the plan and what changes it.

mod change;
mod detail;
mod list;
mod operations;
mod plan;
mod tasks;

use crate::{
    components::record::{correct_page, new_page},
    i18n::t,
    lazy::lazy,
    pages::{Group, Place, records},
};
use detail::ActionPage;
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::ActionsPage;
use operations::JointAction;

/// Where they are.
pub const PLACE: Place = Place {
    name: "actions",
    path: "/actions",
    object: Some("JointAction"),
    group: Some(Group::Work),
    label: || t().actions.title,
    open_to: records,
};

/// Everything below `/actions`.
#[component(transparent)]
pub fn ActionRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/actions") view=Outlet>
            <Route path=path!("") view=lazy!(work, ActionsPage)/>
            <Route path=path!("new") view=lazy!(work, new_page::<JointAction>)/>
            <Route path=path!(":id") view=lazy!(work, ActionPage)/>
            <Route path=path!(":id/revise") view=lazy!(work, correct_page::<JointAction>)/>
        </ParentRoute>
    }
    .into_inner()
}
