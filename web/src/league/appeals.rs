//! Appeals: the list, the form in which a head raises one, and the one in which the office decides.

use super::{
    operations::{
        Appeal, AppealLostPoint, AppealLostPointInput, Appeals, DecideLostPointAppeal,
        DecideLostPointAppealInput, LeagueTerm, LostCase,
    },
    page::label_of,
};
use crate::{
    cases,
    components::{
        dialog::Dialog,
        display::Badge,
        fields::TextAreaField,
        form::{Form, FormView},
        states::Empty,
        table::{Column, DataTable},
        toast::Toasts,
    },
    graphql::enums::{AppealState, Choice as _},
    i18n::t,
};
use leptos::prelude::*;

/// What became of an appeal.
pub fn state_badge(state: AppealState) -> AnyView {
    let tone = if state == AppealState::Raised { "waiting" } else { "done" };
    view! { <Badge label=state.label() tone/> }.into_any()
}

/// The appeals that the viewer sees.
pub fn appeals(appeals: &Appeals, terms: &[LeagueTerm], changed: Callback<()>) -> impl IntoView + use<> {
    let words = &t().league;
    if appeals.nodes.is_empty() {
        return view! { <Empty/> }.into_any();
    }
    let (open, chosen) = (RwSignal::new(false), RwSignal::new(None::<Appeal>));
    let terms = terms.to_vec();
    let decide = move |row: &Appeal| {
        if !row.viewer_can_decide {
            return state_badge(row.state);
        }
        let row = row.clone();
        let start = move |_| {
            chosen.set(Some(row.clone()));
            open.set(true);
        };
        view! { <button type="button" class="quiet no-print" on:click=start data-testid="decide">{t().league.decide}</button> }
            .into_any()
    };
    let columns = vec![
        Column::new(words.case, |row: &Appeal| match &row.case {
            Some(case) => {
                view! { <a href=cases::PLACE.href(&case.id)>{format!("{} {}", case.number, case.title)}</a> }
                    .into_any()
            }
            None => t().states.none.into_any(),
        }),
        Column::new(t().summary.department, |row: &Appeal| row.department.short_name.clone().into_any())
            .short(),
        Column::new(words.term, move |row: &Appeal| label_of(&terms, &row.indicator).into_any()).short(),
        Column::new(words.ground, |row: &Appeal| {
            let decision = row.decision.as_ref().map(|decision| (t().league.decision_line)(decision));
            view! { {row.ground.clone()}<span class="detail">{decision}</span> }.into_any()
        }),
        Column::new(words.raised, |row: &Appeal| {
            format!("{} {}", row.raised_by.display_name, row.raised_at.shanghai()).into_any()
        })
        .short(),
        Column::new(words.state, decide).short(),
    ];
    let more = i64::from(appeals.total_count) - appeals.nodes.len() as i64;
    view! {
        <DataTable columns rows=appeals.nodes.clone() caption=words.appeals/>
        {(more > 0).then(|| view! { <p class="hint">{(words.more)(more)}</p> })}
        <Dialog open title=words.decide>
            {move || chosen.get().map(|appeal| view! { <DecisionForm appeal open changed/> })}
        </Dialog>
    }
    .into_any()
}

/// Raises an appeal.
#[component]
pub fn AppealForm(
    indicator: String,
    case: LostCase,
    open: RwSignal<bool>,
    changed: Callback<()>,
) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().league);
    let ground = RwSignal::new(String::new());
    let title = format!("{} {}", case.number, case.title);
    let submit = move || {
        let input = AppealLostPointInput {
            idempotency_key: form.key(),
            case_id: case.id.clone(),
            indicator: indicator.clone(),
            ground: ground.get_untracked(),
        };
        let done = move |_: Appeal| {
            open.set(false);
            toasts.say(t().league.appealed);
            changed.run(());
        };
        form.send::<AppealLostPoint>(input, done, |_| {});
    };
    view! {
        <p>{title}</p>
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            <TextAreaField name="ground" label=words.ground value=ground required=true rows=4 hint=words.ground_hint/>
        </FormView>
    }
}

/// Decides on an appeal.
#[component]
fn DecisionForm(appeal: Appeal, open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().league);
    let (upheld, decision) = (RwSignal::new(true), RwSignal::new(String::new()));
    let (id, version, ground) = (appeal.id.clone(), appeal.version, appeal.ground.clone());
    let submit = move || {
        let input = DecideLostPointAppealInput {
            idempotency_key: form.key(),
            id: id.clone(),
            version,
            upheld: upheld.get_untracked(),
            decision: decision.get_untracked(),
        };
        let done = move |_: Appeal| {
            open.set(false);
            toasts.say(t().league.decided);
            changed.run(());
        };
        form.send::<DecideLostPointAppeal>(input, done, move |_| changed.run(()));
    };
    let way = move |value: bool, state: AppealState, test_id: &'static str| {
        view! {
            <label class="check">
                <input type="radio" name="upheld" data-testid=test_id prop:checked=move || upheld.get() == value
                    on:change=move |_| upheld.set(value)/>
                {state.label()}
            </label>
        }
    };
    view! {
        <p>{ground}</p>
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            <fieldset class="field wide checks">
                <legend>{words.decide}</legend>
                {way(true, AppealState::Upheld, "upheld")}
                {way(false, AppealState::Dismissed, "dismissed")}
            </fieldset>
            <TextAreaField name="decision" label=words.decision value=decision required=true rows=3/>
        </FormView>
    }
}
