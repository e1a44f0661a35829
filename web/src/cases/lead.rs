//! Registering a lead: where a case begins.

use super::{
    flow_operations::InformantInput,
    operations::{CasePartyInput, RegisterLead, RegisterLeadInput},
    revise::{PartyLines, party_inputs},
};
use crate::{
    components::{
        display::PageHeader,
        fields::{ChecksField, DateField, MoneyField, SelectField, TextAreaField, TextField, optional},
        form::{Form, FormView},
        picker::{self, PickerField},
        states::NoRight,
        toast::Toasts,
        url_state::use_url_state,
    },
    graphql::{
        enums::CaseSource,
        lookups,
        scalars::{Date, Money},
    },
    i18n::t,
    session::Session,
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

/// `/cases/new`; `?inspection=<id>` where an inspection found it.
#[component]
pub fn NewLeadPage() -> impl IntoView {
    let (session, toasts, url) = (Session::current(), Toasts::current(), use_url_state());
    if !untrack(|| session.may(|viewer| viewer.can_register_lead)) {
        return view! { <NoRight/> }.into_any();
    }
    let navigate = use_navigate();
    let back = navigate.clone();
    let form = Form::provide();
    let words = &t().cases;
    let inspection = untrack(|| url.get("inspection"));
    let received_on = RwSignal::new(session.today());
    let [number, title, amount, income, summary, informant, telephone] =
        [(); 7].map(|()| RwSignal::new(String::new()));
    let (kind, source) =
        (RwSignal::new(None), RwSignal::new(inspection.as_ref().map(|_| CaseSource::Inspection)));
    let marks = RwSignal::new(Vec::new());
    let (department, action) = (RwSignal::new(Vec::new()), RwSignal::new(Vec::new()));
    let parties = RwSignal::new(Vec::new());
    let submit = move || {
        let (Some(kind), Some(source)) = (kind.get_untracked(), source.get_untracked()) else {
            form.require(&[
                ("kind", kind.get_untracked().is_none()),
                ("source", source.get_untracked().is_none()),
            ]);
            return;
        };
        let input = RegisterLeadInput {
            idempotency_key: form.key(),
            number: optional(number),
            title: title.get_untracked(),
            kind,
            marks: marks.get_untracked(),
            source,
            received_on: Date(received_on.get_untracked()),
            department_id: picker::id(department),
            action_id: picker::id(action),
            inspection_id: inspection.clone().map(cynic::Id::new),
            parties: party_inputs(parties)
                .into_iter()
                .map(|(party_id, role)| CasePartyInput { party_id, role })
                .collect(),
            amount: Money::from_field(&amount.get_untracked()),
            illegal_income: Money::from_field(&income.get_untracked()),
            summary: optional(summary),
            informant: (optional(informant).is_some() || optional(telephone).is_some())
                .then(|| InformantInput { name: optional(informant), telephone: optional(telephone) }),
        };
        let navigate = navigate.clone();
        form.send::<RegisterLead>(
            input,
            move |case| {
                toasts.say(words.registered);
                navigate(&format!("/cases/{}", case.id.inner()), Default::default());
            },
            |_| {},
        );
    };
    view! {
        <PageHeader title=words.new above=vec![(words.title, "/cases")]/>
        <div class="form-frame">
            <FormView form submit=t().action.submit on_submit=submit cancel=move |()| back("/cases", Default::default())>
                <TextField name="title" label=words.name value=title required=true wide=true/>
                <SelectField name="kind" label=words.kind value=kind required=true/>
                <SelectField name="source" label=words.source value=source required=true/>
                <DateField name="receivedOn" label=words.received_on value=received_on required=true/>
                <TextField name="number" label=words.number value=number hint=words.number_hint/>
                <PickerField name="departmentId" label=words.department chosen=department search=lookups::departments()/>
                <PickerField name="actionId" label=words.action chosen=action search=lookups::actions()/>
                <PartyLines parties/>
                <MoneyField name="amount" label=words.amount value=amount/>
                <MoneyField name="illegalIncome" label=words.illegal_income value=income/>
                <ChecksField name="marks" label=words.marks value=marks/>
                <TextAreaField name="summary" label=words.summary value=summary/>
                <TextField name="informant.name" label=t().flow.informant value=informant hint=t().flow.informant_hint/>
                <TextField name="informant.telephone" label=t().flow.informant_telephone value=telephone kind="tel"/>
            </FormView>
        </div>
    }
    .into_any()
}
