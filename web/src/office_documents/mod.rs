//! What offices issue as texts with figures (文稿): work summaries and bulletins, the items that departments offer, and how one
//! is written, issued and received.

mod document;
mod editor;
mod list;
mod operations;

use crate::{
    i18n::t,
    lazy::lazy,
    pages::{Group, Place},
};
use document::DocumentPage;
use editor::{EditDocumentPage, NewDocumentPage};
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::DocumentsPage;

/// Where it is. An item is shown among all of them.
pub const PLACE: Place = Place {
    name: "documents",
    path: "/documents",
    object: Some("OfficeDocument"),
    group: Some(Group::Report),
    label: || t().documents.title,
    open_to: |viewer| viewer.can_see_summary,
};

/// Everything below `/documents`.
#[component(transparent)]
pub fn OfficeDocumentRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/documents") view=Outlet>
            <Route path=path!("") view=lazy!(summary, DocumentsPage)/>
            <Route path=path!("new") view=lazy!(summary, NewDocumentPage)/>
            <Route path=path!(":id") view=lazy!(summary, DocumentPage)/>
            <Route path=path!(":id/edit") view=lazy!(summary, EditDocumentPage)/>
        </ParentRoute>
    }
    .into_inner()
}
