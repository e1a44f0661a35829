//! The templates in force for the viewer's department, what its numbers begin with, and how its head writes its own.

use super::operations::{
    Coded, CodedDepartment, KeepDocumentTemplate, KeepDocumentTemplateInput, Kept, ListTemplates,
    SetDocumentCode, SetDocumentCodeInput, Template, WithdrawDocumentTemplate, WithdrawDocumentTemplateInput,
};
use crate::{
    components::{
        dialog::Dialog,
        display::{Badge, Facts, PageHeader, Section},
        fields::{ChecksField, SelectField, TextAreaField, TextField, optional},
        form::{Form, FormView},
        states::{Loaded, NoRight},
        table::{Column, DataTable},
        toast::Toasts,
    },
    graphql::{
        enums::{CaseDocumentField, CaseDocumentLayout, CaseStatus, Choice},
        query::use_query,
    },
    i18n::t,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// What is being done, in a dialog.
#[derive(Clone)]
enum Act {
    Code(CodedDepartment),
    Keep(Option<Template>),
    Withdraw(Template),
}

/// `/case-documents/templates`
#[component]
pub fn TemplatesPage() -> impl IntoView {
    let (session, words) = (Session::current(), &t().case_documents);
    if !untrack(|| session.may(|viewer| viewer.can_see_records)) {
        return view! { <NoRight/> }.into_any();
    }
    let query = use_query(|| ListTemplates::build(()));
    let changed = Callback::new(move |()| query.refetch());
    let (open, act) = (RwSignal::new(false), RwSignal::new(None::<Act>));
    let start = move |chosen: Act| {
        act.set(Some(chosen));
        open.set(true);
    };
    let title = Signal::derive(move || match &*act.read() {
        Some(Act::Code(_)) | None => words.code,
        Some(Act::Keep(_)) => words.keep,
        Some(Act::Withdraw(_)) => words.withdraw,
    });
    view! {
        <PageHeader title=words.templates><a class="button" href="/case-documents">{words.title}</a></PageHeader>
        <Loaded query let:data>
            {
                let (may, department) = (data.viewer.can_keep_document_templates, data.viewer.user.department);
                let code = match &department.document_code {
                    Some(code) => code.clone().into_any(),
                    None => view! { <Badge label=words.uncoded_short tone="waiting"/> }.into_any(),
                };
                let coded = department.clone();
                view! {
                    <Section title=department.name.clone()>
                        <Facts facts=vec![(words.code, code)]/>
                        {may.then(|| view! {
                            <p class="actions">
                                <button type="button" on:click=move |_| start(Act::Code(coded.clone())) data-testid="code">{words.set_code}</button>
                                <button type="button" on:click=move |_| start(Act::Keep(None)) data-testid="new">{words.new_template}</button>
                            </p>
                        })}
                    </Section>
                    <p class="hint">{words.templates_hint}</p>
                    {table(data.document_templates, may, start)}
                    <Section title=words.fields><p class="prose">{names(&data.case_document_fields)}</p><p class="hint">{words.fields_hint}</p></Section>
                }
            }
        </Loaded>
        <Dialog open title>
            {move || act.get().map(|chosen| match chosen {
                Act::Code(department) => view! { <CodeForm department open changed/> }.into_any(),
                Act::Keep(template) => view! { <TemplateForm template open changed/> }.into_any(),
                Act::Withdraw(template) => view! { <WithdrawForm template open changed/> }.into_any(),
            })}
        </Dialog>
    }
    .into_any()
}

fn table(
    rows: Vec<Template>,
    may: bool,
    start: impl Fn(Act) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let words = &t().case_documents;
    let mut columns = vec![
        Column::new(words.name, |row: &Template| {
            let own = row.own.then(|| view! { " "<Badge label=t().case_documents.own tone="done"/> });
            view! {
                {row.name.clone()}{own}
                <details><summary class="detail">{t().case_documents.text}</summary><p class="prose detail">{row.text.clone()}</p></details>
            }
            .into_any()
        }),
        Column::new(words.word, |row: &Template| row.word.clone().into_any()).short(),
        Column::new(words.layout, |row: &Template| row.layout.label().into_any()).short(),
        Column::new(words.statuses, |row: &Template| match row.statuses.is_empty() {
            true => t().case_documents.anywhere.into_any(),
            false => {
                row.statuses.iter().map(|status| status.label()).collect::<Vec<_>>().join("、").into_any()
            }
        }),
    ];
    if may {
        columns.push(Column::new(t().evidence.actions, move |row: &Template| {
            let (kept, withdrawn) = (row.clone(), row.clone());
            let label = if row.own { words.revise } else { words.adapt };
            let withdraw = row.own.then(|| {
                view! { <button type="button" on:click=move |_| start(Act::Withdraw(withdrawn.clone())) data-testid="withdraw">{words.withdraw}</button> }
            });
            view! {
                <span class="actions">
                    <button type="button" on:click=move |_| start(Act::Keep(Some(kept.clone()))) data-testid="keep">{label}</button>
                    {withdraw}
                </span>
            }
            .into_any()
        }));
    }
    view! { <DataTable columns rows caption=words.templates/> }
}

/// The fields' names as templates write them, whatever the language of the page.
fn names(fields: &[CaseDocumentField]) -> String {
    fields.iter().map(|field| vocabulary::Term::label(*field).zh).collect::<Vec<_>>().join("、")
}

/// What follows a success: the dialog closes, the viewer is told what was saved, and the page asks anew.
fn saved<T>(
    open: RwSignal<bool>,
    toasts: Toasts,
    changed: Callback<()>,
    name: fn(T) -> String,
) -> impl FnOnce(T) + 'static
where
    T: 'static,
{
    move |record| {
        open.set(false);
        toasts.say(format!("{}：{}", t().states.saved, name(record)));
        changed.run(());
    }
}

#[component]
fn CodeForm(department: CodedDepartment, open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().case_documents);
    let code = RwSignal::new(department.document_code.unwrap_or_default());
    let submit = move || {
        let input = SetDocumentCodeInput {
            idempotency_key: form.key(),
            code: code.get_untracked(),
            version: department.version,
        };
        let done = saved(open, toasts, changed, |coded: Coded| coded.name);
        form.send::<SetDocumentCode>(input, done, move |_| changed.run(()));
    };
    view! {
        <FormView form submit=words.set_code on_submit=submit cancel=move |()| open.set(false)>
            <TextField name="code" label=words.code value=code required=true hint=words.code_hint/>
        </FormView>
    }
}

