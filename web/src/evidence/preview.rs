//! Pictures as the server makes them small, and the originals: fetched, shown, saved.

use super::{files, operations::Attachment};
use crate::{
    components::{dialog::Dialog, download::ObjectUrl, toast::Toasts},
    graphql::transport::ApiError,
    i18n::t,
    session::Session,
};
use leptos::{prelude::*, task::spawn_local};

type Picture = RwSignal<Option<Result<ObjectUrl, ApiError>>, LocalStorage>;

fn load(url: String) -> Picture {
    let (session, picture) = (Session::current(), RwSignal::new_local(None));
    spawn_local(async move {
        let fetched = session.with_token(move |token| files::fetch(url.clone(), token)).await;
        // The page may be gone: then the picture goes, too.
        drop(picture.try_set(Some(fetched)));
    });
    picture
}

/// A small picture in a list; nothing where it can't be had.
#[component]
pub fn Thumbnail(url: String, name: String) -> impl IntoView {
    let picture = load(format!("{url}?size=thumbnail"));
    move || {
        picture.with(|picture| match picture {
            Some(Ok(picture)) => {
                view! { <img class="thumbnail" src=picture.0.clone() alt=name.clone() data-testid="thumbnail"/> }.into_any()
            }
            _ => view! { <span class="thumbnail" aria-hidden="true"></span> }.into_any(),
        })
    }
}

/// The picture large, with what proves that it is the one that was filed.
#[component]
pub fn PreviewDialog(shown: RwSignal<Option<Attachment>>) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if shown.read().is_some() {
            open.set(true);
        }
    });
    let title =
        Signal::derive(move || shown.read().as_ref().map(|item| item.name.clone()).unwrap_or_default());
    view! {
        <Dialog open title>
            {move || shown.get().map(|item| view! { <Preview item/> })}
        </Dialog>
    }
}

#[component]
fn Preview(item: Attachment) -> impl IntoView {
    let words = &t().evidence;
    let picture = item.preview_url.clone().map(load);
    let name = item.name.clone();
    let shown = move || {
        let Some(picture) = picture else { return ().into_any() };
        picture.with(|picture| match picture {
            None => view! { <p>{t().states.loading}</p> }.into_any(),
            Some(Ok(picture)) => {
                view! { <img class="preview" src=picture.0.clone() alt=name.clone() data-testid="preview"/> }
                    .into_any()
            }
            Some(Err(error)) => view! { <p class="notice">{error.message()}</p> }.into_any(),
        })
    };
    view! {
        {shown}
        {item.note.clone().map(|note| view! { <p class="prose">{note}</p> })}
        <p class="detail digest">"SHA-256 "{item.digest.clone()}</p>
        <p class="hint">{words.read_logged}</p>
        <div class="form-actions"><DownloadButton item/></div>
    }
}

/// Fetches the original and saves it.
#[component]
pub fn DownloadButton(item: Attachment) -> impl IntoView {
    let (session, toasts) = (Session::current(), Toasts::current());
    let pending = RwSignal::new(false);
    let download = move |_| {
        let (url, name) = (item.url.clone(), item.name.clone());
        pending.set(true);
        spawn_local(async move {
            let fetched = session.with_token(move |token| files::fetch(url.clone(), token)).await;
            // The page may be gone; what was asked for is saved all the same.
            let _ = pending.try_set(false);
            match fetched {
                Ok(file) => {
                    if file.save(&name).is_err() {
                        toasts.say(t().states.internal);
                    }
                }
                Err(error) => toasts.say(error.message()),
            }
        });
    };
    view! {
        <button type="button" on:click=download disabled=move || pending.get() data-testid="download">{t().evidence.download}</button>
    }
}
