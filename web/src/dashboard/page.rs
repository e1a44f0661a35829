//! The first page.

use super::operations::{
    AttentionItem, AttentionSubject, CaseCount, Dashboard, DepartmentFigures, ShowDashboard,
};
use crate::{
    components::{
        chart::{BarChart, Series},
        display::{Badge, PageHeader, Section, or_dash},
        states::{Empty, Loaded},
        table::{Column, DataTable},
    },
    graphql::{
        enums::{Choice, Role},
        query::use_query,
        scalars::grouped,
    },
    i18n::t,
    session::Session,
    todo::TodoSection,
};
use cynic::QueryBuilder;
use leptos::prelude::*;
use leptos_router::components::Redirect;

/// `/`. Who sees no records goes where their work is instead.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let session = Session::current();
    let elsewhere = untrack(|| {
        if session.may(|viewer| viewer.can_see_records) {
            None
        } else if session.may(|viewer| viewer.can_administer) {
            Some("/users")
        } else if session.may(|viewer| viewer.can_audit) {
            Some("/audit")
        } else {
            Some("/account")
        }
    });
    if let Some(path) = elsewhere {
        return view! { <Redirect path/> }.into_any();
    }
    let has_duties = untrack(|| session.may(|viewer| viewer.user.role != Role::Observer));
    let query = use_query(|| ShowDashboard::build(()));
    view! {
        <Loaded query let:data>
            <PageHeader title=format!("{} · {}", t().dashboard.title, data.dashboard.region.name)/>
            {has_duties.then(|| view! { <TodoSection/> })}
            {numbers(&data.dashboard)}
            {(!data.dashboard.attention.is_empty())
                .then(|| view! { <Section title=t().dashboard.attention>{attention(data.dashboard.attention)}</Section> })}
            <div class="halves">
                <Section title=t().dashboard.months>{months(&data.dashboard.months)}</Section>
                <Section title=t().dashboard.by_status>{states(data.dashboard.case_counts)}</Section>
            </div>
            <Section title=t().dashboard.departments>{departments(data.dashboard.departments)}</Section>
        </Loaded>
    }
    .into_any()
}

fn numbers(dashboard: &Dashboard) -> impl IntoView + use<> {
    let words = &t().dashboard;
    let figures = [
        (words.overdue_cases, dashboard.overdue_cases, "/cases?overdue=1", dashboard.overdue_cases > 0),
        (words.due_soon_cases, dashboard.due_soon_cases, "/cases?open=1&sort=DUE_ON&dir=asc", false),
        (words.open_cases, dashboard.open_cases, "/cases?open=1", false),
        (words.ongoing_actions, dashboard.ongoing_actions, "/actions?status=ONGOING", false),
        (words.inspections_month, dashboard.inspections_this_month, "/inspections", false),
        (words.trainings_month, dashboard.trainings_this_month, "/trainings", false),
    ];
    let figures = figures.map(|(label, value, href, overdue)| {
        view! {
            <a href=href>
                <span class="figure-value" class:overdue=overdue>{grouped(&value.to_string())}</span>
                <span class="figure-label">{label}</span>
            </a>
        }
    });
    view! { <div class="figures">{figures.into_iter().collect_view()}</div> }
}

fn attention(items: Vec<AttentionItem>) -> impl IntoView {
    let words = &t().dashboard;
    let columns = vec![
        Column::new(words.subject, |item: &AttentionItem| match &item.subject {
            AttentionSubject::Case(case) => format!("{} {}", case.number, case.title).into_any(),
            AttentionSubject::JointAction(action) => {
                format!("{} {}", action.code_name, action.name).into_any()
            }
            AttentionSubject::ActionTask(task) => task.content.clone().into_any(),
            AttentionSubject::Other => ().into_any(),
        }),
        Column::new(words.matter, |item: &AttentionItem| {
            let tone = if item.overdue { "overdue" } else { "waiting" };
            view! { <Badge label=item.kind.label() tone/> }.into_any()
        })
        .short(),
        Column::new(words.due, |item: &AttentionItem| {
            view! { <span class:overdue=item.overdue>{or_dash(item.due_on.as_ref())}</span> }.into_any()
        })
        .short(),
        Column::new(words.department, |item: &AttentionItem| match &item.subject {
            AttentionSubject::Case(case) => case.department.short_name.clone().into_any(),
            AttentionSubject::ActionTask(task) => task.responsible.clone().into_any(),
            _ => or_dash(None::<String>),
        })
        .short(),
    ];
    let href = |item: &AttentionItem| match &item.subject {
        AttentionSubject::Case(case) => format!("/cases/{}", case.id.inner()),
        AttentionSubject::JointAction(action) => format!("/actions/{}", action.id.inner()),
        _ => "/actions?status=ONGOING".to_owned(),
    };
    view! { <DataTable columns rows=items href caption=words.attention/> }.into_any()
}

fn months(months: &[super::operations::MonthFigures]) -> impl IntoView + use<> {
    let words = &t().dashboard;
    let series = vec![
        Series { label: words.accepted, values: months.iter().map(|month| month.accepted).collect() },
        Series { label: words.filed, values: months.iter().map(|month| month.filed).collect() },
        Series { label: words.closed, values: months.iter().map(|month| month.closed).collect() },
    ];
    let groups = months.iter().map(|month| month.month.clone()).collect();
    view! { <BarChart groups series group_label=words.month title=words.months/> }
}

fn states(counts: Vec<CaseCount>) -> impl IntoView {
    let counts: Vec<_> = counts.into_iter().filter(|entry| entry.count > 0).collect();
    if counts.is_empty() {
        return view! { <Empty/> }.into_any();
    }
    let most = counts.iter().map(|entry| entry.count).max().unwrap_or(1).max(1);
    let rows = counts
        .into_iter()
        .map(|entry| {
            let width = format!("{}%", entry.count * 100 / most);
            view! {
                <li>
                    <a href=format!("/cases?status={}", entry.status.code())>{entry.status.label()}</a>
                    <span class="share" style:width=width></span>
                    <span class="count">{grouped(&entry.count.to_string())}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="shares">{rows}</ul> }.into_any()
}

fn departments(rows: Vec<DepartmentFigures>) -> impl IntoView {
    let words = &t().dashboard;
    let columns = vec![
        Column::new(words.department, |row: &DepartmentFigures| row.department.name.clone().into_any()),
        Column::new(words.open, |row: &DepartmentFigures| grouped(&row.open.to_string()).into_any()).number(),
        Column::new(words.accepted, |row: &DepartmentFigures| grouped(&row.accepted.to_string()).into_any())
            .number(),
        Column::new(words.closed, |row: &DepartmentFigures| grouped(&row.closed.to_string()).into_any())
            .number(),
    ];
    let href = |row: &DepartmentFigures| format!("/cases?department={}", row.department.id.inner());
    view! { <DataTable columns rows href caption=words.departments/> }
}
