//! Choosing the columns of a list. The choice lives in the address, so that a link or a saved view brings it along.

use super::url_state::use_url_state;
use crate::{graphql::enums::Choice, i18n::t};
use leptos::prelude::*;

/// A box a column; `fixed` is always shown.
#[component]
pub fn ColumnChooser<T: Choice>(
    fixed: T,
    /// Those shown, in their order.
    chosen: Signal<Vec<T>>,
    /// Those shown where the address says nothing.
    usual: &'static [T],
) -> impl IntoView {
    let url = use_url_state();
    let toggle = move |column: T, shown: bool| {
        let mut columns: Vec<T> =
            chosen.get_untracked().into_iter().filter(|other| *other != column).collect();
        if shown {
            columns.push(column);
        }
        let codes: Vec<_> = columns.into_iter().map(Choice::code).collect();
        url.set(&[("columns", Some(&codes.join(",")))], true);
    };
    let boxes = T::ALL
        .iter()
        .copied()
        .filter(|column| *column != fixed)
        .map(|column| {
            view! {
                <label class="check">
                    <input type="checkbox" data-testid=format!("column-{}", column.code())
                        prop:checked=move || chosen.read().contains(&column)
                        on:change=move |event| toggle(column, event_target_checked(&event))/>
                    {column.label()}
                </label>
            }
        })
        .collect_view();
    view! {
        <details class="chooser no-print">
            <summary class="button" data-testid="columns">{t().table.columns}</summary>
            <fieldset class="chooser-panel">
                <legend class="visually-hidden">{t().table.columns}</legend>
                {boxes}
                <button type="button" class="quiet" on:click=move |_| {
                    let codes: Vec<_> = usual.iter().copied().map(Choice::code).collect();
                    url.set(&[("columns", Some(&codes.join(",")))], true);
                }>{t().table.usual_columns}</button>
            </fieldset>
        </details>
    }
}
