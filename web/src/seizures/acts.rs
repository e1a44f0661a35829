//! What is done with a seizure: a form each for a longer period, another measure, and the disposal of goods.

use super::operations::{
    ConfiscateGoods, ConfiscateGoodsInput, ConvertPreservation, ConvertPreservationInput, DestroyGoods,
    DestroyGoodsInput, DisposedGoodsInput, ExtendSeizure, ExtendSeizureInput, ReturnGoods, ReturnGoodsInput,
    SeizedGoods, Seizure, SeizureStanding, TransferGoods, TransferGoodsInput,
};
use crate::{
    components::{
        conflict::Basis,
        dialog::Dialog,
        fields::{
            CheckField, DateField, DecimalField, SelectField, TextAreaField, TextField, lines, optional,
        },
        form::{Form, FormView},
        picker::{self, Pick, PickerField},
        toast::Toasts,
    },
    evidence::{CaseFiles, FilesField},
    graphql::{
        enums::{Choice, SeizureAction, SeizureMeasure},
        lookups,
        scalars::{Date, Decimal},
    },
    i18n::t,
    session::Session,
};
use leptos::prelude::*;

/// The dialog of what was chosen.
#[component]
pub fn ActDialog(
    open: RwSignal<bool>,
    chosen: RwSignal<Option<SeizureAction>>,
    case: StoredValue<cynic::Id>,
    seizure: StoredValue<Seizure>,
    changed: Callback<()>,
) -> impl IntoView {
    let title =
        Signal::derive(move || chosen.get().map(|action| action.label().to_owned()).unwrap_or_default());
    view! {
        <Dialog open title>
            {move || chosen.get().map(|action| match action {
                SeizureAction::Extend => view! { <ExtendForm open case seizure changed/> }.into_any(),
                SeizureAction::Convert => view! { <ConvertForm open case seizure changed/> }.into_any(),
                _ => view! { <DisposeForm action open case seizure changed/> }.into_any(),
            })}
        </Dialog>
    }
}

/// What every form of a seizure holds.
#[derive(Clone, Copy)]
struct Act {
    form: Form,
    toasts: Toasts,
    open: RwSignal<bool>,
    changed: Callback<()>,
    basis: Basis<SeizureStanding>,
    files: CaseFiles,
    named: RwSignal<Vec<cynic::Id>>,
}

impl Act {
    fn new(
        open: RwSignal<bool>,
        case: StoredValue<cynic::Id>,
        seizure: StoredValue<Seizure>,
        changed: Callback<()>,
    ) -> Self {
        Self {
            form: Form::provide(),
            toasts: Toasts::current(),
            open,
            changed,
            basis: Basis::on(seizure.with_value(|seizure| seizure.version)),
            files: CaseFiles::of(case.get_value(), changed),
            named: RwSignal::new(Vec::new()),
        }
    }

    fn done(self) {
        self.open.set(false);
        self.toasts.say(t().states.saved);
        self.changed.run(());
    }

    /// What somebody else made of it meanwhile, beside what this form was opened on.
    fn conflict(self, seizure: StoredValue<Seizure>) -> impl IntoView {
        let words = &t().seizures;
        let left = |name: &str, left: &Decimal, unit: &str| format!("{name} {left}{unit}");
        let day = |day: &Option<Date>| day.as_ref().map(ToString::to_string).unwrap_or_default();
        let compare = move |newer: SeizureStanding| {
            let latest: Vec<_> =
                newer.goods.iter().map(|goods| left(&goods.name, &goods.left, &goods.unit)).collect();
            seizure.with_value(|seizure| {
                let mine: Vec<_> =
                    seizure.goods.iter().map(|goods| left(&goods.name, &goods.left, &goods.unit)).collect();
                vec![
                    (words.measure, newer.measure.label().to_owned(), seizure.measure.label().to_owned()),
                    (words.due_on, day(&newer.due_on), day(&seizure.due_on)),
                    (words.left, latest.join("、"), mine.join("、")),
                ]
            })
        };
        self.basis.conflict(|newer| newer.version, compare)
    }
}

#[component]
fn ExtendForm(
    open: RwSignal<bool>,
    case: StoredValue<cynic::Id>,
    seizure: StoredValue<Seizure>,
    changed: Callback<()>,
) -> impl IntoView {
    let (act, session, words) = (Act::new(open, case, seizure, changed), Session::current(), &t().seizures);
    let approved_on = RwSignal::new(untrack(|| session.today()));
    let [reason, document] = [(); 2].map(|()| RwSignal::new(String::new()));
    let submit = move || {
        let input = ExtendSeizureInput {
            idempotency_key: act.form.key(),
            id: seizure.with_value(|seizure| seizure.id.clone()),
            version: act.basis.version(),
            approved_on: Date(approved_on.get_untracked()),
            reason: reason.get_untracked(),
            document: document.get_untracked(),
            attachment_ids: act.named.get_untracked(),
        };
        act.form.send::<ExtendSeizure>(input, move |_| act.done(), move |newer| act.basis.overtaken(newer));
    };
    view! {
        <FormView form=act.form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            <p class="wide detail">{words.extend_hint}</p>
            {act.conflict(seizure)}
            <DateField name="approvedOn" label=words.approved_on value=approved_on required=true/>
            <TextField name="document" label=words.extension_document value=document required=true/>
            <FilesField name="attachmentIds" files=act.files chosen=act.named about=SeizureAction::Extend.label()/>
            <TextAreaField name="reason" label=words.reason value=reason required=true rows=2/>
        </FormView>
    }
}

