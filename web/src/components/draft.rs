//! What is being typed into a long form, kept in this tab until it has been sent: a lost connection, a reload or a session
//! that ended must not cost an officer the afternoon. The input's key is kept with it, so that sending again acts once.

use super::form::Form;
use crate::{i18n::t, session::Session};
use leptos::prelude::*;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

const PREFIX: &str = "shuangda.draft.";

#[derive(Serialize, Deserialize)]
struct Kept<T> {
    key: String,
    typed: T,
}

/// One form's place in the tab's storage.
#[derive(Clone, Copy)]
pub struct Draft {
    form: Form,
    place: StoredValue<String>,
}

impl Draft {
    /// A form's draft, by the form's name. Each user of a shared computer has their own.
    pub fn of(form: Form, name: &str) -> Self {
        let user = Session::current()
            .viewer
            .with_untracked(|viewer| viewer.as_ref().map(|viewer| viewer.user.id.inner().to_owned()))
            .unwrap_or_default();
        Self { form, place: StoredValue::new(format!("{PREFIX}{user}.{name}")) }
    }

    /// What was typed and not sent, if anything.
    pub fn restore<T: DeserializeOwned>(self) -> Option<T> {
        let stored = storage()?.get_item(&self.place.get_value()).ok()??;
        let kept: Kept<T> = serde_json::from_str(&stored).ok()?;
        self.form.resume(kept.key);
        Some(kept.typed)
    }

    /// Keeps what is typed, a struct of signals, from its first change on: writing a signal down reads it.
    pub fn keep<T: Serialize + 'static>(self, typed: T) {
        Effect::new(move |before: Option<()>| {
            let kept = Kept { key: self.form.track_key(), typed: &typed };
            if let (Some(()), Some(storage), Ok(text)) = (before, storage(), serde_json::to_string(&kept)) {
                // Where the browser keeps nothing, what was typed still stands on the page.
                let _ = storage.set_item(&self.place.get_value(), &text);
            }
        });
    }

    /// It was sent, or is not wanted any more.
    pub fn forget(self) {
        if let (Some(storage), Some(place)) = (storage(), self.place.try_get_value()) {
            // Nothing kept, nothing to remove.
            let _ = storage.remove_item(&place);
        }
    }
}

/// Forgets everybody's drafts in this tab: somebody has signed out, and the next may be another.
pub fn forget_all() {
    let Some(storage) = storage() else { return };
    let keys: Vec<_> =
        (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok()?).collect();
    for key in keys.iter().filter(|key| key.starts_with(PREFIX)) {
        // It was there a moment ago; if it isn't, all the better.
        let _ = storage.remove_item(key);
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

/// Says that a draft is back, with a way to be rid of it.
#[component]
pub fn DraftNotice(draft: Draft, again: RwSignal<u32>) -> impl IntoView {
    view! {
        <p class="notice draft" data-testid="draft">
            {t().records.draft_restored}
            <button type="button" class="quiet" data-testid="draft-discard"
                on:click=move |_| { draft.forget(); again.update(|count| *count += 1); }>
                {t().records.draft_discard}
            </button>
        </p>
    }
}
