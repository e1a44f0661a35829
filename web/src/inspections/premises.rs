//! The lines of an inspection's premises: a block each on a phone.

use super::operations::{InspectedPremisesInput, Premises};
use crate::{
    components::{
        fields::{SelectField, TextField},
        form::Form,
        picker::{Pick, PickerField},
    },
    graphql::{enums::PremisesResult, lookups},
    i18n::t,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One line, as typed.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct TypedPremises {
    pub name: String,
    pub address: String,
    pub party: Vec<Pick>,
    pub result: Option<PremisesResult>,
    pub note: String,
}

impl TypedPremises {
    /// As the API takes it; without a result it can't.
    pub fn input(&self) -> Option<InspectedPremisesInput> {
        let filled = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
        Some(InspectedPremisesInput {
            name: self.name.clone(),
            address: filled(&self.address),
            party_id: self.party.first().map(Pick::key),
            result: self.result?,
            note: filled(&self.note),
        })
    }
}

impl From<Premises> for TypedPremises {
    fn from(premises: Premises) -> Self {
        Self {
            name: premises.name,
            address: premises.address.unwrap_or_default(),
            party: premises.party.map(Pick::from).into_iter().collect(),
            result: Some(premises.result),
            note: premises.note.unwrap_or_default(),
        }
    }
}

/// One line's signals.
#[derive(Clone, Copy)]
pub struct PremisesFields {
    key: usize,
    pub name: RwSignal<String>,
    pub address: RwSignal<String>,
    pub party: RwSignal<Vec<Pick>>,
    pub result: RwSignal<Option<PremisesResult>>,
    pub note: RwSignal<String>,
}

impl PremisesFields {
    /// Signals that start from what was typed.
    pub fn new(key: usize, typed: TypedPremises) -> Self {
        Self {
            key,
            name: RwSignal::new(typed.name),
            address: RwSignal::new(typed.address),
            party: RwSignal::new(typed.party),
            result: RwSignal::new(typed.result),
            note: RwSignal::new(typed.note),
        }
    }

    /// What stands in them now. Reactive.
    pub fn typed(self) -> TypedPremises {
        TypedPremises {
            name: self.name.get(),
            address: self.address.get(),
            party: self.party.get(),
            result: self.result.get(),
            note: self.note.get(),
        }
    }
}

/// All lines, with a button to add one.
#[component]
pub fn PremisesLines(form: Form, rows: RwSignal<Vec<PremisesFields>>) -> impl IntoView {
    let words = &t().inspections;
    let next = StoredValue::new(rows.with_untracked(Vec::len));
    // Lines that are added later belong to the form as well, not to the click that added them.
    let owner = Owner::current();
    let add = move |_| {
        let key = next.get_value();
        next.set_value(key + 1);
        let line = || PremisesFields::new(key, TypedPremises::default());
        let line = match &owner {
            Some(owner) => owner.with(line),
            None => line(),
        };
        rows.update(|rows| rows.push(line));
    };
    let remove = move |key: usize| {
        // What was wrong is named by position, and positions move.
        form.errors.update(|errors| {
            errors.retain(|error| error.path.first().is_none_or(|first| first != "premises"))
        });
        rows.update(|rows| rows.retain(|row| row.key != key));
    };
    view! {
        <fieldset class="field wide blocks" data-testid="field-premises">
            <legend>{words.premises}</legend>
            // Names carry the position, so the lines are named anew when one goes.
            {move || {
                let rows = rows.get();
                let only = rows.len() == 1;
                rows.into_iter().enumerate().map(|(position, row)| view! {
                    <section class="block" data-testid="premises-row">
                        <header>
                            <h3>{format!("{} {}", words.premises_one, position + 1)}</h3>
                            <button type="button" class="quiet" hidden=only on:click=move |_| remove(row.key) data-testid=format!("remove-premises-{position}")>
                                {t().action.remove}
                            </button>
                        </header>
                        <Line position row/>
                    </section>
                }).collect_view()
            }}
            <p class="actions"><button type="button" on:click=add data-testid="add-premises">{words.premises_add}</button></p>
        </fieldset>
    }
}

#[component]
fn Line(position: usize, row: PremisesFields) -> impl IntoView {
    let words = &t().inspections;
    let name = move |field: &str| format!("premises.{position}.{field}");
    // Whoever is on record needn't be typed again.
    Effect::new(move |_| {
        if let Some(pick) =
            row.party.get().into_iter().next().filter(|_| row.name.read_untracked().is_empty())
        {
            row.name.set(pick.label);
        }
    });
    view! {
        <div class="form">
            <TextField name=name("name") label=words.name value=row.name required=true/>
            <SelectField name=name("result") label=words.result value=row.result required=true/>
            <TextField name=name("address") label=words.address value=row.address/>
            <PickerField name=name("partyId") label=words.party chosen=row.party search=lookups::parties() hint=words.party_hint/>
            <TextField name=name("note") label=words.note value=row.note wide=true/>
        </div>
    }
}
