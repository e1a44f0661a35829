//! Short messages that come and go: what was done. What went wrong stays where it happened instead.

use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};

const SHOWN_FOR_MS: u32 = 5000;

/// The messages on the screen.
#[derive(Clone, Copy)]
pub struct Toasts(RwSignal<Vec<(u32, String)>>);

impl Toasts {
    /// One for the app.
    pub fn provide() {
        provide_context(Self(RwSignal::new(Vec::new())));
    }

    /// The app's messages. Components only.
    pub fn current() -> Self {
        expect_context()
    }

    /// Shows a message for a few seconds.
    pub fn say(self, message: impl Into<String>) {
        let Some(id) = self.0.try_update(|shown| {
            let id = shown.last().map_or(0, |(id, _)| id + 1);
            shown.push((id, message.into()));
            id
        }) else {
            return;
        };
        spawn_local(async move {
            TimeoutFuture::new(SHOWN_FOR_MS).await;
            self.0.try_update(|shown| shown.retain(|(other, _)| *other != id));
        });
    }
}

/// Where messages appear; read out by screen readers.
#[component]
pub fn ToastArea() -> impl IntoView {
    let toasts = Toasts::current();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.0.get() key=|(id, _)| *id let((_, message))>
                <p class="toast" data-testid="toast">{message}</p>
            </For>
        </div>
    }
}
