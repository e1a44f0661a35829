//! Pages that come when one of their group is opened for the first time: each group is a file beside the app, so that
//! signing in waits for none of them. Without the feature `split` they are in the app like everything else.
//!
//! The groups are few and large, since what two of them share is one more file, and so for every combination of them.

use crate::{components::states::Skeleton, i18n::t};
use futures::FutureExt;
use leptos::{prelude::*, task::spawn_local};
use std::pin::Pin;
pub use wasm_split_helpers::SplitLoaderError;

/// The view of a route: `lazy!(cases, CasePage)` is `CasePage`, which comes with all other pages of the group `cases`.
macro_rules! lazy {
    ($group:ident, $page:expr) => {
        || {
            // Not the view but what makes it, so that the page is made where every other would be.
            #[cfg_attr(feature = "split", wasm_split_helpers::wasm_split($group, fallible))]
            fn page() -> Result<$crate::lazy::Page, $crate::lazy::SplitLoaderError> {
                Ok(|| leptos::prelude::IntoAny::into_any($page()))
            }
            #[cfg(feature = "split")]
            let load: fn() -> $crate::lazy::Loading = || Box::pin(page());
            #[cfg(not(feature = "split"))]
            let load: fn() -> $crate::lazy::Loading = || Box::pin(std::future::ready(page()));
            $crate::lazy::show(load)
        }
    };
}
pub(crate) use lazy;

/// Makes a page.
pub type Page = fn() -> AnyView;

/// A page, once its group is here.
pub type Loading = Pin<Box<dyn Future<Output = Result<Page, SplitLoaderError>>>>;

#[derive(Clone, Copy)]
enum Arrival {
    UnderWay,
    Here(Page),
    Failed,
}

/// The page; before it is here, or instead, what there is to say.
pub fn show(load: fn() -> Loading) -> AnyView {
    let mut first = load();
    // What is here already shows no grey lines in between.
    if let Some(Ok(page)) = first.as_mut().now_or_never() {
        return page();
    }
    let arrival = RwSignal::new(Arrival::UnderWay);
    let wait = move |loading: Loading| {
        spawn_local(async move {
            let outcome = loading.await.map_or(Arrival::Failed, Arrival::Here);
            // Whoever waited may be elsewhere by now.
            let _ = arrival.try_set(outcome);
        });
    };
    wait(first);
    let retry = Callback::new(move |()| {
        arrival.set(Arrival::UnderWay);
        wait(load());
    });
    let view = move || match arrival.get() {
        Arrival::UnderWay => view! { <Skeleton/> }.into_any(),
        Arrival::Here(page) => page(),
        Arrival::Failed => view! { <NotLoaded retry/> }.into_any(),
    };
    view.into_any()
}

/// A page that did not come, with the ways out.
#[component]
fn NotLoaded(retry: Callback<()>) -> impl IntoView {
    let words = &t().states;
    view! {
        <section class="state" role="alert" data-testid="state-not-loaded">
            <h2>{words.error}</h2>
            <p>{words.not_loaded}</p>
            <p>
                <button type="button" on:click=move |_| retry.run(()) data-testid="retry">{t().action.retry}</button>
                // A newer server no longer has this page's file, and only a reload learns what has become of it.
                <button type="button" class="quiet" on:click=|_| drop(window().location().reload()) data-testid="reload">
                    {t().action.reload}
                </button>
            </p>
        </section>
    }
}
