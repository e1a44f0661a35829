//! What a page shows when it isn't simply its content: loading, empty, error, no right, missing.

use crate::{
    graphql::{
        query::{Query, Remote},
        transport::ApiError,
    },
    i18n::t,
};
use leptos::prelude::*;

/// The answer to `query`, once it is here; before that, or instead, what there is to say.
#[component]
pub fn Loaded<T, F, V>(query: Query<T>, children: F) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Fn(T) -> V + Send + 'static,
    V: IntoView + 'static,
{
    view! {
        <div class="loaded" aria-busy=move || query.busy.get().to_string()>
            {move || match query.answer.get() {
                Remote::Loading => view! { <Skeleton/> }.into_any(),
                Remote::Ready(data) => children(data).into_any(),
                Remote::Failed(error) => view! { <Failure error retry=move || query.refetch()/> }.into_any(),
            }}
        </div>
    }
}

/// Grey lines where text will be.
#[component]
pub fn Skeleton() -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{t().states.loading}</span>
            {(0..6).map(|_| view! { <span class="skeleton-line" aria-hidden="true"></span> }).collect_view()}
        </div>
    }
}

/// A request that brought no answer, with a way to try again.
#[component]
pub fn Failure(error: ApiError, retry: impl Fn() + 'static) -> impl IntoView {
    if matches!(error, ApiError::Forbidden(_)) {
        return view! { <NoRight/> }.into_any();
    }
    view! {
        <section class="state" role="alert" data-testid="state-error">
            <h2>{t().states.error}</h2>
            <p>{error.message()}</p>
            <button type="button" on:click=move |_| retry() data-testid="retry">{t().action.retry}</button>
        </section>
    }
    .into_any()
}

/// Nothing to list.
#[component]
pub fn Empty(#[prop(default = false)] filtered: bool) -> impl IntoView {
    let words = &t().states;
    view! {
        <section class="state" data-testid="state-empty">
            <p>{if filtered { words.empty_filtered } else { words.empty }}</p>
        </section>
    }
}

/// The viewer may not see this.
#[component]
pub fn NoRight() -> impl IntoView {
    view! {
        <section class="state" data-testid="state-no-right">
            <h2>{t().states.no_right}</h2>
            <p>{t().states.no_right_hint}</p>
        </section>
    }
}

/// No such page, or no such record within what the viewer may see.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <section class="state" data-testid="state-not-found">
            <h2>{t().states.not_found}</h2>
            <p>{t().states.not_found_hint}</p>
            <p><a href="/">{t().nav.dashboard}</a></p>
        </section>
    }
}
