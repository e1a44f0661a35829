//! Recording a seizure, on a phone in a shop: what was typed stays in this tab until it has been sent.

use super::operations::{RecordSeizure, RecordSeizureInput, RecordSeizureVariables, SeizedGoodsInput};
use crate::{
    cases::tabs::TabOf,
    components::{
        dialog::Dialog,
        draft::{Draft, DraftNotice},
        fields::{DateField, DecimalField, MoneyField, SelectField, TextAreaField, TextField, optional},
        form::{Form, FormView},
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
use cynic::MutationBuilder;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The units that people type most.
const UNITS: [&str; 8] = ["件", "瓶", "盒", "箱", "个", "台", "双", "公斤"];

/// What was typed, for the draft.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Typed {
    measure: Option<SeizureMeasure>,
    taken_on: String,
    decision_number: String,
    ground: String,
    place: String,
    storage: String,
    party: Vec<Pick>,
    officers: Vec<Pick>,
    witness: String,
    #[serde(default)]
    attachments: Vec<cynic::Id>,
    goods: Vec<TypedGoods>,
}

#[derive(Clone, Default, Serialize, Deserialize)]
struct TypedGoods {
    name: String,
    brand: String,
    specification: String,
    quantity: String,
    unit: String,
    value: String,
}

#[derive(Clone, Copy)]
struct GoodsFields {
    key: usize,
    name: RwSignal<String>,
    brand: RwSignal<String>,
    specification: RwSignal<String>,
    quantity: RwSignal<String>,
    unit: RwSignal<String>,
    value: RwSignal<String>,
}

impl GoodsFields {
    fn new(key: usize, typed: TypedGoods) -> Self {
        Self {
            key,
            name: RwSignal::new(typed.name),
            brand: RwSignal::new(typed.brand),
            specification: RwSignal::new(typed.specification),
            quantity: RwSignal::new(typed.quantity),
            unit: RwSignal::new(typed.unit),
            value: RwSignal::new(typed.value),
        }
    }

    fn typed(self) -> TypedGoods {
        TypedGoods {
            name: self.name.get(),
            brand: self.brand.get(),
            specification: self.specification.get(),
            quantity: self.quantity.get(),
            unit: self.unit.get(),
            value: self.value.get(),
        }
    }

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
    let kept = draft.restore::<Typed>();
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
    let typed = kept.unwrap_or_else(|| Typed {
        taken_on: untrack(|| session.today()),
        party: parties.iter().take(1).cloned().collect(),
        goods: vec![TypedGoods::default()],
        ..Typed::default()
    });
    let measure = RwSignal::new(typed.measure);
    let [taken_on, decision_number, ground, place, storage, witness] =
        [typed.taken_on, typed.decision_number, typed.ground, typed.place, typed.storage, typed.witness]
            .map(RwSignal::new);
    let (party, officers) = (RwSignal::new(typed.party), RwSignal::new(typed.officers));
    let (files, attachments) = (CaseFiles::of(of.id(), changed), RwSignal::new(typed.attachments));
    let goods = typed.goods.into_iter().enumerate().map(|(key, typed)| GoodsFields::new(key, typed));
    let goods = RwSignal::new(goods.collect::<Vec<_>>());
    draft.keep(move || Typed {
        measure: measure.get(),
        taken_on: taken_on.get(),
        decision_number: decision_number.get(),
        ground: ground.get(),
        place: place.get(),
        storage: storage.get(),
        party: party.get(),
        officers: officers.get(),
        witness: witness.get(),
        attachments: attachments.get(),
        goods: goods.get().into_iter().map(GoodsFields::typed).collect(),
    });
    let certified_on = Signal::derive(move || Date::from_field(&taken_on.get()));
    let people = lookups::people(Signal::stored(departments), certified_on);
    let of_case = picker::among(parties);
    let submit = move || {
        let Some(measure) = measure.get_untracked() else { return form.require(&[("measure", true)]) };
        let input = RecordSeizureInput {
            idempotency_key: form.key(),
            case_id: of.id(),
            measure,
            taken_on: Date(taken_on.get_untracked()),
            decision_number: decision_number.get_untracked(),
            ground: ground.get_untracked(),
            place: place.get_untracked(),
            storage: optional(storage),
            party_id: picker::id(party),
            officer_ids: picker::ids(officers),
            attachment_ids: attachments.get_untracked(),
            witness: optional(witness),
            goods: goods.get_untracked().into_iter().map(GoodsFields::input).collect(),
        };
        let done = move |_| {
            draft.forget();
            open.set(false);
            toasts.say(t().states.saved);
            changed.run(());
        };
        form.send(
            RecordSeizure::build(RecordSeizureVariables { input }),
            |data| (data.record_seizure.errors, data.record_seizure.seizure),
            done,
            |_| {},
        );
    };
    view! {
        {restored.then(|| view! { <DraftNotice draft again/> })}
        <FormView form submit=t().action.save on_submit=submit cancel=move |()| open.set(false)>
            <SelectField name="measure" label=words.measure value=measure required=true/>
            <DateField name="takenOn" label=words.taken_on value=taken_on required=true/>
            <TextField name="decisionNumber" label=words.decision value=decision_number required=true/>
            <PickerField name="partyId" label=words.party chosen=party search=of_case/>
            <TextField name="place" label=words.place value=place required=true wide=true/>
            <TextField name="storage" label=words.storage value=storage wide=true/>
            <PickerField name="officerIds" label=words.officers chosen=officers search=people multiple=true required=true hint=words.officers_hint/>
            <TextField name="witness" label=words.witness value=witness hint=words.witness_hint/>
            <TextAreaField name="ground" label=words.ground value=ground required=true hint=words.ground_hint rows=2/>
            <FilesField name="attachmentIds" files chosen=attachments about=words.tab/>
            <GoodsLines form rows=goods/>
        </FormView>
    }
}

/// All lines of the list, with a button to add one.
#[component]
fn GoodsLines(form: Form, rows: RwSignal<Vec<GoodsFields>>) -> impl IntoView {
    let words = &t().seizures;
    let next = StoredValue::new(rows.with_untracked(Vec::len));
    // Lines that are added later belong to the form as well, not to the click that added them.
    let owner = Owner::current();
    let add = move |_| {
        let key = next.get_value();
        next.set_value(key + 1);
        let line = || GoodsFields::new(key, TypedGoods::default());
        let line = match &owner {
            Some(owner) => owner.with(line),
            None => line(),
        };
        rows.update(|rows| rows.push(line));
    };
    let remove = move |key: usize| {
        // What was wrong is named by position, and positions move.
        form.errors
            .update(|errors| errors.retain(|error| error.path.first().is_none_or(|first| first != "goods")));
        rows.update(|rows| rows.retain(|row| row.key != key));
    };
    view! {
        <fieldset class="field wide blocks" data-testid="field-goods">
            <legend>{words.goods}</legend>
            // Names carry the position, so the lines are named anew when one goes.
            {move || {
                let rows = rows.get();
                let only = rows.len() == 1;
                rows.into_iter().enumerate().map(|(position, row)| view! {
                    <section class="block goods" data-testid="goods-row">
                        <TextField name=format!("goods.{position}.name") label=words.name value=row.name required=true/>
                        <TextField name=format!("goods.{position}.brand") label=words.brand value=row.brand/>
                        <TextField name=format!("goods.{position}.specification") label=words.specification value=row.specification/>
                        <DecimalField name=format!("goods.{position}.quantity") label=words.quantity value=row.quantity required=true/>
                        <TextField name=format!("goods.{position}.unit") label=words.unit value=row.unit required=true suggestions=UNITS.to_vec()/>
                        <MoneyField name=format!("goods.{position}.value") label=words.value value=row.value/>
                        {(!only).then(|| view! {
                            <button type="button" class="quiet" on:click=move |_| remove(row.key) data-testid="remove-goods">{words.remove}</button>
                        })}
                    </section>
                }).collect_view()
            }}
            <button type="button" on:click=add data-testid="add-goods">{words.add_goods}</button>
        </fieldset>
    }
}
