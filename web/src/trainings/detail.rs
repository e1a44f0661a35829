//! One training.

use super::operations::{ShowTraining, Training, TrainingVariables};
use crate::{
    components::{
        display::{Facts, PageHeader, PrintButton, Section, action_link, or_dash, participants, quantity},
        states::{Loaded, NotFound},
    },
    graphql::{enums::Choice, query::use_query},
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// `/trainings/:id`
#[component]
pub fn TrainingPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query(move || {
        let id = params.with(|params| params.get("id")).unwrap_or_default();
        ShowTraining::build(TrainingVariables { id: cynic::Id::new(id) })
    });
    view! {
        <Loaded query let:data>
            {match data.training {
                Some(training) => shown(training).into_any(),
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
}

fn shown(training: Training) -> impl IntoView {
    let (words, shared) = (&t().trainings, &t().records);
    let correct = training
        .viewer_can_correct
        .then(|| view! { <a class="button" href=format!("/trainings/{}/correct", training.id.inner()) data-testid="correct">{shared.correct}</a> });
    let basics = vec![
        (shared.kind, training.kind.label().into_any()),
        (shared.held_on, days(&training).into_any()),
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
    let figures = vec![
        (words.trained, quantity(training.trained_person_times).into_any()),
        (words.companies, quantity(training.companies).into_any()),
        (words.audiences, or_dash((!audiences.is_empty()).then(|| audiences.join("；")))),
        (words.exam, exam.into_any()),
        (words.certificates, training.certificates_issued.into_any()),
    ];
    view! {
        <PageHeader title=training.name above=vec![(words.title, "/trainings")]><PrintButton/>{correct}</PageHeader>
        <Section title=shared.basics><Facts facts=basics/></Section>
        <Section title=shared.figures><Facts facts=figures/></Section>
    }
}

fn days(training: &Training) -> String {
    if training.starts_on == training.ends_on {
        training.starts_on.0.clone()
    } else {
        format!("{} — {}", training.starts_on, training.ends_on)
    }
}
