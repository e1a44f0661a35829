//! The list of publicity events.

use super::{
    PLACE,
    operations::{ListPublicityEvents, PublicityEventFilter, PublicityRow},
};
use crate::{
    components::{
        display::{PageHeader, quantity},
        filter::{ChoiceFilter, FilterBar, RangeFilter, RecordFilter, SearchBox},
        table::{Column, DataTable, Listed, use_list},
        url_state::use_url_state,
    },
    graphql::{
        enums::{Choice, LedgerKind, PublicityEventOrderField, PublicityKind},
        lookups,
    },
    i18n::t,
    imports::import_link,
    session::Session,
};
use leptos::prelude::*;

/// `/publicity`
#[component]
pub fn PublicityPage() -> impl IntoView {
    let (session, url) = (Session::current(), use_url_state());
    let (words, shared) = (&t().publicity, &t().records);
    let query = use_list::<ListPublicityEvents>(url, move || PublicityEventFilter {
        search: url.get("q"),
        held: url.range("held"),
        kind: url.choices("kind"),
        department_id: url.get("department").map(cynic::Id::new),
    });
    view! {
        <PageHeader title=words.title>
            <Show when=move || session.may(|viewer| viewer.can_record_publicity)>
                {import_link(LedgerKind::PublicityEvents)}
                <a class="button primary" href="/publicity/new" data-testid="new-publicity">{words.new}</a>
            </Show>
        </PageHeader>
        <FilterBar>
            <SearchBox label=words.search/>
            <RangeFilter key="held" label=shared.held_on/>
            <ChoiceFilter<PublicityKind> key="kind" label=shared.kind/>
            <RecordFilter key="department" label=shared.department search=lookups::departments()/>
        </FilterBar>
        <Listed query table/>
    }
}

fn table(rows: Vec<PublicityRow>) -> AnyView {
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
    view! { <DataTable columns rows href=|row: &PublicityRow| PLACE.href(&row.id) caption=words.title/> }
        .into_any()
}
