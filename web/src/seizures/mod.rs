//! Seized goods: the ledger of all, and a case's own with what becomes of them.

mod acts;
mod list;
mod operations;
mod record;
mod tab;

use crate::{
    i18n::t,
    lazy::lazy,
    pages::{Group, Place, records},
};
use leptos::prelude::*;
use leptos_router::{components::Route, path};
use list::SeizuresPage;
pub use list::table as seizure_table;
pub use operations::SeizureRow;
pub use tab::GoodsTab;

/// Where they are.
pub const PLACE: Place = Place {
    name: "seizures",
    path: "/seizures",
    object: None,
    group: Some(Group::Work),
    label: || t().seizures.title,
    open_to: records,
};

/// `/seizures`
#[component(transparent)]
pub fn SeizureRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("/seizures") view=lazy!(cases, SeizuresPage)/> }.into_inner()
}
