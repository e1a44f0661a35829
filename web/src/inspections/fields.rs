//! What an officer types about an inspection: as plain text for the draft, as signals for the form, as the API's input.

use super::{
    operations::{CorrectInspectionInput, InspectedPremisesInput, Inspection, RecordInspectionInput},
    premises::{PremisesFields, TypedPremises},
};
use crate::{
    components::{
        fields::{QuantityValue, number},
        form::Form,
        picker::Pick,
    },
    graphql::{
        enums::Choice,
        fragments::{Quantity, QuantityInput, Viewer},
        scalars::Date,
    },
    i18n::t,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What was typed.
#[derive(Clone, Serialize, Deserialize)]
pub struct Typed {
    /// The version that is being corrected.
    pub version: i32,
    pub reason: String,
    pub inspected_on: String,
    pub place: String,
    pub action: Vec<Pick>,
    pub participants: Vec<Pick>,
    pub officers: Vec<Pick>,
    pub premises: Vec<TypedPremises>,
    pub goods: String,
    pub goods_at_least: bool,
    pub findings: String,
}

impl Typed {
    /// A new record: today, by the officer who opens the form.
    pub fn new(viewer: &Viewer, officer: bool) -> Self {
        let own = Pick {
            id: viewer.user.person.id.inner().to_owned(),
            label: viewer.user.display_name.clone(),
            detail: viewer.user.department.short_name.clone(),
        };
        Self {
            version: 0,
            reason: String::new(),
            inspected_on: viewer.today.0.clone(),
            place: String::new(),
            action: Vec::new(),
            participants: Vec::new(),
            officers: if officer { vec![own] } else { Vec::new() },
            premises: vec![TypedPremises::default()],
            goods: String::new(),
            goods_at_least: false,
            findings: String::new(),
        }
    }

    /// What the form says, for comparing it with another version.
    pub fn lines(&self) -> [(&'static str, String); 8] {
        let (words, shared) = (&t().inspections, &t().records);
        let names =
            |picks: &[Pick]| picks.iter().map(|pick| pick.label.as_str()).collect::<Vec<_>>().join("、");
        let premises = self
            .premises
            .iter()
            .map(|premises| format!("{}（{}）", premises.name, premises.result.map_or("", Choice::label)));
        let mark = if self.goods_at_least { t().form.at_least_mark } else { "" };
        [
            (words.inspected_on, self.inspected_on.clone()),
            (words.place, self.place.clone()),
            (shared.action, names(&self.action)),
            (shared.participants, names(&self.participants)),
            (words.officers, names(&self.officers)),
            (words.premises, premises.collect::<Vec<_>>().join("；")),
            (words.goods_checked, format!("{}{mark}", self.goods)),
            (words.findings, self.findings.clone()),
        ]
    }

    fn goods(&self) -> QuantityInput {
        QuantityInput { value: number(&self.goods), at_least: self.goods_at_least }
    }

    fn premises(&self) -> Vec<InspectedPremisesInput> {
        self.premises.iter().filter_map(TypedPremises::input).collect()
    }

    /// As a new record.
    pub fn record(&self, form: Form) -> RecordInspectionInput {
        RecordInspectionInput {
            idempotency_key: form.key(),
            action_id: self.action.first().map(Pick::key),
            inspected_on: Date(self.inspected_on.clone()),
            place: self.place.clone(),
            participant_ids: self.participants.iter().map(Pick::key).collect(),
            officer_ids: self.officers.iter().map(Pick::key).collect(),
            premises: self.premises(),
            goods_checked: self.goods(),
            findings: filled(&self.findings),
        }
    }

    /// As a correction of the record `id`.
    pub fn correct(&self, form: Form, id: cynic::Id) -> CorrectInspectionInput {
        CorrectInspectionInput {
            idempotency_key: form.key(),
            id,
            version: self.version,
            reason: self.reason.clone(),
            action_id: self.action.first().map(Pick::key),
            inspected_on: Date(self.inspected_on.clone()),
            place: self.place.clone(),
            participant_ids: self.participants.iter().map(Pick::key).collect(),
            officer_ids: self.officers.iter().map(Pick::key).collect(),
            premises: self.premises(),
            goods_checked: self.goods(),
            findings: filled(&self.findings),
        }
    }
}

impl From<Inspection> for Typed {
    fn from(inspection: Inspection) -> Self {
        let Quantity { value, at_least } = inspection.goods_checked;
        let lead = inspection.department.id;
        Self {
            version: inspection.version,
            reason: String::new(),
            inspected_on: inspection.inspected_on.0,
            place: inspection.place,
            action: inspection.action.map(Pick::from).into_iter().collect(),
            participants: inspection
                .departments
                .into_iter()
                .filter(|other| other.id != lead)
                .map(Pick::from)
                .collect(),
            officers: inspection.officers.into_iter().map(|officer| Pick::from(officer.person)).collect(),
            premises: inspection.premises.into_iter().map(TypedPremises::from).collect(),
            goods: value.to_string(),
            goods_at_least: at_least,
            findings: inspection.findings.unwrap_or_default(),
        }
    }
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The form's signals.
#[derive(Clone, Copy)]
pub struct Fields {
    pub version: RwSignal<i32>,
    pub reason: RwSignal<String>,
    pub inspected_on: RwSignal<String>,
    pub place: RwSignal<String>,
    pub action: RwSignal<Vec<Pick>>,
    pub participants: RwSignal<Vec<Pick>>,
    pub officers: RwSignal<Vec<Pick>>,
    pub premises: RwSignal<Vec<PremisesFields>>,
    pub goods: QuantityValue,
    pub findings: RwSignal<String>,
}

impl Fields {
    /// Signals that start from what was typed.
    pub fn new(typed: Typed) -> Self {
        let premises = typed.premises.into_iter().enumerate();
        Self {
            version: RwSignal::new(typed.version),
            reason: RwSignal::new(typed.reason),
            inspected_on: RwSignal::new(typed.inspected_on),
            place: RwSignal::new(typed.place),
            action: RwSignal::new(typed.action),
            participants: RwSignal::new(typed.participants),
            officers: RwSignal::new(typed.officers),
            premises: RwSignal::new(premises.map(|(key, typed)| PremisesFields::new(key, typed)).collect()),
            goods: QuantityValue {
                value: RwSignal::new(typed.goods),
                at_least: RwSignal::new(typed.goods_at_least),
            },
            findings: RwSignal::new(typed.findings),
        }
    }

    /// What stands in them now. Reactive.
    pub fn typed(self) -> Typed {
        Typed {
            version: self.version.get(),
            reason: self.reason.get(),
            inspected_on: self.inspected_on.get(),
            place: self.place.get(),
            action: self.action.get(),
            participants: self.participants.get(),
            officers: self.officers.get(),
            premises: self.premises.get().into_iter().map(PremisesFields::typed).collect(),
            goods: self.goods.value.get(),
            goods_at_least: self.goods.at_least.get(),
            findings: self.findings.get(),
        }
    }

    /// The names of the results that nobody has chosen yet: without one, a line can't even be sent.
    pub fn without_result(self) -> Vec<String> {
        self.premises.with_untracked(|rows| {
            let rows = rows.iter().enumerate().filter(|(_, row)| row.result.read_untracked().is_none());
            rows.map(|(position, _)| format!("premises.{position}.result")).collect()
        })
    }
}