#[component]
fn WithdrawForm(template: Template, open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().case_documents);
    let (id, version) = (template.id, template.version);
    let submit = move || {
        let input = WithdrawDocumentTemplateInput { idempotency_key: form.key(), id: id.clone(), version };
        let done = saved(open, toasts, changed, |kept: Kept| kept.name);
        form.send::<WithdrawDocumentTemplate>(input, done, move |_| changed.run(()));
    };
    view! {
        <FormView form submit=words.withdraw on_submit=submit cancel=move |()| open.set(false)>
            <p class="wide">{template.name}</p>
            <p class="hint wide">{words.withdraw_hint}</p>
        </FormView>
    }
}

#[component]
fn TemplateForm(template: Option<Template>, open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().case_documents);
    let version = template.as_ref().filter(|template| template.own).map(|template| template.version);
    let is_new = template.is_none();
    let of = |said: fn(&Template) -> String| RwSignal::new(template.as_ref().map(said).unwrap_or_default());
    let code = of(|template| template.code.clone());
    let name = of(|template| template.name.clone());
    let word = of(|template| template.word.clone());
    let text = of(|template| template.text.clone());
    let addressee = of(|template| template.addressee.clone().unwrap_or_default());
    let layout = RwSignal::new(template.as_ref().map(|template| template.layout));
    let statuses =
        RwSignal::new(template.as_ref().map(|template| template.statuses.clone()).unwrap_or_default());
    let submit = move || {
        let Some(layout) = layout.get_untracked() else {
            form.require(&[("layout", true)]);
            return;
        };
        let input = KeepDocumentTemplateInput {
            idempotency_key: form.key(),
            code: code.get_untracked(),
            version,
            name: name.get_untracked(),
            word: word.get_untracked(),
            layout,
            statuses: statuses.get_untracked(),
            addressee: optional(addressee),
            text: text.get_untracked(),
        };
        let done = saved(open, toasts, changed, |kept: Kept| kept.name);
        form.send::<KeepDocumentTemplate>(input, done, move |_| changed.run(()));
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            {match is_new {
                true => view! { <TextField name="code" label=words.template_code value=code required=true hint=words.template_code_hint/> }.into_any(),
                false => view! { <p class="hint wide">{words.adapt_hint}</p> }.into_any(),
            }}
            <TextField name="name" label=words.name value=name required=true/>
            <TextField name="word" label=words.word value=word required=true hint=words.word_hint/>
            <SelectField<CaseDocumentLayout> name="layout" label=words.layout value=layout required=true/>
            <TextField name="addressee" label=words.addressee value=addressee/>
            <TextAreaField name="text" label=words.text value=text required=true rows=12 hint=words.text_hint/>
            <ChecksField<CaseStatus> name="statuses" label=words.statuses_hint value=statuses/>
        </FormView>
    }
}
