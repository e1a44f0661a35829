//! Recording a publicity event, and correcting one: what is typed, and what is sent of it.

use super::operations::{
    CorrectPublicityEvent, PublicityEvent, RecordPublicityEvent, RecordPublicityEventInput,
};
use crate::{
    components::{
        amounts::AmountsField,
        fields::{DateField, NumberField, QuantityField, QuantityValue, SelectField, TextField, count, day},
        form::Form,
        record::{self, Common, Reason, RecordForm, Together},
    },
    graphql::{
        enums::{Choice, EnteredWith, PublicityKind},
        lookups,
    },
    i18n::t,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
pub struct Fields {
    common: Common,
    kind: RwSignal<Option<PublicityKind>>,
    name: RwSignal<String>,
    starts_on: RwSignal<String>,
    ends_on: RwSignal<String>,
    place: RwSignal<String>,
    materials: QuantityValue,
    consultations: QuantityValue,
    media_items: RwSignal<String>,
    television: RwSignal<String>,
}

impl Fields {
    /// A new record, held today.
    pub fn new(today: &str) -> Self {
        Self {
            starts_on: RwSignal::new(today.to_owned()),
            ends_on: RwSignal::new(today.to_owned()),
            ..Self::default()
        }
    }

    /// A record on file.
    pub fn of(event: PublicityEvent) -> Self {
        let others = event.departments.into_iter().filter(|other| other.id != event.department.id);
        Self {
            common: Common::of(event.version, event.action, others.collect(), event.amounts),
            kind: RwSignal::new(Some(event.kind)),
            name: RwSignal::new(event.name),
            starts_on: RwSignal::new(event.starts_on.0),
            ends_on: RwSignal::new(event.ends_on.0),
            place: RwSignal::new(event.place),
            materials: event.materials.into(),
            consultations: event.consultations.into(),
            media_items: RwSignal::new(event.media_items.to_string()),
            television: RwSignal::new(event.television_programmes.to_string()),
        }
    }

    /// As the API takes it; without a kind it can't.
    fn input(self, form: Form) -> Option<RecordPublicityEventInput> {
        Some(RecordPublicityEventInput {
            idempotency_key: form.key(),
            action_id: self.common.action_id(),
            kind: self.kind.get_untracked()?,
            name: self.name.get_untracked(),
            starts_on: day(self.starts_on),
            ends_on: day(self.ends_on),
            place: self.place.get_untracked(),
            participant_ids: self.common.participant_ids(),
            amounts: self.common.amounts(),
            materials: self.materials.input(),
            consultations: self.consultations.input(),
            media_items: count(self.media_items),
            television_programmes: count(self.television),
        })
    }
}

impl record::Fields for Fields {
    fn version(self) -> RwSignal<i32> {
        self.common.version
    }

    fn lines(self) -> Vec<(&'static str, String)> {
        let (words, shared) = (&t().publicity, &t().records);
        let mut lines = vec![
            (words.name, self.name.get_untracked()),
            (shared.kind, self.kind.get_untracked().map_or("", Choice::label).to_owned()),
            (shared.starts_on, self.starts_on.get_untracked()),
            (shared.ends_on, self.ends_on.get_untracked()),
            (shared.place, self.place.get_untracked()),
        ];
        lines.extend(self.common.lines());
        lines.extend([
            (words.materials, self.materials.text()),
            (words.consultations, self.consultations.text()),
            (words.media_items, self.media_items.get_untracked()),
            (words.television, self.television.get_untracked()),
        ]);
        lines
    }
}

/// The form.
pub fn form(form: RecordForm<PublicityEvent>) -> AnyView {
    let (words, shared, fields) = (&t().publicity, &t().records, form.fields);
    let send = move || {
        let Some(input) = fields.input(form.form) else { return form.form.require(&[("kind", true)]) };
        match form.of() {
            None => form.send::<RecordPublicityEvent>(input),
            Some(id) => form.send::<CorrectPublicityEvent>(input.correcting(fields.common.correction(id))),
        }
    };
    let fields = view! {
        <TextField name="name" label=words.name value=fields.name required=true wide=true/>
        <SelectField name="kind" label=shared.kind value=fields.kind required=true/>
        <TextField name="place" label=shared.place value=fields.place required=true/>
        <DateField name="startsOn" label=shared.starts_on value=fields.starts_on required=true/>
        <DateField name="endsOn" label=shared.ends_on value=fields.ends_on required=true/>
        <Together common=fields.common departments=lookups::departments()/>
        <QuantityField name="materials" label=words.materials value=fields.materials/>
        <QuantityField name="consultations" label=words.consultations value=fields.consultations/>
        <NumberField name="mediaItems" label=words.media_items value=fields.media_items/>
        <NumberField name="televisionProgrammes" label=words.television value=fields.television/>
        <AmountsField rows=fields.common.amounts with=EnteredWith::PublicityEvent/>
        <Reason form common=fields.common/>
    };
    form.view(send, fields)
}
