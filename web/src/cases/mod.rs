//! Cases: the list, one case with its course, a new lead, the next step.

mod approvals;
mod columns;
mod deeds;
mod detail;
mod fields;
mod flow_operations;
mod informant;
mod lead;
mod list;
mod operations;
mod people;
mod revise;
mod standing;
mod step;
pub mod tabs;

use crate::{
    evidence::DossierPage,
    i18n::t,
    lazy::lazy,
    pages::{Group, Place, records},
};
use detail::CasePage;
use lead::NewLeadPage;
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::CasesPage;
pub use list::case_table;
pub use operations::{CaseRow, CaseStanding};
pub use standing::case_conflict;
pub use tabs::TabOf;

/// Where they are.
pub const PLACE: Place = Place {
    name: "cases",
    path: "/cases",
    object: Some("Case"),
    group: Some(Group::Work),
    label: || t().cases.title,
    open_to: records,
};

/// Everything below `/cases`.
#[component(transparent)]
pub fn CaseRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/cases") view=Outlet>
            <Route path=path!("") view=lazy!(cases, CasesPage)/>
            <Route path=path!("new") view=lazy!(cases, NewLeadPage)/>
            <Route path=path!(":id") view=lazy!(cases, CasePage)/>
            <Route path=path!(":id/dossier") view=lazy!(cases, DossierPage)/>
        </ParentRoute>
    }
    .into_inner()
}
