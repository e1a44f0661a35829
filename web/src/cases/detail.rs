//! One case: its facts, its course, and what can be done next.

use super::{
    operations::{Case, CaseEvent, CaseVariables, Penalty, ShowCase},
    people::{AssignDialog, CoHandlerDialog},
    revise::ReviseDialog,
    step::StepPanel,
};
use crate::{
    components::{
        display::{Badge, Facts, PageHeader, PrintButton, Section, clock_badge, or_dash, status_badge},
        states::{Loaded, NotFound},
    },
    graphql::{
        enums::{Choice, ClockState},
        query::use_query,
    },
    i18n::t,
};
use cynic::QueryBuilder;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// `/cases/:id`
#[component]
pub fn CasePage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query(move || {
        let id = params.with(|params| params.get("id")).unwrap_or_default();
        ShowCase::build(CaseVariables { id: cynic::Id::new(id) })
    });
    let changed = Callback::new(move |()| query.refetch());
    view! {
        <Loaded query let:data>
            {match data.case {
                Some(case) => view! { <CaseView case changed/> }.into_any(),
                None => view! { <NotFound/> }.into_any(),
            }}
        </Loaded>
    }
}

#[component]
fn CaseView(case: Case, changed: Callback<()>) -> impl IntoView {
    let words = &t().cases;
    let (revising, assigning, joining) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let stored = StoredValue::new(case.clone());
    let may = case.viewer_can_revise;
    let facts = basics(&case);
    let summary = case.summary.clone().filter(|summary| !summary.is_empty());
    let penalty = case.penalty.as_ref().map(penalty_facts);
    let referred = (!case.referrals.is_empty()).then(|| referrals(&case));
    let course = course(&case.events);
    view! {
        <PageHeader title=case.title.clone() above=vec![(words.title, "/cases")]>
            <PrintButton/>
            {may.then(|| view! {
                <button type="button" on:click=move |_| joining.set(true) data-testid="add-co-handler">{words.add_co_handler}</button>
                <button type="button" on:click=move |_| assigning.set(true) data-testid="assign-handlers">{words.assign}</button>
                <button type="button" on:click=move |_| revising.set(true) data-testid="revise">{t().action.edit}</button>
            })}
        </PageHeader>
        <StepPanel case changed/>
        <Section title=words.basics>
            {facts}
            {summary.map(|summary| view! { <h3 class="sub">{words.summary}</h3><p class="prose">{summary}</p> })}
        </Section>
        {penalty.map(|facts| view! { <Section title=words.penalty>{facts}</Section> })}
        {referred.map(|referrals| view! { <Section title=words.referrals>{referrals}</Section> })}
        <Section title=words.progress>{course}</Section>
        <ReviseDialog open=revising case=stored changed/>
        <AssignDialog open=assigning case=stored changed/>
        <CoHandlerDialog open=joining case=stored changed/>
    }
}

