//! The documents of a case (执法文书): making one of a template in the case's page, the register of all, and the templates.

mod list;
mod make;
mod operations;
mod tab;
mod templates;
mod words;

use crate::{
    i18n::t,
    lazy::lazy,
    pages::{Group, Place, records},
};
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::RegisterPage;
pub use tab::DocumentsTab;
use templates::TemplatesPage;
pub use words::CaseDocuments;

/// Where it is. A document is shown with its case.
pub const PLACE: Place = Place {
    name: "case-documents",
    path: "/case-documents",
    object: None,
    group: Some(Group::Work),
    label: || t().case_documents.title,
    open_to: records,
};

/// Everything below `/case-documents`.
#[component(transparent)]
pub fn CaseDocumentRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/case-documents") view=Outlet>
            <Route path=path!("") view=lazy!(cases, RegisterPage)/>
            <Route path=path!("templates") view=lazy!(cases, TemplatesPage)/>
        </ParentRoute>
    }
    .into_inner()
}
