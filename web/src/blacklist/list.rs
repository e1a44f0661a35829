//! The list of entries of the blacklist.

use super::operations::{BlacklistFilter, EntriesVariables, EntryRow, ListEntries};
use crate::{
    components::{
        display::{Badge, PageHeader, listing_badge, or_dash},
        filter::{ChoiceFilter, FilterBar, SwitchFilter},
        states::Loaded,
        table::{Column, DataTable, Pagination},
        url_state::use_url_state,
    },
    graphql::{
        enums::{BlacklistState, Choice},
        query::use_query,
    },
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// `/blacklist`
#[component]
pub fn BlacklistPage() -> impl IntoView {
    let url = use_url_state();
    let words = &t().blacklist;
    let entries = use_query(move || {
        let page = url.page();
        ListEntries::build(EntriesVariables {
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            filter: Some(BlacklistFilter {
                state: url.choices("state"),
                on_list: url.on("onList").then_some(true),
            }),
            total: url.on("total"),
        })
    });
    view! {
        <PageHeader title=words.title>
            <a class="button" href="/blacklist/rules" data-testid="rules">{words.rules}</a>
        </PageHeader>
        <FilterBar>
            <ChoiceFilter<BlacklistState> key="state" label=words.state/>
            <SwitchFilter key="onList" label=words.on_list_only/>
        </FilterBar>
        <Loaded query=entries let:data>
            {entry_table(data.blacklist_entries.nodes)}
            <Pagination page=data.blacklist_entries.page_info total=data.blacklist_entries.total_count more=data.blacklist_entries.total_count_is_lower_bound/>
        </Loaded>
    }
}

/// Where an entry stands.
pub fn state_badge(state: BlacklistState) -> AnyView {
    let tone = match state {
        BlacklistState::Proposed | BlacklistState::Notified => "waiting",
        BlacklistState::Listed => "calm",
        BlacklistState::Dismissed | BlacklistState::Removed => "done",
    };
    view! { <Badge label=state.label() tone/> }.into_any()
}

/// Entries in a table, here and on a party's page.
pub fn entry_table(rows: Vec<EntryRow>) -> impl IntoView {
    let words = &t().blacklist;
    let columns = vec![
        Column::new(words.party, |entry: &EntryRow| {
            let Some(party) = entry.party.as_ref() else { return or_dash(None::<String>) };
            view! { <span>{party.name.clone()}" "{listing_badge(party.listing.as_ref())}</span> }.into_any()
        }),
        Column::new(words.state, |entry: &EntryRow| state_badge(entry.state)).short(),
        Column::new(words.ground, |entry: &EntryRow| entry.ground.clone().into_any()),
        Column::new(words.department, |entry: &EntryRow| entry.department.short_name.clone().into_any())
            .short(),
        Column::new(words.proposed_on, |entry: &EntryRow| entry.proposed_on.0.clone().into_any()).short(),
        Column::new(words.listed_on, |entry: &EntryRow| or_dash(entry.listed_on.as_ref())).short(),
        Column::new(words.listed_until, |entry: &EntryRow| or_dash(entry.listed_until.as_ref())).short(),
    ];
    view! { <DataTable columns rows href=|entry: &EntryRow| format!("/blacklist/{}", entry.id.inner()) caption=words.title/> }
}
