//! Where a ledger is taken in: the template, the file, what was found in it, and all of it at once.

use super::{
    PLACE,
    operations::{FetchTemplate, Import, ImportsVariables, ListImports, TemplateVariables},
    report::{faults, found},
    sending::{self, Report},
};
use crate::{
    components::{
        display::{PageHeader, Section},
        download::save_base64,
        states::Loaded,
        table::{Column, DataTable, Pagination},
        toast::Toasts,
        url_state::use_url_state,
    },
    evidence::FileButton,
    graphql::{
        enums::{Choice, LedgerKind},
        query::use_query,
        transport::ApiError,
    },
    i18n::t,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::{ev, prelude::*, task::spawn_local};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, FileList};

/// `/imports`
#[component]
pub fn ImportsPage() -> impl IntoView {
    let (url, words) = (use_url_state(), &t().imports);
    let query = use_query(move || {
        let page = url.page();
        ListImports::build(ImportsVariables {
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            total: url.on("total"),
        })
    });
    let chosen = Memo::new(move |_| url.get("kind").and_then(|code| LedgerKind::from_code(&code)));
    let done = Callback::new(move |()| query.refetch());
    view! {
        <PageHeader title=words.title/>
        <TakeIn chosen done/>
        <Section title=words.past>
            <Loaded query let:data>
                <DataTable columns=columns() rows=data.imports.nodes href=|row: &Import| PLACE.href(&row.id) caption=words.past/>
                <Pagination page=data.imports.page_info total=data.imports.total_count more=data.imports.total_count_is_lower_bound/>
            </Loaded>
        </Section>
    }
}

fn columns() -> Vec<Column<Import>> {
    let words = &t().imports;
    vec![
        Column::new(words.file, |row: &Import| row.file_name.clone().into_any()),
        Column::new(words.kind, |row: &Import| row.kind.label().into_any()).short(),
        Column::new(words.records, |row: &Import| row.rows.into_any()).number(),
        Column::new(words.repeated, |row: &Import| row.repeated.into_any()).number(),
        Column::new(words.department, |row: &Import| row.department.short_name.clone().into_any()).short(),
        Column::new(words.by, |row: &Import| row.imported_by.display_name.clone().into_any()).short(),
        Column::new(words.at, |row: &Import| row.imported_at.shanghai().into_any()).short(),
    ]
}

/// Where the chosen workbook stands.
#[derive(Clone)]
enum Stage {
    Nothing,
    Checking,
    Checked(Report),
    TakingIn,
    Done(Report),
    Failed(ApiError),
}

/// The steps: kind, template, file, and all of it at once.
#[component]
fn TakeIn(chosen: Memo<Option<LedgerKind>>, done: Callback<()>) -> impl IntoView {
    let (session, words) = (Session::current(), &t().imports);
    let offered = use_query(|| {
        ListImports::build(ImportsVariables {
            first: Some(1),
            after: None,
            last: None,
            before: None,
            total: false,
        })
    });
    let stage = RwSignal::new(Stage::Nothing);
    let file = RwSignal::new_local(None::<File>);
    let kind = RwSignal::new(None::<LedgerKind>);
    // Another kind of ledger is another question.
    Effect::new(move |_| {
        kind.set(chosen.get());
        stage.set(Stage::Nothing);
        file.set(None);
    });
    let check = move |taken: Option<File>| {
        let (Some(taken), Some(kind)) = (taken, kind.get_untracked()) else { return };
        file.set(Some(taken.clone()));
        stage.set(Stage::Checking);
        spawn_local(async move {
            let now = match sending::report(session, kind, taken, None).await {
                Ok(report) => Stage::Checked(report),
                Err(error) => Stage::Failed(error),
            };
            let _ = stage.try_set(now);
        });
    };
    let take_in = Callback::new(move |()| {
        let (Some(taken), Some(kind)) = (file.get_untracked(), kind.get_untracked()) else { return };
        // Under one id, however often it must be sent.
        let id = Uuid::new_v4();
        stage.set(Stage::TakingIn);
        spawn_local(async move {
            let mut outcome = sending::report(session, kind, taken.clone(), Some(id)).await;
            if matches!(outcome, Err(ApiError::Offline)) {
                outcome = sending::report(session, kind, taken, Some(id)).await;
            }
            let now = match outcome {
                Ok(report) if report.import_id.is_some() => Stage::Done(report),
                Ok(report) => Stage::Checked(report),
                Err(error) => Stage::Failed(error),
            };
            let is_done = matches!(now, Stage::Done(_));
            if stage.try_set(now).is_none() && is_done {
                done.run(());
            }
        });
    });
    let choose = Callback::new(move |files: Vec<File>| check(files.into_iter().next()));
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        check(dropped_file(&event));
    };
    view! {
        <Loaded query=offered let:data>
            {
                let kinds = data.importable_ledgers;
                if kinds.is_empty() {
                    return view! { <p class="notice">{words.none}</p> }.into_any();
                }
                if kind.get_untracked().is_none_or(|kind| !kinds.contains(&kind)) {
                    kind.set(kinds.first().copied());
                }
                let kinds = kinds.into_iter().map(|one| {
                    let current = move || (kind.get() == Some(one)).then_some("page");
                    view! { <a class="view" href=format!("{}?kind={}", PLACE.path, one.code()) aria-current=current data-noscroll="">{one.label()}</a> }
                });
                view! {
                    <nav class="views" aria-label=words.kind>{kinds.collect_view()}</nav>
                    <Section title=words.step_template>
                        <p class="hint">{words.template_hint}</p>
                        <div class="actions"><TemplateButton kind/></div>
                    </Section>
                    <Section title=words.step_file>
                        <div class="drop" on:dragover=|event| event.prevent_default() on:drop=dropped data-testid="drop">
                            <FileButton label=words.choose test_id="ledger-file" accept=".xlsx" on_files=choose/>
                            <p class="hint">{words.file_hint}</p>
                            {move || file.get().map(|file| view! { <p class="file-name" data-testid="ledger-name">{file.name()}</p> })}
                        </div>
                    </Section>
                    <div aria-live="polite">{move || outcome(stage, file, kind, take_in)}</div>
                }
                .into_any()
            }
        </Loaded>
    }
}

