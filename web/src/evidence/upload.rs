//! Sending files: one after the other, each under an id of its own that it keeps, so that what was lost on
//! the way is sent again and never filed twice. What waits is tried again when the network is back.

use super::{files, operations::UploadLimits};
use crate::{
    components::{
        display::Section,
        fields::{DateField, SelectField, TextField, optional},
        form::Form,
        toast::Toasts,
    },
    graphql::{
        enums::{Choice, EvidenceKind},
        transport::ApiError,
    },
    i18n::t,
    session::Session,
};
use leptos::{ev, html, prelude::*, task::spawn_local};
use uuid::Uuid;
use web_sys::File;

/// Where a file stands.
#[derive(Clone, PartialEq)]
enum Stage {
    Waiting,
    Sending,
    /// It can be tried again as it is.
    Lost,
    /// The server won't take it.
    Refused(String),
    Filed,
}

/// A file on its way.
#[derive(Clone)]
struct Item {
    id: Uuid,
    address: String,
    file: File,
    stage: RwSignal<Stage>,
    progress: RwSignal<f64>,
}

/// What is said of a file that is sent.
#[derive(Clone, Default)]
pub struct About {
    pub kind: Option<EvidenceKind>,
    pub obtained_on: String,
    pub note: Option<String>,
    pub corrects: Option<cynic::Id>,
}

/// The address of an upload to the case with `case`.
pub fn address(id: Uuid, case: &cynic::Id, name: &str, about: &About) -> String {
    let encoded = |text: &str| String::from(js_sys::encode_uri_component(text));
    let mut address = format!("/attachments/{id}?case={}&name={}", encoded(case.inner()), encoded(name));
    let more = [
        ("kind", about.kind.map(Choice::code)),
        ("obtainedOn", Some(about.obtained_on.clone()).filter(|day| !day.is_empty())),
        ("note", about.note.clone()),
        ("corrects", about.corrects.as_ref().map(|id| id.inner().to_owned())),
    ];
    for (name, value) in more {
        if let Some(value) = value {
            address.push_str(&format!("&{name}={}", encoded(&value)));
        }
    }
    address
}

/// What the server takes, for the file chooser and against sending for nothing.
pub fn accept(limits: &UploadLimits) -> String {
    limits.extensions.join(",")
}

/// Why `file` isn't even sent: the server has said how much it takes.
pub fn too_large(file: &File, limits: &UploadLimits) -> Option<String> {
    let most = f64::from(limits.max_bytes);
    (file.size() > most).then(|| format!("{} {}", t().evidence.too_large, files::readable(most)))
}

/// Sends a file, and says how far it is.
pub async fn send(
    session: Session,
    address: String,
    file: File,
    progress: RwSignal<f64>,
) -> Result<(), ApiError> {
    let attempt = move |token| {
        let tell = move |part| {
            // Nobody may be looking any more.
            let _ = progress.try_set(part);
        };
        files::send(address.clone(), file.clone(), token, tell)
    };
    session.with_token(attempt).await
}

