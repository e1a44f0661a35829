//! One party: who it is, and everything recorded about it that the viewer may see.

use super::{
    form::ReviseDialog,
    merge::TwinsTab,
    operations::{InspectionRow, Particulars, Party, PartyName, PartyVariables, ShowParty},
    reveal::IdentityNumber,
};
use crate::{
    blacklist::entry_table,
    cases::case_table,
    components::{
        display::{Facts, PageHeader, PrintButton, Section, Tabs, listing_badge, or_dash},
        record::found,
        states::Empty,
        table::{Column, DataTable, Pagination},
        url_state::use_url_state,
    },
    deconfliction::pair_table,
    graphql::{
        enums::{Choice, PartyKind},
        query::use_query,
    },
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
    found(query, |data| data.party, move |party| view! { <PartyView party changed/> })
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
    let business = party.kind == PartyKind::Business;
    let mut facts = vec![(words.kind, party.kind.label().into_any())];
    if business {
        facts.push((words.credit_code, or_dash(party.credit_code)));
        facts.push((words.registered_in, or_dash(party.registered_in.map(|region| region.name))));
    } else {
        facts.push((words.id_number, id_number));
    }
    if party.names.len() > 1 {
        facts.push((words.names, names(&party.names)));
    }
    let own = match &party.particulars[..] {
        [] => view! { <Empty filtered=false/> }.into_any(),
        [one] => {
            let region = party.region.map(|region| region.name);
            view! { <Facts facts=kept(one, business, region)/> }.into_any()
        }
        several => particulars(several.to_vec(), business),
    };
    let why = if business { words.shared_business } else { words.shared_person };
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
        <Section title=words.shared><Facts facts/></Section>
        <Section title=words.particulars>
            <p class="detail">{why}</p>
            <div data-testid="particulars">{own}</div>
        </Section>
        <Tabs tabs part/>
        <ReviseDialog open=revising party=stored changed/>
    }
}

/// The names that it had, each with its first day.
fn names(names: &[PartyName]) -> AnyView {
    let rows = names.iter().map(|name| view! { <li>{name.name.clone()}" "<span class="detail">{name.valid_from.0.clone()}" "{t().parties.since}</span></li> });
    view! { <ul class="twins" data-testid="names">{rows.collect_view()}</ul> }.into_any()
}

/// What one department keeps of it.
fn kept(of: &Particulars, business: bool, region: Option<String>) -> Vec<(&'static str, AnyView)> {
    let words = &t().parties;
    let mut facts = vec![(t().cases.department, of.department.name.clone().into_any())];
    if business {
        facts.push((words.legal_representative, or_dash(of.legal_representative.clone())));
    }
    facts.extend([
        (words.address, or_dash(of.address.clone())),
        (words.phone, or_dash(of.phone.clone())),
        (words.region, or_dash(region)),
        (words.remarks, or_dash(of.remarks.clone())),
    ]);
    facts
}

/// What several departments keep of it, for their office.
fn particulars(rows: Vec<Particulars>, business: bool) -> AnyView {
    let words = &t().parties;
    let named = match business {
        true => Column::new(words.legal_representative, |row: &Particulars| {
            or_dash(row.legal_representative.clone())
        }),
        false => Column::new(words.name, |row: &Particulars| or_dash(row.name.clone())),
    };
    let columns = vec![
        Column::new(t().cases.department, |row: &Particulars| row.department.name.clone().into_any()),
        named.short(),
        Column::new(words.address, |row: &Particulars| or_dash(row.address.clone())),
        Column::new(words.phone, |row: &Particulars| or_dash(row.phone.clone())).short(),
        Column::new(words.remarks, |row: &Particulars| or_dash(row.remarks.clone())),
    ];
    let href = |row: &Particulars| format!("/departments/{}", row.department.id.inner());
    view! { <DataTable columns rows href caption=words.particulars/> }.into_any()
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
