//! What is typed about a training: as plain text for the draft, as signals for the form, as the API's input.

use super::operations::{CorrectTrainingInput, RecordTrainingInput, Training, TrainingAudienceInput};
use crate::{
    components::{
        fields::{QuantityValue, number},
        form::Form,
        picker::Pick,
    },
    graphql::{
        enums::{AudienceKind, Choice, TrainingKind},
        fragments::QuantityInput,
        scalars::Date,
    },
    i18n::t,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What was typed.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Typed {
    /// The version that is being corrected.
    pub version: i32,
    pub reason: String,
    pub kind: Option<TrainingKind>,
    pub name: String,
    pub starts_on: String,
    pub ends_on: String,
    pub place: String,
    pub subject: String,
    pub speakers: String,
    pub action: Vec<Pick>,
    pub participants: Vec<Pick>,
    pub trained: (String, bool),
    pub companies: (String, bool),
    /// In the order of the kinds of audience.
    pub audiences: Vec<String>,
    pub exam_held: bool,
    pub certificates: String,
}

impl Typed {
    /// A new record, held today.
    pub fn new(today: String) -> Self {
        Self { starts_on: today.clone(), ends_on: today, ..Self::default() }
    }

    /// What the form says, for comparing it with another version.
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let (words, shared) = (&t().trainings, &t().records);
        let names =
            |picks: &[Pick]| picks.iter().map(|pick| pick.label.as_str()).collect::<Vec<_>>().join("、");
        let count = |(value, at_least): &(String, bool)| {
            format!("{value}{}", if *at_least { t().form.at_least_mark } else { "" })
        };
        vec![
            (words.name, self.name.clone()),
            (shared.kind, self.kind.map_or("", Choice::label).to_owned()),
            (shared.starts_on, self.starts_on.clone()),
            (shared.ends_on, self.ends_on.clone()),
            (shared.place, self.place.clone()),
            (shared.participants, names(&self.participants)),
            (shared.action, names(&self.action)),
            (words.subject, self.subject.clone()),
            (words.speakers, self.speakers.clone()),
            (words.trained, count(&self.trained)),
            (words.companies, count(&self.companies)),
            (words.audiences, self.audiences.join("/")),
            (words.certificates, self.certificates.clone()),
        ]
    }

    fn audiences(&self) -> Vec<TrainingAudienceInput> {
        AudienceKind::ALL
            .iter()
            .zip(&self.audiences)
            .filter(|(_, people)| !people.trim().is_empty())
            .map(|(kind, people)| TrainingAudienceInput { kind: *kind, people: number(people) })
            .collect()
    }

    /// As a new record.
    pub fn record(self, form: Form, kind: TrainingKind) -> RecordTrainingInput {
        RecordTrainingInput {
            idempotency_key: form.key(),
            action_id: self.action.first().map(Pick::key),
            kind,
            audiences: self.audiences(),
            name: self.name,
            starts_on: Date(self.starts_on),
            ends_on: Date(self.ends_on),
            place: self.place,
            subject: filled(self.subject),
            speakers: filled(self.speakers),
            participant_ids: self.participants.iter().map(Pick::key).collect(),
            trained_person_times: quantity(&self.trained),
            companies: quantity(&self.companies),
            exam_held: self.exam_held,
            certificates_issued: number(&self.certificates),
        }
    }

    /// As a correction of the record `id`.
    pub fn correct(self, form: Form, kind: TrainingKind, id: cynic::Id) -> CorrectTrainingInput {
        CorrectTrainingInput {
            idempotency_key: form.key(),
            id,
            version: self.version,
            action_id: self.action.first().map(Pick::key),
            kind,
            audiences: self.audiences(),
            reason: self.reason,
            name: self.name,
            starts_on: Date(self.starts_on),
            ends_on: Date(self.ends_on),
            place: self.place,
            subject: filled(self.subject),
            speakers: filled(self.speakers),
            participant_ids: self.participants.iter().map(Pick::key).collect(),
            trained_person_times: quantity(&self.trained),
            companies: quantity(&self.companies),
            exam_held: self.exam_held,
            certificates_issued: number(&self.certificates),
        }
    }
}

