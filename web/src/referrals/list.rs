//! What the viewer's department received and sent, with how many wait.

use super::{
    operations::{ListReferrals, ReferralCounts, ReferralFilter, ReferralRow, ReferralsVariables},
    tab::{receiver, status_badge},
};
use crate::{
    components::{
        display::{PageHeader, or_dash},
        filter::{ChoiceFilter, FilterBar, SwitchFilter},
        states::Loaded,
        table::{Column, DataTable, Pagination},
        url_state::use_url_state,
    },
    graphql::{
        enums::{Choice, ReferralDirection, ReferralStatus, ReferralTarget},
        query::use_query,
    },
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// `/referrals`
#[component]
pub fn ReferralsPage() -> impl IntoView {
    let url = use_url_state();
    let words = &t().referrals;
    let query = use_query(move || {
        let page = url.page();
        let direction = match url.get("direction").as_deref() {
            Some("all") => None,
            _ => Some(url.choice("direction").unwrap_or(ReferralDirection::Received)),
        };
        ListReferrals::build(ReferralsVariables {
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            filter: Some(ReferralFilter {
                direction,
                status: url.choices::<ReferralStatus>("status"),
                target: url.choice("target"),
                unanswered: url.on("waiting").then_some(true),
            }),
            total: url.on("total"),
        })
    });
    let columns = || {
        vec![
            Column::new(t().cases.number, |row: &ReferralRow| {
                or_dash(row.case.as_ref().map(|case| &case.number))
            })
            .short(),
            Column::new(t().cases.name, |row: &ReferralRow| {
                or_dash(row.case.as_ref().map(|case| &case.title))
            }),
            Column::new(words.from, |row: &ReferralRow| {
                or_dash(row.case.as_ref().map(|case| &case.department.name))
            }),
            Column::new(words.to, |row: &ReferralRow| {
                receiver(
                    row.department.as_ref().map(|department| department.name.as_str()),
                    row.region_name.as_deref(),
                    row.organ_name.as_deref(),
                )
            }),
            Column::new(words.target, |row: &ReferralRow| row.target.label().into_any()).short(),
            Column::new(words.referred_on, |row: &ReferralRow| {
                or_dash(row.referred_on.as_ref().or(Some(&row.proposed_on)))
            })
            .short(),
            Column::new(words.status, |row: &ReferralRow| status_badge(row.status)).short(),
        ]
    };
    let href = |row: &ReferralRow| {
        let case = row.case.as_ref().map(|case| case.id.inner().to_owned());
        format!("/cases/{}?tab=referrals", case.unwrap_or_default())
    };
    view! {
        <PageHeader title=words.inbox>
            <a class="button" href="/referrals/thresholds">{words.thresholds}</a>
        </PageHeader>
        <Loaded query let:data>
            <Directions counts=data.referral_counts/>
            <FilterBar>
                <ChoiceFilter<ReferralTarget> key="target" label=words.target/>
                <ChoiceFilter<ReferralStatus> key="status" label=words.status/>
                <SwitchFilter key="waiting" label=words.unanswered/>
            </FilterBar>
            <DataTable columns=columns() rows=data.referrals.nodes href=href caption=words.inbox/>
            <Pagination page=data.referrals.page_info total=data.referrals.total_count more=data.referrals.total_count_is_lower_bound/>
        </Loaded>
    }
}

/// Received, sent, or all that the viewer may see; with what waits.
#[component]
fn Directions(counts: ReferralCounts) -> impl IntoView {
    let url = use_url_state();
    let words = &t().referrals;
    let link = move |value: Option<&'static str>, label: String| {
        let shown = value.unwrap_or("RECEIVED");
        let current = move || url.get("direction").unwrap_or_else(|| "RECEIVED".to_owned()) == shown;
        view! {
            <a href=move || url.href(&[("direction", value), ("after", None), ("before", None)])
                aria-current=move || current().then_some("page") data-testid=format!("direction-{shown}")>{label}</a>
        }
    };
    view! {
        <nav class="tabs">
            {link(None, (words.received)(counts.received_unanswered, counts.received))}
            {link(Some("SENT"), (words.sent)(counts.sent_open, counts.sent))}
            {link(Some("all"), words.all.to_owned())}
        </nav>
    }
}
