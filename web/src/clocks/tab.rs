//! A case's clocks: what waits for whom until when, and how that date came about.

use super::{
    dialogs::{ExtendDialog, PauseDialog, RevokeDialog},
    operations::{CaseClocks, Clock},
};
use crate::{
    cases::tabs::TabOf,
    components::{
        display::{Badge, Section, clock_badge},
        states::{Empty, Loaded, NotFound},
    },
    graphql::{
        enums::{Choice, ClockState, WaitsFor},
        operation::ById,
        query::use_query,
    },
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// The part 期限 of a case's page.
#[component]
pub fn ClocksTab(of: TabOf) -> impl IntoView {
    let query = use_query(move || CaseClocks::build(ById { id: of.id() }));
    let changed = Callback::new(move |()| {
        query.refetch();
        of.changed.run(());
    });
    view! {
        <Loaded query let:data>
            {match data.case {
                Some(case) if case.clocks.is_empty() => view! { <Empty/> }.into_any(),
                Some(case) => case.clocks.into_iter().map(|clock| view! { <ClockPanel clock changed/> }).collect_view().into_any(),
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
}

#[component]
fn ClockPanel(clock: Clock, changed: Callback<()>) -> impl IntoView {
    let words = &t().clocks;
    let [stopping, resuming, extending, revoking] = [(); 4].map(|()| RwSignal::new(false));
    let stored = StoredValue::new(clock.clone());
    let open = clock.met_on.is_none();
    let due = match (&clock.due_at, &clock.due_on) {
        (Some(at), _) => at.shanghai(),
        (None, Some(on)) if clock.provisional => (words.not_before)(&on.0),
        (None, Some(on)) => on.0.clone(),
        (None, None) => words.unlimited.to_owned(),
    };
    let late = matches!(clock.state, ClockState::Overdue);
    let whom = match clock.waits_for {
        WaitsFor::Party => clock.waits_for.label().to_owned(),
        _ => format!("{} · {}", clock.department.short_name, clock.waits_for.label()),
    };
    let met = clock.met_on.clone().map(|on| view! { <span class="detail">{(words.met_on)(&on.0)}</span> });
    let provisional = clock.missing_year.map(|year| {
        view! { <p class="notice" role="note" data-testid="clock-provisional">{(words.missing)(year)}" "<a href=format!("/deadlines/calendar?year={year}")>{words.calendar}</a></p> }
    });
    let article = clock.rule.map(|rule| view! { <p class="detail">{rule.article}</p> });
    let rest_day = clock.rest_day.as_ref().map(|day| {
        view! { <p class="notice" role="note" data-testid="clock-rest-day">{(words.on_rest_day)(day)}</p> }
    });
    let can_revoke = clock.viewer_can_revoke_extension;
    let actions = (open && (clock.viewer_can_stop || clock.viewer_can_extend || can_revoke)).then(|| {
        let (stopped, can_stop, can_extend) = (clock.stopped_on.is_some(), clock.viewer_can_stop, clock.viewer_can_extend);
        view! {
            <div class="actions no-print">
                {(can_stop && !stopped).then(|| view! { <button type="button" on:click=move |_| stopping.set(true) data-testid="stop-clock">{words.stop}</button> })}
                {(can_stop && stopped).then(|| view! { <button type="button" on:click=move |_| resuming.set(true) data-testid="resume-clock">{words.resume}</button> })}
                {can_extend.then(|| view! { <button type="button" on:click=move |_| extending.set(true) data-testid="extend-clock">{words.extend}</button> })}
                {can_revoke.then(|| view! { <button type="button" on:click=move |_| revoking.set(true) data-testid="revoke-extension">{words.revoke}</button> })}
            </div>
        }
    });
    let state = clock.state;
    view! {
        <Section title=clock.label actions=move || clock_badge(Some(state))>
            <p data-testid="clock">
                <strong class:overdue=late>{due}</strong>" "
                {open.then(|| view! { <Badge label=whom/> })}{met}
            </p>
            {provisional}
            {rest_day}
            <ol class="explanation" data-testid="clock-explanation">
                {clock.explanation.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
            </ol>
            {article}
            {actions}
        </Section>
        <PauseDialog open=stopping clock=stored stop=true changed/>
        <PauseDialog open=resuming clock=stored stop=false changed/>
        <ExtendDialog open=extending clock=stored changed/>
        <RevokeDialog open=revoking clock=stored changed/>
    }
}
