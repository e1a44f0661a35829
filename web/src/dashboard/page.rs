//! The first page.

use super::operations::{
    AttentionItem, AttentionSubject, CaseCount, Dashboard, DashboardVariables, MonthFigure, MonthFigures,
    ShowDashboard, YearFigures,
};
use crate::{
    components::{
        chart::{BarRow, BarsChart, ColumnChart, Point, Series, reckoning},
        display::{Badge, PageHeader, Section, or_dash},
        states::{Empty, Loaded},
        table::{Column, DataTable},
    },
    graphql::{
        enums::{Choice as _, FigureDimension, Role},
        fragments::DateRangeInput,
        query::use_query,
        scalars::{Date, grouped},
    },
    i18n::t,
    session::Session,
    summary::{choice::Choice, slices::Slice},
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
    let choice = last_twelve_months(session);
    let asked = choice.clone();
    let query = use_query(move || ShowDashboard::build(variables(&asked, session)));
    view! { <Loaded query let:data>{first_page(data, &choice, has_duties)}</Loaded> }.into_any()
}

fn first_page(data: ShowDashboard, choice: &Choice, has_duties: bool) -> impl IntoView + use<> {
    let words = &t().dashboard;
    let ShowDashboard { dashboard, year, month } = data;
    let numbers = numbers(&dashboard, month.as_ref(), choice);
    let states = states(&dashboard.case_counts).into_any();
    let trend = year.as_ref().map(|year| {
        let months = months(&year.months, choice).into_any();
        view! { <Section title=words.months>{months}</Section> }
    });
    let attention = (!dashboard.attention.is_empty()).then(|| {
        let rows = attention(dashboard.attention).into_any();
        view! { <Section title=words.attention>{rows}</Section> }
    });
    let more = format!("/summary/charts{}", choice.query());
    let departments = year.map(|year| {
        let rows = departments(year, choice).into_any();
        view! {
            <Section title=words.departments>{rows}</Section>
            <p><a class="button" href=more data-testid="more-charts">{t().charts.more}</a></p>
        }
    });
    view! {
        <PageHeader title=format!("{} · {}", words.title, dashboard.region.name)/>
        {has_duties.then(|| view! { <TodoSection/> })}
        {numbers}
        {attention}
        <div class="halves">
            {trend}
            <Section title=words.by_status>{states}</Section>
        </div>
        {departments}
    }
}

/// What the figures of departments are: those of one column each.
const OF_DEPARTMENTS: [&str; 3] = ["CASES_PENDING", "CASES_ACCEPTED", "CASES_CLOSED"];
/// What the columns of a month are.
const OF_MONTHS: [&str; 3] = ["CASES_ACCEPTED", "CASES_FILED", "CASES_CLOSED"];

/// The viewer's region, and the last twelve months up to today.
fn last_twelve_months(session: Session) -> Choice {
    let today = session.today();
    let (year, month, _) = Date(today.clone()).parts().unwrap_or((2000, 12, 1));
    let (year, month) = if month == 12 { (year, 1) } else { (year - 1, month + 1) };
    let period = DateRangeInput { from: Date(format!("{year:04}-{month:02}-01")), to: Date(today) };
    Choice::own(untrack(|| session.viewer()).map(|viewer| viewer.office.code).unwrap_or_default(), period)
}

/// The same of this month.
fn this_month(choice: &Choice) -> Choice {
    let to = choice.period.to.clone();
    let begins = to.0.get(..8).unwrap_or_default();
    let period = DateRangeInput { from: Date(format!("{begins}01")), to };
    Choice::own(choice.region.clone(), period)
}

fn variables(choice: &Choice, session: Session) -> DashboardVariables {
    let codes = |codes: [&str; 3]| Some(codes.map(str::to_owned).to_vec());
    DashboardVariables {
        region_code: choice.region.clone(),
        year: choice.period.clone(),
        month: this_month(choice).period,
        with_figures: session.may(|viewer| viewer.can_see_summary),
        by_month: FigureDimension::Month,
        by_department: FigureDimension::Department,
        of_months: codes(OF_MONTHS),
        of_departments: codes(OF_DEPARTMENTS),
    }
}

