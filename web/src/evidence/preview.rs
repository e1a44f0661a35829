//! Pictures as the server makes them small, and the originals: fetched, shown, saved.

use super::{files, operations::FileRef};
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
pub fn PreviewDialog(shown: RwSignal<Option<FileRef>>) -> impl IntoView {
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
fn Preview(item: FileRef) -> impl IntoView {
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

/// Fetches the original and saves it; a second press while that is under way does nothing.
fn saving(item: FileRef) -> (RwSignal<bool>, impl Fn() + 'static) {
    let (session, toasts) = (Session::current(), Toasts::current());
    let pending = RwSignal::new(false);
    let save = move || {
        if pending.get_untracked() {
            return;
        }
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
    (pending, save)
}

/// Fetches the original and saves it.
#[component]
pub fn DownloadButton(item: FileRef) -> impl IntoView {
    let (pending, save) = saving(item);
    view! {
        <button type="button" on:click=move |_| save() disabled=move || pending.get() data-testid="download">{t().evidence.download}</button>
    }
}

/// The files on which something rests, by their names: a picture is shown, another file saved.
#[component]
pub fn FileLinks(
    files: Vec<FileRef>,
    /// The picture to show, for the page's [`PreviewDialog`].
    shown: RwSignal<Option<FileRef>>,
) -> impl IntoView {
    if files.is_empty() {
        return ().into_any();
    }
    let links = files.into_iter().map(|file| {
        let (name, picture) = (file.name.clone(), file.preview_url.is_some());
        let title = format!("{} · {}", (t().evidence.item)(file.number), t().evidence.read_logged);
        let (pending, save) = saving(file.clone());
        let open = move |_| if picture { shown.set(Some(file.clone())) } else { save() };
        view! {
            <li>
                <button type="button" class="quiet" title=title on:click=open disabled=move || pending.get() data-testid="open-file">
                    <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M5 2h7l3 3v13H5ZM12 2v3h3"/></svg>{name}
                </button>
            </li>
        }
    });
    view! { <ul class="file-links" data-testid="files">{links.collect_view()}</ul> }.into_any()
}

/// The documents that no file's name already says.
pub fn named_otherwise(documents: &[String], files: &[FileRef]) -> Option<String> {
    let others = documents.iter().filter(|name| files.iter().all(|file| file.name != **name));
    let others: Vec<_> = others.map(String::as_str).collect();
    (!others.is_empty()).then(|| others.join("、"))
}
