//! One department: how to reach it, and for the administrator what can be changed.

use super::{
    form::{DeactivateDialog, ReviseDialog},
    list::{hotlines, telephone},
    operations::{Department, ShowDepartment},
};
use crate::{
    components::{
        display::{Badge, Facts, PageHeader, Section, or_dash},
        record::{found, use_record},
    },
    graphql::enums::Choice,
    i18n::t,
    session::Session,
};
use leptos::prelude::*;

/// `/departments/:id`
#[component]
pub fn DepartmentPage() -> impl IntoView {
    let query = use_record::<ShowDepartment>();
    let changed = Callback::new(move |()| query.refetch());
    found(query, |data| data.department, move |department| view! { <DepartmentView department changed/> })
}

#[component]
fn DepartmentView(department: Department, changed: Callback<()>) -> impl IntoView {
    let (session, words) = (Session::current(), &t().departments);
    let (revising, deactivating) = (RwSignal::new(false), RwSignal::new(false));
    let users_href = format!("/users?department={}", department.id.inner());
    let active = department.active;
    let buttons = department.viewer_can_revise.then(|| {
        view! {
            {active.then(|| view! {
                <button type="button" on:click=move |_| deactivating.set(true) data-testid="deactivate">{words.deactivate}</button>
            })}
            <button type="button" on:click=move |_| revising.set(true) data-testid="revise">{t().action.edit}</button>
        }
    });
    let state = if active {
        view! { <Badge label=words.active/> }
    } else {
        view! { <Badge label=words.inactive tone="done"/> }
    };
    let basics = vec![
        (words.name, department.name.clone().into_any()),
        (words.short_name, department.short_name.clone().into_any()),
        (words.kind, department.kind.label().into_any()),
        (words.region, format!("{}（{}）", department.region.name, department.region.code).into_any()),
        (
            words.office,
            if department.is_coordination_office { t().states.yes } else { t().states.no }.into_any(),
        ),
        (words.state, state.into_any()),
    ];
    let contact = vec![
        (words.liaison, or_dash(department.liaison_name.as_ref())),
        (words.liaison_phone, telephone(department.liaison_phone.as_ref())),
        (words.hotlines, hotlines(&department.hotlines)),
    ];
    let title = department.name.clone();
    let stored = StoredValue::new(department);
    view! {
        <PageHeader title above=vec![(words.title, "/departments")]>
            <Show when=move || session.may(|viewer| viewer.can_administer)>
                <a class="button" href=users_href.clone() data-testid="members">{words.members}</a>
            </Show>
            {buttons}
        </PageHeader>
        <Section title=words.contact><Facts facts=contact/></Section>
        <Section title=t().records.basics><Facts facts=basics/></Section>
        <ReviseDialog open=revising department=stored changed/>
        <DeactivateDialog open=deactivating department=stored changed/>
    }
}
