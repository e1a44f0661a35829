//! Registering a lead: where a case begins.

use super::{
    fields::{CaseFields, Kind, Said, Title},
    flow_operations::InformantInput,
    operations::{RegisterLead, RegisterLeadInput},
};
use crate::{
    components::{
        display::PageHeader,
        fields::{DateField, SelectField, TextField, optional},
        form::{Form, FormView},
        picker::{self, PickerField},
        states::NoRight,
        toast::Toasts,
        url_state::use_url_state,
    },
    graphql::{enums::CaseSource, lookups, scalars::Date},
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
    let fields = CaseFields::default();
    let [number, informant, telephone] = [(); 3].map(|()| RwSignal::new(String::new()));
    let source = RwSignal::new(inspection.as_ref().map(|_| CaseSource::Inspection));
    let department = RwSignal::new(Vec::new());
    let submit = move || {
        let (Some(kind), Some(source)) = (fields.kind.get_untracked(), source.get_untracked()) else {
            form.require(&[
                ("kind", fields.kind.get_untracked().is_none()),
                ("source", source.get_untracked().is_none()),
            ]);
            return;
        };
        let informant = (optional(informant).is_some() || optional(telephone).is_some())
            .then(|| InformantInput { name: optional(informant), telephone: optional(telephone) });
        let input = RegisterLeadInput {
            idempotency_key: form.key(),
            number: optional(number),
            department_id: picker::id(department),
            inspection_id: inspection.clone().map(cynic::Id::new),
            informant,
            ..fields.lead(kind, source, Date(received_on.get_untracked()))
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
                <Title fields/>
                <Kind fields/>
                <SelectField name="source" label=words.source value=source required=true/>
                <DateField name="receivedOn" label=words.received_on value=received_on required=true/>
                <TextField name="number" label=words.number value=number hint=words.number_hint/>
                <PickerField name="departmentId" label=words.department chosen=department search=lookups::departments()/>
                <Said fields/>
                <TextField name="informant.name" label=t().flow.informant value=informant hint=t().flow.informant_hint/>
                <TextField name="informant.telephone" label=t().flow.informant_telephone value=telephone kind="tel"/>
            </FormView>
        </div>
    }
    .into_any()
}
