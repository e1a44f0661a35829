//! A dialog on the browser's own element: it keeps the focus inside, and Esc closes it.

use crate::i18n::t;
use leptos::{html, prelude::*};

/// Shows its children while `open`; they are made anew each time.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = element.get() else { return };
        match (open.get(), dialog.open()) {
            // Fails only where the element isn't on the page (any more).
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    view! {
        <dialog class="dialog" node_ref=element on:close=move |_| open.set(false) aria-labelledby="dialog-title" data-testid="dialog">
            <Show when=move || open.get()>
                <header class="dialog-head">
                    <h2 id="dialog-title">{title}</h2>
                    <button type="button" class="quiet" on:click=move |_| open.set(false) data-testid="dialog-close">
                        {t().action.close}
                    </button>
                </header>
                {children()}
            </Show>
        </dialog>
    }
}
