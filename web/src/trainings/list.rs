//! The list of trainings.

use super::{
    PLACE,
    operations::{ListTrainings, TrainingFilter, TrainingRow},
};
use crate::{
    components::{
        display::{PageHeader, quantity},
        filter::{ChoiceFilter, FilterBar, RangeFilter, RecordFilter, SearchBox},
        table::{Column, DataTable, Listed, use_list},
        url_state::use_url_state,
    },
    graphql::{
        enums::{Choice, LedgerKind, TrainingKind, TrainingOrderField},
        lookups,
    },
    i18n::t,
    imports::import_link,
    session::Session,
};
use leptos::prelude::*;

/// `/trainings`
#[component]
pub fn TrainingsPage() -> impl IntoView {
    let session = Session::current();
    let url = use_url_state();
    let (words, shared) = (&t().trainings, &t().records);
    let query = use_list::<ListTrainings>(url, move || TrainingFilter {
        search: url.get("q"),
        held: url.range("held"),
        kind: url.choices("kind"),
        department_id: url.get("department").map(cynic::Id::new),
    });
    view! {
        <PageHeader title=words.title>
            <Show when=move || session.may(|viewer| viewer.can_record_training)>
                {import_link(LedgerKind::Trainings)}
                <a class="button primary" href="/trainings/new" data-testid="new-training">{words.new}</a>
            </Show>
        </PageHeader>
        <FilterBar>
            <SearchBox label=words.search/>
            <RangeFilter key="held" label=shared.held_on/>
            <ChoiceFilter<TrainingKind> key="kind" label=shared.kind/>
            <RecordFilter key="department" label=shared.department search=lookups::departments()/>
        </FilterBar>
        <Listed query table/>
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
    view! { <DataTable columns rows href=|row: &TrainingRow| PLACE.href(&row.id) caption=words.title/> }
}
