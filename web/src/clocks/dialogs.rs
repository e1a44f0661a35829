//! Stopping, resuming and extending a clock, and revoking an extension.

use super::operations::{
    Clock, ClockStanding, ExtendClock, ExtendClockInput, ResumeClock, ResumeClockInput, RevokeClockExtension,
    RevokeClockExtensionInput, StopClock, StopClockInput,
};
use crate::{
    components::{
        conflict::Basis,
        dialog::Dialog,
        fields::{DateField, SelectField, TextAreaField, TextField, optional},
        form::{Form, FormView, closing},
        toast::Toasts,
    },
    graphql::{
        enums::{Choice, ClockStopReason},
        scalars::Date,
    },
    i18n::t,
    session::Session,
};
use leptos::prelude::*;

/// Lets a clock stand, or run again.
#[component]
pub fn PauseDialog(
    open: RwSignal<bool>,
    clock: StoredValue<Clock>,
    stop: bool,
    changed: Callback<()>,
) -> impl IntoView {
    let title = if stop { t().clocks.stop } else { t().clocks.resume };
    view! { <Dialog open title=title><PauseForm open clock=clock.get_value() stop changed/></Dialog> }
}

#[component]
fn PauseForm(open: RwSignal<bool>, clock: Clock, stop: bool, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, session, words) =
        (Form::provide(), Toasts::current(), Session::current(), &t().clocks);
    let basis = Basis::on(clock.version);
    let seen = clock.clone();
    let on = RwSignal::new(session.today());
    let reason = RwSignal::new(None::<ClockStopReason>);
    let [ground, document] = [(); 2].map(|()| RwSignal::new(String::new()));
    let submit = move || {
        let Some(reason) = reason.get_untracked() else { return form.require(&[("reason", true)]) };
        let done = closing(open, toasts, t().states.saved, changed);
        let conflict = move |current| basis.overtaken(current);
        let (key, id, version) = (form.key(), clock.id.clone(), basis.version());
        let (occurred_on, ground, document) =
            (Date(on.get_untracked()), ground.get_untracked(), optional(document));
        if stop {
            let input =
                StopClockInput { idempotency_key: key, id, version, occurred_on, reason, ground, document };
            form.send::<StopClock>(input, done, conflict);
        } else {
            let input =
                ResumeClockInput { idempotency_key: key, id, version, occurred_on, reason, ground, document };
            form.send::<ResumeClock>(input, done, conflict);
        }
    };
    let hint = if stop { words.stop_hint } else { words.resume_hint };
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            {clock_conflict(basis, seen)}
            <SelectField name="reason" label=words.reason value=reason required=true/>
            <DateField name="occurredOn" label=words.on value=on required=true hint=hint/>
            <TextAreaField name="ground" label=words.ground value=ground required=true/>
            <TextField name="document" label=words.document value=document wide=true/>
        </FormView>
    }
}

/// Grants a clock more time.
#[component]
pub fn ExtendDialog(open: RwSignal<bool>, clock: StoredValue<Clock>, changed: Callback<()>) -> impl IntoView {
    view! { <Dialog open title=t().clocks.extend><ExtendForm open clock=clock.get_value() changed/></Dialog> }
}

#[component]
fn ExtendForm(open: RwSignal<bool>, clock: Clock, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, session, words) =
        (Form::provide(), Toasts::current(), Session::current(), &t().clocks);
    let basis = Basis::on(clock.version);
    let seen = clock.clone();
    let on = RwSignal::new(session.today());
    let [ground, document, until] = [(); 3].map(|()| RwSignal::new(String::new()));
    let collective = clock.needs_collective_date;
    let submit = move || {
        let input = ExtendClockInput {
            idempotency_key: form.key(),
            id: clock.id.clone(),
            version: basis.version(),
            occurred_on: Date(on.get_untracked()),
            until: Date::from_field(&until.get_untracked()),
            ground: ground.get_untracked(),
            document: optional(document),
        };
        let done = move |extended: ClockStanding| {
            open.set(false);
            toasts.say(match extended.rest_day {
                Some(day) => (words.set_on_rest_day)(&day),
                None => t().states.saved.to_owned(),
            });
            changed.run(());
        };
        form.send::<ExtendClock>(input, done, move |current| basis.overtaken(current));
    };
    view! {
        <FormView form submit=words.approve on_submit=submit cancel=move |()| open.set(false)>
            {clock_conflict(basis, seen)}
            <p class="detail wide">{if collective { words.collective_hint } else { words.extend_hint }}</p>
            {collective.then(|| view! { <DateField name="until" label=words.until value=until required=true/> })}
            <DateField name="occurredOn" label=words.approved_on value=on required=true/>
            <TextAreaField name="ground" label=words.ground value=ground required=true/>
            <TextField name="document" label=words.document value=document wide=true/>
        </FormView>
    }
}

/// Takes back the extension that a clock got last.
#[component]
pub fn RevokeDialog(open: RwSignal<bool>, clock: StoredValue<Clock>, changed: Callback<()>) -> impl IntoView {
    view! { <Dialog open title=t().clocks.revoke><RevokeForm open clock=clock.get_value() changed/></Dialog> }
}

#[component]
fn RevokeForm(open: RwSignal<bool>, clock: Clock, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, session, words) =
        (Form::provide(), Toasts::current(), Session::current(), &t().clocks);
    let basis = Basis::on(clock.version);
    let seen = clock.clone();
    let on = RwSignal::new(session.today());
    let [ground, document] = [(); 2].map(|()| RwSignal::new(String::new()));
    let submit = move || {
        let input = RevokeClockExtensionInput {
            idempotency_key: form.key(),
            id: clock.id.clone(),
            version: basis.version(),
            occurred_on: Date(on.get_untracked()),
            ground: ground.get_untracked(),
            document: optional(document),
        };
        let done = closing(open, toasts, t().states.saved, changed);
        form.send::<RevokeClockExtension>(input, done, move |current| basis.overtaken(current));
    };
    view! {
        <FormView form submit=words.revoke on_submit=submit cancel=move |()| open.set(false)>
            {clock_conflict(basis, seen)}
            <p class="detail wide">{words.revoke_hint}</p>
            <DateField name="occurredOn" label=words.on value=on required=true/>
            <TextAreaField name="ground" label=words.ground value=ground required=true/>
            <TextField name="document" label=words.document value=document wide=true/>
        </FormView>
    }
}

/// What somebody else made of the clock since the form was opened on it; what was typed stays.
fn clock_conflict(basis: Basis<ClockStanding>, seen: Clock) -> impl IntoView {
    let day = |day: &Option<Date>| day.as_ref().map(ToString::to_string).unwrap_or_default();
    let compare = move |clock: ClockStanding| {
        vec![
            (t().cases.status, clock.state.label().to_owned(), seen.state.label().to_owned()),
            (t().cases.due_on, day(&clock.due_on), day(&seen.due_on)),
        ]
    };
    basis.conflict(|clock| clock.version, compare)
}
