//! The list of departments that met at a party.

use super::operations::{DeconflictionFilter, ListPairs, PairRow, PairsVariables};
use crate::{
    components::{
        display::{Badge, PageHeader, or_dash},
        filter::{FilterBar, SwitchFilter},
        states::Loaded,
        table::{Column, DataTable, Pagination},
        url_state::use_url_state,
    },
    graphql::{enums::Choice, query::use_query},
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// `/deconflictions`
#[component]
pub fn DeconflictionsPage() -> impl IntoView {
    let url = use_url_state();
    let words = &t().deconfliction;
    let pairs = use_query(move || {
        let page = url.page();
        ListPairs::build(PairsVariables {
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            filter: Some(DeconflictionFilter {
                live: url.on("live").then_some(true),
                unacknowledged: url.on("unacknowledged").then_some(true),
                proposed: url.on("proposed").then_some(true),
            }),
            total: url.on("total"),
        })
    });
    view! {
        <PageHeader title=words.title/>
        <p class="hint">{words.explanation}</p>
        <FilterBar>
            <SwitchFilter key="live" label=words.live_only/>
            <SwitchFilter key="unacknowledged" label=words.unacknowledged_only/>
            <SwitchFilter key="proposed" label=words.proposed_only/>
        </FilterBar>
        <Loaded query=pairs let:data>
            {pair_table(data.deconflictions.nodes)}
            <Pagination page=data.deconflictions.page_info total=data.deconflictions.total_count more=data.deconflictions.total_count_is_lower_bound/>
        </Loaded>
    }
}

/// Pairs in a table, here and on the pages of parties and cases.
pub fn pair_table(rows: Vec<PairRow>) -> impl IntoView {
    let words = &t().deconfliction;
    let columns = vec![
        Column::new(words.party, |pair: &PairRow| or_dash(pair.party.as_ref().map(|party| &party.name))),
        Column::new(words.first, |pair: &PairRow| side(pair, 0)),
        Column::new(words.second, |pair: &PairRow| side(pair, 1)),
        Column::new(words.found_on, |pair: &PairRow| pair.found_on.0.clone().into_any()).short(),
        Column::new(words.proposal, |pair: &PairRow| {
            or_dash(
                pair.proposal
                    .as_ref()
                    .map(|proposal| proposal.answer.map_or(t().deconfliction.waiting, Choice::label)),
            )
        })
        .short(),
        Column::new(words.state, |pair: &PairRow| {
            let words = &t().deconfliction;
            let (label, tone) =
                if pair.ended_on.is_none() { (words.live, "waiting") } else { (words.ended, "done") };
            view! { <Badge label tone/> }.into_any()
        })
        .short(),
    ];
    view! { <DataTable columns rows href=|pair: &PairRow| format!("/deconflictions/{}", pair.id.inner()) caption=words.title/> }
}

fn side(pair: &PairRow, number: usize) -> AnyView {
    let words = &t().deconfliction;
    let Some(side) = pair.sides.get(number) else { return or_dash(None::<String>) };
    let noted = if side.acknowledged_at.is_some() { words.acknowledged } else { words.unacknowledged };
    view! { <span>{side.department.short_name.clone()}" "<span class="detail">{noted}</span></span> }
        .into_any()
}
