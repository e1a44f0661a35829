//! Publicity events: the list, one publicity event, and the form that records or corrects one.

mod detail;
mod fields;
mod form;
mod list;
mod operations;

use crate::lazy::lazy;
use detail::PublicityEventPage;
use form::{CorrectPublicityEventPage, NewPublicityEventPage};
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::PublicityPage;

/// Everything below `/publicity`.
#[component(transparent)]
pub fn PublicityRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/publicity") view=Outlet>
            <Route path=path!("") view=lazy!(work, PublicityPage)/>
            <Route path=path!("new") view=lazy!(work, NewPublicityEventPage)/>
            <Route path=path!(":id") view=lazy!(work, PublicityEventPage)/>
            <Route path=path!(":id/correct") view=lazy!(work, CorrectPublicityEventPage)/>
        </ParentRoute>
    }
    .into_inner()
}