#[component]
fn ConvertForm(
    open: RwSignal<bool>,
    case: StoredValue<cynic::Id>,
    seizure: StoredValue<Seizure>,
    changed: Callback<()>,
) -> impl IntoView {
    let (act, session, words) = (Act::new(open, case, seizure, changed), Session::current(), &t().seizures);
    let measure = RwSignal::new(Some(SeizureMeasure::Detention));
    let converted_on = RwSignal::new(untrack(|| session.today()));
    let [decision_number, ground, storage] = [(); 3].map(|()| RwSignal::new(String::new()));
    let submit = move || {
        let Some(measure) = measure.get_untracked() else { return act.form.require(&[("measure", true)]) };
        let input = ConvertPreservationInput {
            idempotency_key: act.form.key(),
            id: seizure.with_value(|seizure| seizure.id.clone()),
            version: act.basis.version(),
            measure,
            converted_on: Date(converted_on.get_untracked()),
            decision_number: decision_number.get_untracked(),
            ground: ground.get_untracked(),
            storage: optional(storage),
            attachment_ids: act.named.get_untracked(),
        };
        act.form.send::<ConvertPreservation>(
            input,
            move |_| act.done(),
            move |newer| act.basis.overtaken(newer),
        );
    };
    view! {
        <FormView form=act.form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            <p class="wide detail">{words.convert_hint}</p>
            {act.conflict(seizure)}
            <SelectField name="measure" label=words.measure value=measure required=true/>
            <DateField name="convertedOn" label=words.disposed_on value=converted_on required=true/>
            <TextField name="decisionNumber" label=words.decision value=decision_number required=true/>
            <TextField name="storage" label=words.storage value=storage/>
            <FilesField name="attachmentIds" files=act.files chosen=act.named about=SeizureAction::Convert.label()/>
            <TextAreaField name="ground" label=words.ground value=ground required=true hint=words.ground_hint rows=2/>
        </FormView>
    }
}

/// How much of one line, as typed.
#[derive(Clone)]
struct Part {
    goods: SeizedGoods,
    quantity: RwSignal<String>,
}

/// What there is to dispose of: what is left, or what was confiscated; all of it unless somebody types less.
fn parts(seizure: &Seizure, of_confiscated: bool) -> Vec<Part> {
    let there =
        |goods: &SeizedGoods| if of_confiscated { goods.confiscated.clone() } else { goods.left.clone() };
    seizure
        .goods
        .iter()
        .filter(|goods| there(goods).0 != "0")
        .map(|goods| Part { goods: goods.clone(), quantity: RwSignal::new(there(goods).0) })
        .collect()
}

