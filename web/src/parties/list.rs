//! The list of parties.

use super::{
    PLACE,
    operations::{ListParties, PartyFilter, PartyRow},
};
use crate::{
    components::{
        display::{PageHeader, listing_badge, or_dash},
        filter::{ChoiceFilter, FilterBar, SearchBox, SwitchFilter},
        table::{Column, DataTable, Listed, use_list},
        url_state::use_url_state,
    },
    graphql::enums::{Choice, PartyKind, PartyOrderField},
    i18n::t,
};
use leptos::prelude::*;

/// `/parties`
#[component]
pub fn PartiesPage() -> impl IntoView {
    let url = use_url_state();
    let words = &t().parties;
    let query = use_list::<ListParties>(url, move || PartyFilter {
        search: url.get("q"),
        kind: url.choice("kind"),
        namesake: url.on("namesake").then_some(true),
        listed: url.on("listed").then_some(true),
    });
    view! {
        <PageHeader title=words.title>
            <a class="button primary" href="/parties/new" data-testid="new-party">{words.new}</a>
        </PageHeader>
        <FilterBar>
            <SearchBox label=words.search/>
            <ChoiceFilter<PartyKind> key="kind" label=words.kind/>
            <SwitchFilter key="namesake" label=t().twins.namesake/>
            <SwitchFilter key="listed" label=t().blacklist.on_list_only/>
        </FilterBar>
        <Listed query table/>
    }
}

fn table(rows: Vec<PartyRow>) -> impl IntoView {
    let words = &t().parties;
    let columns = vec![
        Column::new(words.name, |party: &PartyRow| {
            view! { <span>{party.name.clone()}" "{listing_badge(party.listing.as_ref())}</span> }.into_any()
        })
        .sorted_by(PartyOrderField::Name.code()),
        Column::new(words.kind, |party: &PartyRow| party.kind.label().into_any()).short(),
        Column::new(words.credit_code, |party: &PartyRow| {
            or_dash(party.credit_code.as_ref().map(|code| &code.0).or(party.id_number_masked.as_ref()))
        })
        .short(),
        Column::new(words.legal_representative, |party: &PartyRow| {
            or_dash(party.legal_representative.as_ref())
        }),
        Column::new(words.address, |party: &PartyRow| or_dash(party.address.as_ref())),
        Column::new(words.region, |party: &PartyRow| {
            or_dash(party.region.as_ref().map(|region| &region.name))
        })
        .short(),
    ];
    view! { <DataTable columns rows href=|party: &PartyRow| PLACE.href(&party.id) caption=words.title/> }
}
