//! Recording a seizure, on a phone in a shop: what was typed stays in this tab until it has been sent.

use super::operations::{RecordSeizure, RecordSeizureInput, SeizedGoodsInput};
use crate::{
    cases::tabs::TabOf,
    components::{
        dialog::Dialog,
        draft::{Draft, DraftNotice},
        fields::{DateField, DecimalField, MoneyField, SelectField, TextAreaField, TextField, day, optional},
        form::{Form, FormView},
        lines::{Line, LinesField},
        picker::{self, Pick, PickerField},
        toast::Toasts,
    },
    evidence::{CaseFiles, FilesField},
    graphql::{
        enums::{PartyRole, SeizureMeasure},
        lookups,
        scalars::{Date, Decimal, Money},
    },
    i18n::t,
    session::Session,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The units that people type most.
const UNITS: [&str; 8] = ["件", "瓶", "盒", "箱", "个", "台", "双", "公斤"];

#[derive(Clone, Copy, Default, Serialize, Deserialize)]
struct Fields {
    measure: RwSignal<Option<SeizureMeasure>>,
    taken_on: RwSignal<String>,
    decision_number: RwSignal<String>,
    ground: RwSignal<String>,
    place: RwSignal<String>,
    storage: RwSignal<String>,
    party: RwSignal<Vec<Pick>>,
    officers: RwSignal<Vec<Pick>>,
    witness: RwSignal<String>,
    attachments: RwSignal<Vec<cynic::Id>>,
    goods: RwSignal<Vec<GoodsFields>>,
}

impl Fields {
    /// What was taken today, from the respondent.
    fn new(today: String, respondent: Option<Pick>) -> Self {
        Self {
            taken_on: RwSignal::new(today),
            party: RwSignal::new(respondent.into_iter().collect()),
            goods: RwSignal::new(vec![GoodsFields::default()]),
            ..Self::default()
        }
    }

    /// As the API takes it; without a measure it can't.
    fn input(self, form: Form, case_id: cynic::Id) -> Option<RecordSeizureInput> {
        Some(RecordSeizureInput {
            idempotency_key: form.key(),
            case_id,
            measure: self.measure.get_untracked()?,
            taken_on: day(self.taken_on),
            decision_number: self.decision_number.get_untracked(),
            ground: self.ground.get_untracked(),
            place: self.place.get_untracked(),
            storage: optional(self.storage),
            party_id: picker::id(self.party),
            officer_ids: picker::ids(self.officers),
            attachment_ids: self.attachments.get_untracked(),
            witness: optional(self.witness),
            goods: self.goods.get_untracked().into_iter().map(GoodsFields::input).collect(),
        })
    }
}

#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
struct GoodsFields {
    name: RwSignal<String>,
    brand: RwSignal<String>,
    specification: RwSignal<String>,
    quantity: RwSignal<String>,
    unit: RwSignal<String>,
    value: RwSignal<String>,
}

impl GoodsFields {
    fn input(self) -> SeizedGoodsInput {
        SeizedGoodsInput {
            name: self.name.get_untracked(),
            brand: optional(self.brand),
            specification: optional(self.specification),
            quantity: Decimal::from_field(&self.quantity.get_untracked()),
            unit: self.unit.get_untracked(),
            value: Money::from_field(&self.value.get_untracked()),
        }
    }
}

/// The dialog of a new seizure.
#[component]
pub fn RecordDialog(open: RwSignal<bool>, of: TabOf, changed: Callback<()>) -> impl IntoView {
    let again = RwSignal::new(0);
    view! {
        <Dialog open title=t().seizures.record>
            {move || {
                again.track();
                view! { <RecordForm open of changed again/> }
            }}
        </Dialog>
    }
}

#[component]
fn RecordForm(
    open: RwSignal<bool>,
    of: TabOf,
    changed: Callback<()>,
    /// Counts how often the form was begun afresh.
    again: RwSignal<u32>,
) -> impl IntoView {
    let (form, toasts, session, words) =
        (Form::provide(), Toasts::current(), Session::current(), &t().seizures);
    let draft = Draft::of(form, &format!("seizure.{}", of.id().inner()));
    let kept = draft.restore::<Fields>();
    let restored = kept.is_some();
    let (departments, parties) = of.case.with_value(|case| {
        let departments: Vec<_> = std::iter::once(&case.department)
            .chain(&case.co_handlers)
            .map(|department| department.id.clone())
            .collect();
        let respondents = case.parties.iter().filter(|part| part.role == PartyRole::Respondent);
        let parties: Vec<_> = respondents.map(|part| Pick::from(part.party.clone())).collect();
        (departments, parties)
    });
    let fields = kept.unwrap_or_else(|| Fields::new(untrack(|| session.today()), parties.first().cloned()));
    draft.keep(fields);
    let files = CaseFiles::of(of.id(), changed);
    let certified_on = Signal::derive(move || Date::from_field(&fields.taken_on.get()));
    let people = lookups::people(Signal::stored(departments), certified_on);
    let of_case = picker::among(parties);
    let submit = move || {
        let Some(input) = fields.input(form, of.id()) else { return form.require(&[("measure", true)]) };
        let done = move |_| {
            draft.forget();
            open.set(false);
            toasts.say(t().states.saved);
            changed.run(());
        };
        form.send::<RecordSeizure>(input, done, |_| {});
    };
    view! {
        {restored.then(|| view! { <DraftNotice draft again/> })}
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            <SelectField name="measure" label=words.measure value=fields.measure required=true/>
            <DateField name="takenOn" label=words.taken_on value=fields.taken_on required=true/>
            <TextField name="decisionNumber" label=words.decision value=fields.decision_number required=true/>
            <PickerField name="partyId" label=words.party chosen=fields.party search=of_case/>
            <TextField name="place" label=words.place value=fields.place required=true wide=true/>
            <TextField name="storage" label=words.storage value=fields.storage wide=true/>
            <PickerField name="officerIds" label=words.officers chosen=fields.officers search=people multiple=true required=true hint=words.officers_hint/>
            <TextField name="witness" label=words.witness value=fields.witness hint=words.witness_hint/>
            <TextAreaField name="ground" label=words.ground value=fields.ground required=true hint=words.ground_hint rows=2/>
            <FilesField name="attachmentIds" files chosen=fields.attachments about=words.tab/>
            <LinesField name="goods" legend=words.goods rows=fields.goods new=GoodsFields::default
                add=(words.add_goods, "add-goods") line=goods_line/>
        </FormView>
    }
}

/// The line among the others.
fn goods_line(line: Line<GoodsFields>) -> AnyView {
    let (words, row, position) = (&t().seizures, line.row, line.position);
    let name = move |field: &str| format!("goods.{position}.{field}");
    view! {
        <section class="block goods" data-testid="goods-row">
            <TextField name=name("name") label=words.name value=row.name required=true/>
            <TextField name=name("brand") label=words.brand value=row.brand/>
            <TextField name=name("specification") label=words.specification value=row.specification/>
            <DecimalField name=name("quantity") label=words.quantity value=row.quantity required=true/>
            <TextField name=name("unit") label=words.unit value=row.unit required=true suggestions=UNITS.to_vec()/>
            <MoneyField name=name("value") label=words.value value=row.value/>
            {(!line.only).then(|| view! {
                <button type="button" class="quiet" on:click=move |_| line.remove.run(()) data-testid="remove-goods">{words.remove}</button>
            })}
        </section>
    }
    .into_any()
}
