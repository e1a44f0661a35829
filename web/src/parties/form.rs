//! Registering a party, and correcting one. With a credit code on record already, the recorded party is the answer;
//! what looks like another is shown that first.

use super::operations::{
    Party, PartyVersion, RegisterParty, RegisterPartyInput, RegisterPartyVariables, ReviseParty,
    RevisePartyInput, TwinRow,
};
use crate::{
    components::{
        conflict::Basis,
        dialog::Dialog,
        display::{Badge, PageHeader, listing_badge},
        fields::{DateField, SelectField, TextAreaField, TextField, optional},
        form::{Form, FormView, closing},
        toast::Toasts,
    },
    graphql::{
        enums::{Choice, PartyKind},
        scalars::{CreditCode, Date},
    },
    i18n::t,
};
use cynic::MutationBuilder;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// `/parties/new`
#[component]
pub fn NewPartyPage() -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().parties);
    let navigate = use_navigate();
    let back = navigate.clone();
    let kind = RwSignal::new(Some(PartyKind::Business));
    let [name, code, id_number, address, phone, legal, remarks] =
        [(); 7].map(|()| RwSignal::new(String::new()));
    let twins = RwSignal::new(Vec::<TwinRow>::new());
    let confirmed = RwSignal::new(false);
    let business = move || kind.get() != Some(PartyKind::Person);
    let submit = move || {
        let Some(kind) = kind.get_untracked() else { return form.require(&[("kind", true)]) };
        let business = kind == PartyKind::Business;
        let input = RegisterPartyInput {
            idempotency_key: form.key(),
            kind,
            name: name.get_untracked(),
            credit_code: optional(code).filter(|_| business).map(CreditCode),
            id_number: optional(id_number).filter(|_| !business),
            address: optional(address),
            phone: optional(phone),
            legal_representative: optional(legal).filter(|_| business),
            remarks: optional(remarks),
            confirmed_distinct: confirmed.get_untracked(),
        };
        let navigate = navigate.clone();
        form.send_reading(
            RegisterParty::build(RegisterPartyVariables { input }),
            move |data| {
                let payload = data.register_party;
                twins.set(payload.likely_twins);
                (payload.errors, payload.party.map(|party| (party, payload.existing)))
            },
            move |(party, existing)| {
                toasts.say(match (existing, party.kind) {
                    (false, _) => words.registered,
                    (true, PartyKind::Business) => words.existing,
                    (true, PartyKind::Person) => words.existing_person,
                });
                navigate(&format!("/parties/{}", party.id.inner()), Default::default());
            },
            |_| {},
        );
    };
    // Whoever changes what is compared looks again.
    Effect::new(move |_| {
        name.track();
        phone.track();
        address.track();
        code.track();
        confirmed.set(false);
        twins.set(Vec::new());
    });
    let again = submit.clone();
    let found = move || {
        let twins = twins.get();
        let again = again.clone();
        (!twins.is_empty()).then(|| {
            let words = &t().twins;
            let rows = twins.into_iter().map(|twin| {
                let common: Vec<_> = twin.common.iter().map(|one| one.label()).collect();
                let party = twin.party;
                let facts: Vec<_> = [party.credit_code.map(|code| code.0), party.phone, party.address]
                    .into_iter()
                    .flatten()
                    .collect();
                view! {
                    <li data-testid="twin">
                        <a href=format!("/parties/{}", party.id.inner())>{party.name}</a>" "
                        {listing_badge(party.listing.as_ref())}" "<Badge label=common.join("、") tone="waiting"/>
                        <p class="detail">{facts.join(" · ")}</p>
                    </li>
                }
            });
            view! {
                <section class="notice" role="status" data-testid="twins">
                    <h2>{words.title}</h2>
                    <p>{words.found}</p>
                    <ul class="twins">{rows.collect_view()}</ul>
                    <button type="button" on:click=move |_| { confirmed.set(true); again() } data-testid="confirm-distinct">
                        {words.confirm}
                    </button>
                </section>
            }
        })
    };
    view! {
        <PageHeader title=words.new above=vec![(words.title, "/parties")]/>
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| back("/parties", Default::default())>
            <SelectField name="kind" label=words.kind value=kind required=true/>
            <TextField name="name" label=words.name value=name required=true/>
            <div hidden=move || !business()><TextField name="creditCode" label=words.credit_code value=code/></div>
            <div hidden=move || !business()><TextField name="legalRepresentative" label=words.legal_representative value=legal/></div>
            <div hidden=business><TextField name="idNumber" label=words.id_number value=id_number hint=words.id_number_hint/></div>
            <TextField name="phone" label=words.phone value=phone kind="tel" keyboard="tel"/>
            <TextField name="address" label=words.address value=address wide=true/>
            <TextAreaField name="remarks" label=words.remarks value=remarks hint=words.own_hint rows=2/>
        </FormView>
        {found}
    }
}

