//! Seized goods: the ledger of all, and a case's own with what becomes of them.

mod acts;
mod list;
mod operations;
mod record;
mod tab;

use crate::lazy::lazy;
use leptos::prelude::*;
use leptos_router::{components::Route, path};
use list::SeizuresPage;
pub use list::table as seizure_table;
pub use operations::SeizureRow;
pub use tab::GoodsTab;

/// `/seizures`
#[component(transparent)]
pub fn SeizureRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! { <Route path=path!("/seizures") view=lazy!(cases, SeizuresPage)/> }.into_inner()
}
