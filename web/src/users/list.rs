//! The accounts of a region.

use super::{
    PLACE,
    create::CreateDialog,
    operations::{ListUsers, User, UserFilter},
};
use crate::{
    components::{
        display::{Badge, PageHeader, or_dash},
        filter::{ChoiceFilter, FilterBar, RecordFilter, SearchBox, SwitchFilter},
        states::NoRight,
        table::{Column, DataTable, Listed, use_list},
        url_state::use_url_state,
    },
    graphql::{
        enums::{Choice, Role, UserOrderField},
        lookups,
    },
    i18n::t,
    session::Session,
};
use leptos::prelude::*;

/// `/users`
#[component]
pub fn UsersPage() -> impl IntoView {
    let session = Session::current();
    if !untrack(|| session.may(|viewer| viewer.can_administer || viewer.can_administer_auditors)) {
        return view! { <NoRight/> }.into_any();
    }
    let url = use_url_state();
    let words = &t().users;
    let creating = RwSignal::new(false);
    let query = use_list::<ListUsers>(url, move || UserFilter {
        search: url.get("q"),
        role: url.choices("role"),
        department_id: url.get("department").map(cynic::Id::new),
        active: url.on("disabled").then_some(false),
    });
    view! {
        <PageHeader title=words.title>
            <button type="button" class="primary" on:click=move |_| creating.set(true) data-testid="new-user">{words.new}</button>
        </PageHeader>
        <FilterBar>
            <SearchBox label=words.search/>
            <RecordFilter key="department" label=words.department search=lookups::departments()/>
            <ChoiceFilter<Role> key="role" label=words.role/>
            <SwitchFilter key="disabled" label=words.disabled/>
        </FilterBar>
        <Listed query table/>
        <CreateDialog open=creating/>
    }
    .into_any()
}

fn table(rows: Vec<User>) -> impl IntoView {
    let words = &t().users;
    let columns = vec![
        Column::new(words.username, |row: &User| row.username.clone().into_any())
            .sorted_by(UserOrderField::Username.code()),
        Column::new(words.display_name, |row: &User| row.display_name.clone().into_any()).short(),
        Column::new(words.role, |row: &User| row.role.label().into_any()).short(),
        Column::new(words.department, |row: &User| row.department.name.clone().into_any()),
        Column::new(words.phone, |row: &User| or_dash(row.phone.as_ref())).short(),
        Column::new(words.state, |row: &User| state_badge(row)).short(),
    ];
    view! { <DataTable columns rows href=|row: &User| PLACE.href(&row.id) caption=words.title/> }
}

/// Whether somebody can sign in.
pub fn state_badge(user: &User) -> AnyView {
    let words = &t().users;
    let (label, tone) = match (user.active, user.must_change_password) {
        (false, _) => (words.disabled, "done"),
        (true, true) => (words.must_change, "waiting"),
        (true, false) => (words.active, "calm"),
    };
    view! { <Badge label tone/> }.into_any()
}
