//! The list of cases.

use super::{
    columns::{self, USUAL},
    operations::{
        CaseFilter, CaseLine, CaseOrder, CaseRow, CasesVariables, ExportCases, ExportCasesInput, ListCases,
    },
};
use crate::{
    components::{
        columns::ColumnChooser,
        display::{PageHeader, status_badge},
        export::export_button,
        filter::{ChoiceFilter, FilterBar, RangeFilter, RecordFilter, SearchBox, SwitchFilter},
        states::Loaded,
        table::{Column, DataTable, Pagination},
        url_state::{UrlState, use_url_state},
        views::Views,
    },
    graphql::{
        enums::{
            CaseColumn, CaseKind, CaseMark, CaseOutcome, CaseStatus, Choice, FocusArea, LedgerKind, ListName,
        },
        lookups,
        query::use_query,
    },
    i18n::t,
    imports::import_link,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// What officers open a list of cases for, by name and query.
fn usual_views() -> Vec<(&'static str, &'static str)> {
    let words = &t().cases;
    vec![
        (t().table.all, ""),
        (words.view_open, "open=1&sort=DUE_ON&dir=asc"),
        (words.view_overdue, "overdue=1&sort=DUE_ON&dir=asc"),
    ]
}

/// The conditions in the address.
fn filter(url: UrlState) -> CaseFilter {
    CaseFilter {
        search: url.get("q"),
        status: url.choices("status"),
        kind: url.choices("kind"),
        mark: url.choices("mark"),
        focus_area: url.choices("area"),
        outcome: url.choices("outcome"),
        department_id: url.get("department").map(cynic::Id::new),
        action_id: url.get("action").map(cynic::Id::new),
        accepted: url.range("accepted"),
        filed: url.range("filed"),
        closed: url.range("closed"),
        open: url.on("open").then_some(true),
        overdue: url.on("overdue").then_some(true),
    }
}

/// The order in the address.
fn order(url: UrlState) -> Option<CaseOrder> {
    url.order().map(|(field, direction)| CaseOrder { field, direction })
}

/// `/cases`
#[component]
pub fn CasesPage() -> impl IntoView {
    let session = Session::current();
    let url = use_url_state();
    let words = &t().cases;
    let cases = use_query(move || {
        let page = url.page();
        let shown = columns::chosen(url);
        ListCases::build(CasesVariables {
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            filter: Some(filter(url)),
            order: order(url),
            total: url.on("total"),
            parties: shown.contains(&CaseColumn::Parties),
            handlers: shown.contains(&CaseColumn::Handlers),
        })
    });
    view! {
        <PageHeader title=words.title>
            <ColumnChooser fixed=CaseColumn::Number chosen=Signal::derive(move || columns::chosen(url)) usual=USUAL/>
            {export(url)}
            <Show when=move || session.may(|viewer| viewer.can_register_lead)>
                {import_link(LedgerKind::Cases)}
                <a class="button primary" href="/cases/new" data-testid="new-case">{words.new}</a>
            </Show>
        </PageHeader>
        <Views list=ListName::Cases usual=usual_views()/>
        <FilterBar>
            <SearchBox label=words.search/>
            <ChoiceFilter<CaseStatus> key="status" label=words.status/>
            <ChoiceFilter<CaseKind> key="kind" label=words.kind/>
            <ChoiceFilter<CaseMark> key="mark" label=words.marks/>
            <ChoiceFilter<FocusArea> key="area" label=CaseColumn::FocusAreas.label()/>
            <ChoiceFilter<CaseOutcome> key="outcome" label=words.outcome/>
            <RecordFilter key="department" label=words.department search=lookups::departments()/>
            <RangeFilter key="filed" label=words.filed_on/>
            <RangeFilter key="closed" label=words.closed_on/>
            <SwitchFilter key="open" label=words.open_only/>
            <SwitchFilter key="overdue" label=words.overdue_only/>
        </FilterBar>
        <Loaded query=cases let:data>
            {table(&untrack(|| columns::chosen(url)), data.cases.nodes)}
            <Pagination page=data.cases.page_info total=data.cases.total_count more=data.cases.total_count_is_lower_bound/>
        </Loaded>
    }
}

/// Cases in a table, on the pages of parties and actions.
pub fn case_table(rows: Vec<CaseRow>) -> impl IntoView {
    let words = &t().cases;
    let columns = vec![
        Column::new(words.number, |case: &CaseRow| case.number.clone().into_any()).short(),
        Column::new(words.name, |case: &CaseRow| columns::title(&case.title, &case.marks)),
        Column::new(words.kind, |case: &CaseRow| case.kind.label().into_any()).short(),
        Column::new(words.status, |case: &CaseRow| status_badge(case.status)).short(),
        Column::new(words.department, |case: &CaseRow| case.department.short_name.clone().into_any()).short(),
        Column::new(words.received_on, |case: &CaseRow| case.received_on.0.clone().into_any()).short(),
        Column::new(words.due_on, |case: &CaseRow| columns::due(case.due_on.as_ref(), case.clock_state))
            .short(),
    ];
    view! { <DataTable columns rows href=|case: &CaseRow| format!("/cases/{}", case.id.inner()) caption=words.title/> }
}

fn table(columns: &[CaseColumn], rows: Vec<CaseLine>) -> impl IntoView + use<> {
    let columns = columns.iter().map(|chosen| columns::column(*chosen)).collect();
    view! { <DataTable columns rows href=|case: &CaseLine| format!("/cases/{}", case.id.inner()) caption=t().cases.title/> }
}

/// Takes what the list shows out of the platform, as a workbook.
fn export(url: UrlState) -> impl IntoView {
    export_button::<ExportCases>(t().table.export, move || ExportCasesInput {
        filter: Some(filter(url)),
        order_by: order(url),
        columns: columns::chosen(url),
    })
}
