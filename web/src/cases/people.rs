//! Who handles a case: its handlers, and departments that take part.

use super::{
    operations::{
        AddCoHandler, AddCoHandlerInput, AssignCaseHandlers, AssignCaseHandlersInput, Case, CaseHandlerInput,
    },
    standing::case_conflict,
};
use crate::{
    components::{
        conflict::Basis,
        dialog::Dialog,
        fields::DateField,
        form::{Form, FormView, closing},
        picker::{self, Pick, PickerField},
        toast::Toasts,
    },
    graphql::{lookups, scalars::Date},
    i18n::t,
    session::Session,
};
use leptos::prelude::*;

/// Names the handlers; the first leads.
#[component]
pub fn AssignDialog(open: RwSignal<bool>, case: StoredValue<Case>, changed: Callback<()>) -> impl IntoView {
    view! { <Dialog open title=t().cases.assign><AssignForm open case=case.get_value() changed/></Dialog> }
}

#[component]
fn AssignForm(open: RwSignal<bool>, case: Case, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, session, words) = (Form::provide(), Toasts::current(), Session::current(), &t().cases);
    let departments: Vec<_> = std::iter::once(&case.department)
        .chain(&case.co_handlers)
        .map(|department| department.id.clone())
        .collect();
    let mut handlers = case.handlers;
    handlers.sort_by_key(|handler| !handler.lead);
    let chosen =
        RwSignal::new(handlers.into_iter().map(|handler| Pick::from(handler.person)).collect::<Vec<_>>());
    let today = Signal::derive(move || Some(Date(session.today())));
    let search = lookups::people(Signal::stored(departments), today);
    let (basis, status) = (Basis::on(case.version), case.status);
    let submit = move || {
        let handlers = picker::ids(chosen).into_iter().enumerate();
        let input = AssignCaseHandlersInput {
            idempotency_key: form.key(),
            id: case.id.clone(),
            version: basis.version(),
            handlers: handlers
                .map(|(position, user_id)| CaseHandlerInput { user_id, lead: position == 0 })
                .collect(),
        };
        let done = closing(open, toasts, t().states.saved, changed);
        form.send::<AssignCaseHandlers>(input, done, move |case| basis.overtaken(case));
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            {case_conflict(basis, status)}
            <PickerField name="handlers" label=words.handlers chosen search multiple=true required=true hint=words.assign_hint/>
        </FormView>
    }
}

/// Lets another department take part.
#[component]
pub fn CoHandlerDialog(
    open: RwSignal<bool>,
    case: StoredValue<Case>,
    changed: Callback<()>,
) -> impl IntoView {
    view! { <Dialog open title=t().cases.add_co_handler><CoHandlerForm open case=case.get_value() changed/></Dialog> }
}

#[component]
fn CoHandlerForm(open: RwSignal<bool>, case: Case, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, session, words) = (Form::provide(), Toasts::current(), Session::current(), &t().cases);
    let department = RwSignal::new(Vec::new());
    let since = RwSignal::new(session.today());
    let (basis, status) = (Basis::on(case.version), case.status);
    let submit = move || {
        let Some(department_id) = picker::id(department) else {
            return form.require(&[("departmentId", true)]);
        };
        let input = AddCoHandlerInput {
            idempotency_key: form.key(),
            id: case.id.clone(),
            version: basis.version(),
            department_id,
            since: Date(since.get_untracked()),
        };
        let done = closing(open, toasts, t().states.saved, changed);
        form.send::<AddCoHandler>(input, done, move |case| basis.overtaken(case));
    };
    view! {
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            {case_conflict(basis, status)}
            <PickerField name="departmentId" label=words.department chosen=department search=lookups::departments() required=true/>
            <DateField name="since" label=words.since value=since required=true/>
        </FormView>
    }
}
