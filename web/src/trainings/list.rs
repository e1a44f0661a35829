//! The list of trainings.

use super::operations::{ListTrainings, TrainingFilter, TrainingOrder, TrainingRow, TrainingsVariables};
use crate::{
    components::{
        display::{PageHeader, quantity},
        filter::{ChoiceFilter, FilterBar, RangeFilter, RecordFilter, SearchBox},
        states::Loaded,
        table::{Column, DataTable, Pagination},
        url_state::use_url_state,
    },
    graphql::{
        enums::{Choice, TrainingKind, TrainingOrderField},
        lookups,
        query::use_query,
    },
    i18n::t,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// `/trainings`
#[component]
pub fn TrainingsPage() -> impl IntoView {
    let session = Session::current();
    let url = use_url_state();
    let (words, shared) = (&t().trainings, &t().records);
    let trainings = use_query(move || {
        let page = url.page();
        ListTrainings::build(TrainingsVariables {
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            filter: Some(TrainingFilter {
                search: url.get("q"),
                held: url.range("held"),
                kind: url.choices("kind"),
                department_id: url.get("department").map(cynic::Id::new),
            }),
            order: url.order().map(|(field, direction)| TrainingOrder { field, direction }),
            total: url.on("total"),
        })
    });
    view! {
        <PageHeader title=words.title>
            <Show when=move || session.may(|viewer| viewer.can_record_training)>
                <a class="button primary" href="/trainings/new" data-testid="new-training">{words.new}</a>
            </Show>
        </PageHeader>
        <FilterBar>
            <SearchBox label=words.search/>
            <RangeFilter key="held" label=shared.held_on/>
            <ChoiceFilter<TrainingKind> key="kind" label=shared.kind/>
            <RecordFilter key="department" label=shared.department search=lookups::departments()/>
        </FilterBar>
        <Loaded query=trainings let:data>
            {table(data.trainings.nodes)}
            <Pagination page=data.trainings.page_info total=data.trainings.total_count more=data.trainings.total_count_is_lower_bound/>
        </Loaded>
    }
}

fn table(rows: Vec<TrainingRow>) -> impl IntoView {
    let (words, shared) = (&t().trainings, &t().records);
    let columns = vec![
        Column::new(words.name, |row: &TrainingRow| row.name.clone().into_any()),
        Column::new(shared.starts_on, |row: &TrainingRow| row.starts_on.0.clone().into_any())
            .sorted_by(TrainingOrderField::StartsOn.code())
            .short(),
        Column::new(shared.kind, |row: &TrainingRow| row.kind.label().into_any()).short(),
        Column::new(shared.place, |row: &TrainingRow| row.place.clone().into_any()),
        Column::new(shared.department, |row: &TrainingRow| row.department.short_name.clone().into_any())
            .short(),
        Column::new(words.trained, |row: &TrainingRow| quantity(row.trained_person_times).into_any())
            .number(),
    ];
    view! { <DataTable columns rows href=|row: &TrainingRow| format!("/trainings/{}", row.id.inner()) caption=words.title/> }
}
