//! The address book: whom to call in which department.

use super::{
    PLACE,
    form::RegisterDialog,
    operations::{Department, DepartmentFilter, Hotline, ListDepartments, ListRegions},
};
use crate::{
    components::{
        display::{Badge, PageHeader, or_dash},
        filter::{ChoiceFilter, FilterBar, RecordFilter, SearchBox, SwitchFilter},
        picker::{Pick, Search},
        table::{Column, DataTable, Listed, use_list},
        url_state::use_url_state,
    },
    graphql::enums::{Choice, DepartmentKind, DepartmentOrderField},
    i18n::t,
    session::Session,
};
use cynic::QueryBuilder;
use futures::FutureExt;
use leptos::prelude::*;

/// `/departments`
#[component]
pub fn DepartmentsPage() -> impl IntoView {
    let session = Session::current();
    let url = use_url_state();
    let words = &t().departments;
    let registering = RwSignal::new(false);
    let query = use_list::<ListDepartments>(url, move || DepartmentFilter {
        search: url.get("q"),
        kind: url.choices("kind"),
        region_code: url.get("region"),
        // Those that are gone are of interest to whoever asks for them.
        active: (!url.on("inactive")).then_some(true),
    });
    view! {
        <PageHeader title=words.title>
            <Show when=move || session.may(|viewer| viewer.can_administer)>
                <button type="button" class="primary" on:click=move |_| registering.set(true) data-testid="new-department">{words.new}</button>
            </Show>
        </PageHeader>
        <FilterBar>
            <SearchBox label=words.search/>
            <RecordFilter key="region" label=words.region search=regions()/>
            <ChoiceFilter<DepartmentKind> key="kind" label=words.kind/>
            <SwitchFilter key="inactive" label=words.inactive_too/>
        </FilterBar>
        <Listed query table/>
        <RegisterDialog open=registering/>
    }
}

/// Regions by their code, which is what the filter takes.
fn regions() -> Search {
    let session = Session::current();
    Search::new(move |_| {
        let answer = session.send(&ListRegions::build(()));
        async move {
            let regions = answer.await?.regions.into_iter();
            Ok(regions
                .map(|region| Pick { id: region.code, label: region.name, detail: String::new() })
                .collect())
        }
        .boxed_local()
    })
}

fn table(rows: Vec<Department>) -> impl IntoView {
    let words = &t().departments;
    let columns = vec![
        Column::new(words.name, |row: &Department| {
            let office =
                row.is_coordination_office.then(|| view! { " "<Badge label=t().departments.office/> });
            let gone =
                (!row.active).then(|| view! { " "<Badge label=t().departments.inactive tone="done"/> });
            view! { <span>{row.name.clone()}{office}{gone}</span> }.into_any()
        })
        .sorted_by(DepartmentOrderField::Name.code()),
        Column::new(words.kind, |row: &Department| row.kind.label().into_any()).short(),
        Column::new(words.region, |row: &Department| row.region.name.clone().into_any()).short(),
        Column::new(words.liaison, |row: &Department| or_dash(row.liaison_name.as_ref())).short(),
        Column::new(words.liaison_phone, |row: &Department| telephone(row.liaison_phone.as_ref())).short(),
        Column::new(words.hotlines, |row: &Department| hotlines(&row.hotlines)),
    ];
    view! { <DataTable columns rows href=|row: &Department| PLACE.href(&row.id) caption=words.title/> }
}

/// A number that a phone can call.
pub fn telephone(number: Option<&String>) -> AnyView {
    let Some(number) = number.filter(|number| !number.is_empty()) else { return or_dash(None::<String>) };
    view! { <a href=format!("tel:{number}")>{number.clone()}</a> }.into_any()
}

/// The numbers that the public calls, and what for.
pub fn hotlines(hotlines: &[Hotline]) -> AnyView {
    if hotlines.is_empty() {
        return or_dash(None::<String>);
    }
    let lines = hotlines.iter().map(|hotline| {
        let purpose = hotline.purpose.clone();
        view! { <span><a href=format!("tel:{}", hotline.number)>{hotline.number.clone()}</a>" "<span class="detail">{purpose}</span></span> }
    });
    view! { <span class="hotlines">{lines.collect_view()}</span> }.into_any()
}
