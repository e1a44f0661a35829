//! The register of documents (文书登记簿): every number with its case, the last first; void ones stay in it.

use super::operations::{CaseDocumentFilter, ListCaseDocuments, RegisterVariables, Registered};
use crate::{
    cases,
    components::{
        display::{Badge, PageHeader},
        filter::{FilterBar, SwitchFilter},
        states::{Loaded, NoRight},
        table::{Column, DataTable, Pagination},
        url_state::use_url_state,
    },
    graphql::query::use_query,
    i18n::t,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// `/case-documents`
#[component]
pub fn RegisterPage() -> impl IntoView {
    let (session, url, words) = (Session::current(), use_url_state(), &t().case_documents);
    if !untrack(|| session.may(|viewer| viewer.can_see_records)) {
        return view! { <NoRight/> }.into_any();
    }
    let query = use_query(move || {
        let page = url.page();
        ListCaseDocuments::build(RegisterVariables {
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            filter: CaseDocumentFilter { template_code: None, voided: url.on("voided").then_some(true) },
        })
    });
    view! {
        <PageHeader title=words.title>
            <a class="button" href="/case-documents/templates" data-testid="templates">{words.templates}</a>
        </PageHeader>
        <FilterBar><SwitchFilter key="voided" label=words.only_voided/></FilterBar>
        <Loaded query let:data>
            {register(data.case_documents.nodes)}
            <Pagination page=data.case_documents.page_info total=Some(data.case_documents.total_count)/>
        </Loaded>
    }
    .into_any()
}

fn register(rows: Vec<Registered>) -> impl IntoView {
    let words = &t().case_documents;
    let columns = vec![
        Column::new(words.number, |row: &Registered| {
            let void = row
                .voided_on
                .as_ref()
                .map(|_| view! { " "<Badge label=t().case_documents.voided tone="late"/> });
            view! { {row.number.clone()}{void} }.into_any()
        }),
        Column::new(words.name, |row: &Registered| {
            let reason = row.void_reason.clone().map(|reason| view! { <p class="detail">{reason}</p> });
            view! { {row.name.clone()}{reason} }.into_any()
        }),
        Column::new(words.case, |row: &Registered| {
            let link = row.case.as_ref().map(|case| {
                let href = format!("{}?tab=documents", cases::PLACE.href(&case.id));
                view! { <span><a href=href>{case.number.clone()}</a>" "{case.title.clone()}</span> }
            });
            link.into_any()
        }),
        Column::new(words.department, |row: &Registered| row.department.short_name.clone().into_any())
            .short(),
        Column::new(words.issued_on, |row: &Registered| row.issued_on.0.clone().into_any()).short(),
        Column::new(words.issued_by, |row: &Registered| row.issued_by.display_name.clone().into_any())
            .short(),
    ];
    view! { <DataTable columns rows caption=words.title/> }
}
