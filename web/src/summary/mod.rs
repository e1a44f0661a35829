//! The work summary: the figures of a region and a period, and behind each the very records that it counts.

mod across;
mod charts;
pub mod choice;
mod indicators;
pub mod operations;
pub mod page;
pub mod period;
mod records;
pub mod slices;

use crate::{
    i18n::t,
    lazy::lazy,
    pages::{Group, Place},
};
use across::AcrossPage;
use charts::ChartsPage;
use indicators::IndicatorsPage;
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use page::SummaryPage;
use records::FigurePage;

/// Where it is.
pub const PLACE: Place = Place {
    name: "summary",
    path: "/summary",
    object: None,
    group: Some(Group::Report),
    label: || t().summary.title,
    open_to: |viewer| viewer.can_see_summary,
};

/// Everything below `/summary`.
#[component(transparent)]
pub fn SummaryRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/summary") view=Outlet>
            <Route path=path!("") view=lazy!(summary, SummaryPage)/>
            <Route path=path!("across") view=lazy!(summary, AcrossPage)/>
            <Route path=path!("charts") view=lazy!(summary, ChartsPage)/>
            <Route path=path!("indicators") view=lazy!(summary, IndicatorsPage)/>
            <Route path=path!(":indicator") view=lazy!(summary, FigurePage)/>
        </ParentRoute>
    }
    .into_inner()
}
