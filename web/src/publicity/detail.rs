//! One publicity event.

use super::{
    PLACE,
    operations::{PublicityEvent, ShowPublicityEvent},
};
use crate::{
    components::{
        amounts,
        display::{
            Facts, PageHeader, PrintButton, Section, action_link, correct_link, days, participants, quantity,
        },
        record::{found, use_record},
    },
    graphql::enums::Choice,
    i18n::t,
};
use leptos::prelude::*;

/// `/publicity/:id`
#[component]
pub fn PublicityEventPage() -> impl IntoView {
    found(use_record::<ShowPublicityEvent>(), |data| data.publicity_event, page)
}

fn page(event: PublicityEvent) -> AnyView {
    let (words, shared) = (&t().publicity, &t().records);
    let correct = event.viewer_can_correct.then(|| correct_link(PLACE.href(&event.id)));
    let basics = vec![
        (shared.kind, event.kind.label().into_any()),
        (shared.held_on, days(&event.starts_on, &event.ends_on).into_any()),
        (shared.place, event.place.clone().into_any()),
        (shared.region, event.region.name.clone().into_any()),
        (shared.department, event.department.name.clone().into_any()),
        (shared.participants, participants(&event.departments, &event.department)),
        (shared.action, action_link(event.action.as_ref())),
    ];
    let mut figures = vec![
        (words.materials, quantity(event.materials).into_any()),
        (words.consultations, quantity(event.consultations).into_any()),
        (words.media_items, event.media_items.into_any()),
        (words.television, event.television_programmes.into_any()),
    ];
    figures.extend(amounts::facts(&event.amounts));
    view! {
        <PageHeader title=event.name above=vec![(words.title, PLACE.path)]><PrintButton/>{correct}</PageHeader>
        <Section title=shared.basics><Facts facts=basics/></Section>
        <Section title=shared.figures><Facts facts=figures/></Section>
    }
    .into_any()
}