/// The file that was dropped.
fn dropped_file(event: &ev::DragEvent) -> Option<File> {
    let within = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &name.into()).ok();
    let files: FileList = within(&within(event.as_ref(), "dataTransfer")?, "files")?.dyn_into().ok()?;
    files.get(0)
}

/// What there is to say of the workbook.
fn outcome(
    stage: RwSignal<Stage>,
    file: RwSignal<Option<File>, LocalStorage>,
    kind: RwSignal<Option<LedgerKind>>,
    take_in: Callback<()>,
) -> AnyView {
    let words = &t().imports;
    match stage.get() {
        Stage::Nothing => ().into_any(),
        Stage::Checking => view! { <p class="notice" role="status" aria-busy="true">{words.checking}</p> }.into_any(),
        Stage::TakingIn => view! { <p class="notice" role="status" aria-busy="true">{words.taking_in}</p> }.into_any(),
        Stage::Failed(error) => {
            view! { <section class="notice notice-error" role="alert" data-testid="import-failed"><p>{error.message()}</p></section> }.into_any()
        }
        Stage::Done(report) => {
            let href = format!("{}/{}", PLACE.path, report.import_id.unwrap_or_default());
            view! {
                <section class="notice" role="status" data-testid="import-done">
                    <p>{(words.done)(report.rows)}" "<a href=href data-testid="import-records">{words.see}</a></p>
                </section>
            }
            .into_any()
        }
        Stage::Checked(report) => {
            let refused = report.refused > 0;
            let why = match (report.refused, report.rows) {
                (0, 0) => Some(words.nothing.to_owned()),
                (0, _) => None,
                (rows, _) => Some((words.in_the_way)(rows)),
            };
            let disabled = why.is_some();
            let tone = if refused { "notice notice-error" } else { "notice" };
            view! {
                <Section title=words.checked>
                    {why.map(|why| view! { <p class=tone id="why-not" data-testid="why-not">{why}</p> })}
                    <div class="actions">
                        <button type="button" class="primary" disabled=disabled aria-describedby=disabled.then_some("why-not")
                            on:click=move |_| take_in.run(()) data-testid="take-in">{words.take_in}</button>
                        {refused.then(|| view! { <RefusedButton file kind/> })}
                    </div>
                </Section>
                {refused.then(|| faults(&report))}
                {found(&report)}
            }
            .into_any()
        }
    }
}

/// Saves the template.
#[component]
fn TemplateButton(kind: RwSignal<Option<LedgerKind>>) -> impl IntoView {
    let (session, toasts, words) = (Session::current(), Toasts::current(), &t().imports);
    let busy = RwSignal::new(false);
    let fetch = move |_| {
        let Some(kind) = kind.get_untracked() else { return };
        let request = session.send(&FetchTemplate::build(TemplateVariables { kind }));
        busy.set(true);
        spawn_local(async move {
            let failed = match request.await {
                Err(error) => Some(error.message()),
                Ok(FetchTemplate { import_template: file }) => {
                    let saved = save_base64(&file.name, &file.media_type, &file.content);
                    saved.is_err().then(|| t().states.internal.to_owned())
                }
            };
            busy.try_set(false);
            if let Some(said) = failed {
                toasts.say(said);
            }
        });
    };
    view! { <button type="button" disabled=move || busy.get() on:click=fetch data-testid="template">{words.template}</button> }
}

/// Saves the rows that are refused.
#[component]
fn RefusedButton(
    file: RwSignal<Option<File>, LocalStorage>,
    kind: RwSignal<Option<LedgerKind>>,
) -> impl IntoView {
    let (session, toasts, words) = (Session::current(), Toasts::current(), &t().imports);
    let busy = RwSignal::new(false);
    let fetch = move |_| {
        let (Some(file), Some(kind)) = (file.get_untracked(), kind.get_untracked()) else { return };
        busy.set(true);
        spawn_local(async move {
            let failed = match sending::refused_rows(session, kind, file).await {
                Err(error) => Some(error.message()),
                Ok(url) => url.save(words.refused_file).is_err().then(|| t().states.internal.to_owned()),
            };
            busy.try_set(false);
            if let Some(said) = failed {
                toasts.say(said);
            }
        });
    };
    view! { <button type="button" disabled=move || busy.get() on:click=fetch data-testid="refused-rows">{words.download}</button> }
}
