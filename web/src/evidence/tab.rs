//! The part 证据 of a case's page: what was filed, in the order of the catalogue, and how to file more.

use super::{
    correct::CorrectDialog,
    files,
    operations::{Attachment, EvidenceVariables, FileRef, ListEvidence, MayFile},
    preview::{DownloadButton, PreviewDialog, Thumbnail},
    upload::UploadPanel,
};
use crate::{
    cases::tabs::TabOf,
    components::{
        display::{Badge, Section},
        states::{Empty, Loaded, NotFound},
        table::Pagination,
        url_state::use_url_state,
    },
    graphql::{
        enums::Choice,
        operation::ById,
        query::{Remote, use_query},
    },
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// The case's evidence.
#[component]
pub fn EvidenceTab(of: TabOf) -> impl IntoView {
    let (url, words) = (use_url_state(), &t().evidence);
    let query = use_query(move || {
        let page = url.page();
        ListEvidence::build(EvidenceVariables {
            id: of.id(),
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
        })
    });
    let filing = use_query(move || MayFile::build(ById { id: of.id() }));
    let (shown, corrected) = (RwSignal::new(None), RwSignal::new(None));
    let may_file = Memo::new(move |_| match &*filing.answer.read() {
        Remote::Ready(data) => data.case.as_ref().is_some_and(|case| case.viewer_can_file_evidence),
        _ => false,
    });
    // A new item is a line of the case's history, too: the whole page is asked for anew.
    let filed = Callback::new(move |()| of.changed.run(()));
    let dossier = format!("/cases/{}/dossier", of.id().inner());
    let catalogue = move || view! { <a href=dossier.clone() data-testid="dossier">{words.dossier}</a> };
    view! {
        {move || match filing.answer.get() {
            Remote::Ready(data) if may_file.get() => {
                let limits = data.upload_limits;
                view! {
                    <UploadPanel case=of.id() limits=limits.clone() filed/>
                    <CorrectDialog case=of.id() corrected limits filed/>
                }
                .into_any()
            }
            _ => ().into_any(),
        }}
        <Section title=words.title actions=catalogue>
            <Loaded query let:data>
                {match data.case {
                    None => view! { <NotFound/> }.into_any(),
                    Some(case) if case.attachments.nodes.is_empty() => view! { <Empty/> }.into_any(),
                    Some(case) => {
                        let page = case.attachments.page_info;
                        let more = page.has_next_page || page.has_previous_page;
                        view! {
                            {table(case.attachments.nodes, shown, corrected, may_file)}
                            {more.then(|| view! { <Pagination page total=None/> })}
                        }
                        .into_any()
                    }
                }}
            </Loaded>
        </Section>
        <PreviewDialog shown/>
    }
}

type Shown = RwSignal<Option<FileRef>>;
type Corrected = RwSignal<Option<Attachment>>;

fn table(items: Vec<Attachment>, shown: Shown, corrected: Corrected, may_file: Memo<bool>) -> impl IntoView {
    let words = &t().evidence;
    let rows = items.into_iter().map(|item| row(item, shown, corrected, may_file)).collect_view();
    view! {
        <div class="table-frame">
            <table class="data evidence">
                <caption class="visually-hidden">{words.title}</caption>
                <thead><tr>
                    <th scope="col">{words.number}</th><th scope="col">{words.name}</th><th scope="col">{words.kind}</th>
                    <th scope="col">{words.obtained_on}</th><th scope="col" class="number">{words.size}</th>
                    <th scope="col">{words.filed_by}</th><th scope="col" class="no-print">{words.actions}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(item: Attachment, shown: Shown, corrected: Corrected, may_file: Memo<bool>) -> impl IntoView {
    let words = &t().evidence;
    let stored = StoredValue::new(item.clone());
    let replaced = item.corrected_by.as_ref().map(|newer| (words.corrected_by)(newer.number));
    let replaces = item.corrects.as_ref().map(|older| (words.corrects)(older.number));
    let same = item.same_content_as.as_ref().map(|first| (words.same_content_as)(first.number));
    let superseded = replaced.is_some();
    let picture = item.preview_url.clone();
    let correctable = move || may_file.get() && !superseded;
    view! {
        <tr class:superseded=superseded data-testid="evidence-row">
            <td class="short" data-label=words.number>{item.number}</td>
            <th scope="row">
                <span class="evidence-name">
                    {picture.clone().map(|url| view! { <Thumbnail url name=item.name.clone()/> })}
                    <span>
                        {item.name.clone()}
                        {item.note.clone().map(|note| view! { <span class="detail evidence-note">{note}</span> })}
                        <span class="badges">
                            {replaced.map(|label| view! { <Badge label tone="waiting"/> })}
                            {replaces.map(|label| view! { <Badge label tone="done"/> })}
                            {same.map(|label| view! { <span data-testid="same-content"><Badge label tone="waiting"/></span> })}
                        </span>
                    </span>
                </span>
            </th>
            <td data-label=words.kind>{item.kind.label()}</td>
            <td class="short" data-label=words.obtained_on>{item.obtained_on.0.clone()}</td>
            <td class="number" data-label=words.size>{files::readable(f64::from(item.size))}</td>
            <td data-label=words.filed_by>
                {item.uploaded_by.display_name.clone()}" "<span class="detail">{item.uploaded_at.shanghai()}</span>
            </td>
            <td class="no-print" data-label=words.actions>
                <span class="actions">
                    {picture.map(|_| view! {
                        <button type="button" on:click=move |_| shown.set(Some(stored.with_value(Attachment::file))) data-testid="show">{words.show}</button>
                    })}
                    <DownloadButton item=item.file()/>
                    {move || correctable().then(|| view! {
                        <button type="button" on:click=move |_| corrected.set(Some(stored.get_value())) data-testid="correct">{words.correct}</button>
                    })}
                </span>
            </td>
        </tr>
    }
}
