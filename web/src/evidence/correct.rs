//! A correction: a new file that names the old one and says why. The old one stays.

use super::{
    operations::{Attachment, UploadLimits},
    queue::{About, address, send, too_large},
    upload::{FileButton, accept},
};
use crate::{
    components::{
        dialog::Dialog,
        fields::{DateField, TextAreaField, optional},
        form::{Form, FormView},
        toast::Toasts,
    },
    graphql::transport::ApiError,
    i18n::t,
    session::Session,
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;
use web_sys::File;

/// Open while there is an item to correct.
#[component]
pub fn CorrectDialog(
    case: cynic::Id,
    corrected: RwSignal<Option<Attachment>>,
    limits: UploadLimits,
    filed: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if corrected.read().is_some() {
            open.set(true);
        }
    });
    let (case, limits) = (StoredValue::new(case), StoredValue::new(limits));
    view! {
        <Dialog open title=Signal::derive(|| t().evidence.correct.to_owned())>
            {move || corrected.get().map(|item| {
                view! { <CorrectForm open item case=case.get_value() limits=limits.get_value() filed/> }
            })}
        </Dialog>
    }
}

#[component]
fn CorrectForm(
    open: RwSignal<bool>,
    item: Attachment,
    case: cynic::Id,
    limits: UploadLimits,
    filed: Callback<()>,
) -> impl IntoView {
    let (form, session, toasts, words) =
        (Form::provide(), Session::current(), Toasts::current(), &t().evidence);
    let note = RwSignal::new(String::new());
    let obtained_on = RwSignal::new(item.obtained_on.0.clone());
    let chosen = RwSignal::new_local(None::<File>);
    let (problem, progress) = (RwSignal::new(None::<String>), RwSignal::new(0.0));
    // The same until it has arrived: sent again after a lost connection, it is filed once.
    let id = RwSignal::new(Uuid::new_v4());
    let (old, kind) = (item.id.clone(), item.kind);
    let accepted = accept(&limits);
    let submit = move || {
        let (Some(file), Some(note)) = (chosen.get_untracked(), optional(note)) else {
            return form.require(&[
                ("note", optional(note).is_none()),
                ("file", chosen.with_untracked(Option::is_none)),
            ]);
        };
        if let Some(reason) = too_large(&file, &limits) {
            return problem.set(Some(reason));
        }
        let about = About {
            kind: Some(kind),
            obtained_on: obtained_on.get_untracked(),
            note: Some(note),
            corrects: Some(old.clone()),
        };
        let address = address(id.get_untracked(), &case, &file.name(), &about);
        form.pending.set(true);
        problem.set(None);
        spawn_local(async move {
            let sent = send(session, address, file, progress).await;
            if form.pending.try_set(false).is_some() {
                return;
            }
            match sent {
                Ok(_) => {
                    open.set(false);
                    toasts.say(words.corrected);
                    filed.run(());
                }
                Err(error) => {
                    if matches!(error, ApiError::Refused(_)) {
                        id.set(Uuid::new_v4());
                    }
                    problem.set(Some(error.message()));
                }
            }
        });
    };
    let choose = Callback::new(move |files: Vec<File>| chosen.set(files.into_iter().next()));
    let name = move || chosen.with(|file| file.as_ref().map(File::name));
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            <p class="wide detail">{format!("{} {}", item.number, item.name)}" · "{words.correct_hint}</p>
            <div class="wide actions">
                <FileButton label=words.choose test_id="correct-file" accept=accepted on_files=choose/>
                <FileButton label=words.photograph test_id="correct-camera" accept="image/*" camera=true on_files=choose/>
                <span>{name}</span>
            </div>
            <DateField name="obtainedOn" label=words.obtained_on value=obtained_on/>
            <TextAreaField name="note" label=words.reason value=note required=true rows=2/>
            {move || form.pending.get().then(|| view! { <progress class="wide" max="1" prop:value=move || progress.get()></progress> })}
            {move || problem.get().map(|problem| view! { <p class="wide notice notice-error" role="alert">{problem}</p> })}
        </FormView>
    }
}
