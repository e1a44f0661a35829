//! Everything that happened to a case, newest first; nothing of it can be changed or removed.

use super::TabOf;
use crate::{
    cases::operations::{CaseEvent, CaseTimeline},
    components::{
        display::{Badge, Section, status_badge},
        states::{Loaded, NotFound},
    },
    evidence::{FileLinks, FileRef, PreviewDialog, named_otherwise},
    graphql::{
        enums::{CaseEventKind, Choice},
        operation::ById,
        query::use_query,
    },
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// The case's history.
#[component]
pub fn TimelineTab(of: TabOf) -> impl IntoView {
    let query = use_query(move || CaseTimeline::build(ById { id: of.id() }));
    view! {
        <Loaded query let:data>
            {match data.case {
                Some(case) => view! { <Timeline events=case.events/> }.into_any(),
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
}

#[component]
fn Timeline(events: Vec<CaseEvent>) -> impl IntoView {
    let words = &t().flow;
    let chosen = RwSignal::new(None::<CaseEventKind>);
    let file = RwSignal::new(None::<FileRef>);
    let present: Vec<_> = CaseEventKind::ALL
        .iter()
        .copied()
        .filter(|kind| events.iter().any(|event| event.kind == *kind))
        .collect();
    let choose = (present.len() > 1).then(|| {
        let switch = |kind: Option<CaseEventKind>, label: &'static str| {
            view! {
                <button type="button" class="quiet" aria-pressed=move || (chosen.get() == kind).to_string()
                    on:click=move |_| chosen.set(kind)>{label}</button>
            }
        };
        let kinds = present.into_iter().map(|kind| switch(Some(kind), kind.label())).collect_view();
        view! { <div class="actions no-print">{switch(None, words.all_events)}{kinds}</div> }
    });
    let count = (words.event_count)(events.len());
    let lines = move || {
        let shown = events.iter().filter(|event| chosen.get().is_none_or(|kind| event.kind == kind));
        shown.map(|event| line(event, file)).collect_view()
    };
    view! {
        <Section title=t().cases.progress actions=move || view! { <span class="detail">{count.clone()}</span> }>
            {choose}
            <ol class="timeline" data-testid="timeline">{lines}</ol>
        </Section>
        <PreviewDialog shown=file/>
    }
}

fn line(event: &CaseEvent, shown: RwSignal<Option<FileRef>>) -> impl IntoView + use<> {
    let words = &t().cases;
    let is_step = event.kind == CaseEventKind::Step;
    let heading = match event.transition {
        Some(transition) => transition.label(),
        None if is_step => event.to_status.label(),
        None => event.kind.label(),
    };
    let documents = named_otherwise(&event.documents, &event.attachments);
    view! {
        <li data-testid="event">
            <p class="step">
                <strong>{heading}</strong><span>{event.occurred_on.0.clone()}</span>
                {if is_step { status_badge(event.to_status) } else { view! { <Badge label=event.kind.label() tone="done"/> }.into_any() }}
            </p>
            {event.ground.clone().map(|ground| view! { <p>{words.ground}"："{ground}</p> })}
            {documents.map(|documents| view! { <p>{words.documents}"："{documents}</p> })}
            <FileLinks files=event.attachments.clone() shown/>
            {event.note.clone().map(|note| view! { <p class="prose">{note}</p> })}
            <p class="detail">
                {event.actor.department.short_name.clone()}" "{event.actor.display_name.clone()}
                " · "{words.recorded_at}" "{event.recorded_at.shanghai()}
            </p>
        </li>
    }
}
