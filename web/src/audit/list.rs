//! The list of what was done.

use super::operations::{AuditEntry, AuditFilter, AuditVariables, ListAuditEntries};
use crate::{
    components::{
        display::{PageHeader, or_dash},
        filter::{FilterBar, RangeFilter, SearchBox},
        states::Loaded,
        table::{Column, DataTable, Pagination},
        url_state::use_url_state,
    },
    graphql::query::use_query,
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// `/audit`
#[component]
pub fn AuditPage() -> impl IntoView {
    let url = use_url_state();
    let words = &t().audit;
    let entries = use_query(move || {
        let page = url.page();
        ListAuditEntries::build(AuditVariables {
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            filter: Some(AuditFilter {
                actor: url.get("actor"),
                action: url.get("action"),
                object_id: url.get("object").map(cynic::Id::new),
                at: url.range("at"),
            }),
            total: url.on("total"),
        })
    });
    let columns = || {
        vec![
            Column::new(words.sequence, |entry: &AuditEntry| entry.sequence.into_any()).number(),
            Column::new(words.at, |entry: &AuditEntry| entry.at.shanghai().into_any()).short(),
            Column::new(words.actor, |entry: &AuditEntry| entry.actor.clone().into_any()).short(),
            Column::new(words.action, |entry: &AuditEntry| entry.action.clone().into_any()).short(),
            Column::new(words.object, |entry: &AuditEntry| {
                let id = entry.object_id.as_ref().map(|id| id.inner().to_owned());
                view! { <span>{entry.object_type.clone()}" "<span class="detail">{id}</span></span> }
                    .into_any()
            }),
            Column::new(words.detail, |entry: &AuditEntry| entry.detail.clone().into_any()),
            Column::new(words.address, |entry: &AuditEntry| or_dash(entry.address.as_ref())).short(),
            Column::new(words.hash, |entry: &AuditEntry| {
                let short: String = entry.hash.chars().take(12).collect();
                view! { <code title=entry.hash.clone()>{short}</code> }.into_any()
            })
            .short(),
        ]
    };
    view! {
        <PageHeader title=words.title/>
        <FilterBar>
            <SearchBox label=words.actor key="actor"/>
            <SearchBox label=words.action key="action"/>
            <SearchBox label=words.object_id key="object"/>
            <RangeFilter key="at" label=words.at/>
        </FilterBar>
        <p class="hint">{words.note}</p>
        <Loaded query=entries let:data>
            <DataTable columns=columns() rows=data.audit_entries.nodes caption=words.title/>
            <Pagination page=data.audit_entries.page_info total=data.audit_entries.total_count more=data.audit_entries.total_count_is_lower_bound/>
        </Loaded>
    }
}
