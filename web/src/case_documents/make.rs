//! The form of a document: what the case does not say is asked; beside it the document as it will be.

use super::operations::{
    CaseDocumentFieldInput, Draft, DraftField, DraftVariables, IssueCaseDocument, IssueCaseDocumentInput,
    Made, Piece, ShowDraft,
};
use crate::{
    components::{
        fields::TextAreaField,
        form::{Form, FormView},
        states::{Loaded, NotFound},
        toast::Toasts,
    },
    graphql::{enums::CaseDocumentLayout, query::use_query},
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;
use std::collections::HashMap;

/// What each field says: the case's own, and what is typed.
type Values = StoredValue<HashMap<String, RwSignal<String>>>;

/// Loads what the document would say, and asks the rest.
#[component]
pub fn MakeForm(
    case: cynic::Id,
    template: String,
    open: RwSignal<bool>,
    changed: Callback<()>,
) -> impl IntoView {
    let (case, template) = (StoredValue::new(case), StoredValue::new(template));
    let query = use_query(move || {
        ShowDraft::build(DraftVariables { case_id: case.get_value(), template: template.get_value() })
    });
    view! {
        <Loaded query let:data>
            {match data.case_document_draft {
                None => view! { <NotFound/> }.into_any(),
                Some(draft) => view! { <Fields case draft open changed/> }.into_any(),
            }}
        </Loaded>
    }
}

#[component]
fn Fields(
    case: StoredValue<cynic::Id>,
    draft: Draft,
    open: RwSignal<bool>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().case_documents);
    let value =
        |field: &DraftField| (field.name.clone(), RwSignal::new(field.value.clone().unwrap_or_default()));
    let values: Values = StoredValue::new(draft.fields.iter().map(value).collect());
    let asked: Vec<DraftField> = draft.fields.iter().filter(|field| field.value.is_none()).cloned().collect();
    let names = StoredValue::new(asked.iter().map(|field| field.name.clone()).collect::<Vec<_>>());
    let template = StoredValue::new(draft.template.code.clone());
    let submit = move || {
        let typed = |name: &String| CaseDocumentFieldInput {
            name: name.clone(),
            text: said(values, name).get_untracked(),
        };
        let input = IssueCaseDocumentInput {
            idempotency_key: form.key(),
            case_id: case.get_value(),
            template: template.get_value(),
            fields: names.with_value(|names| names.iter().map(typed).collect()),
        };
        let done = move |made: Made| {
            open.set(false);
            toasts.say((t().case_documents.made)(&made.number));
            changed.run(());
        };
        form.send::<IssueCaseDocument>(input, done, |_| {});
    };
    let fields = asked.into_iter().map(|field| {
        let value = said(values, &field.name);
        let hint = if field.of_case { words.lacking } else { "" };
        view! {
            <TextAreaField name=format!("fields.{}", field.name) label=field.name.clone() value required=true hint rows=2/>
        }
    });
    let fields = fields.collect_view();
    view! {
        <FormView form submit=words.issue on_submit=submit cancel=move |()| open.set(false)>
            <p class="hint wide">{words.make_hint}</p>
            {fields}
            <details class="wide" open=true>
                <summary>{words.preview}</summary>
                {preview(&draft, values)}
            </details>
        </FormView>
    }
}

fn said(values: Values, name: &str) -> RwSignal<String> {
    values.with_value(|values| values.get(name).copied()).unwrap_or_default()
}

/// The document as it will be; what is still to be typed shows by its name.
fn preview(draft: &Draft, values: Values) -> impl IntoView + use<> {
    let addressee =
        (!draft.addressee.is_empty()).then(|| view! { <p>{pieces(&draft.addressee, values)}"："</p> });
    let text = match draft.template.layout {
        CaseDocumentLayout::Letter => draft
            .lines
            .iter()
            .map(|line| view! { <p class="prose">{pieces(&line.pieces, values)}</p> })
            .collect_view()
            .into_any(),
        CaseDocumentLayout::Form => {
            let row = |line: &super::operations::Line| {
                view! { <tr><th scope="row">{line.label.clone()}</th><td class="prose">{pieces(&line.pieces, values)}</td></tr> }
            };
            let rows = draft.lines.iter().map(row).collect_view();
            view! { <div class="table-frame"><table class="sheet-table form-sheet"><tbody>{rows}</tbody></table></div> }.into_any()
        }
    };
    view! {
        <article class="sheet official" data-testid="preview">
            <h2>{draft.template.name.clone()}</h2>
            <p class="official-number" data-testid="next-number">{draft.next_number.clone()}</p>
            {addressee}
            {text}
        </article>
    }
}

fn pieces(pieces: &[Piece], values: Values) -> Vec<AnyView> {
    let piece = |piece: &Piece| match &piece.field {
        None => piece.text.clone().into_any(),
        Some(name) => {
            let (value, name) = (said(values, name), name.clone());
            (move || match value.get() {
                typed if typed.trim().is_empty() => view! { <mark>{format!("【{name}】")}</mark> }.into_any(),
                typed => typed.into_any(),
            })
            .into_any()
        }
    };
    pieces.iter().map(piece).collect()
}
