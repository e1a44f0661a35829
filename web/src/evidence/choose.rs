//! The files on which something rests, in the form that records it: chosen among the case's evidence, or filed
//! right there, so that the signed page is photographed where it was signed.

use super::{
    files::{self, Filed, Moved},
    operations::{CaseFile, EvidenceVariables, OfferFiles, UploadLimits},
    queue::{About, UploadList, Uploads},
    upload::{FileButton, accept},
};
use crate::{
    components::{fields::error_of, form::Form},
    graphql::{enums::Choice, query::Remote, transport::ApiError},
    i18n::t,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::{ev::KeyboardEvent, prelude::*, task::spawn_local};
use web_sys::File;

/// So many are found at a glance; of more one types a part of the name.
const FEW: usize = 6;

/// What the case offers.
#[derive(Clone)]
struct Offered {
    /// The newest first.
    files: Vec<CaseFile>,
    limits: UploadLimits,
    may_file: bool,
}

/// The files of a case, for the fields of one form.
#[derive(Clone, Copy)]
pub struct CaseFiles {
    session: Session,
    case: StoredValue<cynic::Id>,
    offered: RwSignal<Remote<Offered>>,
    asked: StoredValue<u32>,
    version: StoredValue<Option<RwSignal<i32>>>,
    filed: StoredValue<bool>,
}

impl CaseFiles {
    /// Those of `case`. What is filed meanwhile is told to the page by `changed` once the form is closed: told at
    /// once, it would draw the page anew, and the form with it.
    pub fn of(case: cynic::Id, changed: Callback<()>) -> Self {
        let files = Self {
            session: Session::current(),
            case: StoredValue::new(case),
            offered: RwSignal::new(Remote::Loading),
            asked: StoredValue::new(0),
            version: StoredValue::new(None),
            filed: StoredValue::new(false),
        };
        files.load();
        on_cleanup(move || {
            if files.filed.try_get_value() == Some(true) {
                // The page may be going, too.
                changed.try_run(());
            }
        });
        files
    }

    /// The form builds on this version of the case: what it files moves the case on, and the form with it.
    pub fn building_on(self, version: RwSignal<i32>) -> Self {
        self.version.set_value(Some(version));
        self
    }

    fn load(self) {
        let number = self.asked.get_value() + 1;
        self.asked.set_value(number);
        let case = self.case.get_value();
        spawn_local(async move {
            let loaded = match all(self.session, case).await {
                Ok(offered) => Remote::Ready(offered),
                Err(error) => Remote::Failed(error),
            };
            if self.asked.try_get_value() == Some(number) {
                self.offered.set(loaded);
            }
        });
    }

    fn took(self, moved: Option<Moved>) {
        self.filed.set_value(true);
        self.load();
        if let (Some(version), Some(moved)) = (self.version.get_value(), moved)
            && version.get_untracked() == moved.from
        {
            version.set(moved.to);
        }
    }
}

/// Page by page: what is searched must be all of it.
async fn all(session: Session, id: cynic::Id) -> Result<Offered, ApiError> {
    let (mut files, mut before) = (Vec::new(), None);
    loop {
        let variables =
            EvidenceVariables { id: id.clone(), first: None, after: None, last: Some(100), before };
        let data = session.send(&OfferFiles::build(variables)).await?;
        let limits = data.upload_limits;
        let Some(case) = data.case else { return Ok(Offered { files, limits, may_file: false }) };
        files.extend(case.attachments.nodes.into_iter().rev());
        before = case.attachments.page_info.start_cursor;
        if !case.attachments.page_info.has_previous_page || before.is_none() {
            return Ok(Offered { files, limits, may_file: case.viewer_can_file_evidence });
        }
    }
}

/// The field: the case's files with a box each, and the way to file one more.
#[component]
pub fn FilesField(
    /// As in the input: `attachmentIds`, or that of an item.
    #[prop(into)]
    name: String,
    files: CaseFiles,
    chosen: RwSignal<Vec<cynic::Id>>,
    /// What is recorded: what is photographed for it is called so.
    #[prop(into)]
    about: String,
    /// Folded up until somebody opens it: one of several in a form.
    #[prop(optional)]
    folded: bool,
) -> impl IntoView {
    let words = &t().evidence;
    let form: Form = expect_context();
    form.claim(&name);
    let (error, field) = (error_of(&name), StoredValue::new(name.clone()));
    // What was wrong is named by position among the chosen, and positions move.
    let forget = move || field.with_value(|name| form.forget(name));
    let arrived = Callback::new(move |filed: Filed| {
        chosen.update(|chosen| chosen.push(cynic::Id::new(filed.id)));
        forget();
        files.took(filed.case_version);
    });
    let uploads = Uploads::new(arrived, Callback::new(|_| {}));
    form.check(&name, move || uploads.under_way().then_some(t().evidence.still_sending));
    let send = move |taken: Vec<(String, File)>| {
        if let Remote::Ready(offered) = &*files.offered.read_untracked() {
            files.case.with_value(|case| uploads.add(case, taken, &About::default(), &offered.limits));
        }
    };
    let choose = Callback::new(move |taken: Vec<File>| {
        send(taken.into_iter().map(|file| (file.name(), file)).collect());
    });
    let photograph = Callback::new(move |taken: Vec<File>| {
        let before = chosen.with_untracked(Vec::len);
        let named = taken
            .into_iter()
            .zip(before + 1..)
            .map(|(file, number)| (files::photograph(&file.name(), &(words.photo)(&about, number)), file));
        send(named.collect());
    });
    let toggle = move |id: &cynic::Id, on: bool| {
        chosen.update(|chosen| {
            chosen.retain(|other| other != id);
            if on {
                chosen.push(id.clone());
            }
        });
        forget();
    };
    let wrong = move |id: &cynic::Id| {
        let position = chosen.with(|chosen| chosen.iter().position(|other| other == id));
        position.is_some_and(|position| {
            field.with_value(|name| form.error(&format!("{name}.{position}"))).is_some()
        })
    };
    let body = move || {
        view! {
            <Offers files chosen toggle=Callback::new(move |(id, on)| toggle(&id, on)) wrong=Callback::new(move |id| wrong(&id))/>
            {move || match &*files.offered.read() {
                Remote::Ready(offered) if offered.may_file => {
                    let accepted = accept(&offered.limits);
                    view! {
                        <div class="actions">
                            <FileButton label=words.photograph test_id="files-camera" accept="image/*" camera=true on_files=photograph/>
                            <FileButton label=words.file_here test_id="files-choose" accept=accepted multiple=true on_files=choose/>
                        </div>
                    }
                    .into_any()
                }
                _ => ().into_any(),
            }}
            <UploadList uploads/>
        }
    };
    let legend = move || match chosen.read().len() {
        0 => words.files.to_owned(),
        count => (words.files_chosen)(count),
    };
    view! {
        <fieldset class="field wide files" class:folded=folded data-testid=format!("field-{name}")>
            {if folded {
                view! { <legend class="visually-hidden">{words.files}</legend><details><summary>{legend}</summary>{body()}</details> }.into_any()
            } else {
                view! { <legend>{legend}</legend>{body()} }.into_any()
            }}
            {move || error.get().map(|message| view! { <p class="field-error">{message}</p> })}
        </fieldset>
    }
}

/// The boxes, and where there are many the way to find one.
#[component]
fn Offers(
    files: CaseFiles,
    chosen: RwSignal<Vec<cynic::Id>>,
    toggle: Callback<(cynic::Id, bool)>,
    wrong: Callback<cynic::Id, bool>,
) -> impl IntoView {
    let words = &t().evidence;
    let sought = RwSignal::new(String::new());
    let shown = Memo::new(move |_| match &*files.offered.read() {
        Remote::Ready(offered) => {
            let (sought, chosen) = (sought.read(), chosen.read());
            let sought = sought.trim().to_lowercase();
            let fits = |file: &&CaseFile| {
                // What was chosen stays in sight, also where a correction has replaced it since.
                chosen.contains(&file.id)
                    || (file.corrected_by.is_none() && file.name.to_lowercase().contains(&sought))
            };
            offered.files.iter().filter(fits).cloned().collect::<Vec<_>>()
        }
        _ => Vec::new(),
    });
    let many = Memo::new(move |_| match &*files.offered.read() {
        Remote::Ready(offered) => {
            offered.files.iter().filter(|file| file.corrected_by.is_none()).count() > FEW
        }
        _ => false,
    });
    let state = move || {
        if !shown.read().is_empty() {
            return ().into_any();
        }
        match &*files.offered.read() {
            Remote::Loading => view! { <p class="hint" role="status">{t().states.loading}</p> }.into_any(),
            Remote::Failed(error) => view! {
                <p class="hint" role="alert">{error.message()}" "
                    <button type="button" class="quiet" on:click=move |_| files.load()>{t().action.retry}</button></p>
            }
            .into_any(),
            Remote::Ready(_) if !sought.read().is_empty() => {
                view! { <p class="hint">{t().states.empty_filtered}</p> }.into_any()
            }
            Remote::Ready(offered) => {
                let hint = if offered.may_file { words.no_files_yet } else { words.no_files };
                view! { <p class="hint" data-testid="no-files">{hint}</p> }.into_any()
            }
        }
    };
    view! {
        {move || many.get().then(|| view! { <FindFile sought/> })}
        <ul class="file-list">
            <For each=move || shown.get() key=|file| file.id.clone() let(file)>
                {
                    let (id, marked, named) = (file.id.clone(), file.id.clone(), file.id.clone());
                    let replaced = file.corrected_by.map(|newer| format!(" · {}", (words.corrected_by)(newer.number)));
                    view! {
                        <li>
                            <label class="check">
                                <input type="checkbox" data-testid="file" aria-invalid=move || wrong.run(marked.clone()).to_string()
                                    prop:checked=move || chosen.read().contains(&named)
                                    on:change=move |event| toggle.run((id.clone(), event_target_checked(&event)))/>
                                <span>
                                    <span class="file-name">{file.name}</span>
                                    <span class="detail">{(words.item)(file.number)}" · "{file.kind.label()}" · "{file.obtained_on.0}{replaced}</span>
                                </span>
                            </label>
                        </li>
                    }
                }
            </For>
        </ul>
        {state}
    }
}

/// A part of a file's name. Waits for the input method to finish its word.
#[component]
fn FindFile(sought: RwSignal<String>) -> impl IntoView {
    let composing = StoredValue::new(false);
    // Enter would send the form.
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
        }
    };
    view! {
        <input type="search" class="file-find" placeholder=t().evidence.find_file aria-label=t().evidence.find_file data-testid="find-file"
            on:compositionstart=move |_| composing.set_value(true)
            on:compositionend=move |event| { composing.set_value(false); sought.set(event_target_value(&event)); }
            on:input=move |event| if !composing.get_value() { sought.set(event_target_value(&event)) }
            on:keydown=on_key/>
    }
}
