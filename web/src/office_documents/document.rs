//! A document as it is read and printed: every number of the ledger opens to its records, and every number that somebody typed
//! is marked while it is a draft.

use super::{
    PLACE,
    list::state_badge,
    operations::{
        AcknowledgeOfficeDocument, AcknowledgeOfficeDocumentInput, Document, DocumentId, DocumentText,
        ExportOfficeDocument, ExportOfficeDocumentInput, IssueOfficeDocument, IssueOfficeDocumentInput,
        Piece, Receipt, Section as Part, ShowDocument,
    },
};
use crate::{
    components::{
        dialog::Dialog,
        display::{Facts, PageHeader, PrintButton, Section, or_dash},
        export::export_button,
        form::{Form, FormView},
        states::{Loaded, NotFound},
        table::{Column, DataTable},
        toast::Toasts,
    },
    graphql::{
        enums::{Choice as _, DocumentPieceKind, OfficeDocumentKind, OfficeDocumentState, Role},
        fragments::DateRangeInput,
        operation::ById,
        query::use_query,
    },
    i18n::t,
    session::Session,
    summary::{choice::Choice, page::period},
};
use cynic::QueryBuilder;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use vocabulary::in_chinese;

/// `/documents/:id`
#[component]
pub fn DocumentPage() -> impl IntoView {
    let (params, session) = (use_params_map(), Session::current());
    let query = use_query(move || {
        let id = params.with(|params| params.get("id")).unwrap_or_default();
        ShowDocument::build(ById { id: cynic::Id::new(id) })
    });
    let changed = Callback::new(move |()| query.refetch());
    view! {
        <Loaded query let:data>
            {match data.office_document_text {
                Some(text) => page(&text, session, changed),
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
}

fn page(text: &DocumentText, session: Session, changed: Callback<()>) -> AnyView {
    let (words, document) = (&t().documents, &text.document);
    let id = document.id.clone();
    let export = export_button::<ExportOfficeDocument>(words.export, move || ExportOfficeDocumentInput {
        id: id.clone(),
    });
    let edit = document.viewer_can_revise.then(|| {
        let href = format!("{}/edit", PLACE.href(&document.id));
        view! { <a class="button" href=href data-testid="edit">{t().action.edit}</a> }
    });
    let acts = acts(text, changed);
    let draft = document.state == OfficeDocumentState::Draft;
    let checked = draft.then(|| check(text));
    // Who sees one department's records alone can't open what counts those of all.
    let opens = session.viewer().is_some_and(|viewer| {
        !matches!(viewer.user.role, Role::DepartmentHead | Role::Officer | Role::Service)
    });
    let sheet = sheet(text, opens);
    let facts = vec![
        (words.kind, document.kind.label().into_any()),
        (words.state, state_badge(document.state)),
        (words.number, or_dash(document.number.clone())),
        (words.period, period(&document.period).into_any()),
        (words.department, document.department.name.clone().into_any()),
        (words.issued_on, or_dash(document.issued_on.as_ref())),
        (words.issued_by, or_dash(document.issued_by.as_ref().map(|by| by.display_name.as_str()))),
    ];
    let told = !document.receipts.is_empty() || !text.awaited.is_empty();
    let receipts = (!draft && told).then(|| receipts(text));
    view! {
        <PageHeader title=document.title.clone() above=vec![(words.title, "/documents")]>
            {edit}{export}<PrintButton/>
        </PageHeader>
        <section class="panel no-print"><Facts facts/></section>
        <div class="page-acts no-print">{acts}{checked}</div>
        {sheet}
        {receipts}
    }
    .into_any()
}

/// What the check of a draft found.
fn check(text: &DocumentText) -> impl IntoView + use<> {
    let words = &t().documents;
    let unknown = (text.unknown_figures > 0).then(|| {
        view! { <p class="notice notice-error" data-testid="unknown">{(words.unknown)(text.unknown_figures)}</p> }
    });
    let typed = match text.typed_numbers {
        0 => view! { <p class="hint" data-testid="no-typed">{words.no_typed}</p> }.into_any(),
        n => view! { <p class="notice" data-testid="typed">{(words.typed)(n)}</p> }.into_any(),
    };
    view! { {unknown}{typed} }
}

fn acts(text: &DocumentText, changed: Callback<()>) -> impl IntoView + use<> {
    let (words, document) = (&t().documents, &text.document);
    let open = RwSignal::new(false);
    let (id, version) = (document.id.clone(), document.version);
    let issue = document.viewer_can_revise.then(|| {
        let id = id.clone();
        let blocked = text.unknown_figures > 0;
        view! {
            <p class="actions">
                <button type="button" class="primary" disabled=blocked on:click=move |_| open.set(true) data-testid="issue">{words.issue}</button>
            </p>
            <Dialog open title=words.issue.to_owned()><IssueForm id=id.clone() version open changed/></Dialog>
        }
    });
    let acknowledge = document.viewer_can_acknowledge.then(|| view! { <AcknowledgeForm id changed/> });
    view! { {issue}{acknowledge} }
}

#[component]
fn IssueForm(id: cynic::Id, version: i32, open: RwSignal<bool>, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().documents);
    let submit = move || {
        let input = IssueOfficeDocumentInput { idempotency_key: form.key(), id: id.clone(), version };
        let done = move |_: DocumentId| {
            open.set(false);
            toasts.say(t().documents.issued);
            changed.run(());
        };
        form.send::<IssueOfficeDocument>(input, done, move |_| changed.run(()));
    };
    view! {
        <FormView form submit=words.issue on_submit=submit cancel=move |()| open.set(false)>
            <p class="wide">{words.issue_hint}</p>
        </FormView>
    }
}

#[component]
fn AcknowledgeForm(id: cynic::Id, changed: Callback<()>) -> impl IntoView {
    let (form, toasts, words) = (Form::provide(), Toasts::current(), &t().documents);
    let submit = move || {
        let input = AcknowledgeOfficeDocumentInput { idempotency_key: form.key(), id: id.clone() };
        let done = move |_: DocumentId| {
            toasts.say(t().documents.acknowledged);
            changed.run(());
        };
        form.send::<AcknowledgeOfficeDocument>(input, done, |_| {});
    };
    view! {
        <div class="form-frame no-print">
            <FormView form submit=words.acknowledge on_submit=submit>
                <p class="wide">{words.acknowledge_hint}</p>
            </FormView>
        </div>
    }
}

/// The document on its sheet.
fn sheet(text: &DocumentText, opens: bool) -> impl IntoView + use<> {
    let document = &text.document;
    let head = (document.kind == OfficeDocumentKind::Bulletin).then(|| {
        view! {
            <p class="red-head">{document.department.name.clone()}{document.kind.label()}</p>
            <p class="red-line">{document.number.clone().unwrap_or_else(|| document.state.label().to_owned())}</p>
        }
    });
    let mut headings = 0;
    let parts = text.sections.iter().map(|part| {
        if !part.heading.is_empty() {
            headings += 1;
        }
        section(part, headings, document, opens)
    });
    let parts = parts.collect_view();
    let issued = document.issued_on.as_ref().map(|day| {
        view! { <p class="official-issued">{document.department.name.clone()}<br/>{day.in_words()}</p> }
    });
    view! {
        <article class="sheet official" data-testid="document">
            {head}
            <h2>{document.title.clone()}</h2>
            {document.addressee.clone().map(|addressee| view! { <p>{addressee}"："</p> })}
            {parts}
            {issued}
        </article>
    }
}

fn section(part: &Part, number: usize, document: &Document, opens: bool) -> impl IntoView + use<> {
    let heading = (!part.heading.is_empty())
        .then(|| view! { <h3>{format!("{}、{}", in_chinese(number), part.heading)}</h3> });
    let draft = document.state == OfficeDocumentState::Draft;
    // Each line is a paragraph of its own.
    let mut paragraphs = vec![Vec::new()];
    for said in &part.pieces {
        for (line, text) in said.text.split('\n').enumerate() {
            if line > 0 {
                paragraphs.push(Vec::new());
            }
            if let Some(paragraph) = paragraphs.last_mut() {
                paragraph.push(piece(said, text, document, opens, draft));
            }
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    let text = paragraphs.into_iter().map(|pieces| view! { <p class="prose">{pieces}</p> }).collect_view();
    let table = (!part.table.is_empty()).then(|| table(part, document, opens));
    view! { {heading}{text}{table} }
}

/// Where the records are that a figure counts, as they were when the document was issued.
fn href(document: &Document, indicator: &str) -> String {
    let days = DateRangeInput { from: document.period.from.clone(), to: document.period.to.clone() };
    let region = document.region.as_ref().map(|region| region.code.clone()).unwrap_or_default();
    let choice = Choice { at: document.counted_at.clone(), ..Choice::own(region, days) };
    format!("/summary/{indicator}{}", choice.query())
}

/// `text` is the piece's, or one line of it.
fn piece(piece: &Piece, text: &str, document: &Document, opens: bool, draft: bool) -> AnyView {
    let (words, text) = (&t().documents, text.to_owned());
    match (&piece.indicator, piece.kind) {
        (Some(indicator), _) if opens => {
            view! { <a class="figure-in-text" href=href(document, indicator) data-testid="live-figure">{text}</a> }.into_any()
        }
        (_, DocumentPieceKind::TypedNumber) if draft => {
            view! { <mark title=words.typed_title data-testid="typed-number">{text}</mark> }.into_any()
        }
        (_, DocumentPieceKind::Unknown) => {
            view! { <mark class="unknown" title=words.unknown_title>{text}</mark> }.into_any()
        }
        _ => text.into_any(),
    }
}

fn table(part: &Part, document: &Document, opens: bool) -> impl IntoView + use<> {
    let rows = part.table.iter().map(|figure| {
        let value = match opens {
            true => {
                view! { <a href=href(document, &figure.indicator)>{figure.value.clone()}</a> }.into_any()
            }
            false => figure.value.clone().into_any(),
        };
        view! {
            <tr>
                <th scope="row">{figure.label.clone()}</th><td class="unit">{figure.unit.clone()}</td>
                <td class="number">{value}</td><td class="number soft">{figure.previous_value.clone()}</td>
                <td class="number soft">{figure.change.clone().unwrap_or_else(|| t().states.none.to_owned())}</td>
            </tr>
        }
    });
    let (rows, words) = (rows.collect_view(), &t().summary);
    view! {
        <div class="table-frame">
            <table class="sheet-table">
                <thead><tr>
                    <th scope="col">{words.indicator}</th><th scope="col">{words.unit}</th>
                    <th scope="col" class="number">{words.value}</th><th scope="col" class="number">{words.previous}</th>
                    <th scope="col" class="number">{words.per_cent}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn receipts(text: &DocumentText) -> impl IntoView + use<> {
    let words = &t().documents;
    let columns = vec![
        Column::new(words.department, |row: &Receipt| row.department.name.clone().into_any()),
        Column::new(words.received_by, |row: &Receipt| row.received_by.display_name.clone().into_any())
            .short(),
        Column::new(words.received_at, |row: &Receipt| row.received_at.shanghai().into_any()).short(),
    ];
    let rows = text.document.receipts.clone();
    let awaited: Vec<_> = text.awaited.iter().map(|department| department.short_name.as_str()).collect();
    let awaited = (!awaited.is_empty()).then(|| {
        view! { <p data-testid="awaited">{words.awaited}"："{awaited.join("、")}</p> }
    });
    let table =
        (!rows.is_empty()).then(|| view! { <DataTable columns rows caption=words.receipts/> }.into_any());
    view! { <div class="no-print"><Section title=words.receipts>{table}{awaited}</Section></div> }
}
