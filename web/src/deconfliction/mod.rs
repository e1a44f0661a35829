//! Departments that meet at a party: who else handles it, and handling it jointly.

mod detail;
mod list;
mod operations;

use crate::{
    i18n::t,
    lazy::lazy,
    pages::{Group, Place, records},
};
use detail::DeconflictionPage;
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::DeconflictionsPage;
pub use list::pair_table;
pub use operations::PairRow;

/// Where they are.
pub const PLACE: Place = Place {
    name: "deconflictions",
    path: "/deconflictions",
    object: Some("Deconfliction"),
    group: Some(Group::Work),
    label: || t().deconfliction.title,
    open_to: records,
};

/// Everything below `/deconflictions`.
#[component(transparent)]
pub fn DeconflictionRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/deconflictions") view=Outlet>
            <Route path=path!("") view=lazy!(parties, DeconflictionsPage)/>
            <Route path=path!(":id") view=lazy!(parties, DeconflictionPage)/>
        </ParentRoute>
    }
    .into_inner()
}
