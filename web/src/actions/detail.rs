//! One joint action: the plan, who does what by when, and what has come of it.

use super::{
    change::{CancelDialog, CompleteDialog, ExtendDialog},
    list::status_badge,
    operations::{ActionTask, JointAction, ShowAction},
};
use crate::{
    cases::case_table,
    components::{
        display::{Badge, Facts, PageHeader, PrintButton, Section, Tabs, or_dash},
        record::{found, use_record},
        table::at_least,
    },
    graphql::{enums::JointActionStatus, fragments::DepartmentRef},
    i18n::t,
    inspections::inspection_table,
    session::Session,
};
use leptos::prelude::*;

/// `/actions/:id`
#[component]
pub fn ActionPage() -> impl IntoView {
    let query = use_record::<ShowAction>();
    let changed = Callback::new(move |()| query.refetch());
    found(query, |data| data.joint_action, move |action| view! { <ActionView action changed/> })
}

#[component]
fn ActionView(action: JointAction, changed: Callback<()>) -> impl IntoView {
    let words = &t().actions;
    let (extending, cancelling) = (RwSignal::new(false), RwSignal::new(false));
    let open = !matches!(action.status, JointActionStatus::Cancelled);
    let buttons = action.viewer_can_revise.then(|| {
        let changes = open.then(|| {
            view! {
                <button type="button" on:click=move |_| extending.set(true) data-testid="extend">{words.extend}</button>
                <button type="button" on:click=move |_| cancelling.set(true) data-testid="cancel-action">{words.cancel}</button>
            }
        });
        view! {
            {changes}
            <a class="button" href=format!("/actions/{}/revise", action.id.inner()) data-testid="revise">{t().action.edit}</a>
        }
    });
    let done = action.tasks.iter().filter(|task| task.completed_on.is_some()).count();
    let count = |label: &str, count: String| format!("{label}（{count}）");
    let tabs = vec![
        ("overview", words.overview.to_owned()),
        ("tasks", count(words.tasks, format!("{done}/{}", action.tasks.len()))),
        (
            "inspections",
            count(
                words.inspections,
                at_least(action.inspections.total_count, action.inspections.total_count_is_lower_bound),
            ),
        ),
        (
            "cases",
            count(words.cases, at_least(action.cases.total_count, action.cases.total_count_is_lower_bound)),
        ),
    ];
    let title = action.name.clone();
    let stored = StoredValue::new(action);
    view! {
        <PageHeader title above=vec![(words.title, "/actions")]><PrintButton/>{buttons}</PageHeader>
        <Tabs tabs part=move |tab| stored.with_value(|action| match tab {
            "tasks" => view! { <Tasks tasks=action.tasks.clone() office=action.viewer_can_revise changed/> }.into_any(),
            "inspections" => view! {
                {inspection_table(action.inspections.nodes.clone())}
                {see_all(format!("/inspections?action={}", action.id.inner()))}
            }.into_any(),
            "cases" => view! {
                {case_table(action.cases.nodes.clone())}
                {see_all(format!("/cases?action={}", action.id.inner()))}
            }.into_any(),
            _ => overview(action).into_any(),
        })/>
        <ExtendDialog open=extending action=stored changed/>
        <CancelDialog open=cancelling action=stored changed/>
    }
}

fn see_all(href: String) -> impl IntoView {
    view! { <p class="see-all no-print"><a class="button" href=href data-testid="see-all">{t().actions.see_all}</a></p> }
}

fn overview(action: &JointAction) -> impl IntoView + use<> {
    let words = &t().actions;
    let facts = vec![
        (words.code_name, action.code_name.clone().into_any()),
        (words.status, status_badge(action.status)),
        (words.period, format!("{} — {}", action.starts_on, action.ends_on).into_any()),
        (words.extended_to, or_dash(action.extended_to.as_ref())),
        (words.plan_number, or_dash(action.plan_number.as_ref())),
        (t().records.region, action.region.name.clone().into_any()),
        (words.lead, action.lead_department.name.clone().into_any()),
        (words.focus_regions, listed(&action.focus_regions)),
        (words.focus_products, listed(&action.focus_products)),
    ];
    let participants = action
        .participants
        .iter()
        .map(|department| view! { <li><Badge label=department.name.clone()/></li> })
        .collect_view();
    let purpose = action.purpose.clone().filter(|purpose| !purpose.is_empty());
    let reason = action.cancel_reason.clone();
    view! {
        {reason.map(|reason| view! { <p class="notice">{words.cancel_reason}"："{reason}</p> })}
        <Section title=t().records.basics>
            <Facts facts/>
            {purpose.map(|purpose| view! { <h3>{words.purpose}</h3><p class="prose">{purpose}</p> })}
        </Section>
        <Section title=words.participants><ul class="badges">{participants}</ul></Section>
    }
}

fn listed(names: &[String]) -> AnyView {
    or_dash((!names.is_empty()).then(|| names.join("、")))
}

fn short_names(departments: &[DepartmentRef]) -> String {
    departments.iter().map(|department| department.short_name.as_str()).collect::<Vec<_>>().join("、")
}

#[component]
fn Tasks(tasks: Vec<ActionTask>, office: bool, changed: Callback<()>) -> impl IntoView {
    let (session, words) = (Session::current(), &t().actions);
    if tasks.is_empty() {
        return view! { <section class="state" data-testid="state-empty"><p>{words.tasks_none}</p></section> }.into_any();
    }
    let today = session.today();
    let own = session
        .viewer
        .with_untracked(|viewer| viewer.as_ref().map(|viewer| viewer.user.department.id.clone()));
    let completing = RwSignal::new(None::<ActionTask>);
    let rows = tasks
        .into_iter()
        .map(|task| {
            let overdue = task.completed_on.is_none() && task.due_on.as_ref().is_some_and(|due| due.0 < today);
            // Whose task it is, or who plans the action, is offered the button; the API has the last word.
            let theirs = office || task.departments.iter().any(|department| own.as_ref() == Some(&department.id));
            let button = (theirs && task.completed_on.is_none()).then(|| {
                let task = task.clone();
                view! {
                    <button type="button" class="no-print" on:click=move |_| completing.set(Some(task.clone())) data-testid="complete-task">
                        {words.complete}
                    </button>
                }
            });
            let departments = short_names(&task.departments);
            let responsible = if task.responsible.is_empty() { departments } else { task.responsible };
            let state = match task.completed_on {
                Some(day) => view! { <span><Badge label=words.done_of tone="done"/>" "{day.0}</span> }.into_any(),
                None => view! { <span>{words.task_open}" "{button}</span> }.into_any(),
            };
            view! {
                <tr data-testid="task">
                    <td class="number" data-label=words.task>{task.ordinal}</td>
                    <td data-label=words.section>{or_dash(task.section)}</td>
                    <td class="task-content" data-label=words.content>{task.content}</td>
                    <td data-label=words.departments>{responsible}</td>
                    <td class="short" data-label=words.due_on><span class:overdue=overdue>{or_dash(task.due_on)}</span></td>
                    <td class="short" data-label=words.status>{state}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-frame">
            <table class="data">
                <thead><tr>
                    <th scope="col" class="number">"#"</th><th scope="col">{words.section}</th><th scope="col">{words.content}</th>
                    <th scope="col">{words.departments}</th><th scope="col">{words.due_on}</th><th scope="col">{words.status}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <CompleteDialog task=completing changed/>
    }
    .into_any()
}
