//! Files on their way: one after the other, each under an id of its own that it keeps, so that what was lost on
//! the way is sent again and never filed twice. What waits is tried again when the network is back.

use super::{
    files::{self, Filed},
    operations::UploadLimits,
};
use crate::{
    graphql::{
        enums::{Choice, EvidenceKind},
        transport::ApiError,
    },
    i18n::t,
    session::Session,
};
use leptos::{ev, prelude::*, task::spawn_local};
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
    name: String,
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
) -> Result<Filed, ApiError> {
    let attempt = move |token| {
        let tell = move |part| {
            // Nobody may be looking any more.
            let _ = progress.try_set(part);
        };
        files::send(address.clone(), file.clone(), token, tell)
    };
    session.with_token(attempt).await
}

/// What was chosen in one place of a page, on its way.
#[derive(Clone, Copy)]
pub struct Uploads {
    session: Session,
    items: RwSignal<Vec<Item>, LocalStorage>,
    busy: StoredValue<bool>,
    arrived: Callback<Filed>,
    all_arrived: Callback<usize>,
}

impl Uploads {
    /// `arrived` is told of each file, `all_arrived` how many there were once none is left.
    pub fn new(arrived: Callback<Filed>, all_arrived: Callback<usize>) -> Self {
        let uploads = Self {
            session: Session::current(),
            items: RwSignal::new_local(Vec::new()),
            busy: StoredValue::new(false),
            arrived,
            all_arrived,
        };
        let back_online = window_event_listener(ev::online, move |_| uploads.try_again());
        on_cleanup(move || back_online.remove());
        uploads
    }

    /// Sends `files`, each under its name, to the case.
    pub fn add(
        self,
        case: &cynic::Id,
        files: impl IntoIterator<Item = (String, File)>,
        about: &About,
        limits: &UploadLimits,
    ) {
        let chosen = files.into_iter().map(|(name, file)| {
            let id = Uuid::new_v4();
            let stage = too_large(&file, limits).map_or(Stage::Waiting, Stage::Refused);
            Item {
                id,
                address: address(id, case, &name, about),
                name,
                file,
                stage: RwSignal::new(stage),
                progress: RwSignal::new(0.0),
            }
        });
        self.items.update(|items| items.extend(chosen));
        self.work();
    }

    /// Whether something has not arrived that still may.
    pub fn under_way(self) -> bool {
        let coming =
            |item: &Item| matches!(item.stage.get_untracked(), Stage::Waiting | Stage::Sending | Stage::Lost);
        self.items.with_untracked(|items| items.iter().any(coming))
    }

    fn work(self) {
        if self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        spawn_local(async move {
            while let Some(item) = self.next() {
                item.stage.set(Stage::Sending);
                let sent = send(self.session, item.address.clone(), item.file.clone(), item.progress).await;
                let (stage, filed) = match sent {
                    Ok(filed) => (Stage::Filed, Some(filed)),
                    Err(ApiError::Refused(message)) => (Stage::Refused(message), None),
                    Err(_) => (Stage::Lost, None),
                };
                if item.stage.try_set(stage).is_some() {
                    // The page is gone; what was under way has still been sent.
                    return;
                }
                if let Some(filed) = filed {
                    self.arrived.run(filed);
                }
            }
            self.busy.try_update_value(|busy| *busy = false);
            self.settle();
        });
    }

    fn next(self) -> Option<Item> {
        self.items.try_with_untracked(|items| {
            items.iter().find(|item| item.stage.get_untracked() == Stage::Waiting).cloned()
        })?
    }

    /// When every one has arrived there is nothing to show any more.
    fn settle(self) {
        let done = self.items.try_with_untracked(|items| {
            let all = items.iter().all(|item| item.stage.get_untracked() == Stage::Filed);
            (all && !items.is_empty()).then_some(items.len())
        });
        if let Some(count) = done.flatten() {
            self.items.set(Vec::new());
            self.all_arrived.run(count);
        }
    }

    fn try_again(self) {
        self.items.with_untracked(|items| {
            for item in items.iter().filter(|item| item.stage.get_untracked() == Stage::Lost) {
                item.stage.set(Stage::Waiting);
            }
        });
        self.work();
    }

    fn remove(self, id: Uuid) {
        self.items.update(|items| items.retain(|item| item.id != id));
        self.settle();
    }
}

/// The files on their way, each with how far it is, and how to go on where the network was lost.
#[component]
pub fn UploadList(uploads: Uploads) -> impl IntoView {
    let words = &t().evidence;
    let any_lost =
        move || uploads.items.with(|items| items.iter().any(|item| item.stage.get() == Stage::Lost));
    view! {
        <ul class="uploads" aria-live="polite">
            <For each=move || uploads.items.get() key=|item| item.id let(item)>{line(&item, uploads)}</For>
        </ul>
        {move || any_lost().then(|| view! {
            <div class="notice" role="alert">
                <p>{words.lost_hint}</p>
                <button type="button" class="primary" on:click=move |_| uploads.try_again() data-testid="upload-retry">{t().action.retry}</button>
            </div>
        })}
    }
}

fn line(item: &Item, uploads: Uploads) -> impl IntoView + use<> {
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
    let (name, size) = (item.name.clone(), files::readable(item.file.size()));
    view! {
        <li data-testid="upload">
            <span class="upload-name">{name.clone()}" "<span class="detail">{size}</span></span>
            <progress max="1" aria-label=name prop:value=move || progress.get()></progress>
            <span class="upload-state" class:field-error=bad data-testid="upload-state">{state}</span>
            {move || removable().then(|| view! {
                <button type="button" class="quiet" on:click=move |_| uploads.remove(id)>{t().action.remove}</button>
            })}
        </li>
    }
}