/// The form over the page of a party.
#[component]
pub fn ReviseDialog(open: RwSignal<bool>, party: StoredValue<Party>, changed: Callback<()>) -> impl IntoView {
    view! { <Dialog open title=t().parties.revise><ReviseForm open party=party.get_value() changed/></Dialog> }
}

#[component]
fn ReviseForm(open: RwSignal<bool>, party: Party, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().parties);
    let (id, basis) = (party.id, Basis::on(party.version));
    let region = party.region.map(|region| region.code);
    let name = RwSignal::new(party.name);
    let [address, phone, legal, remarks] =
        [party.address, party.phone, party.legal_representative, party.remarks]
            .map(|text| RwSignal::new(text.unwrap_or_default()));
    let (business, may_rename) = (party.kind == PartyKind::Business, party.viewer_can_rename);
    let (called, since) = (StoredValue::new(name.get_untracked()), RwSignal::new(String::new()));
    let renamed = move || business && name.with(|name| called.with_value(|called| name.trim() != called));
    let submit = move || {
        let input = RevisePartyInput {
            idempotency_key: form.key(),
            id: id.clone(),
            version: basis.version(),
            name: name.get_untracked(),
            name_since: Date::from_field(&since.get_untracked()),
            address: optional(address),
            phone: optional(phone),
            legal_representative: optional(legal),
            region_code: region.clone(),
            remarks: optional(remarks),
        };
        let done = closing(open, toasts, t().states.saved, changed);
        form.send::<ReviseParty>(input, done, move |party| basis.overtaken(party));
    };
    let compare = move |party: PartyVersion| {
        vec![
            (words.name, party.name, name.get_untracked()),
            (
                words.legal_representative,
                party.legal_representative.unwrap_or_default(),
                legal.get_untracked(),
            ),
            (words.phone, party.phone.unwrap_or_default(), phone.get_untracked()),
            (words.address, party.address.unwrap_or_default(), address.get_untracked()),
            (words.remarks, party.remarks.unwrap_or_default(), remarks.get_untracked()),
        ]
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            {basis.conflict(|latest| latest.version, compare)}
            {match business && !may_rename {
                true => view! { <p class="wide notice"><strong>{name.get_untracked()}</strong>" "{words.not_your_name}</p> }.into_any(),
                false => view! { <TextField name="name" label=words.name value=name required=true/> }.into_any(),
            }}
            <div hidden=move || !renamed()><DateField name="nameSince" label=words.name_since value=since hint=words.name_since_hint/></div>
            {business.then(|| view! { <TextField name="legalRepresentative" label=words.legal_representative value=legal/> })}
            <TextField name="phone" label=words.phone value=phone kind="tel" keyboard="tel"/>
            <TextField name="address" label=words.address value=address wide=true/>
            <TextAreaField name="remarks" label=words.remarks value=remarks hint=words.own_hint rows=2/>
        </FormView>
    }
}
