//! Clocks: a case's, with how each due date came about; and what they run by, the holiday calendar and
//! the rules, which the office maintains.

mod calendar;
mod dialogs;
mod operations;
mod rules;
mod tab;

use crate::{
    i18n::t,
    lazy::lazy,
    pages::{Group, Place, records},
    rules::{ChangePage, ChangesPage, ReviewPage},
};
use calendar::CalendarPage;
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use rules::RulesPage;
pub use tab::ClocksTab;

/// Where the holiday calendar is.
pub const CALENDAR: Place = Place {
    name: "calendar",
    path: "/deadlines/calendar",
    object: None,
    group: Some(Group::Manage),
    label: || t().clocks.calendar,
    open_to: records,
};

/// Everything below `/deadlines`.
#[component(transparent)]
pub fn ClockRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/deadlines") view=Outlet>
            <Route path=path!("calendar") view=lazy!(rules, CalendarPage)/>
            <Route path=path!("rules") view=lazy!(rules, RulesPage)/>
            <Route path=path!("legal-review") view=lazy!(rules, ReviewPage)/>
            <Route path=path!("changes") view=lazy!(rules, ChangesPage)/>
            <Route path=path!("changes/:id") view=lazy!(rules, ChangePage)/>
        </ParentRoute>
    }
    .into_inner()
}
