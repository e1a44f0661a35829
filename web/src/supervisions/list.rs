//! The list of supervised cases: what is due first comes first.

use super::operations::{ListSupervisions, SupervisionFilter, SupervisionRow};
use crate::{
    components::{
        display::{Badge, PageHeader, or_dash},
        filter::{FilterBar, RecordFilter, SwitchFilter},
        table::{Column, DataTable, Listed, use_list},
        url_state::use_url_state,
    },
    graphql::{
        enums::{Choice, SupervisionOrderField},
        lookups,
    },
    i18n::t,
};
use leptos::prelude::*;

/// `/supervisions`
#[component]
pub fn SupervisionsPage() -> impl IntoView {
    let url = use_url_state();
    let words = &t().supervisions;
    let query = use_list::<ListSupervisions>(url, move || SupervisionFilter {
        active: url.on("active").then_some(true),
        overdue: url.on("overdue").then_some(true),
        department_id: url.get("department").map(cynic::Id::new),
    });
    view! {
        <PageHeader title=words.title/>
        <FilterBar>
            <RecordFilter key="department" label=words.department search=lookups::departments()/>
            <SwitchFilter key="active" label=words.active_only/>
            <SwitchFilter key="overdue" label=words.overdue_only/>
        </FilterBar>
        <Listed query table/>
    }
}

fn table(rows: Vec<SupervisionRow>) -> impl IntoView {
    let words = &t().supervisions;
    let columns = vec![
        Column::new(words.case, |row: &SupervisionRow| {
            format!("{} {}", row.case.number, row.case.title).into_any()
        }),
        Column::new(words.department, |row: &SupervisionRow| {
            row.case.department.short_name.clone().into_any()
        })
        .short(),
        Column::new(words.office, |row: &SupervisionRow| row.office.short_name.clone().into_any()).short(),
        Column::new(words.listed_on, |row: &SupervisionRow| row.listed_on.0.clone().into_any())
            .sorted_by(SupervisionOrderField::ListedOn.code())
            .short(),
        Column::new(words.deadline_on, |row: &SupervisionRow| {
            let overdue = row.overdue;
            view! { <span class:overdue=overdue>{row.deadline_on.0.clone()}</span> }.into_any()
        })
        .sorted_by(SupervisionOrderField::DueOn.code())
        .short(),
        Column::new(words.next_report_on, |row: &SupervisionRow| {
            let overdue = row.report_overdue;
            view! { <span class:overdue=overdue>{or_dash(row.next_report_on.clone())}</span> }.into_any()
        })
        .short(),
        Column::new(words.counts, |row: &SupervisionRow| {
            (t().supervisions.counted)(row.report_count, row.urge_count).into_any()
        }),
        Column::new(words.state, |row: &SupervisionRow| {
            let words = &t().supervisions;
            let (label, tone) = match (&row.released_on, row.overdue) {
                (Some(_), _) => (words.released, "done"),
                (None, true) => (words.overdue, "overdue"),
                (None, false) => (words.active, "calm"),
            };
            view! { <Badge label tone/> }.into_any()
        })
        .short(),
    ];
    let href = |row: &SupervisionRow| format!("/cases/{}", row.case.id.inner());
    view! { <DataTable columns rows href caption=words.title/> }
}
