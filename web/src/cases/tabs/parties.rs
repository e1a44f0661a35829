//! Who a case is about: each party with what else the viewer may know of it.

use super::TabOf;
use crate::{
    cases::case_table,
    components::{
        display::{Badge, Facts, listing_badge, or_dash},
        states::{Empty, Loaded},
    },
    deconfliction::pair_table,
    graphql::{
        enums::{Choice, PartyKind},
        operation::ById,
        query::use_query,
    },
    i18n::t,
    parties::{CaseParties, PartInCase},
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// The case's parties.
#[component]
pub fn PartiesTab(of: TabOf) -> impl IntoView {
    let id = StoredValue::new(of.id());
    let query = use_query(move || CaseParties::build(ById { id: id.get_value() }));
    view! {
        <Loaded query let:data>
            {match data.case.map(|case| case.parties).unwrap_or_default() {
                parts if parts.is_empty() => view! { <Empty filtered=false/> }.into_any(),
                parts => parts.into_iter().map(|part| view! { <PartView case=id.get_value() part/> }).collect_view().into_any(),
            }}
        </Loaded>
    }
}

#[component]
fn PartView(case: cynic::Id, part: PartInCase) -> impl IntoView {
    let words = &t().parties;
    let party = part.party;
    let mut facts = vec![
        (words.kind, party.kind.label().into_any()),
        (words.credit_code, or_dash(party.credit_code)),
        (words.legal_representative, or_dash(party.legal_representative)),
        (words.phone, or_dash(party.phone)),
        (words.address, or_dash(party.address)),
    ];
    if party.kind == PartyKind::Business && party.name != part.name {
        facts.push((words.name_now, party.name.into_any()));
    }
    let others: Vec<_> = party.cases.nodes.into_iter().filter(|other| other.id != case).collect();
    let pairs = party.deconflictions;
    let more = party.cases.page_info.has_next_page;
    let href = format!("/parties/{}", party.id.inner());
    let all = href.clone();
    view! {
        <section class="panel" data-testid="case-party">
            <header class="panel-head">
                <h2><a href=href>{part.name}</a>" "{listing_badge(party.listing.as_ref())}</h2>
                <Badge label=part.role.label()/>
            </header>
            <Facts facts/>
            <h3 class="sub">{words.other_cases}</h3>
            {match others.is_empty() {
                true => view! { <p class="detail">{words.no_other_cases}</p> }.into_any(),
                false => case_table(others).into_any(),
            }}
            {more.then(|| view! { <p><a href=all>{words.all_of_party}</a></p> })}
            {(!pairs.is_empty()).then(|| view! { <h3 class="sub">{t().deconfliction.title}</h3>{pair_table(pairs)} })}
        </section>
    }
}
