//! What the law says, as dated data that the office keeps: the rules of clocks, of the blacklist, the
//! thresholds for prosecution, and from which amount on a case is reviewed. Here is what their pages share,
//! and those that have no other room.

mod changes;
mod operations;
mod review;
mod thresholds;

use crate::{
    components::display::Badge,
    graphql::{fragments::RegionRef, scalars::Date},
    i18n::t,
    pages::{Group, Place, records},
    session::Session,
};
pub use changes::{ChangePage, ChangesPage};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_navigate};
pub use review::ReviewPage;
pub use thresholds::{AddThreshold, ThresholdActions};

/// Where the first of them are.
pub const PLACE: Place = Place {
    name: "clock-rules",
    path: "/deadlines/rules",
    object: None,
    group: Some(Group::Manage),
    label: || t().rules.title,
    open_to: records,
};

/// Where what a change of them moved is.
pub const CHANGES: Place = Place {
    name: "rule-changes",
    path: "/deadlines/changes",
    object: Some("RuleChange"),
    group: None,
    label: || t().rules.changes,
    open_to: records,
};

/// The way from one page of rules to the others.
#[component]
pub fn RuleTabs() -> impl IntoView {
    let words = t();
    let pages = [
        ("/deadlines/rules", words.clocks.rules),
        ("/blacklist/rules", words.blacklist.rules),
        ("/referrals/thresholds", words.referrals.thresholds),
        ("/deadlines/legal-review", words.rules.review),
        ("/deadlines/changes", words.rules.changes),
    ];
    let links = pages.map(|(href, label)| view! { <A href=href>{label}</A> });
    view! { <nav class="tabs no-print" aria-label=words.rules.title>{links.into_iter().collect_view()}</nav> }
}

/// How many due dates a change moved, and the change.
pub type Effect = (i32, Option<cynic::Id>);

/// Goes to what a change moved, where it moved something.
pub fn use_change() -> Callback<Effect> {
    let navigate = use_navigate();
    Callback::new(move |(moved, change): Effect| {
        if let Some(change) = change.filter(|_| moved > 0) {
            navigate(&format!("/deadlines/changes/{}", change.inner()), Default::default());
        }
    })
}

/// The provision, and the document of a region's own below it.
pub fn grounded(article: &str, ground: Option<&str>) -> AnyView {
    let ground = ground.map(|ground| view! { <p class="detail">{(t().rules.ground_line)(ground)}</p> });
    view! { {article.to_owned()}{ground} }.into_any()
}

/// Whose a rule is: a region's, or the platform's.
pub fn whose(region: Option<&RegionRef>) -> String {
    region.map_or_else(|| t().rules.platform.to_owned(), |region| region.name.clone())
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
