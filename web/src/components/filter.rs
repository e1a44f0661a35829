//! The query form above a list. Its conditions live in the URL and take effect at once.

use super::{
    picker::{Pick, Search},
    url_state::use_url_state,
};
use crate::{graphql::enums::Choice, i18n::t};
use gloo_timers::future::TimeoutFuture;
use leptos::{html, prelude::*, task::spawn_local};

const DEBOUNCE_MS: u32 = 350;

/// The frame of a list's conditions, with a way back to none.
#[component]
pub fn FilterBar(children: Children) -> impl IntoView {
    let url = use_url_state();
    let open = RwSignal::new(false);
    view! {
        <search class="filters" class:filters-open=open aria-label=t().table.filter>
            {children()}
            <button type="button" class="quiet" hidden=move || !url.filtered() on:click=move |_| url.clear() data-testid="filter-reset">
                {t().action.reset}
            </button>
            // Only a phone shows it: there the search box comes first, and the rest on demand.
            <button type="button" class="filter-toggle" aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open) data-testid="filter-toggle">
                {t().table.filter}
            </button>
        </search>
    }
}

/// Free text. Waits for the input method to finish its word, and for a pause in typing.
#[component]
pub fn SearchBox(#[prop(into)] label: String, #[prop(default = "q")] key: &'static str) -> impl IntoView {
    let url = use_url_state();
    let input = NodeRef::<html::Input>::new();
    let composing = StoredValue::new(false);
    let typed = StoredValue::new(0_u32);
    let apply = move || {
        let Some(value) = input.try_get_untracked().flatten().map(|input| input.value()) else { return };
        if untrack(|| url.get(key)).unwrap_or_default() != value.trim() {
            url.set(&[(key, Some(value.trim()))], true);
        }
    };
    let apply_soon = move || {
        let number = typed.get_value() + 1;
        typed.set_value(number);
        spawn_local(async move {
            TimeoutFuture::new(DEBOUNCE_MS).await;
            if typed.try_get_value() == Some(number) {
                apply();
            }
        });
    };
    // Back and forward, and Reset, change what is shown; typing must not be overwritten by its own echo.
    Effect::new(move |_| {
        let value = url.get(key).unwrap_or_default();
        if let Some(input) = input.get().filter(|input| input.value().trim() != value) {
            input.set_value(&value);
        }
    });
    view! {
        <label class="filter filter-search">
            <span class="visually-hidden">{label.clone()}</span>
            <input type="search" node_ref=input placeholder=label title=t().table.search_hint enterkeyhint="search" data-search data-testid="search"
                on:compositionstart=move |_| composing.set_value(true)
                on:compositionend=move |_| { composing.set_value(false); apply_soon(); }
                on:input=move |_| if !composing.get_value() { apply_soon() }
                on:keydown=move |event| if event.key() == "Enter" && !event.is_composing() { apply() }/>
        </label>
    }
}

/// One value of an enum, or all.
#[component]
pub fn ChoiceFilter<T: Choice>(
    key: &'static str,
    #[prop(into)] label: String,
    #[prop(optional)] of: std::marker::PhantomData<T>,
) -> impl IntoView {
    let _ = of;
    let url = use_url_state();
    let chosen = move || url.choice::<T>(key);
    view! {
        <label class="filter">
            <span>{label}</span>
            <select data-testid=format!("filter-{key}") on:change=move |event| url.set(&[(key, Some(&event_target_value(&event)))], false)>
                <option value="" selected=move || !url.on(key)>{t().table.all}</option>
                {T::ALL.iter().map(|choice| view! {
                    <option value=choice.code() selected=move || chosen() == Some(*choice)>{choice.label()}</option>
                }).collect_view()}
            </select>
        </label>
    }
}

/// A record out of a short list, by its id: a department, say.
#[component]
pub fn RecordFilter(key: &'static str, #[prop(into)] label: String, search: Search) -> impl IntoView {
    let url = use_url_state();
    let options = RwSignal::new(Vec::<Pick>::new());
    let answer = search.run(String::new());
    spawn_local(async move {
        // Without the list the filter offers only "all"; the page itself says that the server can't be reached.
        if let Ok(picks) = answer.await {
            options.try_set(picks);
        }
    });
    view! {
        <label class="filter">
            <span>{label}</span>
            <select data-testid=format!("filter-{key}") on:change=move |event| url.set(&[(key, Some(&event_target_value(&event)))], false)>
                <option value="" selected=move || !url.on(key)>{t().table.all}</option>
                {move || options.get().into_iter().map(|pick| {
                    let id = pick.id.clone();
                    view! { <option value=pick.id selected=move || url.get(key).as_ref() == Some(&id)>{pick.label}</option> }
                }).collect_view()}
            </select>
        </label>
    }
}

/// Two days, `<key>From` and `<key>To`.
#[component]
pub fn RangeFilter(key: &'static str, #[prop(into)] label: String) -> impl IntoView {
    let url = use_url_state();
    let day = move |end: &'static str, words: &'static str| {
        let name = StoredValue::new(format!("{key}{end}"));
        view! {
            <input type="date" aria-label=words data-testid=format!("filter-{key}{end}")
                prop:value=move || url.get(&name.get_value()).unwrap_or_default()
                on:change=move |event| url.set(&[(&name.get_value(), Some(&event_target_value(&event)))], false)/>
        }
    };
    view! {
        <fieldset class="filter">
            <legend>{label}</legend>
            <span class="range">{day("From", t().table.from)}<span aria-hidden="true">"—"</span>{day("To", t().table.to)}</span>
        </fieldset>
    }
}

/// A condition that is on or off.
#[component]
pub fn SwitchFilter(key: &'static str, #[prop(into)] label: String) -> impl IntoView {
    let url = use_url_state();
    view! {
        <label class="filter check">
            <input type="checkbox" data-testid=format!("filter-{key}") prop:checked=move || url.on(key)
                on:change=move |event| url.set(&[(key, event_target_checked(&event).then_some("1"))], false)/>
            {label}
        </label>
    }
}
