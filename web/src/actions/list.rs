//! The list of joint actions.

use super::{
    PLACE,
    operations::{ActionRow, JointActionFilter, ListActions},
};
use crate::{
    components::{
        display::{Badge, PageHeader},
        filter::{FilterBar, RecordFilter, SearchBox},
        table::{Column, DataTable, Listed, use_list},
        url_state::use_url_state,
    },
    graphql::{
        enums::{Choice, JointActionOrderField, JointActionStatus},
        lookups,
    },
    i18n::t,
    session::Session,
};
use leptos::prelude::*;

/// `/actions`
#[component]
pub fn ActionsPage() -> impl IntoView {
    let session = Session::current();
    let url = use_url_state();
    let words = &t().actions;
    let query = use_list::<ListActions>(url, move || JointActionFilter {
        search: url.get("q"),
        status: url.choices("status"),
        department_id: url.get("department").map(cynic::Id::new),
    });
    view! {
        <PageHeader title=words.title>
            <Show when=move || session.may(|viewer| viewer.can_plan_action)>
                <a class="button primary" href="/actions/new" data-testid="new-action">{words.new}</a>
            </Show>
        </PageHeader>
        <StatusTabs/>
        <FilterBar>
            <SearchBox label=words.search/>
            <RecordFilter key="department" label=words.lead search=lookups::departments()/>
        </FilterBar>
        <Listed query table/>
    }
}

/// The states as tabs, those at work first.
#[component]
fn StatusTabs() -> impl IntoView {
    let url = use_url_state();
    let tab = move |status: Option<JointActionStatus>| {
        let code = StoredValue::new(status.map(Choice::code));
        let name = code.get_value().unwrap_or_else(|| "all".to_owned());
        let label = status.map_or(t().actions.all, Choice::label);
        view! {
            <a href=move || url.href(&[("status", code.get_value().as_deref())]) data-noscroll="" data-testid=format!("tab-{name}")
                aria-current=move || (url.get("status") == code.get_value()).then_some("page")>{label}</a>
        }
    };
    let states = [
        JointActionStatus::Ongoing,
        JointActionStatus::Planned,
        JointActionStatus::Ended,
        JointActionStatus::Cancelled,
    ];
    view! {
        <nav class="tabs" aria-label=t().actions.status>
            {tab(None)}{states.map(|status| tab(Some(status))).collect_view()}
        </nav>
    }
}

fn table(rows: Vec<ActionRow>) -> impl IntoView {
    let words = &t().actions;
    let columns = vec![
        Column::new(words.name, |row: &ActionRow| row.name.clone().into_any())
            .sorted_by(JointActionOrderField::Name.code()),
        Column::new(words.code_name, |row: &ActionRow| row.code_name.clone().into_any()).short(),
        Column::new(words.status, |row: &ActionRow| status_badge(row.status)).short(),
        Column::new(words.starts_on, |row: &ActionRow| row.starts_on.0.clone().into_any())
            .sorted_by(JointActionOrderField::StartsOn.code())
            .short(),
        Column::new(words.ends_on, |row: &ActionRow| {
            let last = row.extended_to.as_ref().unwrap_or(&row.ends_on).0.clone();
            let mark = row.extended_to.is_some().then(|| view! { " "<Badge label=t().actions.extend/> });
            view! { <span>{last}{mark}</span> }.into_any()
        })
        .short(),
        Column::new(words.lead, |row: &ActionRow| row.lead_department.short_name.clone().into_any()).short(),
        Column::new(words.participants, |row: &ActionRow| row.participants.len().into_any()).number(),
    ];
    view! { <DataTable columns rows href=|row: &ActionRow| PLACE.href(&row.id) caption=words.title/> }
}

/// An action's state.
pub fn status_badge(status: JointActionStatus) -> AnyView {
    let tone = match status {
        JointActionStatus::Ongoing => "calm",
        JointActionStatus::Planned => "waiting",
        JointActionStatus::Ended | JointActionStatus::Cancelled => "done",
    };
    view! { <Badge label=status.label() tone/> }.into_any()
}
