//! Inspections: the list, one inspection, and the form that an officer fills in on a phone, in a shop.

mod detail;
mod fields;
mod form;
mod list;
mod operations;
mod premises;

pub use list::inspection_table;
pub use operations::InspectionRow;

use crate::lazy::lazy;
use detail::InspectionPage;
use form::{CorrectInspectionPage, NewInspectionPage};
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::InspectionsPage;

/// Everything below `/inspections`.
#[component(transparent)]
pub fn InspectionRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/inspections") view=Outlet>
            <Route path=path!("") view=lazy!(work, InspectionsPage)/>
            <Route path=path!("new") view=lazy!(work, NewInspectionPage)/>
            <Route path=path!(":id") view=lazy!(work, InspectionPage)/>
            <Route path=path!(":id/correct") view=lazy!(work, CorrectInspectionPage)/>
        </ParentRoute>
    }
    .into_inner()
}
