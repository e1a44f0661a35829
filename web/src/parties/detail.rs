//! One party: who it is, and everything recorded about it that the viewer may see.

use super::{
    form::ReviseDialog,
    merge::TwinsTab,
    operations::{InspectionRow, Party, PartyVariables, ShowParty},
    reveal::IdentityNumber,
};
use crate::{
    blacklist::entry_table,
    cases::case_table,
    components::{
        display::{Facts, PageHeader, PrintButton, Section, Tabs, listing_badge, or_dash},
        states::{Loaded, NotFound},
        table::{Column, DataTable, Pagination},
        url_state::use_url_state,
    },
    deconfliction::pair_table,
    graphql::{enums::Choice, query::use_query},
    i18n::t,
    seizures::seizure_table,
};
use cynic::QueryBuilder;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// `/parties/:id`
#[component]
pub fn PartyPage() -> impl IntoView {
    let (params, url) = (use_params_map(), use_url_state());
    let query = use_query(move || {
        let id = params.with(|params| params.get("id")).unwrap_or_default();
        let page = url.page();
        ShowParty::build(PartyVariables {
            id: cynic::Id::new(id),
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
        })
    });
    let changed = Callback::new(move |()| query.refetch());
    view! {
        <Loaded query let:data>
            {match data.party {
                Some(party) => view! { <PartyView party changed/> }.into_any(),
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
}

#[component]
fn PartyView(party: Party, changed: Callback<()>) -> impl IntoView {
    let words = &t().parties;
    let revising = RwSignal::new(false);
    let stored = StoredValue::new(party.clone());
    let id_number = match party.id_number_masked {
        Some(masked) => {
            let may_reveal = party.viewer_can_reveal_identity_number;
            view! { <IdentityNumber party=party.id.clone() masked may_reveal/> }.into_any()
        }
        None => or_dash(None::<String>),
    };
    let mut facts = vec![
        (words.kind, party.kind.label().into_any()),
        (words.credit_code, or_dash(party.credit_code)),
        (words.id_number, id_number),
        (words.legal_representative, or_dash(party.legal_representative)),
        (words.address, or_dash(party.address)),
        (words.phone, or_dash(party.phone)),
        (words.region, or_dash(party.region.map(|region| region.name))),
    ];
    if !party.merged_names.is_empty() {
        facts.push((t().twins.merged_names, party.merged_names.join("、").into_any()));
    }
    let listing = party.listing.as_ref().map(|listing| {
        let (badge, words) = (listing_badge(Some(listing)), &t().blacklist);
        view! {
            <p class="notice" role="status" data-testid="listing">
                {badge}" "{listing.ground.clone()}" · "{words.listed_until}" "{listing.until.0.clone()}
            </p>
        }
    });
    let part = move |tab: &str| match tab {
        "inspections" => stored.with_value(inspections),
        "seizures" => seizure_table(stored.with_value(|party| party.seizures.nodes.clone())).into_any(),
        "pairs" => pair_table(stored.with_value(|party| party.deconflictions.clone())).into_any(),
        "blacklist" => entry_table(stored.with_value(|party| party.blacklist_entries.clone())).into_any(),
        "twins" => view! { <TwinsTab party=stored changed/> }.into_any(),
        _ => stored.with_value(cases),
    };
    // What there is some of says how much.
    let counted = |label: &str, count: usize| match count {
        0 => label.to_owned(),
        _ => format!("{label}（{count}）"),
    };
    let tabs = vec![
        ("cases", words.cases.to_owned()),
        ("inspections", counted(words.inspections, party.inspections.nodes.len())),
        ("seizures", counted(words.seizures, party.seizures.nodes.len())),
        ("pairs", counted(t().deconfliction.title, party.deconflictions.len())),
        ("blacklist", counted(t().blacklist.entries, party.blacklist_entries.len())),
        ("twins", counted(t().twins.title, party.likely_twins.len())),
    ];
    view! {
        <PageHeader title=party.name above=vec![(words.title, "/parties")]>
            <PrintButton/>
            {party.viewer_can_revise.then(|| view! {
                <button type="button" on:click=move |_| revising.set(true) data-testid="revise">{t().action.edit}</button>
            })}
        </PageHeader>
        {listing}
        <Section title=t().cases.basics><Facts facts/></Section>
        <Tabs tabs part/>
        <ReviseDialog open=revising party=stored changed/>
    }
}

fn cases(party: &Party) -> AnyView {
    let page = party.cases.page_info.clone();
    let more = page.has_next_page || page.has_previous_page;
    view! {
        {case_table(party.cases.nodes.clone())}
        {more.then(|| view! { <Pagination page total=None/> })}
    }
    .into_any()
}

fn inspections(party: &Party) -> AnyView {
    let words = &t().parties;
    let columns = vec![
        Column::new(words.inspected_on, |row: &InspectionRow| row.inspected_on.0.clone().into_any()).short(),
        Column::new(words.place, |row: &InspectionRow| row.place.clone().into_any()),
        Column::new(t().cases.department, |row: &InspectionRow| row.department.name.clone().into_any()),
    ];
    let href = |row: &InspectionRow| format!("/inspections/{}", row.id.inner());
    view! { <DataTable columns rows=party.inspections.nodes.clone() href caption=words.inspections/> }
        .into_any()
}
