//! What the law says, as dated data that the office keeps: the rules of clocks, of the blacklist, the
//! thresholds for prosecution, and from which amount on a case is reviewed. Here is what their pages share,
//! and those that have no other room.

mod operations;
mod review;
mod thresholds;

use crate::{components::display::Badge, graphql::scalars::Date, i18n::t, session::Session};
use leptos::prelude::*;
use leptos_router::components::A;
pub use review::ReviewPage;
pub use thresholds::{AddThreshold, ThresholdActions};

/// The way from one page of rules to the others.
#[component]
pub fn RuleTabs() -> impl IntoView {
    let words = t();
    let pages = [
        ("/deadlines/rules", words.clocks.rules),
        ("/blacklist/rules", words.blacklist.rules),
        ("/referrals/thresholds", words.referrals.thresholds),
        ("/deadlines/legal-review", words.rules.review),
    ];
    let links = pages.map(|(href, label)| view! { <A href=href>{label}</A> });
    view! { <nav class="tabs no-print" aria-label=words.rules.title>{links.into_iter().collect_view()}</nav> }
}

/// Since when and until when a rule holds.
pub fn validity(from: &Date, to: Option<&Date>) -> AnyView {
    let (words, today) = (&t().rules, Session::current().today());
    let badge = if from.0 > today {
        Some((words.to_come, "waiting"))
    } else if to.is_some_and(|to| to.0 < today) {
        Some((words.former, "done"))
    } else {
        None
    };
    let until = to.map_or_else(|| words.until_further.to_owned(), |to| to.0.clone());
    let badge = badge.map(|(label, tone)| view! { " "<Badge label tone/> });
    view! { <span class="validity">{from.0.clone()}" — "{until}{badge}</span> }.into_any()
}

/// Whether a rule is over.
pub fn is_former(to: Option<&Date>) -> bool {
    to.is_some_and(|to| to.0 < Session::current().today())
}

/// The day from which a revision is offered to hold: today, or the rule's own day where that is to come.
pub fn first_day(from: &Date) -> String {
    let today = Session::current().today();
    if from.0 > today { from.0.clone() } else { today }
}