fn filled(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}

fn quantity((value, at_least): &(String, bool)) -> QuantityInput {
    QuantityInput { value: number(value), at_least: *at_least }
}

impl From<Training> for Typed {
    fn from(training: Training) -> Self {
        let lead = training.department.id;
        let people = |kind: AudienceKind| {
            let found = training.audiences.iter().find(|audience| audience.kind == kind);
            found.map(|audience| audience.people.to_string()).unwrap_or_default()
        };
        Self {
            version: training.version,
            reason: String::new(),
            kind: Some(training.kind),
            audiences: AudienceKind::ALL.iter().copied().map(people).collect(),
            name: training.name,
            starts_on: training.starts_on.0,
            ends_on: training.ends_on.0,
            place: training.place,
            subject: training.subject.unwrap_or_default(),
            speakers: training.speakers.unwrap_or_default(),
            action: training.action.map(Pick::from).into_iter().collect(),
            participants: training
                .departments
                .into_iter()
                .filter(|other| other.id != lead)
                .map(Pick::from)
                .collect(),
            trained: (
                training.trained_person_times.value.to_string(),
                training.trained_person_times.at_least,
            ),
            companies: (training.companies.value.to_string(), training.companies.at_least),
            exam_held: training.exam_held,
            certificates: training.certificates_issued.to_string(),
        }
    }
}

/// The form's signals.
#[derive(Clone, Copy)]
pub struct Fields {
    pub version: RwSignal<i32>,
    pub reason: RwSignal<String>,
    pub kind: RwSignal<Option<TrainingKind>>,
    pub name: RwSignal<String>,
    pub starts_on: RwSignal<String>,
    pub ends_on: RwSignal<String>,
    pub place: RwSignal<String>,
    pub subject: RwSignal<String>,
    pub speakers: RwSignal<String>,
    pub action: RwSignal<Vec<Pick>>,
    pub participants: RwSignal<Vec<Pick>>,
    pub trained: QuantityValue,
    pub companies: QuantityValue,
    pub audiences: RwSignal<Vec<String>>,
    pub exam_held: RwSignal<bool>,
    pub certificates: RwSignal<String>,
}

impl Fields {
    /// Signals that start from what was typed.
    pub fn new(typed: Typed) -> Self {
        let count = |(value, at_least)| QuantityValue {
            value: RwSignal::new(value),
            at_least: RwSignal::new(at_least),
        };
        let mut audiences = typed.audiences;
        audiences.resize(AudienceKind::ALL.len(), String::new());
        Self {
            version: RwSignal::new(typed.version),
            reason: RwSignal::new(typed.reason),
            kind: RwSignal::new(typed.kind),
            name: RwSignal::new(typed.name),
            starts_on: RwSignal::new(typed.starts_on),
            ends_on: RwSignal::new(typed.ends_on),
            place: RwSignal::new(typed.place),
            subject: RwSignal::new(typed.subject),
            speakers: RwSignal::new(typed.speakers),
            action: RwSignal::new(typed.action),
            participants: RwSignal::new(typed.participants),
            trained: count(typed.trained),
            companies: count(typed.companies),
            audiences: RwSignal::new(audiences),
            exam_held: RwSignal::new(typed.exam_held),
            certificates: RwSignal::new(typed.certificates),
        }
    }

    /// What stands in them now. Reactive.
    pub fn typed(self) -> Typed {
        let count = |quantity: QuantityValue| (quantity.value.get(), quantity.at_least.get());
        Typed {
            version: self.version.get(),
            reason: self.reason.get(),
            kind: self.kind.get(),
            name: self.name.get(),
            starts_on: self.starts_on.get(),
            ends_on: self.ends_on.get(),
            place: self.place.get(),
            subject: self.subject.get(),
            speakers: self.speakers.get(),
            action: self.action.get(),
            participants: self.participants.get(),
            trained: count(self.trained),
            companies: count(self.companies),
            audiences: self.audiences.get(),
            exam_held: self.exam_held.get(),
            certificates: self.certificates.get(),
        }
    }
}
