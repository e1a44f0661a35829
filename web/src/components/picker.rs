//! Choosing records by searching for them: departments, people, parties, actions. A combobox as ARIA describes it.

use super::fields::{Field, error_of, field_id};
use crate::{graphql::transport::ApiError, i18n::t};
use futures::future::LocalBoxFuture;
use gloo_timers::future::TimeoutFuture;
use leptos::{ev::KeyboardEvent, html, prelude::*, task::spawn_local};

const DEBOUNCE_MS: u32 = 250;

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
    let text = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let found = RwSignal::new(Vec::<Pick>::new());
    let failure = RwSignal::new(None::<ApiError>);
    let active = RwSignal::new(0_usize);
    let asked = StoredValue::new(0_u32);
    let input = NodeRef::<html::Input>::new();

    let look_up = move |delay: u32| {
        let number = asked.get_value() + 1;
        asked.set_value(number);
        spawn_local(async move {
            TimeoutFuture::new(delay).await;
            if asked.try_get_value() != Some(number) {
                return;
            }
            let Some(answer) = text.try_get_untracked().map(|text| search.run(text.trim().to_owned())) else {
                return;
            };
            let answer = answer.await;
            if asked.try_get_value() != Some(number) {
                return;
            }
            match answer {
                Ok(picks) => {
                    failure.set(None);
                    active.set(0);
                    found.set(picks);
                }
                Err(error) => failure.set(Some(error)),
            }
        });
    };
    let offered = Memo::new(move |_| {
        let chosen = chosen.read();
        found
            .read()
            .iter()
            .filter(|pick| !chosen.iter().any(|other| other.id == pick.id))
            .cloned()
            .collect::<Vec<_>>()
    });
    let show = move || {
        if !open.get_untracked() {
            open.set(true);
            look_up(0);
        }
    };
    let choose = move |pick: Pick| {
        chosen.update(|chosen| {
            if !multiple {
                chosen.clear();
            }
            chosen.push(pick);
        });
        text.set(String::new());
        // An open list would lie over what is below: the next field, or the form's button.
        open.set(false);
        if let Some(input) = input.get_untracked() {
            // It was on the screen a moment ago; if not, there is nobody to please.
            let _ = input.focus();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        // Enter and arrows belong to the input method while it composes.
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" => {
                event.prevent_default();
                if !open.get_untracked() {
                    show();
                    return;
                }
                let count = offered.read_untracked().len().max(1);
                let step = if event.key() == "ArrowDown" { 1 } else { count - 1 };
                active.update(|active| *active = (*active + step) % count);
            }
            "Enter" if open.get_untracked() => {
                event.prevent_default();
                let pick = offered.read_untracked().get(active.get_untracked()).cloned();
                if let Some(pick) = pick {
                    choose(pick);
                }
            }
            "Escape" if open.get_untracked() => {
                event.prevent_default();
                event.stop_propagation();
                open.set(false);
            }
            "Backspace" if text.read_untracked().is_empty() => chosen.update(|chosen| drop(chosen.pop())),
            _ => {}
        }
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
                    prop:value=move || text.get()
                    on:focus=move |_| show()
                    on:click=move |_| show()
                    on:blur=move |_| open.set(false)
                    on:input=move |event| { text.set(event_target_value(&event)); open.set(true); look_up(DEBOUNCE_MS); }
                    on:keydown=on_key/>
                <ul class="options" role="listbox" id=list_id.get_value() hidden=move || !open.get()>
                    {move || {
                        let picks = offered.get();
                        if let Some(failure) = failure.get() {
                            return view! { <li class="option-none" role="presentation">{failure.message()}</li> }.into_any();
                        }
                        if picks.is_empty() {
                            return view! { <li class="option-none" role="presentation">{t().form.pick_none}</li> }.into_any();
                        }
                        picks.into_iter().enumerate().map(|(position, pick)| {
                            let (label, detail) = (pick.label.clone(), pick.detail.clone());
                            view! {
                                // Before the input loses the focus, or the list would be gone by the click.
                                <li class="option" role="option" id=format!("{}-{position}", list_id.get_value()) data-testid="option"
                                    aria-selected=move || (active.get() == position).to_string()
                                    on:mousedown=move |event| { event.prevent_default(); choose(pick.clone()); }>
                                    <span>{label}</span><span class="detail">{detail}</span>
                                </li>
                            }
                        }).collect_view().into_any()
                    }}
                </ul>
            </div>
        </Field>
    }
}
