//! The league of departments (部门考评): its formula, where each stands, what a department lost case by case, and appeals.

mod appeals;
mod operations;
mod page;

use crate::{
    i18n::t,
    lazy::lazy,
    pages::{Group, Place},
};
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use page::LeaguePage;

/// Where it is. An appeal is shown among all of them.
pub const PLACE: Place = Place {
    name: "league",
    path: "/league",
    object: Some("LeagueAppeal"),
    group: Some(Group::Report),
    label: || t().league.title,
    open_to: |viewer| viewer.can_see_summary,
};

/// Everything below `/league`.
#[component(transparent)]
pub fn LeagueRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/league") view=Outlet>
            <Route path=path!("") view=lazy!(summary, LeaguePage)/>
            <Route path=path!(":appeal") view=lazy!(summary, LeaguePage)/>
        </ParentRoute>
    }
    .into_inner()
}