fn basics(case: &Case) -> impl IntoView + use<> {
    let words = &t().cases;
    let marks =
        case.marks.iter().map(|mark| view! { <Badge label=mark.label() tone="waiting"/> }).collect_view();
    let co_handlers: Vec<_> = case.co_handlers.iter().map(|department| department.name.as_str()).collect();
    let parties = case
        .parties
        .iter()
        .map(|entry| {
            view! {
                <li><a href=format!("/parties/{}", entry.party.id.inner())>{entry.party.name.clone()}</a>
                    " "<span class="detail">{entry.role.label()}</span></li>
            }
        })
        .collect_view();
    let handlers: Vec<_> = case
        .handlers
        .iter()
        .map(|handler| {
            let lead = if handler.lead { format!("（{}）", words.lead_handler) } else { String::new() };
            format!("{}{lead}", handler.person.display_name)
        })
        .collect();
    let overdue = case.clock_state == Some(ClockState::Overdue);
    let facts = vec![
        (words.number, case.number.clone().into_any()),
        (words.status, view! { <span class="badges">{status_badge(case.status)}{marks}</span> }.into_any()),
        (words.due_on, view! { <span class:overdue=overdue>{or_dash(case.due_on.clone())}</span>" "{clock_badge(case.clock_state)} }.into_any()),
        (words.kind, case.kind.label().into_any()),
        (words.source, case.source.label().into_any()),
        (words.outcome, or_dash(case.outcome.map(Choice::label))),
        (words.department, case.department.name.clone().into_any()),
        (words.co_handlers, or_dash((!co_handlers.is_empty()).then(|| co_handlers.join("、")))),
        (words.handlers, or_dash((!handlers.is_empty()).then(|| handlers.join("、")))),
        (words.parties, if parties.is_empty() { or_dash(None::<String>) } else { view! { <ul>{parties}</ul> }.into_any() }),
        (words.action, case.action.as_ref().map_or_else(|| or_dash(None::<String>), |action| {
            view! { <a href=format!("/actions/{}", action.id.inner())>{action.code_name.clone()}" "{action.name.clone()}</a> }.into_any()
        })),
        (words.inspection, case.inspection.as_ref().map_or_else(|| or_dash(None::<String>), |inspection| {
            view! { <a href=format!("/inspections/{}", inspection.id.inner())>{inspection.inspected_on.0.clone()}" "{inspection.place.clone()}</a> }.into_any()
        })),
        (words.amount, or_dash(case.amount.as_ref())),
        (words.illegal_income, or_dash(case.illegal_income.as_ref())),
        (words.received_on, case.received_on.0.clone().into_any()),
        (words.accepted_on, or_dash(case.accepted_on.as_ref())),
        (words.filed_on, or_dash(case.filed_on.as_ref())),
        (words.decided_on, or_dash(case.decided_on.as_ref())),
        (words.closed_on, or_dash(case.closed_on.as_ref())),
    ];
    view! { <Facts facts/> }
}

fn penalty_facts(penalty: &Penalty) -> impl IntoView + use<> {
    let words = &t().cases;
    let yes_no = |yes: bool| if yes { t().states.yes } else { t().states.no };
    let facts = vec![
        (words.warning, yes_no(penalty.warning).into_any()),
        (words.fine, penalty.fine.to_string().into_any()),
        (words.confiscated_income, penalty.confiscated_income.to_string().into_any()),
        (words.confiscated_goods, or_dash(penalty.confiscated_goods.as_ref())),
        (words.licence_revoked, yes_no(penalty.licence_revoked).into_any()),
    ];
    view! { <Facts facts/> }
}

fn referrals(case: &Case) -> impl IntoView + use<> {
    let rows = case
        .referrals
        .iter()
        .map(|referral| {
            let to = referral
                .department
                .as_ref()
                .map(|department| department.name.clone())
                .or(referral.region_name.clone());
            view! { <li>{referral.referred_on.0.clone()}" "{referral.target.label()}" "{to}</li> }
        })
        .collect_view();
    view! { <ul>{rows}</ul> }
}

/// Every step, newest first; none can be changed or removed.
fn course(events: &[CaseEvent]) -> impl IntoView + use<> {
    let words = &t().cases;
    let steps = events
        .iter()
        .map(|event| {
            let step = event.transition.map_or(event.to_status.label(), Choice::label);
            view! {
                <li data-testid="event">
                    <p class="step"><strong>{step}</strong><span>{event.occurred_on.0.clone()}</span>{status_badge(event.to_status)}</p>
                    {event.ground.clone().map(|ground| view! { <p>{words.ground}"："{ground}</p> })}
                    {(!event.documents.is_empty()).then(|| view! { <p>{words.documents}"："{event.documents.join("、")}</p> })}
                    {event.note.clone().map(|note| view! { <p class="prose">{note}</p> })}
                    <p class="detail">
                        {event.actor.department.short_name.clone()}" "{event.actor.display_name.clone()}
                        " · "{words.recorded_at}" "{event.recorded_at.shanghai()}
                    </p>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="timeline">{steps}</ol> }
}
