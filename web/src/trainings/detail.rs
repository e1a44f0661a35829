//! One training.

use super::{
    PLACE,
    operations::{ShowTraining, Training},
};
use crate::{
    components::{
        amounts,
        display::{
            Facts, PageHeader, PrintButton, Section, action_link, correct_link, days, or_dash, participants,
            quantity,
        },
        record::{found, use_record},
    },
    graphql::enums::Choice,
    i18n::t,
};
use leptos::prelude::*;

/// `/trainings/:id`
#[component]
pub fn TrainingPage() -> impl IntoView {
    found(use_record::<ShowTraining>(), |data| data.training, page)
}

fn page(training: Training) -> AnyView {
    let (words, shared) = (&t().trainings, &t().records);
    let correct = training.viewer_can_correct.then(|| correct_link(PLACE.href(&training.id)));
    let basics = vec![
        (shared.kind, training.kind.label().into_any()),
        (shared.held_on, days(&training.starts_on, &training.ends_on).into_any()),
        (shared.place, training.place.clone().into_any()),
        (shared.region, training.region.name.clone().into_any()),
        (shared.department, training.department.name.clone().into_any()),
        (shared.participants, participants(&training.departments, &training.department)),
        (shared.action, action_link(training.action.as_ref())),
        (words.subject, or_dash(training.subject.as_ref())),
        (words.speakers, or_dash(training.speakers.as_ref())),
    ];
    let audiences: Vec<_> = training
        .audiences
        .iter()
        .map(|audience| format!("{} {} {}", audience.kind.label(), audience.people, words.people))
        .collect();
    let exam = if training.exam_held { t().states.yes } else { t().states.no };
    let mut figures = vec![
        (words.trained, quantity(training.trained_person_times).into_any()),
        (words.companies, quantity(training.companies).into_any()),
        (words.audiences, or_dash((!audiences.is_empty()).then(|| audiences.join("；")))),
        (words.exam, exam.into_any()),
        (words.certificates, training.certificates_issued.into_any()),
    ];
    figures.extend(amounts::facts(&training.amounts));
    view! {
        <PageHeader title=training.name above=vec![(words.title, PLACE.path)]><PrintButton/>{correct}</PageHeader>
        <Section title=shared.basics><Facts facts=basics/></Section>
        <Section title=shared.figures><Facts facts=figures/></Section>
    }
    .into_any()
}
