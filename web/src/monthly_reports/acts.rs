//! What can be done with a report now: a button each, and what is in the way of the others.

use super::operations::{MonthlyForm, RecordMonthlyReportAct, RecordMonthlyReportActInput, ReportNow};
use crate::{
    components::{
        dialog::Dialog,
        fields::{DateField, TextAreaField, optional},
        form::{Form, FormView},
        toast::Toasts,
    },
    graphql::{
        enums::{Choice as _, MonthlyReportAct as Act},
        scalars::Date,
    },
    i18n::t,
};
use leptos::prelude::*;

/// The buttons.
#[component]
pub fn Acts(form: MonthlyForm, changed: Callback<()>) -> impl IntoView {
    if form.acts.is_empty() {
        return ().into_any();
    }
    let (open, chosen) = (RwSignal::new(false), RwSignal::new(None::<Act>));
    let buttons = form.acts.iter().map(|option| {
        let act = option.act;
        let class = if matches!(act, Act::Submit | Act::Accept) { "primary" } else { "" };
        let start = move |_| {
            chosen.set(Some(act));
            open.set(true);
        };
        view! {
            <button type="button" class=class disabled=!option.allowed title=option.reason.clone() on:click=start
                data-testid=format!("act-{}", act.code())>{act.label()}</button>
        }
    });
    let buttons = buttons.collect_view();
    let refused = form.acts.iter().filter_map(|option| {
        let reason = option.reason.clone()?;
        Some(view! { <li data-testid="refused">{option.act.label()}"："{reason}</li> })
    });
    let refused: Vec<_> = refused.collect();
    let refused = (!refused.is_empty()).then(|| {
        view! { <div class="notice"><p>{t().reports.in_the_way}</p><ul>{refused}</ul></div> }
    });
    let (id, version) = (form.report.id.clone(), form.report.version);
    let title = Signal::derive(move || chosen.get().map(|act| act.label().to_owned()).unwrap_or_default());
    view! {
        <div class="page-acts no-print"><div class="actions">{buttons}</div>{refused}</div>
        <Dialog open title>
            {
                let id = id.clone();
                move || chosen.get().map(|act| view! { <ActForm id=id.clone() version act open changed/> })
            }
        </Dialog>
    }
    .into_any()
}

#[component]
fn ActForm(
    id: cynic::Id,
    version: i32,
    act: Act,
    open: RwSignal<bool>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().reports);
    let (note, due_on) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let label = match act {
        Act::Return => words.note_of_return,
        Act::Excuse => words.note_of_excuse,
        Act::Unfreeze => words.note_of_unfreezing,
        Act::Submit | Act::Accept | Act::Urge => words.note,
    };
    let required = matches!(act, Act::Return | Act::Excuse | Act::Unfreeze);
    let again = matches!(act, Act::Return | Act::Unfreeze);
    let submit = move || {
        let input = RecordMonthlyReportActInput {
            idempotency_key: form.key(),
            id: id.clone(),
            version,
            act,
            note: optional(note),
            due_on: Date::from_field(&due_on.get_untracked()),
        };
        let done = move |report: ReportNow| {
            open.set(false);
            toasts.say(report.state.label());
            changed.run(());
        };
        form.send::<RecordMonthlyReportAct>(input, done, move |_| changed.run(()));
    };
    view! {
        {(act == Act::Submit).then(|| view! { <p>{words.freezes}</p> })}
        <FormView form submit=act.label() on_submit=submit cancel=move |()| open.set(false)>
            {again.then(|| view! { <DateField name="dueOn" label=words.again_until value=due_on required=true/> })}
            <TextAreaField name="note" label value=note required rows=3/>
        </FormView>
    }
}
