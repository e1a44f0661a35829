//! The lines of an inspection's premises: a block each on a phone.

use super::operations::{InspectedPremisesInput, Premises};
use crate::{
    components::{
        fields::{SelectField, TextField, optional},
        lines::Line,
        picker::{self, Pick, PickerField},
    },
    graphql::{
        enums::{Choice, PremisesResult},
        lookups,
    },
    i18n::t,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One line's signals.
#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct PremisesFields {
    name: RwSignal<String>,
    address: RwSignal<String>,
    party: RwSignal<Vec<Pick>>,
    pub result: RwSignal<Option<PremisesResult>>,
    note: RwSignal<String>,
}

impl PremisesFields {
    /// A line on file.
    pub fn of(premises: Premises) -> Self {
        Self {
            name: RwSignal::new(premises.name),
            address: RwSignal::new(premises.address.unwrap_or_default()),
            party: RwSignal::new(premises.party.map(Pick::from).into_iter().collect()),
            result: RwSignal::new(Some(premises.result)),
            note: RwSignal::new(premises.note.unwrap_or_default()),
        }
    }

    /// As the API takes it; without a result it can't.
    pub fn input(self) -> Option<InspectedPremisesInput> {
        Some(InspectedPremisesInput {
            name: self.name.get_untracked(),
            address: optional(self.address),
            party_id: picker::id(self.party),
            result: self.result.get_untracked()?,
            note: optional(self.note),
        })
    }

    /// As one line of text.
    pub fn text(self) -> String {
        let result = self.result.get_untracked().map_or("", Choice::label);
        format!("{}（{result}）", self.name.get_untracked())
    }
}

/// The line among the others.
pub fn line(line: Line<PremisesFields>) -> AnyView {
    let (words, row, position) = (&t().inspections, line.row, line.position);
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
        <section class="block" data-testid="premises-row">
            <header>
                <h3>{format!("{} {}", words.premises_one, position + 1)}</h3>
                <button type="button" class="quiet" hidden=line.only on:click=move |_| line.remove.run(()) data-testid=format!("remove-premises-{position}")>
                    {t().action.remove}
                </button>
            </header>
            <div class="form">
                <TextField name=name("name") label=words.name value=row.name required=true/>
                <SelectField name=name("result") label=words.result value=row.result required=true/>
                <TextField name=name("address") label=words.address value=row.address/>
                <PickerField name=name("partyId") label=words.party chosen=row.party search=lookups::parties() hint=words.party_hint/>
                <TextField name=name("note") label=words.note value=row.note wide=true/>
            </div>
        </section>
    }
    .into_any()
}
