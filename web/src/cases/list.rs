//! The list of cases.

use super::operations::{CaseFilter, CaseOrder, CaseRow, CasesVariables, ListCases};
use crate::{
    components::{
        display::{Badge, PageHeader, clock_badge, or_dash, status_badge},
        filter::{ChoiceFilter, FilterBar, RangeFilter, RecordFilter, SearchBox, SwitchFilter},
        states::Loaded,
        table::{Column, DataTable, Pagination},
        url_state::use_url_state,
    },
    graphql::{
        enums::{CaseKind, CaseMark, CaseOrderField, CaseOutcome, CaseStatus, Choice, ClockState},
        lookups,
        query::use_query,
    },
    i18n::t,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// `/cases`
#[component]
pub fn CasesPage() -> impl IntoView {
    let session = Session::current();
    let url = use_url_state();
    let words = &t().cases;
    let cases = use_query(move || {
        let page = url.page();
        let filter = CaseFilter {
            search: url.get("q"),
            status: url.choices("status"),
            kind: url.choices("kind"),
            mark: url.choices("mark"),
            outcome: url.choices("outcome"),
            department_id: url.get("department").map(cynic::Id::new),
            action_id: url.get("action").map(cynic::Id::new),
            accepted: url.range("accepted"),
            filed: url.range("filed"),
            closed: url.range("closed"),
            open: url.on("open").then_some(true),
            overdue: url.on("overdue").then_some(true),
        };
        ListCases::build(CasesVariables {
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            filter: Some(filter),
            order: url.order().map(|(field, direction)| CaseOrder { field, direction }),
            total: url.on("total"),
        })
    });
    view! {
        <PageHeader title=words.title>
            <Show when=move || session.may(|viewer| viewer.can_register_lead)>
                <a class="button primary" href="/cases/new" data-testid="new-case">{words.new}</a>
            </Show>
        </PageHeader>
        <FilterBar>
            <SearchBox label=words.search/>
            <ChoiceFilter<CaseStatus> key="status" label=words.status/>
            <ChoiceFilter<CaseKind> key="kind" label=words.kind/>
            <ChoiceFilter<CaseMark> key="mark" label=words.marks/>
            <ChoiceFilter<CaseOutcome> key="outcome" label=words.outcome/>
            <RecordFilter key="department" label=words.department search=lookups::departments()/>
            <RangeFilter key="filed" label=words.filed_on/>
            <RangeFilter key="closed" label=words.closed_on/>
            <SwitchFilter key="open" label=words.open_only/>
            <SwitchFilter key="overdue" label=words.overdue_only/>
        </FilterBar>
        <Loaded query=cases let:data>
            {case_table(data.cases.nodes)}
            <Pagination page=data.cases.page_info total=data.cases.total_count/>
        </Loaded>
    }
}

/// Cases in a table, here and on the pages of parties and actions.
pub fn case_table(rows: Vec<CaseRow>) -> impl IntoView {
    let words = &t().cases;
    let columns = vec![
        Column::new(words.number, |case: &CaseRow| case.number.clone().into_any())
            .sorted_by(CaseOrderField::Number.code())
            .short(),
        Column::new(words.name, |case: &CaseRow| {
            let marks = case
                .marks
                .iter()
                .map(|mark| view! { <Badge label=mark.label() tone="waiting"/> })
                .collect_view();
            view! { <span>{case.title.clone()}" "<span class="badges">{marks}</span></span> }.into_any()
        }),
        Column::new(words.kind, |case: &CaseRow| case.kind.label().into_any()).short(),
        Column::new(words.status, |case: &CaseRow| status_badge(case.status)).short(),
        Column::new(words.department, |case: &CaseRow| case.department.short_name.clone().into_any()).short(),
        Column::new(words.received_on, |case: &CaseRow| case.received_on.0.clone().into_any())
            .sorted_by(CaseOrderField::ReceivedOn.code())
            .short(),
        Column::new(words.due_on, |case: &CaseRow| {
            let overdue = case.clock_state == Some(ClockState::Overdue);
            view! { <span class:overdue=overdue>{or_dash(case.due_on.clone())}</span> }.into_any()
        })
        .sorted_by(CaseOrderField::DueOn.code())
        .short(),
        Column::new(words.clock, |case: &CaseRow| clock_badge(case.clock_state)).short(),
    ];
    view! { <DataTable columns rows href=|case: &CaseRow| format!("/cases/{}", case.id.inner()) caption=words.title/> }
}