/// Choose files or take photographs, and see them arrive.
#[component]
pub fn UploadPanel(
    case: cynic::Id,
    limits: UploadLimits,
    /// Called when everything that was chosen has arrived.
    filed: Callback<()>,
) -> impl IntoView {
    let (session, toasts, words) = (Session::current(), Toasts::current(), &t().evidence);
    Form::provide();
    let kind = RwSignal::new(None::<EvidenceKind>);
    let obtained_on = RwSignal::new(session.today());
    let note = RwSignal::new(String::new());
    let items = RwSignal::new_local(Vec::<Item>::new());
    let busy = StoredValue::new(false);
    let work = Callback::new(move |()| {
        if busy.get_value() {
            return;
        }
        busy.set_value(true);
        spawn_local(async move {
            while let Some(item) = next(items) {
                item.stage.set(Stage::Sending);
                let sent = send(session, item.address.clone(), item.file.clone(), item.progress).await;
                let stage = match sent {
                    Ok(()) => Stage::Filed,
                    Err(ApiError::Refused(message)) => Stage::Refused(message),
                    Err(_) => Stage::Lost,
                };
                if item.stage.try_set(stage).is_some() {
                    // The page is gone; what was under way has still been sent.
                    return;
                }
            }
            busy.set_value(false);
            let Some(count) = items.try_with_untracked(|items| all_filed(items)) else { return };
            if let Some(count) = count {
                toasts.say((t().evidence.filed)(count));
                items.set(Vec::new());
                note.set(String::new());
                filed.run(());
            }
        });
    });
    let try_again = move || {
        items.with_untracked(|items| {
            for item in items.iter().filter(|item| item.stage.get_untracked() == Stage::Lost) {
                item.stage.set(Stage::Waiting);
            }
        });
        work.run(());
    };
    let back_online = window_event_listener(ev::online, move |_| try_again());
    on_cleanup(move || back_online.remove());
    let accepted = accept(&limits);
    let choose = Callback::new(move |files: Vec<File>| {
        let about = About {
            kind: kind.get_untracked(),
            obtained_on: obtained_on.get_untracked(),
            note: optional(note),
            corrects: None,
        };
        let chosen = files.into_iter().map(|file| {
            let id = Uuid::new_v4();
            let stage = too_large(&file, &limits).map_or(Stage::Waiting, Stage::Refused);
            Item {
                id,
                address: address(id, &case, &file.name(), &about),
                file,
                stage: RwSignal::new(stage),
                progress: RwSignal::new(0.0),
            }
        });
        items.update(|items| items.extend(chosen));
        work.run(());
    });
    let any_lost = move || items.with(|items| items.iter().any(|item| item.stage.get() == Stage::Lost));
    view! {
        <div class="no-print"><Section title=words.upload>
            <div class="form">
                <SelectField name="kind" label=words.kind value=kind hint=words.kind_hint/>
                <DateField name="obtainedOn" label=words.obtained_on value=obtained_on/>
                <TextField name="note" label=words.note value=note hint=words.note_hint wide=true/>
                <div class="wide actions">
                    <FileButton label=words.choose test_id="evidence-files" accept=accepted multiple=true on_files=choose/>
                    <FileButton label=words.photograph test_id="evidence-camera" accept="image/*" camera=true on_files=choose/>
                </div>
            </div>
            <ul class="uploads" aria-live="polite">
                <For each=move || items.get() key=|item| item.id let(item)>{line(&item, items)}</For>
            </ul>
            {move || any_lost().then(|| view! {
                <div class="notice" role="alert">
                    <p>{words.lost_hint}</p>
                    <button type="button" class="primary" on:click=move |_| try_again() data-testid="upload-retry">{t().action.retry}</button>
                </div>
            })}
        </Section></div>
    }
}

fn next(items: RwSignal<Vec<Item>, LocalStorage>) -> Option<Item> {
    items.try_with_untracked(|items| {
        items.iter().find(|item| item.stage.get_untracked() == Stage::Waiting).cloned()
    })?
}

/// How many there are, if every one has arrived.
fn all_filed(items: &[Item]) -> Option<usize> {
    let done = items.iter().all(|item| item.stage.get_untracked() == Stage::Filed);
    (done && !items.is_empty()).then_some(items.len())
}

fn line(item: &Item, items: RwSignal<Vec<Item>, LocalStorage>) -> impl IntoView + use<> {
    let words = &t().evidence;
    let (id, stage, progress) = (item.id, item.stage, item.progress);
    let state = move || match stage.get() {
        Stage::Waiting => words.waiting.to_owned(),
        Stage::Sending => format!("{:.0}%", progress.get() * 100.0),
        Stage::Lost => words.lost.to_owned(),
        Stage::Refused(message) => message,
        Stage::Filed => words.arrived.to_owned(),
    };
    let bad = move || matches!(stage.get(), Stage::Refused(_) | Stage::Lost);
    let removable = move || matches!(stage.get(), Stage::Refused(_) | Stage::Lost | Stage::Waiting);
    let remove = move |_| items.update(|items| items.retain(|item| item.id != id));
    let (name, size) = (item.file.name(), files::readable(item.file.size()));
    view! {
        <li data-testid="upload">
            <span class="upload-name">{name.clone()}" "<span class="detail">{size}</span></span>
            <progress max="1" aria-label=name prop:value=move || progress.get()></progress>
            <span class="upload-state" class:field-error=bad data-testid="upload-state">{state}</span>
            {move || removable().then(|| view! {
                <button type="button" class="quiet" on:click=remove>{t().action.remove}</button>
            })}
        </li>
    }
}

/// A button that opens the device's file chooser, or its camera.
#[component]
pub fn FileButton(
    label: &'static str,
    test_id: &'static str,
    #[prop(into)] accept: String,
    #[prop(optional)] multiple: bool,
    #[prop(optional)] camera: bool,
    on_files: Callback<Vec<File>>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let changed = move |_| {
        let Some(input) = input.get() else { return };
        let Some(list) = input.files() else { return };
        on_files.run((0..list.length()).filter_map(|index| list.get(index)).collect());
        // The same file may be chosen again.
        input.set_value("");
    };
    view! {
        <label class="button file-button">
            {label}
            <input type="file" class="visually-hidden" node_ref=input accept=accept multiple=multiple data-testid=test_id
                capture=camera.then_some("environment") on:change=changed/>
        </label>
    }
}
