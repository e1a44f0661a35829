//! What is typed about a publicity event: as plain text for the draft, as signals for the form, as the API's input.

use super::operations::{CorrectPublicityEventInput, PublicityEvent, RecordPublicityEventInput};
use crate::{
    components::{
        fields::{QuantityValue, number},
        form::Form,
        picker::Pick,
    },
    graphql::{
        enums::{Choice, PublicityKind},
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
    pub kind: Option<PublicityKind>,
    pub name: String,
    pub starts_on: String,
    pub ends_on: String,
    pub place: String,
    pub action: Vec<Pick>,
    pub participants: Vec<Pick>,
    pub materials: (String, bool),
    pub consultations: (String, bool),
    pub media_items: String,
    pub television: String,
}

impl Typed {
    /// A new record, held today.
    pub fn new(today: String) -> Self {
        Self { starts_on: today.clone(), ends_on: today, ..Self::default() }
    }

    /// What the form says, for comparing it with another version.
    pub fn lines(&self) -> Vec<(&'static str, String)> {
        let (words, shared) = (&t().publicity, &t().records);
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
            (words.materials, count(&self.materials)),
            (words.consultations, count(&self.consultations)),
            (words.media_items, self.media_items.clone()),
            (words.television, self.television.clone()),
        ]
    }

    /// As a new record.
    pub fn record(self, form: Form, kind: PublicityKind) -> RecordPublicityEventInput {
        RecordPublicityEventInput {
            idempotency_key: form.key(),
            action_id: self.action.first().map(Pick::key),
            kind,
            name: self.name,
            starts_on: Date(self.starts_on),
            ends_on: Date(self.ends_on),
            place: self.place,
            participant_ids: self.participants.iter().map(Pick::key).collect(),
            materials: quantity(&self.materials),
            consultations: quantity(&self.consultations),
            media_items: number(&self.media_items),
            television_programmes: number(&self.television),
        }
    }

    /// As a correction of the record `id`.
    pub fn correct(self, form: Form, kind: PublicityKind, id: cynic::Id) -> CorrectPublicityEventInput {
        CorrectPublicityEventInput {
            idempotency_key: form.key(),
            id,
            version: self.version,
            action_id: self.action.first().map(Pick::key),
            kind,
            reason: self.reason,
            name: self.name,
            starts_on: Date(self.starts_on),
            ends_on: Date(self.ends_on),
            place: self.place,
            participant_ids: self.participants.iter().map(Pick::key).collect(),
            materials: quantity(&self.materials),
            consultations: quantity(&self.consultations),
            media_items: number(&self.media_items),
            television_programmes: number(&self.television),
        }
    }
}

fn quantity((value, at_least): &(String, bool)) -> QuantityInput {
    QuantityInput { value: number(value), at_least: *at_least }
}

impl From<PublicityEvent> for Typed {
    fn from(event: PublicityEvent) -> Self {
        let lead = event.department.id;
        Self {
            version: event.version,
            reason: String::new(),
            kind: Some(event.kind),
            name: event.name,
            starts_on: event.starts_on.0,
            ends_on: event.ends_on.0,
            place: event.place,
            action: event.action.map(Pick::from).into_iter().collect(),
            participants: event
                .departments
                .into_iter()
                .filter(|other| other.id != lead)
                .map(Pick::from)
                .collect(),
            materials: (event.materials.value.to_string(), event.materials.at_least),
            consultations: (event.consultations.value.to_string(), event.consultations.at_least),
            media_items: event.media_items.to_string(),
            television: event.television_programmes.to_string(),
        }
    }
}

/// The form's signals.
#[derive(Clone, Copy)]
pub struct Fields {
    pub version: RwSignal<i32>,
    pub reason: RwSignal<String>,
    pub kind: RwSignal<Option<PublicityKind>>,
    pub name: RwSignal<String>,
    pub starts_on: RwSignal<String>,
    pub ends_on: RwSignal<String>,
    pub place: RwSignal<String>,
    pub action: RwSignal<Vec<Pick>>,
    pub participants: RwSignal<Vec<Pick>>,
    pub materials: QuantityValue,
    pub consultations: QuantityValue,
    pub media_items: RwSignal<String>,
    pub television: RwSignal<String>,
}

impl Fields {
    /// Signals that start from what was typed.
    pub fn new(typed: Typed) -> Self {
        let count = |(value, at_least)| QuantityValue {
            value: RwSignal::new(value),
            at_least: RwSignal::new(at_least),
        };
        Self {
            version: RwSignal::new(typed.version),
            reason: RwSignal::new(typed.reason),
            kind: RwSignal::new(typed.kind),
            name: RwSignal::new(typed.name),
            starts_on: RwSignal::new(typed.starts_on),
            ends_on: RwSignal::new(typed.ends_on),
            place: RwSignal::new(typed.place),
            action: RwSignal::new(typed.action),
            participants: RwSignal::new(typed.participants),
            materials: count(typed.materials),
            consultations: count(typed.consultations),
            media_items: RwSignal::new(typed.media_items),
            television: RwSignal::new(typed.television),
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
            action: self.action.get(),
            participants: self.participants.get(),
            materials: count(self.materials),
            consultations: count(self.consultations),
            media_items: self.media_items.get(),
            television: self.television.get(),
        }
    }
}
