//! What waits for the viewer, most urgent first, with its counts.

use super::operations::{ListTodo, TodoCounts, TodoItem, TodoVariables};
use crate::{
    components::{
        display::{Badge, PageHeader, Section},
        states::Loaded,
        table::{Column, DataTable, Pagination},
        url_state::{UrlState, use_url_state},
    },
    graphql::{
        enums::{Choice, Urgency},
        query::use_query,
        scalars::grouped,
    },
    i18n::t,
    notifications::live::Notices,
    pages::object_href,
};
use cynic::QueryBuilder;
use leptos::prelude::*;

/// How many the first page shows.
const FIRST: i32 = 10;

/// The part of the first page: the most urgent, or the most urgent of those chosen.
#[component]
pub fn TodoSection() -> impl IntoView {
    let url = use_url_state();
    let notices = Notices::current();
    let query = use_query(move || {
        // Whatever is told may have brought something to do.
        notices.arrived.track();
        let urgency = url.choice("urgency");
        ListTodo::build(TodoVariables { first: Some(FIRST), after: None, last: None, before: None, urgency })
    });
    let words = &t().todo;
    view! {
        <Section title=words.title>
            <Loaded query let:data>
                {counts(url, data.todo_counts)}
                {table(data.todo.nodes)}
                {data.todo.page_info.has_next_page.then(|| {
                    let chosen = untrack(|| url.choice::<Urgency>("urgency"));
                    let href = chosen.map_or("/todo".to_owned(), |urgency| format!("/todo?urgency={}", urgency.code()));
                    view! { <p class="more"><a href=href data-testid="todo-all">{words.show_all}</a></p> }
                })}
            </Loaded>
        </Section>
    }
}

/// `/todo`
#[component]
pub fn TodoPage() -> impl IntoView {
    let url = use_url_state();
    let notices = Notices::current();
    let query = use_query(move || {
        notices.arrived.track();
        let page = url.page();
        ListTodo::build(TodoVariables {
            first: page.first,
            after: page.after,
            last: page.last,
            before: page.before,
            urgency: url.choice("urgency"),
        })
    });
    view! {
        <PageHeader title=t().todo.title above=vec![(t().nav.dashboard, "/")]/>
        <Loaded query let:data>
            {counts(url, data.todo_counts)}
            {table(data.todo.nodes)}
            <Pagination page=data.todo.page_info
                total=Some(count_of(&data.todo_counts, untrack(|| url.choice("urgency"))))/>
        </Loaded>
    }
}

fn count_of(counts: &TodoCounts, urgency: Option<Urgency>) -> i32 {
    match urgency {
        None => counts.total,
        Some(Urgency::Overdue) => counts.overdue,
        Some(Urgency::DueSoon) => counts.due_soon,
        Some(Urgency::Later) => counts.later,
        Some(Urgency::WithoutLimit) => counts.without_limit,
    }
}

/// The counts, each the way to what it counts. Red only where something is overdue.
fn counts(url: UrlState, counts: TodoCounts) -> impl IntoView {
    let chosen = untrack(|| url.choice::<Urgency>("urgency"));
    let link = move |label: &'static str, urgency: Option<Urgency>| {
        let count = count_of(&counts, urgency);
        let overdue = urgency == Some(Urgency::Overdue) && count > 0;
        let code = urgency.map(Choice::code);
        let href = untrack(|| url.href(&[("urgency", code.as_deref())]));
        let name = code.unwrap_or_else(|| "all".to_owned());
        view! {
            <a href=href data-noscroll="" aria-current=(chosen == urgency).then_some("true") data-testid=format!("todo-{name}")>
                {label}" "<span class="count" class:overdue=overdue>{grouped(&count.to_string())}</span>
            </a>
        }
    };
    let each = Urgency::ALL.iter().map(|urgency| link(urgency.label(), Some(*urgency))).collect_view();
    view! { <nav class="chips" aria-label=t().todo.title>{link(t().todo.all, None)}{each}</nav> }
}

fn table(items: Vec<TodoItem>) -> AnyView {
    let words = &t().todo;
    if items.is_empty() {
        return view! { <p class="detail" data-testid="todo-none">{words.none}</p> }.into_any();
    }
    let columns = vec![
        Column::new(words.matter, |item: &TodoItem| item.title.clone().into_any()),
        Column::new(words.subject, |item: &TodoItem| match (&item.party, &item.case) {
            (Some(party), _) => party.name.clone().into_any(),
            (None, Some(case)) => format!("{} {}", case.number, case.title).into_any(),
            (None, None) => t().states.none.into_any(),
        }),
        Column::new(words.due, due).short(),
        Column::new(words.left, left).short(),
        Column::new(words.department, |item: &TodoItem| item.department.short_name.clone().into_any())
            .short(),
    ];
    view! { <DataTable columns rows=items href caption=words.title/> }.into_any()
}

/// Where it is done: on its own page, or on the part of its case's page that is about it.
fn href(item: &TodoItem) -> String {
    let own = object_href(&item.object_type, item.object_id.as_ref());
    let part = match item.object_type.as_str() {
        "Seizure" => "?tab=goods",
        "Referral" => "?tab=referrals",
        _ => "",
    };
    let of_case = || Some(format!("/cases/{}{part}", item.case.as_ref()?.id.inner()));
    own.or_else(of_case).unwrap_or_else(|| "/todo".to_owned())
}

/// The last day, or moment; "no earlier than" where the calendar does not reach so far.
fn due(item: &TodoItem) -> AnyView {
    let words = &t().todo;
    let overdue = item.urgency == Urgency::Overdue;
    let text = match (&item.due_at, &item.due_on) {
        (Some(moment), _) => moment.shanghai(),
        (None, Some(day)) if item.provisional => format!("{}{day}", words.not_before),
        (None, Some(day)) => day.to_string(),
        (None, None) => t().states.none.to_owned(),
    };
    view! { <span class:overdue=overdue>{text}</span> }.into_any()
}

fn left(item: &TodoItem) -> AnyView {
    let words = &t().todo;
    let days = |pattern: &str, days: i32| pattern.replace("{}", &days.to_string());
    let (label, tone) = match (item.urgency, item.days_left) {
        _ if item.standing => (words.standing.to_owned(), "done"),
        (Urgency::Overdue, Some(left)) if left < 0 => (days(words.overdue_by, -left), "overdue"),
        (Urgency::Overdue, _) => (Urgency::Overdue.label().to_owned(), "overdue"),
        (_, Some(0)) => (words.today.to_owned(), "waiting"),
        (Urgency::DueSoon, Some(left)) => (days(words.days_left, left), "waiting"),
        (_, Some(left)) => (days(words.days_left, left), "calm"),
        (_, None) => (Urgency::WithoutLimit.label().to_owned(), "calm"),
    };
    view! { <Badge label tone/> }.into_any()
}
