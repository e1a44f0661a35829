//! The blacklist: proposals, entries, and the rules behind them.

mod actions;
mod detail;
mod list;
mod operations;
mod rules;

use crate::{
    i18n::t,
    lazy::lazy,
    pages::{Group, Place, records},
};
use detail::EntryPage;
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use list::BlacklistPage;
pub use list::entry_table;
pub use operations::EntryRow;
use rules::RulesPage;

/// Where they are.
pub const PLACE: Place = Place {
    name: "blacklist",
    path: "/blacklist",
    object: Some("BlacklistEntry"),
    group: Some(Group::Work),
    label: || t().nav.blacklist,
    open_to: records,
};

/// Everything below `/blacklist`.
#[component(transparent)]
pub fn BlacklistRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/blacklist") view=Outlet>
            <Route path=path!("") view=lazy!(parties, BlacklistPage)/>
            <Route path=path!("rules") view=lazy!(rules, RulesPage)/>
            <Route path=path!(":id") view=lazy!(parties, EntryPage)/>
        </ParentRoute>
    }
    .into_inner()
}
