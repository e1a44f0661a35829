//! Recording a training, and correcting one: what is typed, and what is sent of it.

use super::operations::{
    CorrectTraining, RecordTraining, RecordTrainingInput, Training, TrainingAudience, TrainingAudienceInput,
};
use crate::{
    components::{
        amounts::AmountsField,
        fields::{
            CheckField, DateField, NumberField, QuantityField, QuantityValue, SelectField, TextField, count,
            day, number, optional,
        },
        form::Form,
        record::{self, Common, Reason, RecordForm, Together},
    },
    graphql::{
        enums::{AudienceKind, Choice, EnteredWith, TrainingKind},
        lookups,
    },
    i18n::t,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
pub struct Fields {
    common: Common,
    kind: RwSignal<Option<TrainingKind>>,
    name: RwSignal<String>,
    starts_on: RwSignal<String>,
    ends_on: RwSignal<String>,
    place: RwSignal<String>,
    subject: RwSignal<String>,
    speakers: RwSignal<String>,
    trained: QuantityValue,
    companies: QuantityValue,
    /// How many of each kind, in the order of the kinds.
    audiences: RwSignal<Vec<String>>,
    certificates: RwSignal<String>,
    exam_held: RwSignal<bool>,
}

impl Fields {
    /// A new record, held today.
    pub fn new(today: &str) -> Self {
        Self {
            starts_on: RwSignal::new(today.to_owned()),
            ends_on: RwSignal::new(today.to_owned()),
            audiences: RwSignal::new(people(&[])),
            ..Self::default()
        }
    }

    /// A record on file.
    pub fn of(training: Training) -> Self {
        let others = training.departments.into_iter().filter(|other| other.id != training.department.id);
        Self {
            common: Common::of(training.version, training.action, others.collect(), training.amounts),
            kind: RwSignal::new(Some(training.kind)),
            name: RwSignal::new(training.name),
            starts_on: RwSignal::new(training.starts_on.0),
            ends_on: RwSignal::new(training.ends_on.0),
            place: RwSignal::new(training.place),
            subject: RwSignal::new(training.subject.unwrap_or_default()),
            speakers: RwSignal::new(training.speakers.unwrap_or_default()),
            trained: training.trained_person_times.into(),
            companies: training.companies.into(),
            audiences: RwSignal::new(people(&training.audiences)),
            certificates: RwSignal::new(training.certificates_issued.to_string()),
            exam_held: RwSignal::new(training.exam_held),
        }
    }

    /// As the API takes it; without a kind it can't.
    fn input(self, form: Form) -> Option<RecordTrainingInput> {
        Some(RecordTrainingInput {
            idempotency_key: form.key(),
            action_id: self.common.action_id(),
            kind: self.kind.get_untracked()?,
            name: self.name.get_untracked(),
            starts_on: day(self.starts_on),
            ends_on: day(self.ends_on),
            place: self.place.get_untracked(),
            subject: optional(self.subject),
            speakers: optional(self.speakers),
            participant_ids: self.common.participant_ids(),
            amounts: self.common.amounts(),
            trained_person_times: self.trained.input(),
            companies: self.companies.input(),
            audiences: self.audiences.with_untracked(|people| audiences(people)),
            exam_held: self.exam_held.get_untracked(),
            certificates_issued: count(self.certificates),
        })
    }
}

/// How many of each kind came, as the form shows it.
fn people(audiences: &[TrainingAudience]) -> Vec<String> {
    let of = |kind: &AudienceKind| audiences.iter().find(|audience| audience.kind == *kind);
    AudienceKind::ALL
        .iter()
        .map(|kind| of(kind).map(|of| of.people.to_string()).unwrap_or_default())
        .collect()
}

/// And as the API takes it: the kinds that have a number.
fn audiences(people: &[String]) -> Vec<TrainingAudienceInput> {
    let each = AudienceKind::ALL.iter().zip(people).filter(|(_, people)| !people.trim().is_empty());
    each.map(|(kind, people)| TrainingAudienceInput { kind: *kind, people: number(people) }).collect()
}

impl record::Fields for Fields {
    fn version(self) -> RwSignal<i32> {
        self.common.version
    }

    fn lines(self) -> Vec<(&'static str, String)> {
        let (words, shared) = (&t().trainings, &t().records);
        let mut lines = vec![
            (words.name, self.name.get_untracked()),
            (shared.kind, self.kind.get_untracked().map_or("", Choice::label).to_owned()),
            (shared.starts_on, self.starts_on.get_untracked()),
            (shared.ends_on, self.ends_on.get_untracked()),
            (shared.place, self.place.get_untracked()),
        ];
        lines.extend(self.common.lines());
        lines.extend([
            (words.subject, self.subject.get_untracked()),
            (words.speakers, self.speakers.get_untracked()),
            (words.trained, self.trained.text()),
            (words.companies, self.companies.text()),
            (words.audiences, self.audiences.get_untracked().join("/")),
            (words.certificates, self.certificates.get_untracked()),
        ]);
        lines
    }
}

/// The form.
pub fn form(form: RecordForm<Training>) -> AnyView {
    let (words, shared, fields) = (&t().trainings, &t().records, form.fields);
    let send = move || {
        let Some(input) = fields.input(form.form) else { return form.form.require(&[("kind", true)]) };
        match form.of() {
            None => form.send::<RecordTraining>(input),
            Some(id) => form.send::<CorrectTraining>(input.correcting(fields.common.correction(id))),
        }
    };
    let fields = view! {
        <TextField name="name" label=words.name value=fields.name required=true wide=true/>
        <SelectField name="kind" label=shared.kind value=fields.kind required=true/>
        <TextField name="place" label=shared.place value=fields.place required=true/>
        <DateField name="startsOn" label=shared.starts_on value=fields.starts_on required=true/>
        <DateField name="endsOn" label=shared.ends_on value=fields.ends_on required=true/>
        <TextField name="subject" label=words.subject value=fields.subject/>
        <TextField name="speakers" label=words.speakers value=fields.speakers/>
        <Together common=fields.common departments=lookups::departments()/>
        <QuantityField name="trainedPersonTimes" label=words.trained value=fields.trained/>
        <QuantityField name="companies" label=words.companies value=fields.companies/>
        <Audiences form=form.form people=fields.audiences/>
        <NumberField name="certificatesIssued" label=words.certificates value=fields.certificates/>
        <CheckField name="examHeld" label=words.exam value=fields.exam_held/>
        <AmountsField rows=fields.common.amounts with=EnteredWith::Training/>
        <Reason form common=fields.common/>
    };
    form.view(send, fields)
}

/// A number for each kind of people who came.
#[component]
fn Audiences(form: Form, people: RwSignal<Vec<String>>) -> impl IntoView {
    let words = &t().trainings;
    form.claim("audiences");
    view! {
        <fieldset class="field wide audiences" data-testid="field-audiences">
            <legend>{words.audiences}</legend>
            <p class="hint">{words.audiences_hint}</p>
            <div class="numbers">
                {AudienceKind::ALL.iter().enumerate().map(|(position, kind)| view! {
                    <label>
                        <span>{kind.label()}</span>
                        <input inputmode="numeric" data-testid=format!("field-audiences.{}", kind.code())
                            prop:value=move || people.with(|people| people.get(position).cloned())
                            on:input=move |event| people.update(|people| if let Some(entry) = people.get_mut(position) {
                                *entry = event_target_value(&event);
                            })/>
                    </label>
                }).collect_view()}
            </div>
            {move || form.error("audiences").map(|message| view! { <p class="field-error">{message}</p> })}
        </fieldset>
    }
}
