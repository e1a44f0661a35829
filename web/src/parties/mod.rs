//! Parties: businesses and people that were inspected or have cases.

mod detail;
mod form;
mod list;
mod merge;
mod operations;
mod reveal;

use crate::lazy::lazy;
use detail::PartyPage;
use form::NewPartyPage;
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::PartiesPage;
pub use operations::{CaseParties, CasePartiesVariables, PartInCase};

/// Everything below `/parties`.
#[component(transparent)]
pub fn PartyRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/parties") view=Outlet>
            <Route path=path!("") view=lazy!(parties, PartiesPage)/>
            <Route path=path!("new") view=lazy!(parties, NewPartyPage)/>
            <Route path=path!(":id") view=lazy!(parties, PartyPage)/>
        </ParentRoute>
    }
    .into_inner()
}