fn numbers(dashboard: &Dashboard, month: Option<&MonthFigures>, choice: &Choice) -> impl IntoView + use<> {
    let words = &t().dashboard;
    let count = |n: i32| grouped(&n.to_string());
    let list = |label: &'static str, n: i32, href: &str| (label, count(n), href.to_owned(), false);
    let mut figures = vec![
        (
            words.overdue_cases,
            count(dashboard.overdue_cases),
            "/cases?overdue=1".to_owned(),
            dashboard.overdue_cases > 0,
        ),
        list(words.due_soon_cases, dashboard.due_soon_cases, "/cases?open=1&sort=DUE_ON&dir=asc"),
        list(words.open_cases, dashboard.open_cases, "/cases?open=1"),
        list(words.ongoing_actions, dashboard.ongoing_actions, "/actions?status=ONGOING"),
    ];
    let month_query = this_month(choice).query();
    let of_month = |label: &'static str, figure: Option<&MonthFigure>| {
        figure.map(|figure| {
            (label, grouped(&figure.value), format!("/summary/{}{month_query}", figure.indicator), false)
        })
    };
    if let Some(month) = month {
        figures.extend(of_month(words.inspections_month, month.inspections.as_ref()));
        figures.extend(of_month(words.trainings_month, month.trainings.as_ref()));
    }
    let figures = figures.into_iter().map(|(label, value, href, overdue)| {
        view! {
            <a href=href>
                <span class="figure-value" class:overdue=overdue>{value}</span>
                <span class="figure-label">{label}</span>
            </a>
        }
    });
    view! { <div class="figures">{figures.collect_view()}</div> }
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

fn months(months: &[Slice], choice: &Choice) -> impl IntoView + use<> {
    let words = &t().dashboard;
    let series = [words.accepted, words.filed, words.closed].into_iter().enumerate().map(|(place, label)| {
        let points = months.iter().map(|month| month.point(place, choice)).collect();
        Series { label: label.to_owned(), points }
    });
    let sum = |place: usize| months.iter().map(|month| month.amount(place)).sum::<i64>();
    let before: i64 = months.iter().map(|month| month.amount_before(0)).sum();
    let compared = match reckoning::change(sum(0), before) {
        Some(change) => (t().charts.compared)(&change, &reckoning::decimal(before, false)),
        None => t().charts.nothing_before.to_owned(),
    };
    let finding = (words.months_finding)(sum(0) / 100, sum(2) / 100, &compared);
    let groups = months.iter().map(|month| month.label.clone()).collect();
    view! {
        <ColumnChart groups series=series.collect() group_label=words.month title=words.months finding=Some(finding)/>
    }
}

fn states(counts: &[CaseCount]) -> impl IntoView + use<> {
    let words = &t().dashboard;
    let counts: Vec<&CaseCount> = counts.iter().filter(|entry| entry.count > 0).collect();
    let Some(most) = counts.iter().max_by_key(|entry| entry.count) else {
        return view! { <Empty/> }.into_any();
    };
    let total: i32 = counts.iter().map(|entry| entry.count).sum();
    let finding = (words.by_status_finding)(total, most.status.label(), most.count);
    let row = |entry: &&CaseCount| {
        let href = format!("/cases?status={}", entry.status.code());
        BarRow {
            label: entry.status.label().to_owned(),
            href: None,
            point: Point {
                size: f64::from(entry.count),
                written: grouped(&entry.count.to_string()),
                href: Some(href),
            },
            beside: None,
        }
    };
    let rows = counts.iter().map(row).collect();
    let head = vec![words.status.to_owned(), words.cases.to_owned()];
    view! { <BarsChart rows head title=words.by_status finding=Some(finding)/> }.into_any()
}

/// A line a department: what it has in hand, took on and closed, and how much of it on time.
fn departments(year: YearFigures, choice: &Choice) -> impl IntoView + use<> {
    let words = &t().dashboard;
    let cell = |place: usize| {
        let choice = choice.clone();
        move |part: &Slice| part.point(place, &choice).link()
    };
    let columns = vec![
        Column::new(words.department, |part: &Slice| {
            part.department.as_ref().map(|department| department.name.clone()).into_any()
        }),
        Column::new(words.open, cell(0)).number(),
        Column::new(words.accepted, cell(1)).number(),
        Column::new(words.closed, cell(2)).number(),
        Column::new(t().summary.on_time_rate, |part: &Slice| {
            or_dash(part.on_time_closing_rate.as_ref().map(|rate| format!("{}%", rate.percent)))
        })
        .number(),
    ];
    // The office itself handles no cases.
    let handles = |part: &Slice| part.department.as_ref().is_none_or(|one| !one.is_coordination_office);
    let rows = year.by_departments.into_iter().filter(handles).collect();
    view! { <DataTable columns rows caption=words.departments/> }
}
