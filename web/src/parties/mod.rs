//! Parties: businesses and people that were inspected or have cases.

mod detail;
mod form;
mod list;
mod merge;
mod operations;
mod reveal;

use crate::{
    i18n::t,
    lazy::lazy,
    pages::{Group, Place, records},
};
use detail::PartyPage;
use form::NewPartyPage;
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::PartiesPage;
pub use operations::{CaseParties, PartInCase};

/// Where they are.
pub const PLACE: Place = Place {
    name: "parties",
    path: "/parties",
    object: Some("Party"),
    group: Some(Group::Work),
    label: || t().parties.title,
    open_to: records,
};

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
