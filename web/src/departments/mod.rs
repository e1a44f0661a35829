//! The departments of a region: the address book, and what the administrator changes in it.

mod detail;
mod form;
mod list;
mod operations;

use crate::{
    i18n::t,
    lazy::lazy,
    pages::{Group, Place},
};
use detail::DepartmentPage;
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::DepartmentsPage;

/// Where they are.
pub const PLACE: Place = Place {
    name: "departments",
    path: "/departments",
    object: None,
    group: Some(Group::Manage),
    label: || t().departments.title,
    open_to: |viewer| viewer.can_see_records || viewer.can_administer,
};

/// Everything below `/departments`.
#[component(transparent)]
pub fn DepartmentRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/departments") view=Outlet>
            <Route path=path!("") view=lazy!(office, DepartmentsPage)/>
            <Route path=path!(":id") view=lazy!(office, DepartmentPage)/>
        </ParentRoute>
    }
    .into_inner()
}
