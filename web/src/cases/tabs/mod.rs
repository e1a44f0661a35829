//! The parts of a case's page. Each loads its own query when it is opened, so that the page itself
//! comes with what its head needs. A part is a component in a file of its own, here or with its
//! domain, and a line of [`TABS`].

mod overview;
mod parties;
mod timeline;

use super::operations::Case;
use crate::{
    case_documents::DocumentsTab, clocks::ClocksTab, components::display::Tabs, evidence::EvidenceTab,
    i18n::t, referrals::ReferralTab, seizures::GoodsTab,
};
use leptos::prelude::*;
use overview::OverviewTab;
use parties::PartiesTab;
use timeline::TimelineTab;

/// What a part is given.
#[derive(Clone, Copy)]
pub struct TabOf {
    /// The case as the page's head has it.
    pub case: StoredValue<Case>,
    /// To be told when the part has changed the case: everything is asked for anew.
    pub changed: Callback<()>,
}

impl TabOf {
    /// The case's id.
    pub fn id(self) -> cynic::Id {
        self.case.with_value(|case| case.id.clone())
    }
}

/// A part: its name in the URL, its label, its view.
type Tab = (&'static str, fn() -> &'static str, fn(TabOf) -> AnyView);

/// All parts, in their order. The first is what a plain link opens.
const TABS: [Tab; 8] = [
    ("overview", || t().flow.overview, |of| view! { <OverviewTab of/> }.into_any()),
    ("parties", || t().parties.title, |of| view! { <PartiesTab of/> }.into_any()),
    ("clocks", || t().clocks.title, |of| view! { <ClocksTab of/> }.into_any()),
    ("goods", || t().seizures.tab, |of| view! { <GoodsTab of/> }.into_any()),
    ("referrals", || t().referrals.tab, |of| view! { <ReferralTab of/> }.into_any()),
    ("timeline", || t().flow.timeline, |of| view! { <TimelineTab of/> }.into_any()),
    ("documents", || t().case_documents.tab, |of| view! { <DocumentsTab of/> }.into_any()),
    ("evidence", || t().evidence.tab, |of| view! { <EvidenceTab of/> }.into_any()),
];

/// The parts of the page, one at a time.
#[component]
pub fn CaseTabs(of: TabOf) -> impl IntoView {
    let tabs = TABS.iter().map(|(name, label, _)| (*name, label().to_owned())).collect();
    let part = move |name: &str| {
        let (_, _, show) = TABS.iter().find(|(known, ..)| *known == name).unwrap_or(&TABS[0]);
        show(of)
    };
    view! { <Tabs tabs part/> }
}
