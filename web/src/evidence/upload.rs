//! Filing evidence: choose files or take photographs, say what they are, and see them arrive.

use super::{
    operations::UploadLimits,
    queue::{About, UploadList, Uploads},
};
use crate::{
    components::{
        display::Section,
        fields::{DateField, SelectField, TextField, optional},
        form::Form,
        toast::Toasts,
    },
    graphql::enums::EvidenceKind,
    i18n::t,
    session::Session,
};
use leptos::{html, prelude::*};
use web_sys::File;

/// What the server takes, for the file chooser and against sending for nothing.
pub fn accept(limits: &UploadLimits) -> String {
    limits.extensions.join(",")
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
    let all_arrived = Callback::new(move |count| {
        toasts.say((t().evidence.filed)(count));
        note.set(String::new());
        filed.run(());
    });
    let uploads = Uploads::new(Callback::new(|_| {}), all_arrived);
    let accepted = accept(&limits);
    let choose = Callback::new(move |files: Vec<File>| {
        let about = About {
            kind: kind.get_untracked(),
            obtained_on: obtained_on.get_untracked(),
            note: optional(note),
            corrects: None,
        };
        let files = files.into_iter().map(|file| (file.name(), file));
        uploads.add(&case, files, &about, &limits);
    });
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
            <UploadList uploads/>
        </Section></div>
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
