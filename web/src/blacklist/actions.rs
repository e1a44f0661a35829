//! What the office does to an entry: each step in a dialog that asks for its day and its document.

use super::operations::{
    BlacklistEntry, DismissBlacklistProposal, DismissBlacklistProposalInput, GiveBlacklistNotice,
    GiveBlacklistNoticeInput, ListOnBlacklist, ListOnBlacklistInput, PublishBlacklisting,
    PublishBlacklistingInput, RecordBlacklistStatement, RecordBlacklistStatementInput, RemoveFromBlacklist,
    RemoveFromBlacklistInput,
};
use crate::{
    components::{
        dialog::Dialog,
        fields::{DateField, SelectField, TextAreaField, TextField, optional},
        form::{Form, FormView, closing},
        toast::Toasts,
    },
    graphql::{
        enums::{BlacklistRemoval, BlacklistState},
        scalars::Date,
    },
    i18n::t,
    session::Session,
};
use leptos::prelude::*;

/// A step of an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Notify,
    Hear,
    List,
    Publish,
    Dismiss,
    Remove,
}

impl Step {
    fn label(self) -> &'static str {
        let words = &t().blacklist;
        match self {
            Step::Notify => words.notify,
            Step::Hear => words.hear,
            Step::List => words.list,
            Step::Publish => words.publish,
            Step::Dismiss => words.dismiss,
            Step::Remove => words.remove,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Step::Notify => "notify",
            Step::Hear => "hear",
            Step::List => "list",
            Step::Publish => "publish",
            Step::Dismiss => "dismiss",
            Step::Remove => "remove",
        }
    }
}

/// What stands next for an entry in this state. Whether it is possible today the API says.
fn steps(entry: &BlacklistEntry) -> &'static [Step] {
    match entry.state {
        BlacklistState::Proposed => &[Step::Notify, Step::Dismiss],
        BlacklistState::Notified => &[Step::Hear, Step::List, Step::Dismiss],
        BlacklistState::Listed if entry.published_on.is_none() => &[Step::Publish, Step::Remove],
        BlacklistState::Listed => &[Step::Remove],
        BlacklistState::Dismissed | BlacklistState::Removed => &[],
    }
}

/// The buttons, and the dialog that they open.
#[component]
pub fn Actions(entry: StoredValue<BlacklistEntry>, changed: Callback<()>) -> impl IntoView {
    let open = RwSignal::new(false);
    let chosen = RwSignal::new(Step::Notify);
    let buttons = entry
        .with_value(steps)
        .iter()
        .enumerate()
        .map(|(position, step)| {
            let step = *step;
            let choose = move |_| {
                chosen.set(step);
                open.set(true);
            };
            view! {
                <button type="button" class:primary={position == 0} on:click=choose data-testid=step.name()>{step.label()}</button>
            }
        })
        .collect_view();
    let title = Signal::derive(move || chosen.get().label().to_owned());
    view! {
        {buttons}
        <Dialog open title>
            {move || view! { <StepForm open entry step=chosen.get() changed/> }}
        </Dialog>
    }
}

#[component]
fn StepForm(
    open: RwSignal<bool>,
    entry: StoredValue<BlacklistEntry>,
    step: Step,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts, session, words) =
        (Form::provide(), Toasts::current(), Session::current(), &t().blacklist);
    let day = RwSignal::new(session.today());
    let [document, statement, reason] = [(); 3].map(|()| RwSignal::new(String::new()));
    let until = RwSignal::new(String::new());
    let removal = RwSignal::new(Some(BlacklistRemoval::Expired));
    let done = closing(open, toasts, t().states.saved, changed);
    let submit = move || {
        let (id, version) = entry.with_value(|entry| (entry.id.clone(), entry.version));
        let idempotency_key = form.key();
        let on = Date(day.get_untracked());
        match step {
            Step::Notify => {
                let input = GiveBlacklistNoticeInput {
                    idempotency_key,
                    id,
                    version,
                    notified_on: on,
                    document: document.get_untracked(),
                    statement_until: Date::from_field(&until.get_untracked()),
                };
                form.send::<GiveBlacklistNotice>(input, done, |_| {});
            }
            Step::Hear => {
                let input = RecordBlacklistStatementInput {
                    idempotency_key,
                    id,
                    version,
                    stated_on: on,
                    statement: statement.get_untracked(),
                };
                form.send::<RecordBlacklistStatement>(input, done, |_| {});
            }
            Step::List => {
                let document = document.get_untracked();
                let input = ListOnBlacklistInput { idempotency_key, id, version, listed_on: on, document };
                form.send::<ListOnBlacklist>(input, done, |_| {});
            }
            Step::Publish => {
                let input = PublishBlacklistingInput { idempotency_key, id, version, published_on: on };
                form.send::<PublishBlacklisting>(input, done, |_| {});
            }
            Step::Dismiss => {
                let reason = reason.get_untracked();
                let dismissed_on = Some(on);
                let input =
                    DismissBlacklistProposalInput { idempotency_key, id, version, dismissed_on, reason };
                form.send::<DismissBlacklistProposal>(input, done, |_| {});
            }
            Step::Remove => {
                let Some(removal) = removal.get_untracked() else {
                    return form.require(&[("removal", true)]);
                };
                let input = RemoveFromBlacklistInput {
                    idempotency_key,
                    id,
                    version,
                    removed_on: on,
                    removal,
                    ground: optional(reason),
                    document: optional(document),
                };
                form.send::<RemoveFromBlacklist>(input, done, |_| {});
            }
        }
    };
    let fields = match step {
        Step::Notify => view! {
            <p class="hint wide">{words.notify_hint}</p>
            <DateField name="notifiedOn" label=words.notified_on value=day required=true/>
            <TextField name="document" label=words.notice_document value=document required=true/>
        }
        .into_any(),
        Step::Hear => view! {
            <DateField name="statedOn" label=words.stated_on value=day required=true/>
            <TextAreaField name="statement" label=words.statement value=statement required=true/>
        }
        .into_any(),
        Step::List => view! {
            <DateField name="listedOn" label=words.listed_on value=day required=true/>
            <TextField name="document" label=words.decision_document value=document required=true/>
        }
        .into_any(),
        Step::Publish => {
            view! { <DateField name="publishedOn" label=words.published_on value=day required=true/> }
                .into_any()
        }
        Step::Dismiss => view! {
            <DateField name="dismissedOn" label=words.dismissed_on value=day required=true/>
            <TextAreaField name="reason" label=words.reason value=reason required=true/>
        }
        .into_any(),
        Step::Remove => view! {
            <DateField name="removedOn" label=words.removed_on value=day required=true/>
            <SelectField name="removal" label=words.removal value=removal required=true/>
            <TextField name="document" label=words.removal_document value=document/>
            <TextAreaField name="ground" label=words.removal_ground value=reason/>
        }
        .into_any(),
    };
    view! {
        <FormView form submit=step.label() on_submit=submit cancel=move |()| open.set(false)>{fields}</FormView>
    }
}
