//! The list of publicity events.

use super::operations::{
    ListPublicityEvents, PublicityEventFilter, PublicityEventOrder, PublicityEventsVariables, PublicityRow,
};
use crate::{
    components::{
        display::{PageHeader, quantity},
        filter::{ChoiceFilter, FilterBar, RangeFilter, RecordFilter, SearchBox},
        states::Loaded,
        table::{Column, DataTable, Pagination},
        url_state::use_url_state,
    },
    graphql::{
        enums::{Choice, PublicityEventOrderField, PublicityKind},
        lookups,
        query::use_query,
    },
    i18n::t,
    session::Session,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// `/publicity`
#[component]
pub fn PublicityPage() -> impl IntoView {
    let session = Session::current();
    let url = use_url_state();
    let (words, shared) = (&t().publicity, &t().records);
    let events = use_query(move || {
        let page = url.page();
        ListPublicityEvents::build(PublicityEventsVariables {
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            filter: Some(PublicityEventFilter {
                search: url.get("q"),
                held: url.range("held"),
                kind: url.choices("kind"),
                department_id: url.get("department").map(cynic::Id::new),
            }),
            order: url.order().map(|(field, direction)| PublicityEventOrder { field, direction }),
            total: url.on("total"),
        })
    });
    view! {
        <PageHeader title=words.title>
            <Show when=move || session.may(|viewer| viewer.can_record_publicity)>
                <a class="button primary" href="/publicity/new" data-testid="new-publicity">{words.new}</a>
            </Show>
        </PageHeader>
        <FilterBar>
            <SearchBox label=words.search/>
            <RangeFilter key="held" label=shared.held_on/>
            <ChoiceFilter<PublicityKind> key="kind" label=shared.kind/>
            <RecordFilter key="department" label=shared.department search=lookups::departments()/>
        </FilterBar>
        <Loaded query=events let:data>
            {table(data.publicity_events.nodes)}
            <Pagination page=data.publicity_events.page_info total=data.publicity_events.total_count more=data.publicity_events.total_count_is_lower_bound/>
        </Loaded>
    }
}

fn table(rows: Vec<PublicityRow>) -> impl IntoView {
    let (words, shared) = (&t().publicity, &t().records);
    let columns = vec![
        Column::new(words.name, |row: &PublicityRow| row.name.clone().into_any()),
        Column::new(shared.starts_on, |row: &PublicityRow| row.starts_on.0.clone().into_any())
            .sorted_by(PublicityEventOrderField::StartsOn.code())
            .short(),
        Column::new(shared.kind, |row: &PublicityRow| row.kind.label().into_any()).short(),
        Column::new(shared.place, |row: &PublicityRow| row.place.clone().into_any()),
        Column::new(shared.department, |row: &PublicityRow| row.department.short_name.clone().into_any())
            .short(),
        Column::new(words.materials, |row: &PublicityRow| quantity(row.materials).into_any()).number(),
        Column::new(words.consultations, |row: &PublicityRow| quantity(row.consultations).into_any())
            .number(),
    ];
    view! { <DataTable columns rows href=|row: &PublicityRow| format!("/publicity/{}", row.id.inner()) caption=words.title/> }
}
