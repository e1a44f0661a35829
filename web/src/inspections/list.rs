//! The list of inspections.

use super::{
    PLACE,
    operations::{InspectionFilter, InspectionRow, ListInspections},
};
use crate::{
    components::{
        display::{Badge, PageHeader, or_dash, quantity},
        filter::{ChoiceFilter, FilterBar, RangeFilter, RecordFilter, SearchBox},
        table::{Column, DataTable, Listed, use_list},
        url_state::use_url_state,
    },
    graphql::{
        enums::{Choice, InspectionOrderField, LedgerKind, PremisesResult},
        lookups,
    },
    i18n::t,
    imports::import_link,
    session::Session,
};
use leptos::prelude::*;

/// `/inspections`
#[component]
pub fn InspectionsPage() -> impl IntoView {
    let session = Session::current();
    let url = use_url_state();
    let words = &t().inspections;
    let query = use_list::<ListInspections>(url, move || InspectionFilter {
        search: url.get("q"),
        inspected: url.range("inspected"),
        department_id: url.get("department").map(cynic::Id::new),
        action_id: url.get("action").map(cynic::Id::new),
        result: url.choices("result"),
    });
    view! {
        <PageHeader title=words.title>
            <Show when=move || session.may(|viewer| viewer.can_record_inspection)>
                {import_link(LedgerKind::Inspections)}
                <a class="button primary" href="/inspections/new" data-testid="new-inspection">{words.new}</a>
            </Show>
        </PageHeader>
        <FilterBar>
            <SearchBox label=words.search/>
            <RangeFilter key="inspected" label=words.inspected_on/>
            <RecordFilter key="action" label=t().records.action search=lookups::actions()/>
            <RecordFilter key="department" label=t().records.department search=lookups::inspecting_departments()/>
            <ChoiceFilter<PremisesResult> key="result" label=words.result/>
        </FilterBar>
        <Listed query table=inspection_table/>
    }
}

/// Inspections in a table, here and on the pages of actions and parties.
pub fn inspection_table(rows: Vec<InspectionRow>) -> impl IntoView {
    let words = &t().inspections;
    let columns = vec![
        Column::new(words.inspected_on, |row: &InspectionRow| row.inspected_on.0.clone().into_any())
            .sorted_by(InspectionOrderField::InspectedOn.code())
            .short(),
        Column::new(words.place, |row: &InspectionRow| row.place.clone().into_any()),
        Column::new(words.premises, premises),
        Column::new(words.result, results),
        Column::new(t().records.department, |row: &InspectionRow| {
            let others =
                row.departments.iter().filter(|department| department.id != row.department.id).count();
            let more = (others > 0).then(|| view! { <span class="detail">{format!(" +{others}")}</span> });
            view! { <span>{row.department.short_name.clone()}{more}</span> }.into_any()
        })
        .short(),
        Column::new(t().records.action, |row: &InspectionRow| {
            or_dash(row.action.as_ref().map(|action| action.code_name.clone()))
        })
        .short(),
        Column::new(words.goods_checked, |row: &InspectionRow| quantity(row.goods_checked).into_any())
            .number(),
    ];
    view! {
        <DataTable columns rows href=|row: &InspectionRow| PLACE.href(&row.id) caption=words.title/>
    }
}

fn premises(row: &InspectionRow) -> AnyView {
    let words = &t().inspections;
    match row.premises.as_slice() {
        [] => or_dash(None::<String>),
        [only] => only.name.clone().into_any(),
        [first, ..] => {
            let count = format!("{} {}", row.premises.len(), words.premises_unit);
            view! { <span>{first.name.clone()}" "<span class="detail">{count}</span></span> }.into_any()
        }
    }
}

/// Each result that occurs, once.
fn results(row: &InspectionRow) -> AnyView {
    let badges = PremisesResult::ALL
        .iter()
        .filter(|result| row.premises.iter().any(|line| line.result == **result))
        .map(|result| result_badge(*result))
        .collect_view();
    view! { <span class="badges">{badges}</span> }.into_any()
}

/// What came of a visit.
pub fn result_badge(result: PremisesResult) -> AnyView {
    let tone = match result {
        PremisesResult::NoIssue => "done",
        PremisesResult::RectifyOnSpot => "calm",
        PremisesResult::Seized | PremisesResult::CaseOpened => "waiting",
    };
    view! { <Badge label=result.label() tone/> }.into_any()
}
