//! What is done in a case without moving its status: serving, publishing, telling, marking, noting.
//! The API says which are possible, why the others aren't, and what each must state.

use super::{
    flow_operations::{
        DeedOption, MarkTypicalCase, MarkTypicalCaseInput, NoteOnCase, NoteOnCaseInput, PublishPenalty,
        PublishPenaltyInput, ServeDecision, ServeDecisionInput, ShowDraft, TellInformant, TellInformantInput,
        WaiveHearing, WaiveHearingInput,
    },
    operations::Case,
    standing::case_conflict,
};
use crate::{
    components::{
        conflict::Basis,
        dialog::Dialog,
        fields::{DateField, TextAreaField, TextField, lines, optional},
        form::{Form, FormView, closing},
        states::Loaded,
        toast::Toasts,
    },
    evidence::{CaseFiles, FilesField},
    graphql::{
        enums::{CaseDeed, CaseStatus, CaseStepField, Choice},
        operation::ById,
        query::use_query,
        scalars::Date,
    },
    i18n::t,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// The buttons, and the dialog of the one that was chosen.
#[component]
pub fn DeedPanel(
    case: Case,
    changed: Callback<()>,
    /// What the page adds: the case's own facts and people are changed from here, too.
    #[prop(optional_no_strip)]
    more: Option<AnyView>,
) -> impl IntoView {
    let words = &t().flow;
    let chosen = RwSignal::new(None::<DeedOption>);
    let open = RwSignal::new(false);
    let (id, version, status) = (StoredValue::new(case.id), case.version, case.status);
    let (possible, refused): (Vec<_>, Vec<_>) =
        case.allowed_deeds.into_iter().partition(|option| option.allowed);
    if possible.is_empty() && more.is_none() {
        return ().into_any();
    }
    let buttons = possible
        .into_iter()
        .map(|option| {
            let test_id = format!("deed-{}", option.deed.code());
            let label = option.label.clone();
            let start = move |_| {
                chosen.set(Some(option.clone()));
                open.set(true);
            };
            view! { <button type="button" data-testid=test_id on:click=start>{label}</button> }
        })
        .collect_view();
    let reasons = refused
        .into_iter()
        .filter_map(|option| Some((option.label, option.reason?)))
        .map(|(label, reason)| view! { <li class="why">{label}"："{reason}</li> })
        .collect_view();
    view! {
        <section class="panel no-print deeds" data-testid="deeds">
            <header class="panel-head"><h2>{words.other_work}</h2></header>
            <div class="actions">{buttons}{more}</div>
            {(!reasons.is_empty()).then(|| view! {
                <details class="refused"><summary>{t().cases.step_unavailable}</summary><ul>{reasons}</ul></details>
            })}
        </section>
        <Dialog open title=Signal::derive(move || chosen.read().as_ref().map(|option| option.label.clone()).unwrap_or_default())>
            {move || chosen.get().map(|option| match option.deed {
                CaseDeed::PublishPenalty => view! { <Draft id version status option open changed/> }.into_any(),
                _ => view! { <DeedForm id version status option open changed text=String::new() place=String::new()/> }.into_any(),
            })}
        </Dialog>
    }
    .into_any()
}

/// The text to publish: what was published already, else the API's draft.
#[component]
fn Draft(
    id: StoredValue<cynic::Id>,
    version: i32,
    status: CaseStatus,
    option: DeedOption,
    open: RwSignal<bool>,
    changed: Callback<()>,
) -> impl IntoView {
    let query = use_query(move || ShowDraft::build(ById { id: id.get_value() }));
    view! {
        <Loaded query let:data>
            {
                let case = data.case;
                let draft = case.as_ref().and_then(|case| case.publication_draft.clone());
                let published = case.and_then(|case| case.publication);
                let place = published.as_ref().and_then(|published| published.place.clone()).unwrap_or_default();
                let text = published.map(|published| published.text).or(draft).unwrap_or_default();
                view! { <DeedForm id version status option=option.clone() open changed text place/> }
            }
        </Loaded>
    }
}

#[component]
fn DeedForm(
    id: StoredValue<cynic::Id>,
    version: i32,
    status: CaseStatus,
    option: DeedOption,
    open: RwSignal<bool>,
    changed: Callback<()>,
    text: String,
    place: String,
) -> impl IntoView {
    let (session, toasts, form) = (Session::current(), Toasts::current(), Form::provide());
    let (words, cases) = (&t().flow, &t().cases);
    let basis = Basis::on(version);
    let on = RwSignal::new(session.today());
    let [ground, documents, note] = [(); 3].map(|()| RwSignal::new(String::new()));
    let (text, place) = (RwSignal::new(text), RwSignal::new(place));
    let deed = option.deed;
    let marks = matches!(deed, CaseDeed::MarkTypical | CaseDeed::UnmarkTypical);
    let files = (!marks).then(|| CaseFiles::of(id.get_value(), changed).building_on(basis.signal()));
    let chosen = RwSignal::new(Vec::new());
    let done = closing(open, toasts, cases.step_done, changed);
    let conflict = move |case| basis.overtaken(case);
    let submit = move || {
        let idempotency_key = form.key();
        let (id, version, day) = (id.get_value(), basis.version(), Date(on.get_untracked()));
        let named = lines(documents);
        let attachment_ids = chosen.get_untracked();
        match deed {
            CaseDeed::ServeDecision => {
                let input = ServeDecisionInput {
                    idempotency_key,
                    id,
                    version,
                    served_on: day,
                    documents: named,
                    attachment_ids,
                    note: optional(note),
                };
                form.send::<ServeDecision>(input, done, conflict);
            }
            CaseDeed::WaiveHearing => {
                let input = WaiveHearingInput {
                    idempotency_key,
                    id,
                    version,
                    waived_on: day,
                    documents: named,
                    attachment_ids,
                    note: optional(note),
                };
                form.send::<WaiveHearing>(input, done, conflict);
            }
            CaseDeed::PublishPenalty => {
                let text = text.get_untracked();
                let input = PublishPenaltyInput {
                    idempotency_key,
                    id,
                    version,
                    published_on: day,
                    text,
                    place: optional(place),
                    attachment_ids,
                    note: optional(note),
                };
                form.send::<PublishPenalty>(input, done, conflict);
            }
            CaseDeed::TellInformant => {
                let input = TellInformantInput {
                    idempotency_key,
                    id,
                    version,
                    told_on: day,
                    documents: named,
                    attachment_ids,
                    note: optional(note),
                };
                form.send::<TellInformant>(input, done, conflict);
            }
            CaseDeed::MarkTypical | CaseDeed::UnmarkTypical => {
                let typical = deed == CaseDeed::MarkTypical;
                let input = MarkTypicalCaseInput {
                    idempotency_key,
                    id,
                    version,
                    typical,
                    marked_on: day,
                    ground: ground.get_untracked(),
                };
                form.send::<MarkTypicalCase>(input, done, conflict);
            }
            CaseDeed::Note => {
                let input = NoteOnCaseInput {
                    idempotency_key,
                    id,
                    version,
                    occurred_on: day,
                    note: note.get_untracked(),
                    documents: named,
                    attachment_ids,
                };
                form.send::<NoteOnCase>(input, done, conflict);
            }
        }
    };
    let day_name = match deed {
        CaseDeed::ServeDecision => "servedOn",
        CaseDeed::WaiveHearing => "waivedOn",
        CaseDeed::PublishPenalty => "publishedOn",
        CaseDeed::TellInformant => "toldOn",
        CaseDeed::MarkTypical | CaseDeed::UnmarkTypical => "markedOn",
        CaseDeed::Note => "occurredOn",
    };
    let publishes = deed == CaseDeed::PublishPenalty;
    let needs_documents = option.requires.contains(&CaseStepField::Documents);
    // A file is a document.
    let needs_documents = Signal::derive(move || needs_documents && chosen.read().is_empty());
    view! {
        <FormView form submit=t().action.submit on_submit=submit cancel=move |()| open.set(false)>
            {case_conflict(basis, status)}
            <DateField name=day_name label=cases.occurred_on value=on required=true/>
            {publishes.then(|| view! {
                <TextField name="place" label=words.place value=place hint=words.place_hint/>
                <TextAreaField name="text" label=words.publication_text value=text required=true hint=words.publication_hint rows=12/>
            })}
            {marks.then(|| view! { <TextAreaField name="ground" label=cases.ground value=ground required=true rows=2/> })}
            {files.map(|files| view! { <FilesField name="attachmentIds" files chosen about=option.label/> })}
            {(!marks && !publishes).then(|| view! {
                <TextAreaField name="documents" label=cases.documents value=documents required=needs_documents hint=cases.documents_or_files rows=2/>
            })}
            {(!marks).then(|| view! {
                <TextAreaField name="note" label=cases.note value=note required=deed == CaseDeed::Note rows=3/>
            })}
        </FormView>
    }
}
