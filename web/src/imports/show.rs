//! One ledger that was taken in, and what its rows became.

use super::{
    PLACE,
    operations::{ImportNode, ImportVariables, ImportWithRecords, ImportedRow, ShowImport},
};
use crate::{
    components::{
        display::{Facts, PageHeader, Section},
        states::{Loaded, NotFound},
        table::{Column, DataTable, Pagination},
        url_state::use_url_state,
    },
    graphql::{
        enums::{Choice, LedgerKind},
        query::use_query,
    },
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// `/imports/:id`
#[component]
pub fn ImportPage() -> impl IntoView {
    let (url, params) = (use_url_state(), use_params_map());
    let query = use_query(move || {
        let page = url.page();
        ShowImport::build(ImportVariables {
            id: cynic::Id::new(params.with(|params| params.get("id")).unwrap_or_default()),
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            total: url.on("total"),
        })
    });
    view! {
        <Loaded query let:data>
            {match data.node {
                Some(ImportNode::Import(found)) => show(*found).into_any(),
                _ => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
}

fn show(import: ImportWithRecords) -> impl IntoView {
    let words = &t().imports;
    let ImportWithRecords {
        kind,
        department,
        file_name,
        digest,
        rows,
        repeated,
        imported_by,
        imported_at,
        records,
    } = import;
    let facts = vec![
        (words.kind, kind.label().into_any()),
        (words.department, department.name.into_any()),
        (words.by, imported_by.display_name.into_any()),
        (words.at, imported_at.shanghai().into_any()),
        (words.records, rows.into_any()),
        (words.repeated, repeated.into_any()),
        (words.digest, view! { <code class="digest">{digest}</code> }.into_any()),
    ];
    let columns = vec![
        Column::new(words.row, |row: &ImportedRow| format!("{} {}", row.sheet, row.row).into_any()).short(),
        Column::new(words.record, move |row: &ImportedRow| {
            let href = format!("{}/{}", place(kind), row.record_id.inner());
            view! { <a href=href>{words.open}</a> }.into_any()
        }),
    ];
    let table = view! { <DataTable columns rows=records.nodes caption=words.records/> }.into_any();
    view! {
        <PageHeader title=file_name above=vec![(words.title, PLACE.path)]/>
        <Section title=words.past><Facts facts/></Section>
        <Section title=words.records>
            {table}
            <Pagination page=records.page_info total=records.total_count more=records.total_count_is_lower_bound/>
        </Section>
    }
}

/// Where the records of a ledger are.
fn place(kind: LedgerKind) -> &'static str {
    match kind {
        LedgerKind::Cases => crate::cases::PLACE.path,
        LedgerKind::Inspections => crate::inspections::PLACE.path,
        LedgerKind::Trainings => crate::trainings::PLACE.path,
        LedgerKind::PublicityEvents => crate::publicity::PLACE.path,
    }
}
