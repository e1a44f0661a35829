//! Supervised cases: the list of them, and the box on a case's page.

mod list;
mod operations;
mod panel;

use crate::{
    i18n::t,
    lazy::lazy,
    pages::{Group, Place, records},
};
use leptos::prelude::*;
use leptos_router::{components::Route, path};
use list::SupervisionsPage;
pub use panel::SupervisionPanel;

/// Where they are.
pub const PLACE: Place = Place {
    name: "supervisions",
    path: "/supervisions",
    object: None,
    group: Some(Group::Work),
    label: || t().supervisions.title,
    open_to: records,
};

/// `/supervisions`
#[component(transparent)]
pub fn SupervisionRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("/supervisions") view=lazy!(cases, SupervisionsPage)/> }.into_inner()
}
