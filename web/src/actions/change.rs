//! What happens to an action once it is planned: it is extended, cancelled, its tasks are completed.

use super::operations::{
    ActionPlan, ActionTask, CancelJointAction, CancelJointActionInput, CompleteActionTask,
    CompleteActionTaskInput, ExtendJointAction, ExtendJointActionInput, JointAction,
};
use crate::{
    components::{
        conflict::Basis,
        dialog::Dialog,
        fields::{DateField, TextAreaField},
        form::{Form, FormView, closing},
        toast::Toasts,
    },
    graphql::{enums::Choice, scalars::Date},
    i18n::t,
    session::Session,
};
use leptos::prelude::*;

/// A later end, with its reason.
#[component]
pub fn ExtendDialog(
    open: RwSignal<bool>,
    action: StoredValue<JointAction>,
    changed: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog open title=t().actions.extend><ExtendForm open action=action.get_value() changed/></Dialog>
    }
}

#[component]
fn ExtendForm(open: RwSignal<bool>, action: JointAction, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().actions);
    let (id, basis) = (action.id.clone(), Basis::on(action.version));
    let (until, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move || {
        let input = ExtendJointActionInput {
            idempotency_key: form.key(),
            id: id.clone(),
            version: basis.version(),
            extended_to: Date(until.get_untracked()),
            reason: reason.get_untracked(),
        };
        form.send::<ExtendJointAction>(input, closing(open, toasts, words.extended, changed), move |plan| {
            basis.overtaken(plan)
        });
    };
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            {newer_plan(basis, action)}
            <DateField name="extendedTo" label=words.extended_to value=until required=true/>
            <TextAreaField name="reason" label=words.extend_reason value=reason required=true rows=2/>
        </FormView>
    }
}

/// The end before its time, with its reason.
#[component]
pub fn CancelDialog(
    open: RwSignal<bool>,
    action: StoredValue<JointAction>,
    changed: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog open title=t().actions.cancel><CancelForm open action=action.get_value() changed/></Dialog>
    }
}

#[component]
fn CancelForm(open: RwSignal<bool>, action: JointAction, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().actions);
    let (id, basis) = (action.id.clone(), Basis::on(action.version));
    let reason = RwSignal::new(String::new());
    let submit = move || {
        let input = CancelJointActionInput {
            idempotency_key: form.key(),
            id: id.clone(),
            version: basis.version(),
            reason: reason.get_untracked(),
        };
        form.send::<CancelJointAction>(input, closing(open, toasts, words.cancelled, changed), move |plan| {
            basis.overtaken(plan)
        });
    };
    view! {
        <FormView form submit=words.cancel on_submit=submit cancel=move |()| open.set(false)>
            <p class="wide">{words.cancel_hint}</p>
            {newer_plan(basis, action)}
            <TextAreaField name="reason" label=words.cancel_reason value=reason required=true rows=2/>
        </FormView>
    }
}

/// What somebody else has changed meanwhile.
fn newer_plan(basis: Basis<ActionPlan>, seen: JointAction) -> impl IntoView {
    let words = &t().actions;
    let last = |extended: &Option<Date>, ends_on: &Date| extended.as_ref().unwrap_or(ends_on).0.clone();
    let compare = move |plan: ActionPlan| {
        vec![
            (words.name, plan.name, seen.name.clone()),
            (words.ends_on, last(&plan.extended_to, &plan.ends_on), last(&seen.extended_to, &seen.ends_on)),
            (words.status, plan.status.label().to_owned(), seen.status.label().to_owned()),
        ]
    };
    basis.conflict(|plan| plan.version, compare)
}

/// The day on which a task was done; open while there is a task to complete.
#[component]
pub fn CompleteDialog(task: RwSignal<Option<ActionTask>>, changed: Callback<()>) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(task.read().is_some()));
    // Esc closes the dialog; the task is then no longer being completed.
    Effect::new(move |_| {
        if !open.get() && task.read_untracked().is_some() {
            task.set(None);
        }
    });
    view! {
        <Dialog open title=t().actions.complete>
            {move || task.get().map(|task| view! { <CompleteForm open task changed/> })}
        </Dialog>
    }
}

#[component]
fn CompleteForm(open: RwSignal<bool>, task: ActionTask, changed: Callback<()>) -> impl IntoView {
    let (session, form, toasts, words) =
        (Session::current(), Form::provide(), Toasts::current(), &t().actions);
    let day = RwSignal::new(session.today());
    let id = task.id;
    let submit = move || {
        let input = CompleteActionTaskInput {
            idempotency_key: form.key(),
            id: id.clone(),
            completed_on: Date(day.get_untracked()),
        };
        form.send::<CompleteActionTask>(input, closing(open, toasts, words.completed, changed), |_| {});
    };
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            <p class="wide prose">{task.content}</p>
            <DateField name="completedOn" label=words.completed_on value=day required=true/>
        </FormView>
    }
}
