//! What else is counted of a record: lines of an indicator and an amount. Which indicators there are is data.

use super::{
    display::quantity,
    fields::{QuantityField, QuantityValue},
    lines::{Line, LinesField},
    picker::{self, Pick, PickerField},
};
use crate::{
    graphql::{
        enums::EnteredWith,
        fragments::{RecordAmount, RecordAmountInput},
        lookups,
    },
    i18n::t,
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// One line's signals.
#[derive(Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct AmountFields {
    indicator: RwSignal<Vec<Pick>>,
    quantity: QuantityValue,
}

impl AmountFields {
    /// An amount on file.
    pub fn of(amount: RecordAmount) -> Self {
        Self { indicator: RwSignal::new(vec![amount.indicator.into()]), quantity: amount.quantity.into() }
    }

    /// As the API takes it; a line for which nothing is chosen says nothing.
    pub fn input(self) -> Option<RecordAmountInput> {
        let indicator_id = picker::id(self.indicator)?;
        let quantity = self.quantity.input();
        Some(RecordAmountInput { indicator_id, value: quantity.value, at_least: quantity.at_least })
    }

    /// As one line of text.
    pub fn text(self) -> String {
        format!("{} {}", picker::names(self.indicator), self.quantity.text())
    }
}

/// The lines, of what is entered with such records.
#[component]
pub fn AmountsField(rows: RwSignal<Vec<AmountFields>>, with: EnteredWith) -> impl IntoView {
    let words = &t().records;
    provide_context(with);
    view! {
        <LinesField name="amounts" legend=words.amounts rows new=AmountFields::default
            add=(words.amounts_add, "add-amount") line/>
    }
}

fn line(line: Line<AmountFields>) -> AnyView {
    let (words, row, position) = (&t().records, line.row, line.position);
    let name = move |field: &str| format!("amounts.{position}.{field}");
    let with: EnteredWith = expect_context();
    view! {
        <section class="block" data-testid="amount-row">
            <header>
                <h3>{format!("{} {}", words.amounts_one, position + 1)}</h3>
                <button type="button" class="quiet" on:click=move |_| line.remove.run(()) data-testid=format!("remove-amount-{position}")>
                    {t().action.remove}
                </button>
            </header>
            <div class="form">
                <PickerField name=name("indicatorId") label=words.amounts_indicator chosen=row.indicator search=lookups::entered(with) required=true/>
                <QuantityField name=name("value") label=words.amounts_value value=row.quantity/>
            </div>
        </section>
    }
    .into_any()
}

/// The amounts on a record's page, one fact each.
pub fn facts(amounts: &[RecordAmount]) -> Vec<(&'static str, AnyView)> {
    if amounts.is_empty() {
        return Vec::new();
    }
    let lines = amounts.iter().map(|amount| {
        let unit = amount.indicator.unit.clone();
        view! { <li>{amount.indicator.label.clone()}" "{quantity(amount.quantity)}" "{unit}</li> }
    });
    let list = view! { <ul class="plain" data-testid="amounts">{lines.collect_view()}</ul> };
    vec![(t().records.amounts, list.into_any())]
}
