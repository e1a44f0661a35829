//! The ledger of seized goods: what runs out first comes first.

use super::operations::{GoodsRow, ListSeizures, SeizureFilter, SeizureRow};
use crate::{
    components::{
        display::{Badge, PageHeader, or_dash},
        filter::{ChoiceFilter, FilterBar, RangeFilter, RecordFilter, SearchBox, SwitchFilter},
        table::{Column, DataTable, Listed, use_list},
        url_state::use_url_state,
    },
    graphql::{
        enums::{Choice, SeizureDue, SeizureMeasure, SeizureOrderField},
        lookups,
    },
    i18n::t,
};
use leptos::prelude::*;

/// How many goods a row names.
const NAMED: usize = 3;

/// `/seizures`
#[component]
pub fn SeizuresPage() -> impl IntoView {
    let url = use_url_state();
    let words = &t().seizures;
    let query = use_list::<ListSeizures>(url, move || SeizureFilter {
        search: url.get("q"),
        measure: url.choices("measure"),
        held: url.on("held").then_some(true),
        due: url.choice("due"),
        department_id: url.get("department").map(cynic::Id::new),
        taken: url.range("taken"),
    });
    view! {
        <PageHeader title=words.title/>
        <FilterBar>
            <SearchBox label=words.search/>
            <ChoiceFilter<SeizureMeasure> key="measure" label=words.measure/>
            <ChoiceFilter<SeizureDue> key="due" label=words.due/>
            <RecordFilter key="department" label=words.department search=lookups::departments()/>
            <RangeFilter key="taken" label=words.taken_on/>
            <SwitchFilter key="held" label=words.held_only/>
        </FilterBar>
        <Listed query table/>
    }
}

/// Seizures in a table, here and on a party's page.
pub fn table(rows: Vec<SeizureRow>) -> impl IntoView {
    let words = &t().seizures;
    let columns = vec![
        Column::new(words.decision, |row: &SeizureRow| row.decision_number.clone().into_any()),
        Column::new(words.goods, |row: &SeizureRow| goods(&row.goods).into_any()),
        Column::new(words.measure, |row: &SeizureRow| row.measure.label().into_any()).short(),
        Column::new(words.case, |row: &SeizureRow| {
            view! { <a href=format!("/cases/{}", row.case.id.inner()) title=row.case.title.clone()>{row.case.number.clone()}</a> }
                .into_any()
        })
        .short(),
        Column::new(words.department, |row: &SeizureRow| row.case.department.short_name.clone().into_any())
            .short(),
        Column::new(words.taken_on, |row: &SeizureRow| row.taken_on.0.clone().into_any())
            .sorted_by(SeizureOrderField::TakenOn.code())
            .short(),
        Column::new(words.due_on, |row: &SeizureRow| {
            let overdue = row.overdue;
            let state = if overdue {
                view! { " "<Badge label=t().seizures.overdue tone="overdue"/> }.into_any()
            } else if row.held {
                ().into_any()
            } else {
                view! { <Badge label=t().seizures.done tone="done"/> }.into_any()
            };
            let due_on = row.held.then(|| or_dash(row.due_on.clone()));
            view! { <span class:overdue=overdue>{due_on}</span>{state} }.into_any()
        })
        .sorted_by(SeizureOrderField::DueOn.code())
        .short(),
    ];
    let href = |row: &SeizureRow| format!("/cases/{}?tab=goods", row.case.id.inner());
    view! { <DataTable columns rows href caption=words.title/> }
}

fn goods(goods: &[GoodsRow]) -> String {
    let named =
        goods.iter().take(NAMED).map(|goods| format!("{} {}{}", goods.name, goods.quantity, goods.unit));
    let more = if goods.len() > NAMED { " …" } else { "" };
    format!("{}{more}", named.collect::<Vec<_>>().join("、"))
}
