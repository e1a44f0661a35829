//! Doing what is next in a referral: the API says what is possible, why the rest isn't, and what each
//! must state.

use super::{
    acts::{self, Typed},
    operations::{Referral, ReferralAction, ReferralStanding},
    package::{Package, PackageFields},
};
use crate::{
    components::{
        conflict::Basis,
        dialog::Dialog,
        fields::{DateField, TextAreaField, TextField, lines, optional},
        form::{Form, FormView, closing},
        toast::Toasts,
    },
    evidence::CaseFiles,
    graphql::{
        enums::{Choice, ReferralAct, ReferralActField},
        scalars::{Date, DateTime},
    },
    i18n::t,
    session::Session,
};
use leptos::prelude::*;

/// A button for each act that is possible; below them what isn't, and why.
#[component]
pub fn ActPanel(case: cynic::Id, referral: Referral, changed: Callback<()>) -> impl IntoView {
    let (chosen, open) = (RwSignal::new(None::<ReferralAction>), RwSignal::new(false));
    let known = referral.actions.iter().filter(|action| acts::knows(&action.operation)).cloned();
    let (possible, refused): (Vec<_>, Vec<_>) = known.partition(|action| action.allowed);
    let (stored, case) = (StoredValue::new(referral), StoredValue::new(case));
    let buttons = possible.into_iter().enumerate().map(|(place, action)| {
        let class = if place == 0 { "primary" } else { "" };
        let test_id = format!("act-{}", action.act.code());
        let label = if action.on_paper {
            format!("{}{}", action.label, t().referrals.by_paper)
        } else {
            action.label.clone()
        };
        let start = move |_| {
            chosen.set(Some(action.clone()));
            open.set(true);
        };
        view! { <button type="button" class=class data-testid=test_id on:click=start>{label}</button> }
    });
    let buttons = buttons.collect_view();
    let reasons: Vec<_> =
        refused.into_iter().filter_map(|action| Some((action.label, action.reason?))).collect();
    let title = move || chosen.read().as_ref().map(|action| action.label.clone()).unwrap_or_default();
    view! {
        <div class="actions no-print">{buttons}</div>
        {(!reasons.is_empty()).then(|| view! {
            <details class="refused no-print">
                <summary>{t().cases.step_unavailable}</summary>
                <ul>{reasons.into_iter().map(|(label, reason)| view! { <li class="why">{label}"："{reason}</li> }).collect_view()}</ul>
            </details>
        })}
        <Dialog open title=Signal::derive(title)>
            {move || chosen.get().map(|action| view! { <ActForm case=case.get_value() referral=stored.get_value() action open changed/> })}
        </Dialog>
    }
}

/// What can be done to the package: completed on its own, or with the hand-over.
fn states_package(act: ReferralAct) -> bool {
    matches!(act, ReferralAct::Complete | ReferralAct::HandOver)
}

/// Whether the moment matters, because 24 hours begin or end with it.
fn states_moment(act: ReferralAct) -> bool {
    matches!(act, ReferralAct::Approve | ReferralAct::HandOver)
}

#[component]
fn ActForm(
    case: cynic::Id,
    referral: Referral,
    action: ReferralAction,
    open: RwSignal<bool>,
    changed: Callback<()>,
) -> impl IntoView {
    let (session, toasts, form) = (Session::current(), Toasts::current(), Form::provide());
    let words = &t().referrals;
    let occurred_on = RwSignal::new(session.today());
    let [time, ground, documents, note] = [(); 4].map(|()| RwSignal::new(String::new()));
    let basis = Basis::on(referral.version);
    let package =
        states_package(action.act).then(|| Package::of(&referral.items, CaseFiles::of(case, changed)));
    let (id, status) = (referral.id, referral.status);
    let needs = |field| action.requires.contains(&field);
    let (needs_ground, needs_documents) =
        (needs(ReferralActField::Ground), needs(ReferralActField::Documents));
    let (act, on_paper) = (action.act, action.on_paper);
    let timed = states_moment(act);
    let submit = move || {
        let typed = Typed {
            id: id.clone(),
            version: basis.version(),
            occurred_on: Date(occurred_on.get_untracked()),
            occurred_at: optional(time)
                .filter(|_| timed)
                .map(|time| DateTime::in_shanghai(&occurred_on.get_untracked(), &time)),
            ground: optional(ground),
            documents: lines(documents),
            note: optional(note),
            items: package.map(Package::typed),
            yes: matches!(act, ReferralAct::Approve | ReferralAct::PoliceFile),
        };
        let done = closing(open, toasts, t().states.saved, changed);
        acts::send(form, &action.operation, typed, done, move |current| basis.overtaken(current));
    };
    let compare = move |current: ReferralStanding| {
        vec![(words.status, current.status.label().to_owned(), status.label().to_owned())]
    };
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            {on_paper.then(|| view! { <p class="wide notice">{words.paper_hint}</p> })}
            {basis.conflict(|current| current.version, compare)}
            <DateField name="occurredOn" label=t().cases.occurred_on value=occurred_on required=true/>
            {timed.then(|| view! { <TextField name="occurredAt" kind="time" label=words.time value=time hint=words.time_hint/> })}
            {package.map(|package| view! { <PackageFields package/> })}
            <TextAreaField name="ground" label=words.ground value=ground required=needs_ground rows=2/>
            <TextAreaField name="documents" label=t().cases.documents value=documents required=needs_documents hint=t().cases.documents_hint rows=2/>
            <TextAreaField name="note" label=t().cases.note value=note rows=2/>
        </FormView>
    }
}
