//! The part 文书 of a case's page: what was made, and what can be made now.

use super::{
    make::MakeForm,
    operations::{CaseDocument, Choice, Made, ShowCaseDocuments, VoidCaseDocument, VoidCaseDocumentInput},
};
use crate::{
    cases::tabs::TabOf,
    components::{
        dialog::Dialog,
        display::{Badge, Section},
        fields::TextAreaField,
        form::{Form, FormView, closing},
        states::{Empty, Loaded, NotFound},
        table::{Column, DataTable},
        toast::Toasts,
    },
    evidence::DownloadButton,
    graphql::{enums::Choice as _, operation::ById, query::use_query},
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// The case's documents.
#[component]
pub fn DocumentsTab(of: TabOf) -> impl IntoView {
    let query = use_query(move || ShowCaseDocuments::build(ById { id: of.id() }));
    let voided = RwSignal::new(None::<CaseDocument>);
    view! {
        <Loaded query let:data>
            {match data.case {
                None => view! { <NotFound/> }.into_any(),
                Some(case) => view! {
                    {case.document_choices.map(|choices| view! { <ChoicePanel of choices/> })}
                    <Section title=t().case_documents.tab>
                        {match case.documents.is_empty() {
                            true => view! { <Empty/> }.into_any(),
                            false => table(case.documents, voided).into_any(),
                        }}
                    </Section>
                }
                .into_any(),
            }}
        </Loaded>
        <VoidDialog voided changed=of.changed/>
    }
}

/// A button for each template that fits; below them those that don't, and where the case must stand.
#[component]
fn ChoicePanel(of: TabOf, choices: Vec<Choice>) -> impl IntoView {
    let words = &t().case_documents;
    let (open, chosen) = (RwSignal::new(false), RwSignal::new(None::<Choice>));
    let uncoded = choices.iter().all(|choice| choice.next_number.is_none());
    let (possible, others): (Vec<_>, Vec<_>) = choices.into_iter().partition(|choice| choice.allowed);
    let buttons = possible.into_iter().map(|choice| {
        let (name, test_id) = (choice.template.name.clone(), format!("make-{}", choice.template.code));
        let start = move |_| {
            chosen.set(Some(choice.clone()));
            open.set(true);
        };
        view! { <button type="button" disabled=uncoded data-testid=test_id on:click=start>{name}</button> }
    });
    let buttons = buttons.collect_view();
    let reasons = others.into_iter().map(|choice| {
        let statuses: Vec<_> = choice.template.statuses.iter().map(|status| status.label()).collect();
        let why = (t().case_documents.only_where)(&statuses.join("、"));
        view! { <li class="why">{choice.template.name}"："{why}</li> }
    });
    let reasons: Vec<_> = reasons.collect();
    let title = Signal::derive(move || {
        chosen.read().as_ref().map(|choice| choice.template.name.clone()).unwrap_or_default()
    });
    view! {
        <section class="panel no-print deeds" data-testid="make">
            <header class="panel-head"><h2>{words.make}</h2></header>
            {uncoded.then(|| view! {
                <p class="notice" data-testid="uncoded">{words.uncoded}" "<a href="/case-documents/templates">{words.templates}</a></p>
            })}
            <div class="actions">{buttons}</div>
            {(!reasons.is_empty()).then(|| view! {
                <details class="refused"><summary>{words.unavailable}</summary><ul>{reasons}</ul></details>
            })}
        </section>
        <Dialog open title>
            {move || chosen.get().map(|choice| view! { <MakeForm case=of.id() template=choice.template.code open changed=of.changed/> })}
        </Dialog>
    }
}

fn table(documents: Vec<CaseDocument>, voided: RwSignal<Option<CaseDocument>>) -> impl IntoView {
    let words = &t().case_documents;
    let columns = vec![
        Column::new(words.number, |row: &CaseDocument| row.number.clone().into_any()),
        Column::new(words.name, |row: &CaseDocument| {
            let void = row.voided_on.as_ref().map(|on| {
                let reason = row.void_reason.clone().unwrap_or_default();
                view! { " "<Badge label=t().case_documents.voided tone="late"/><p class="detail">{on.in_words()}"："{reason}</p> }
            });
            view! { {row.name.clone()}{void} }.into_any()
        }),
        Column::new(words.department, |row: &CaseDocument| row.department.short_name.clone().into_any())
            .short(),
        Column::new(words.issued_on, |row: &CaseDocument| row.issued_on.0.clone().into_any()).short(),
        Column::new(words.issued_by, |row: &CaseDocument| row.issued_by.display_name.clone().into_any())
            .short(),
        Column::new(t().evidence.actions, move |row: &CaseDocument| {
            let file = row.attachment.clone().map(|item| view! { <DownloadButton item/> });
            let stored = row.clone();
            let void = row.voidable.then(|| {
                view! {
                    <button type="button" on:click=move |_| voided.set(Some(stored.clone())) data-testid="void">{t().case_documents.void}</button>
                }
            });
            view! { <span class="actions no-print">{file}{void}</span> }.into_any()
        }),
    ];
    view! { <DataTable columns rows=documents caption=words.tab/> }
}

#[component]
fn VoidDialog(voided: RwSignal<Option<CaseDocument>>, changed: Callback<()>) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if voided.read().is_some() {
            open.set(true);
        }
    });
    view! {
        <Dialog open title=t().case_documents.void.to_owned()>
            {move || voided.get().map(|document| view! { <VoidForm document open changed/> })}
        </Dialog>
    }
}

#[component]
fn VoidForm(document: CaseDocument, open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().case_documents);
    let reason = RwSignal::new(String::new());
    let (id, version) = (document.id, document.version);
    let submit = move || {
        let input = VoidCaseDocumentInput {
            idempotency_key: form.key(),
            id: id.clone(),
            version,
            reason: reason.get_untracked(),
        };
        let done = closing::<Made>(open, toasts, words.was_voided, changed);
        form.send::<VoidCaseDocument>(input, done, move |_| changed.run(()));
    };
    view! {
        <FormView form submit=words.void on_submit=submit cancel=move |()| open.set(false)>
            <p class="wide">{document.number}" "{document.name}</p>
            <p class="hint wide">{words.void_hint}</p>
            <TextAreaField name="reason" label=words.void_reason value=reason required=true/>
        </FormView>
    }
}
