//! Supervised cases: the list of them, and the box on a case's page.

mod list;
mod operations;
mod panel;

use crate::lazy::lazy;
use leptos::prelude::*;
use leptos_router::{components::Route, path};
use list::SupervisionsPage;
pub use panel::SupervisionPanel;

/// `/supervisions`
#[component(transparent)]
pub fn SupervisionRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("/supervisions") view=lazy!(cases, SupervisionsPage)/> }.into_inner()
}
