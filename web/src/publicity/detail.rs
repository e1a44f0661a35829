//! One publicity event.

use super::operations::{PublicityEvent, PublicityEventVariables, ShowPublicityEvent};
use crate::{
    components::{
        display::{Facts, PageHeader, PrintButton, Section, action_link, participants, quantity},
        states::{Loaded, NotFound},
    },
    graphql::{enums::Choice, query::use_query},
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// `/publicity/:id`
#[component]
pub fn PublicityEventPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query(move || {
        let id = params.with(|params| params.get("id")).unwrap_or_default();
        ShowPublicityEvent::build(PublicityEventVariables { id: cynic::Id::new(id) })
    });
    view! {
        <Loaded query let:data>
            {match data.publicity_event {
                Some(event) => shown(event).into_any(),
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
}

fn shown(event: PublicityEvent) -> impl IntoView {
    let (words, shared) = (&t().publicity, &t().records);
    let correct = event
        .viewer_can_correct
        .then(|| view! { <a class="button" href=format!("/publicity/{}/correct", event.id.inner()) data-testid="correct">{shared.correct}</a> });
    let basics = vec![
        (shared.kind, event.kind.label().into_any()),
        (shared.held_on, days(&event).into_any()),
        (shared.place, event.place.clone().into_any()),
        (shared.region, event.region.name.clone().into_any()),
        (shared.department, event.department.name.clone().into_any()),
        (shared.participants, participants(&event.departments, &event.department)),
        (shared.action, action_link(event.action.as_ref())),
    ];
    let figures = vec![
        (words.materials, quantity(event.materials).into_any()),
        (words.consultations, quantity(event.consultations).into_any()),
        (words.media_items, event.media_items.into_any()),
        (words.television, event.television_programmes.into_any()),
    ];
    view! {
        <PageHeader title=event.name above=vec![(words.title, "/publicity")]><PrintButton/>{correct}</PageHeader>
        <Section title=shared.basics><Facts facts=basics/></Section>
        <Section title=shared.figures><Facts facts=figures/></Section>
    }
}

fn days(event: &PublicityEvent) -> String {
    if event.starts_on == event.ends_on {
        event.starts_on.0.clone()
    } else {
        format!("{} — {}", event.starts_on, event.ends_on)
    }
}
