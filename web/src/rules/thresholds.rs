//! Adding a threshold for prosecution, ending one, and confirming one against the published text.

use super::{
    is_former,
    operations::{
        self, AddProsecutionThresholdInput, ConfirmProsecutionThresholdInput, ConfirmThreshold,
        EndProsecutionThresholdInput, EndThreshold,
    },
};
use crate::{
    components::{
        dialog::Dialog,
        fields::{DateField, MoneyField, SelectField, TextAreaField, TextField, optional},
        form::{Form, FormView, closing},
        toast::Toasts,
    },
    graphql::{
        enums::{CaseKind, ThresholdMeasure},
        scalars::{Date, Money},
    },
    i18n::t,
    session::Session,
};
use leptos::prelude::*;

/// The button that adds a threshold, and its dialog.
#[component]
pub fn AddThreshold(changed: Callback<()>) -> impl IntoView {
    let open = RwSignal::new(false);
    let words = &t().rules;
    view! {
        <button type="button" on:click=move |_| open.set(true) data-testid="add-threshold">{words.add_threshold}</button>
        <Dialog open title=words.add_threshold><AddForm open changed/></Dialog>
    }
}

#[component]
fn AddForm(open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().rules);
    let kind = RwSignal::new(None::<CaseKind>);
    let measure = RwSignal::new(None::<ThresholdMeasure>);
    let [crime, criminal_article, amount, condition, article, ground, note] =
        [(); 7].map(|()| RwSignal::new(String::new()));
    let valid_from = RwSignal::new(Session::current().today());
    let submit = move || {
        let (Some(case_kind), Some(measure), Some(amount)) =
            (kind.get_untracked(), measure.get_untracked(), Money::from_field(&amount.get_untracked()))
        else {
            return form.require(&[
                ("caseKind", kind.get_untracked().is_none()),
                ("measure", measure.get_untracked().is_none()),
                ("amount", amount.get_untracked().trim().is_empty()),
            ]);
        };
        let from = valid_from.get_untracked();
        let input = AddProsecutionThresholdInput {
            idempotency_key: form.key(),
            case_kind,
            crime: crime.get_untracked(),
            criminal_article: criminal_article.get_untracked(),
            measure,
            amount,
            condition: optional(condition),
            article: article.get_untracked(),
            ground: optional(ground),
            note: optional(note),
            valid_from: Date(from.clone()),
        };
        let done = move |_| {
            open.set(false);
            toasts.say((t().rules.saved_from)(&from));
            changed.run(());
        };
        form.send::<operations::AddThreshold>(input, done, |_| {});
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            <SelectField<CaseKind> name="caseKind" label=t().cases.kind value=kind required=true/>
            <TextField name="crime" label=words.crime value=crime required=true/>
            <TextField name="criminalArticle" label=words.criminal_article value=criminal_article required=true/>
            <SelectField<ThresholdMeasure> name="measure" label=words.measure value=measure required=true/>
            <MoneyField name="amount" label=words.amount value=amount required=true/>
            <DateField name="validFrom" label=t().clocks.valid_from value=valid_from required=true/>
            <TextField name="article" label=t().clocks.article value=article required=true wide=true/>
            <TextField name="ground" label=words.ground value=ground required=true wide=true hint=words.ground_hint/>
            <TextField name="condition" label=words.further value=condition wide=true/>
            <TextAreaField name="note" label=words.note value=note rows=2/>
        </FormView>
    }
}

/// What can be done to one threshold: confirm it, while it is not; end it, while it holds.
#[component]
pub fn ThresholdActions(
    id: cynic::Id,
    version: i32,
    article: String,
    confirmed: bool,
    valid_to: Option<Date>,
    changed: Callback<()>,
) -> impl IntoView {
    let words = &t().rules;
    let (confirming, ending) = (RwSignal::new(false), RwSignal::new(false));
    if is_former(valid_to.as_ref()) {
        return ().into_any();
    }
    let known = StoredValue::new((id, version, article));
    view! {
        <span class="row-actions">
            {(!confirmed).then(|| view! {
                <button type="button" class="quiet" on:click=move |_| confirming.set(true) data-testid="confirm">{words.confirm}</button>
            })}
            <button type="button" class="quiet" on:click=move |_| ending.set(true) data-testid="end">{words.end}</button>
        </span>
        <Dialog open=confirming title=words.confirm><ConfirmForm open=confirming known changed/></Dialog>
        <Dialog open=ending title=words.end><EndForm open=ending known changed/></Dialog>
    }
    .into_any()
}

type Known = StoredValue<(cynic::Id, i32, String)>;

#[component]
fn ConfirmForm(open: RwSignal<bool>, known: Known, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::provide(), Toasts::current());
    let (id, version, article) = known.get_value();
    let article = RwSignal::new(article);
    let submit = move || {
        let input = ConfirmProsecutionThresholdInput {
            idempotency_key: form.key(),
            id: id.clone(),
            version,
            article: article.get_untracked(),
        };
        let done = closing(open, toasts, t().states.saved, changed);
        form.send::<ConfirmThreshold>(input, done, |_| {});
    };
    view! {
        <FormView form submit=t().rules.confirm on_submit=submit cancel=move |()| open.set(false)>
            <p class="hint wide">{t().rules.confirm_hint}</p>
            <TextField name="article" label=t().clocks.article value=article required=true wide=true/>
        </FormView>
    }
}

#[component]
fn EndForm(open: RwSignal<bool>, known: Known, changed: Callback<()>) -> impl IntoView {
    let (form, toasts) = (Form::provide(), Toasts::current());
    let (id, version, _) = known.get_value();
    let valid_to = RwSignal::new(Session::current().today());
    let submit = move || {
        let input = EndProsecutionThresholdInput {
            idempotency_key: form.key(),
            id: id.clone(),
            version,
            valid_to: Date(valid_to.get_untracked()),
        };
        let done = closing(open, toasts, t().states.saved, changed);
        form.send::<EndThreshold>(input, done, |_| {});
    };
    view! {
        <FormView form submit=t().rules.end on_submit=submit cancel=move |()| open.set(false)>
            <DateField name="validTo" label=t().rules.last_day value=valid_to required=true/>
        </FormView>
    }
}
