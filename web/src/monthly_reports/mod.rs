//! Monthly reports (数据月报): the office's page of who has told what, a department's own reports, and one report.

mod acts;
mod figures;
mod month;
mod operations;
mod report;

use crate::{
    i18n::t,
    lazy::lazy,
    pages::{Group, Place},
};
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Route},
    path,
};
use month::MonthPage;
use report::ReportPage;

/// Where it is.
pub const PLACE: Place = Place {
    name: "reports",
    path: "/reports",
    object: Some("MonthlyReport"),
    group: Some(Group::Report),
    label: || t().reports.title,
    open_to: |viewer| viewer.can_see_summary,
};

/// Everything below `/reports`.
#[component(transparent)]
pub fn MonthlyReportRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/reports") view=Outlet>
            <Route path=path!("") view=lazy!(summary, MonthPage)/>
            <Route path=path!(":id") view=lazy!(summary, ReportPage)/>
        </ParentRoute>
    }
    .into_inner()
}
