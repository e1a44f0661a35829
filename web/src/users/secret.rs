//! A password or token, shown once: it goes with the dialog, and nothing keeps it.

use crate::{components::dialog::Dialog, i18n::t};
use leptos::prelude::*;

/// What is shown once.
#[derive(Clone)]
pub struct Secret {
    /// What it is.
    pub title: &'static str,
    /// Whose it is.
    pub owner: String,
    /// The password or token itself.
    pub value: String,
    /// How to treat it.
    pub hint: &'static str,
}

/// Open while there is a secret; closing it calls `seen`.
#[component]
pub fn SecretDialog(secret: RwSignal<Option<Secret>>, seen: Callback<()>) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if secret.read().is_some() {
            open.set(true);
        }
    });
    Effect::new(move |was_open: Option<bool>| {
        let is_open = open.get();
        if was_open == Some(true) && !is_open {
            secret.set(None);
            seen.run(());
        }
        is_open
    });
    let title = Signal::derive(move || {
        secret.read().as_ref().map(|secret| secret.title.to_owned()).unwrap_or_default()
    });
    view! {
        <Dialog open title>
            {move || secret.get().map(|secret| view! {
                <div class="secret">
                    <p>{secret.owner}</p>
                    <output data-testid="secret">{secret.value}</output>
                    <p class="notice">{secret.hint}</p>
                    <button type="button" class="primary" on:click=move |_| open.set(false) data-testid="secret-noted">{t().users.noted}</button>
                </div>
            })}
        </Dialog>
    }
}