#[component]
fn DisposeForm(
    action: SeizureAction,
    open: RwSignal<bool>,
    case: StoredValue<cynic::Id>,
    seizure: StoredValue<Seizure>,
    changed: Callback<()>,
) -> impl IntoView {
    let (act, session, words) = (Act::new(open, case, seizure, changed), Session::current(), &t().seizures);
    let day = RwSignal::new(untrack(|| session.today()));
    let [document, recipient, ground, place, witnesses, note] =
        [(); 6].map(|()| RwSignal::new(String::new()));
    let department = RwSignal::new(Vec::<Pick>::new());
    let destroys = action == SeizureAction::Destroy;
    let confiscated = destroys
        && seizure.with_value(|seizure| seizure.goods.iter().any(|goods| goods.confiscated.0 != "0"));
    let of_confiscated = RwSignal::new(confiscated);
    let chosen = Memo::new(move |_| of_confiscated.get());
    let rows = StoredValue::new(Vec::<Part>::new());
    let submit = move || {
        let goods: Vec<_> = rows.with_value(|rows| {
            let parts = rows.iter().filter_map(|part| {
                let quantity = part.quantity.get_untracked();
                let quantity = quantity.trim();
                let some = !quantity.is_empty() && quantity != "0";
                some.then(|| DisposedGoodsInput {
                    goods_id: part.goods.id.clone(),
                    quantity: Decimal::from_field(quantity),
                })
            });
            parts.collect()
        });
        // Nothing named would mean all of it.
        if goods.is_empty() {
            return act.form.require(&[("goods", true)]);
        }
        let (form, version) = (act.form, act.basis.version());
        let id = seizure.with_value(|seizure| seizure.id.clone());
        let (idempotency_key, date) = (form.key(), Date(day.get_untracked()));
        let (document, attachment_ids) = (document.get_untracked(), act.named.get_untracked());
        let (ground, note) = (optional(ground), optional(note));
        let done = move |_| act.done();
        let conflict = move |newer| act.basis.overtaken(newer);
        match action {
            SeizureAction::Return => {
                let recipient = recipient.get_untracked();
                let input = ReturnGoodsInput {
                    idempotency_key,
                    id,
                    version,
                    returned_on: date,
                    document,
                    attachment_ids,
                    recipient,
                    ground,
                    note,
                    goods,
                };
                form.send::<ReturnGoods>(input, done, conflict);
            }
            SeizureAction::Confiscate => {
                let input = ConfiscateGoodsInput {
                    idempotency_key,
                    id,
                    version,
                    confiscated_on: date,
                    document,
                    attachment_ids,
                    ground,
                    note,
                    goods,
                };
                form.send::<ConfiscateGoods>(input, done, conflict);
            }
            SeizureAction::Transfer => {
                let (to_department_id, recipient) = (picker::id(department), optional(recipient));
                let input = TransferGoodsInput {
                    idempotency_key,
                    id,
                    version,
                    transferred_on: date,
                    to_department_id,
                    recipient,
                    document,
                    attachment_ids,
                    ground,
                    note,
                    goods,
                };
                form.send::<TransferGoods>(input, done, conflict);
            }
            SeizureAction::Destroy => {
                let input = DestroyGoodsInput {
                    idempotency_key,
                    id,
                    version,
                    of_confiscated: of_confiscated.get_untracked(),
                    destroyed_on: date,
                    place: place.get_untracked(),
                    witnesses: lines(witnesses),
                    document,
                    attachment_ids,
                    ground,
                    note,
                    goods,
                };
                form.send::<DestroyGoods>(input, done, conflict);
            }
            // Those have forms of their own.
            SeizureAction::Extend | SeizureAction::Convert => {}
        }
    };
    let document_label = match action {
        SeizureAction::Confiscate => words.penalty_document,
        SeizureAction::Destroy => words.destruction_document,
        SeizureAction::Transfer => words.transfer_document,
        _ => words.return_document,
    };
    let transfers = action == SeizureAction::Transfer;
    let receives = transfers || action == SeizureAction::Return;
    view! {
        <FormView form=act.form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            {act.conflict(seizure)}
            {confiscated.then(|| view! { <CheckField name="ofConfiscated" label=words.of_confiscated value=of_confiscated/> })}
            {move || {
                let parts = seizure.with_value(|seizure| parts(seizure, chosen.get()));
                rows.set_value(parts.clone());
                view! { <Quantities parts/> }
            }}
            <DateField name=day_name(action) label=words.disposed_on value=day required=true/>
            <TextField name="document" label=document_label value=document required=true/>
            {transfers.then(|| view! {
                <PickerField name="toDepartmentId" label=words.to_department chosen=department search=lookups::departments()/>
            })}
            {receives.then(|| view! { <TextField name="recipient" label=words.recipient value=recipient required={!transfers}/> })}
            {destroys.then(|| view! {
                <TextField name="place" label=words.destruction_place value=place required=true/>
                <TextAreaField name="witnesses" label=words.witnesses value=witnesses required=true hint=words.witnesses_hint rows=2/>
            })}
            <FilesField name="attachmentIds" files=act.files chosen=act.named about=action.label()/>
            <TextAreaField name="ground" label=words.ground value=ground rows=2/>
            <TextAreaField name="note" label=words.note value=note rows=2/>
        </FormView>
    }
}

/// The input's name of the day.
fn day_name(action: SeizureAction) -> &'static str {
    match action {
        SeizureAction::Confiscate => "confiscatedOn",
        SeizureAction::Destroy => "destroyedOn",
        SeizureAction::Transfer => "transferredOn",
        _ => "returnedOn",
    }
}

#[component]
fn Quantities(parts: Vec<Part>) -> impl IntoView {
    let words = &t().seizures;
    let form = use_context::<Form>();
    if let Some(form) = form {
        form.claim("goods");
    }
    let error = crate::components::fields::error_of("goods");
    view! {
        <fieldset class="field wide blocks" data-testid="field-goods">
            <legend>{words.how_much}</legend>
            <p class="hint">{words.how_much_hint}</p>
            {parts.into_iter().map(|part| {
                let label = format!("{}（{}）", part.goods.name, part.goods.unit);
                // Named by the goods, as no position is: what is wrong with one is shown below all.
                view! { <DecimalField name=format!("quantity.{}", part.goods.id.inner()) label value=part.quantity/> }
            }).collect_view()}
            {move || error.get().map(|message| view! { <p class="field-error">{message}</p> })}
        </fieldset>
    }
}
