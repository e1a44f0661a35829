//! Choosing records by searching for them: departments, people, parties, actions. A combobox as ARIA describes it.
//!
//! What can be taken is what was found for the text that stands in the field. While a newer text is looked up, what was
//! found for the one before stays in sight, dimmed, and nothing of it can be taken; and a list on which a finger or a
//! button is down stays as it is until that is lifted.

use super::fields::{Field, error_of, field_id};
use crate::{graphql::transport::ApiError, i18n::t};
use futures::future::LocalBoxFuture;
use gloo_timers::future::TimeoutFuture;
use leptos::{ev::KeyboardEvent, html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

/// How long typing rests before it is looked up.
const DEBOUNCE_MS: u32 = 250;
/// While an input method composes, which is until it has made its word; but phones call Latin words a composition too.
const COMPOSING_MS: u32 = 1_000;
/// What browsers say instead of a key that an input method has taken, where they don't say that it composes.
const TAKEN_BY_INPUT_METHOD: u32 = 229;

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Pick {
    /// Its global id.
    pub id: String,
    /// Its name.
    pub label: String,
    /// What tells it from its namesakes.
    pub detail: String,
}

impl Pick {
    /// Its id, as inputs want it.
    pub fn key(&self) -> cynic::Id {
        cynic::Id::new(self.id.clone())
    }
}

/// Finds what fits the typed text; with no text, what is offered first.
pub type Search = Callback<String, LocalBoxFuture<'static, Result<Vec<Pick>, ApiError>>>;

/// Finds among a few that are at hand.
pub fn among(picks: Vec<Pick>) -> Search {
    Search::new(move |text: String| {
        let found = picks.iter().filter(|pick| pick.label.contains(&text)).cloned().collect();
        let found: LocalBoxFuture<'static, _> = Box::pin(std::future::ready(Ok(found)));
        found
    })
}

/// The ids of what was chosen.
pub fn ids(chosen: RwSignal<Vec<Pick>>) -> Vec<cynic::Id> {
    chosen.with_untracked(|chosen| chosen.iter().map(Pick::key).collect())
}

/// The id of the one that was chosen.
pub fn id(chosen: RwSignal<Vec<Pick>>) -> Option<cynic::Id> {
    chosen.with_untracked(|chosen| chosen.first().map(Pick::key))
}

/// The names of what was chosen, as Chinese lists things.
pub fn names(chosen: RwSignal<Vec<Pick>>) -> String {
    chosen
        .with_untracked(|chosen| chosen.iter().map(|pick| pick.label.as_str()).collect::<Vec<_>>().join("、"))
}

/// What is found for what is typed, and what of it may be taken.
#[derive(Clone, Copy)]
struct Offer {
    search: Search,
    text: RwSignal<String>,
    found: RwSignal<Result<Vec<Pick>, ApiError>>,
    /// Whether the answer for the text is still to come, so that `found` is that of an earlier one.
    asking: RwSignal<bool>,
    /// How often was asked: an answer to any but the last question is dropped.
    asked: StoredValue<u32>,
    /// Whether a finger or a button is down on the list.
    pressed: StoredValue<bool>,
    /// The option on which it came down, if that could be taken then.
    pressed_on: StoredValue<Option<String>>,
    /// An answer that came meanwhile.
    held: StoredValue<Option<Result<Vec<Pick>, ApiError>>>,
    /// The option that the arrow keys have led to.
    led_to: RwSignal<Option<String>>,
}

impl Offer {
    fn new(search: Search) -> Self {
        Self {
            search,
            text: RwSignal::new(String::new()),
            found: RwSignal::new(Ok(Vec::new())),
            asking: RwSignal::new(false),
            asked: StoredValue::new(0),
            pressed: StoredValue::new(false),
            pressed_on: StoredValue::new(None),
            held: StoredValue::new(None),
            led_to: RwSignal::new(None),
        }
    }

    /// Asks for what fits the text, once it has rested for so many milliseconds.
    fn look_up(self, delay: u32) {
        let number = self.asked.get_value() + 1;
        self.asked.set_value(number);
        self.held.set_value(None);
        self.asking.set(true);
        spawn_local(async move {
            // The text may be another by then, or the page gone.
            let is_last = || self.asked.try_get_value() == Some(number);
            TimeoutFuture::new(delay).await;
            if !is_last() {
                return;
            }
            let text = self.text.get_untracked().trim().to_owned();
            let answer = self.search.run(text).await;
            if !is_last() {
                return;
            }
            if self.pressed.get_value() {
                self.held.set_value(Some(answer));
            } else {
                self.show(answer);
            }
        });
    }

    fn show(self, answer: Result<Vec<Pick>, ApiError>) {
        self.found.set(answer);
        self.asking.set(false);
    }

    /// A finger or a button came down on this option, or beside all.
    fn press(self, option: Option<String>) {
        self.pressed.set_value(true);
        self.pressed_on.set_value(option.filter(|_| !self.asking.get_untracked()));
    }

    fn release(self) {
        self.pressed.set_value(false);
        if let Some(answer) = self.held.try_update_value(Option::take).flatten() {
            self.show(answer);
        }
    }

    /// Whether a click on this option takes it: it could be taken when the press began. A click that no pointer made
    /// (a screen reader's, say) began nowhere.
    fn takes(self, option: &str, by_pointer: bool) -> bool {
        let began_here = self.pressed_on.with_value(|pressed| pressed.as_deref() == Some(option));
        !self.asking.get_untracked() && (began_here || !by_pointer)
    }
}

/// Where the active option stands: with the one that the arrow keys have led to as long as it is offered, else first.
fn position(led_to: Option<&str>, offered: &[Pick]) -> usize {
    led_to.and_then(|id| offered.iter().position(|pick| pick.id == id)).unwrap_or(0)
}

/// The option under an event.
fn option_at(event: &web_sys::Event) -> Option<String> {
    let element = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    element.closest("[role=option]").ok()??.get_attribute("data-pick")
}

/// A field that holds one record, or several.
#[component]
pub fn PickerField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    chosen: RwSignal<Vec<Pick>>,
    search: Search,
    #[prop(optional)] multiple: bool,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    let id = field_id(&name);
    let list_id = StoredValue::new(format!("{id}-list"));
    let (test_id, described) = (format!("field-{name}"), format!("{id}-hint {id}-error"));
    let error = error_of(&name);
    let offer = Offer::new(search);
    let (open, composing) = (RwSignal::new(false), StoredValue::new(false));
    let input = NodeRef::<html::Input>::new();

    let offered = Memo::new(move |_| {
        let (found, chosen) = (offer.found.read(), chosen.read());
        let found = found.as_deref().unwrap_or_default().iter();
        found.filter(|pick| !chosen.iter().any(|other| other.id == pick.id)).cloned().collect::<Vec<_>>()
    });
    let active = Memo::new(move |_| position(offer.led_to.read().as_deref(), &offered.read()));
    let show = move || {
        if !open.get_untracked() {
            open.set(true);
            offer.look_up(0);
        }
    };
    let close = move || {
        open.set(false);
        offer.led_to.set(None);
    };
    let typed = move |text: String| {
        offer.text.set(text);
        open.set(true);
        offer.look_up(if composing.get_value() { COMPOSING_MS } else { DEBOUNCE_MS });
    };
    let choose = move |pick: Pick| {
        chosen.update(|chosen| {
            if !multiple {
                chosen.clear();
            }
            chosen.push(pick);
        });
        offer.text.set(String::new());
        // An open list would lie over what is below: the next field, or the form's button.
        close();
        if let Some(input) = input.get_untracked() {
            // It was on the screen a moment ago; if not, there is nobody to please.
            let _ = input.focus();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        // Enter and arrows belong to the input method while it composes.
        if event.is_composing() || event.key_code() == TAKEN_BY_INPUT_METHOD {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" => {
                event.prevent_default();
                if !open.get_untracked() {
                    show();
                    return;
                }
                let picks = offered.read_untracked();
                let count = picks.len().max(1);
                let step = if event.key() == "ArrowDown" { 1 } else { count - 1 };
                let next = picks.get((active.get_untracked() + step) % count);
                offer.led_to.set(next.map(|pick| pick.id.clone()));
            }
            "Enter" if open.get_untracked() => {
                event.prevent_default();
                let pick = offered.read_untracked().get(active.get_untracked()).cloned();
                if let Some(pick) = pick.filter(|_| !offer.asking.get_untracked()) {
                    choose(pick);
                }
            }
            "Escape" if open.get_untracked() => {
                event.prevent_default();
                event.stop_propagation();
                close();
            }
            "Backspace" if offer.text.read_untracked().is_empty() => {
                chosen.update(|chosen| drop(chosen.pop()));
            }
            _ => {}
        }
    };
    let on_click = move |event: web_sys::MouseEvent| {
        let option = option_at(&event).filter(|option| offer.takes(option, event.detail() > 0));
        let pick = option.and_then(|id| offered.read_untracked().iter().find(|pick| pick.id == id).cloned());
        if let Some(pick) = pick {
            choose(pick);
        }
    };
    let options = move || {
        let picks = offered.get();
        if picks.is_empty() {
            let said = move || match &*offer.found.read() {
                _ if offer.asking.get() => t().form.pick_asking.to_owned(),
                Err(failure) => failure.message(),
                Ok(_) => t().form.pick_none.to_owned(),
            };
            return view! { <li class="option-none" role="presentation">{said}</li> }.into_any();
        }
        let option = |(place, pick): (usize, Pick)| {
            view! {
                <li class="option" role="option" id=format!("{}-{place}", list_id.get_value()) data-pick=pick.id data-testid="option"
                    aria-selected=move || (active.get() == place && !offer.asking.get()).to_string()>
                    <span>{pick.label}</span><span class="detail">{pick.detail}</span>
                </li>
            }
        };
        picks.into_iter().enumerate().map(option).collect_view().into_any()
    };
    view! {
        <Field name label required hint=hint.unwrap_or_default() wide=multiple>
            <div class="picker">
                <ul class="picks">
                    <For each=move || chosen.get() key=|pick| pick.id.clone() let(pick)>
                        {
                            let (key, label) = (pick.id.clone(), pick.label.clone());
                            view! {
                                <li class="pick" data-testid="pick">
                                    {pick.label}
                                    <button type="button" class="quiet" aria-label=format!("{} {label}", t().action.remove)
                                        on:click=move |_| chosen.update(|chosen| chosen.retain(|other| other.id != key))>"×"</button>
                                </li>
                            }
                        }
                    </For>
                </ul>
                <input id=id node_ref=input type="text" role="combobox" autocomplete="off" placeholder=t().form.pick_hint
                    aria-expanded=move || open.get().to_string() aria-controls=list_id.get_value() aria-autocomplete="list"
                    aria-activedescendant=move || open.get().then(|| format!("{}-{}", list_id.get_value(), active.get()))
                    aria-invalid=move || error.with(Option::is_some).to_string() aria-describedby=described data-testid=test_id
                    prop:value=move || offer.text.get()
                    on:focus=move |_| show()
                    on:click=move |_| show()
                    on:blur=move |_| close()
                    on:compositionstart=move |_| composing.set_value(true)
                    on:compositionend=move |event| { composing.set_value(false); typed(event_target_value(&event)); }
                    on:input=move |event| typed(event_target_value(&event))
                    on:keydown=on_key/>
                // The input keeps the focus, or the list would be gone by the click.
                <ul class="options" role="listbox" id=list_id.get_value() hidden=move || !open.get() aria-busy=move || offer.asking.get().to_string()
                    on:mousedown=move |event| event.prevent_default()
                    on:pointerdown=move |event| offer.press(option_at(&event))
                    on:pointerup=move |_| offer.release()
                    on:pointercancel=move |_| offer.release()
                    on:pointerleave=move |_| offer.release()
                    on:click=on_click>
                    {options}
                </ul>
            </div>
        </Field>
    }
}

#[cfg(test)]
mod tests {
    use super::{Pick, position};

    fn offered(ids: &[&str]) -> Vec<Pick> {
        ids.iter()
            .map(|id| Pick { id: (*id).to_owned(), label: String::new(), detail: String::new() })
            .collect()
    }

    #[test]
    fn the_active_option_goes_where_its_record_goes() {
        assert_eq!(position(Some("b"), &offered(&["a", "b", "c"])), 1);
        assert_eq!(position(Some("b"), &offered(&["b", "c"])), 0);
        assert_eq!(position(Some("c"), &offered(&["x", "y", "z", "c"])), 3);
    }

    #[test]
    fn where_its_record_is_gone_or_none_was_led_to_the_first_is_active() {
        assert_eq!(position(Some("a"), &offered(&["b", "c"])), 0);
        assert_eq!(position(None, &offered(&["a", "b"])), 0);
        assert_eq!(position(Some("a"), &[]), 0);
    }
}
