//! Referrals: a case's own part of the page, what a department received and sent, and the thresholds
//! for prosecution.

mod act;
mod act_operations;
mod acts;
mod begin;
mod list;
mod operations;
mod package;
mod tab;
mod thresholds;

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
use list::ReferralsPage;
pub use tab::ReferralTab;
use thresholds::ThresholdsPage;

/// Where they are.
pub const PLACE: Place = Place {
    name: "referrals",
    path: "/referrals",
    object: None,
    group: Some(Group::Work),
    label: || t().referrals.inbox,
    open_to: records,
};

/// Everything below `/referrals`.
#[component(transparent)]
pub fn ReferralRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/referrals") view=Outlet>
            <Route path=path!("") view=lazy!(cases, ReferralsPage)/>
            <Route path=path!("thresholds") view=lazy!(rules, ThresholdsPage)/>
        </ParentRoute>
    }
    .into_inner()
}
