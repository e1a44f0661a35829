//! Somebody else was faster: what they left beside what is typed, which stays until its author has decided.

use super::form::Form;
use crate::i18n::t;
use leptos::{html, prelude::*};

/// What differs: the field, the newer value, the typed one.
pub type Row = (&'static str, String, String);

/// The version of a record that a form builds on, and what somebody else has made of the record since.
pub struct Basis<T: 'static> {
    version: RwSignal<i32>,
    newer: RwSignal<Option<T>>,
}

impl<T: 'static> Clone for Basis<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: 'static> Copy for Basis<T> {}

impl<T: Clone + Send + Sync + 'static> Basis<T> {
    /// A form that was opened on this version. Components only.
    pub fn on(version: i32) -> Self {
        Self::of(RwSignal::new(version))
    }

    /// A form that keeps its version itself: in a draft, say.
    pub fn of(version: RwSignal<i32>) -> Self {
        Self { version, newer: RwSignal::new(None) }
    }

    /// The version to send.
    pub fn version(self) -> i32 {
        self.version.get_untracked()
    }

    /// The version, for what moves it on: files that the form files itself.
    pub fn signal(self) -> RwSignal<i32> {
        self.version
    }

    /// Somebody else was faster, and left this.
    pub fn overtaken(self, newer: T) {
        self.newer.set(Some(newer));
    }

    /// What they left beside what is typed, with a way to go on from there; nothing where nobody was faster.
    pub fn conflict(
        self,
        version: fn(&T) -> i32,
        compare: impl Fn(T) -> Vec<Row> + Send + 'static,
    ) -> impl IntoView {
        move || {
            self.newer.get().map(|newer| {
                let version = version(&newer);
                let adopt = Callback::new(move |()| {
                    self.version.set(version);
                    self.newer.set(None);
                });
                // What is typed stays in the field: this is how it stood when the form was sent.
                let rows = untrack(|| compare(newer));
                view! { <div class="wide"><Conflict rows adopt/></div> }
            })
        }
    }
}

/// The record has changed since the form was opened: the newer version beside what was typed, which stays.
#[component]
fn Conflict(
    rows: Vec<Row>,
    /// Builds on the newer version from now on.
    adopt: Callback<()>,
) -> impl IntoView {
    let words = &t().states;
    let rows: Vec<_> = rows.into_iter().filter(|(_, latest, mine)| latest != mine).collect();
    let section = NodeRef::<html::Section>::new();
    let form = use_context::<Form>();
    // It says what the form would say as well.
    let silence = move || {
        if let Some(form) = form {
            form.errors.set(Vec::new());
        }
    };
    Effect::new(move |_| {
        silence();
        // Whoever pressed the button at the end of a long form stands far below it.
        if let Some(section) = section.get() {
            drop(section.focus());
        }
    });
    view! {
        <section class="notice" role="alert" tabindex="-1" node_ref=section data-testid="state-conflict">
            <h3>{words.conflict}</h3>
            <p>{words.conflict_hint}</p>
            {(!rows.is_empty()).then(|| view! {
                <table class="compare">
                    <thead><tr><th></th><th scope="col">{words.conflict_latest}</th><th scope="col">{words.conflict_mine}</th></tr></thead>
                    <tbody>
                        {rows
                            .into_iter()
                            .map(|(label, latest, mine)| view! { <tr><th scope="row">{label}</th><td>{latest}</td><td>{mine}</td></tr> })
                            .collect_view()}
                    </tbody>
                </table>
            })}
            <button type="button" on:click=move |_| { silence(); adopt.run(()); } data-testid="conflict-adopt">{words.conflict_adopt}</button>
        </section>
    }
}
