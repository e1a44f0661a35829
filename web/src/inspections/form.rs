//! Recording an inspection, and correcting one: what is typed, and what is sent of it.

use super::{
    operations::{CorrectInspection, Inspection, RecordInspection, RecordInspectionInput},
    premises::{self, PremisesFields},
};
use crate::{
    components::{
        amounts::AmountsField,
        fields::{DateField, QuantityField, QuantityValue, TextAreaField, TextField, day, optional},
        form::Form,
        lines::LinesField,
        picker::{self, Pick, PickerField},
        record::{self, Common, Reason, RecordForm, Together},
    },
    graphql::{
        enums::{EnteredWith, Role},
        fragments::Viewer,
        lookups,
        scalars::Date,
    },
    i18n::t,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
pub struct Fields {
    common: Common,
    /// The department that led.
    lead: RwSignal<String>,
    inspected_on: RwSignal<String>,
    place: RwSignal<String>,
    officers: RwSignal<Vec<Pick>>,
    premises: RwSignal<Vec<PremisesFields>>,
    goods: QuantityValue,
    findings: RwSignal<String>,
}

impl Fields {
    /// A new record: today, by the officer who opens the form.
    pub fn new(viewer: &Viewer) -> Self {
        let own = Pick {
            id: viewer.user.person.id.inner().to_owned(),
            label: viewer.user.display_name.clone(),
            detail: viewer.user.department.short_name.clone(),
        };
        let officer = viewer.user.role == Role::Officer;
        Self {
            lead: RwSignal::new(viewer.user.department.id.inner().to_owned()),
            inspected_on: RwSignal::new(viewer.today.0.clone()),
            officers: RwSignal::new(if officer { vec![own] } else { Vec::new() }),
            premises: RwSignal::new(vec![PremisesFields::default()]),
            ..Self::default()
        }
    }

    /// A record on file.
    pub fn of(inspection: Inspection) -> Self {
        let lead = inspection.department.id;
        let others = inspection.departments.into_iter().filter(|other| other.id != lead);
        let officers = inspection.officers.into_iter().map(|officer| Pick::from(officer.person));
        Self {
            common: Common::of(inspection.version, inspection.action, others.collect(), inspection.amounts),
            inspected_on: RwSignal::new(inspection.inspected_on.0),
            place: RwSignal::new(inspection.place),
            officers: RwSignal::new(officers.collect()),
            premises: RwSignal::new(inspection.premises.into_iter().map(PremisesFields::of).collect()),
            goods: inspection.goods_checked.into(),
            findings: RwSignal::new(inspection.findings.unwrap_or_default()),
            lead: RwSignal::new(lead.into_inner()),
        }
    }

    /// As the API takes it.
    fn input(self, form: Form) -> RecordInspectionInput {
        RecordInspectionInput {
            idempotency_key: form.key(),
            action_id: self.common.action_id(),
            inspected_on: day(self.inspected_on),
            place: self.place.get_untracked(),
            participant_ids: self.common.participant_ids(),
            amounts: self.common.amounts(),
            officer_ids: picker::ids(self.officers),
            premises: self.premises.get_untracked().into_iter().filter_map(PremisesFields::input).collect(),
            goods_checked: self.goods.input(),
            findings: optional(self.findings),
        }
    }

    /// The names of the results that nobody has chosen yet: without one, a line can't even be sent.
    fn without_result(self) -> Vec<String> {
        let rows = self.premises.get_untracked().into_iter().enumerate();
        rows.filter(|(_, row)| row.result.read_untracked().is_none())
            .map(|(position, _)| format!("premises.{position}.result"))
            .collect()
    }
}

impl record::Fields for Fields {
    fn version(self) -> RwSignal<i32> {
        self.common.version
    }

    fn lines(self) -> Vec<(&'static str, String)> {
        let words = &t().inspections;
        let premises = self.premises.get_untracked().into_iter().map(PremisesFields::text);
        let mut lines = vec![
            (words.inspected_on, self.inspected_on.get_untracked()),
            (words.place, self.place.get_untracked()),
        ];
        lines.extend(self.common.lines());
        lines.extend([
            (words.officers, picker::names(self.officers)),
            (words.premises, premises.collect::<Vec<_>>().join("；")),
            (words.goods_checked, self.goods.text()),
            (words.findings, self.findings.get_untracked()),
        ]);
        lines
    }
}

/// The form.
pub fn form(form: RecordForm<Inspection>) -> AnyView {
    let (words, fields) = (&t().inspections, form.fields);
    let send = move || {
        let missing = fields.without_result();
        if !missing.is_empty() {
            return form.form.require(&missing.iter().map(|name| (name.as_str(), true)).collect::<Vec<_>>());
        }
        let input = fields.input(form.form);
        match form.of() {
            None => form.send::<RecordInspection>(input),
            Some(id) => form.send::<CorrectInspection>(input.correcting(fields.common.correction(id))),
        }
    };
    let departments = Signal::derive(move || {
        let others = fields.common.participants.with(|picks| picks.iter().map(Pick::key).collect::<Vec<_>>());
        [vec![cynic::Id::new(fields.lead.get())], others].concat()
    });
    let certified_on = Signal::derive(move || Date::from_field(&fields.inspected_on.get()));
    let fields = view! {
        <DateField name="inspectedOn" label=words.inspected_on value=fields.inspected_on required=true/>
        <TextField name="place" label=words.place value=fields.place required=true/>
        <Together common=fields.common departments=lookups::inspecting_departments()/>
        <PickerField name="officerIds" label=words.officers chosen=fields.officers multiple=true required=true
            search=lookups::people(departments, certified_on) hint=words.officers_hint/>
        <LinesField name="premises" legend=words.premises rows=fields.premises new=PremisesFields::default
            add=(words.premises_add, "add-premises") line=premises::line/>
        <QuantityField name="goodsChecked" label=words.goods_checked value=fields.goods hint=words.goods_hint/>
        <TextAreaField name="findings" label=words.findings value=fields.findings hint=words.findings_hint/>
        <AmountsField rows=fields.common.amounts with=EnteredWith::Inspection/>
        <Reason form common=fields.common/>
    };
    form.view(send, fields)
}
