//! A field of any number of lines, a block each, with a button to add one.

use super::form::Form;
use leptos::prelude::*;

/// One of the lines, as it stands among the others.
pub struct Line<T> {
    /// Its fields.
    pub row: T,
    /// Where it stands, from 0: names of inputs carry it, so the lines are named anew when one goes.
    pub position: usize,
    /// Whether it is the only one.
    pub only: bool,
    /// Takes it away.
    pub remove: Callback<()>,
}

/// All lines. A row is known by its signals.
#[component]
pub fn LinesField<T>(
    /// The list's name in the input.
    name: &'static str,
    legend: &'static str,
    rows: RwSignal<Vec<T>>,
    /// Makes the fields of a new line.
    new: fn() -> T,
    /// The button's text, and its name for tests.
    add: (&'static str, &'static str),
    /// Shows a line.
    line: fn(Line<T>) -> AnyView,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let (form, (label, test_id)) = (use_context::<Form>(), add);
    // Lines that are added later belong to the form as well, not to the click that added them.
    let owner = Owner::current();
    let append = move |_| {
        let row = match &owner {
            Some(owner) => owner.with(new),
            None => new(),
        };
        rows.update(|rows| rows.push(row));
    };
    let remove = move |row: T| {
        // What was wrong is named by position, and positions move.
        if let Some(form) = form {
            form.errors
                .update(|errors| errors.retain(|error| error.path.first().is_none_or(|first| first != name)));
        }
        rows.update(|rows| rows.retain(|other| *other != row));
    };
    let lines = move || {
        let rows = rows.get();
        let only = rows.len() == 1;
        let shown = rows.into_iter().enumerate().map(|(position, row)| {
            line(Line { row, position, only, remove: Callback::new(move |()| remove(row)) })
        });
        shown.collect_view()
    };
    view! {
        <fieldset class="field wide blocks" data-testid=format!("field-{name}")>
            <legend>{legend}</legend>
            {lines}
            <p class="actions"><button type="button" on:click=append data-testid=test_id>{label}</button></p>
        </fieldset>
    }
}
